"""A database that is gone or emptied beside originals: refused, and recovered from."""

import sqlite3
import threading
from pathlib import Path

import pytest

from assistant.errors import LibraryError, LibraryLost
from assistant.indexing.outcomes import FileOutcome, Progress, Summary
from assistant.indexing.recovering import recover
from assistant.library.sqlite.backup import backup, restore
from assistant.library.sqlite.library import SqliteLibrary
from tests.bench import Bench


def lose(bench: Bench, how: str) -> None:
    bench.close()
    for place in bench.folder.glob("library.sqlite3*"):
        place.unlink()
    place = bench.folder / "library.sqlite3"
    if how == "emptied":
        place.touch()
    if how == "without tables":
        connection = sqlite3.connect(place)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()


@pytest.fixture(params=["gone", "emptied", "without tables"])
def lost(bench: Bench, request: pytest.FixtureRequest) -> Bench:
    bench.put("a.txt", "Iron rusts.")
    bench.put("b.txt", "Copper turns green.")
    lose(bench, request.param)
    return bench


def originals(bench: Bench) -> list[bytes]:
    return sorted(place.read_bytes() for place in bench.folder.glob("originals/??/*"))


BOTH = [b"Copper turns green.\n", b"Iron rusts.\n"]


def recovered(
    bench: Bench, outcomes: list[FileOutcome] | None = None, stop: threading.Event | None = None
) -> Summary:
    bench.opener = lambda folder: SqliteLibrary.open(folder, recovering=True)
    return recover(
        bench.library,
        read=bench.reader.read,
        encoder=bench.encoder,
        report=None if outcomes is None else outcomes.append,
        stop=stop,
    )


def test_a_lost_database_is_refused_with_both_remedies_and_no_original_is_touched(
    lost: Bench,
) -> None:
    with pytest.raises(LibraryLost, match=r"2 originals .*pincite restore FILE.*pincite recover"):
        lost.open()
    assert originals(lost) == BOTH


def test_every_original_is_recovered_under_a_name_of_its_own(lost: Bench) -> None:
    outcomes: list[FileOutcome] = []
    assert recovered(lost, outcomes).added == 2
    names = [name for _, name in lost.library.names()]
    assert len(set(names)) == 2
    assert sorted(outcome.path for outcome in outcomes) == names
    assert lost.matching("iron") == ["Iron rusts."]
    assert originals(lost) == BOTH
    assert all(check.holds for check in lost.library.examine())
    lost.close()
    lost.opener = SqliteLibrary.open
    assert lost.matching("copper") == ["Copper turns green."]


def test_a_recovery_that_was_stopped_goes_on(lost: Bench) -> None:
    stop = threading.Event()

    def stop_at_once(outcome: FileOutcome) -> None:
        stop.set()

    bench = lost
    bench.opener = lambda folder: SqliteLibrary.open(folder, recovering=True)
    told: list[Progress] = []
    recover(
        bench.library,
        read=bench.reader.read,
        encoder=bench.encoder,
        report=stop_at_once,
        progress=told.append,
        stop=stop,
    )
    assert (told[0].files, told[0].done) == (2, 1)
    assert len(bench.library.documents()) == 1
    assert originals(bench) == BOTH
    [check] = [check for check in bench.library.examine() if not check.holds]
    assert "1 originals" in check.message
    assert "pincite recover" in check.message
    bench.reopen()
    assert recovered(bench).added == 1
    assert len(bench.library.documents()) == 2


def test_what_cannot_be_read_again_stays_and_is_told(bench: Bench) -> None:
    record = bench.put("a.txt", "Iron rusts.")
    place = bench.library.original(record.document_id)
    lose(bench, "gone")
    place.chmod(0o600)
    place.write_bytes(b"Iron rests.\n")
    outcomes: list[FileOutcome] = []
    assert recovered(bench, outcomes).failed == 1
    assert outcomes[0].path == str(place)
    assert outcomes[0].reason == "Its bytes are not those that were kept"
    assert place.read_bytes() == b"Iron rests.\n"


def test_a_recovery_that_fails_to_keep_a_document_keeps_its_original(
    lost: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("assistant.library.sqlite.revisions.keep_repairs", refused)
    with pytest.raises(LibraryError):
        recovered(lost)
    assert originals(lost) == BOTH
    monkeypatch.undo()
    assert recovered(lost).added == 2


def test_a_backup_is_restored_where_the_database_was_lost(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts.")
    file = bench.root / "library.backup"
    backup(bench.library, file)
    bench.put("b.txt", "Copper turns green.")
    lose(bench, "gone")
    # Of the lost database, and never to be taken for the log of the new one.
    (bench.folder / "library.sqlite3-wal").write_bytes(b"left")
    restore(file, bench.folder)
    assert bench.matching("iron copper") == ["Iron rusts."]
    assert not (bench.folder / "library.sqlite3-wal").read_bytes().startswith(b"left")
    assert originals(bench) == BOTH
    assert recovered(bench).added == 1
    assert bench.matching("copper") == ["Copper turns green."]


def test_there_is_nothing_to_recover_where_no_library_was(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library"):
        SqliteLibrary.open(tmp_path / "library", recovering=True)
    assert not (tmp_path / "library").exists()


def test_an_original_that_no_record_accounts_for_is_kept_and_told_also_after_a_removal(
    bench: Bench,
) -> None:
    gone = bench.put("a.txt", "Iron rusts.")
    stray = bench.folder / "originals" / "aa" / ("a" * 64)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"the only copy")
    bench.library.remove(gone.document_id)
    bench.reopen()
    assert stray.read_bytes() == b"the only copy"
    assert bench.library.strays() == (stray,)
    [check] = [check for check in bench.library.examine() if not check.holds]
    assert "pincite recover" in check.message


@pytest.mark.parametrize("name", ["librari", "libary", "library "])
def test_a_misspelt_folder_makes_no_library_and_the_nearest_is_named(
    bench: Bench, name: str
) -> None:
    bench.put("a.txt", "Iron rusts.")
    place = bench.root / name
    with pytest.raises(LibraryError, match=f"no library in {place}. Did you mean {bench.folder}"):
        SqliteLibrary.open(place, create=False)
    assert not place.exists()


def test_a_library_is_made_in_an_empty_folder_and_in_none_that_holds_other_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(LibraryError, match=r"holds no library but other files, such as notes.txt"):
        SqliteLibrary.open(tmp_path)
    assert [place.name for place in tmp_path.iterdir()] == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    SqliteLibrary.open(tmp_path / "empty").close()
    assert (tmp_path / "empty" / "library.sqlite3").exists()
