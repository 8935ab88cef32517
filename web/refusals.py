"""The only place where a refusal meets a status code: one page and one JSON shape."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import errors
from assistant.errors import AssistantError
from assistant.threads import log_unforeseen
from embeddings.errors import EmbeddingsError
from web.escaped_json import EscapedJSON
from web.pages import ErrorPage, render
from web.security import HEADERS
from web.uploads import UploadTooLarge

STATUS: dict[type[AssistantError], int] = {
    errors.EmptyQuestion: 422,
    errors.QuestionTooLong: 413,
    errors.UnknownDocument: 404,
    errors.SeveralSpeakers: 422,
    errors.UnknownParagraph: 404,
    errors.UnknownPage: 404,
    errors.UnreadableFile: 422,
    errors.ReaderMissing: 503,
    errors.WatchingFailed: 503,
    errors.BadReceipt: 422,
    errors.BadEvaluationFolder: 422,
    errors.SettingsError: 500,
    errors.LanguageModelError: 503,
    errors.LibraryError: 503,
    UploadTooLarge: 413,
}
"""Every direct kind of refusal; a kind of a kind has the status of its parent."""

HEADINGS = {
    400: "This request cannot be read",
    401: "Sign in first",
    403: "Not from here",
    404: "Not here",
    405: "Not this way",
    413: "Too large",
    415: "Not in this form",
    422: "That cannot be answered",
    429: "Too many attempts",
    503: "The library cannot be used now",
}

UNFORESEEN = "Pincite met an error it did not expect. Nothing was lost; the log says more."


def status_of(error: AssistantError) -> int:
    """The status of a refusal by the nearest of its classes that has one."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def refuse(request: Request, status: int, message: str, kind: str) -> Response:
    """One refusal, as JSON for programs and as a page for people."""
    headers = dict(HEADERS)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if request.url.path.startswith("/api/"):
        body = {"error": {"message": message, "kind": kind}}
        return EscapedJSON(body, status_code=status, headers=headers)
    heading = HEADINGS.get(status, "Something went wrong")
    response = render(
        request, ErrorPage(heading, message, status, kind == errors.EncoderChanged.__name__), status
    )
    response.headers.update(headers)
    return response


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, AssistantError)
    return refuse(request, status_of(error), str(error), type(error).__name__)


def _encoder_failed(request: Request, error: Exception) -> Response:
    return refuse(request, 503, str(error), type(error).__name__)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    messages = {404: "There is no such page here.", 405: "This address does not take that method."}
    default = error.detail if error.status_code != 413 else "The request is larger than allowed."
    message = messages.get(error.status_code, default)
    return refuse(request, error.status_code, message, "Http")


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    parts = [
        f"{'.'.join(str(at) for at in problem['loc'])}: {problem['msg']}"
        for problem in error.errors()
    ]
    return refuse(request, 422, "; ".join(parts), "InvalidRequest")


class Unforeseen:
    """Answers what nothing else foresaw, and logs its kind and its way, never its message.

    A message may quote a document; Starlette's own handler would hand the error on to
    the server, which logs all of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; where that fails before anything was sent, say so."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 - the one place where nothing may pass
            log_unforeseen(error)
            if not begun:
                response = refuse(Request(scope), 500, UNFORESEEN, "Unexpected")
                await response(scope, receive, send)


def install_refusals(app: FastAPI) -> None:
    """Teach the application how to refuse."""
    app.add_exception_handler(AssistantError, _refused)
    app.add_exception_handler(EmbeddingsError, _encoder_failed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
