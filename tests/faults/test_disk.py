"""A full disk, a folder that may not be written to, a crash between two steps."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import LibraryDamaged, LibraryError
from tests.bench import Bench

pytestmark = pytest.mark.faults

HERE = str(Path(__file__).parents[2])

BY_LIMIT = """
import pathlib, resource, signal, sys
sys.path.insert(0, {here!r})
from assistant.errors import LibraryError
from tests.doubles import revision_of
from tests.bench import Bench

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
bench = Bench(pathlib.Path(sys.argv[1]))
bench.put("kept.txt", "Iron rusts in rain.")
place = bench.write("big.txt", *[f"Filler {{i}} " + "word " * 100 for i in range(2000)])
revision = revision_of("big", place.read_bytes())
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))
try:
    bench.put_revision(revision, place)
    print("no refusal")
except LibraryError as error:
    print(error)
print([d.name for d in bench.library.documents()], bench.matching("iron"))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
bench.reopen()
folder = bench.library.folder
print(sorted(p.name for p in folder.staging.iterdir()), len(folder.kept()))
bench.put_revision(revision, place)
print([d.name for d in bench.library.documents()], bench.matching("iron"))
"""

BY_FILE_SYSTEM = """
import os, pathlib, sys
sys.path.insert(0, {here!r})
from assistant.errors import LibraryFull
from tests.doubles import revision_of
from tests.bench import Bench

mount, elsewhere = map(pathlib.Path, sys.argv[1:])
bench = Bench(mount)
kept = bench.put("kept.txt", "Iron rusts in rain.")
gone = bench.put("gone.txt", "Copper turns green.")
place = elsewhere / "big.txt"
place.write_text("\\n".join(f"Filler {{i}} " + "word " * 200 for i in range(2000)))
revision = revision_of("big", place.read_bytes())
filler = os.open(mount / "filler", os.O_CREAT | os.O_WRONLY)

def fill():
    for size in (65536, 4096, 1):
        try:
            while True: os.write(filler, b"x" * size)
        except OSError: pass

fill()
bench.library.folder.reserve.stat()
try:
    bench.put_revision(revision, place)
    print("no refusal")
except LibraryFull as error:
    print(error)
print([d.name for d in bench.library.documents()], bench.matching("iron"))
fill()
bench.library.remove(gone.document_id)
print([d.name for d in bench.library.documents()], bench.matching("iron copper"))
os.unlink(mount / "filler")
os.close(filler)
bench.put_revision(revision, place)
print([d.name for d in bench.library.documents()], bench.matching("iron"))
"""


def run(program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.mark.long
@pytest.mark.parametrize("limit", [100_000, 1_100_000, 1_700_000])
def test_a_document_that_does_not_fit_is_not_kept_at_all(tmp_path: Path, limit: int) -> None:
    """Files may grow to `limit` bytes: the original, the log or the database is what stops."""
    lines = run(BY_LIMIT.format(here=HERE, limit=limit), str(tmp_path)).splitlines()
    assert "nothing of this document was kept" in lines[0]
    assert lines[1:] == [
        "['kept.txt'] ['Iron rusts in rain.']",
        "[] 1",
        "['big.txt', 'kept.txt'] ['Iron rusts in rain.']",
    ]


def may_mount() -> bool:
    """Whether this user may have a file system of its own."""
    return (
        subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0
    )


if may_mount():

    def on_a_small_disk(program: str, tmp_path: Path) -> list[str]:
        """What a program prints that is given a disk of 40 MB and a folder elsewhere."""
        place, mount = tmp_path / "program.py", tmp_path / "mount"
        place.write_text(program.format(here=HERE))
        mount.mkdir()
        script = (
            f"mount -t tmpfs -o size=40m tmpfs {mount} && "
            f"exec {sys.executable} {place} {mount} {tmp_path}"
        )
        command = ["unshare", "-m", "sh", "-c", script]
        told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert told.returncode == 0, told.stderr
        return told.stdout.splitlines()

    @pytest.mark.long
    def test_on_a_full_disk_a_library_is_opened_read_and_removed_from(tmp_path: Path) -> None:
        lines = on_a_small_disk(OPENED_WHEN_FULL, tmp_path)
        found = "['Iron rusts in rain.'] ['Iron rusts in rain.'] []"
        assert lines[:2] == [f"['gone.txt', 'kept.txt'] {found} False"] * 2
        assert "is full" in lines[2]
        assert lines[3:5] == [f"['kept.txt'] {found} False", f"['kept.txt'] {found} True"]
        assert "is full" in lines[5]
        assert lines[6:] == ["True"]

    @pytest.mark.long
    def test_on_a_full_disk_a_document_can_still_be_removed(tmp_path: Path) -> None:
        lines = on_a_small_disk(BY_FILE_SYSTEM, tmp_path)
        assert "is full; nothing of this document was kept" in lines[0]
        assert lines[1:] == [
            "['gone.txt', 'kept.txt'] ['Iron rusts in rain.']",
            "['kept.txt'] ['Iron rusts in rain.']",
            "['big.txt', 'kept.txt'] ['Iron rusts in rain.']",
        ]


OPENED_WHEN_FULL = """
import os, pathlib, sys
sys.path.insert(0, {here!r})
from assistant.errors import LibraryFull
from assistant.library.sqlite.folder import RESERVE
from tests.bench import Bench

mount, elsewhere = map(pathlib.Path, sys.argv[1:])
bench = Bench(mount)
bench.put("kept.txt", "Iron rusts in rain.")
bench.put("gone.txt", "Copper turns green.")
bench.close()
filler = os.open(mount / "filler", os.O_CREAT | os.O_WRONLY)

def fill():
    for size in (65536, 4096, 1):
        try:
            while True: os.write(filler, b"x" * size)
        except OSError: pass

def read():
    with Bench(mount) as opened:
        library = opened.library
        print([d.name for d in library.documents()], opened.matching("iron"),
            opened.nearest("iron rain", 1), [c.name for c in library.examine() if not c.holds],
            library.database.read_only)

fill(); read(); fill(); read(); fill()
with Bench(mount) as opened:
    fill()
    try:
        with opened.library.receiving() as place:
            (place / "bytes").write_bytes(b"x" * 10_000_000)
        print("no refusal")
    except LibraryFull as error:
        print(error)
    fill()
    opened.library.remove(opened.library.find("gone.txt").document_id)
read()
reserve = mount / "library" / "reserve"
if reserve.exists(): reserve.unlink()
fill(); read()
with Bench(mount) as opened:
    try:
        opened.library.write_note("a", "b")
    except LibraryFull as error:
        print(error)
os.unlink(mount / "filler")
os.close(filler)
with Bench(mount) as opened:
    opened.library.write_note("a", "b")
print(reserve.stat().st_size == RESERVE)
"""


READ_ONLY = """
import os, pathlib, sys
sys.path.insert(0, {here!r})
from assistant.errors import LibraryReadOnly
from assistant.library.sqlite.lexical_index import fingerprint
from tests.bench import Bench
fingerprint()
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
bench = Bench(pathlib.Path(sys.argv[1]))
print(bench.nearest("Iron rusts."), bench.matching("iron"))
try:
    bench.library.remove(bench.library.documents()[0].document_id)
except LibraryReadOnly as error:
    print(error)
bench.close()
"""


FOLLOWING = """
import encodings.ascii, os, pathlib, sys
sys.path.insert(0, {here!r})
from assistant.library.sqlite.lexical_index import fingerprint
from tests.bench import Bench
fingerprint()
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
bench = Bench(pathlib.Path(sys.argv[1]))
for _ in sys.stdin:
    library = bench.library
    assert library.database.read_only
    print([d.name for d in library.documents()], sorted(bench.matching("iron copper tin", 9)),
        library.counts().documents, [c.message for c in library.examine() if not c.holds],
        flush=True)
"""


def test_a_reader_that_may_not_write_sees_what_others_write(tmp_path: Path) -> None:
    with Bench(tmp_path / "shared") as bench:
        bench.root.mkdir()
        bench.put("a.txt", "Iron rusts.", *[f"Filler {i}." for i in range(200)])
        bench.close()
        opened_to_all(bench.root)
        command = [sys.executable, "-c", FOLLOWING.format(here=HERE), str(bench.root)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as reader:
            assert reader.stdin is not None
            assert reader.stdout is not None

            def seen() -> str:
                opened_to_all(bench.root)
                assert reader.stdin is not None
                assert reader.stdout is not None
                reader.stdin.write("look\n")
                reader.stdin.flush()
                return reader.stdout.readline().strip()

            assert seen() == "['a.txt'] ['Iron rusts.'] 1 []"
            record = bench.put("b.txt", "Copper turns green.")
            assert seen() == "['a.txt', 'b.txt'] ['Copper turns green.', 'Iron rusts.'] 2 []"
            bench.library.remove(bench.library.find("a.txt").document_id)
            assert seen() == "['b.txt'] ['Copper turns green.'] 1 []"
            bench.close()
            assert seen() == "['b.txt'] ['Copper turns green.'] 1 []"
            bench.put("b.txt", "Tin is soft.", document_id=record.document_id)
            bench.close()
            assert seen() == "['b.txt'] ['Tin is soft.'] 1 []"
            reader.stdin.close()


def opened_to_all(root: Path) -> None:
    """Whoever is not its owner may read everything, and write nothing."""
    for place in (root, *root.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
    for place in root.parents:
        if place.is_relative_to("/tmp"):
            place.chmod(place.stat().st_mode | 0o005)


def test_a_folder_that_may_not_be_written_to_is_read(tmp_path: Path) -> None:
    root = tmp_path / "shared"
    root.mkdir()
    with Bench(root) as bench:
        bench.put("a.txt", "Iron rusts.")
    for place in [*root.rglob("*")]:
        place.chmod(0o555 if place.is_dir() else 0o444)
    for place in (root, *root.parents):
        if place.stat().st_mode & 0o005 != 0o005 and place.is_relative_to("/tmp"):
            place.chmod(place.stat().st_mode | 0o005)
    root.chmod(0o555)
    try:
        lines = run(READ_ONLY.format(here=HERE), str(root)).splitlines()
    finally:
        root.chmod(0o755)
        for place in root.rglob("*"):
            place.chmod(0o755 if place.is_dir() else 0o644)
    assert lines[0] == "['Iron rusts.'] ['Iron rusts.']"
    assert "cannot be written to" in lines[1]


def test_what_a_crash_left_behind_is_swept(tmp_path: Path) -> None:
    with Bench(tmp_path) as bench:
        record = bench.put("a.txt", "Iron rusts.")
        bench.library._mark_writing(1)
        # A document is noted before its file is there.
        bench.library.originals._announce("a" * 64)
    orphan = bench.folder / "originals" / "aa" / ("a" * 64)
    orphan.parent.mkdir()
    orphan.write_bytes(b"never committed")
    (bench.folder / "staging" / "half").write_bytes(b"half")
    with Bench(tmp_path) as bench:
        assert bench.library.documents() == (record,)
        assert not orphan.exists()
        assert list(bench.library.folder.staging.iterdir()) == []
        assert bench.library.original(record.document_id).exists()


def test_after_a_crash_a_damaged_structure_is_refused_at_once(tmp_path: Path) -> None:
    with Bench(tmp_path) as bench:
        bench.put("a.txt", *[f"Iron number {i} rusts." for i in range(400)])
        bench.library._mark_writing(1)
    place = bench.folder / "library.sqlite3"
    content = bytearray(place.read_bytes())
    for start in range(8 * 4096, len(content), 8 * 4096):
        content[start : start + 32] = b"\xff" * 32
    place.write_bytes(content)
    with pytest.raises(LibraryDamaged, match="pincite restore"):
        bench.open()


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.library.sqlite.folder.file_system", lambda path: "nfs4")
    with pytest.raises(LibraryError, match="network file system"):
        Bench(tmp_path).open()
    assert not (tmp_path / "library" / "library.sqlite3").exists()
