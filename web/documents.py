"""Documents alone: the source, its pages' pictures and text, and the original bytes."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.errors import UnknownPage
from web.framing import TheRecent, TheService, base_of, frame, has_open
from web.pages import DocumentPage, SheetPage, render
from web.place import Place, span_of
from web.selection import select
from web.source import WIDTHS, lay_out, sheet

router = APIRouter(include_in_schema=False)

GONE = "The paragraph of this address is not in this document any more: it was changed or removed."

FOREVER = "private, max-age=31536000, immutable"
"""For addresses that carry the revision of the bytes they show."""


@router.get("/documents/{document_id}", name="document")
def document(
    request: Request,
    service: TheService,
    recent: TheRecent,
    document_id: str,
    p: str | None = None,
    s: str | None = None,
    page: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """Show a source with the paragraph `p` selected and the stretch `s` of it quoted."""
    opened = recent.view(document_id)
    record = opened.document
    place = Place(document=record.document_id, paragraph=p, span=span_of(s), alone=True)
    selected, notice = None, ""
    if p is not None:
        # A link to a paragraph that was edited away still leads to its document.
        known = any(paragraph.paragraph_id == p for paragraph in opened.paragraphs)
        notice = "" if known else GONE
        if known:
            selected = select(service, place, p, place.span, base=base_of(request))
    source = lay_out(opened, place, selected, at=page, is_open=has_open(request, opened))
    around = frame(service, place, opened=record.document_id)
    return render(request, DocumentPage(around, place, selected, source, notice))


@router.get("/documents/{document_id}/pages/{number}.webp", name="picture")
def picture(
    service: TheService,
    document_id: str,
    number: int,
    w: Annotated[int, Query(ge=100, le=2200)] = WIDTHS[0],
    v: str = "",
) -> Response:
    """A page's picture; kept by the browser when `v` is the revision it shows."""
    width = min((width for width in WIDTHS if width >= w), default=WIDTHS[-1])
    body = service.picture(document_id, number, width)
    current = v and service.document(document_id).revision.startswith(v)
    headers = {"Cache-Control": FOREVER} if current else {}
    return Response(body, media_type="image/webp", headers=headers)


@router.get("/documents/{document_id}/pages/{number}", name="sheet")
def one_sheet(
    request: Request, service: TheService, recent: TheRecent, document_id: str, number: int
) -> HTMLResponse:
    """One page with its text layer."""
    opened = recent.view(document_id)
    found = sheet(opened, number)
    if found is None:
        raise UnknownPage(f"{opened.document.name} has no page {number}.")
    place = Place(document=document_id, alone=True)
    around = frame(service, place, opened=document_id)
    return render(request, SheetPage(around, opened.document, found))


@router.get("/documents/{document_id}/original", name="original")
def original(service: TheService, document_id: str) -> FileResponse:
    """The bytes as they were read: to be saved, never to be shown by the browser."""
    path = service.original(document_id)
    name = service.document(document_id).name
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return FileResponse(
        path,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": disposition,
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
