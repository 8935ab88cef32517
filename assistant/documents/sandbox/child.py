"""The parent's side of one worker process: start it, ask it, end it."""

import compileall
import json
import logging
import mimetypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from assistant.documents.framing import BadFrame, pack_json, read_frame, unpack_json, write_frame
from assistant.threads import accounted

_logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys, types
root, *sys.path = sys.argv[1:-1]
assistant = sys.modules["assistant"] = types.ModuleType("assistant")
assistant.__path__ = [root + "/assistant"]
from assistant.documents.sandbox.worker import main
main()
"""
"""The package is entered without running its `__init__`, which loads the whole program,
and the folders to import from are the parent's own, so that neither the way of
installing nor the environment matters."""
_SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/local/lib",
    "/usr/share",
    "/usr/local/share",
)
_FILES = (
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/etc/localtime",
    "/dev/null",
    "/dev/urandom",
    *mimetypes.knownfiles,  # openpyxl loads Python's table of them and fails if it may not
)
_LOG_BYTES = 64 * 1024
_HEAD_BYTES = 64 * 1024


class ChildLost(Exception):
    """The worker gave no usable answer; `late` if its time was up, `ended` by what, if known."""

    def __init__(self, ended: int | None, *, late: bool) -> None:
        """Keep the exit status (negative: a signal) and whether the parent ended it."""
        super().__init__(f"worker ended with {ended}" + (", too late" if late else ""))
        self.ended = ended
        self.late = late


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answered: its head and its payload."""

    head: dict[str, Any]
    payload: bytes

    @property
    def outcome(self) -> str:
        """One word: `read`, `refused`, `drawn`."""
        return str(self.head.get("outcome"))

    @property
    def peak(self) -> int:
        """The most memory the worker has held so far, in bytes."""
        peak = self.head.get("peak")
        return peak if isinstance(peak, int) else 0

    @property
    def why(self) -> tuple[str, str]:
        """Reason and remedy of a refusal."""
        match self.head.get("why"):
            case [str(reason), str(remedy)]:
                return reason, remedy
        return "The reader gave no reason", ""


class Child:
    """A worker process; one question at a time. `close` ends it."""

    def __init__(
        self,
        memory: int,
        scratch: str | None = None,
        program: str = PROGRAM,
        starts: Sequence[str] = (),
    ) -> None:
        """Start it with so many bytes of memory, and a folder to write to if it converts.

        `program` is the Python text it runs; `starts` are the programs it may start.
        """
        _compile_readers()
        paths = _import_paths()
        readable = [str(_ROOT / "assistant"), *paths, *_SYSTEM, *_FILES]
        starts = [*starts, *_loaders()] if starts else []
        orders = {"memory": memory, "readable": readable, "scratch": scratch, "starts": starts}
        self.asked = 0
        self._late = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", program, str(_ROOT), *paths, json.dumps(orders)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(scratch),
            cwd=scratch,
        )
        self._complaints = threading.Thread(
            target=accounted(self._drain), name="complaints", daemon=True
        )
        self._complaints.start()

    def ask(self, job: dict[str, Any], content: bytes | None, *, wall: float) -> Answer:
        """The answer to one job within `wall` seconds; raises `ChildLost`.

        Whenever no answer comes, also after Ctrl-C, the worker is gone.
        """
        self.asked += 1
        alarm = threading.Timer(wall, accounted(self._end_late))
        alarm.daemon = True
        alarm.start()
        answered = False
        try:
            answer = self._exchange(job, content)
            answered = True
        except (OSError, BadFrame) as error:
            raise ChildLost(self._ended(), late=self._late.is_set()) from error
        finally:
            alarm.cancel()
            alarm.join()
            if not answered:
                self.close()
        return answer

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return not self._late.is_set() and self._process.poll() is None

    def close(self) -> None:
        """End the process and everything it started; does nothing the second time."""
        self._end()
        self._process.wait()
        self._complaints.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _exchange(self, job: dict[str, Any], content: bytes | None) -> Answer:
        jobs, answers = self._stream(self._process.stdin), self._stream(self._process.stdout)
        write_frame(jobs, pack_json({**job, "carries": content is not None}))
        if content is not None:
            write_frame(jobs, content)
        head = unpack_json(read_frame(answers, _HEAD_BYTES))
        if not isinstance(head, dict):
            raise BadFrame("an answer without a head")
        return Answer(head, read_frame(answers))

    def _stream(self, stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None, "the worker is started with pipes"
        return stream

    def _ended(self) -> int | None:
        """How a worker that fell silent ended; `None` if it has not within a second."""
        try:
            return self._process.wait(1)
        except subprocess.TimeoutExpired:
            return None

    def _end_late(self) -> None:
        self._late.set()
        self._end()

    def _end(self) -> None:
        """Kill the process and its group, if it is still there."""
        if self._process.poll() is not None:
            return
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def _drain(self) -> None:
        """Keep the start of what the worker complains about for the log, never for the user."""
        kept = 0
        place = self._stream(self._process.stderr).fileno()
        while complaint := os.read(place, 4096):
            kept += len(complaint)
            if kept <= _LOG_BYTES:
                _logger.debug("worker: %s", complaint.decode("utf-8", "replace").rstrip())


@cache
def _compile_readers() -> None:
    """Write the readers' byte code where it is missing: workers may write nothing.

    Without it every worker would compile them anew, a quarter of its start.
    """
    for room in ("documents", "language"):
        compileall.compile_dir(_ROOT / "assistant" / room, quiet=2)


def _import_paths() -> list[str]:
    """The parent's absolute import folders, without the program's own."""
    own = {str(_ROOT), str(_ROOT / "assistant")}
    return [path for path in sys.path if Path(path).is_absolute() and path not in own]


def _loaders() -> list[str]:
    """What the kernel starts in order to start any other program."""
    return [str(path) for folder in ("/lib64", "/lib") for path in Path(folder).glob("ld-*")]


def _environment(scratch: str | None) -> dict[str, str]:
    """Nothing of the parent's environment but what starting a program takes."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    home = {"HOME": scratch, "TMPDIR": scratch} if scratch else {}
    return {**kept, **home, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1"}
