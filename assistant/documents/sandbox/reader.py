"""Files read and pages drawn in worker processes that cannot hurt the program.

The parent opens the file, counts and hashes its bytes and hands them over a
pipe; it never parses them and imports no parser. The worker hands back one
frame of checked JSON. Whatever goes wrong there, from a wrong password to a
crash, comes out here as `UnreadableFile`.
"""

import hashlib
import shutil
import signal
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.documents.document import Revision
from assistant.documents.framing import BadFrame, unpack_json
from assistant.documents.office.legacy_office import CONVERSIONS, find_converter, not_installed
from assistant.documents.packing import unpack_revision
from assistant.documents.sandbox.child import PROGRAM, Answer, Child, ChildLost
from assistant.documents.sandbox.opening import FileState, file_state, read_bytes
from assistant.errors import UnknownPage, UnreadableFile

MEBIBYTE = 2**20
SAVE_SIMPLER = "Open it in its own program and save it again, or print it to a new PDF"
SPLIT = "Split it into smaller files, or print it to a new PDF"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use; a file that needs more is refused."""

    memory: int = 1024 * MEBIBYTE
    """Bytes of address space, shared with the program that a worker starts."""
    seconds: float = 60.0
    """Time for a file, by the clock and of the processor alike …"""
    seconds_per_mebibyte: float = 15.0
    """… and for every MiB of a PDF beyond the second, up to ten times `seconds`."""
    recognition: float = 180.0
    """Seconds more for a file with scanned pages, where Tesseract is installed."""
    file_bytes: int = 200 * MEBIBYTE
    """Size of the largest file that is opened."""
    files: int = 64
    """A worker is replaced after so many files …"""
    resident: int = 512 * MEBIBYTE
    """… or when it has ever held so many bytes."""

    def wall(self, content: bytes) -> float:
        """Seconds these bytes may take; pages take longer than text of the same size."""
        if b"%PDF-" not in content[:1024]:
            return self.seconds
        beyond = max(0.0, len(content) / MEBIBYTE - 2)
        return min(10 * self.seconds, self.seconds + beyond * self.seconds_per_mebibyte)


class Reader:
    """Reads files, one at a time; several may work side by side. Use it in a `with`."""

    def __init__(self, limits: Limits | None = None, program: str = PROGRAM) -> None:
        """Start no process yet: the first file does. `program` is what a worker runs."""
        self._limits = limits or Limits()
        self._reading = _Slot(self._limits, program)
        self._drawing = _Slot(self._limits, program)
        recogniser = shutil.which("tesseract")
        # Tesseract inherits its worker's limit: half for each.
        halved = replace(self._limits, memory=self._limits.memory // 2)
        self._recognising = _Slot(halved, program, starts=(recogniser,)) if recogniser else None
        self._shown: tuple[Path, FileState] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        self._reading.close()
        self._drawing.close()
        if self._recognising is not None:
            self._recognising.close()

    def read(self, path: Path, *, document_id: str, name: str | None = None) -> Revision:
        """The revision in this file; `name` if it is not the path's; raises `UnreadableFile`."""
        content = read_bytes(path, self._limits.file_bytes)
        return self.read_bytes(content, document_id=document_id, name=name or path.name)

    def read_bytes(self, content: bytes, *, document_id: str, name: str) -> Revision:
        """The revision in these bytes; raises `UnreadableFile`."""
        sha256 = hashlib.sha256(content).hexdigest()
        job = {"task": "read", "name": name, "document_id": document_id, "sha256": sha256}
        wall = self._limits.wall(content)
        asks = "no" if self._recognising is None else "ask"
        answer = self._reading.ask({**job, "recognise": asks}, content, wall)
        if answer.outcome == "scanned" and self._recognising is not None:
            longer = wall + self._limits.recognition
            answer = self._recognising.ask({**job, "recognise": "do"}, content, longer)
        if answer.outcome == "legacy":
            return self._read_legacy(answer, content, document_id, name, sha256)
        return _revision(answer, document_id, sha256)

    def render(self, path: Path, number: int, width: int) -> bytes:
        """A picture of page `number`, `width` pixels wide; quick for pages of the last file.

        Raises `UnreadableFile`, and `UnknownPage` for a page that is not there.
        """
        job = {"task": "draw", "number": number, "width": width}
        with self._drawing.lock:
            state = file_state(path)
            held = self._drawing.alive and self._shown == (path, state)
            content = None if held else read_bytes(path, self._limits.file_bytes)
            self._shown = None
            answer = self._drawing.ask(job, content, self._limits.seconds)
            if self._drawing.alive:
                self._shown = (path, state)
        if answer.outcome == "no page":
            raise UnknownPage(answer.why[0])
        return _payload(answer, "drawn")

    def wake(self) -> None:
        """Start the worker that draws, so that the first page need not wait for it."""
        with self._drawing.lock:
            if not self._drawing.alive:
                self._drawing.ask({"task": "wake"}, None, self._limits.seconds)

    def walls(self) -> tuple[str, ...]:
        """Which walls stand around a worker here: of `limits`, `landlock`, `seccomp`."""
        answer = self._reading.ask({"task": "walls"}, None, self._limits.seconds)
        return tuple(str(wall) for wall in answer.head.get("walls", ()))

    def _read_legacy(
        self, answer: Answer, content: bytes, document_id: str, name: str, sha256: str
    ) -> Revision:
        """Convert in a worker of its own, then read what came out; the hash stays the file's."""
        found = str(answer.head.get("format"))
        if found not in CONVERSIONS:
            raise _broke_off()
        if find_converter() is None:
            raise not_installed(found)
        modern = self._convert(content, found)
        renamed = f"{name}.{CONVERSIONS[found]}"
        revision = self.read_bytes(modern, document_id=document_id, name=renamed)
        return replace(revision, sha256=sha256, format=found)

    def _convert(self, content: bytes, found: str) -> bytes:
        with tempfile.TemporaryDirectory(prefix="pincite-") as scratch:
            # LibreOffice inherits the limit; what is kept back is more than its worker needs.
            shared = replace(self._limits, memory=self._limits.memory * 3 // 4)
            slot = _Slot(shared, PROGRAM, scratch)
            try:
                job = {"task": "convert", "format": found}
                answer = slot.ask(job, content, self._limits.wall(content))
            finally:
                slot.close()
        return _payload(answer, "converted")


class _Slot:
    """A place for one worker: filled when needed, emptied when the worker is used up."""

    def __init__(
        self,
        limits: Limits,
        program: str,
        scratch: str | None = None,
        starts: tuple[str, ...] = (),
    ) -> None:
        self._starts = starts
        self.lock = threading.RLock()
        self._limits = limits
        self._program = program
        self._scratch = scratch
        self._child: Child | None = None

    @property
    def alive(self) -> bool:
        """Whether a worker is kept here, with the last file it was given."""
        return self._child is not None and self._child.alive

    def ask(self, job: dict[str, Any], content: bytes | None, wall: float) -> Answer:
        """The worker's answer; raises `UnreadableFile` if there is none.

        What a used worker could not do a fresh one tries again in the time that is
        left, so that no file suffers from those before it.
        """
        with self.lock:
            ends = time.monotonic() + wall
            while True:
                child = self._take()
                fresh = child.asked == 0 or content is None
                left = max(ends - time.monotonic(), 0.1)
                try:
                    answer = child.ask({**job, "seconds": left}, content, wall=left)
                except ChildLost as lost:
                    if fresh or _out_of_time(lost):
                        raise _lost(lost, wall) from lost
                    continue
                self._keep(child, answer)
                if fresh or answer.outcome != "spent":
                    return answer

    def close(self) -> None:
        """End the worker, if there is one."""
        with self.lock:
            if self._child is not None:
                self._child.close()
            self._child = None

    def _take(self) -> Child:
        """The worker that is kept here, or a fresh one; the slot is empty afterwards."""
        if not self.alive:
            self.close()
        child, self._child = self._child, None
        return child or Child(self._limits.memory, self._scratch, self._program, self._starts)

    def _keep(self, child: Child, answer: Answer) -> None:
        used_up = child.asked >= self._limits.files or answer.peak > self._limits.resident
        if used_up or answer.outcome == "spent" or not child.alive:
            child.close()
        else:
            self._child = child


def _revision(answer: Answer, document_id: str, sha256: str) -> Revision:
    payload = _payload(answer, "read")
    try:
        return unpack_revision(unpack_json(payload), document_id=document_id, sha256=sha256)
    except BadFrame as error:
        raise _broke_off() from error


def _payload(answer: Answer, expected: str) -> bytes:
    if answer.outcome in {"refused", "spent"}:
        reason, remedy = answer.why
        raise UnreadableFile(_sentence(reason), _sentence(remedy))
    if answer.outcome != expected:
        raise _broke_off()
    return answer.payload


def _sentence(words: str) -> str:
    """Readers write their reasons in different hands: a capital first, no full stop last."""
    return words[:1].upper() + words[1:].rstrip(". ")


def _lost(lost: ChildLost, wall: float) -> UnreadableFile:
    """Why a worker is gone, for a reader who knows nothing of workers."""
    if _out_of_time(lost):
        return UnreadableFile(f"Reading the file took longer than {wall:.0f} seconds", SPLIT)
    aborted = {-getattr(signal, name, 0) for name in ("SIGABRT", "SIGKILL", "SIGTRAP")}
    if lost.ended in aborted:
        return UnreadableFile("The file is too complex: its reader ran out of memory", SPLIT)
    return _broke_off()


def _out_of_time(lost: ChildLost) -> bool:
    return lost.late or lost.ended == -getattr(signal, "SIGXCPU", 0)


def _broke_off() -> UnreadableFile:
    return UnreadableFile("The file is damaged in a way that made its reader crash", SAVE_SIMPLER)
