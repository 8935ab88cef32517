"""The tables of a library, their version, and the steps from one version to the next.

`paragraph.row` is never used twice and names a vector; `paragraph.entry` is never
used twice either and names what the lexical index holds of a paragraph: a
paragraph that keeps its words keeps its row, and gets a new entry only when its
terms (words, headings above, lead-in, title) change. Both mirrors are keyed by
numbers that only grow, so a mirror that stops at `upto` lacks exactly what is above.

Names and paths are bytes as the file system has them, texts are UTF-8 with
surrogates let through, so that nothing a file can hold is refused here.
"""

import sqlite3
from collections.abc import Callable

from assistant.library.sqlite.functions import fill_functions
from assistant.library.sqlite.spoken import fill_speakers

VERSION = 8
"""Of the tables below; kept in `PRAGMA user_version`."""

APPLICATION = 0x50494E43
"""`PINC`, in `PRAGMA application_id`: tells a library from any other SQLite file."""

_RAW = """
CREATE TABLE raw (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    repairs BLOB NOT NULL
);
"""
"""What of a document's text stands otherwise in its file; no row for one that an earlier
version read, empty where nothing does."""

_ORIGINAL = """
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY,
    uses INTEGER NOT NULL CHECK (uses >= 0)
) WITHOUT ROWID;
CREATE INDEX original_unused ON original (sha256) WHERE uses = 0;
CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
    INSERT INTO original VALUES (new.revision, 1)
    ON CONFLICT (sha256) DO UPDATE SET uses = uses + 1;
END;
CREATE TRIGGER document_replaced AFTER UPDATE OF revision ON document BEGIN
    INSERT INTO original VALUES (new.revision, 1)
    ON CONFLICT (sha256) DO UPDATE SET uses = uses + 1;
    UPDATE original SET uses = uses - 1 WHERE sha256 = old.revision;
END;
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
    UPDATE original SET uses = uses - 1 WHERE sha256 = old.revision;
END;
"""
"""How many documents have each file under `originals/`; one that none has is due to go."""

_LISTED = """
CREATE INDEX document_name ON document (name, path);
CREATE INDEX document_partly_read ON document (name, document_id) WHERE notices <> '[]';
"""
"""What a page shows of all documents is read without the others."""

_SELECTION = """
CREATE TABLE selection (
    selection_id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL,
    name BLOB NOT NULL,
    question BLOB NOT NULL,
    paragraph_id TEXT NOT NULL,
    revision TEXT NOT NULL,
    quote BLOB NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    prefix BLOB NOT NULL,
    suffix BLOB NOT NULL,
    address TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX selection_document ON selection (document_id);
"""
"""What people kept stays when its document goes: it is tied to none, and has its name."""

_FAILURE = """
CREATE TABLE failure (
    path BLOB PRIMARY KEY,
    name BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    at TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    readers TEXT NOT NULL
);
"""
"""`readers` tells the program that failed from one whose readers are others."""

_SPEAKER = """
CREATE TABLE speaker (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    key TEXT NOT NULL,
    name BLOB NOT NULL,
    stated INTEGER NOT NULL,
    reported INTEGER NOT NULL,
    PRIMARY KEY (document, key)
) WITHOUT ROWID;
CREATE INDEX speaker_key ON speaker (key);
CREATE TABLE speaker_word (
    word TEXT NOT NULL,
    key TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    PRIMARY KEY (word, key, document)
) WITHOUT ROWID;
CREATE INDEX speaker_word_document ON speaker_word (document);
"""
"""Who speaks in each document, in how many paragraphs, and by which words of their names they
are found."""

NUMBER = "CASE WHEN json_valid(place) THEN json_extract(place, '$[3]') END"
"""A paragraph's printed number; none where its row is not what was written."""

_NAMED = f"""
ALTER TABLE document ADD COLUMN imprint TEXT NOT NULL DEFAULT '["properties"]';
CREATE INDEX paragraph_number ON paragraph ({NUMBER}) WHERE {NUMBER} IS NOT NULL;
"""
"""What a document says of itself; of one that an earlier version read no more than its title.
Paragraphs are asked for by their numbers, in all documents at once."""

_FUNCTIONS = (
    "function TEXT NOT NULL DEFAULT 'statement'",
    "function_basis TEXT NOT NULL DEFAULT ''",
    "letters INTEGER NOT NULL DEFAULT 0",
)
"""What a paragraph does and how that is known; a digest of its letters alone, so that a line
that stands in many documents can be counted whatever its figures and its case. They stand
as SQLite writes columns that are added, for old and new tables to be the same."""

_LETTERS = "CREATE INDEX paragraph_letters ON paragraph (letters);"

_TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    change INTEGER NOT NULL DEFAULT 0,
    entries INTEGER NOT NULL DEFAULT 0,
    epoch INTEGER NOT NULL DEFAULT 0,
    writing INTEGER NOT NULL DEFAULT 0,
    purge INTEGER NOT NULL DEFAULT 0
);
INSERT INTO state (one) VALUES (1);
CREATE TABLE document (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL UNIQUE,
    name BLOB NOT NULL,
    path BLOB,
    format TEXT NOT NULL,
    title BLOB,
    language TEXT,
    revision TEXT NOT NULL,
    reader TEXT NOT NULL,
    pages INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    checked_ns INTEGER NOT NULL,
    indexed_at TEXT NOT NULL,
    notices TEXT NOT NULL
);
CREATE INDEX document_path ON document (path);
CREATE TABLE revision (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    text BLOB NOT NULL,
    pages TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (document, sha256)
);
CREATE TABLE paragraph (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    paragraph_id TEXT NOT NULL UNIQUE,
    ordinal INTEGER NOT NULL,
    entry INTEGER NOT NULL UNIQUE,
    terms BLOB NOT NULL,
    words BLOB NOT NULL,
    text BLOB NOT NULL,
    place TEXT NOT NULL,
    lines BLOB NOT NULL,
    checksum INTEGER NOT NULL
, {", ".join(_FUNCTIONS)});
{_LETTERS}
CREATE INDEX paragraph_place ON paragraph (document, ordinal);
CREATE INDEX paragraph_words ON paragraph (words);
CREATE TABLE vector (
    row INTEGER PRIMARY KEY REFERENCES paragraph ON DELETE CASCADE,
    value BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE next_vector (
    row INTEGER PRIMARY KEY REFERENCES paragraph ON DELETE CASCADE,
    value BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE mirror (
    kind TEXT PRIMARY KEY,
    generation INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    upto INTEGER NOT NULL,
    count INTEGER NOT NULL,
    fingerprint TEXT NOT NULL
);
{_FAILURE}{_SELECTION}{_RAW}{_ORIGINAL}{_LISTED}{_SPEAKER}{_NAMED}"""

STEPS: dict[int, str] = {
    1: _RAW,
    2: f"""{_ORIGINAL}
INSERT INTO original SELECT revision, count(*) FROM document GROUP BY revision;
DROP INDEX document_revision;
""",
    3: _LISTED,
    4: f"""
ALTER TABLE selection RENAME TO selection_4;
DROP INDEX selection_document;
{_SELECTION}
INSERT INTO selection SELECT selection_id, document_id, name, question, paragraph_id,
    s.revision, quote, start, end, prefix, suffix, address, at
    FROM selection_4 s JOIN document ON key = document;
DELETE FROM sqlite_sequence WHERE name = 'selection';
UPDATE sqlite_sequence SET name = 'selection' WHERE name = 'selection_4';
DROP TABLE selection_4;
ALTER TABLE failure RENAME TO failure_4;
{_FAILURE}
INSERT INTO failure SELECT *, '' FROM failure_4;
DROP TABLE failure_4;
""",
    5: "\n".join(f"ALTER TABLE paragraph ADD COLUMN {column};" for column in _FUNCTIONS) + _LETTERS,
    6: _SPEAKER,
    7: _NAMED,
}
"""SQL that leads from the version that is the key to the next one."""

_FILLS: dict[int, Callable[[sqlite3.Connection], None]] = {
    5: fill_functions,
    6: fill_speakers,
}
"""What follows the SQL of a step, in the same transaction."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, all or none."""
    _run(connection, f"{_TABLES} PRAGMA application_id = {APPLICATION};", VERSION)


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Lead the tables from version `found` to `VERSION`, each step whole or not at all."""
    for version in range(found, VERSION):
        _run(connection, STEPS[version], version + 1, _FILLS.get(version))


def _run(
    connection: sqlite3.Connection,
    sql: str,
    version: int,
    fill: Callable[[sqlite3.Connection], None] | None = None,
) -> None:
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {sql} PRAGMA user_version = {version};")
        if fill is not None:
            fill(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
