"""What the commands do that ask, show and check: nothing is changed."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.citations.citation import Address
from assistant.citations.paging import Paging
from assistant.citations.receipts import receipts
from assistant.citations.verification import Verdict, verify_all
from assistant.command_line import styling, terminal
from assistant.command_line.answer_text import answer_text
from assistant.contract import (
    answer_json,
    citation_json,
    document_json,
    failure_json,
    mentions_json,
    paragraph_json,
)
from assistant.documents.sandbox.reader import Reader
from assistant.errors import BadReceipt
from assistant.verdicts import quotation_json, verification_json

if TYPE_CHECKING:
    pass
from assistant.command_line.context import DONE, MISSING, Context, emit, notify, text_or_stdin


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
        notify(f"! {styling.plain(notice)}")
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
    print(
        styling.bold(styling.plain(" › ".join((shown.document.called, *shown.paragraph.section))))
    )
    for neighbour in (shown.before, shown.paragraph, shown.after):
        if neighbour is shown.paragraph:
            print("\n" + terminal.paragraph_text(shown.paragraph, citation.address) + "\n")
        elif neighbour is not None:
            print(styling.dim(styling.wrapped(neighbour.text, "  ")))
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
            text_or_stdin(given.question),
            within=given.within,
            limit=given.limit,
            llm=not given.no_llm,
        )
        context.tell_encoder(assistant)
    if context.as_json:
        emit(answer_json(answer))
    else:
        print(answer_text(answer))
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
        context.tell_encoder(assistant)
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
        check = assistant.quote(text_or_stdin(given.text), within=given.within)
    if context.as_json:
        emit(quotation_json(check))
    else:
        print(terminal.quotation_text(check))
    return DONE if check.verdict.value == "exact" else MISSING


def _receipt_text(place: str) -> str:
    """What stands in a file, or on stdin for `-`. Raises `BadReceipt`."""
    try:
        return sys.stdin.read() if place == "-" else Path(place).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise BadReceipt(f"{place} cannot be read as a receipt: {error}") from error


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
    encoder = context.encoder(given.encoder)
    if context.as_json:
        emit({"encoder": str(encoder.fingerprint), "card": asdict(encoder.card)})
    else:
        print(f"Ready: {encoder.card}")
    return DONE
