"""What the commands do that concern the encoder of a library: change it, tell of it."""

import argparse
from dataclasses import asdict

from assistant.command_line import terminal
from assistant.command_line.context import DONE, INTERRUPTED, Context, emit, notify
from assistant.command_line.progress import STOPPED, Bar, progress_bar, stoppable
from assistant.indexing.outcomes import Progress
from assistant.indexing.reencoding import Reencoding
from assistant.reports import comparison_json, encoder_json


class _Told:
    """Says beforehand what the change takes, then shows how far it is."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self.first: Reencoding | None = None
        self._timed = False

    def __call__(self, progress: Progress) -> None:
        told = progress.reencoding
        if told is not None and self.first is None:
            self.first = told
            notify(takes(told))
        if told is not None and told.seconds_left is not None and not self._timed:
            self._timed = True
            notify(f"It will take about {minutes(told.seconds_left)}; questions are answered.")
        self._bar(progress)


def takes(told: Reencoding) -> str:
    """What a change of encoder takes of the disk, in words."""
    begun = f", {told.done:,} of them done before" if told.done else ""
    free = "" if told.free is None else f" of {told.free / 2**20:,.0f} MB that are free"
    return (
        f"To encode: {told.paragraphs:,} paragraphs{begun}. "
        f"For a time that takes up to {told.bytes / 2**20:,.0f} MB of disk{free}."
    )


def minutes(seconds: float) -> str:
    """A stretch of time, as people say it."""
    return f"{max(1, round(seconds)):,} s" if seconds < 90 else f"{seconds / 60:,.0f} min"


def reencode(context: Context, given: argparse.Namespace) -> int:
    """Encode the whole library with another encoder, and change over."""
    with context.open() as assistant, stoppable() as stop, progress_bar() as bar:
        told = _Told(bar)
        summary = assistant.intake.reencode(given.encoder, progress=told, stop=stop)
        held = assistant.library.fingerprint
        changed = assistant.encoders.notice if given.encoder else ""
        status = encoder_json(assistant.encoders.status)
    if stop.is_set():
        notify(STOPPED)
        return INTERRUPTED
    if context.as_json:
        first = told.first and {"bytes": told.first.bytes, "free": told.first.free}
        questions = summary.questions and comparison_json(summary.questions)
        counts = {"paragraphs_encoded": summary.paragraphs_encoded, "seconds": summary.seconds}
        emit({"reencoded": {**status, **counts, "disk": first, "questions": questions}})
        return DONE
    if told.first is None:
        print(f"Nothing to encode: the library is of {held or 'no encoder yet'}.")
    else:
        print(
            f"{summary.paragraphs_encoded:,} paragraphs encoded in {summary.seconds:.1f} s. "
            f"The library is of {held} now."
        )
    if changed:
        print(f"To keep it, set PINCITE_ENCODER={given.encoder}.")
    if summary.questions is not None:
        print(terminal.comparison_text(summary.questions))
    return DONE


def status(context: Context, given: argparse.Namespace) -> int:
    """What is in the library, of what encoder it is, and how far a change of it is."""
    with context.open() as assistant:
        counts, found = assistant.library.counts(), assistant.encoders.status
        told = assistant.encoders.described
    if context.as_json:
        emit({**asdict(counts), **encoder_json(found)})
    else:
        print(f"{counts.documents:,} documents, {counts.paragraphs:,} paragraphs.")
        print(told)
    return DONE
