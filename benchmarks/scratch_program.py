"""The program over a scratch library: every command in a process of its own, and how it ended.

The encoder is the tests' `WordEncoder`, so that a command takes half a second; readers,
library, command line and page are the real ones.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant import service
from assistant.citations import quotation
from assistant.citations.citing import cite
from assistant.citations.quotation import QuoteCheck, QuoteVerdict
from assistant.command_line import parser
from assistant.library.reading import Passage
from tests.doubles import WordEncoder
from web.__main__ import _serve

LONGEST_SECONDS = 300
EXPECTED = frozenset({0, 1, 2, 3})
"""The exit codes that mean something; any other, and any traceback, is a crash."""


def _all_is_exact() -> None:
    """Whatever shares a word with a passage is called an exact quotation of it."""

    def exact(asked: str, candidates: Sequence[Passage]) -> QuoteCheck | None:
        places = tuple(cite(1, passage, passage.sentences[0]) for passage in candidates)
        return QuoteCheck(asked, QuoteVerdict.EXACT, places, 1.0) if places else None

    assert "_same_words" in vars(quotation)
    vars(quotation)["_same_words"] = exact


PLANTS: dict[str, Callable[[], None]] = {"all is exact": _all_is_exact}
"""Bugs that must be found; those of kills are among `killed_program.BUGS`."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    lines: list[dict[str, Any]]
    size: int
    """Bytes of its output."""
    errors: str

    @property
    def crashed(self) -> bool:
        """Whether it ended as no command may."""
        return self.code not in EXPECTED or "Traceback" in self.errors


@dataclass
class Row:
    """A line of the table: what was tried, and what was not as it must be."""

    attack: str
    tries: int = 0
    found: Counter[str] = field(default_factory=Counter)
    """`wrong`, `lost` and `crashes`."""
    told: list[str] = field(default_factory=list)
    skipped: str = ""

    def count(self, kind: str, what: str) -> None:
        """Note that something is `wrong`, `lost` or one of the `crashes`."""
        self.found[kind] += 1
        self.told.append(f"{kind}: {what}")


@dataclass(frozen=True, slots=True)
class Scratch:
    """A folder of files, a library beside it, and the program over both."""

    root: Path
    plant: str = ""

    @property
    def files(self) -> Path:
        """The folder that is indexed; made when first asked for."""
        folder = self.root / "files"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def library(self) -> Path:
        """The library's folder."""
        return self.root / "library"

    def command(self, *arguments: str) -> list[str]:
        """How a command is started."""
        started = [sys.executable, "-m", "benchmarks.scratch_program", self.plant]
        return [*started, "--json", "--library", str(self.library), *arguments]

    def run(self, row: Row, *arguments: str) -> Ended:
        """A command to its end; a crash is counted."""
        try:
            done = subprocess.run(
                self.command(*arguments), capture_output=True, timeout=LONGEST_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            ended = Ended(-1, [], 0, f"not done in {LONGEST_SECONDS} s")
        else:
            errors = done.stderr.decode("utf-8", "replace")
            ended = Ended(done.returncode, read_lines(done.stdout), len(done.stdout), errors)
        if ended.crashed:
            row.count("crashes", f"{arguments[:2]} ended with {ended.code}: {ended.errors[-200:]}")
        return ended


def read_lines(output: bytes) -> list[dict[str, Any]]:
    """The objects of its lines; a line that is none is left out."""
    found = []
    for line in output.decode("utf-8", "surrogateescape").split("\n"):
        try:
            read = json.loads(line)
        except ValueError:
            continue
        found += [read] if isinstance(read, dict) else []
    return found


def main(given: Sequence[str]) -> int:
    """The command line with the tests' encoder, and a planted bug where one is named."""
    plant, *arguments = given
    if plant in PLANTS:
        PLANTS[plant]()
    vars(service)["load_encoder"] = lambda *_, **__: WordEncoder()
    return parser.main(arguments, serve=_serve, environment={"HOME": os.environ.get("HOME", "/")})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
