"""The application: routes, gates and refusals put together."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from assistant.settings import Settings
from web import api, chat, documents
from web.refusals import install_refusals
from web.security import Gate, SecurityHeaders, allowed_hosts, check_exposure
from web.service import Service

QUESTION_BYTES = 65_536
"""The most that a request may carry, uploads aside."""


def create_app(service: Service, settings: Settings) -> FastAPI:
    """The page over a service. Raises `SettingsError` where it would be open to a network."""
    check_exposure(settings)
    app = FastAPI(
        title="Pincite",
        description="Answers quoted from your documents, with page and paragraph.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        max_body_size=QUESTION_BYTES,
    )
    app.state.service = service
    app.include_router(chat.router)
    app.include_router(documents.router)
    app.include_router(api.router)
    app.include_router(api.health)
    app.mount("/static", StaticFiles(directory=Path(str(files("web"))) / "static"), name="static")
    install_refusals(app)
    # The last one added is the outermost.
    app.add_middleware(Gate, hosts=allowed_hosts(settings))
    app.add_middleware(SecurityHeaders)
    return app
