"""Bytes that arrive: written to a temporary file, counted on the way, named by a label only."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.library.library import Library
from web.security import refusal
from web.wording import shown_name

LARGEST = 200_000_000
"""Bytes of one file."""

QUESTION = 65_536
"""Bytes of any request but an upload."""

UPLOADS = ("/api/v1/uploads/", "/library/files")
"""Where paths of uploads begin."""

CHUNK = 1 << 20


class UploadTooLarge(AssistantError):
    """The file is larger than what can be added through the page."""


def label(name: str) -> str:
    """The last part of a path as a document's name, at most 200 characters long."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = shown_name(last).strip().lstrip(".") or "unnamed"
    if len(shown) <= 200:
        return shown
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: 199 - len(ending)]}{dot}{ending}" if 0 < len(ending) < 20 else shown[:200]


@contextmanager
def received(library: Library, stream: BinaryIO, name: str) -> Iterator[Path]:
    """A copy of a stream in the library's folder, for a while. Raises `UploadTooLarge`."""
    with library.receiving() as folder:
        path = folder / "bytes"
        with path.open("wb") as copy:
            shutil.copyfileobj(stream, copy, CHUNK)
            check_size(copy.tell(), name)
        yield path


async def write(chunks: AsyncIterator[bytes], path: Path, name: str) -> None:
    """Write chunks as they come. Raises `UploadTooLarge` as soon as they are too many."""
    size = 0
    with path.open("wb") as copy:
        async for chunk in chunks:
            size += len(chunk)
            check_size(size, name)
            copy.write(chunk)


class BodyCap:
    """Refuses bodies that are larger than their route takes, before or while they arrive."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # A form has some lines around its files.
        most = LARGEST + 1_000_000 if scope["path"].startswith(UPLOADS) else QUESTION
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > most:
            message = "The request is larger than allowed."
            await refusal(scope, 413, message, "TooLarge")(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > most:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)


def check_size(size: int, name: str) -> None:
    """Raises `UploadTooLarge`."""
    if size > LARGEST:
        raise UploadTooLarge(
            f"{shown_name(name)} is larger than {LARGEST // 1_000_000} MB. "
            "Put it into a folder and run: pincite index FOLDER"
        )
