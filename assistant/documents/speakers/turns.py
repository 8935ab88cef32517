"""Who has the word in a record: names before a colon, in a subtitle, or above questions."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.documents.document import Kind, Paragraph
from assistant.documents.speakers.names import HONORIFIC, UPPER
from assistant.documents.speakers.words import TEXTS

_NAME = (
    r"[^\W\d_a-z][\w’'.-]*"
    r"(?:\s+(?:(?:al|de|van|von|der|bin|el|da|dos|ben|la|le)\s+)?[^\W\d_a-z][\w’'-]*){0,4}"
)
_OFFICE = (
    r"(?:President|Vice-President|Chair|Chairman|Chairwoman|Chairperson|Co-Chair|Vice-Chair|"
    r"Speaker|Moderator|Rapporteur|Special Rapporteur|High Commissioner|Deputy High Commissioner|"
    r"Secretary-General|Secretary|Independent Expert|Coordinator|Facilitator|Director|Minister|"
    r"Commissioner|Ombudsman|Ombudsperson|Secretariat|Committee|Working Group|"
    r"Président(?:e)?|Presidente|Presidenta|Vorsitzende[r]?|Председатель|主席|الرئيسة?)"
)
_NOTE = r"(?:\s+\((?:spoke|interpret|parle|habla|говорит)[^()]{2,60}\))?"
_VERBATIM = re.compile(
    r"(?P<who>(?:(?:(?:The|Le|La|El|Der|Die)\s+)?(?:PRESIDENT|CHAIR(?:MAN|WOMAN|PERSON)?|"
    rf"SECRETARY(?:-GENERAL)?|MODERATOR|SPEAKER|WITNESS|COURT|CLERK|{_OFFICE})"
    rf"(?:\s+[{UPPER}]{{2,}}(?:\s+[{UPPER}]{{2,}})?)?|(?i:{HONORIFIC})\s+{_NAME}))"
    r"(?P<of>\s+\((?!spoke|interpret)[^()]{2,60}\))?"
    rf"{_NOTE}\s*(?::\s+|：\s*|\.\s?[—–]\s+)(?=\S)",
)
_PRINTED = re.compile(
    rf"(?P<who>(?:{HONORIFIC}|Chair(?:man|woman|person)?|(?:THE )?(?:WITNESS|COURT|CLERK)"
    r"|Senator)\s+"
    rf"[{UPPER}][{UPPER}’'-]+(?:\s+[{UPPER}][{UPPER}’'-]+){{0,2}})(?P<of>\s+of\s+[A-Z]\w+)?\.\s+(?=\S)"
)
"""`Mr. FALK. How many`: hearings that print a full stop behind a name in capitals."""
_DIALOGUE = re.compile(
    r"(?P<who>[^\W\d_a-z][^\W\d_a-z.’'-]+(?:\s+[^\W\d_a-z][^\W\d_a-z.’'-]+){0,3}"
    r"|[A-Z][\w’'-]+\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)"
    r"(?P<of>\s+\([^()]{2,60}\))?(?::\s+|：\s*)(?=[^\s\d])"
)
_UNKNOWN = re.compile(
    r"[^\W\d_a-z][\w’'.-]*(?:\s+[^\W\d_a-z][\w’'.-]*){0,4}(?:\s+\([^()]{2,60}\))?[:：]\s+(?=\S)"
)
"""Capitalised words before a colon: in a record, perhaps a name of a form not known here."""
_EXAMINED_BY = re.compile(
    rf"\bEXAMINATION.{{0,80}}\bBY (?P<who>(?:MR|MS|MRS|DR)\. {_NAME})[:：]?"
    rf"|BY (?P<by>(?:MR|MS|MRS|DR)\. {_NAME})[:：]"
)
_ASKED = re.compile(r"(?:\d{1,2}\s*\|?\s*)?(?P<mark>[QA])[.:]\s+(?=\S)")
_LABELLED = 60
_WITNESS = "The witness"
_SPARSE = 0.005
_DENSE = 0.2
"""Of the paragraphs of a dialogue between names in small letters, so many begin with one."""

Turn = tuple[str, tuple[int, int] | None]
"""A name as written, and where it stands in the paragraph; `None` where another names it."""


def turns_of(
    paragraphs: Sequence[Paragraph], bodies: Sequence[int], given: Sequence[str | None]
) -> list[Turn | None]:
    """Who has the word in each paragraph of a record; `None` for all others.

    A turn goes on until the next name or heading, if at least two paragraphs begin so. Words
    before a colon that may be a name end it: no speaker beats a wrong one.
    """
    names = _questioned(paragraphs, bodies) or _before_colons(paragraphs, bodies)
    record = sum(1 for name in names if name) > max(1, _SPARSE * len(names))
    turn: Turn | None = None
    found: list[Turn | None] = []
    for paragraph, body, name, told in zip(paragraphs, bodies, names, given, strict=True):
        if told is not None:
            found.append((told, None))
            continue
        if paragraph.kind in (Kind.HEADING, Kind.TABLE_ROW, Kind.CAPTION, Kind.FOOTNOTE):
            turn = None if paragraph.kind is Kind.HEADING else turn
            found.append(None)
            continue
        unknown = _UNKNOWN.match(paragraph.text, body)
        kept = None if unknown or turn is None else (turn[0], None)
        turn = (name or kept) if record else None
        found.append(turn)
    return found


def _before_colons(paragraphs: Sequence[Paragraph], bodies: Sequence[int]) -> list[Turn | None]:
    """The name before the colon of each paragraph.

    Names of another form count when two of them alternate, each twice or more: `NOTE:` and
    `RESULTS:` are no speakers.
    """
    placed = list(zip(paragraphs, bodies, strict=True))
    formal = [_match(_VERBATIM, *one) or _match(_PRINTED, *one) for one in placed]
    others = [_match(_DIALOGUE, *one) for one in placed]
    others = [None if name and _is_label(name[0]) else name for name in others]
    times = Counter(name[0] for name in others if name)
    dialogue = {name for name, count in times.items() if count > 1}
    first, last = _ends([name is not None and name[0] in dialogue for name in others])
    dense = any(name.isupper() for name in dialogue) or sum(
        times[name] for name in dialogue
    ) >= _DENSE * (last - first)
    if len(dialogue) < 2 or not dense:
        return formal
    return [
        name or (other if other and (other[0].isupper() or other[0] in dialogue) else None)
        for name, other in zip(formal, others, strict=True)
    ]


def _is_label(name: str) -> bool:
    """`CHAPTER ONE: ` is no name."""
    return not TEXTS.isdisjoint(re.findall(r"\w+", name.casefold()))


def _ends(marks: Sequence[bool]) -> tuple[int, int]:
    """From the first to behind the last that is marked."""
    at = [i for i, marked in enumerate(marks) if marked]
    return (at[0], at[-1] + 1) if at else (0, 0)


def _match(pattern: re.Pattern[str], paragraph: Paragraph, body: int) -> Turn | None:
    if paragraph.kind is not Kind.PARAGRAPH:
        return None
    found = pattern.match(paragraph.text, body)
    if found is None:
        return None
    name, rest = found["who"] + (found["of"] or ""), paragraph.text[found.end() :]
    if len(rest) < _LABELLED and re.match(rf"(?:{HONORIFIC})\s", rest):
        return None  # `Rapporteur: Mr. Jon Dahl`
    return name, (found.start(), found.start() + len(name))


def _questioned(paragraphs: Sequence[Paragraph], bodies: Sequence[int]) -> list[Turn | None]:
    """`Q.` and `A.` of an examination: who examines, and the witness; empty where there is none."""
    marks = [_ASKED.match(p.text, b) for p, b in zip(paragraphs, bodies, strict=True)]
    if {found["mark"] for found in marks if found} != {"Q", "A"}:
        return []
    examiner: str | None = None
    turns: list[Turn | None] = []
    for paragraph, body, mark in zip(paragraphs, bodies, marks, strict=True):
        by = _EXAMINED_BY.search(paragraph.text)
        examiner = (by["who"] or by["by"]).rstrip(":") if by else examiner
        if mark:
            name = examiner if mark["mark"] == "Q" else _WITNESS
            turns.append((name, None) if name else None)
        else:
            turns.append(_match(_VERBATIM, paragraph, body))
    return turns
