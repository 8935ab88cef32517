"""A document laid out for the page: pictures under selectable text, or flowing blocks."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.documents.document import Basis, Box, Kind, Line, Page, Paragraph, Span
from assistant.library.library import DocumentRecord
from web.place import Place
from web.selection import Selected
from web.service import Opened
from web.wording import counted

NEAR = 2
"""Pages before and after the selected one whose text is sent with the page."""

WIDTHS = (1100, 1800)
"""Pixels across of the pictures offered; the second is for dense screens."""

WINDOW = 1500
"""Paragraphs of a document without pages that are sent at once."""

BASELINE = 0.78
"""Where letters stand in a line's box, from its top; text is invisible and only selected."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A printed line of the text layer, in points."""

    x: float
    y: float
    width: float
    size: float
    text: str
    rtl: bool
    space: bool
    """A space stands between this line and the next."""


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph, or the part of it, on one page."""

    paragraph: Paragraph
    anchor: str | None
    """`None` on the pages that a paragraph only continues on."""
    outline: str
    """SVG path over its lines."""
    quoted: str
    """SVG path over the quoted stretch; empty when it is not selected."""
    bar: Box | None
    """Stands beside the selected paragraph."""
    lines: tuple[Stretch, ...]
    selected: bool


@dataclass(frozen=True, slots=True)
class PageSheet:
    """One page: its picture's address, its text layer and its paragraphs."""

    page: Page
    label: str
    picture: str
    pictures: str
    """For `srcset`."""
    layer: str | None
    """Where its text layer can be had; `None` when it is here."""
    paragraphs: tuple[PlacedParagraph, ...]

    @property
    def shown_first(self) -> bool:
        """The selection begins here, so this picture is wanted before all others."""
        return any(placed.selected and placed.anchor for placed in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text, quoted or not."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document without pages."""

    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    mark: str
    """The bullet, when it does not stand in the text."""
    speaker: str
    """Who speaks, when it is not who spoke before."""
    selected: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks of one kind: a list, a table, footnotes."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the source pane shows it."""

    document: DocumentRecord
    place: Place
    selected: Selected | None
    pages: int
    """0 where it is not shown by pages."""
    sheets: tuple[PageSheet, ...]
    """Every page, or only those around the selection."""
    runs: tuple[Run, ...]
    earlier: Place | None
    later: Place | None

    @property
    def edition(self) -> str:
        """Names the document as it is shown."""
        return edition(self.document)

    @property
    def here(self) -> str:
        """`p. 14 (printed) · PDF 22 of 48`, for the pane's head."""
        if self.selected is None:
            return counted(self.pages, "page") if self.pages else ""
        if not self.pages:
            return self.selected.citation.address.page_text
        number = self.selected.paragraph.page.pdf
        printed = self.selected.citation.address.page_text
        place = f"{number} of {self.pages}"
        return place if printed.startswith("PDF") or not printed else f"{printed} · {place}"


def edition(document: DocumentRecord) -> str:
    """Names a document as it is now: what was laid out of another edition is of no use."""
    return f"{document.document_id}-{document.revision[:12]}"


def lay_out(
    opened: Opened,
    place: Place,
    selected: Selected | None = None,
    *,
    at: int | None = None,
    is_open: bool = False,
) -> Source:
    """The source pane of a document; `at` is the page to begin with when none is selected.

    Where it `is_open` already, only the sheets around the selection are laid out.
    """
    # A page of a text file has no extent and no picture: it is shown as text.
    paged = any(page.width for page in opened.pages)
    shown, earlier, later = _window(opened.paragraphs, place, selected, paged=paged)
    return Source(
        document=opened.document,
        place=place,
        selected=selected,
        pages=len(opened.pages) if paged else 0,
        sheets=_sheets(opened, selected, at or 1, is_open=is_open) if paged else (),
        runs=() if paged else _runs(shown, selected),
        earlier=earlier,
        later=later,
    )


def sheet(opened: Opened, number: int, selected: Selected | None = None) -> PageSheet | None:
    """One page with its text layer, or `None` when there is no such page."""
    page = next((page for page in opened.pages if page.number == number), None)
    if page is None:
        return None
    return _sheet(opened.document, page, _by_page(opened.paragraphs), selected, near=True)


def _sheets(
    opened: Opened, selected: Selected | None, at: int, *, is_open: bool
) -> tuple[PageSheet, ...]:
    placed = _by_page(opened.paragraphs)
    if selected is None:
        wanted = {at}
    else:
        wanted = {line.page for line in selected.paragraph.lines}
        wanted |= {selected.paragraph.page.pdf or 1}
    near = {page + by for page in wanted for by in range(-NEAR, NEAR + 1)}
    return tuple(
        _sheet(opened.document, page, placed, selected, near=page.number in near)
        for page in opened.pages
        if page.number in near or not is_open
    )


def _by_page(paragraphs: Iterable[Paragraph]) -> dict[int, list[tuple[Paragraph, list[Line]]]]:
    pages: dict[int, list[tuple[Paragraph, list[Line]]]] = {}
    for paragraph in paragraphs:
        for number, lines in groupby(paragraph.lines, key=lambda line: line.page):
            pages.setdefault(number, []).append((paragraph, list(lines)))
    return pages


def _sheet(
    document: DocumentRecord,
    page: Page,
    placed: dict[int, list[tuple[Paragraph, list[Line]]]],
    selected: Selected | None,
    *,
    near: bool,
) -> PageSheet:
    path = f"/documents/{document.document_id}/pages/{page.number}"
    version = f"v={document.revision[:12]}"
    return PageSheet(
        page=page,
        label=page_label(page),
        picture=f"{path}.webp?w={WIDTHS[0]}&{version}",
        pictures=", ".join(f"{path}.webp?w={width}&{version} {width}w" for width in WIDTHS),
        layer=None if near else path,
        paragraphs=tuple(
            _placed(paragraph, lines, selected, near=near)
            for paragraph, lines in placed.get(page.number, ())
        ),
    )


def page_label(page: Page) -> str:
    """`Page 14 · 22 in the file`; no printed number is better than a wrong one."""
    if page.printed and page.basis in (Basis.PRINTED, Basis.LABEL):
        return f"Page {page.printed} · {page.number} in the file"
    if page.printed and page.basis is Basis.INFERRED:
        return f"Page ~{page.printed} · {page.number} in the file"
    return f"Page {page.number} in the file"


def _placed(
    paragraph: Paragraph, lines: Sequence[Line], selected: Selected | None, *, near: bool
) -> PlacedParagraph:
    chosen = selected is not None and selected.paragraph.paragraph_id == paragraph.paragraph_id
    first = paragraph.lines[0] is lines[0]
    boxes = [line.box for line in lines]
    quoted: list[Box] = []
    if chosen and selected is not None:
        under = (line.box_of(*selected.span) for line in lines)
        quoted = [box for box in under if box is not None]
    return PlacedParagraph(
        paragraph=paragraph,
        anchor=paragraph.anchor if first else None,
        outline=outline(boxes),
        quoted=outline(quoted),
        bar=_bar(boxes) if chosen else None,
        lines=_stretches(paragraph, lines) if near else (),
        selected=chosen,
    )


def outline(boxes: Iterable[Box]) -> str:
    """An SVG path around each box, in points to one decimal."""
    return "".join(
        f"M{box.x0:.1f} {box.y0:.1f}H{box.x1:.1f}V{box.y1:.1f}H{box.x0:.1f}z" for box in boxes
    )


def _bar(boxes: Sequence[Box]) -> Box:
    left = min(box.x0 for box in boxes)
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    return Box(max(0.0, left - 9), top, max(0.0, left - 9) + 3, bottom)


def _stretches(paragraph: Paragraph, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    following = [*lines[1:], None]
    return tuple(
        _stretch(paragraph, line, after) for line, after in zip(lines, following, strict=True)
    )


def _stretch(paragraph: Paragraph, line: Line, after: Line | None) -> Stretch:
    text = paragraph.text[line.start - paragraph.start : line.end - paragraph.start]
    height = line.box.y1 - line.box.y0
    rtl = reads_from_right(text)
    return Stretch(
        x=round(line.box.x1 if rtl else line.box.x0, 1),
        y=round(line.box.y0 + BASELINE * height, 1),
        width=round(line.box.x1 - line.box.x0, 1),
        size=round(max(height * 0.8, 1.0), 1),
        text=text.strip(),
        rtl=rtl,
        space=after is not None and (after.start > line.end or text != text.rstrip()),
    )


def reads_from_right(text: str) -> bool:
    """Most letters belong to a script that is written from right to left."""
    directions = [unicodedata.bidirectional(c) for c in text]
    rightward = sum(direction in ("R", "AL") for direction in directions)
    return rightward > sum(direction == "L" for direction in directions)


def _window(
    paragraphs: tuple[Paragraph, ...], place: Place, selected: Selected | None, *, paged: bool
) -> tuple[tuple[Paragraph, ...], Place | None, Place | None]:
    """The paragraphs around the selected one, and where those before and after are."""
    if paged or len(paragraphs) <= WINDOW:
        return paragraphs, None, None
    middle = selected.paragraph.ordinal if selected is not None else 0
    start = max(0, min(middle - WINDOW // 2, len(paragraphs) - WINDOW))
    end = start + WINDOW
    earlier = place.selecting(paragraphs[start - 1]) if start else None
    later = place.selecting(paragraphs[end]) if end < len(paragraphs) else None
    return paragraphs[start:end], earlier, later


def _runs(paragraphs: Sequence[Paragraph], selected: Selected | None) -> tuple[Run, ...]:
    blocks = []
    speaker = ""
    for paragraph in paragraphs:
        said_by = paragraph.speaker or ""
        blocks.append(_block(paragraph, said_by if said_by != speaker else "", selected))
        speaker = said_by
    return tuple(
        Run(kind.value, tuple(group))
        for kind, group in groupby(blocks, key=lambda block: block.paragraph.kind)
    )


def _block(paragraph: Paragraph, speaker: str, selected: Selected | None) -> Block:
    chosen = selected is not None and selected.paragraph.paragraph_id == paragraph.paragraph_id
    span = selected.span if chosen and selected is not None else None
    bullet = paragraph.bullet or ""
    in_text = not bullet or paragraph.text.startswith(bullet)
    return Block(
        paragraph=paragraph,
        pieces=pieces(paragraph, span),
        mark="" if in_text or paragraph.kind is not Kind.LIST_ITEM else bullet,
        speaker=speaker,
        selected=chosen,
    )


def pieces(paragraph: Paragraph, span: Span | None) -> tuple[Piece, ...]:
    """The paragraph's text split by offsets at the quoted span."""
    text = paragraph.text
    if span is None:
        return (Piece(text, False),)
    start, end = span.start - paragraph.start, span.end - paragraph.start
    parts = (Piece(text[:start], False), Piece(text[start:end], True), Piece(text[end:], False))
    return tuple(piece for piece in parts if piece.text)
