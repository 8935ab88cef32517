"""Indexing in the background: started, watched and stopped from the page."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, LibraryLocked
from assistant.indexing.outcomes import FileOutcome, Progress, Summary
from assistant.threads import accounted
from embeddings.errors import EmbeddingsError

LATEST = 200
"""Outcomes kept for the page."""

AGAIN_SECONDS = 1.0
"""Between two looks whether another process still writes to the library."""

UNFORESEEN = (
    "Something unforeseen ended the indexing. What was finished is kept; look for changes again, "
    "and the rest is done. The log says where it happened."
)

REMAINS = "What was finished is kept; start it again, and the rest is done."
"""Where the encoder ended the work: an endpoint may be back in a minute."""


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


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What is asked for by one start, with the event that stops this and no other."""

    work: Callable[..., Summary]
    """Called with `progress` and `stop`."""
    stop: threading.Event = field(default_factory=threading.Event)


class Indexing:
    """At most one run at a time; a second start while one runs waits in line.

    The last word holds: what is started after a stop runs, also where what was stopped
    has not ended yet. The thread ends by itself when nothing is left to do.
    """

    def __init__(
        self, index: Callable[..., Summary], reencode: Callable[..., Summary] | None = None
    ) -> None:
        """They are called as `Intake.index` and `Intake.reencode` are."""
        self._index = index
        self._reencode = reencode
        self._changed = threading.Condition()
        self._now: _Run | None = None
        """There is a thread exactly while this is a run."""
        self._waiting: list[_Run] = []
        self._closed = False
        self._status = IndexingStatus()

    @property
    def status(self) -> IndexingStatus:
        """A consistent picture of now."""
        with self._changed:
            return self._status

    @property
    def is_waiting(self) -> bool:
        """Another run begins as soon as this one ends."""
        with self._changed:
            return bool(self._waiting)

    def start(
        self, paths: Sequence[Path], *, remove_missing: bool = False, rebuild: bool = False
    ) -> None:
        """Index these paths in the background, after what is already under way."""
        self._start(
            partial(
                self._index,
                tuple(paths),
                remove_missing=remove_missing,
                rebuild=rebuild,
                report=self._report,
            )
        )

    def start_reencoding(self) -> None:
        """Change to the encoder that is set, in the background, after what is under way."""
        assert self._reencode is not None
        self._start(self._reencode)

    def _start(self, work: Callable[..., Summary]) -> None:
        run = _Run(work)
        with self._changed:
            if self._closed:
                return
            if self._now is not None:
                self._waiting.append(run)
                self._status = replace(self._status, stopped=False)
                return
            target = accounted(partial(self._work, run))
            threading.Thread(target=target, name="indexing", daemon=True).start()
            self._now = run
            self._status = IndexingStatus(running=True)

    def stop(self, *, wait: bool = False) -> None:
        """End after the document at hand; what was committed stays."""
        with self._changed:
            self._waiting.clear()
            run = self._now
            if run is None:
                return
            run.stop.set()
            self._tell(stopped=True)
            if wait:
                self._changed.wait_for(lambda: self._now is not run)

    def close(self) -> None:
        """Stop for good: whatever is started from now on does not begin."""
        with self._changed:
            self._closed = True
        self.stop(wait=True)

    def wait(self) -> None:
        """Until nothing is left to do."""
        with self._changed:
            self._changed.wait_for(lambda: self._now is None)

    # -- in the thread -------------------------------------------------------

    def _work(self, first: _Run) -> None:
        run: _Run | None = first
        while run is not None:
            accounted(partial(self._through, run), self._ended)()
            run = self._next()

    def _next(self) -> _Run | None:
        """What waited longest; without it the work is over."""
        with self._changed:
            self._now = self._waiting.pop(0) if self._waiting else None
            self._tell(running=self._now is not None)
            self._changed.notify_all()
            return self._now

    def _through(self, run: _Run) -> None:
        """Index as soon as no other process is in the way."""
        told = self.status.error
        while True:
            try:
                summary = run.work(
                    progress=lambda progress: self._tell(progress=progress), stop=run.stop
                )
            except LibraryLocked as error:
                self._tell(error=str(error))
                if run.stop.wait(AGAIN_SECONDS):
                    self._tell(error=told)
                    return
            except EmbeddingsError as error:
                self._tell(error=f"{error} {REMAINS}")
                return
            except (AssistantError, OSError) as error:
                self._tell(error=str(error))
                return
            else:
                self._tell(summary=summary, error=told)
                return

    def _ended(self, error: BaseException | None) -> None:
        if error is not None:
            self._tell(error=UNFORESEEN)

    def _report(self, outcome: FileOutcome) -> None:
        with self._changed:
            self._tell(outcomes=(*self._status.outcomes, outcome)[-LATEST:])

    def _tell(self, **news: Any) -> None:  # noqa: ANN401 - the fields of `IndexingStatus`
        with self._changed:
            self._status = replace(self._status, **news)
