"""The application: routes, gates and refusals put together."""

import threading
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from assistant.service import Assistant
from assistant.settings import Settings
from web import api, chat, documents, kept, library, login, writing
from web.escaped_json import EscapedJSON
from web.recent import Recent
from web.refusals import Unforeseen, install_refusals
from web.security import Gate, SecurityHeaders, allowed_hosts, check_exposure
from web.sessions import SecretGate, Sessions
from web.uploads import BodyCap


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The page over an assistant. Raises `SettingsError` where it would be open to a network."""
    check_exposure(settings)
    app = FastAPI(
        title="Pincite",
        description="Answers quoted from your documents, with page and paragraph.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        default_response_class=EscapedJSON,
    )
    app.state.assistant = assistant
    app.state.recent = Recent(assistant)
    app.state.closing = threading.Event()
    app.state.sessions = Sessions(settings.secret, settings.library) if settings.secret else None
    app.include_router(chat.router)
    app.include_router(writing.router)
    app.include_router(documents.router)
    for room in (library, kept, login):
        app.include_router(room.router)
    app.include_router(api.router)
    app.include_router(library.events)
    app.include_router(api.health)
    app.mount("/static", StaticFiles(directory=Path(str(files("web"))) / "static"), name="static")
    install_refusals(app)
    # The last one added is the outermost.
    app.add_middleware(Unforeseen)
    app.add_middleware(BodyCap)
    if app.state.sessions is not None:
        app.add_middleware(SecretGate, sessions=app.state.sessions)
    app.add_middleware(Gate, hosts=allowed_hosts(settings))
    app.add_middleware(SecurityHeaders)
    return app
