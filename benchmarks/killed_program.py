"""The program as a user starts it or as a fork of this process, killed at a random moment."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import IO, Any

from assistant import service
from assistant.command_line import parser as cli
from assistant.library.sqlite.library import SqliteLibrary
from benchmarks.changing_files import FILES
from tests.doubles import WordEncoder
from tests.faults.plants import PLANTS

NEAR_SECONDS, LONGEST_SECONDS = 0.08, 1.5


def acknowledge_early() -> None:
    """A document is committed only when the next one is, but told of at once."""
    whole = SqliteLibrary.put
    held: list[tuple[Any, ...]] = []

    def late(self: SqliteLibrary, revision: Any, *rest: Any) -> Any:  # noqa: ANN401
        if held:
            whole(*held.pop())
        source, content, vectors = rest
        copy = content.with_name("held")
        shutil.copy(content, copy)
        held.append((self, revision, source, copy, vectors))

    SqliteLibrary.put = late  # type: ignore[assignment]


def nothing_looked_up() -> None:
    """A file that is known gets a new document each time it changes."""
    whole = SqliteLibrary.put

    def doubling(self: SqliteLibrary, revision: Any, *rest: Any) -> Any:  # noqa: ANN401
        fresh = self.new_document_id()
        paragraphs = [
            replace(p, document_id=fresh, paragraph_id=f"{fresh}{p.ordinal}")
            for p in revision.paragraphs
        ]
        source, content, _ = rest
        vectors = WordEncoder().encode_passages([p.text for p in paragraphs])
        named = {p.paragraph_id: v for p, v in zip(paragraphs, vectors, strict=True)}
        made = replace(revision, document_id=fresh, paragraphs=tuple(paragraphs))
        return whole(self, made, source, content, named)

    SqliteLibrary.put = doubling  # type: ignore[assignment]


BUGS: dict[str, Callable[[], None]] = {
    name: plant for name, plant in PLANTS.items() if name != "acknowledged early"
} | {"acknowledged early": acknowledge_early, "no identity": nothing_looked_up}


def program(say_to: int, arguments: list[str], plant: str) -> None:
    """The command line in this process, its output into a pipe."""
    os.dup2(say_to, 1)
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - a pipe, until the end
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if plant:
        BUGS[plant]()
    vars(service)["load_encoder"] = lambda *_, **__: WordEncoder()
    os._exit(cli.main(arguments, environment={}))


def started(arguments: list[str], plant: str, *, real: bool) -> tuple[int, int]:
    """Process id, and the pipe that its lines come through."""
    if real:
        command = [sys.executable, "-m", "web", *arguments]
        begun = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert begun.stdout is not None
        pipe = os.dup(begun.stdout.fileno())
        begun.stdout.close()
        begun.returncode = 0  # waited for below
        return begun.pid, pipe
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            program(writing, arguments, plant)
        finally:
            os._exit(70)
    os.close(writing)
    return child, reading


class Lines(threading.Thread):
    """Reads a pipe to its end; `count` tells how many lines came so far."""

    def __init__(self, pipe: int) -> None:
        super().__init__(daemon=True)
        self._pipe: IO[bytes] = os.fdopen(pipe, "rb")
        self.whole: list[dict[str, Any]] = []
        self.came = threading.Condition()

    def run(self) -> None:
        with self._pipe:
            for line in self._pipe:
                if line.endswith(b"\n"):
                    with self.came:
                        self.whole.append(json.loads(line))
                        self.came.notify()


def killed(child: int, lines: Lines, chosen: random.Random, longest: float) -> bool:
    """Kill it at a random moment; false when it had come to its end before."""
    deadline = time.monotonic() + longest
    if chosen.random() < 0.5:
        wanted = chosen.randrange(1, FILES)
        with lines.came:
            lines.came.wait_for(lambda: len(lines.whole) >= wanted, timeout=longest)
        time.sleep(chosen.uniform(0, NEAR_SECONDS))
    else:
        time.sleep(chosen.uniform(0, max(0.0, deadline - time.monotonic())))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
