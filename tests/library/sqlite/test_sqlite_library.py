import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryTooNew,
)
from assistant.library.sqlite.folder import Folder
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import examine, traces
from tests.bench import Bench


def test_only_its_owner_may_look_into_the_folder(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts.")
    bench.close()
    assert bench.folder.stat().st_mode & 0o777 == 0o700
    for place in bench.folder.rglob("*"):
        assert place.stat().st_mode & 0o077 == 0, place


def test_a_second_process_is_told_who_is_writing(bench: Bench) -> None:
    library = bench.library
    program = (
        "import sys, pathlib\n"
        "from assistant.library.sqlite.library import SqliteLibrary\n"
        "from assistant.errors import LibraryLocked\n"
        "library = SqliteLibrary.open(pathlib.Path(sys.argv[1]))\n"
        "try:\n"
        "    with library.writing(): print('wrote')\n"
        "except LibraryLocked as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, str(bench.folder)]
    with library.writing():
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"process {os.getpid()} on " in told
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "wrote\n"


HOLDING = """
import pathlib, sys, time
from assistant.library.sqlite.folder import Folder
from assistant.library.sqlite.transit import passing
with passing(Folder(pathlib.Path(sys.argv[1]))) as place:
    (place / "bytes").write_text("Iron rusts.")
    print("there", flush=True)
    time.sleep(60)
"""


def test_bytes_on_their_way_outlive_no_kill_and_are_left_alone_until_then(bench: Bench) -> None:
    bench.library.close()
    command = [sys.executable, "-c", HOLDING, str(bench.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline() == "there\n"
        bench.reopen()
        assert traces(bench.library, ["Iron rusts."]) != []
        holding.kill()
    bench.reopen()
    assert traces(bench.library, ["Iron rusts."]) == []
    assert list(bench.library.folder.transits.iterdir()) == []


@pytest.mark.parametrize("name", ["mirrors", "originals", "staging", "transit"])
def test_a_file_in_the_place_of_a_folder_is_told_with_the_remedy(bench: Bench, name: str) -> None:
    bench.put("a.txt", "Iron rusts.")
    bench.close()
    shutil.rmtree(bench.folder / name)
    (bench.folder / name).write_text("not a folder")
    with pytest.raises(LibraryError, match=rf"{name} is no folder.*Move that file away"):
        bench.open()


def test_a_newer_library_is_refused(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts.")
    bench.close()
    with sqlite3.connect(bench.folder / "library.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryTooNew, match="version 99"):
        bench.open()


def test_another_programs_database_is_refused(bench: Bench) -> None:
    bench.folder.mkdir()
    with sqlite3.connect(bench.folder / "library.sqlite3") as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(LibraryError, match="not a library"):
        bench.open()


def test_a_file_that_is_no_database_is_damaged(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "library.sqlite3").write_bytes(b"no database " * 1000)
    with pytest.raises(LibraryDamaged, match="pincite restore"):
        bench.open()


def test_tables_that_cannot_be_read_are_damaged_even_where_the_fault_is_no_text(
    bench: Bench,
) -> None:
    bench.put("a.txt", "Iron rusts.")
    bench.close()
    truth = bench.folder / "library.sqlite3"
    truth.write_bytes(
        truth.read_bytes().replace(b"CREATE TABLE failure", b"CREATE TABL\xfd failure")
    )
    with pytest.raises(LibraryDamaged, match="pincite restore"):
        bench.open()


def test_a_missing_library_is_not_made_unless_wanted(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        SqliteLibrary.open(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


def test_an_original_that_cannot_be_deleted_is_swept_when_the_library_is_opened(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.put("a.txt", "Iron bent.", document_id="d")

    def refused(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Folder, "drop", refused)
    with pytest.raises(LibraryError, match="Input/output"):
        bench.put("a.txt", "Iron rang.", document_id="d")
    monkeypatch.undo()
    assert bench.library.text("d") == "Iron rang."
    assert len(bench.library.folder.kept()) == 2
    bench.reopen()
    assert len(bench.library.folder.kept()) == 1
    assert all(check.holds for check in examine(bench.library))


def test_an_original_that_could_not_be_named_for_sure_is_not_left_behind(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Folder.keep

    def late(self: Folder, content: Path, sha256: str) -> None:
        whole(self, content, sha256)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Folder, "keep", late)
    with pytest.raises(LibraryError, match="Input/output"):
        bench.put("a.txt", "Iron bent.")
    assert bench.library.folder.kept() == set()


def test_a_lock_that_the_disk_refuses_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.put("a.txt", "Iron bent.")

    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    with pytest.raises(LibraryFull), bench.library.writing():
        pass


def test_a_damaged_original_is_mended_when_its_file_is_put_again(bench: Bench) -> None:
    record = bench.put("a.txt", "Iron rusts.")
    original = bench.library.original(record.document_id)
    original.chmod(0o600)
    original.write_bytes(b"Iron")
    assert [check.name for check in bench.library.examine() if not check.holds] == ["originals"]
    bench.put("a.txt", "Iron rusts.", document_id=record.document_id)
    assert all(check.holds for check in bench.library.examine())
