"""Names of speakers: what looks like one, and when two are one."""

import re
from functools import lru_cache

from assistant.documents.speakers.countries import country_named, folded
from assistant.documents.speakers.words import ARTICLES, BODIES, OFFICES, ROLES, SPEAKING_FOR, TEXTS

HONORIFIC = (
    r"Ms\.?|Mr\.?|Mrs\.?|Miss|Dr\.?|Prof\.?|Professor|Sir|Dame|Lord|Lady|Judge|Justice|"
    r"Ambassador|Bishop|Sheikh|Imam|Rabbi|Senator|Congressman|Congresswoman|"
    r"H\.\s?E\.(?:\s+M[rs]s?\.?)?|Hon\.|Mme\.?|Mlle\.?|M\.|Sra\.?|Sr\.?|"
    r"Dra\.|Herr|Frau|Signora|Signor|Sig\.|Dott\.|Г-н|Г-жа|г-н|г-жа|Pan|Pani"
)
"""Forms of address before a name, as an alternation for regular expressions."""

UPPER = "".join(chr(c) for c in range(0x41, 0x530) if chr(c).isupper())
LINK = (
    r"of|the|on|for|and|in|to|at|against|with|de|la|le|les|du|des|del|los|las|et|y|e|da|do|dos"
    r"|al|el|bin|ibn|ben|van|von|der|den|die|für|und|zu|zur|zum|по|и|о|об|в|за|на|с|против|&|sur"
    r"|aux?|sobre|contra|contre|gegen|über"
)
WORD = rf"(?:[ldLD]['’])?[{UPPER}][\w’'./-]*"
_PERSON = re.compile(
    rf"(?:{HONORIFIC})\s+{WORD}(?:\s+(?:(?:{LINK})\s+)?{WORD}){{0,4}}(?:\s+\([^()]{{2,60}}\))?"
)
_ACRONYM = re.compile(
    r"(?:[Tt]he )?(?:Joint Submission )?(?:\(JS\) )?"
    r"(?:(?=[\w/&-]*[A-Z0-9][\w/&-]*[A-Z])[A-Z][\w/&-]{1,24}|JS ?\d+|\d{1,2})"
)
_THE = rf"(?:(?:{ARTICLES})\s+|[LlDd]['’])"
_TAIL = rf"(?: (?:{LINK}|from|{WORD}|\([^()]{{1,60}}\))(?! \w+ed )(?:,? [\w’'()&-]+){{0,16}})?"
_PROPER = re.compile(
    rf"{_THE}?(?P<head>{WORD}(?: {WORD})*)"
    rf"(?:,? (?:{WORD}|{LINK}|\([^()]{{1,80}}\)|\d{{1,3}})){{0,24}}"
)
_OFFICE = re.compile(
    rf"{_THE}?(?:[{UPPER}][\w’'-]* ){{0,3}}(?P<head>{OFFICES}|{BODIES})(?!\w){_TAIL}"
)
_ROLE = re.compile(
    rf"{_THE}(?:[\w’'-]+,? ){{0,3}}?(?P<head>{ROLES})(?!\w){_TAIL}|"
    r"(?:[\w’'-]+,? ){0,4}(?P<plural>[Pp]articipants|[Ss]peakers|[Dd]elegations|[Ss]takeholders"
    r"|experts|[Mm]anufacturers|[Pp]anellists|[Rr]epresentatives|[Cc]ritics|[Ss]cholars|[Hh]istorians)"
)
_VERBAL = re.compile(
    r"\b(?:which|who|whom|that|whose|was|were|is|are|had|has|have|qui|que|dont|ist|sind|wurde)\b"
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_NO_SUBJECT = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "for",
        "to",
        "under",
        "during",
        "after",
        "before",
        "since",
        "as",
        "while",
        "although",
        "though",
        "if",
        "when",
        "this",
        "these",
        "those",
        "that",
        "there",
        "here",
        "such",
        "both",
        "each",
        "any",
        "no",
        "not",
        "also",
        "however",
        "moreover",
        "furthermore",
        "according",
        "given",
        "despite",
        "following",
        "through",
        "recalling",
        "noting",
        "regarding",
        "concerning",
        "thus",
        "then",
        "en",
        "dans",
        "sur",
        "par",
        "avec",
        "pour",
        "selon",
        "dès",
        "con",
        "por",
        "para",
        "según",
        "im",
        "am",
        "bei",
        "mit",
        "von",
        "nach",
        "в",
        "на",
        "по",
        "с",
        "при",
        "and",
        "but",
        "or",
        "so",
        "yet",
        "nor",
        "et",
        "mais",
        "y",
        "pero",
        "und",
        "aber",
        "и",
        "но",
        "first",
        "second",
        "third",
        "fourth",
        "finally",
        "between",
        "within",
        "among",
        "about",
        "because",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "it",
        "he",
        "she",
        "they",
        "we",
    ]
)
_COMMA_IN_NAME = re.compile(
    r"\b(?:on|of|for|sur|de|sobre|für) .*,(?! the )[^,]*(?:, | )(?:and|&|et|y|e|und|и) [^,]*$"
)
"""`Committee on Economic, Social and Cultural Rights`: in a name, a comma has its `and`."""
_ARTICLE = re.compile(rf"{_THE}(?=\S)|THE ")
_BY_OFFICE = re.compile(rf"(?:{OFFICES})\s+")
_FOR = re.compile(rf"(?:{SPEAKING_FOR})\s*")
_TITLE = re.compile(rf"(?:{HONORIFIC})\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_TO_WHOM = re.compile(r" to the United Nations\b.*$")
_SHOUTED = re.compile(rf"\b[{UPPER}]['’{UPPER}]{{2,}}\b")
_LONGEST = 160


def is_speaker(text: str) -> bool:
    """Whether a stretch before a verb of saying is the name of one who can say something."""
    if not text or len(text) > _LONGEST:
        return False
    if _PERSON.fullmatch(text) or is_state(text) or _ACRONYM.fullmatch(text):
        return True
    first = text.split(" ", 1)[0].casefold().strip(",")
    if first in _NO_SUBJECT or _VERBAL.search(text):
        return False
    if "," in text and not _COMMA_IN_NAME.search(text):
        return False
    return _is_office(text) or _is_proper(text)


def is_person(text: str) -> bool:
    """Whether it is a person's name with a form of address."""
    return _PERSON.fullmatch(text) is not None


def is_state(text: str) -> bool:
    """Whether it is a State's name, with an article or without."""
    return country_named(text) is not None or country_named(_ARTICLE.sub("", text)) is not None


def is_one_name(text: str) -> bool:
    """Whether it is a single capitalised word that may be a name: `Plato`, no `Article`."""
    word = text.casefold()
    capital = re.fullmatch(rf"[{UPPER}]\w{{3,}}", text)
    return bool(capital) and word not in TEXTS | _MONTHS | _NO_SUBJECT


def _is_office(text: str) -> bool:
    return bool(_OFFICE.fullmatch(text) or _ROLE.fullmatch(text))


def _is_proper(text: str) -> bool:
    """Two capitalised words that name no text and no date."""
    found = _PROPER.fullmatch(text)
    if not found or len(re.findall(rf"(?<!\w)[{UPPER}]\w", text)) < 2 + text.startswith("The "):
        return False
    words = [word.casefold() for word in re.findall(r"\w+", found["head"])]
    return words[-1] not in TEXTS and not _MONTHS.intersection(words)


def speakers_in(text: str) -> list[str]:
    """The names in the subject of a verb of saying; none where it is no speaker's."""
    if is_state(text):
        return [text]
    for found in re.finditer(r",? (?:and|et|y|und|и) ", text):
        left, right = text[: found.start()], text[found.end() :]
        sure = is_state(right) or _ACRONYM.fullmatch(right) or _PERSON.fullmatch(right)
        if (sure or right.startswith(("the ", "The "))) and is_speaker(right):
            several = _listed(left)
            if several:
                return [*several, right]
    return [text] if is_speaker(text) else []


def _listed(text: str) -> list[str]:
    """The names that commas part, where each is a State's or an acronym; else one name."""
    parts = text.split(", ")
    if len(parts) > 1 and all(is_state(p) or _ACRONYM.fullmatch(p) for p in parts):
        return parts
    return [text] if is_speaker(text) else []


@lru_cache(maxsize=8192)
def canonical_name(name: str) -> str:
    """What those are called together who are one.

    A State for its delegation; a name without its article and in its usual capitals.
    """
    whole = _TO_WHOM.sub("", " ".join(name.split()).strip(" .,;:"))
    if (country := country_named(whole)) is not None:
        return country
    bare = _ARTICLE.sub("", whole, count=1) if _ARTICLE.match(whole) else whole
    spoken_for = _FOR.match(bare)
    country = country_named(bare[spoken_for.end() :]) if spoken_for else country_named(bare)
    if country is not None:
        return country
    bare = _IN_BRACKETS.sub("", bare) if not _TITLE.match(bare) else bare
    if bare.isupper() and len(bare) < 7 and not _TITLE.match(bare):
        return bare
    shouted = _SHOUTED.findall(bare)
    if shouted and (bare.isupper() or _TITLE.match(bare) or _BY_OFFICE.match(bare)):
        bare = " ".join(word.capitalize() if word.isupper() else word for word in bare.split())
    return bare[:1].upper() + bare[1:]


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Equal for two names of one: without capitals, accents, articles and forms of address."""
    return folded(_TITLE.sub("", canonical_name(name))) or folded(name)
