"""The paragraphs before and after one, without reading the rest of its document."""

from assistant.documents.document import Paragraph
from assistant.library.library import Library


def neighbours(library: Library, paragraph: Paragraph) -> tuple[Paragraph | None, Paragraph | None]:
    """Those that stand directly before and after; `None` at the ends of the document."""
    at = paragraph.ordinal
    around = library.paragraphs(paragraph.document_id, max(at - 1, 0), at + 2)
    found = {other.ordinal: other for other in around}
    return found.get(at - 1), found.get(at + 1)
