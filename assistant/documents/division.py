"""What is too long for one paragraph or one sentence, cut where it can be cut best."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from assistant.documents.document import Block, Kind, Line, Span, Word
from assistant.documents.traced import Traced, pages_before
from assistant.language.sentences import sentence_spans

LONGEST_PARAGRAPH = 10_000
"""Characters. Of 42 reports the longest paragraph has 2,906, of 16,000 passages of the
evaluation sets 10,000; what is longer is a text that lost its lines, or a file made to hurt."""

LONGEST_SENTENCE = 3_000
"""Characters: the longest sentence found is the operative paragraph of a resolution, 2,889. A
longer heading is none, since every paragraph under it would repeat it."""

PIECE = 1_000
"""Characters of a piece of a longer one: it is no sentence, and a quotation is to be read."""

_CLAUSE = re.compile(r"[;:,؛،](?=\s)|[；：，、]|\s[–—](?=\s)")
_GAP = re.compile(r"\s+")


def divided(block: Block) -> tuple[Block, ...]:
    """The block itself, or blocks of at most `LONGEST_PARAGRAPH` characters that make it up.

    They are cut between sentences, else clauses, words or letters. A printed number or
    mark is the first one's alone.
    """
    if block.kind is Kind.HEADING and len(block.text) > LONGEST_SENTENCE:
        block = replace(block, kind=Kind.PARAGRAPH, level=0)
    if len(block.text) <= LONGEST_PARAGRAPH:
        return (block,)
    words = Traced(block.text, block.repairs)
    return tuple(_part(block, words, span) for span in _paragraphs(block.text))


def short_sentences(text: str) -> list[Span]:
    """As `sentence_spans`, but those of more than `LONGEST_SENTENCE` characters in pieces."""
    spans = (Span(start, end) for start, end in sentence_spans(text))
    return [part for span in spans for part in _pieces(text, span)]


def _paragraphs(text: str) -> Iterator[Span]:
    start, end = _stripped(text, 0, len(text))
    while end - start > LONGEST_PARAGRAPH:
        # The last sentence of a window may go on behind it.
        last = start + sentence_spans(text[start : start + LONGEST_PARAGRAPH])[-1][0]
        if last - start < LONGEST_PARAGRAPH // 2:
            last = _cut(text, start, LONGEST_PARAGRAPH)
        yield _stripped(text, start, last)
        start, end = _stripped(text, last, end)
    yield Span(start, end)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    is_long = end - start > LONGEST_SENTENCE
    while is_long and end - start > PIECE:
        cut = _cut(text, start, PIECE)
        yield _stripped(text, start, cut)
        start, end = _stripped(text, cut, end)
    yield Span(start, end)


def _cut(text: str, start: int, most: int) -> int:
    """Where to cut at most `most` characters on: behind a clause or a word of the second half."""
    half, full = start + most // 2, start + most
    for pattern in (_CLAUSE, _GAP):
        ends = [found.end() for found in pattern.finditer(text, half, full)]
        if ends:
            return ends[-1]
    while full > half and unicodedata.category(text[full]).startswith("M"):
        full -= 1
    return full


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _part(block: Block, words: Traced, span: Span) -> Block:
    start, end = span
    cut = words.cut(start, end)
    held = (line for line in block.lines if line.start < end and line.end > start)
    lines = tuple(_clipped(line, span) for line in held)
    page = lines[0].page if lines else block.page
    if page is not None and not lines:
        page += pages_before(block.repairs, start)
    part = replace(
        block,
        text=cut.text,
        repairs=cut.repairs,
        lines=lines,
        page=page,
        truncated=block.truncated and end == len(block.text),
    )
    return part if start == 0 else replace(part, number=None, bullet=None, mark_end=0)


def _clipped(line: Line, span: Span) -> Line:
    """The part of a line in a span, counted from the span's start."""
    first, last = max(line.start, span.start), min(line.end, span.end)
    words = tuple(
        Word(
            max(word.start, first) - span.start, min(word.end, last) - span.start, word.x0, word.x1
        )
        for word in line.words
        if word.start < last and word.end > first
    )
    box = line.box_of(first, last) or line.box
    return replace(line, box=box, start=first - span.start, end=last - span.start, words=words)
