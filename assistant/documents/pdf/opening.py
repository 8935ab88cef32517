"""PDF files opened, or refused with the reason."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from assistant.errors import UnreadableFile

MOST_PAGES = 2000
_ENCRYPTED = 4
"""PDFium's error code for a missing or wrong password."""


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
