"""What is told of a run: each file's outcome, progress, and the sum at the end."""

import os
import time
from collections import Counter
from collections.abc import Callable

from assistant.indexing.outcomes import FileOutcome, FileState, Progress, Summary

_SHOW_SECONDS = 0.05


class Tally:
    """Counts what became of files, and tells of it as it happens."""

    def __init__(
        self,
        report: Callable[[FileOutcome], None] | None,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.files = 0
        self.bytes = 0
        """Of all files that have to be looked into."""
        self.bytes_done = 0
        self.encoded = 0
        """Paragraphs."""
        self.passed_over: dict[str, int] = {}
        self._report = report
        self._progress = progress
        self._states: Counter[FileState] = Counter()
        self._started = time.monotonic()
        self._shown = 0.0

    def tell(self, outcome: FileOutcome) -> None:
        """Count and report what became of a file."""
        self._states[outcome.state] += 1
        if self._report is not None:
            self._report(outcome)
        self.show(os.path.basename(outcome.path))  # noqa: PTH119 - it may be no proper path

    def show(self, name: str) -> None:
        """Progress, at most every 50 ms and at the end; `name` is the file at hand."""
        now, done = time.monotonic(), self._states.total()
        if self._progress is None or (now - self._shown < _SHOW_SECONDS and done < self.files):
            return
        self._shown = now
        self._progress(
            Progress(
                files=self.files,
                done=done,
                bytes=self.bytes,
                bytes_done=self.bytes_done,
                paragraphs_encoded=self.encoded,
                name=name,
                seconds=now - self._started,
            )
        )

    def summary(self) -> Summary:
        """What is told at the end."""
        states = self._states
        return Summary(
            added=states[FileState.ADDED],
            updated=states[FileState.UPDATED],
            unchanged=states[FileState.UNCHANGED],
            moved=states[FileState.MOVED],
            removed=states[FileState.REMOVED],
            failed=states[FileState.FAILED],
            paragraphs_encoded=self.encoded,
            seconds=round(time.monotonic() - self._started, 3),
            passed_over=self.passed_over,
        )
