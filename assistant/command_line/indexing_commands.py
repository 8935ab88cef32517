"""What the commands do that bring files into a library; a progress bar shows how far they are."""

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from assistant.command_line import styling, terminal
from assistant.contract import (
    comparison_json,
    outcome_json,
)
from assistant.errors import LibraryLocked
from assistant.indexing.background import AGAIN_SECONDS
from assistant.indexing.outcomes import FileOutcome, FileState, Progress, Summary
from assistant.keeping.kept import tally, verdicts_of
from assistant.service import Assistant

if TYPE_CHECKING:
    from tqdm import tqdm
from assistant.command_line.context import DONE, INTERRUPTED, MISSING, Context, emit, notify


def index(context: Context, given: argparse.Namespace) -> int:
    """Add or refresh files and folders."""
    with context.open(create=True) as assistant, _stoppable() as stop:
        summary = _index(context, assistant, given, stop)
        if given.watch and not stop.is_set():
            notify("Watching for changes; Ctrl-C ends it.")
            from assistant.indexing.watching import watch  # 7 ms that no question needs.

            watch(
                given.paths, lambda changed: _index_changed(context, assistant, changed, stop), stop
            )
            return DONE
    if stop.is_set():
        notify("Stopped. What was finished is kept; the same command continues.")
        return INTERRUPTED
    return MISSING if summary.failed else DONE


def _index(
    context: Context, assistant: Assistant, given: argparse.Namespace, stop: threading.Event
) -> Summary:
    with _progress_bar() as show:
        summary = assistant.index(
            given.paths,
            remove_missing=given.remove_missing,
            rebuild=given.rebuild,
            report=lambda outcome: _report(context, outcome),
            progress=show,
            stop=stop,
        )
    _print_summary(context, summary, assistant)
    return summary


def recover(context: Context, given: argparse.Namespace) -> int:
    """Read the originals of a lost database again."""
    with (
        context.open(recovering=True) as assistant,
        _stoppable() as stop,
        _progress_bar() as show,
    ):
        summary = assistant.intake.recover(
            report=lambda outcome: _report(context, outcome), progress=show, stop=stop
        )
        _print_summary(context, summary, assistant)
    if stop.is_set():
        notify("Stopped. What was finished is kept; the same command continues.")
        return INTERRUPTED
    return MISSING if summary.failed else DONE


def _index_changed(
    context: Context, assistant: Assistant, changed: tuple[Path, ...], stop: threading.Event
) -> None:
    waiting = False
    while not stop.is_set():
        try:
            summary = assistant.index(
                changed,
                remove_missing=True,
                report=lambda outcome: _report(context, outcome),
                stop=stop,
            )
        except LibraryLocked as error:
            # What changed must not be forgotten because another process is at work.
            if not waiting:
                notify(str(error))
            waiting = True
            stop.wait(AGAIN_SECONDS)
        else:
            _print_summary(context, summary, assistant)
            return


def _report(context: Context, outcome: FileOutcome) -> None:
    if context.as_json:
        emit(outcome_json(outcome))
    elif outcome.state is FileState.FAILED:
        _write_beside_bar(f"! {styling.plain(outcome.path)}: {outcome.reason}. {outcome.remedy}")
    elif outcome.state is not FileState.UNCHANGED:
        note = f"\n          {styling.plain(outcome.note)}." if outcome.note else ""
        _write_beside_bar(f"{outcome.state.value:9} {styling.plain(outcome.path)}{note}")


def _write_beside_bar(line: str) -> None:
    from tqdm import tqdm  # 9 ms that a question is not to wait for.

    tqdm.write(line)


def _print_summary(context: Context, summary: Summary, assistant: Assistant) -> None:
    """The counts, and what the changes did to kept citations and to their questions."""
    verdicts = verdicts_of(assistant.kept.selections())
    if assistant.questions.trouble:
        notify(f"! {styling.plain(assistant.questions.trouble)}")
    if context.as_json:
        questions = summary.questions and comparison_json(summary.questions)
        kept = {"citations": dict(verdicts), "questions": questions}
        emit({"summary": {**asdict(summary), **kept}})
        return
    states = ("added", "updated", "moved", "removed", "unchanged", "failed")
    counts = [f"{getattr(summary, state)} {state}" for state in states if getattr(summary, state)]
    print(
        f"{', '.join(counts) or 'Nothing to index'}. "
        f"{summary.paragraphs_encoded:,} paragraphs encoded in {summary.seconds:.1f} s."
    )
    if summary.passed_over:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in summary.passed_over.items())
        print(f"Passed over, for they hold no text: {kinds}.")
    if verdicts:
        print(tally(verdicts))
    if summary.questions is not None:
        print(terminal.comparison_text(summary.questions))


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
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


class _Bar:
    """A progress bar over files, or over kept questions while those are asked."""

    def __init__(self, bar: "tqdm[NoReturn]") -> None:
        self._bar = bar
        self._unit = " files"

    def __call__(self, progress: Progress) -> None:
        unit = " questions" if progress.questions else " files"
        if self._unit != unit:
            # The rate of the one says nothing of the other.
            self._bar.unit = self._unit = unit
            self._bar.reset()
        if progress.questions:
            self._bar.total, self._bar.n = progress.questions, progress.asked
            told = "asking those of kept citations"
        else:
            self._bar.total, self._bar.n = progress.files, progress.done
            name = styling.plain(progress.name)[:40]
            told = f"{progress.paragraphs_encoded:,} paragraphs, {name}"
        self._bar.set_postfix_str(told, refresh=False)
        self._bar.refresh()


@contextmanager
def _progress_bar() -> Iterator[_Bar]:
    from tqdm import tqdm  # 9 ms that a question is not to wait for.

    with tqdm(unit=" files", disable=None, file=sys.stderr, leave=False, dynamic_ncols=True) as bar:
        yield _Bar(bar)
