"""Indexing in the background: started, watched and stopped from the page."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import AssistantError, LibraryLocked
from assistant.indexing.reindexing import FileOutcome, Progress, Summary
from embeddings.errors import EmbeddingsError

LATEST = 200
"""Outcomes kept for the page."""

AGAIN_SECONDS = 1.0
"""Between two looks whether another process still writes to the library."""


@dataclass(frozen=True, slots=True)
class IndexingStatus:
    """How far the work is; `running` is false before the first and after the last."""

    running: bool = False
    progress: Progress | None = None
    outcomes: tuple[FileOutcome, ...] = ()
    """The latest, newest last."""
    summary: Summary | None = None
    stopped: bool = False
    """It was ended by the reader before its time; the same paths go on where it was."""
    error: str = ""
    """Why the work ended before its time; written for the reader."""


class Indexing:
    """At most one run at a time; a second start while one runs waits in line.

    The thread ends by itself when nothing is left to do.
    """

    def __init__(self, index: Callable[..., Summary]) -> None:
        """`index` is called as `Assistant.index` is."""
        self._index = index
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._waiting: list[tuple[tuple[Path, ...], bool, bool]] = []
        self._status = IndexingStatus()

    @property
    def status(self) -> IndexingStatus:
        """A consistent picture of now."""
        with self._lock:
            return self._status

    @property
    def is_waiting(self) -> bool:
        """Another run begins as soon as this one ends."""
        with self._lock:
            return bool(self._waiting)

    def start(
        self, paths: Sequence[Path], *, remove_missing: bool = False, rebuild: bool = False
    ) -> None:
        """Index these paths in the background, after what is already under way."""
        with self._lock:
            self._waiting.append((tuple(paths), remove_missing, rebuild))
            if self._thread is not None:
                return
            self._stop.clear()
            self._status = IndexingStatus(running=True)
            self._thread = threading.Thread(target=self._work, name="indexing", daemon=True)
            self._thread.start()

    def stop(self, *, wait: bool = False) -> None:
        """End after the document at hand; what was committed stays."""
        with self._lock:
            self._waiting.clear()
            self._stop.set()
            thread = self._thread
            if thread is not None:
                self._status = replace(self._status, stopped=True)
        if wait and thread is not None:
            thread.join()

    def wait(self) -> None:
        """Until nothing is left to do."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    self._status = replace(self._status, running=False)
                    return
                paths, remove_missing, rebuild = self._waiting.pop(0)
            self._run(paths, remove_missing=remove_missing, rebuild=rebuild)

    def _run(self, paths: tuple[Path, ...], *, remove_missing: bool, rebuild: bool) -> None:
        """Index these paths, as soon as no other process is in the way."""
        while not self._tried(paths, remove_missing=remove_missing, rebuild=rebuild):
            if self._stop.wait(AGAIN_SECONDS):
                return

    def _tried(self, paths: tuple[Path, ...], *, remove_missing: bool, rebuild: bool) -> bool:
        """False where another process is writing to the library."""
        try:
            summary = self._index(
                paths,
                remove_missing=remove_missing,
                rebuild=rebuild,
                report=self._report,
                progress=self._show,
                stop=self._stop,
            )
        except (AssistantError, EmbeddingsError, OSError) as error:
            with self._lock:
                self._status = replace(self._status, error=str(error))
            return not isinstance(error, LibraryLocked)
        with self._lock:
            self._status = replace(self._status, summary=summary, error="")
        return True

    def _report(self, outcome: FileOutcome) -> None:
        with self._lock:
            outcomes = (*self._status.outcomes, outcome)[-LATEST:]
            self._status = replace(self._status, outcomes=outcomes)

    def _show(self, progress: Progress) -> None:
        with self._lock:
            self._status = replace(self._status, progress=progress)
