"""Bytes on their way into a library or out of it, in folders that whoever made them holds."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.library.sqlite.folder import Folder


@contextmanager
def passing(folder: Folder) -> Iterator[Path]:
    """A new folder within the library's.

    It is gone when the block ends, and after a kill with the next opening. Raises `OSError`.
    """
    with _arranging(folder):
        place = Path(tempfile.mkdtemp(dir=folder.transits))
        held = _lock_of(place)
        held.acquire()
    try:
        yield place
    finally:
        held.release()
        shutil.rmtree(place, ignore_errors=True)


def sweep_transit(folder: Folder) -> None:
    """Delete those folders that nobody holds any more. Raises `OSError`."""
    if not any(folder.transits.iterdir()):
        return
    with _arranging(folder):
        for place in folder.transits.iterdir():
            with suppress(Timeout), _lock_of(place):
                shutil.rmtree(place)


def _arranging(folder: Folder) -> FileLock:
    """Held while a folder is made or swept, which takes no time."""
    return FileLock(folder.root / "transit.lock", mode=0o600, thread_local=False)


def _lock_of(place: Path) -> FileLock:
    return FileLock(place / "lock", timeout=0, mode=0o600, thread_local=False)
