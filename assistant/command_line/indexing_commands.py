"""What the commands do that bring files into a library; a progress bar shows how far they are."""

import argparse
import threading
from dataclasses import asdict
from pathlib import Path

from assistant.command_line import styling, terminal
from assistant.command_line.context import DONE, INTERRUPTED, MISSING, Context, emit, notify
from assistant.command_line.progress import STOPPED, progress_bar, stoppable
from assistant.errors import LibraryLocked
from assistant.indexing.background import AGAIN_SECONDS
from assistant.indexing.outcomes import FileOutcome, FileState, Summary
from assistant.keeping.kept import tally, verdicts_of
from assistant.reports import comparison_json, outcome_json
from assistant.service import Assistant


def index(context: Context, given: argparse.Namespace) -> int:
    """Add or refresh files and folders."""
    with context.open(create=True) as assistant, stoppable() as stop:
        summary = _index(context, assistant, given, stop)
        if given.watch and not stop.is_set():
            notify("Watching for changes; Ctrl-C ends it.")
            from assistant.indexing.watching import watch  # 7 ms that no question needs.

            watch(
                given.paths, lambda changed: _index_changed(context, assistant, changed, stop), stop
            )
            return DONE
    if stop.is_set():
        notify(STOPPED)
        return INTERRUPTED
    return MISSING if summary.failed else DONE


def _index(
    context: Context, assistant: Assistant, given: argparse.Namespace, stop: threading.Event
) -> Summary:
    with progress_bar() as show:
        summary = assistant.index(
            given.paths,
            remove_missing=given.remove_missing,
            rebuild=given.rebuild,
            report=lambda outcome: _report(context, outcome),
            progress=show,
            stop=stop,
        )
    context.tell_encoder(assistant)
    _print_summary(context, summary, assistant)
    return summary


def recover(context: Context, given: argparse.Namespace) -> int:
    """Read the originals of a lost database again."""
    with (
        context.open(recovering=True) as assistant,
        stoppable() as stop,
        progress_bar() as show,
    ):
        summary = assistant.intake.recover(
            report=lambda outcome: _report(context, outcome), progress=show, stop=stop
        )
        _print_summary(context, summary, assistant)
    if stop.is_set():
        notify(STOPPED)
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
