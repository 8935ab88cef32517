import hashlib
import sqlite3

import pytest

from assistant.errors import LibraryError
from assistant.library import opening, schema
from assistant.library.self_checks import traces
from tests.library.bench import Bench


@pytest.fixture
def older(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A library of version 1, and a program that knows versions 2 and 3."""
    bench.put("a.txt", "Iron rusts.")
    bench.close()
    for module in (schema, opening):
        monkeypatch.setattr(module, "VERSION", 3)
    monkeypatch.setitem(schema.STEPS, 1, "ALTER TABLE document ADD COLUMN colour TEXT;")
    monkeypatch.setitem(schema.STEPS, 2, "UPDATE document SET colour = 'blue';")
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
    assert version(older) == 3
    kept = older.folder / "library.sqlite3.version-1"
    assert kept.stat().st_mode & 0o077 == 0
    assert b"Iron rusts." in kept.read_bytes()


def test_a_step_that_fails_leaves_the_version_before_it(
    older: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        schema.STEPS, 2, "UPDATE document SET colour = 'blue'; INSERT INTO nowhere VALUES (1);"
    )
    with pytest.raises(LibraryError, match="nowhere"):
        older.open()
    assert version(older) == 2
    monkeypatch.setitem(schema.STEPS, 2, "UPDATE document SET colour = 'green';")
    assert older.library.database.rows("SELECT colour FROM document") == [("green",)]


def test_the_copy_of_the_older_version_goes_with_the_first_removal(older: Bench) -> None:
    (document,) = older.library.documents()
    older.library.remove(document.document_id)
    assert traces(older.library, ["Iron rusts."]) == []


def test_a_version_without_a_way_up_is_refused(
    older: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(schema.STEPS, 1)
    with pytest.raises(LibraryError, match="unknown version 1"):
        older.open()


DDL = {1: "c28dc98bfc39b5e68b360d47c8ef9e5aa14ff1ecbd25cda791fbffbf5cbb3ef6"}
"""Sha256 of the tables of every version there was. A library in use has one of these:
when this test fails, raise `VERSION`, add a step to `STEPS` and a line here."""


def test_tables_do_not_change_without_a_new_version() -> None:
    assert hashlib.sha256(schema._TABLES.encode()).hexdigest() == DDL[schema.VERSION]
    assert sorted(DDL) == list(range(1, schema.VERSION + 1))
    assert sorted(schema.STEPS) == list(range(1, schema.VERSION))
