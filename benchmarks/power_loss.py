"""What a power cut can leave of a library, state by state, and whether it opens whole.

    PYTHONPATH=. python benchmarks/power_loss.py [STATES] [SEED] [--ignore PART]

Needs `strace`. A small workload (new library, puts, a replacement, snapshots, a
removal, a reopening with a migration) runs under it; the log of its file system
calls is then played up to a random call onto a model of a disk on which only what
was forced is sure. Of the rest each state keeps nothing, everything, a random part
in any order, or a part torn at a sector of 512 bytes; the names in a folder that
was not forced are as uncertain as the bytes.

Each state is opened in a fork and held against what was acknowledged by then.
`--ignore PART` is the null control: forcing files whose path contains PART does
nothing, as if the call had been forgotten; the violations that follow must be found.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.library.sqlite import opening, schema
from assistant.library.sqlite.library import SqliteLibrary
from benchmarks.system_calls import Call, calls, traced
from benchmarks.uncertain_disk import Disk, build, state_of
from tests.doubles import WordEncoder
from tests.faults.forks import answer_of
from tests.faults.verdicts import allowed, judge, put

CALLS = (
    "openat,creat,close,dup,dup2,dup3,fcntl,write,pwrite64,writev,ftruncate,fallocate,fsync,"
    "fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,lseek,sendfile,"
    "copy_file_range,link,linkat"
)
MIGRATION = "ALTER TABLE meta ADD COLUMN note TEXT;"


def work(root: Path) -> None:
    """Runs under strace; a line in the file `told` says what was tried and what was done."""
    encoder = WordEncoder()
    told = os.open(root / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def replaced(library: SqliteLibrary, name: str, version: int) -> None:
        os.write(told, f"try put {name} {version}\n".encode())
        put(library, encoder, root, name, version)
        os.write(told, f"ack put {name} {version}\n".encode())

    def removed(library: SqliteLibrary, name: str) -> None:
        os.write(told, f"try remove {name} 0\n".encode())
        library.remove(name)
        os.write(told, f"ack remove {name} 0\n".encode())

    library = SqliteLibrary.open(root / "library")
    library.expect(str(encoder.fingerprint), encoder.fingerprint.dimension)
    with library.writing():
        for number in range(4):
            replaced(library, f"n{number}", 1)
        replaced(library, "n1", 8)
        library.matching("iron rain", 3)
        library.nearest(encoder.encode_question("iron")[0], 3)
    library.mirrors.lexical.save()
    library.mirrors.dense.save()
    with library.writing():
        removed(library, "n2")
        replaced(library, "n3", 5)
    library.close()
    migrated()
    library = SqliteLibrary.open(root / "library")
    replaced(library, "n4", 3)
    library.purge()
    replaced(library, "n0", 2)
    library.close()


def migrated() -> None:
    """From now on the tables have a version more."""
    step = schema.VERSION
    schema.STEPS[step] = MIGRATION
    for module in (schema, opening):
        vars(module)["VERSION"] = step + 1


def recorded(root: Path) -> list[Call]:
    """Run the workload under strace; its calls in order."""
    command = [sys.executable, "-B", __file__, "--work", str(root)]
    log = root / "log"
    traced(log, command, "-xx", "-s", "20000000", f"--trace={CALLS}").check_returncode()
    return list(calls(log))


def verdict(left: dict[str, bytes | None], told: list[str]) -> dict[str, Any]:
    """Build the state, open it in a fork, throw it away."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        root = Path(folder)
        build(root, left)

        def judged() -> dict[str, Any]:
            migrated()
            # What was only tried may have left words in the log.
            removed = {line.split()[2] for line in told if " remove " in line}
            return judge(root, allowed(told, {}), removed)

        return answer_of(judged)


def main(given: argparse.Namespace) -> int:
    """Play the log to random calls and judge a state of each."""
    chosen, started = random.Random(given.seed), time.monotonic()
    seen, wrong, notices = 0, Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        log = recorded(Path(folder))
        points = sorted(chosen.choices(range(1, len(log) + 1), k=given.states))
        disk, played = Disk(Path(folder), given.ignore), 0
        for point in points:
            for call in log[played:point]:
                disk.play(call)
            played = point
            told = [line for line in disk.told if line]
            answer = verdict(state_of(disk, chosen), told)
            seen += 1
            wrong.update(line[:200] for line in answer["wrong"][:1])
            notices.update(notice[:60] for notice in answer.get("notices", ()))
    seconds = time.monotonic() - started
    print(f"{len(log)} calls, {seen} states, {seconds:.0f} s; forced in vain: {given.ignore!r}")
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
