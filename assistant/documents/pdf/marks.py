"""Numbers, letters and bullet signs that a printed line begins with.

A page shows more than text alone (`enumerators.py`): a mark that stands apart
from its words is one whatever they are, and fonts have signs of their own.
"""

import re
from typing import NamedTuple

from assistant.documents.enumerators import begins_glued
from assistant.documents.pdf.printed_lines import PrintedLine
from assistant.language.numerals import CAPITAL_ROMAN, COUNT, DRAWN_BULLETS, SMALL_ROMAN

_ONLY_APART = frozenset("–—-−*·o§")
"""Signs that also occur in running text: bullets only with a space after them."""
_BULLETS = _ONLY_APART.union(DRAWN_BULLETS, "∙◾◼♦")

_NUMBER = re.compile(r"(\d{1,4})\.(?=\s|$)")
_DECIMAL = re.compile(rf"({COUNT}(?:\.{COUNT}){{1,4}})\.?(?=\s|$)")
_GLUED = re.compile(rf"({COUNT})\.(?=[^\W\d])")
_BRACKETED = re.compile(
    rf"\((?:{COUNT}|{SMALL_ROMAN}|{CAPITAL_ROMAN}|[a-zA-Z]{{1,2}}|[а-яА-Я])\)(?=\s|$)"
)
_HALF = re.compile(r"(?:\d{1,3}|[ivxl]{1,5}|[a-zA-Z]{1,2}|[а-яА-Я])\)(?=\s|$)")
_LETTER = re.compile(r"(?:[ivxl]{1,5}|[IVXLC]{1,6}|[a-zA-Z])\.(?=\s|$)")


class Mark(NamedTuple):
    """`number` of a numbered paragraph or `bullet` of an item; `length` in code points."""

    length: int
    number: str | None = None
    bullet: str | None = None
    sign: bool = False
    """The bullet is a sign that is no part of the text."""


def mark_of(line: PrintedLine) -> Mark | None:
    """The mark that opens this line, if one does."""
    text = line.text
    if text[0] in _BULLETS:
        return _sign(line)
    if not (text[0].isalnum() or text[0] == "("):
        return None
    return _numbered(line) or _lettered(line)


def _sign(line: PrintedLine) -> Mark | None:
    first = line.words[0].text
    if len(first) == 1 and len(line.words) > 1:
        spaced = line.words[1].spaced or line.words[1].u0 - line.words[0].u1 > 0.15 * line.size
        if spaced and not line.words[0].raised:
            return Mark(1, bullet=first, sign=True)
        return None
    return Mark(1, bullet=first[0], sign=True) if first[0] not in _ONLY_APART else None


def _numbered(line: PrintedLine) -> Mark | None:
    text = line.text
    found = _NUMBER.match(text)
    if found and (len(found.group(1)) < 4 or _far_from_text(line)):
        return Mark(found.end(), number=found.group(1))
    found = _DECIMAL.match(text)
    if found and _reads_as_number(line, found):
        return Mark(found.end(), number=found.group(1))
    found = _GLUED.match(text)
    if found and len(line.words) > 1:
        apart = line.words[0].text == found.group()
        if apart or begins_glued(text, found.end()):
            return Mark(found.end(), number=found.group(1))
    return None


def _reads_as_number(line: PrintedLine, found: re.Match[str]) -> bool:
    """`131.105 Ratify` is a number, `12.5 per cent` and `8.000 Truppen` are amounts."""
    last = found.group(1).rsplit(".", 1)[1]
    if len(last) == 3 and last.startswith("0"):
        return False
    if _far_from_text(line):
        return True
    rest = line.text[found.end() :].lstrip()
    return bool(rest) and not rest[0].islower() and not rest[0].isdigit() and rest[0] not in "%.,;)"


def _lettered(line: PrintedLine) -> Mark | None:
    text = line.text
    found = _BRACKETED.match(text) or _HALF.match(text)
    if found:
        return Mark(found.end(), bullet=found.group())
    found = _LETTER.match(text)
    if found and (_far_from_text(line) or (line.bold and len(line.text) < 120)):
        return Mark(found.end(), bullet=found.group())
    return None


def _far_from_text(line: PrintedLine) -> bool:
    """More than a word space stands after the first word."""
    if len(line.words) < 2:
        return len(line.text) < 6
    return line.words[1].u0 - line.words[0].u1 > 0.62 * line.size
