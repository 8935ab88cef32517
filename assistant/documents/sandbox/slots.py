"""Places for worker processes: filled when needed, emptied when a worker is used up."""

import signal
import threading
import time
from dataclasses import dataclass
from typing import Any

from assistant.documents.sandbox.child import Answer, Child, ChildLost
from assistant.errors import UnreadableFile

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


class Slot:
    """A place for one worker, and what is said of a file that its worker was lost with."""

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


def _lost(lost: ChildLost, wall: float) -> UnreadableFile:
    """Why a worker is gone, for a reader who knows nothing of workers."""
    if _out_of_time(lost):
        return UnreadableFile(f"Reading the file took longer than {wall:.0f} seconds", SPLIT)
    aborted = {-getattr(signal, name, 0) for name in ("SIGABRT", "SIGKILL", "SIGTRAP")}
    if lost.ended in aborted:
        return UnreadableFile("The file is too complex: its reader ran out of memory", SPLIT)
    return broke_off()


def _out_of_time(lost: ChildLost) -> bool:
    return lost.late or lost.ended == -getattr(signal, "SIGXCPU", 0)


def broke_off() -> UnreadableFile:
    """What to say of a file that a worker did not survive."""
    return UnreadableFile("The file is damaged in a way that made its reader crash", SAVE_SIMPLER)
