import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import LibraryDamaged, LibraryError
from assistant.library.sqlite.backup import MANIFEST, backup, restore
from assistant.library.sqlite.library import SqliteLibrary
from tests.bench import Bench

LINES = [f"Iron number {i} rusts." for i in range(20)]


@pytest.fixture
def file(bench: Bench) -> Path:
    bench.put("a.txt", *LINES)
    bench.put("b.txt", "Copper turns green.")
    made = bench.root / "library.backup"
    backup(bench.library, made)
    return made


def test_a_backup_is_taken_while_documents_are_being_put(bench: Bench, file: Path) -> None:
    with bench.library.writing():
        bench.put("c.txt", "Within.")
        backup(bench.library, file)
        bench.put("d.txt", "After.")
    restore(file, bench.root / "other")
    bench.close()
    with Bench(bench.root / "x") as other:
        other.root.mkdir()
        (bench.root / "other").rename(other.folder)
        assert [d.name for d in other.library.documents()] == ["a.txt", "b.txt", "c.txt"]


def test_a_library_is_not_restored_over_another(bench: Bench, file: Path) -> None:
    with pytest.raises(LibraryError, match="already"):
        restore(file, bench.folder)


def test_a_backup_that_cannot_be_written_leaves_nothing(bench: Bench, file: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be written"):
        backup(bench.library, bench.root / "no folder" / "b")
    assert list(bench.library.folder.transits.iterdir()) == []


Change = Callable[[dict[str, bytes]], list[tuple[str, bytes]] | None]


def rewritten(file: Path, change: Change) -> Path:
    """The same zip after `change`, which may also give the list of members to write."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    listed = change(members)
    forged = file.with_name("forged")
    with zipfile.ZipFile(forged, "w") as archive:
        for name, content in listed or list(members.items()):
            archive.writestr(name, content)
    return forged


def manifest(members: dict[str, bytes]) -> Any:  # noqa: ANN401
    return json.loads(members[MANIFEST])


def flip(members: dict[str, bytes]) -> None:
    content = members["library.sqlite3"]
    members["library.sqlite3"] = content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]


def rename(name: str) -> Change:
    def change(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
        told = manifest(members)
        old = told["members"][1]["name"]
        told["members"][1]["name"] = name
        members[MANIFEST] = json.dumps(told).encode()
        return [(name if n == old else n, content) for n, content in members.items()]

    return change


def lie_about_the_size(members: dict[str, bytes]) -> None:
    told = manifest(members)
    told["members"][1]["size"] = 3
    members[MANIFEST] = json.dumps(told).encode()


def leave_one_out(members: dict[str, bytes]) -> None:
    members.pop(manifest(members)["members"][1]["name"])


def smuggle(members: dict[str, bytes]) -> None:
    members["extra"] = b"x"


def forget_the_format(members: dict[str, bytes]) -> None:
    members[MANIFEST] = b'{"members": []}'


def garble_the_manifest(members: dict[str, bytes]) -> None:
    members[MANIFEST] = b"{"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(flip, id="a bit flipped"),
        pytest.param(rename("../../outside"), id="a name that climbs out"),
        pytest.param(rename("/etc/outside"), id="an absolute name"),
        pytest.param(rename("originals/aa/" + "b" * 64), id="an original under a wrong name"),
        pytest.param(rename("library.sqlite3-wal"), id="a log"),
        pytest.param(lie_about_the_size, id="a size that lies"),
        pytest.param(leave_one_out, id="a member missing"),
        pytest.param(smuggle, id="a member too many"),
        pytest.param(forget_the_format, id="no format"),
        pytest.param(garble_the_manifest, id="no manifest"),
    ],
)
def test_what_is_not_a_whole_backup_is_refused(bench: Bench, file: Path, change: Change) -> None:
    place = bench.root / "restored"
    with pytest.raises(LibraryDamaged, match="not a whole backup"):
        restore(rewritten(file, change), place)
    assert not place.exists()
    assert not (bench.root.parent / "outside").exists()


def test_every_bit_that_is_flipped_in_a_backup_is_told_as_that(bench: Bench, file: Path) -> None:
    """Also within compressed bytes, where the decompressor is the one to stumble."""
    content = file.read_bytes()
    for at in range(0, len(content), 61):
        forged = bench.root / "forged"
        forged.write_bytes(content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :])
        place = bench.root / "deep" / "restored"
        try:
            restore(forged, place)
        except LibraryDamaged:
            assert not place.parent.exists()
        else:
            # A date, or another field that says nothing of what is in it.
            shutil.rmtree(place.parent)


def test_a_failed_restore_leaves_what_was_in_the_folder(bench: Bench, file: Path) -> None:
    place = bench.root / "restored"
    (place / "originals" / "aa").mkdir(parents=True)
    stray = place / "originals" / "aa" / ("a" * 64)
    stray.write_bytes(b"the only copy")
    with pytest.raises(LibraryDamaged):
        restore(rewritten(file, flip), place)
    assert [p for p in place.rglob("*") if p.is_file()] == [stray]


def test_a_backup_is_taken_while_another_process_writes(bench: Bench, file: Path) -> None:
    """`index` holds the writer's lock for its whole run."""
    program = (
        "import sys, pathlib\n"
        "from assistant.library.sqlite.library import SqliteLibrary\n"
        "SqliteLibrary.open(pathlib.Path(sys.argv[1])).backup(pathlib.Path(sys.argv[2]))\n"
    )
    with bench.library.writing():
        gone = bench.put("c.txt", "Tin is soft.")
        command = [sys.executable, "-c", program, str(bench.folder), str(file)]
        subprocess.run(command, check=True, timeout=60)
        bench.library.remove(gone.document_id)
    restore(file, bench.root / "other")
    with closing(SqliteLibrary.open(bench.root / "other")) as other:
        assert [d.name for d in other.documents()] == ["a.txt", "b.txt", "c.txt"]
        assert all(check.holds for check in other.examine())


def test_a_file_that_is_no_zip_is_refused(bench: Bench) -> None:
    with pytest.raises(LibraryDamaged):
        restore(bench.write("a.txt", "Iron."), bench.root / "restored")
