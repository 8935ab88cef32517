"""What people chose: the paragraph, and the very words, that answered a question.

A selection keeps its words with the revision they stood in, so that it can be
verified after every reindex. It goes with its document when that is removed.
"""

from dataclasses import dataclass

from assistant.citations.citing import CONTEXT
from assistant.documents.document import Span
from assistant.errors import UnknownParagraph
from assistant.library.replacing import now
from assistant.library.rows import decoded, encoded, path_text
from assistant.library.sqlite_library import SqliteLibrary


@dataclass(frozen=True, slots=True)
class Selection:
    """A paragraph chosen for a question, with the fields of a receipt."""

    selection_id: int
    question: str
    document_id: str
    document: str
    paragraph_id: str
    revision: str
    quote: str
    start: int
    end: int
    prefix: str
    suffix: str
    address: str
    at: str


def select(
    library: SqliteLibrary,
    question: str,
    paragraph_id: str,
    span: Span | None = None,
    *,
    address: str = "",
) -> Selection:
    """Keep a choice; `span` is in the revision's text and is the paragraph when left out.

    The same words chosen for the same question are one selection. Raises
    `UnknownParagraph`, also for a span that is not within the paragraph.
    """
    passage = library.passage(paragraph_id)
    paragraph, record = passage.paragraph, passage.document
    start, end = span or (paragraph.start, paragraph.end)
    if not paragraph.start <= start < end <= paragraph.end:
        raise UnknownParagraph(f"{start}:{end} is not within paragraph {paragraph_id}.")
    text = passage.text()
    chosen = [
        encoded(question),
        paragraph_id,
        record.revision,
        encoded(text[start:end]),
        start,
        end,
        encoded(text[max(start - CONTEXT, 0) : start]),
        encoded(text[end : end + CONTEXT]),
        address,
        now(),
        record.document_id,
    ]
    with library.writing(), library.database.transaction() as connection:
        connection.execute(
            "DELETE FROM selection WHERE question = ? AND paragraph_id = ? AND revision = ?"
            " AND quote = ?",
            chosen[:4],
        )
        cursor = connection.execute(
            "INSERT INTO selection (question, paragraph_id, revision, quote, start, end, prefix,"
            " suffix, address, at, document) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, key"
            " FROM document WHERE document_id = ?",
            chosen,
        )
    return next(s for s in selections(library) if s.selection_id == cursor.lastrowid)


def selections(library: SqliteLibrary) -> tuple[Selection, ...]:
    """Every selection, oldest first."""
    rows = library.database.rows(
        "SELECT s.selection_id, s.question, d.document_id, d.name, s.paragraph_id, s.revision,"
        " s.quote, s.start, s.end, s.prefix, s.suffix, s.address, s.at"
        " FROM selection s JOIN document d ON d.key = s.document ORDER BY s.selection_id"
    )
    return tuple(_selection(*row) for row in rows)


def count(library: SqliteLibrary) -> int:
    """How many selections there are."""
    return int(library.database.row("SELECT count(*) FROM selection")[0])


def unselect(library: SqliteLibrary, selection_id: int) -> None:
    """Forget a choice; one that is not there is passed over."""
    with library.writing(), library.database.transaction() as connection:
        connection.execute("DELETE FROM selection WHERE selection_id = ?", (selection_id,))


def _selection(
    selection_id: int,
    question: bytes,
    document_id: str,
    name: bytes,
    paragraph_id: str,
    revision: str,
    quote: bytes,
    start: int,
    end: int,
    prefix: bytes,
    suffix: bytes,
    address: str,
    at: str,
) -> Selection:
    return Selection(
        selection_id=selection_id,
        question=decoded(question),
        document_id=document_id,
        document=path_text(name),
        paragraph_id=paragraph_id,
        revision=revision,
        quote=decoded(quote),
        start=start,
        end=end,
        prefix=decoded(prefix),
        suffix=decoded(suffix),
        address=address,
        at=at,
    )
