"""What there is to read under files and folders, from the file system's names and stats alone.

Folders are walked without recursion. Links within a folder are followed only as
far as this: what they lead to inside the same folder is found there anyway, and
what lies outside is refused, so that a folder from elsewhere cannot draw in a
person's own files. Nothing but a regular file is ever opened.
"""

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

_PASSED_OVER = frozenset({"Thumbs.db", "desktop.ini", "Icon\r"})
_KINDS = {
    "pictures": "jpg jpeg jpe jfif png gif bmp tif tiff webp heic heif avif ico svg svgz psd raw "
    "cr2 nef arw dng eps ai xcf",
    "sound recordings": "mp3 wav flac ogg oga opus m4a aac wma aiff aif mid midi amr",
    "films": "mp4 m4v mov avi mkv webm wmv flv mpg mpeg 3gp vob",
    "archives": "zip tar gz tgz bz2 tbz xz txz zst 7z rar jar war iso dmg cab deb rpm apk",
    "programs": "exe dll so dylib lib obj bin class pyc pyo wasm msi",
    "databases": "db sqlite sqlite3 db3 mdb accdb parquet feather npy npz pkl pickle h5 hdf5 "
    "onnx safetensors pt faiss",
    "fonts": "ttf otf woff woff2 eot",
}
"""Suffixes of what is plainly no document, by what it is called."""
_KIND_OF = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
_LOCK = "~$"
"""How office programs begin the name of the lock beside a document that is open."""
_LAST_NS = 2**63 - 1
"""Nanoseconds since 1970 that the library can keep: until 2262; file systems go further."""


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file."""

    path: str
    """Absolute."""
    size: int
    modified_ns: int
    changed_ns: int = 0
    """When its inode last changed: what set the time of modification back shows here."""

    @classmethod
    def of(cls, path: str, found: os.stat_result) -> Self:
        """What the file system says of a file; times beyond what can be kept are the last."""
        return cls(path, found.st_size, _kept(found.st_mtime_ns), _kept(found.st_ctime_ns))

    @property
    def name(self) -> str:
        """The last part of its path."""
        return os.path.basename(self.path)  # noqa: PTH119 - it may be no proper path


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not read, and why."""

    path: str
    reason: str
    remedy: str
    stands: bool = True
    """There is something that nobody will find: kept among the failures."""


@dataclass(slots=True)
class Scan:
    """Everything under the paths that were given."""

    found: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    """The folders among the given paths."""
    missing: list[str] = field(default_factory=list)
    """Given paths where nothing is."""
    passed_over: Counter[str] = field(default_factory=Counter)
    """Files in folders that are plainly no documents, by kind: `pictures`, `films` …"""
    passed: set[str] = field(default_factory=set)
    """Their paths."""

    def has_something_in(self, folder: str) -> bool:
        """Whether anything was there, readable or not, and still is."""
        seen = self.paths() | self.passed
        return any(lies_under(path, folder) and not is_missing(path) for path in seen)

    def paths(self) -> frozenset[str]:
        """Of everything that was there, readable or not."""
        found = {file.path for file in self.found}
        return frozenset(found.union(refusal.path for refusal in self.refused))


def scan(paths: Iterable[Path], library: Path | None) -> Scan:
    """Look at files and folders, each once, in order of their names; never into `library`."""
    result = Scan()
    walk = _Walk(result, None if library is None else identity(library))
    for path in paths:
        walk.given(os.path.abspath(path))  # noqa: PTH100 - links stay as they were named
    return result


def is_missing(path: str) -> bool:
    """Whether there is nothing at a path; what may not be looked at is not missing."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def lies_under(path: str, folder: str) -> bool:
    """Whether a path is the folder or within it, by name."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def identity(path: str | Path) -> tuple[int, int] | None:
    """Device and number of what is at a path; `None` where nothing can be seen."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino)


class _Walk:
    """The walk's memory: what was seen, by path and by identity."""

    def __init__(self, result: Scan, library: tuple[int, int] | None) -> None:
        self._result = result
        self._folders = {library}
        self._paths: set[str] = set()

    def given(self, path: str) -> None:
        """A path that the person named; a link is followed."""
        try:
            found = Path(path).stat()
        except (FileNotFoundError, NotADirectoryError):
            self._result.missing.append(path)
        except (OSError, ValueError) as error:
            self._refuse(path, error)
        else:
            if stat.S_ISDIR(found.st_mode):
                self._result.folders.append(path)
                self._folder(path)
            else:
                self._file(path, found)

    def _folder(self, top: str) -> None:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                found = Path(folder).stat()
            except (OSError, ValueError) as error:
                self._refuse(folder, error)
                continue
            identity = (found.st_dev, found.st_ino)
            if identity in self._folders:
                continue
            self._folders.add(identity)
            inner = [entry.path for entry in self._entries(folder) if self._is_folder(entry, top)]
            waiting += reversed(inner)

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self._refuse(folder, error)
            return
        for entry in entries:
            name = entry.name
            if not name.startswith((".", _LOCK)) and name not in _PASSED_OVER:
                yield entry

    def _is_folder(self, entry: os.DirEntry[str], top: str) -> bool:
        """Take note of a file; say whether it is a folder to be walked."""
        try:
            if entry.is_symlink():
                self._link(entry.path, top)
                return False
            if entry.is_dir(follow_symlinks=False):
                return True
            found = entry.stat(follow_symlinks=False)
            if not self._is_no_document(entry.path, found):
                self._file(entry.path, found)
        except OSError as error:
            self._refuse(entry.path, error)
        return False

    def _is_no_document(self, path: str, found: os.stat_result) -> bool:
        """Count a file whose name says that it holds no text; only what is named is tried."""
        kind = _KIND_OF.get(os.path.splitext(path)[1][1:].lower())  # noqa: PTH122
        if kind is None or not stat.S_ISREG(found.st_mode) or path in self._paths:
            return False
        if path not in self._result.passed:
            self._result.passed.add(path)
            self._result.passed_over[kind] += 1
        return True

    def _file(self, path: str, found: os.stat_result) -> None:
        if path in self._paths:
            return
        self._paths.add(path)
        if stat.S_ISREG(found.st_mode):
            self._result.found.append(Found.of(path, found))
        else:
            self._result.refused.append(
                Refused(
                    path,
                    f"It is {_kind(found.st_mode)} and not a file",
                    "Save what it gives as a file, and index that",
                )
            )

    def _link(self, path: str, top: str) -> None:
        target = os.path.realpath(path)
        leads = Path(path).exists()
        if leads and lies_under(target, os.path.realpath(top)):
            return
        self._result.refused.append(
            Refused(
                path,
                f"It is a link that leads out of the folder, to {target}"
                if leads
                else "It is a link that leads nowhere or in a circle",
                "Index what it leads to by its own name",
            )
        )

    def _refuse(self, path: str, error: OSError | ValueError) -> None:
        if path in self._paths:
            return
        self._paths.add(path)
        self._result.refused.append(refused(path, error))


def refused(path: str, error: OSError | ValueError) -> Refused:
    """Why the file system does not let a path be read, in a reader's words."""
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.EACCES, errno.EPERM):
        return Refused(path, "It may not be read by this user", "Change its permissions")
    if code == errno.ENAMETOOLONG:
        return Refused(path, "Its path is too long for this system", "Move it up some folders")
    if code == errno.ELOOP:
        return Refused(path, "It is a link that leads in a circle", "Remove it")
    if code in (errno.ENOENT, errno.ENOTDIR):
        return Refused(path, "It vanished while it was read", "Index again", stands=False)
    told = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return Refused(path, f"It cannot be read: {told}", "Check the disk or the network folder")


def unforeseen(path: str) -> Refused:
    """A file over which the program itself failed."""
    return Refused(
        path,
        "Something unforeseen happened while it was read",
        "Tell us; the log says where it was",
    )


def _kept(nanoseconds: int) -> int:
    return max(-_LAST_NS, min(nanoseconds, _LAST_NS))


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
