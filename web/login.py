"""Signing in with the secret, and out."""

from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from web.pages import LoginPage, render
from web.sessions import LONGEST, Sessions, address_of, safe_next

router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask_secret(request: Request, next: str = "/") -> Response:
    """Ask for the secret; where none is set, there is nothing to ask."""
    if _sessions(request) is None:
        return RedirectResponse("/", 303)
    return render(request, LoginPage(safe_next(next), ""))


@router.post("/login")
def sign_in(
    request: Request,
    secret: Annotated[str, Form(max_length=1000)],
    next: Annotated[str, Form(max_length=8000)] = "/",
) -> Response:
    """Begin a session."""
    sessions = _sessions(request)
    if sessions is None:
        return RedirectResponse("/", 303)
    address = address_of(request.scope)
    if sessions.guessed_often(address):
        told = "Too many attempts. Wait a minute and try again."
        return render(request, LoginPage(safe_next(next), told), 429)
    if not sessions.knows(secret, address):
        return render(request, LoginPage(safe_next(next), "That is not the secret."), 401)
    response = RedirectResponse(safe_next(next), 303)
    response.set_cookie(
        sessions.cookie,
        sessions.begin(),
        max_age=LONGEST,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/logout")
def sign_out(request: Request) -> Response:
    """End the session."""
    response = RedirectResponse("/login", 303)
    sessions = _sessions(request)
    if sessions is not None:
        token = sessions.token_of(request.headers)
        if token is not None:
            sessions.end(token)
        response.delete_cookie(sessions.cookie)
    return response


def _sessions(request: Request) -> Sessions | None:
    return cast(Sessions | None, request.app.state.sessions)
