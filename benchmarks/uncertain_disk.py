"""A disk on which only what was forced is sure, and the states that a power cut may leave.

System calls are played onto it in order. What was not forced, bytes and names alike, is
there or not, wholly or in part: the method of Pillai et al., "All File Systems Are Not
Created Equal" (OSDI 2014).
"""

import os
import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from benchmarks.system_calls import Call, texts

SECTOR = 512


@dataclass
class File:
    """What is sure of a file's bytes, and the writes that are not, in order."""

    path: str
    sure: bytearray = field(default_factory=bytearray)
    loose: list[tuple[int, bytes] | int] = field(default_factory=list)
    """An offset and bytes, or a new length."""
    size: int = 0
    """As the program sees it."""


def written(content: bytearray, change: tuple[int, bytes] | int) -> None:
    """Apply a write or a new length."""
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
        return
    offset, piece = change
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(piece)] = piece


class Disk:
    """Files by name, as the program sees them and as they surely are."""

    def __init__(self, root: Path, ignored: str) -> None:
        self._root, self._ignored = os.fsencode(root), ignored
        self.names: dict[str, File | None] = {}
        """As the program sees it; `None` is a folder."""
        self.sure: dict[str, File | None] = {"": None}
        self.loose: list[tuple[tuple[str, File | None], ...]] = []
        """Changes of names that were not forced: what a name stands for, `None` twice: nothing."""
        self._open: dict[int, tuple[str, File | None, int]] = {}
        self.told: list[str] = []

    def play(self, call: Call) -> None:
        """Do to this disk what the call did."""
        act = getattr(self, f"_{call.name}", None)
        if act is not None:
            act(call)

    def _path(self, text: bytes) -> str | None:
        """Relative to the library's folder; `None` for what lies elsewhere."""
        base = self._root + b"/library"
        if text == self._root:
            return ""
        if text != base and not text.startswith(base + b"/"):
            return None
        return os.fsdecode(text[len(self._root) + 1 :])

    def _handle(self, call: Call) -> tuple[str, File] | None:
        found = self._open.get(int(call.arguments.split(",")[0]))
        return None if found is None or found[1] is None else (found[0], found[1])

    # -- handles -----------------------------------------------------------------

    def _openat(self, call: Call) -> None:
        (text,) = texts(call.arguments)
        self._open.pop(call.result, None)
        if text == self._root + b"/told":
            self._open[call.result] = ("told", None, 0)
        path = self._path(text)
        if path is None or path.endswith("-shm"):
            return
        if path == "":
            self._open[call.result] = (path, None, 0)
            return
        file = self.names.get(path)
        if file is None and "O_CREAT" in call.arguments:
            file = self.names[path] = File(path)
            self.loose.append(((path, file),))
        if file is not None and "O_TRUNC" in call.arguments:
            file.loose.append(0)
            file.size = 0
        self._open[call.result] = (path, file, 0)

    def _close(self, call: Call) -> None:
        self._open.pop(int(call.arguments), None)

    def _dup(self, call: Call) -> None:
        handle = int(call.arguments.split(",")[0])
        if handle in self._open:
            self._open[call.result] = self._open[handle]

    def _fcntl(self, call: Call) -> None:
        if "F_DUPFD" in call.arguments:
            self._dup(call)

    def _lseek(self, call: Call) -> None:
        handle = int(call.arguments.split(",")[0])
        if handle in self._open:
            path, file, _ = self._open[handle]
            self._open[handle] = (path, file, call.result)

    # -- bytes -------------------------------------------------------------------

    def _write(self, call: Call) -> None:
        handle = int(call.arguments.split(",")[0])
        path, file, offset = self._open.get(handle, ("", None, 0))
        (piece,) = texts(call.arguments) or (b"",)
        if path == "told":
            self.told += piece.decode().splitlines()
        if file is not None:
            self._store(file, offset, piece[: call.result])
            self._open[handle] = (path, file, offset + call.result)

    def _pwrite64(self, call: Call) -> None:
        if found := self._handle(call):
            (piece,) = texts(call.arguments)
            offset = int(call.arguments.rpartition(",")[2], 0)
            self._store(found[1], offset, piece[: call.result])

    def _store(self, file: File, offset: int, piece: bytes) -> None:
        file.loose.append((offset, piece))
        file.size = max(file.size, offset + len(piece))

    def _ftruncate(self, call: Call) -> None:
        if found := self._handle(call):
            found[1].size = int(call.arguments.rpartition(",")[2], 0)
            found[1].loose.append(found[1].size)

    def _fsync(self, call: Call) -> None:
        opened = self._open.get(int(call.arguments))
        if opened is None or (self._ignored and self._ignored in opened[0]):
            return
        path, file, _ = opened
        if file is None:
            self._force_names(path)
            return
        for change in file.loose:
            written(file.sure, change)
        file.loose.clear()

    _fdatasync = _fsync

    # -- names -------------------------------------------------------------------

    def _force_names(self, folder: str) -> None:
        kept = []
        for change in self.loose:
            if any(os.path.dirname(path.removeprefix("-")) == folder for path, _ in change):  # noqa: PTH120
                named(self.sure, change)
            else:
                kept.append(change)
        self.loose = kept

    def _rename(self, call: Call) -> None:
        before, after = (self._path(text) for text in texts(call.arguments))
        if before is None or after is None:
            return
        moved = [path for path in self.names if path == before or path.startswith(f"{before}/")]
        change: list[tuple[str, File | None]] = []
        for path in moved:
            file = self.names.pop(path)
            self.names[after + path[len(before) :]] = file
            change += [(f"-{path}", None), (after + path[len(before) :], file)]
        self.loose.append(tuple(change))

    _renameat = _renameat2 = _rename

    def _unlink(self, call: Call) -> None:
        path = self._path(texts(call.arguments)[0])
        if path is None:
            # Relative to an open folder, as `shutil.rmtree` does it.
            handle = call.arguments.split(",")[0]
            folder = self._open.get(int(handle)) if handle.isdigit() else None
            if folder is None:
                return
            path = f"{folder[0]}/{os.fsdecode(texts(call.arguments)[0])}"
        if path in self.names:
            del self.names[path]
            self.loose.append(((f"-{path}", None),))

    _unlinkat = _rmdir = _unlink

    def _mkdir(self, call: Call) -> None:
        path = self._path(texts(call.arguments)[0])
        if path is not None:
            self.names[path] = None
            self.loose.append(((path, None),))

    _mkdirat = _mkdir


def named(names: dict[str, File | None], change: tuple[tuple[str, File | None], ...]) -> None:
    """Apply a change of names; what goes away is marked with a minus."""
    for path, file in change:
        if path.startswith("-"):
            names.pop(path[1:], None)
        else:
            names[path] = file


def state_of(disk: Disk, chosen: random.Random) -> dict[str, bytes | None]:
    """A disk as a power cut may leave it: bytes by path, `None` for a folder."""
    how = chosen.choice(["nothing", "everything", "some", "some", "torn", "some names"])
    names = dict(disk.sure)
    for change in disk.loose:
        keep = {"nothing": False, "everything": True, "torn": True}.get(how)
        if chosen.random() < 0.5 if keep is None else keep:
            named(names, change)
    left: dict[str, bytes | None] = {}
    for path, file in names.items():
        if path and all(parent in names for parent in parents(path)):
            left[path] = None if file is None else surviving(file, how, chosen)
    return left


def parents(path: str) -> list[str]:
    """Every folder above."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def surviving(file: File, how: str, chosen: random.Random) -> bytes:
    """A file's bytes after the cut."""
    content = bytearray(file.sure)
    changes = list(file.loose)
    if how == "some" and chosen.random() < 0.5:
        chosen.shuffle(changes)
    for change in changes:
        if how in ("everything", "some names") or (how == "some" and chosen.random() < 0.5):
            written(content, change)
        elif how == "torn":
            for piece in torn(change):
                if chosen.random() < 0.5:
                    written(content, piece)
    return bytes(content)


def torn(change: tuple[int, bytes] | int) -> list[tuple[int, bytes] | int]:
    """A write as the sectors it is made of."""
    if isinstance(change, int):
        return [change]
    offset, piece = change
    cuts = [0, *range(SECTOR - offset % SECTOR, len(piece), SECTOR), len(piece)]
    return [(offset + a, piece[a:b]) for a, b in pairwise(cuts)]


def build(root: Path, left: dict[str, bytes | None]) -> None:
    """Write a state to a folder."""
    for path, content in sorted(left.items()):
        place = root / path
        if content is None:
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.write_bytes(content)
