"""What a program asked of the system, as strace writes it down."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that came to its end without an error."""

    name: str
    arguments: str
    result: int


def traced(log: Path, command: Sequence[str], *options: str) -> subprocess.CompletedProcess[str]:
    """Run a command and its children under strace, which writes their calls to `log`."""
    strace = ["strace", "-f", "-qq", "-o", str(log), *options, "--seccomp-bpf"]
    return subprocess.run(
        [*strace, *command],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def calls(log: Path) -> Iterator[Call]:
    """The calls of a log that was written with `-xx`, in order."""
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
