"""Documents opened to be looked at, and pictures of their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.document import Page, Paragraph
from assistant.errors import UnknownPage
from assistant.library.reading import Reading
from assistant.library.records import DocumentRecord


@dataclass(frozen=True, slots=True)
class View:
    """A document opened: everything its page shows."""

    document: DocumentRecord
    pages: tuple[Page, ...]
    """Empty for formats without pages."""
    paragraphs: tuple[Paragraph, ...]
    """All of them, or some, in document order."""


def view(library: Reading, document_id: str, first: int = 0, end: int | None = None) -> View:
    """A document with its paragraphs from `first` to before `end`. Raises `UnknownDocument`."""
    return View(
        document=library.document(document_id),
        pages=library.pages(document_id),
        paragraphs=library.paragraphs(document_id, first, end),
    )


def picture(
    library: Reading,
    document_id: str,
    page: int,
    draw: Callable[[Path], bytes],
) -> bytes:
    """What `draw` makes of the original's page, if it has one. Raises `UnknownPage`."""
    record = library.document(document_id)
    if not 1 <= page <= record.pages or record.format != "pdf":
        raise UnknownPage(f"{record.name} has no picture of a page {page}.")
    return draw(library.original(document_id))
