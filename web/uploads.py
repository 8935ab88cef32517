"""Bytes that arrive: written to a temporary file, counted on the way, named by a label only."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from assistant.errors import AssistantError
from web.wording import shown_name

LARGEST = 200_000_000
"""Bytes of one file."""

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
def received(stream: BinaryIO, name: str) -> Iterator[Path]:
    """A temporary copy of a stream. Raises `UploadTooLarge`."""
    with tempfile.TemporaryDirectory(prefix="pincite-upload-") as folder:
        path = Path(folder) / "bytes"
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


def check_size(size: int, name: str) -> None:
    """Raises `UploadTooLarge`."""
    if size > LARGEST:
        raise UploadTooLarge(
            f"{shown_name(name)} is larger than {LARGEST // 1_000_000} MB. "
            "Put it into a folder and run: pincite index FOLDER"
        )
