"""Flattened text to blocks: bullets torn off their items, headings and speakers run into prose.

Text copied or extracted without its layout keeps its words and loses its lines.
What can be told from the words alone is put back; on ordinary prose nothing is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from assistant.documents.document import Block, Kind
from assistant.documents.enumerators import SIGNS, marked
from assistant.documents.speakers.names import HONORIFIC
from assistant.documents.text.headings import heading_level, inline_heading
from assistant.documents.traced import PAGE_END, Traced, pages_before
from assistant.language.numerals import DRAWN_BULLETS
from assistant.language.sentences import sentence_spans

_HOISTED = re.compile(
    rf"(?:^|(?<=[.:;!?]\s))(?:(?:[-–—*{SIGNS}]\s+){{2,}}|(?:\((?:[a-z]|[ivx]{{1,5}})\)\s+){{2,}})"
)
_MARK = re.compile(r"\S+")
_INLINE_SIGN = re.compile(rf"(?:^|(?<=\s))[{DRAWN_BULLETS}]\s*(?=\S)")
_INLINE_DASH = re.compile(r"(?<=[.:;]\s)[-–—]\s+(?=\S)")
_INLINE_LETTER = re.compile(r"(?:(?<=[.:;]\s)|(?<=;\sand\s)|(?<=;\sor\s))\(([a-z]{1,5})\)\s")
_NAME = r"[^\W\d_a-z][\w’'.-]*"
_SPEAKER_LINE = re.compile(
    rf"(?:{HONORIFIC})\s+(?:{_NAME}\s+(?:(?:al|de|van|von|der|bin|el|da|dos)\s+)?){{0,4}}?"
    rf"(?P<last>{_NAME})(?P<title>,\s[^.!?]{{3,160}}?)?\s+"
    rf"(?=(?:{HONORIFIC})\s+(?:{_NAME}\s+){{0,2}}(?P=last)\b)"
)
_LONG = 200
"""Characters from which on a block can be a page whose lines were lost."""


def blocks_of_text(given: str | Traced, *, page: int | None = None) -> list[Block]:
    """The blocks of one run of words, normalised: one, unless its layout was lost.

    Recognised are marks hoisted in front of their items, bullets and letters
    inside the line, headings by label and numeral, and a speaker's name and title
    before a sentence that begins with that name.
    """
    words = Traced(given) if isinstance(given, str) else given
    turns = [repair for repair in words.repairs if PAGE_END in repair.raw]
    blocks: list[Block] = []
    for piece in _pieces(words.text):
        begins = None if page is None else page + pages_before(turns, piece.start)
        block = _block(piece, words, begins)
        blocks += [block] if block else []
    return blocks


class _Piece(NamedTuple):
    """`text[start:end]` of the whole run; `torn` before it are the marks torn off its list."""

    kind: Kind
    start: int
    end: int
    bullet: str | None = None
    torn: int = 0

    def moved(self, by: int) -> "_Piece":
        """The same piece of a run that this one's is a part of."""
        return self._replace(start=self.start + by, end=self.end + by)


def _block(piece: _Piece, words: Traced, page: int | None) -> Block | None:
    part = words.cut(piece.start, piece.end)
    if piece.torn:
        marks = words.cut(piece.start - piece.torn, piece.start)
        part = Traced.joined([Traced.of("", marks.raw), part])
    if piece.kind is Kind.HEADING:
        return marked(part, piece.kind, level=heading_level(part.text), page=page)
    level = 1 if piece.kind is Kind.LIST_ITEM else 0
    block = marked(part, piece.kind, level=level, page=page)
    if block is not None and piece.bullet and not block.bullet:
        return replace(block, bullet=piece.bullet)
    return block


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut at headings first; what stands between two headings may hold a list."""
    for is_heading, (start, end) in _cut_at_headings(text):
        if is_heading:
            yield _Piece(Kind.HEADING, start, end)
        else:
            yield from (piece.moved(start) for piece in _listed(text[start:end]))


def _cut_at_headings(text: str) -> Iterator[tuple[bool, tuple[int, int]]]:
    begin = 0
    at = 0
    while at < len(text):
        end = _heading_end(text, at)
        if end is None:
            at = _next_start(text, at)
            continue
        if text[begin:at].strip():
            yield False, _stripped(text, begin, at)
        yield True, _stripped(text, at, end)
        begin = at = _skip_space(text, end)
    if text[begin:].strip():
        yield False, _stripped(text, begin, len(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return start, max(start, end - len(part) + len(part.rstrip()))


_START = re.compile(r"[.!?…:;][\"'”’»)\]]*\s+(?=\S)")


def _next_start(text: str, at: int) -> int:
    """Where the next sentence may begin."""
    found = _START.search(text, at)
    return found.end() if found else len(text)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _heading_end(text: str, at: int) -> int | None:
    return inline_heading(text, at) or _speaker_line_end(text, at)


def _speaker_line_end(text: str, at: int) -> int | None:
    """`President of the …, Ms. Ada Byron Ms. Byron explained …`: the end of the first name."""
    for found in _SPEAKER_LINE.finditer(text, at, min(len(text), at + 400)):
        lead = text[at : found.start()]
        if len(lead) <= 260 and not re.search(r"[a-z]{3}[.!?]\s|[!?;]", lead):
            return found.end()
    return None


def _listed(text: str) -> Iterator[_Piece]:
    """A stretch without headings: items whose marks were hoisted, items inside the line, prose."""
    run = _HOISTED.search(text)
    if run is None:
        yield from _inline_items(text)
        return
    if text[: run.start()].strip():
        start, end = _stripped(text, 0, run.start())
        yield from (piece.moved(start) for piece in _inline_items(text[start:end]))
    start, end = _stripped(text, run.end(), len(text))
    torn = start - run.start()
    for piece in _hoisted_items(text[start:end], _MARK.findall(run[0])):
        yield piece.moved(start)._replace(torn=torn or piece.torn)
        torn = 0


def _hoisted_items(text: str, marks: list[str]) -> Iterator[_Piece]:
    """Each sentence an item; far more sentences than marks: the first are, the rest is prose."""
    nested = _HOISTED.search(text)
    rest = text[nested.start() :] if nested else ""
    text = text[: nested.start()].rstrip() if nested else text
    spans = sentence_spans(text)
    if len(spans) < 2 * len(marks) // 3 and text.count(";") + 1 >= len(marks):
        spans = _clauses(text)
    count = len(spans) if len(spans) <= len(marks) * 3 // 2 + 1 else len(marks)
    for index, (start, end) in enumerate(spans[:count]):
        bullet = marks[index] if index < len(marks) else marks[-1]
        yield _Piece(Kind.LIST_ITEM, start, end, bullet)
    if spans[count:]:
        start, end = spans[count][0], spans[-1][1]
        yield from (piece.moved(start) for piece in _inline_items(text[start:end]))
    if nested:
        yield from (piece.moved(nested.start()) for piece in _listed(rest))


def _clauses(text: str) -> list[tuple[int, int]]:
    """Items that end in semicolons."""
    spans = []
    for found in re.finditer(r"[^;]+;?", text):
        start = _skip_space(text, found.start())
        if start < found.end():
            spans.append((start, found.end()))
    return spans


def _inline_items(text: str) -> Iterator[_Piece]:
    """Bullets inside a line, two at least; dashes and letters only behind a colon."""
    starts = _inline_starts(text) if len(text) >= _LONG else []
    if not starts:
        yield _Piece(Kind.PARAGRAPH, 0, len(text))
        return
    if text[: starts[0]].strip():
        yield _Piece(Kind.PARAGRAPH, *_stripped(text, 0, starts[0]))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _Piece(Kind.LIST_ITEM, *_stripped(text, start, end))


def _inline_starts(text: str) -> list[int]:
    for pattern in (_INLINE_SIGN, _INLINE_DASH):
        starts = [found.start() for found in pattern.finditer(text)]
        if len(starts) > 1 and (pattern is _INLINE_SIGN or text[: starts[0]].rstrip()[-1:] == ":"):
            return starts
    letters = list(_INLINE_LETTER.finditer(text))
    names = [found[1] for found in letters[:3]]
    if names in (["a", "b", "c"], ["i", "ii", "iii"]):
        starts = [found.start() for found in letters]
        return starts if text[: starts[0]].rstrip()[-1:] == ":" else []
    return []
