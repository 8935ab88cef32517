import hashlib
import json
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.documents.document import Imprint
from assistant.errors import LibraryError
from assistant.library.records import Selection
from assistant.library.sqlite import opening, schema
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import traces
from tests.bench import Bench
from tests.doubles import revision_of

NOW = schema.VERSION


@pytest.fixture
def older(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A library of this version, and a program that knows the next two."""
    bench.put("a.txt", "Iron rusts.")
    bench.close()
    for module in (schema, opening):
        monkeypatch.setattr(module, "VERSION", NOW + 2)
    monkeypatch.setitem(schema.STEPS, NOW, "ALTER TABLE document ADD COLUMN colour TEXT;")
    monkeypatch.setitem(schema.STEPS, NOW + 1, "UPDATE document SET colour = 'blue';")
    return bench


def version(bench: Bench) -> int:
    connection = sqlite3.connect(bench.folder / "library.sqlite3")
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_an_older_library_is_led_up_step_by_step(older: Bench) -> None:
    assert older.matching("iron") == ["Iron rusts."]
    assert older.library.database.rows("SELECT colour FROM document") == [("blue",)]
    older.close()
    assert version(older) == NOW + 2
    kept = older.folder / f"library.sqlite3.version-{NOW}"
    assert kept.stat().st_mode & 0o077 == 0
    assert b"Iron rusts." in kept.read_bytes()


def test_a_step_that_fails_leaves_the_version_before_it(
    older: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        schema.STEPS,
        NOW + 1,
        "UPDATE document SET colour = 'blue'; INSERT INTO nowhere VALUES (1);",
    )
    with pytest.raises(LibraryError, match="nowhere"):
        older.open()
    assert version(older) == NOW + 1
    monkeypatch.setitem(schema.STEPS, NOW + 1, "UPDATE document SET colour = 'green';")
    assert older.library.database.rows("SELECT colour FROM document") == [("green",)]


def test_the_copy_of_the_older_version_goes_with_the_first_removal(older: Bench) -> None:
    (document,) = older.library.documents()
    older.library.remove(document.document_id)
    assert traces(older.library, ["Iron rusts."]) == []


def test_a_version_without_a_way_up_is_refused(
    older: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(schema.STEPS, NOW)
    with pytest.raises(LibraryError, match=f"unknown version {NOW}"):
        older.open()


BEFORE_8 = """
DROP INDEX paragraph_number; ALTER TABLE document DROP COLUMN imprint;
"""

BEFORE_7 = f"{BEFORE_8} DROP TABLE speaker; DROP TABLE speaker_word;"

BEFORE_6 = f"""
{BEFORE_7}
DROP INDEX paragraph_letters;
ALTER TABLE paragraph DROP COLUMN function;
ALTER TABLE paragraph DROP COLUMN function_basis;
ALTER TABLE paragraph DROP COLUMN letters;
"""

BEFORE_5 = f"""
{BEFORE_6}
DROP TABLE failure; DROP TABLE selection;
CREATE TABLE failure (
    path BLOB PRIMARY KEY, name BLOB NOT NULL, sha256 TEXT NOT NULL, reason TEXT NOT NULL,
    remedy TEXT NOT NULL, attempts INTEGER NOT NULL, at TEXT NOT NULL, size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL
);
CREATE TABLE selection (
    selection_id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    question BLOB NOT NULL, paragraph_id TEXT NOT NULL, revision TEXT NOT NULL,
    quote BLOB NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, prefix BLOB NOT NULL,
    suffix BLOB NOT NULL, address TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX selection_document ON selection (document);
"""

AS_BEFORE_5 = """
INSERT INTO selection SELECT 7, key, x'3f', 'p', revision, x'51', 1, 2, x'', x'', 'p. 3', 'then'
    FROM document;
UPDATE sqlite_sequence SET seq = 9 WHERE name = 'selection';
INSERT INTO failure VALUES (x'2f61', x'61', 'aa', 'It is locked', 'Unlock it', 2, 'then', 3, 4);
PRAGMA user_version = 4;
"""


@pytest.mark.parametrize("kept", [True, False])
def test_citations_of_version_4_are_led_up_and_their_numbers_are_never_used_again(
    bench: Bench, kept: bool
) -> None:
    record = bench.put("a.txt", "Iron rusts.")
    bench.close()
    place = bench.folder / "library.sqlite3"
    connection = sqlite3.connect(place)
    connection.executescript(BEFORE_5 + AS_BEFORE_5)
    if not kept:
        connection.executescript("DELETE FROM selection;")
    connection.close()
    selections = bench.library.selections()
    if kept:
        [first] = selections
        assert (first.selection_id, first.document_id, first.document, first.quote) == (
            (7, record.document_id, "a.txt", "Q")
        )
    chosen = Selection("?", record.document_id, "a.txt", "p", "r", "q", 0, 1, "", "", "")
    assert bench.library.keep(chosen).selection_id == 10
    [failure] = bench.library.failures()
    assert (failure.attempts, failure.readers) == (2, "")
    bench.close()
    assert tables(place) == tables(new_library(bench.folder.parent / "new"))


def test_what_paragraphs_of_version_5_do_is_worked_out_from_what_was_kept(bench: Bench) -> None:
    texts = ("Recalling the flood of 1953,", "Aware of the cost,", "Noting the report of 1954,")
    first = bench.put("a.txt", *texts).document_id
    other = bench.put("b.txt", "The dykes were mended.").document_id
    before = bench.library.paragraphs(first)
    rows = bench.library.database.rows("SELECT letters FROM paragraph ORDER BY row")
    bench.close()
    place = bench.folder / "library.sqlite3"
    connection = sqlite3.connect(place)
    connection.executescript(f"{BEFORE_6} PRAGMA user_version = 5;")
    connection.close()
    assert [p.function for p in before] == ["preamble"] * 3
    assert bench.library.paragraphs(first) == before
    assert [p.function for p in bench.library.paragraphs(other)] == ["statement"]
    assert bench.library.database.rows("SELECT letters FROM paragraph ORDER BY row") == rows
    bench.close()
    assert tables(place) == tables(new_library(bench.folder.parent / "new"))


def test_who_speaks_in_documents_of_version_6_is_told_by_what_was_kept(bench: Bench) -> None:
    texts = ("Ms. Jane Brook said no.", "She added that it rained.", "It poured.")
    document_id = bench.put("a.txt", *texts).document_id
    before = bench.library.paragraphs(document_id)
    assert [p.speaker for p in before] == ["Ms. Jane Brook", "Ms. Jane Brook", None]
    bench.close()
    place = bench.folder / "library.sqlite3"
    connection = sqlite3.connect(place)
    connection.executescript(f"{BEFORE_7} PRAGMA user_version = 6;")
    for row, kept, text, lines in connection.execute(
        "SELECT row, place, text, lines FROM paragraph"
    ).fetchall():
        older = json.dumps(json.loads(kept)[:14])
        checksum = zlib.crc32(lines, zlib.crc32(older.encode(), zlib.crc32(text)))
        connection.execute(
            "UPDATE paragraph SET place = ?, checksum = ? WHERE row = ?", (older, checksum, row)
        )
    connection.commit()
    connection.close()
    assert bench.library.paragraphs(document_id) == before
    [brook] = bench.library.speakers("Brook")
    assert (brook.name, brook.reported) == ("Ms. Jane Brook", 2)
    bench.close()
    assert tables(place) == tables(new_library(bench.folder.parent / "new"))


def test_a_damaged_row_does_not_keep_an_older_library_shut(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts.")
    bench.put("b.txt", "Who mends the dykes?")
    bench.close()
    connection = sqlite3.connect(bench.folder / "library.sqlite3")
    connection.executescript(f"{BEFORE_6} PRAGMA user_version = 5;")
    connection.execute("UPDATE paragraph SET text = x'58' WHERE row = 1")
    connection.commit()
    connection.close()
    rows = bench.library.database.rows("SELECT function FROM paragraph ORDER BY row")
    assert rows == [("statement",), ("question",)]


def test_a_library_of_version_6_knows_no_more_of_a_document_than_its_title(bench: Bench) -> None:
    place = bench.write("a.txt", "Iron rusts.")
    made = replace(revision_of("d1", place.read_bytes()), imprint=Imprint("Iron", "title page"))
    record = bench.put_revision(made, place)
    bench.close()
    place = bench.folder / "library.sqlite3"
    connection = sqlite3.connect(place)
    connection.executescript(f"{BEFORE_8} PRAGMA user_version = 7;")
    connection.close()
    imprint = bench.library.document(record.document_id).imprint
    assert imprint == Imprint("Iron", "properties")
    bench.close()
    assert tables(place) == tables(new_library(bench.folder.parent / "new"))


BEFORE_3 = f"""
{BEFORE_5}
DROP INDEX document_name; DROP INDEX document_partly_read;
DROP TRIGGER document_added; DROP TRIGGER document_replaced; DROP TRIGGER document_removed;
DROP TABLE original; CREATE INDEX document_revision ON document (revision);
"""


def test_a_library_of_version_2_is_led_up_with_its_originals_counted(bench: Bench) -> None:
    for name in ("a.txt", "b.txt"):
        bench.put(name, "Iron rusts.")
    other = bench.put("c.txt", "Copper turns green.")
    bench.close()
    place = bench.folder / "library.sqlite3"
    connection = sqlite3.connect(place)
    connection.executescript(f"{BEFORE_3} PRAGMA user_version = 2;")
    connection.close()
    assert sorted(bench.library.database.rows("SELECT uses FROM original")) == [(1,), (2,)]
    assert all(check.holds for check in bench.library.examine())
    first, second = (bench.library.find(name) for name in ("a.txt", "b.txt"))
    bench.library.remove(first.document_id)
    bench.library.remove(other.document_id)
    assert bench.library.folder.kept() == {second.revision}
    bench.close()
    assert tables(place) == tables(new_library(bench.folder.parent / "new"))


def test_a_library_of_version_1_is_led_up_and_has_no_way_back_to_its_files(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts.")
    (document,) = bench.library.documents()
    bench.close()
    place = bench.folder / "library.sqlite3"
    connection = sqlite3.connect(place)
    connection.executescript(f"{BEFORE_3} DROP TABLE raw; PRAGMA user_version = 1;")
    connection.close()
    assert bench.matching("iron") == ["Iron rusts."]
    assert bench.library.repairs(document.document_id) is None
    bench.close()
    assert version(bench) == schema.VERSION
    assert (bench.folder / "library.sqlite3.version-1").exists()
    assert tables(place) == tables(new_library(bench.folder.parent / "new"))


def tables(place: Path) -> list[str]:
    connection = sqlite3.connect(place)
    try:
        return sorted(str(sql) for (sql,) in connection.execute("SELECT sql FROM sqlite_master"))
    finally:
        connection.close()


def new_library(folder: Path) -> Path:
    SqliteLibrary.open(folder).close()
    return folder / "library.sqlite3"


DDL = {
    1: "c28dc98bfc39b5e68b360d47c8ef9e5aa14ff1ecbd25cda791fbffbf5cbb3ef6",
    2: "2987c58dc289c12b76f33eb43c3f92aa7fa56644ecbf5e3e4f97532cc619ad03",
    3: "2b5c6763e066fe9a4e00c4ad1b8fe101a1d6664561579f46c9e9b2fe77cda56e",
    4: "7532a9da4ac0ef26161a68f4109c6e171bc0deab4e46925bb7aba5a6331cbfa9",
    5: "cfdfbf9c9e7f7f9e452c03ff6e25d7d037c2aa9b227cb8f46abb8d74cf89bd61",
    6: "6d9869070f3017a6fee6d0a6c948efbf4e153ca180d581bce23737417bc91ebf",
    7: "e81ee46f06d8c9b9b50631585fc3ea9ecd5dd83fba489365f46504bd8114c8ab",
    8: "5f4c4f9b93b36c61068e1f6574f44ab06f74f2863625d085fb4622c25404cbed",
}
"""Sha256 of the tables of every version there was. A library in use has one of these:
when this test fails, raise `VERSION`, add a step to `STEPS` and a line here."""


def test_tables_do_not_change_without_a_new_version() -> None:
    assert hashlib.sha256(schema._TABLES.encode()).hexdigest() == DDL[schema.VERSION]
    assert sorted(DDL) == list(range(1, schema.VERSION + 1))
    assert sorted(schema.STEPS) == list(range(1, schema.VERSION))
