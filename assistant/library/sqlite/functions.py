"""What paragraphs do, worked out for those that an earlier version kept."""

import sqlite3
from contextlib import suppress

from assistant.documents.framing import BadFrame
from assistant.documents.functions.classification import with_functions
from assistant.library.sqlite.rows import Torn, function_row, paragraph_of


def fill_functions(connection: sqlite3.Connection) -> None:
    """Judge the paragraphs of every document; all that a judgement needs was kept.

    Those of a document of which a row is damaged stay statements: `doctor` tells of it.
    """
    for key, document_id in connection.execute("SELECT key, document_id FROM document").fetchall():
        with suppress(Torn, BadFrame, ValueError, TypeError):
            _fill(connection, key, document_id)


def _fill(connection: sqlite3.Connection, key: int, document_id: str) -> None:
    rows = connection.execute(
        "SELECT row, paragraph_id, ordinal, text, place, lines, checksum FROM paragraph"
        " WHERE document = ? ORDER BY ordinal",
        (key,),
    ).fetchall()
    kept = [
        paragraph_of(paragraph_id, document_id, ordinal, (*stored, "statement", ""))
        for _, paragraph_id, ordinal, *stored in rows
    ]
    connection.executemany(
        "UPDATE paragraph SET function = ?, function_basis = ?, letters = ? WHERE row = ?",
        [
            (*function_row(paragraph), row)
            for (row, *_), paragraph in zip(rows, with_functions(kept), strict=True)
        ],
    )
