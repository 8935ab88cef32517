"""A document laid out for the page: pictures under selectable text, or flowing blocks."""

import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from assistant.documents.document import Line, Page, Paragraph, Span
from assistant.library.records import DocumentRecord
from assistant.library.views import View
from assistant.service import Assistant
from web.flow import Run, page_label, places, runs, window
from web.lines import PlacedParagraph, placed_on
from web.place import Form, Place
from web.recent import Recent
from web.selection import Selected
from web.wording import counted

NEAR = 2
"""Pages before and after the selected one whose text is sent with the page."""

FEW = 100
"""Pages up to which every paragraph is there when none is selected, so that a fragment
alone finds it without script. Decoding the lines of 300 pages takes half a second."""

WIDTHS = (1100, 1800)
"""Pixels across of the pictures offered; the second is for dense screens."""


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


class Switch(NamedTuple):
    """A link to another form of the document."""

    name: str
    told: str
    place: Place
    current: bool


PAGED = (
    (Form.ORIGINAL, "Pages", "The pages as they are printed"),
    (Form.REPAIRED, "Text", "The text, with lines joined and broken words mended"),
    (Form.RAW, "Raw", "What the file holds: line ends, broken words and marks as they are"),
)
UNPAGED = ((Form.ORIGINAL, *PAGED[1][1:]), PAGED[2])


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the source pane shows it."""

    document: DocumentRecord
    place: Place
    selected: Selected | None
    pages: int
    """0 where it has none of its own, as on paper."""
    sheets: tuple[PageSheet, ...] = ()
    """Every page, or only those around the selection."""
    runs: tuple[Run, ...] = ()
    earlier: Place | None = None
    later: Place | None = None
    unknown: bool = False
    """What its file holds was wanted and was not kept when it was read."""

    @property
    def edition(self) -> str:
        """Names the document as it is shown."""
        return edition(self.document, self.place.form)

    @property
    def switches(self) -> tuple[Switch, ...]:
        """Links to the forms in which the document can be shown."""
        place = self.place if self.selected is None else self.selected.place
        if not place.alone and not place.paragraph:
            place = replace(place, document=self.document.document_id)
        forms = PAGED if self.pages else UNPAGED
        return tuple(
            Switch(name, told, place.showing(form), form is self.form) for form, name, told in forms
        )

    @property
    def form(self) -> Form:
        """How it is shown; text without pages is repaired text by itself."""
        form = self.place.form
        return Form.ORIGINAL if form is Form.REPAIRED and not self.pages else form

    @property
    def here(self) -> str:
        """`p. 14 (printed) · PDF 22 of 48`, for the pane's head."""
        if self.selected is None:
            return counted(self.pages, "page") if self.pages else ""
        if not self.pages:
            return self.selected.citation.address.page_text
        address = self.selected.citation.address
        printed = address.page_text
        place = f"{address.pages[0].pdf} of {self.pages}" if address.pages else ""
        return place if printed.startswith("PDF") or not printed else f"{printed} · {place}"


def edition(document: DocumentRecord, form: Form) -> str:
    """Names a document as it is now: what was laid out of another edition is of no use."""
    return "-".join(filter(None, (document.document_id, document.revision[:12], form.value)))


def lay_out(
    assistant: Assistant,
    recent: Recent,
    place: Place,
    document_id: str,
    selected: Selected | None = None,
    *,
    at: int | None = None,
    open_edition: str | None = None,
) -> Source:
    """The source pane of a document; `at` is the page to begin with when none is selected.

    Where the reader has this very edition open already, only the sheets around the
    selection are laid out. Raises `UnknownDocument`.
    """
    bare = recent.view(document_id, Span(0, 0))
    # A page of a text file has no extent and no picture: it is shown as text.
    paged = any(page.width for page in bare.pages)
    source = Source(bare.document, place, selected, len(bare.pages) if paged else 0)
    if not paged or place.form is not Form.ORIGINAL:
        return _flowing(assistant, recent, source)
    near = _near(selected, at or 1)
    all_there = selected is None and len(bare.pages) <= FEW
    numbers = range(1, len(bare.pages) + 1) if all_there else near
    opened = recent.view(document_id, held_by(bare.pages, numbers))
    shown = near if open_edition == source.edition else range(1, len(bare.pages) + 1)
    return replace(source, sheets=_sheets(opened, selected, near, shown, numbers))


def _flowing(assistant: Assistant, recent: Recent, source: Source) -> Source:
    """The source with its text, as it is repaired or as its file has it."""
    document, place = source.document, source.place
    shown = window(document.paragraphs, source.selected)
    opened = recent.view(document.document_id, shown)
    raw = place.form is Form.RAW
    repairs = assistant.library.repairs(document.document_id)
    earlier, later = places(place, shown, document.paragraphs, opened.paragraphs)
    return replace(
        source,
        runs=runs(opened.paragraphs, opened.pages, source.selected, repairs or (), raw=raw),
        earlier=earlier,
        later=later,
        unknown=raw and repairs is None,
    )


def held_by(pages: Sequence[Page], numbers: Collection[int]) -> Span:
    """The paragraphs that some pages hold, by ordinal; all where that is not known."""
    if not any(page.paragraphs for page in pages):
        return Span(0, sys.maxsize)
    held = [page.paragraphs for page in pages if page.number in numbers and page.paragraphs]
    return (
        Span(min(span.start for span in held), max(span.end for span in held))
        if held
        else Span(0, 0)
    )


def sheet(recent: Recent, document_id: str, number: int) -> tuple[DocumentRecord, PageSheet | None]:
    """One page with its text layer, or `None` when there is no such page.

    Raises `UnknownDocument`.
    """
    bare = recent.view(document_id, Span(0, 0))
    page = next((page for page in bare.pages if page.number == number), None)
    if page is None:
        return bare.document, None
    opened = recent.view(document_id, held_by(bare.pages, {number}))
    return bare.document, _sheet(bare.document, page, _by_page(opened.paragraphs), None, near=True)


def _near(selected: Selected | None, at: int) -> frozenset[int]:
    """The pages whose text is sent with the page."""
    if selected is None:
        wanted = {at}
    else:
        wanted = {line.page for line in selected.paragraph.lines}
        wanted |= {selected.paragraph.page.pdf or 1}
    return frozenset(page + by for page in wanted for by in range(-NEAR, NEAR + 1))


def _sheets(
    opened: View,
    selected: Selected | None,
    near: Collection[int],
    shown: Collection[int],
    filled: Collection[int],
) -> tuple[PageSheet, ...]:
    """The pages `shown`: those `filled` with their paragraphs, those `near` with their text."""
    placed = _by_page(opened.paragraphs)
    placed = {number: parts for number, parts in placed.items() if number in filled}
    return tuple(
        _sheet(opened.document, page, placed, selected, near=page.number in near)
        for page in opened.pages
        if page.number in shown
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
            placed_on(paragraph, lines, selected, near=near)
            for paragraph, lines in placed.get(page.number, ())
        ),
    )
