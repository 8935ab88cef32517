"""What stands on a title page around a title: organs, sessions, circulation notes, numbers."""

import re

from assistant.language.dates import dates_in

_UNITED = (
    r"united nations|nations unies|naciones unidas|vereinte nationen"
    r"|организаци[яи] объединенных наций|الأمم المتحدة|联\s*合\s*国"
)
_ORGAN = re.compile(
    rf"(?:(?:{_UNITED})\s+)?(?:(?:the |la |le |l['’]|el )?"
    r"(?:general assembly|security council|economic and social council|human rights council"
    r"|trusteeship council|secretariat"
    r"|assemblée générale|conseil de sécurité|conseil économique et social"
    r"|conseil des droits de l['’]homme"
    r"|asamblea general|consejo de seguridad|consejo económico y social"
    r"|consejo de derechos humanos"
    r"|генеральная ассамблея|совет безопасности|экономический и социальный совет"
    r"|совет по правам человека"
    r"|الجمعية العامة|مجلس الأمن|المجلس الاقتصادي والاجتماعي|مجلس حقوق الإنسان"
    r"|大\s*会|安全理事会|经济及社会理事会|人权理事会"
    r"|generalversammlung|sicherheitsrat|wirtschafts- und sozialrat|menschenrechtsrat))",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:(?:united nations|special|permanent|standing|ad hoc|executive|open-ended|joint|high-level"
    r"|preparatory|intergovernmental|european|advisory) )*"
    r"(?:committee|commission|council|forum|working group|expert mechanism|board|assembly)"
    r"(?: (?:of|on|for|against|to)\b.{3,120})?"
    r"|(?:\d{4} )?(?:united nations )?conference (?:of|on|for|to)\b.{3,160}"
    r"|human rights committee|(?:comité|commission|groupe de travail|forum) .{3,120}"
    r"|(?:comité|comisión|grupo de trabajo|foro) .{3,120}|комитет .{3,120}|.{2,40}委员会",
    re.IGNORECASE,
)
_TREATY = re.compile(
    r"(?:international )?(?:covenant|convention) (?:on|against|for) .{5,120}", re.IGNORECASE
)
_ORDINAL = r"(?:(?:\d{1,3}(?:st|nd|rd|th)?|[a-z]+(?:-[a-z]+)*)\s+){1,4}"
_SESSION = re.compile(
    rf"\s*(?:{_ORDINAL}(?:regular |special |emergency |substantive )?(?:session|meeting|year)s?"
    r"|session (?:of )?\d{4}|.{2,40}\bsession (?:ordinaire|extraordinaire)?"
    r"|.{2,30} período de sesiones|.{3,30} сессия|第.{1,8}[届次]会?议?|الدورة .{2,40})"
    r"(?:\s*\([^)]*\d{4}[^)]*\))?\s*",
    re.IGNORECASE,
)
_CIRCULATED = re.compile(
    r"(?:distr\.?|original|english|french|spanish|arabic|russian|chinese)\b.{0,60}$"
    r"|(?:general|limited|restricted)$"
    r"|(?:provisional )?agenda items?\b|items? \d+.{0,30} (?:of the )?(?:provisional )?agenda"
    r"|official records\b|supplement no|(?:table of )?contents$|summary\*?$|note$|issn |isbn "
    r"|\*?\d{6,8}\*?$|(?:ge\.)?\d\d-\d{4,6}|united nations\s*[•·]|new york|geneva,"
    r"|page \d|execution (?:copy|version)|exhibits?\b(?: [\d.]+)?|source:"
    r"|draft$|confidential$|résumé$"
    r"|resumen$|резюме$|摘要$|目录$|\[[^\]]*\]$|slide \d+$|jump to content$",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"\b(?:agenda|minutes|report|ordre du jour|protokoll)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:\*\d{6,8}\*\s*|exhibit \d[\w.-]*\s+(?=\S))", re.IGNORECASE)
_NOTES = re.compile(r"(?<=\S)[\s,]*(?:\*+|†|‡|[¹²³⁴-⁹⁰]+\)?)(?:[\s,]*(?:\*+|†|‡|[¹²³⁴-⁹⁰]+\)?))*$")


def cleaned(text: str) -> str:
    """A line of a title page without what it is filed under, and without marks of notes."""
    return _NOTES.sub("", _LABEL.sub("", " ".join(text.split()))).strip(" |")


def is_organ(text: str) -> bool:
    """Whether it is the name of a principal organ, or of the United Nations."""
    rest = _ORGAN.sub("", text)
    return (rest != text and not rest.strip()) or is_united(text)


def is_united(text: str) -> bool:
    """Whether it is the name of the United Nations."""
    return bool(re.fullmatch(_UNITED, text, re.IGNORECASE))


def body_named(text: str) -> str | None:
    """The organ or committee that a line names and nothing else; without its session."""
    parts = re.split(r"\s+(?=(?:[A-Z][a-z]+(?:-[a-z]+)?) session$)", text)
    name = parts[0].strip()
    if (
        is_united(name)
        or _AGENDA.search(name)
        or not (_ORGAN.fullmatch(name) or _BODY.fullmatch(name))
    ):
        return None
    return name.rstrip(" :,")


def is_masthead(text: str) -> bool:
    """Whether a line stands on title pages and is no title."""
    whole = text.strip()
    if not any(character.isalpha() for character in whole) or len(whole) < 2:
        return True
    if whole.casefold() in ("united", "nations") or is_organ(whole):
        return True
    if _TREATY.fullmatch(whole) or _SESSION.fullmatch(whole):
        return True
    if _CIRCULATED.match(whole) or (body_named(whole) is not None and len(whole) < 130):
        return True
    days = dates_in(whole)
    return bool(days) and len(whole) - (days[0][1] - days[0][0]) < 25
