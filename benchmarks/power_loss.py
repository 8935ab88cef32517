"""What a power cut can leave of a library, state by state, and whether it opens whole.

    PYTHONPATH=. python benchmarks/power_loss.py [STATES] [SEED] [--ignore PART]

Needs `strace`. A small workload (new library, puts, a replacement, snapshots, a
removal, a reopening with a migration) runs under it; the log of its file system
calls is then played up to a random call onto a model of a disk on which only what
was forced is sure. Of the rest each state keeps nothing, everything, a random part
in any order, or a part torn at a sector of 512 bytes; the names in a folder that
was not forced are as uncertain as the bytes. The method is that of Pillai et al.,
"All File Systems Are Not Created Equal" (OSDI 2014).

Each state is opened in a fork and held against what was acknowledged by then.
`--ignore PART` is the null control: forcing files whose path contains PART does
nothing, as if the call had been forgotten; the violations that follow must be found.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.indexing.reindexing import new_vectors
from assistant.library.records import Source
from assistant.library.sqlite import opening, schema
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import examine, traces
from tests.doubles import WordEncoder, revision_of
from tests.faults.kills import content_of, in_fork, lines_of

SECTOR = 512
CALLS = (
    "openat,creat,close,dup,dup2,dup3,fcntl,write,pwrite64,writev,ftruncate,fallocate,fsync,"
    "fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,lseek,sendfile,"
    "copy_file_range,link,linkat"
)
MIGRATION = "ALTER TABLE meta ADD COLUMN note TEXT;"


# -- the workload ------------------------------------------------------------------


def work(root: Path) -> None:
    """Runs under strace; a line in the file `told` says what was tried and what was done."""
    encoder = WordEncoder()
    told = os.open(root / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def put(library: SqliteLibrary, name: str, version: int) -> None:
        os.write(told, f"try {name} {version}\n".encode())
        place = root / f"{name}.txt"
        place.write_bytes(content_of(name, version))
        revision = revision_of(name, place.read_bytes())
        vectors = new_vectors(library, revision, encoder)
        library.put(revision, Source(place.name, str(place), 0, version), place, vectors)
        os.write(told, f"ack {name} {version}\n".encode())

    def remove(library: SqliteLibrary, name: str) -> None:
        os.write(told, f"try {name} 0\n".encode())
        library.remove(name)
        os.write(told, f"ack {name} 0\n".encode())

    library = SqliteLibrary.open(root / "library")
    library.expect(str(encoder.fingerprint), encoder.fingerprint.dimension)
    with library.writing():
        for number in range(4):
            put(library, f"n{number}", 1)
        put(library, "n1", 8)
        library.matching("iron rain", 3)
        library.nearest(encoder.encode_question("iron")[0], 3)
    library.mirrors.lexical.save()
    library.mirrors.dense.save()
    with library.writing():
        remove(library, "n2")
        put(library, "n3", 5)
    library.close()
    migrated()
    library = SqliteLibrary.open(root / "library")
    put(library, "n4", 3)
    library.purge()
    put(library, "n0", 2)
    library.close()


def migrated() -> None:
    """From now on the tables have a version more."""
    step = schema.VERSION
    schema.STEPS[step] = MIGRATION
    for module in (schema, opening):
        vars(module)["VERSION"] = step + 1


# -- the log -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that came to its end without an error."""

    name: str
    arguments: str
    result: int


def recorded(root: Path) -> Iterator[Call]:
    """Run the workload under strace; its calls in order."""
    log = root / "log"
    command = ["strace", "-f", "-qq", "-xx", "-s", "20000000", "-o", str(log)]
    command += [f"--trace={CALLS}", "--seccomp-bpf"]
    command += [sys.executable, "-B", __file__, "--work", str(root)]
    subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    unfinished: dict[str, str] = {}
    for line in log.read_text("ascii").splitlines():
        pid, _, rest = line.partition(" ")
        rest = rest.strip()
        if rest.endswith("<unfinished ...>"):
            unfinished[pid] = rest.removesuffix("<unfinished ...>")
            continue
        if resumed := re.match(r"<\.\.\. \w+ resumed>(.*)", rest):
            rest = unfinished.pop(pid) + resumed[1]
        if found := re.match(r"(\w+)\((.*)\)\s+= (0x[0-9a-f]+|\d+)", rest):
            yield Call(found[1], found[2], int(found[3], 0))


def texts(arguments: str) -> list[bytes]:
    """The strings among the arguments."""
    found = re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)
    return [bytes.fromhex(text.replace("\\x", "")) for text in found]


# -- the disk ----------------------------------------------------------------------


@dataclass
class File:
    """What is sure of a file's bytes, and the writes that are not, in order."""

    path: str
    sure: bytearray = field(default_factory=bytearray)
    loose: list[tuple[int, bytes] | int] = field(default_factory=list)
    """An offset and bytes, or a new length."""
    size: int = 0
    """As the program sees it."""


def written(content: bytearray, change: tuple[int, bytes] | int) -> None:
    """Apply a write or a new length."""
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
        return
    offset, piece = change
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(piece)] = piece


class Disk:
    """Files by name, as the program sees them and as they surely are."""

    def __init__(self, root: Path, ignored: str) -> None:
        self._root, self._ignored = os.fsencode(root), ignored
        self.names: dict[str, File | None] = {}
        """As the program sees it; `None` is a folder."""
        self.sure: dict[str, File | None] = {"": None}
        self.loose: list[tuple[tuple[str, File | None], ...]] = []
        """Changes of names that were not forced: what a name stands for, `None` twice: nothing."""
        self._open: dict[int, tuple[str, File | None, int]] = {}
        self.told: list[str] = []

    def play(self, call: Call) -> None:
        """Do to this disk what the call did."""
        act = getattr(self, f"_{call.name}", None)
        if act is not None:
            act(call)

    def _path(self, text: bytes) -> str | None:
        """Relative to the library's folder; `None` for what lies elsewhere."""
        base = self._root + b"/library"
        if text == self._root:
            return ""
        if text != base and not text.startswith(base + b"/"):
            return None
        return os.fsdecode(text[len(self._root) + 1 :])

    def _handle(self, call: Call) -> tuple[str, File] | None:
        found = self._open.get(int(call.arguments.split(",")[0]))
        return None if found is None or found[1] is None else (found[0], found[1])

    # -- handles -----------------------------------------------------------------

    def _openat(self, call: Call) -> None:
        (text,) = texts(call.arguments)
        self._open.pop(call.result, None)
        if text == self._root + b"/told":
            self._open[call.result] = ("told", None, 0)
        path = self._path(text)
        if path is None or path.endswith("-shm"):
            return
        if path == "":
            self._open[call.result] = (path, None, 0)
            return
        file = self.names.get(path)
        if file is None and "O_CREAT" in call.arguments:
            file = self.names[path] = File(path)
            self.loose.append(((path, file),))
        if file is not None and "O_TRUNC" in call.arguments:
            file.loose.append(0)
            file.size = 0
        self._open[call.result] = (path, file, 0)

    def _close(self, call: Call) -> None:
        self._open.pop(int(call.arguments), None)

    def _dup(self, call: Call) -> None:
        handle = int(call.arguments.split(",")[0])
        if handle in self._open:
            self._open[call.result] = self._open[handle]

    def _fcntl(self, call: Call) -> None:
        if "F_DUPFD" in call.arguments:
            self._dup(call)

    def _lseek(self, call: Call) -> None:
        handle = int(call.arguments.split(",")[0])
        if handle in self._open:
            path, file, _ = self._open[handle]
            self._open[handle] = (path, file, call.result)

    # -- bytes -------------------------------------------------------------------

    def _write(self, call: Call) -> None:
        handle = int(call.arguments.split(",")[0])
        path, file, offset = self._open.get(handle, ("", None, 0))
        (piece,) = texts(call.arguments) or (b"",)
        if path == "told":
            self.told += piece.decode().splitlines()
        if file is not None:
            self._store(file, offset, piece[: call.result])
            self._open[handle] = (path, file, offset + call.result)

    def _pwrite64(self, call: Call) -> None:
        if found := self._handle(call):
            (piece,) = texts(call.arguments)
            offset = int(call.arguments.rpartition(",")[2], 0)
            self._store(found[1], offset, piece[: call.result])

    def _store(self, file: File, offset: int, piece: bytes) -> None:
        file.loose.append((offset, piece))
        file.size = max(file.size, offset + len(piece))

    def _ftruncate(self, call: Call) -> None:
        if found := self._handle(call):
            found[1].size = int(call.arguments.rpartition(",")[2], 0)
            found[1].loose.append(found[1].size)

    def _fsync(self, call: Call) -> None:
        opened = self._open.get(int(call.arguments))
        if opened is None or (self._ignored and self._ignored in opened[0]):
            return
        path, file, _ = opened
        if file is None:
            self._force_names(path)
            return
        for change in file.loose:
            written(file.sure, change)
        file.loose.clear()

    _fdatasync = _fsync

    # -- names -------------------------------------------------------------------

    def _force_names(self, folder: str) -> None:
        kept = []
        for change in self.loose:
            if any(os.path.dirname(path.removeprefix("-")) == folder for path, _ in change):  # noqa: PTH120
                named(self.sure, change)
            else:
                kept.append(change)
        self.loose = kept

    def _rename(self, call: Call) -> None:
        before, after = (self._path(text) for text in texts(call.arguments))
        if before is None or after is None:
            return
        moved = [path for path in self.names if path == before or path.startswith(f"{before}/")]
        change: list[tuple[str, File | None]] = []
        for path in moved:
            file = self.names.pop(path)
            self.names[after + path[len(before) :]] = file
            change += [(f"-{path}", None), (after + path[len(before) :], file)]
        self.loose.append(tuple(change))

    _renameat = _renameat2 = _rename

    def _unlink(self, call: Call) -> None:
        path = self._path(texts(call.arguments)[0])
        if path is None:
            # Relative to an open folder, as `shutil.rmtree` does it.
            handle = call.arguments.split(",")[0]
            folder = self._open.get(int(handle)) if handle.isdigit() else None
            if folder is None:
                return
            path = f"{folder[0]}/{os.fsdecode(texts(call.arguments)[0])}"
        if path in self.names:
            del self.names[path]
            self.loose.append(((f"-{path}", None),))

    _unlinkat = _rmdir = _unlink

    def _mkdir(self, call: Call) -> None:
        path = self._path(texts(call.arguments)[0])
        if path is not None:
            self.names[path] = None
            self.loose.append(((path, None),))

    _mkdirat = _mkdir


def named(names: dict[str, File | None], change: tuple[tuple[str, File | None], ...]) -> None:
    """Apply a change of names; what goes away is marked with a minus."""
    for path, file in change:
        if path.startswith("-"):
            names.pop(path[1:], None)
        else:
            names[path] = file


# -- states ------------------------------------------------------------------------


def state_of(disk: Disk, chosen: random.Random) -> dict[str, bytes | None]:
    """A disk as a power cut may leave it: bytes by path, `None` for a folder."""
    how = chosen.choice(["nothing", "everything", "some", "some", "torn", "some names"])
    names = dict(disk.sure)
    for change in disk.loose:
        keep = {"nothing": False, "everything": True, "torn": True}.get(how)
        if chosen.random() < 0.5 if keep is None else keep:
            named(names, change)
    left: dict[str, bytes | None] = {}
    for path, file in names.items():
        if path and all(parent in names for parent in parents(path)):
            left[path] = None if file is None else surviving(file, how, chosen)
    return left


def parents(path: str) -> list[str]:
    """Every folder above."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def surviving(file: File, how: str, chosen: random.Random) -> bytes:
    """A file's bytes after the cut."""
    content = bytearray(file.sure)
    changes = list(file.loose)
    if how == "some" and chosen.random() < 0.5:
        chosen.shuffle(changes)
    for change in changes:
        if how in ("everything", "some names") or (how == "some" and chosen.random() < 0.5):
            written(content, change)
        elif how == "torn":
            for piece in torn(change):
                if chosen.random() < 0.5:
                    written(content, piece)
    return bytes(content)


def torn(change: tuple[int, bytes] | int) -> list[tuple[int, bytes] | int]:
    """A write as the sectors it is made of."""
    if isinstance(change, int):
        return [change]
    offset, piece = change
    cuts = [0, *range(SECTOR - offset % SECTOR, len(piece), SECTOR), len(piece)]
    return [(offset + a, piece[a:b]) for a, b in pairwise(cuts)]


def build(root: Path, left: dict[str, bytes | None]) -> None:
    """Write a state to a folder."""
    for path, content in sorted(left.items()):
        place = root / path
        if content is None:
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.write_bytes(content)


# -- the judge ---------------------------------------------------------------------


def allowed(told: list[str]) -> list[dict[str, int]]:
    """Versions by name that the library may hold: what was acknowledged, and what was tried."""
    sure: dict[str, int] = {}
    tried: list[dict[str, int]] = []
    for line in told:
        kind, name, version = line.split()
        after = {key: value for key, value in sure.items() if key != name}
        if int(version):
            after[name] = int(version)
        if kind == "ack":
            sure, tried = after, []
        else:
            tried = [after]
    return [sure, *tried]


def judge(root: Path, told: list[str]) -> dict[str, Any]:
    """What is wrong with a state."""
    migrated()
    wrong: list[str] = []
    library = SqliteLibrary.open(root / "library")
    found = {}
    for record in library.documents():
        version = int(library.text(record.document_id).split(" version ")[1].split()[0])
        found[record.document_id] = version
        expected = revision_of(record.document_id, content_of(record.document_id, version))
        if library.paragraphs(record.document_id) != expected.paragraphs:
            wrong.append(f"{record.document_id} is half there")
    if found not in allowed(told):
        wrong.append(f"{found} is none of {allowed(told)}")
    with library.writing():
        pass
    wrong += [f"{check.name}: {check.message}" for check in examine(library) if not check.holds]
    for name in {line.split()[1] for line in told if line.endswith(" 0")} - found.keys():
        left = traces(library, [f"canary{name}x"])
        wrong += [f"{name} was removed and is in {', '.join(left)}"] if left else []
    notices = [str(notice) for notice in library.notices]
    library.close()
    return {"wrong": wrong, "notices": notices}


def verdict(left: dict[str, bytes | None], told: list[str]) -> dict[str, Any]:
    """Build the state, open it in a fork, throw it away."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        root = Path(folder)
        build(root, left)
        child, pipe = in_fork(lambda say: say(json.dumps(judge(root, told))))
        (answer,) = lines_of(pipe)
        os.waitpid(child, 0)
    if answer.startswith("error"):
        return {"wrong": [answer], "notices": []}
    found: dict[str, Any] = json.loads(answer)
    return found


def main(given: argparse.Namespace) -> int:
    """Play the log to random calls and judge a state of each."""
    chosen, started = random.Random(given.seed), time.monotonic()
    seen, wrong, notices = 0, Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        calls = [call for call in recorded(Path(folder)) if call.name != "none"]
        points = sorted(chosen.choices(range(1, len(calls) + 1), k=given.states))
        disk, played = Disk(Path(folder), given.ignore), 0
        for point in points:
            for call in calls[played:point]:
                disk.play(call)
            played = point
            told = [line for line in disk.told if line]
            answer = verdict(state_of(disk, chosen), told)
            seen += 1
            wrong.update(line[:200] for line in answer["wrong"][:1])
            notices.update(notice[:60] for notice in answer["notices"])
    seconds = time.monotonic() - started
    print(f"{len(calls)} calls, {seen} states, {seconds:.0f} s; forced in vain: {given.ignore!r}")
    print(f"violations: {wrong.total()}; notices: {dict(notices)}")
    for what, count in wrong.most_common(12):
        print(f"  {count:4} {what}")
    return int(bool(wrong) != bool(given.ignore))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]))
        sys.exit(0)
    parser = argparse.ArgumentParser()
    parser.add_argument("states", type=int, nargs="?", default=1_000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--ignore", default="", metavar="PART")
    sys.exit(main(parser.parse_args()))
