"""The paragraphs before and after one, without reading the rest of its document."""

from assistant.documents.document import Paragraph
from assistant.library.sqlite_library import SqliteLibrary


def neighbours(
    library: SqliteLibrary, paragraph: Paragraph
) -> tuple[Paragraph | None, Paragraph | None]:
    """Those that stand directly before and after; `None` at the ends of the document."""
    rows = library.database.rows(
        "SELECT p.row FROM paragraph p JOIN document d ON d.key = p.document"
        " WHERE d.document_id = ? AND p.ordinal IN (?, ?)",
        (paragraph.document_id, paragraph.ordinal - 1, paragraph.ordinal + 1),
    )
    found = {
        located.paragraph.ordinal: located.paragraph
        for located in library.located([row for (row,) in rows]).values()
    }
    return found.get(paragraph.ordinal - 1), found.get(paragraph.ordinal + 1)
