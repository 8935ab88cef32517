"""Folders that are watched while the program runs, and indexed again when something changes."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from assistant.errors import AssistantError
from assistant.indexing.background import Indexing

Watch: TypeAlias = Callable[
    [Sequence[Path], Callable[[tuple[Path, ...]], None], threading.Event], None
]
"""As `assistant.indexing.watching.watch`."""

NOTHING = "None of the folders is there to be watched. Index one with: pincite index FOLDER"


class Lookout:
    """Off until it is started; ends with the program.

    What is gone from a watched folder is taken out of the library too.
    """

    def __init__(
        self, watch: Watch, indexing: Indexing, roots: Callable[[], tuple[Path, ...]]
    ) -> None:
        self._watch = watch
        self._indexing = indexing
        self._roots = roots
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._error = ""

    @property
    def is_on(self) -> bool:
        """Folders are being watched."""
        with self._lock:
            return self._thread is not None and self._thread.is_alive()

    @property
    def error(self) -> str:
        """Why watching ended by itself, or could not begin; written for the reader."""
        with self._lock:
            return self._error

    def start(self) -> None:
        """Watch the folders that were indexed, after looking at what changed until now."""
        roots = tuple(root for root in self._roots() if root.exists())
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self._error = "" if roots else NOTHING
            if not roots:
                return
            # Its own event for every run: the thread before may not have ended yet.
            self._stop = threading.Event()
            self._thread = threading.Thread(
                target=self._work, args=(roots, self._stop), name="lookout", daemon=True
            )
            self._thread.start()
        self._indexing.start(roots)

    def stop(self, *, wait: bool = False) -> None:
        """Watch no more."""
        with self._lock:
            self._stop.set()
            thread, self._thread = self._thread, None
        if wait and thread is not None:
            thread.join()

    def _work(self, roots: tuple[Path, ...], stop: threading.Event) -> None:
        try:
            self._watch(roots, self._changed, stop)
        except (AssistantError, OSError) as error:
            with self._lock:
                self._error = f"The folders are not watched any more: {error}"

    def _changed(self, paths: tuple[Path, ...]) -> None:
        self._indexing.start(paths, remove_missing=True)
