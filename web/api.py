"""The JSON twins of the pages, in the shapes that the command line prints."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.routing import Match
from starlette.types import Scope

from assistant import contract, reports
from assistant.citations.citing import address_of
from assistant.documents.document import Paragraph, Repair
from assistant.documents.traced import raw_text, within
from web.framing import TheAssistant, frame
from web.pages import ApiPage, Route, render
from web.place import Place
from web.uploads import check_size, label, write


class AnyName(APIRoute):
    """A route that also takes a name in which a line ends: no pattern of a path matches that."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As for a path that shows what `label` makes of a line's end."""
        return super().matches({**scope, "path": scope["path"].replace("\n", "\ufffd")})


router = APIRouter(prefix="/api/v1", tags=["Pincite"], route_class=AnyName)
health = APIRouter(include_in_schema=False)

Within = Annotated[list[str] | None, Query(alias="in", description="Document id, name or path.")]
Json = dict[str, Any]


class Asked(BaseModel):
    """A question in a body, for those that are too long or too private for an address."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    question: str
    within: list[str] = Field(default=[], alias="in")
    limit: int = Field(default=5, ge=1, le=100)
    after: str | None = None


@router.get("/ask")
def ask(
    assistant: TheAssistant,
    q: str = "",
    within: Within = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 5,
    after: str | None = None,
) -> Json:
    """The cited answer; `after` is the question that this one may follow up."""
    return contract.answer_json(assistant.ask(q, within=within or (), limit=limit, after=after))


@router.post("/ask")
def ask_in_body(assistant: TheAssistant, asked: Asked) -> Json:
    """The cited answer to a question in the body."""
    answer = assistant.ask(
        asked.question, within=asked.within, limit=asked.limit, after=asked.after
    )
    return contract.answer_json(answer)


@router.get("/mentions")
def mentions(
    assistant: TheAssistant,
    q: str = "",
    within: Within = None,
    ranked: bool = False,
    speaker: str = "",
    year: str = "",
    first: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int | None, Query(ge=1)] = None,
) -> Json:
    """Every paragraph on a subject: those that hold its words, then others.

    `speaker` and `year` narrow it to a facet's; `first` and `limit` take a part of the list.
    """
    found = assistant.mentions(
        q,
        within=within or (),
        ranked=ranked,
        speaker=speaker,
        year=year,
        first=first,
        limit=limit,
    )
    return contract.mentions_json(found)


@router.get("/documents")
def documents(assistant: TheAssistant) -> Json:
    """Every document, and every file that could not be read."""
    return {
        "documents": [contract.document_json(record) for record in assistant.library.documents()],
        "failures": [contract.failure_json(failure) for failure in assistant.library.failures()],
    }


@router.get("/documents/{document_id}")
def document(assistant: TheAssistant, document_id: str) -> Json:
    """A document with its paragraphs."""
    opened = assistant.view(document_id)
    name = opened.document.name
    repairs = assistant.library.repairs(document_id)
    paragraphs = [
        contract.paragraph_json(paragraph, name) | {"raw": _raw(paragraph, repairs)["raw"]}
        for paragraph in opened.paragraphs
    ]
    return {**contract.document_json(opened.document), "content": paragraphs}


@router.get("/paragraphs/{paragraph_id}")
def paragraph(assistant: TheAssistant, paragraph_id: str) -> Json:
    """A paragraph, its address, its neighbours, and what its file holds in its place."""
    shown = assistant.show(paragraph_id)
    return {
        **contract.paragraph_json(shown.paragraph, shown.document.name),
        **_raw(shown.paragraph, assistant.library.repairs(shown.document.document_id)),
        "address": str(address_of(shown)),
        "before": shown.before and shown.before.paragraph_id,
        "after": shown.after and shown.after.paragraph_id,
    }


def _raw(paragraph: Paragraph, repairs: tuple[Repair, ...] | None) -> Json:
    """`raw` is what the file holds; `text[start:end]` of each repair stands there as its third.

    `null` for a document that was read before this was kept.
    """
    if repairs is None:
        return {"raw": None, "repairs": None}
    own = within(repairs, paragraph.start, paragraph.end)
    return {"raw": raw_text(paragraph.text, own), "repairs": [list(repair) for repair in own]}


@router.put("/uploads/{name:path}")
async def upload(
    request: Request, assistant: TheAssistant, name: str, replace: bool = False
) -> Json:
    """Add the body's bytes as a document; the name is a label and no path.

    Other bytes under a name that is taken are added under another one, unless they are to
    `replace` that document.
    """
    check_size(int(request.headers.get("content-length") or 0), name)
    with assistant.library.receiving() as folder:
        path = folder / "bytes"
        await write(request.stream(), path, name)
        outcome = await run_in_threadpool(assistant.upload, label(name), path, replace=replace)
    return reports.outcome_json(outcome)


@router.get("/indexing")
def indexing(assistant: TheAssistant) -> Json:
    """How far the work in the background is."""
    status = assistant.indexing.status
    told = status.progress
    compared = None if status.summary is None else status.summary.questions
    return {
        "running": status.running,
        "files": 0 if told is None else told.files,
        "done": 0 if told is None else told.done,
        "name": "" if told is None else told.name,
        "encoder": reports.encoder_json(assistant.encoders.status),
        "outcomes": [reports.outcome_json(outcome) for outcome in status.outcomes],
        "questions": compared and reports.comparison_json(compared),
        "error": status.error or None,
    }


@router.post("/indexing")
def reindex(assistant: TheAssistant) -> Json:
    """Look for changes in the folders that were indexed before."""
    assistant.indexing.start(assistant.library.roots())
    return {"running": True}


@router.post("/reencoding")
def reencode(assistant: TheAssistant) -> Json:
    """Change to the encoder that is set; the present one answers until that is done."""
    assistant.indexing.start_reencoding()
    return {"running": True}


@router.delete("/indexing")
def stop(assistant: TheAssistant) -> Json:
    """Stop after the document at hand."""
    assistant.indexing.stop()
    return {"running": assistant.indexing.status.running}


@router.delete("/documents/{document_id}")
def remove(assistant: TheAssistant, document_id: str) -> Json:
    """Take a document out for good."""
    removed = contract.document_json(assistant.remove(document_id))
    return removed | {"state": "removed", "citations_kept": assistant.kept.count(document_id)}


@health.get("/api")
def described(request: Request, assistant: TheAssistant) -> Response:
    """The JSON interface, for people."""
    routes = []
    for path, methods in request.app.openapi()["paths"].items():
        for method, told in methods.items():
            summary = str(told.get("description") or told["summary"])
            routes.append(Route(method.upper(), path, summary))
    return render(request, ApiPage(frame(assistant, Place()), tuple(routes)))


@health.get("/healthz")
def healthz() -> Json:
    """The server answers."""
    return {"status": "ok"}
