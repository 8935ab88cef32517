"""The title among the words that a document opens with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.contents_words import names_contents
from assistant.documents.document import Block, Kind
from assistant.documents.imprint.mastheads import body_named, cleaned, is_masthead
from assistant.documents.symbols import symbols_in

_OPENING = 40
"""Blocks of a file without pages among which its title is looked for."""
_LONGEST = 320
_FEW, _SHORT = 24, 200
"""Lines, and characters of each, that may stand above the heading that is the title."""
_SECTION = re.compile(
    r"(?:[IVX]{1,4}|[A-Z]|\d{1,2})\.?\s+\S|(?:introduction|abstract|annex|background|einleitung"
    r"|zusammenfassung|introducción|введение|引言|مقدمة)\b[\s.:]*(?:[IVX\d]*)$",
    re.IGNORECASE,
)
_FEWEST_ABOVE = 2
"""Lines of a masthead above a title in capitals, which may stand on any page otherwise."""
_STAMP = re.compile(r"\s+(?:generated|printed|created|exported) on\b.*$", re.IGNORECASE)
_NUMBERED = re.compile(r"[\d０-９]{1,3}[.．、]\s*\S")
_RESOLVED = re.compile(r"\d{1,3}/\d{1,3}\. +(?=\S)")
_JOINED = re.compile(r"(?:report|rapport|informe|доклад)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;,:。，；：]$")


@dataclass(frozen=True, slots=True)
class Headline:
    """A title that was read, and from what."""

    text: str
    basis: str
    at: int
    """Which of the blocks it begins in."""


def opening(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of the first page with words, or the first ones of a file without pages."""
    pages = [block.page for block in blocks if block.page is not None]
    if not pages:
        return list(blocks[:_OPENING])
    first = min(pages)
    return [block for block in blocks[: 4 * _OPENING] if block.page == first]


def headline(blocks: Sequence[Block]) -> Headline | None:
    """The title printed on a title page or at the head of a text; `None` where none stands out."""
    page = _before_sections(opening(blocks))
    texts = [_STAMP.sub("", cleaned(block.text)) for block in page]
    able = [at for at in range(len(page)) if _may_be_title(page[at], texts[at])]
    resolved = next((at for at in able if _RESOLVED.match(texts[at])), None)
    if resolved is not None:
        return Headline(_RESOLVED.sub("", texts[resolved]), "title page, numbered title", resolved)
    named = [at for at in range(len(page)) if _names_reporting_body(page, texts, at)]
    heads = [at for at in able if page[at].kind is Kind.HEADING] + named
    if not heads:
        return _unheaded(page, texts, able)
    printed = page[heads[0]].lines != ()
    if printed:
        largest = max(_size(page[at]) for at in heads)
        first = min(at for at in heads if _size(page[at]) > 0.95 * largest)
        basis = "title page, largest type"
    else:
        opening_heading = _first_heading(page, texts, heads)
        if opening_heading is None:
            return _unheaded(page, texts, able)
        first, basis = opening_heading, "first heading"
    return Headline(_continued(page, texts, first), basis, first)


def _first_heading(page: Sequence[Block], texts: Sequence[str], heads: Sequence[int]) -> int | None:
    """The heading that a text opens with, else the highest, if little stands before it."""
    if all(is_masthead(text) for text in texts[: heads[0]]):
        return heads[0]
    highest = min(page[at].level for at in heads)
    first = min(at for at in heads if page[at].level == highest)
    before = [text for text in texts[:first] if not is_masthead(text)]
    is_alone = all(len(text) < _SHORT for text in before) and len(before) <= _FEW
    if not is_alone or (before and highest > 1):
        return None
    return first


def _before_sections(page: Sequence[Block]) -> list[Block]:
    """Up to the first heading of a section that is not the first heading of all."""
    seen = False
    for at, block in enumerate(page):
        text = cleaned(block.text)
        if block.kind is Kind.HEADING:
            starts = bool(_SECTION.match(text)) or names_contents(text)
            if seen and starts and not _RESOLVED.match(text):
                return list(page[:at])
            seen = seen or not (is_masthead(text) or starts)
    return list(page)


def _may_be_title(block: Block, text: str) -> bool:
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or len(text) > _LONGEST:
        return False
    if names_contents(text) or text.endswith((":", ",", ";")):
        return False
    if (block.number or _NUMBERED.match(text)) and not _RESOLVED.match(text):
        return False
    letters = sum(character.isalpha() for character in text)
    symbols = symbols_in(text)
    return letters >= 3 and not is_masthead(text) and len("".join(symbols)) < len(text) / 2


def _names_reporting_body(page: Sequence[Block], texts: Sequence[str], at: int) -> bool:
    """The name of a body in type as large as any, above `Report on its session`."""
    if at + 1 >= len(page) or body_named(texts[at]) is None or not page[at].lines:
        return False
    follows = page[at + 1].kind is Kind.HEADING and _JOINED.match(texts[at + 1])
    return bool(follows) and _size(page[at]) >= max(_size(block) for block in page if block.lines)


def _size(block: Block) -> float:
    """The height of a block's first line in points."""
    if not block.lines:
        return 0.0
    box = block.lines[0].box
    return min(box.y1 - box.y0, box.x1 - box.x0)


def _continued(page: Sequence[Block], texts: Sequence[str], at: int) -> str:
    """The title with what stands right below it and belongs to it: a country, `Report on …`."""
    title = texts[at]
    if at + 1 < len(page) and page[at + 1].kind is Kind.HEADING and page[at].lines:
        below, text = page[at + 1], texts[at + 1]
        if body_named(title) and _JOINED.match(text):
            return f"{title}: {text}"
        same = abs(_size(below) - _size(page[at])) < 0.6 and below.level == page[at].level
        if same and len(text.split()) <= 3 and _may_be_title(below, text):
            return f"{title}: {text}"
    return title


def _unheaded(page: Sequence[Block], texts: Sequence[str], able: Sequence[int]) -> Headline | None:
    """Where nothing is a heading: the line in the largest type, or a short first line."""
    words = [at for at in able if not _SENTENCE.search(texts[at]) and len(texts[at]) < 200]
    if not words:
        return None
    if page[words[0]].lines:
        headed = sum(map(is_masthead, texts[: able[0]])) >= _FEWEST_ABOVE
        capitals = _capitals(texts, able) if headed else ""
        if capitals:
            return Headline(capitals, "title page, capitals", able[0])
        sizes = sorted(_size(block) for block in page if block.lines)
        first = max(words, key=lambda at: (_size(page[at]), -at))
        larger = _size(page[first]) > 1.15 * sizes[len(sizes) // 2]
        return Headline(texts[first], "title page, largest type", first) if larger else None
    first = words[0]
    is_short = len(texts[first].split()) <= 18 and len(texts[first]) <= 120
    opens = all(is_masthead(text) for text in texts[:first])
    return Headline(texts[first], "first line", first) if opens and is_short else None


def _capitals(texts: Sequence[str], able: Sequence[int]) -> str:
    """The first lines in capitals, if these come first: typewriters had no larger type."""
    lines: list[str] = []
    for at in able:
        if not texts[at].isupper() or (lines and at != able[0] + len(lines)):
            break
        lines.append(texts[at])
    title = " ".join(lines)
    return title if 2 <= len(title.split()) <= 60 else ""
