"""Another encoder for a whole library: the old vectors serve until the last new one is there."""

import threading
from collections.abc import Callable

from assistant.library.database import marks
from assistant.library.rows import decoded, vector_row
from assistant.library.sqlite_library import SqliteLibrary
from embeddings.encoder import Encoder

PASSAGES = 256
"""Encoded and kept at a time: what an interruption can cost."""


class Stopped(Exception):
    """Raised out of an encoder's progress: what it was encoding is not wanted any more."""


def reencode(
    library: SqliteLibrary,
    encoder: Encoder,
    *,
    encoded: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
) -> bool:
    """Encode every paragraph with `encoder`, then use it; false when stopped before that.

    What was encoded is kept, and the next call goes on from there. `encoded` hears
    how many paragraphs were finished since its last call.
    """
    fingerprint = encoder.fingerprint

    def go_on(_count: int) -> None:
        if stop is not None and stop.is_set():
            raise Stopped

    with library.writing():
        _prepare(library, str(fingerprint))
        while rows := _waiting(library):
            if stop is not None and stop.is_set():
                return False
            try:
                vectors = encoder.encode_passages(
                    [decoded(text) for _, text in rows], progress=go_on
                )
            except Stopped:
                return False
            with library.database.transaction() as connection:
                # Of a document that was removed meanwhile the row is gone.
                connection.executemany(
                    "INSERT INTO next_vector SELECT row, ?, ? FROM paragraph WHERE row = ?",
                    [
                        (*vector_row(vector, fingerprint.dimension), row)
                        for (row, _), vector in zip(rows, vectors, strict=True)
                    ],
                )
            if encoded is not None:
                encoded(len(rows))
        _switch(library, str(fingerprint), fingerprint.dimension)
    library.expect(str(fingerprint), fingerprint.dimension)
    return True


def _prepare(library: SqliteLibrary, fingerprint: str) -> None:
    """Go on with what an earlier call left, if it was for the same encoder."""
    with library.database.transaction() as connection:
        found = connection.execute("SELECT value FROM meta WHERE name = 'next'").fetchone()
        if found != (fingerprint,):
            connection.execute("DELETE FROM next_vector")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('next', ?)", (fingerprint,))


def _waiting(library: SqliteLibrary) -> list[tuple[int, bytes]]:
    """The next rows without a new vector, with their texts; by length, to fill batches evenly."""
    rows = [
        row
        for (row,) in library.database.rows(
            "SELECT row FROM paragraph EXCEPT SELECT row FROM next_vector LIMIT ?", (PASSAGES,)
        )
    ]
    found: list[tuple[int, bytes]] = library.database.rows(
        f"SELECT row, text FROM paragraph WHERE row IN ({marks(rows)})", rows
    )
    return found


def _switch(library: SqliteLibrary, fingerprint: str, dimension: int) -> None:
    """In one transaction the new vectors are the vectors."""
    with library.database.transaction() as connection:
        connection.execute("DELETE FROM vector")
        connection.execute("INSERT INTO vector SELECT * FROM next_vector")
        connection.execute("DELETE FROM next_vector")
        connection.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [("fingerprint", fingerprint), ("dimension", str(dimension))],
        )
        connection.execute("DELETE FROM meta WHERE name = 'next'")
        connection.execute("UPDATE state SET epoch = epoch + 1, change = change + 1")
