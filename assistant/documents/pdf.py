"""PDF files: characters to lines to paragraphs, with the place of every word."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.documents.document import Extract, Page, PageSource
from assistant.documents.furniture import PrintedPage
from assistant.documents.glyphs import glyphs_of
from assistant.documents.layout import Layout, lay_out
from assistant.documents.printed_lines import lines_of
from assistant.errors import UnreadableFile

READER = "pdf/1"
MOST_PAGES = 2000
_FEWEST_CHARACTERS = 20
_MOST_UNMAPPED = 0.2
"""Share of characters without Unicode values beyond which a text layer is noise."""
_ENCRYPTED = 4
"""PDFium's error code for a missing or wrong password."""


def read_pdf(content: bytes, *, name: str = "") -> Extract:
    """Blocks and pages of a PDF.

    Raises `UnreadableFile` when the file is empty, damaged, locked by a password, or
    longer than 2,000 pages. A page without usable text is kept with its reason, and
    the extract says so in a notice.
    """
    with opened(content) as document:
        pages, sheets = _pages(document)
        labels = [document.get_page_label(i) or "" for i in range(len(document))]
        title = document.get_metadata_value("Title").strip() or None
    layout = lay_out(sheets, labels)
    return Extract(
        format="pdf",
        blocks=tuple(layout.blocks),
        pages=_numbered(pages, layout),
        title=title,
        reader=READER,
        notices=_notices(pages),
    )


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed afterwards; raises `UnreadableFile` if it cannot be opened."""
    if not content:
        raise UnreadableFile("the file is empty", "Save or download it again.")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _ENCRYPTED:
            raise UnreadableFile(
                "the PDF is locked by a password", "Save a copy without the password and add that."
            ) from error
        raise UnreadableFile(
            "the PDF is damaged or not a PDF", "Open it in a viewer and save it again."
        ) from error
    try:
        count = len(document)
        if count == 0:
            raise UnreadableFile("the PDF has no pages", "Open it in a viewer and save it again.")
        if count > MOST_PAGES:
            raise UnreadableFile(
                f"the PDF has {count} pages, more than {MOST_PAGES}", "Split it into parts."
            )
        yield document
    finally:
        document.close()


def page_count(content: bytes) -> int:
    """Number of pages; raises `UnreadableFile` like `read_pdf`."""
    with opened(content) as document:
        return len(document)


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[Page], list[PrintedPage]]:
    pages: list[Page] = []
    sheets: list[PrintedPage] = []
    for number in range(1, len(document) + 1):
        handle = pdfium.FPDF_LoadPage(document.raw, number - 1)
        if not handle:
            pages.append(
                Page(number, 612, 792, source=PageSource.NONE, reason="the page is damaged")
            )
            sheets.append(PrintedPage(number, 612, 792, []))
            continue
        try:
            page, sheet = _page(handle, number)
        finally:
            pdfium.FPDF_ClosePage(handle)
        pages.append(page)
        sheets.append(sheet)
    return pages, sheets


def _page(handle: object, number: int) -> tuple[Page, PrintedPage]:
    glyphs = glyphs_of(handle)
    width, height = glyphs.width, glyphs.height
    lines = lines_of(glyphs, number)
    if sum(len(line.text) for line in lines) < 1:
        reason = "no text layer (scanned): install Tesseract, then read the file again"
    elif glyphs.unmapped > _MOST_UNMAPPED:
        reason = "its text layer is unusable: install Tesseract, then read the file again"
    else:
        return Page(number, width, height), PrintedPage(number, width, height, lines)
    page = Page(number, width, height, source=PageSource.NONE, reason=reason)
    return page, PrintedPage(number, width, height, [])


def _numbered(pages: Sequence[Page], layout: Layout) -> tuple[Page, ...]:
    return tuple(
        Page(
            page.number,
            page.width,
            page.height,
            printed=layout.folios[page.number].printed,
            basis=layout.folios[page.number].basis,
            source=page.source,
            reason=page.reason,
        )
        for page in pages
    )


def _notices(pages: Sequence[Page]) -> tuple[str, ...]:
    """One notice for each reason, with the pages it holds for."""
    reasons: dict[str, list[int]] = {}
    for page in pages:
        if page.reason:
            reasons.setdefault(page.reason, []).append(page.number)
    return tuple(
        f"{'Page' if len(numbers) == 1 else 'Pages'} {ranges(numbers)}: {reason}"
        for reason, numbers in reasons.items()
    )


def ranges(numbers: Sequence[int]) -> str:
    """`1–3, 7` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
