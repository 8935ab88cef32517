"""A library's folder: what lies where, who may read it, and how bytes are put there safely.

library.sqlite3      the truth
originals/ab/<sha256>  the bytes of every current revision, read-only
staging/             copies under way; emptied when writing begins
transit/             bytes on their way in or out, each folder held by whoever made it
mirrors/             indexes that can be made again
writer.lock  writer.json  transit.lock  reserve
"""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.errors import LibraryError
from assistant.library.sqlite.database import facts

RESERVE = 16 * 2**20
"""Bytes kept aside so that a document can be removed when the disk is full."""

SHARE = 2**20
"""Bytes of it that reading is given where there is no room at all."""

_PIECE = 2**20
_LOCKS = frozenset({"writer.lock", "writer.json", "transit.lock"})
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre"}
    | {"davfs", "fuse.sshfs", "fuse.davfs2"}
)
"""File systems whose locks and shared memory cannot carry SQLite's log."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The places of one library."""

    root: Path

    @property
    def truth(self) -> Path:
        """The SQLite file."""
        return self.root / "library.sqlite3"

    @property
    def originals(self) -> Path:
        """Files named by their sha256, in folders named by its first two digits."""
        return self.root / "originals"

    @property
    def staging(self) -> Path:
        """Files that belong to nothing yet."""
        return self.root / "staging"

    @property
    def transits(self) -> Path:
        """Folders of bytes on their way, as `passing` makes them."""
        return self.root / "transit"

    @property
    def mirrors(self) -> Path:
        """Disposable indexes."""
        return self.root / "mirrors"

    @property
    def reserve(self) -> Path:
        """A file of `RESERVE` bytes."""
        return self.root / "reserve"

    def make(self) -> list[Path]:
        """Make what is missing, for its owner's eyes only; gives the folders made, outer first.

        Raises `OSError` and `LibraryError`.
        """
        missing = [place for place in (self.root, *self.root.parents) if not place.exists()]
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for parent in missing:
            sync(parent.parent)
        kind = file_system(self.root)
        if kind in _NETWORK:
            raise LibraryError(
                f"{self.root} lies on a network file system ({kind}), where a library can be "
                "damaged. Choose a folder on this machine's own disk with --library."
            )
        made = missing[::-1]
        for folder in (self.originals, self.staging, self.transits, self.mirrors):
            if not folder.is_dir():
                _make_folder(folder)
                made.append(folder)
        return made

    def strangers(self) -> list[str]:
        """Names in the folder that a library never gives."""
        if not self.root.exists():
            return []
        own = {self.truth, self.originals, self.staging, self.transits, self.mirrors, self.reserve}
        names = {place.name for place in own} | _LOCKS
        return sorted(
            place.name
            for place in self.root.iterdir()
            if place.name not in names and not place.name.startswith(f"{self.truth.name}-")
        )

    def original(self, sha256: str) -> Path:
        """Where the bytes of a revision lie."""
        return self.originals / sha256[:2] / sha256

    def is_whole(self, sha256: str) -> bool:
        """Whether an original is there, byte for byte what was read. Raises `OSError`."""
        place = self.original(sha256)
        if not place.exists():
            return False
        with place.open("rb") as reading:
            return hashlib.file_digest(reading, "sha256").hexdigest() == sha256

    def stage(self, source: Path) -> tuple[Path, str]:
        """A copy of a file in `staging`, with the sha256 of what was copied.

        Raises `OSError` and `ValueError` as `Writing.stage`, and `LibraryError` for what
        the disk under the library refuses.
        """
        opened = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            os.close(opened)
            raise ValueError("it is no longer a file")
        with os.fdopen(opened, "rb") as reading:
            with facts(self.root):
                handle, name = tempfile.mkstemp(dir=self.staging)
            try:
                digest = _copy(reading, handle, self.root)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        return Path(name), digest

    def staged(self, content: Path, sha256: str) -> Path:
        """These bytes in `staging`, ready to be kept, on the disk when this returns.

        A staged file is taken over, any other is copied. Raises `ValueError`
        when the bytes are not those of `sha256`.
        """
        if content.parent != self.staging:
            content, found = self.stage(content)
            if found != sha256:
                content.unlink()
                raise ValueError("the file changed while it was read")
        content.chmod(0o400)
        sync(content)
        return content

    def keep(self, staged: Path, sha256: str) -> None:
        """Keep what `staged` gave as an original, on the disk when this returns.

        It takes the place of one that is there already, which may be damaged.
        """
        place = self.original(sha256)
        if not place.parent.exists():
            place.parent.mkdir(mode=0o700, exist_ok=True)
            sync(self.originals)
        staged.replace(place)
        sync(place.parent)

    def drop(self, sha256s: Iterable[str]) -> None:
        """Delete originals that no document has any more; a power cut does not bring them back."""
        for sha256 in sha256s:
            place = self.original(sha256)
            if not place.exists():
                continue
            place.unlink()
            try:
                place.parent.rmdir()
            except OSError:
                sync(place.parent)
            else:
                sync(self.originals)

    def sync_names(self) -> None:
        """Wait until no file that was made or deleted by now can be missed or come back."""
        for folder in (self.root, self.staging, self.mirrors):
            sync(folder)

    def kept(self) -> set[str]:
        """The sha256 of every original there is."""
        found: set[str] = set()
        for folder in self.originals.glob("??"):
            # One may go while its neighbours are read, with the last original in it.
            with suppress(FileNotFoundError):
                found.update(place.name for place in folder.iterdir())
        return found

    def empty_staging(self) -> None:
        """Delete what an interrupted writer left."""
        for left in self.staging.iterdir():
            left.unlink(missing_ok=True)

    def set_aside(self) -> None:
        """Make the reserve, if there is room for it."""
        whole = self.reserve.exists() and self.reserve.stat().st_size >= RESERVE
        if whole or shutil.disk_usage(self.root).free < 2 * RESERVE:
            return
        self.reserve.touch(mode=0o600)
        with self.reserve.open("wb") as reserve:
            try:
                _allocate(reserve.fileno())
            except OSError:
                self.reserve.unlink()

    def release(self) -> None:
        """Give the reserve's room to a removal."""
        self.reserve.unlink(missing_ok=True)

    def spare(self) -> bool:
        """Give a part of the reserve's room to reading; false when there is none left."""
        size = self.reserve.stat().st_size if self.reserve.exists() else 0
        if size < SHARE:
            return False
        os.truncate(self.reserve, size - SHARE)
        return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise LibraryError(
            f"{folder} is no folder, and the library keeps things in it. "
            "Move that file away, and try again."
        ) from error


def _copy(reading: IO[bytes], handle: int, root: Path) -> str:
    """The sha256 of what was copied; an error of reading is not one of the library at `root`."""
    digest = hashlib.sha256()
    with os.fdopen(handle, "wb") as writing:
        while piece := reading.read(_PIECE):
            digest.update(piece)
            with facts(root):
                writing.write(piece)
                writing.flush()
    return digest.hexdigest()


def _allocate(handle: int) -> None:
    """Take the reserve's room; where that cannot be asked for, by writing what cannot shrink."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, RESERVE)
        return
    for _ in range(RESERVE // _PIECE):
        os.write(handle, os.urandom(_PIECE))


def sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_system(path: Path) -> str:
    """The kind of file system that a path lies on; empty where that cannot be told."""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    place = os.fspath(path.resolve())
    for line in lines:
        _, mount, found, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        within = place == mount or place.startswith(mount.rstrip("/") + "/")
        if within and len(mount) >= best:
            best, kind = len(mount), found
    return kind
