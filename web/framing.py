"""What every route needs: the service, and what stands around a page."""

from typing import Annotated, cast

from fastapi import Depends, Request

from web.pages import LISTED, Frame
from web.place import Place
from web.recent import Recent
from web.service import Service


def _service(request: Request) -> Service:
    return cast(Service, request.app.state.service)


def _recent(request: Request) -> Recent:
    return cast(Recent, request.app.state.recent)


TheRecent = Annotated[Recent, Depends(_recent)]
"""What was asked and opened lately."""


def open_edition(request: Request) -> str | None:
    """What the script that asks shows already: of that it wants only what changed."""
    return request.headers.get("x-open")


TheService = Annotated[Service, Depends(_service)]
"""The assistant that this application was made with."""


def frame(service: Service, place: Place, *, opened: str | None = None) -> Frame:
    """What stands around a page at a place."""
    return Frame(
        counts=service.counts(),
        documents=service.documents()[:LISTED],
        failures=service.failures(),
        running=service.indexing.status.running,
        place=place,
        kept=service.kept_count(),
        opened=opened,
    )


def base_of(request: Request) -> str:
    """The address of this server as the reader sees it, without a closing slash."""
    return str(request.base_url).rstrip("/")
