"""A document as running text: its paragraphs one after the other, repaired or raw."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.documents.document import Basis, Kind, Page, Paragraph, Repair, Span
from assistant.documents.traced import Traced, within
from web.place import Place
from web.selection import Selected
from web.tables import Cell, cells_of, heads, spans

WINDOW = 1500
"""Paragraphs that are sent at once."""

Repairs = tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text, quoted or not."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in running text."""

    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    mark: str
    """The bullet, when it does not stand in the text."""
    speaker: str
    """Who speaks, when it is not who spoke before."""
    page: str
    """The page that begins here; mostly empty."""
    cells: tuple[tuple[Piece, ...], ...]
    """By column; only of a table's row."""
    selected: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks of one kind: a list, a table, footnotes; `raw` for any."""

    kind: str
    head: tuple[str, ...]
    """The headers of a table's columns, as far as they have any."""
    blocks: tuple[Block, ...]


def window(count: int, selected: Selected | None) -> Span:
    """The paragraphs around the selected one, by ordinal, of a document of `count`."""
    if count <= WINDOW:
        return Span(0, count)
    middle = selected.paragraph.ordinal if selected is not None else 0
    start = max(0, min(middle - WINDOW // 2, count - WINDOW))
    return Span(start, start + WINDOW)


def runs(
    paragraphs: Sequence[Paragraph],
    pages: Sequence[Page],
    selected: Selected | None,
    repairs: Repairs,
    *,
    raw: bool = False,
) -> tuple[Run, ...]:
    """The paragraphs in runs, repaired or as their file has them."""
    labels = {page.number: page_label(page) for page in pages if page.width}
    blocks = []
    speaker, number = "", 0
    for paragraph in paragraphs:
        said_by = paragraph.turn or ""
        begins = paragraph.page.pdf or number
        words = Traced(paragraph.text, within(repairs, paragraph.start, paragraph.end))
        span = _quoted(paragraph, selected)
        blocks.append(
            Block(
                paragraph=paragraph,
                pieces=pieces(words, span, raw=raw),
                mark="" if raw else _mark(paragraph),
                speaker=said_by if said_by != speaker else "",
                page=labels.get(begins, "") if begins != number else "",
                cells=() if raw else _cells(paragraph, words, span),
                selected=_is_chosen(paragraph, selected),
            )
        )
        speaker, number = said_by, begins
    return _raw_run(blocks) if raw else _gathered(blocks, repairs)


def _raw_run(blocks: Sequence[Block]) -> tuple[Run, ...]:
    return (Run("raw", (), tuple(blocks)),)


def _gathered(blocks: Sequence[Block], repairs: Repairs) -> tuple[Run, ...]:
    """Neighbours of one kind; rows as long as they are of one table."""
    found: list[Run] = []
    for kind, group in groupby(blocks, key=lambda block: block.paragraph.kind):
        members = tuple(group)
        if kind is not Kind.TABLE_ROW:
            found.append(Run(kind.value, (), members))
            continue
        rows = [_row(block.paragraph, repairs) for block in members]
        for head, part in groupby(zip(heads(rows), members, strict=True), key=lambda pair: pair[0]):
            found.append(Run(kind.value, head, tuple(block for _, block in part)))
    return tuple(found)


def _row(paragraph: Paragraph, repairs: Repairs) -> tuple[Cell, ...]:
    return cells_of(paragraph.text, within(repairs, paragraph.start, paragraph.end))


def _cells(
    paragraph: Paragraph, words: Traced, quoted: Span | None
) -> tuple[tuple[Piece, ...], ...]:
    if paragraph.kind is not Kind.TABLE_ROW:
        return ()
    return tuple(
        _cell(words, place, quoted) for place in spans(cells_of(words.text, words.repairs))
    )


def _cell(words: Traced, place: Span, quoted: Span | None) -> tuple[Piece, ...]:
    """The pieces of one cell; what is quoted of the row may be a part of it."""
    start, end = place
    if quoted is None or quoted.end <= start or quoted.start >= end:
        return (Piece(words.text[start:end], False),)
    within_cell = Span(max(quoted.start - start, 0), min(quoted.end, end) - start)
    return pieces(words.cut(start, end), within_cell)


def places(
    place: Place, shown: Span, count: int, paragraphs: Sequence[Paragraph]
) -> tuple[Place | None, Place | None]:
    """Where what stands before and after the paragraphs shown is read on."""
    earlier = place.selecting(paragraphs[0]) if shown.start and paragraphs else None
    later = place.selecting(paragraphs[-1]) if shown.end < count and paragraphs else None
    return earlier, later


def page_label(page: Page) -> str:
    """`Page 14 · 22 in the file`; no printed number is better than a wrong one."""
    if page.printed and page.basis in (Basis.PRINTED, Basis.LABEL):
        return f"Page {page.printed} · {page.number} in the file"
    if page.printed and page.basis is Basis.INFERRED:
        return f"Page ~{page.printed} · {page.number} in the file"
    return f"Page {page.number} in the file"


def pieces(words: Traced, span: Span | None, *, raw: bool = False) -> tuple[Piece, ...]:
    """The words split by offsets at the quoted span, which counts from their start."""
    if span is None:
        return (Piece(words.raw if raw else words.text, False),)
    start, end = span
    parts = ((words.cut(0, start), False), (words.cut(start, end), True), (words.cut(end), False))
    return tuple(
        Piece(part.raw if raw else part.text, quoted) for part, quoted in parts if part.text
    )


def _quoted(paragraph: Paragraph, selected: Selected | None) -> Span | None:
    """What is quoted of a paragraph, counted from its start."""
    if selected is None or not _is_chosen(paragraph, selected):
        return None
    start, end = selected.span
    return Span(start - paragraph.start, end - paragraph.start)


def _is_chosen(paragraph: Paragraph, selected: Selected | None) -> bool:
    return selected is not None and selected.paragraph.paragraph_id == paragraph.paragraph_id


def _mark(paragraph: Paragraph) -> str:
    bullet = paragraph.bullet or ""
    in_text = not bullet or paragraph.text.startswith(bullet)
    return "" if in_text or paragraph.kind is not Kind.LIST_ITEM else bullet
