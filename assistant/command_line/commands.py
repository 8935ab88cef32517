"""What each command does: ask the assistant, print the outcome, give the exit code.

What only some commands need is imported by them: a question is not to wait for it.
"""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.citations.citation import Address
from assistant.citations.paging import Paging
from assistant.citations.receipts import receipts
from assistant.citations.verification import Verdict, verify_all
from assistant.command_line import terminal
from assistant.contract import (
    answer_json,
    citation_json,
    comparison_json,
    document_json,
    failure_json,
    mentions_json,
    outcome_json,
    paragraph_json,
    quotation_json,
    verification_json,
)
from assistant.documents.sandbox.reader import Reader
from assistant.errors import BadReceipt, LibraryLocked
from assistant.indexing.background import AGAIN_SECONDS
from assistant.indexing.outcomes import FileOutcome, FileState, Progress, Summary
from assistant.keeping.kept import tally, verdicts_of
from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder

if TYPE_CHECKING:
    from tqdm import tqdm

DONE, MISSING, INTERRUPTED = 0, 1, 130


@dataclass(frozen=True, slots=True)
class Context:
    """What every command needs to know."""

    settings: Settings
    as_json: bool

    def open(self, *, create: bool = False, recovering: bool = False) -> Assistant:
        """The assistant over the library that was asked for."""
        return Assistant.open(
            settings=self.settings, notify=notify, create=create, recovering=recovering
        )

    def encoder(self) -> Encoder:
        """The encoder that was asked for, without a library."""
        settings = self.settings
        return load_encoder(
            settings.encoder,
            cache=settings.cache_folder,
            request=settings.endpoint,
            notify=notify,
        )


def notify(message: str) -> None:
    """A message for the person, beside the output."""
    print(message, file=sys.stderr)


def emit(value: Mapping[str, Any]) -> None:
    """One line of JSON on stdout, at once; undecodable file names are escaped, never fatal."""
    line = json.dumps(value, ensure_ascii=False)
    sys.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    sys.stdout.flush()


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
        _write_beside_bar(f"! {terminal.plain(outcome.path)}: {outcome.reason}. {outcome.remedy}")
    elif outcome.state is not FileState.UNCHANGED:
        note = f"\n          {terminal.plain(outcome.note)}." if outcome.note else ""
        _write_beside_bar(f"{outcome.state.value:9} {terminal.plain(outcome.path)}{note}")


def _write_beside_bar(line: str) -> None:
    from tqdm import tqdm  # 9 ms that a question is not to wait for.

    tqdm.write(line)


def _print_summary(context: Context, summary: Summary, assistant: Assistant) -> None:
    """The counts, and what the changes did to kept citations and to their questions."""
    verdicts = verdicts_of(assistant.kept.selections())
    if assistant.questions.trouble:
        notify(f"! {terminal.plain(assistant.questions.trouble)}")
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


def read(context: Context, given: argparse.Namespace) -> int:
    """The paragraphs of a file, or what it hides, without a library."""
    with Reader() as reader:
        reading = reader.read_hidden if given.hidden else reader.read
        revision = reading(given.file, document_id="file")
    paging = Paging(lambda: revision.pages, lambda: revision.repairs)
    for paragraph in revision.paragraphs:
        if context.as_json:
            emit(paragraph_json(paragraph, given.file.name))
        else:
            address = Address.of(paragraph, paging.under(paragraph))
            print(terminal.paragraph_text(paragraph, address, context=False))
    for notice in revision.notices:
        notify(f"! {terminal.plain(notice)}")
    return DONE


def show(context: Context, given: argparse.Namespace) -> int:
    """A paragraph, its address and its neighbours."""
    with context.open() as assistant:
        shown = assistant.show(given.paragraph_id)
        citation = assistant.cite(given.paragraph_id)
    name = shown.document.name
    if context.as_json:
        neighbours = {"before": shown.before, "after": shown.after}
        emit(
            paragraph_json(shown.paragraph, name)
            | {"address": str(citation.address), "url": citation.url}
            | {"section": list(shown.paragraph.section), "receipt": citation_json(citation)}
            | {key: p and paragraph_json(p, name) for key, p in neighbours.items()}
        )
        return DONE
    print(terminal.bold(terminal.plain(" › ".join((name, *shown.paragraph.section)))))
    for neighbour in (shown.before, shown.paragraph, shown.after):
        if neighbour is shown.paragraph:
            print("\n" + terminal.paragraph_text(shown.paragraph, citation.address) + "\n")
        elif neighbour is not None:
            print(terminal.dim(terminal.wrapped(neighbour.text, "  ")))
    return DONE


def documents(context: Context, given: argparse.Namespace) -> int:
    """What is in the library, and what could not be read."""
    with context.open() as assistant:
        records, failures = assistant.library.documents(), assistant.library.failures()
    for record in records:
        if context.as_json:
            emit(document_json(record))
        else:
            print(terminal.document_text(record))
    for failure in failures:
        if context.as_json:
            emit(failure_json(failure))
        else:
            print(terminal.failure_text(failure))
    if not records and not failures and not context.as_json:
        print("The library is empty. Add documents with: pincite index FOLDER")
    return DONE


def ask(context: Context, given: argparse.Namespace) -> int:
    """The cited answer to a question."""
    with context.open() as assistant:
        answer = assistant.ask(
            _text_or_stdin(given.question),
            within=given.within,
            limit=given.limit,
            llm=not given.no_llm,
        )
    if context.as_json:
        emit(answer_json(answer))
    else:
        print(terminal.answer_text(answer))
    return DONE if answer.found else MISSING


def mentions(context: Context, given: argparse.Namespace) -> int:
    """Every paragraph on a subject."""
    with context.open() as assistant:
        found = assistant.mentions(
            given.subject,
            within=given.within,
            ranked=given.ranked,
            speaker=given.speaker,
            year=given.year,
            first=given.first,
            limit=given.limit,
        )
    if context.as_json:
        emit(mentions_json(found))
    else:
        print(terminal.mentions_text(found))
    return DONE if found.hits else MISSING


def verify(context: Context, given: argparse.Namespace) -> int:
    """Does a citation still hold."""
    text = _receipt_text(given.receipt)
    with context.open() as assistant:
        outcomes = verify_all(receipts(text), assistant.library)
    for outcome in outcomes:
        if context.as_json:
            emit(verification_json(outcome))
        else:
            print(terminal.verification_text(outcome))
    holds = all(o.verdict in (Verdict.UNCHANGED, Verdict.MOVED) for o in outcomes)
    return DONE if holds else MISSING


def quote(context: Context, given: argparse.Namespace) -> int:
    """Is a quotation exact, altered or not there."""
    with context.open() as assistant:
        check = assistant.quote(_text_or_stdin(given.text), within=given.within)
    if context.as_json:
        emit(quotation_json(check))
    else:
        print(terminal.quotation_text(check))
    return DONE if check.verdict.value == "exact" else MISSING


def evaluate(context: Context, given: argparse.Namespace) -> int:
    """A folder of questions, or those of kept citations, through the real pipeline."""
    from tqdm import tqdm  # 9 ms that a question is not to wait for.

    from assistant.evaluation import folders  # 19 ms.

    modes = folders.modes_named([mode.strip() for mode in given.compare.split(",") if mode.strip()])
    unit = " questions" if given.folder is None else " texts"
    with tqdm(unit=unit, disable=None, file=sys.stderr, leave=False) as bar:

        def progress(count: int) -> None:
            bar.update(count)

        if given.folder is None:
            with context.open() as assistant:
                figures = assistant.evaluate(modes, limit=given.questions, progress=progress)
        else:
            figures = folders.evaluate(
                given.folder,
                modes=modes,
                encoder=context.encoder(),
                cache=context.settings.cache_folder,
                progress=progress,
                limit=given.questions,
            )
    if context.as_json:
        emit(figures)
    else:
        print(terminal.figures_text(figures))
    return DONE


def prepare(context: Context, given: argparse.Namespace) -> int:
    """Ready the encoder, so that the first question need not wait."""
    encoder = context.encoder()
    if context.as_json:
        emit({"encoder": str(encoder.fingerprint)})
    else:
        print(f"Ready: {encoder.fingerprint}")
    return DONE


def _receipt_text(place: str) -> str:
    """What stands in a file, or on stdin for `-`. Raises `BadReceipt`."""
    try:
        return sys.stdin.read() if place == "-" else Path(place).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise BadReceipt(f"{place} cannot be read as a receipt: {error}") from error


def _text_or_stdin(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


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
            name = terminal.plain(progress.name)[:40]
            told = f"{progress.paragraphs_encoded:,} paragraphs, {name}"
        self._bar.set_postfix_str(told, refresh=False)
        self._bar.refresh()


@contextmanager
def _progress_bar() -> Iterator[_Bar]:
    from tqdm import tqdm  # 9 ms that a question is not to wait for.

    with tqdm(unit=" files", disable=None, file=sys.stderr, leave=False, dynamic_ncols=True) as bar:
        yield _Bar(bar)
