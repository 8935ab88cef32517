"""A file's bytes, all of one moment: regular files only, within a size, never waiting."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from assistant.errors import UnreadableFile

_ATTEMPTS = 3
_STEP = 2**20
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileState(NamedTuple):
    """What changes when a file's content does."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds."""


def read_bytes(path: Path, most: int) -> bytes:
    """The bytes of this file, or of the one it links to; raises `UnreadableFile`.

    A file that changes while it is read is read again, three times at most.
    """
    try:
        place = os.open(_resolved(path), _FLAGS)
    except OSError as error:
        raise _unopened(error) from error
    try:
        for _ in range(_ATTEMPTS):
            before = _state(os.fstat(place))
            if before.size > most:
                raise _too_large(before.size, most)
            content = _content(place, most)
            if len(content) == before.size and _state(os.fstat(place)) == before:
                return content
    except OSError as error:
        raise _unopened(error) from error
    finally:
        os.close(place)
    raise UnreadableFile(
        "The file changed while it was read", "Add it again when no program is writing to it"
    )


def file_state(path: Path) -> FileState:
    """The state of this file, or of the one it links to; raises `UnreadableFile`."""
    try:
        return _state(_resolved(path).stat())
    except OSError as error:
        raise _unopened(error) from error


def _resolved(path: Path) -> Path:
    """The file behind links; a loop of links or a NUL in a name is an `OSError` too."""
    try:
        return path.resolve(strict=True)
    except (RuntimeError, ValueError) as error:
        raise OSError(str(error)) from error


def _state(status: os.stat_result) -> FileState:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile("This is a folder, not a file", "Add the folder itself")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile("This is a device or a pipe, not a file", "Add ordinary files only")
    return FileState(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _content(place: int, most: int) -> bytes:
    """From the start to the end, or one byte past the cap."""
    os.lseek(place, 0, os.SEEK_SET)
    steps: list[bytes] = []
    left = most + 1
    while left > 0 and (step := os.read(place, min(_STEP, left))):
        steps.append(step)
        left -= len(step)
    return b"".join(steps)


def _too_large(size: int, most: int) -> UnreadableFile:
    return UnreadableFile(
        f"The file has {size / 2**20:,.0f} MB, more than the {most / 2**20:,.0f} MB that are read",
        "Split it into smaller files",
    )


def _unopened(error: OSError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("The file is not there", "Check its name")
    if isinstance(error, PermissionError):
        return UnreadableFile("The file may not be read", "Give yourself the right to read it")
    reason = error.strerror or str(error)
    return UnreadableFile(f"The file could not be opened: {reason}", "Check the file and its disk")
