"""The library's page: what is in it, what could not be read, adding, refreshing, removing."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.indexing.outcomes import FileOutcome, FileState
from assistant.keeping.kept import stay, tally, verdicts_of
from web.framing import TheAssistant, frame
from web.pages import LibraryPage, render
from web.place import Place
from web.uploads import label, received

router = APIRouter(include_in_schema=False)
events = APIRouter(prefix="/api/v1", tags=["Pincite"])

SHOWN = 500
"""Documents on one page of the library."""

PACE = 0.4
"""Seconds between two looks at the progress."""


@router.get("/library")
def library(
    request: Request, assistant: TheAssistant, after: int = 0, told: str = "", problem: str = ""
) -> Response:
    """Everything that can be asked, and everything that cannot."""
    around = frame(assistant, Place())
    status = assistant.indexing.status
    count = around.counts.documents
    after = min(max(after, 0), max(0, count - 1))
    return render(
        request,
        LibraryPage(
            frame=around,
            documents=assistant.library.documents(after, after + SHOWN),
            failures=assistant.library.failures(),
            after=after,
            more=after + SHOWN if count > after + SHOWN else None,
            status=status,
            encoder=assistant.encoders.status,
            # Each is verified again: not while every look asks for the progress.
            kept="" if status.running else tally(verdicts_of(assistant.kept.selections())),
            questions=None if status.running else assistant.questions.latest(),
            notices=assistant.notices(),
            watching=assistant.lookout.is_on,
            trouble=assistant.lookout.error,
            folders=tuple(str(root) for root in assistant.library.roots()),
            told=told,
            problem=problem,
        ),
    )


@router.post("/library/files")
def add_files(
    assistant: TheAssistant, files: list[UploadFile], replace: Annotated[bool, Form()] = False
) -> Response:
    """Add files from the form of a browser without script."""
    outcomes: list[FileOutcome] = []
    for file in files:
        if file.filename:
            with received(assistant.library, file.file, file.filename) as path:
                outcome = assistant.upload(label(file.filename), path, replace=replace)
                outcomes.append(outcome)
    failed = [outcome for outcome in outcomes if outcome.reason]
    if failed:
        told = "; ".join(f"{outcome.path}: {outcome.reason}" for outcome in failed)
        return _back("problem", told[:500])
    added = sum(1 for outcome in outcomes if outcome.state is FileState.ADDED)
    notes = [f"{outcome.path}: {outcome.note}" for outcome in outcomes if outcome.note]
    return _back("told", "; ".join([f"{added} added", *notes])[:500])


@router.post("/library/reindex")
def reindex(assistant: TheAssistant, rebuild: Annotated[bool, Form()] = False) -> Response:
    """Look for changes in the folders that were indexed before, or encode all again."""
    assistant.indexing.start(assistant.library.roots(), rebuild=rebuild)
    return RedirectResponse("/library#indexing", 303)


@router.post("/library/reencode")
def reencode(assistant: TheAssistant) -> Response:
    """Change to the encoder that is set, or go on with that; questions are answered meanwhile."""
    assistant.indexing.start_reencoding()
    return RedirectResponse("/library#indexing", 303)


@router.post("/library/stop")
def stop(assistant: TheAssistant) -> Response:
    """Stop after the document at hand."""
    assistant.indexing.stop()
    return RedirectResponse("/library#indexing", 303)


@router.post("/library/watch")
def watch(assistant: TheAssistant, on: Annotated[bool, Form()] = False) -> Response:
    """Keep watching the folders that were indexed before, or watch them no more."""
    if on:
        assistant.lookout.start()
    else:
        assistant.lookout.stop()
    return RedirectResponse("/library#indexing", 303)


@router.post("/library/remove")
def remove(
    assistant: TheAssistant,
    document: Annotated[str, Form(max_length=1000)],
    with_citations: Annotated[bool, Form()] = False,
) -> Response:
    """Take a document out for good."""
    removed = assistant.remove(document, with_citations=with_citations)
    kept = stay(assistant.kept.count(removed.document_id))
    return _back("told", f"It was removed; {kept}" if kept else "It was removed")


@events.get("/indexing/events", response_class=EventSourceResponse)
async def progress(request: Request, assistant: TheAssistant) -> AsyncIterator[ServerSentEvent]:
    """`progress` whenever something changed, `done` at the end."""
    closing: threading.Event = request.app.state.closing
    last = None
    while not closing.is_set() and not await request.is_disconnected():
        status = assistant.indexing.status
        if status != last:
            last = status
            told = status.progress
            done, files = (0, 0) if told is None else (told.done, told.files)
            if told is not None and told.reencoding is not None:
                done, files = told.reencoding.done, told.reencoding.paragraphs
            yield ServerSentEvent(event="progress", data={"done": done, "files": files})
        if not status.running:
            break
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(PACE)
    yield ServerSentEvent(event="done", data={})


def _back(name: str, value: str) -> Response:
    return RedirectResponse(f"/library?{name}={quote(value)}", 303)
