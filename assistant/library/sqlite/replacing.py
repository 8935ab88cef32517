"""One document's rows within one transaction: added, replaced, taken out."""

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph, Revision
from assistant.documents.packing import pack_repairs
from assistant.library.records import Source, VectorMissing
from assistant.library.sqlite.database import chunks, marks
from assistant.library.sqlite.rows import (
    encoded,
    function_row,
    paragraph_row,
    path_bytes,
    terms_digest,
    text_row,
    vector_row,
    words_digest,
)
from assistant.library.sqlite.spoken import keep_speakers

Vectors = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A paragraph as it is in the library before its document is replaced."""

    row: int
    entry: int
    terms: bytes
    words: bytes


def now() -> str:
    """UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def replace(
    connection: sqlite3.Connection,
    revision: Revision,
    source: Source,
    vectors: Vectors,
    dimension: int,
) -> None:
    """Make `revision` the current one of its document, which need not exist yet.

    A paragraph that is there in the same spelling keeps its row, and thereby its vector.
    One that is spelt otherwise keeps its id and gets a new row, so that the mirrors see its
    new vector. Raises `VectorMissing`, and `ValueError` for a vector that cannot be used.
    """
    key = _document(connection, revision, source)
    kept = {
        paragraph_id: _Kept(*rest)
        for paragraph_id, *rest in connection.execute(
            "SELECT paragraph_id, row, entry, terms, words FROM paragraph WHERE document = ?",
            (key,),
        )
    }
    gone: list[int] = []
    entries = _Entries(connection)
    for paragraph in revision.paragraphs:
        before = kept.pop(paragraph.paragraph_id, None)
        terms = terms_digest(paragraph, revision)
        if before is not None and before.words != words_digest(paragraph.text):
            # Kept to the end: another paragraph may take over its vector.
            _release_name(connection, before.row)
            gone.append(before.row)
            before = None
        if before is None:
            row = _insert(connection, key, paragraph, terms, entries.next())
            _vector(connection, row, paragraph, vectors, dimension)
        else:
            entry = before.entry if before.terms == terms else entries.next()
            _update(connection, before.row, paragraph, terms, entry)
    gone += [before.row for before in kept.values()]
    for part in chunks(gone):
        connection.execute(f"DELETE FROM paragraph WHERE row IN ({marks(part)})", part)
    entries.close()
    keep_speakers(connection, key, revision.paragraphs)


def _document(connection: sqlite3.Connection, revision: Revision, source: Source) -> int:
    """Write the document's own row and its revision; gives its key."""
    at = now()
    values: dict[str, Any] = {
        "document_id": revision.document_id,
        "name": path_bytes(source.name),
        "path": None if source.path is None else path_bytes(source.path),
        "format": revision.format,
        "title": None if revision.title is None else encoded(revision.title),
        "imprint": json.dumps(astuple(revision.imprint)[1:]),
        "language": revision.language,
        "revision": revision.sha256,
        "reader": revision.reader,
        "pages": len(revision.pages),
        "paragraphs": len(revision.paragraphs),
        "size": source.size,
        "modified_ns": source.modified_ns,
        "changed_ns": source.changed_ns,
        "checked_ns": time.time_ns(),
        "indexed_at": at,
        "notices": json.dumps(revision.notices),
    }
    names = ", ".join(values)
    changes = ", ".join(f"{name} = excluded.{name}" for name in values)
    ((key,),) = connection.execute(
        f"INSERT INTO document ({names}) VALUES ({marks(list(values))})"
        f" ON CONFLICT (document_id) DO UPDATE SET {changes} RETURNING key",
        list(values.values()),
    ).fetchall()
    connection.execute(
        "INSERT OR REPLACE INTO revision VALUES (?, ?, ?, ?, ?, ?)",
        (key, revision.sha256, *text_row(revision.text, revision.pages), at),
    )
    if source.path is not None:
        connection.execute("DELETE FROM failure WHERE path = ?", (path_bytes(source.path),))
    return int(key)


def keep_repairs(connection: sqlite3.Connection, revision: Revision) -> None:
    """Keep the way back from a revision's text to its file; that of an earlier one is gone."""
    connection.execute(
        "INSERT OR REPLACE INTO raw SELECT key, ? FROM document WHERE document_id = ?",
        (pack_repairs(revision.repairs), revision.document_id),
    )


class _Entries:
    """Numbers that were never used: taken from the state, and given back to it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        (self._last,) = connection.execute("SELECT entries FROM state").fetchone()

    def next(self) -> int:
        """A new number."""
        self._last += 1
        return int(self._last)

    def close(self) -> None:
        """Write the last number, and count a change."""
        self._connection.execute("UPDATE state SET entries = ?, change = change + 1", (self._last,))


def _insert(
    connection: sqlite3.Connection, key: int, paragraph: Paragraph, terms: bytes, entry: int
) -> int:
    text, place, lines, checksum = paragraph_row(paragraph)
    cursor = connection.execute(
        "INSERT INTO paragraph (document, paragraph_id, ordinal, entry, terms, words, text,"
        " place, lines, checksum, function, function_basis, letters)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            paragraph.paragraph_id,
            paragraph.ordinal,
            entry,
            terms,
            words_digest(paragraph.text),
            text,
            place,
            lines,
            checksum,
            *function_row(paragraph),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _release_name(connection: sqlite3.Connection, row: int) -> None:
    """Free a paragraph's id for another row; no id begins with a hyphen."""
    connection.execute(
        "UPDATE paragraph SET paragraph_id = '-' || paragraph_id WHERE row = ?", (row,)
    )


def _update(
    connection: sqlite3.Connection, row: int, paragraph: Paragraph, terms: bytes, entry: int
) -> None:
    """All but `words`: the spelling is the same."""
    text, place, lines, checksum = paragraph_row(paragraph)
    connection.execute(
        "UPDATE paragraph SET ordinal = ?, entry = ?, terms = ?, text = ?, place = ?,"
        " lines = ?, checksum = ?, function = ?, function_basis = ?, letters = ? WHERE row = ?",
        (
            *(paragraph.ordinal, entry, terms, text, place, lines, checksum),
            *function_row(paragraph),
            row,
        ),
    )


def _vector(
    connection: sqlite3.Connection,
    row: int,
    paragraph: Paragraph,
    vectors: Vectors,
    dimension: int,
) -> None:
    """The given vector, or that of a paragraph of equal words in any document."""
    given = vectors.get(paragraph.paragraph_id)
    if given is not None:
        value, checksum = vector_row(given, dimension)
    else:
        found = connection.execute(
            "SELECT v.value, v.checksum FROM paragraph p JOIN vector v USING (row)"
            " WHERE p.words = ? LIMIT 1",
            (words_digest(paragraph.text),),
        ).fetchone()
        if found is None:
            raise VectorMissing(f"paragraph {paragraph.paragraph_id} has no vector")
        value, checksum = found
    connection.execute("INSERT INTO vector VALUES (?, ?, ?)", (row, value, checksum))


def take_out(connection: sqlite3.Connection, document_id: str, *, with_selections: bool) -> None:
    """Delete a document with all that hangs on it; its traces in the mirrors are due.

    Selections that stay keep the name it has.
    """
    if with_selections:
        connection.execute("DELETE FROM selection WHERE document_id = ?", (document_id,))
    else:
        connection.execute(
            "UPDATE selection SET name = d.name FROM document d"
            " WHERE d.document_id = selection.document_id AND d.document_id = ?",
            (document_id,),
        )
    paths = connection.execute(
        "DELETE FROM document WHERE document_id = ? RETURNING path", (document_id,)
    ).fetchall()
    for (path,) in paths:
        if path is not None:
            _forget_path(connection, path)
    connection.execute("UPDATE state SET change = change + 1, purge = 1")


def _forget_path(connection: sqlite3.Connection, path: bytes) -> None:
    """Take a file out of the failures, and out of what was given to be indexed."""
    connection.execute("DELETE FROM failure WHERE path = ?", (path,))
    found = connection.execute("SELECT value FROM meta WHERE name = 'roots'").fetchone()
    roots = json.loads(found[0]) if found else []
    left = [root for root in roots if path_bytes(root) != path]
    if len(left) < len(roots):
        connection.execute("UPDATE meta SET value = ? WHERE name = 'roots'", (json.dumps(left),))


def names_of(paragraphs: Sequence[Paragraph]) -> dict[bytes, list[str]]:
    """Paragraph ids by their words."""
    found: dict[bytes, list[str]] = {}
    for paragraph in paragraphs:
        found.setdefault(words_digest(paragraph.text), []).append(paragraph.paragraph_id)
    return found
