"""Who speaks in a document, counted in the library's tables."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from assistant.documents.document import Paragraph
from assistant.documents.framing import BadFrame
from assistant.documents.speakers.attributing import with_speakers
from assistant.documents.speakers.names import name_key
from assistant.documents.speakers.speaker import Voice
from assistant.library.sqlite.rows import Torn, encoded, paragraph_of, paragraph_row


def keep_speakers(
    connection: sqlite3.Connection, key: int, paragraphs: Sequence[Paragraph]
) -> None:
    """Count who speaks in a document in place of who spoke in its earlier revision."""
    connection.execute("DELETE FROM speaker WHERE document = ?", (key,))
    connection.execute("DELETE FROM speaker_word WHERE document = ?", (key,))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    names: dict[str, str] = {}
    for paragraph in paragraphs:
        heard = {(name_key(s.canonical), s.voice): s.canonical for s in paragraph.speakers}
        for (speaker, voice), name in heard.items():
            names.setdefault(speaker, name)
            counts[speaker][voice is Voice.REPORTED] += 1
    connection.executemany(
        "INSERT INTO speaker VALUES (?, ?, ?, ?, ?)",
        [(key, bound(s), encoded(names[s]), *counts[s]) for s in counts],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO speaker_word VALUES (?, ?, ?)",
        [(word, bound(s), key) for s in counts for word in bound(s).split()],
    )


def bound(key: str) -> str:
    """SQLite refuses lone surrogates."""
    return key.encode("utf-8", "replace").decode()


def fill_speakers(connection: sqlite3.Connection) -> None:
    """Tell who speaks in documents that an earlier version read, by the texts that were kept.

    A document of which a row is damaged stays without: `doctor` tells of it.
    """
    for key, *document in connection.execute(
        "SELECT key, document_id, language FROM document"
    ).fetchall():
        with suppress(Torn, BadFrame, ValueError, TypeError):
            _fill(connection, key, *document)


def _fill(connection: sqlite3.Connection, key: int, document_id: str, language: str | None) -> None:
    rows = connection.execute(
        "SELECT row, paragraph_id, ordinal, text, place, lines, checksum, function,"
        " function_basis FROM paragraph"
        " WHERE document = ? ORDER BY ordinal",
        (key,),
    ).fetchall()
    kept = [paragraph_of(name, document_id, at, tuple(stored)) for _, name, at, *stored in rows]
    bodies = [p.sentences[0].start - p.start if p.sentences else 0 for p in kept]
    spoken = with_speakers(kept, bodies, [None] * len(kept), language)
    for (row, *_), paragraph in zip(rows, spoken, strict=True):
        _, place, _, checksum = paragraph_row(paragraph)
        connection.execute(
            "UPDATE paragraph SET place = ?, checksum = ? WHERE row = ?", (place, checksum, row)
        )
    keep_speakers(connection, key, spoken)
