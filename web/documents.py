"""Documents alone: the source, its pages' pictures and text, and the original bytes."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.documents.document import Span
from assistant.errors import UnknownPage, UnknownParagraph
from assistant.keeping.kept import kept_from
from assistant.service import Assistant
from web.framing import TheAssistant, TheRecent, base_of, frame, open_edition
from web.pages import DocumentPage, SheetPage, render
from web.place import Place, form_of, span_of
from web.selection import Selected, select
from web.source import WIDTHS, lay_out, sheet
from web.wording import became

router = APIRouter(include_in_schema=False)

GONE = (
    "The paragraph of this address is not in this document any more: it was changed or removed. "
    "No citation of it was kept, so nothing tells which."
)

FOREVER = "private, max-age=31536000, immutable"
"""For addresses that carry the revision of the bytes they show."""


@router.get("/documents/{document_id}", name="document")
def document(
    request: Request,
    assistant: TheAssistant,
    recent: TheRecent,
    document_id: str,
    p: str | None = None,
    s: str | None = None,
    page: Annotated[int | None, Query(ge=1)] = None,
    text: str = "",
) -> HTMLResponse:
    """Show a source with the paragraph `p` selected and the stretch `s` of it quoted.

    `text` is `repaired` for its text and `raw` for what its file holds.
    """
    place = Place(
        document=document_id, paragraph=p, span=span_of(s), alone=True, form=form_of(text)
    )
    base = base_of(request)
    selected, notice = _selected(assistant, place, base), ""
    if p is not None and selected is None:
        selected, notice = _followed(assistant, place, base)
    source = lay_out(
        assistant,
        recent,
        place,
        document_id,
        selected,
        at=page,
        open_edition=open_edition(request),
    )
    around = frame(assistant, place, opened=document_id)
    return render(request, DocumentPage(around, place, selected, source, notice))


def _selected(assistant: Assistant, place: Place, base: str) -> Selected | None:
    """The paragraph of a place, if it is one of its document."""
    if place.paragraph is None:
        return None
    try:
        found = select(assistant, place, place.paragraph, place.span, base=base)
    except UnknownParagraph:
        return None
    return found if found.document.document_id == place.document else None


def _followed(assistant: Assistant, place: Place, base: str) -> tuple[Selected | None, str]:
    """Where the words of a paragraph that is gone are now, and what became of them.

    Only a citation that was kept still has its words; without one its link leads to the document.
    """
    assert place.paragraph is not None
    one = kept_from(place.paragraph, place.document or "", assistant.library)
    if one is None:
        return None, GONE
    now, told = one.verification.now, became(one.verification)
    if now is None or now.document_id != place.document:
        return None, told
    start = assistant.library.passage(now.paragraph_id).paragraph.start
    there = place.selecting_id(now.paragraph_id, Span(now.start - start, now.end - start))
    return _selected(assistant, there, base), told


@router.get("/documents/{document_id}/pages/{number}.webp", name="picture")
def picture(
    assistant: TheAssistant,
    document_id: str,
    number: int,
    w: Annotated[int, Query(ge=100, le=2200)] = WIDTHS[0],
    v: str = "",
) -> Response:
    """A page's picture; kept by the browser when `v` is the revision it shows."""
    width = min((width for width in WIDTHS if width >= w), default=WIDTHS[-1])
    body = assistant.picture(document_id, number, width)
    current = v and assistant.library.find(document_id).revision.startswith(v)
    headers = {"Cache-Control": FOREVER} if current else {}
    return Response(body, media_type="image/webp", headers=headers)


@router.get("/documents/{document_id}/pages/{number}", name="sheet")
def one_sheet(
    request: Request, assistant: TheAssistant, recent: TheRecent, document_id: str, number: int
) -> HTMLResponse:
    """One page with its text layer."""
    record, found = sheet(recent, document_id, number)
    if found is None:
        raise UnknownPage(f"{record.name} has no page {number}.")
    place = Place(document=document_id, alone=True)
    around = frame(assistant, place, opened=document_id)
    return render(request, SheetPage(around, record, found))


@router.get("/documents/{document_id}/original", name="original")
def original(assistant: TheAssistant, document_id: str) -> FileResponse:
    """The bytes as they were read: to be saved, never to be shown by the browser."""
    path = assistant.library.original(document_id)
    name = assistant.library.find(document_id).name
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
    return FileResponse(
        path,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": disposition,
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
