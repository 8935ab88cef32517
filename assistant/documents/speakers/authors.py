"""Who wrote a document, or a part of it, as its first lines and headings say."""

import re
from collections.abc import Sequence

from assistant.documents.document import Kind, Paragraph
from assistant.documents.speakers.countries import country_named
from assistant.documents.speakers.words import BODIES

_KIND = (
    r"(?:[\w-]+ ){0,3}(?:[Rr]eport|[Ss]tudy|[Nn]ote|[Mm]emorandum|[Ss]tatement|[Ll]etters?"
    r"|[Ss]ubmission|[Ss]ummary)"
)
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_KIND})(?: dated [^,]{{6,30}}?)?(?: submitted| prepared| presented| addressed)?"
        r" (?:of|by|from) (?:the )?(?P<who>(?![Ss]takeholders)[A-Z].{2,160}?)"
        r"(?= addressed to| to (?:the"
        r" (?:Secretary|President|United Nations|General|Security|Human"
        r"|Economic)|its)|, (?:a|an|pursuant|submitted|in accordance)\b| on (?:its|the work)\b"
        r"| submitted\b| pursuant to|$)",
        r"[Rr]esolution adopted by the (?P<who>[A-Z].{2,80}?)(?= on | at | under |$)",
        r"(?:Adopted|(?:[Dd]ecision|[Vv]iews) adopted) by the (?P<who>[A-Z].{2,120}?)"
        r"(?= at its | on | under |$)",
        r"(?:Rapport|Note|Étude|Lettre)(?: datée? .{6,30}? adressée? .{2,80}? par)?"
        r" (?:du|de la|de l['’]|des|par le|par la|par) ?"
        r"(?P<who>.{3,150}?)(?= sur (?:sa|les travaux)|$)",
        r"(?:Informe|Nota|Estudio|Carta)(?: de fecha .{6,30}? dirigida .{2,80}? por)?"
        r" (?:del|de la|de los|por el|por la) "
        r"(?P<who>.{3,150}?)(?= sobre (?:su|la labor)|$)",
        r"(?:Bericht|Mitteilung|Schreiben) (?:des|der) (?P<who>.{3,150}?)(?= über |$)",
        r"(?:Доклад|Записка|Письмо) (?P<who>[А-ЯA-Z].{3,100}?)(?= о работе|$)",
        r"(?P<who>[^，。]{2,30})的(?:报告|说明|信)",
        r"(?:تقرير|مذكرة من|رسالة من) (?P<who>.{3,80})",
        r"By (?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,4})",
        r"(?:Authors?|Verfasser(?:in)?|Autor(?:in|a)?|Auteurs?|Автор) ?: ?(?P<who>.{3,120})",
    )
)
_FROM = re.compile(r"(?:From|De|Von|От): (?P<who>[^<>@]{2,80}?)\s*<")
_SESSION = re.compile(
    r"(?:Draft report|Report|Rapport|Informe|Bericht) (?:on|of|sur|sobre|über) "
    r".{0,40}\b(?:session|período|Tagung)"
)
_NATIONAL = re.compile(
    r"national report|rapport national|informe nacional|национальный доклад"
    r"|التقرير الوطني|国家报告|nationaler bericht",
    re.IGNORECASE,
)
_BODY = re.compile(rf"(?:[\w-]+ ){{0,4}}(?:{BODIES})\b.{{0,120}}")
_ORGAN = re.compile(
    rf"(?:The|Le|La|L['’]|El|Der|Die)\s?(?P<who>(?:[A-Z]\w+ (?:and )?){{0,4}}(?:{BODIES})"
    r"(?: [^.;:]{0,80})?),"
)
_MARKS = re.compile(r"^\*\w+\*\s*|[\s*†‡¹²³⁴-⁹⁰]+$|,? including$")
_ANNEX = re.compile(r"(?:Annexe?|Anexo|Anlage|Приложение|مرفق|附件)\b", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:[IVX]+|\d+|[A-Z])\.\s")
_ZONE = 60
_ZONE_PAGES = 3
_AFTER_ANNEX = 8


def authors_of(paragraphs: Sequence[Paragraph], country: str | None) -> list[str | None]:
    """The author of each paragraph as written; an annex may have another than its document."""
    found: list[str | None] = []
    author: str | None = None
    organ: tuple[str, tuple[str, ...]] | None = None
    front = _front(paragraphs)
    until = front
    for at, paragraph in enumerate(paragraphs):
        line = _MARKS.sub("", paragraph.text)
        if _ANNEX.match(line) and paragraph.kind is not Kind.TABLE_ROW:
            until = at + _AFTER_ANNEX
        opens = _ORGAN.fullmatch(paragraph.text) if paragraph.kind is Kind.PARAGRAPH else None
        if opens:
            organ = opens["who"], paragraph.section
        elif organ and paragraph.section[: len(organ[1])] != organ[1]:
            organ = None
        if at < until and paragraph.kind is not Kind.TABLE_ROW:
            author = _named(line, paragraphs, at, country if at < front else None) or author
        found.append(organ[0] if organ else author)
    return _from_the_top(found, front)


def subject_state(paragraphs: Sequence[Paragraph]) -> str | None:
    """The State that a report is on: the only one that is a line of its own on the title page."""
    lines = [_MARKS.sub("", p.text) for p in paragraphs[: _front(paragraphs)]]
    states = {name for line in lines if (name := country_named(line.split("  ")[0]))}
    states |= {name for line in lines if (name := _first_word_state(line))}
    return states.pop() if len(states) == 1 else None


def _first_word_state(line: str) -> str | None:
    """Of a heading that ran into the next one: `Slovenia LIST OF ABBREVIATIONS`."""
    found = re.match(r"(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?= [A-Z]{3,}(?: [A-Z]{2,})+$)", line)
    return country_named(found["who"]) if found else None


def _front(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs stand on the title pages: to the first chapter of the text."""
    for at, paragraph in enumerate(paragraphs[:_ZONE]):
        page = paragraph.page.pdf or 1
        chapter = paragraph.kind is Kind.HEADING and _CHAPTER.match(paragraph.text)
        if page > _ZONE_PAGES or (chapter and at > 1):
            return at
    return min(len(paragraphs), _ZONE)


def _named(line: str, paragraphs: Sequence[Paragraph], at: int, country: str | None) -> str | None:
    if len(line) > 300:
        return None
    for pattern in _NAMED:
        found = pattern.match(line)
        if found and found.end() > len(line) - 160:
            return _whole_body(found["who"].strip(" .,;:"), paragraphs[max(at - 10, 0) : at])
    if (sender := _FROM.match(line)) is not None:
        return sender["who"].strip(' "')
    if _NATIONAL.match(line) and paragraphs[at].kind is not Kind.LIST_ITEM:
        return country
    if _SESSION.match(line):
        above = (_MARKS.sub("", p.text) for p in reversed(paragraphs[max(at - 3, 0) : at]))
        return next((text for text in above if _BODY.fullmatch(text)), None)
    return None


def _whole_body(name: str, above: Sequence[Paragraph]) -> str:
    """`Committee` under the line `Human Rights Committee` is that one."""
    if " " in name:
        return name
    whole = re.compile(
        rf"(?:(?!Report|Decision)[\w-]+ ){{0,4}}{re.escape(name)}(?: (?:on|for|of|against) .*)?"
    )
    lines = (_MARKS.sub("", paragraph.text) for paragraph in reversed(above))
    return next((line for line in lines if line != name and whole.fullmatch(line)), name)


def _from_the_top(found: list[str | None], front: int) -> list[str | None]:
    """What stands above the line that names the author is theirs too."""
    first = next((name for name in found[:front] if name), None)
    for at in range(min(front, len(found))):
        if found[at] is not None:
            break
        found[at] = first
    return found
