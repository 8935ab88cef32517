"""How far a command is, shown beside its output, and Ctrl-C that lets it end whole."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from assistant.command_line import styling
from assistant.command_line.context import notify
from assistant.indexing.outcomes import Progress
from embeddings.errors import EmbeddingsError

if TYPE_CHECKING:
    from tqdm import tqdm

STOPPED = "Stopped. What was finished is kept; the same command continues."


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one interrupts at once."""
    stop = threading.Event()

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        notify("\nStopping; what was finished is kept. Ctrl-C again stops at once.")

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class Bar:
    """A progress bar over files, paragraphs of another encoder, or kept questions."""

    def __init__(self, bar: "tqdm[NoReturn]") -> None:
        self._bar = bar
        self._unit = " files"

    def __call__(self, progress: Progress) -> None:
        """Show how far the work is."""
        unit = " files"
        if progress.questions:
            unit = " questions"
        elif progress.reencoding:
            unit = " paragraphs"
        if self._unit != unit:
            # The rate of the one says nothing of the other.
            self._bar.unit = self._unit = unit
            self._bar.reset()
        if progress.questions:
            self._bar.total, self._bar.n = progress.questions, progress.asked
            told = "asking those of kept citations"
        elif progress.reencoding:
            self._bar.total = progress.reencoding.paragraphs
            self._bar.n = progress.reencoding.done
            told = "encoding"
        else:
            self._bar.total, self._bar.n = progress.files, progress.done
            name = styling.plain(progress.name)[:40]
            told = f"{progress.paragraphs_encoded:,} paragraphs, {name}"
        self._bar.set_postfix_str(told, refresh=False)
        self._bar.refresh()

    def remains(self) -> str:
        """How far it came and how it goes on, for one whom an error ended, else empty."""
        at = self._bar
        if not at.total:
            return ""
        return (
            f"Stopped after {at.n:,} of {at.total:,}{self._unit}. "
            "What was finished is kept; the same command goes on with the rest."
        )


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """A bar on stderr, where that is a terminal; where the encoder fails, what remains is told."""
    from tqdm import tqdm  # 9 ms that a question is not to wait for.

    with tqdm(unit=" files", disable=None, file=sys.stderr, leave=False, dynamic_ncols=True) as bar:
        shown = Bar(bar)
        try:
            yield shown
        except EmbeddingsError:
            if told := shown.remains():
                notify(told)
            raise
