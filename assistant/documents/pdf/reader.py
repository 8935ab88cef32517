"""PDF files: characters to lines to paragraphs, with the place of every word."""

import ctypes
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.documents.document import Extract, Imprint, Page, PageSource
from assistant.documents.hidden import Hidden
from assistant.documents.pdf.furniture import PrintedPage
from assistant.documents.pdf.gathering import lines_of
from assistant.documents.pdf.glyphs import Glyphs, glyphs_of
from assistant.documents.pdf.layout import Layout, lay_out
from assistant.documents.pdf.notices import notices
from assistant.documents.pdf.opening import opened
from assistant.documents.pdf.pictures import draw
from assistant.documents.pdf.printed_lines import PrintedLine
from assistant.documents.pdf.recognition import DOTS_PER_INCH, NotRecognised, Recogniser
from assistant.documents.pdf.visibility import parted
from assistant.errors import UnknownPage
from assistant.language.detection import language_by_words

READER = "pdf/4"

_FEWEST_CHARACTERS = 20
"""A page with fewer, and a picture over most of it, is a scan with a stamp."""
_MOST_UNMAPPED = 0.2
"""Share of characters without Unicode values beyond which a text layer is noise."""
_FEWEST_WORDS = 12
"""Words below which no language is told by chance alone."""
_REMEDY = "install Tesseract (package tesseract-ocr), then read the file again"
_SCANNED = "no text layer (scanned)"
_UNUSABLE = "its text layer is unusable"
_DAMAGED = Page(0, 612.0, 792.0, source=PageSource.NONE, reason="the page is damaged")
_SECONDS = 120.0
"""Time for recognising all pages of a file."""


def read_pdf(
    content: bytes,
    *,
    name: str = "",
    recogniser: Recogniser | None = None,
    seconds: float = _SECONDS,
) -> Extract:
    """Blocks and pages of a PDF.

    Raises `UnreadableFile` when the file is empty, damaged, locked by a password, or
    longer than 2,000 pages. A page without usable text is given to `recogniser`, if
    there is one, for at most `seconds` over all pages; a page that stays unread is
    kept with its reason, and the extract says so in a notice.
    """
    with opened(content) as document:
        sheets = [_sheet(document, number) for number in range(1, len(document) + 1)]
        if recogniser is not None:
            sheets = _recognised(document, sheets, recogniser, seconds)
        labels = [document.get_page_label(i) or "" for i in range(len(document))]
        title = document.get_metadata_value("Title").strip() or None
        author = document.get_metadata_value("Author").strip() or None
    layout = lay_out([sheet.printed for sheet in sheets], labels)
    return Extract(
        format="pdf",
        blocks=tuple(layout.blocks),
        pages=_numbered([sheet.page for sheet in sheets], layout),
        title=title,
        imprint=Imprint(author=author),
        running=layout.running,
        reader=READER,
        notices=notices([sheet.page for sheet in sheets]),
        hidden=tuple(piece for sheet in sheets for piece in sheet.hidden),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page and what is printed on it."""

    page: Page
    lines: list[PrintedLine]
    doubtful: tuple[PrintedLine, ...] = ()
    """A text layer that is taken only if nothing can be read from the picture."""
    hidden: tuple[Hidden, ...] = ()

    @property
    def printed(self) -> PrintedPage:
        return PrintedPage(self.page.number, self.page.width, self.page.height, self.lines)


def _sheet(document: pypdfium2.PdfDocument, number: int) -> _Sheet:
    handle = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not handle:
        return _Sheet(replace(_DAMAGED, number=number), [])
    try:
        glyphs = glyphs_of(handle)
        seen, hidden = parted(handle, glyphs)
        unseen = lines_of(hidden, number) if hidden else []
        pieces = tuple(Hidden(line.text, number) for line in unseen)
        page = Page(number, glyphs.width, glyphs.height)
        return replace(_judged(handle, page, seen, lines_of(seen, number)), hidden=pieces)
    finally:
        pdfium.FPDF_ClosePage(handle)


def _judged(handle: object, page: Page, glyphs: Glyphs, lines: list[PrintedLine]) -> _Sheet:
    """The page as readable, blank, scanned, or with a text layer that is noise."""
    characters = sum(len(line.text) for line in lines)
    if glyphs.unmapped > _MOST_UNMAPPED and not _reads_as_language(lines):
        return _Sheet(_unread(page, _UNUSABLE), [], tuple(lines))
    if characters < _FEWEST_CHARACTERS and _is_drawn(handle, page, alone=characters == 0):
        return _Sheet(_unread(page, _SCANNED), lines)
    return _Sheet(page, lines)


def _reads_as_language(lines: Sequence[PrintedLine]) -> bool:
    """The words are some language's although the file does not say what its glyphs mean."""
    text = " ".join(line.text for line in lines)
    return text.count(" ") >= _FEWEST_WORDS and language_by_words(text) is not None


def _unread(page: Page, what: str, remedy: str = _REMEDY) -> Page:
    return replace(page, source=PageSource.NONE, reason=f"{what}: {remedy}")


def _is_drawn(handle: object, page: Page, *, alone: bool) -> bool:
    """Pictures cover most of the page, or it shows shapes and no character at all."""
    covered = 0.0
    shapes = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(handle), 2000)):
        found = pdfium.FPDFPage_GetObject(handle, index)
        kind = pdfium.FPDFPageObj_GetType(found)
        shapes += kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += _area(found)
            shapes += 1
    return covered > 0.4 * page.width * page.height or (alone and shapes > 0)


def _area(found: object) -> float:
    """Square points an object covers."""
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(found, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return max(right - left, 0.0) * max(top - bottom, 0.0)


def _recognised(
    document: pypdfium2.PdfDocument,
    sheets: Sequence[_Sheet],
    recogniser: Recogniser,
    seconds: float,
) -> list[_Sheet]:
    """The sheets, those without text read from their pictures while time lasts."""
    ends = time.monotonic() + seconds
    result = []
    for sheet in sheets:
        if not sheet.page.reason or sheet.page.reason == _DAMAGED.reason:
            result.append(sheet)
        elif time.monotonic() > ends:
            what = f"recognition stopped after {seconds:.0f} seconds"
            result.append(replace(sheet, page=_unread(sheet.page, what, "split the file")))
        else:
            result.append(_from_picture(document, sheet, recogniser))
    return result


def _from_picture(document: pypdfium2.PdfDocument, sheet: _Sheet, recogniser: Recogniser) -> _Sheet:
    page = sheet.page
    try:
        picture = draw(document, page.number, round(page.width / 72 * DOTS_PER_INCH))
        lines = recogniser.lines(picture, page=page.number, width=page.width, height=page.height)
    except (NotRecognised, UnknownPage):
        return replace(sheet, page=_unread(page, "recognition failed", "scan the page again"))
    if not lines and sum(len(line.text) for line in sheet.doubtful) >= _FEWEST_CHARACTERS:
        read = replace(page, reason="", source=PageSource.TEXT)
        return replace(sheet, page=read, lines=list(sheet.doubtful))
    if not lines:
        return replace(sheet, page=_unread(page, "no text was recognised", "look at the page"))
    return replace(sheet, page=replace(page, source=PageSource.OCR, reason=""), lines=lines)


def _numbered(pages: Sequence[Page], layout: Layout) -> tuple[Page, ...]:
    return tuple(
        replace(
            page,
            printed=layout.folios[page.number].printed,
            basis=layout.folios[page.number].basis,
        )
        for page in pages
    )
