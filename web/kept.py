"""Citations that were kept: chosen paragraphs with the questions they answered."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from web.framing import TheAssistant, frame
from web.pages import KeptPage, render
from web.place import Place, span_of
from web.sessions import safe_next

router = APIRouter(include_in_schema=False)


@router.get("/kept")
def kept(request: Request, assistant: TheAssistant) -> Response:
    """Every citation kept."""
    return render(request, KeptPage(frame(assistant, Place()), assistant.kept.selections()))


@router.post("/kept")
def keep(
    assistant: TheAssistant,
    p: Annotated[str, Form(max_length=200)],
    s: Annotated[str, Form(max_length=40)] = "",
    question: Annotated[str, Form(max_length=20_000)] = "",
    back: Annotated[str, Form(max_length=40_000)] = "/kept",
) -> Response:
    """Keep a citation and go back to where it was chosen."""
    assistant.select(question, p, span_of(s))
    return RedirectResponse(safe_next(back), 303)


@router.post("/kept/forget")
def forget(
    assistant: TheAssistant,
    selection: Annotated[int, Form()],
    back: Annotated[str, Form(max_length=40_000)] = "/kept",
) -> Response:
    """Forget a citation and go back to where that was asked for."""
    assistant.kept.unselect(selection)
    return RedirectResponse(safe_next(back), 303)
