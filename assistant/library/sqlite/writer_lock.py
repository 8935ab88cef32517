"""The right to write to a library: one process at a time, freed by the kernel when it dies."""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import LibraryLocked
from assistant.library.sqlite.database import facts


class WriterLock:
    """Held by a process while any of its threads is within `held`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = FileLock(root / "writer.lock", timeout=0, mode=0o600, thread_local=False)
        self._turn = threading.RLock()
        self._holders = 0

    @contextmanager
    def held(
        self, taken: Callable[[], None] | None = None, leaving: Callable[[], None] | None = None
    ) -> Iterator[None]:
        """Hold the lock; raises `LibraryLocked` at once when another process does.

        `taken` is called by the first holder of this process, `leaving` by the last
        one, both while the lock is held and while no other thread can come or go.
        """
        with self._turn:
            if self._holders == 0:
                self._take()
                try:
                    if taken is not None:
                        taken()
                except BaseException:
                    self._lock.release()
                    raise
            self._holders += 1
        try:
            yield
        finally:
            with self._turn:
                try:
                    if self._holders == 1 and leaving is not None:
                        leaving()
                finally:
                    self._holders -= 1
                    if self._holders == 0:
                        self._lock.release()

    def try_alone(self) -> bool:
        """Whether no other process holds the lock at this moment."""
        try:
            with self.held():
                return True
        except LibraryLocked:
            return False

    def _take(self) -> None:
        with facts(self._root):
            try:
                self._lock.acquire()
            except Timeout as error:
                raise LibraryLocked(
                    f"The library in {self._root} is being written to by {self._holder()}. "
                    "Wait until it has finished, or end it."
                ) from error
        told = {"pid": os.getpid(), "host": socket.gethostname()}
        try:
            place = self._root / "writer.json"
            place.touch(mode=0o600)
            place.write_text(json.dumps(told), "utf-8")
        except OSError:
            # A full disk: the lock holds all the same, only its holder goes unnamed.
            return

    def _holder(self) -> str:
        try:
            told = json.loads((self._root / "writer.json").read_text("utf-8"))
            return f"process {told['pid']} on {told['host']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"
