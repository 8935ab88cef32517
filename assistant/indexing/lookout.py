"""Folders that are watched while the program runs, and indexed again when something changes."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

from assistant.errors import AssistantError
from assistant.indexing.background import Indexing
from assistant.threads import accounted

Watch: TypeAlias = Callable[
    [Sequence[Path], Callable[[tuple[Path, ...]], None], threading.Event], None
]
"""As `assistant.indexing.watching.watch`."""

NOTHING = "None of the folders is there to be watched. Index one with: pincite index FOLDER"

OVER = "The folders are not watched any more: {}"

BY_ITSELF = "watching ended by itself. Switch it on again"
UNFORESEEN = "something unforeseen happened. Switch it on again; the log says where"


@dataclass(frozen=True, slots=True, eq=False)
class _Watching:
    """What is watched from one start to its stop."""

    roots: tuple[Path, ...]
    stop: threading.Event = field(default_factory=threading.Event)


class Lookout:
    """Off until it is started; ends with the program.

    What is gone from a watched folder is taken out of the library too. The last word
    holds: what was stopped is heard no more, also where it has not ended yet.
    """

    def __init__(
        self, watch: Watch, indexing: Indexing, roots: Callable[[], tuple[Path, ...]]
    ) -> None:
        self._watch = watch
        self._indexing = indexing
        self._roots = roots
        self._lock = threading.Lock()
        self._now: _Watching | None = None
        self._thread: threading.Thread | None = None
        """The last one that was started."""
        self._closed = False
        self._error = ""

    @property
    def is_on(self) -> bool:
        """Folders are being watched."""
        with self._lock:
            return self._now is not None

    @property
    def error(self) -> str:
        """Why watching ended by itself, or could not begin; written for the reader."""
        with self._lock:
            return self._error

    def start(self) -> None:
        """Watch the folders that were indexed, after looking at what changed until now."""
        roots = tuple(root for root in self._roots() if root.exists())
        with self._lock:
            if self._closed or self._now is not None:
                return
            self._error = "" if roots else NOTHING
            if not roots:
                return
            watching = _Watching(roots)
            work = accounted(partial(self._work, watching), partial(self._ended, watching))
            self._thread = threading.Thread(target=work, name="lookout", daemon=True)
            self._thread.start()
            self._now = watching
            self._indexing.start(roots)

    def stop(self, *, wait: bool = False) -> None:
        """Watch no more."""
        with self._lock:
            if self._now is not None:
                self._now.stop.set()
                self._now = None
            thread = self._thread
        if wait and thread is not None:
            thread.join()

    def close(self) -> None:
        """Stop for good: whatever is started from now on does not begin."""
        with self._lock:
            self._closed = True
        self.stop(wait=True)

    # -- in the thread -------------------------------------------------------

    def _work(self, watching: _Watching) -> None:
        try:
            self._watch(watching.roots, partial(self._changed, watching), watching.stop)
        except (AssistantError, OSError) as error:
            self._over(watching, str(error))

    def _ended(self, watching: _Watching, error: BaseException | None) -> None:
        self._over(watching, BY_ITSELF if error is None else UNFORESEEN)

    def _changed(self, watching: _Watching, paths: tuple[Path, ...]) -> None:
        with self._lock:
            if self._now is watching:
                self._indexing.start(paths, remove_missing=True)

    def _over(self, watching: _Watching, why: str) -> None:
        """It ended; where that was wanted, there is nothing to tell."""
        with self._lock:
            if self._now is watching:
                self._now = None
                self._error = OVER.format(why)
