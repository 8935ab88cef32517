"""Makes the n-th call on a library's files fail, one run for each, and judges what is left.

    PYTHONPATH=. python benchmarks/failing_calls.py [RUNS] [SEED]

Needs `strace`. `pincite --json index --remove-missing` (the tests' encoder and reader in
place of the real ones) brings a library of three documents up to date with two
changed, two new and one removed file. A first run finds out which calls touch the
library's folder; each further one lets one of them fail with EIO, ENOSPC or EMFILE.
The program must end by itself with a known exit code and without a traceback, what it
acknowledged must be there, and the next run must bring everything up to date.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from assistant import service
from assistant.command_line import parser as cli
from assistant.library.sqlite.library import SqliteLibrary
from benchmarks.system_calls import traced
from tests.doubles import LineReader, WordEncoder
from tests.faults.forks import answer_of
from tests.faults.verdicts import State, content_of, failed_checks, held

ERRORS = {
    "openat": ("EIO", "EMFILE", "ENOSPC"),
    "pwrite64": ("EIO", "ENOSPC"),
    "write": ("EIO", "ENOSPC"),
    "fsync": ("EIO",),
    "fdatasync": ("EIO",),
    "rename": ("EIO", "ENOSPC"),
    "unlink": ("EIO",),
    "ftruncate": ("EIO",),
    "mkdir": ("ENOSPC",),
    "pread64": ("EIO",),
}
CODES = (0, 1, 3)


class Reader(LineReader):
    """Has an end, as the real one."""

    def close(self) -> None:
        """Nothing is open."""


def program(root: Path) -> int:
    """The command line with the tests' reader and encoder."""
    vars(service)["load_encoder"] = lambda *_, **__: WordEncoder()
    vars(service)["Reader"] = Reader
    command = ["--json", "--library", str(root / "library"), "index", "--remove-missing"]
    return cli.main([*command, str(root / "files")], environment={})


def write(root: Path, versions: dict[str, int]) -> None:
    """Files of these versions and no others."""
    shutil.rmtree(root / "files", ignore_errors=True)
    (root / "files").mkdir()
    for name, version in versions.items():
        (root / "files" / f"{name}.txt").write_bytes(content_of(name, version))


def run(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The program under strace."""
    command = [sys.executable, "-B", __file__, "--work", str(root)]
    return traced(root / "log", command, "-y", *options)


def places(root: Path) -> list[tuple[str, int]]:
    """Calls by name and ordinal within their thread that touch the library's folder."""
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for line in (root / "log").read_text("utf-8", "replace").splitlines():
        if called := re.match(r"(\d+) +(\w+)\(", line):
            pid, name = called.groups()
            counts[pid, name] += 1
            if f"{root}/library" in line:
                found.append((name, counts[pid, name]))
    return sorted(set(found))


def judge(
    root: Path, told: list[dict[str, Any]], before: State, now: State
) -> dict[str, list[str]]:
    """What is wrong with the library after a failed call."""
    library = SqliteLibrary.open(root / "library")
    found, wrong = held(library)
    for name, version in found.items():
        if version not in (before.get(name), now.get(name)):
            wrong.append(f"{name} has version {version}")
    for line in told:
        name = Path(line["path"]).stem
        wanted = None if line["state"] == "removed" else now.get(name)
        if line["state"] != "failed" and found.get(name) != wanted:
            wrong.append(f"{name} was said to be {line['state']}")
    wrong += failed_checks(library)
    library.close()
    return {"wrong": wrong}


def main(runs: int = 150, seed: int = 1) -> int:
    """One failing call a run."""
    chosen, started = random.Random(seed), time.monotonic()
    before = {"n0": 1, "n1": 1, "n2": 1}
    now = {"n0": 2, "n1": 8, "n3": 1, "n4": 5}
    hit, wrong, codes = 0, Counter[str](), Counter[int]()
    with tempfile.TemporaryDirectory() as folder:
        base, root = Path(folder) / "base", Path(folder) / "root"
        root.mkdir()
        write(root, before)
        command = [sys.executable, __file__, "--work", str(root)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(root, base)

        def fresh() -> None:
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(base, root)
            write(root, now)

        fresh()
        run(root, f"--trace={','.join(ERRORS)}")
        cases = [(n, k, error) for n, k in places(root) for error in ERRORS[n]]
        for name, ordinal, error in chosen.sample(cases, min(runs, len(cases))):
            fresh()
            ended = run(root, f"--trace={name}", f"--inject={name}:error={error}:when={ordinal}")
            log = (root / "log").read_text("utf-8", "replace").splitlines()
            injected = [line for line in log if "INJECTED" in line]
            # The n-th call of each thread fails; where that is what is printed, nothing is told.
            if not any(f"{root}/library" in line for line in injected) or any(
                "<pipe:" in line for line in injected
            ):
                continue
            hit += 1
            codes[ended.returncode] += 1
            told = [json.loads(line) for line in ended.stdout.splitlines()]
            told = [line for line in told if "path" in line]
            what = answer_of(partial(judge, root, told, before, now))["wrong"]
            if ended.returncode not in CODES or "Traceback" in ended.stderr:
                last = (ended.stderr.strip().splitlines() or ["nothing said"])[-1]
                what.append(f"ended with {ended.returncode}: {last}")
            again = subprocess.run(command, capture_output=True, check=False)
            if again.returncode != 0 or answer_of(partial(judge, root, [], now, now))["wrong"]:
                what.append("the next run did not bring it up to date")
            wrong.update(f"{name} {error}: {line}"[:230] for line in what)
    seconds = time.monotonic() - started
    print(f"{len(cases)} cases, {hit} calls failed, {seconds:.0f} s; exit codes {dict(codes)}")
    print(f"violations: {wrong.total()}")
    for line, count in wrong.most_common(25):
        print(f"  {count:3} {line}")
    return int(bool(wrong))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        sys.exit(program(Path(sys.argv[2])))
    sys.exit(main(*map(int, sys.argv[1:])))
