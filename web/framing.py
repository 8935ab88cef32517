"""What every route needs: the assistant, and what stands around a page."""

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.service import Assistant
from web.pages import LISTED, Frame
from web.place import Place
from web.recent import Recent


def _assistant(request: Request) -> Assistant:
    return cast(Assistant, request.app.state.assistant)


def _recent(request: Request) -> Recent:
    return cast(Recent, request.app.state.recent)


TheRecent = Annotated[Recent, Depends(_recent)]
"""What was asked and opened lately."""


def open_edition(request: Request) -> str | None:
    """What the script that asks shows already: of that it wants only what changed."""
    return request.headers.get("x-open")


TheAssistant = Annotated[Assistant, Depends(_assistant)]
"""The assistant that this application was made with."""


def frame(assistant: Assistant, place: Place, *, opened: str | None = None) -> Frame:
    """What stands around a page at a place."""
    return Frame(
        counts=assistant.library.counts(),
        documents=assistant.library.documents(0, LISTED),
        running=assistant.indexing.status.running,
        place=place,
        kept=assistant.kept.count(),
        opened=opened,
    )


def base_of(request: Request) -> str:
    """The address of this server as the reader sees it, without a closing slash."""
    return str(request.base_url).rstrip("/")
