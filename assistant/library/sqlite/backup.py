"""A consistent copy of a library in one file, taken while in use; and back, carefully.

The file is a zip: `manifest.json` first, then the truth and the originals. It is
restored by this module alone: only members that the manifest names, under names
that a library can have, of the size and sha256 that it tells, into a new folder.
"""

import errno
import hashlib
import json
import os
import re
import sqlite3
import zipfile
import zlib
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assistant.errors import LibraryDamaged, LibraryError
from assistant.library.sqlite.database import Database, facts
from assistant.library.sqlite.folder import Folder, sync
from assistant.library.sqlite.opening import copy_database, is_absent
from assistant.library.sqlite.store import Store
from assistant.library.sqlite.transit import passing

MANIFEST = "manifest.json"
FORMAT = "pincite library 1"
LARGEST_MANIFEST = 256 * 2**20

ATTEMPTS = 5
"""Times that a state is sought whose originals are all there."""

_PIECE = 2**20
_TRUTH = "library.sqlite3"
_ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of a backup."""

    name: str
    size: int
    sha256: str


def backup(library: Store, file: Path) -> None:
    """As `Upkeep.backup`: nobody who writes meanwhile is waited for, or waits."""
    partial = file.with_name(f".{file.name}.partial")
    try:
        with passing(library.folder) as scratch:
            copy = Folder(scratch)
            copy.originals.mkdir()
            _copy_of_one_state(library, copy)
            _write(partial, copy)
        sync(partial)
        partial.replace(file)
        sync(file.absolute().parent)
    except OSError as error:
        raise LibraryError(f"The backup cannot be written to {file}: {error}.") from error
    finally:
        partial.unlink(missing_ok=True)


def _copy_of_one_state(library: Store, copy: Folder) -> None:
    """The truth, and a link to every original that it names: that nobody can take away.

    What is removed after the links were made is still in them. One that was put after them
    and removed before the copy was looked into is missed: then all is done again.
    """
    for _ in range(ATTEMPTS):
        _link(library.folder, copy)
        copy.truth.unlink(missing_ok=True)
        copy_database(library.database, copy.truth)
        _link(library.folder, copy)
        wanted = _named(copy.truth)
        if wanted <= copy.kept():
            break
    for sha256 in copy.kept() - wanted:
        copy.original(sha256).unlink()


def _link(folder: Folder, copy: Folder) -> None:
    for sha256 in folder.kept() - copy.kept():
        copy.original(sha256).parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            os.link(folder.original(sha256), copy.original(sha256))


def _named(truth: Path) -> set[str]:
    """The sha256 of the originals that a copy of the truth has documents of."""
    with closing(sqlite3.connect(truth)) as connection:
        return {sha256 for (sha256,) in connection.execute("SELECT revision FROM document")}


def _write(partial: Path, folder: Folder) -> None:
    originals = sorted(folder.originals.glob("??/*"))
    places = {_TRUTH: folder.truth} | {f"originals/{p.parent.name}/{p.name}": p for p in originals}
    members = [
        {"name": name, "size": place.stat().st_size, "sha256": _digest(place)}
        for name, place in places.items()
    ]
    partial.touch(mode=0o600)
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "members": members}))
        for name, place in places.items():
            archive.write(place, name)


def restore(file: Path, folder: Path) -> None:
    """Make the library that a backup holds, in a folder that holds none.

    Where only its database is lost, the originals that the backup lacks stay beside it. Raises
    `LibraryDamaged` when the file is not a whole backup, and `LibraryError` when there is a
    library already. Nothing is left of an attempt that failed.
    """
    place = Folder(folder)
    if not is_absent(place):
        raise LibraryError(f"There is a library in {folder} already. Choose an empty folder.")
    with facts(folder), ExitStack() as undoing:
        undoing.callback(_clear_away, place.make())
        with passing(place) as scratch:
            _unpack(file, scratch)
            _check_truth(scratch / _TRUTH)
            for original in sorted(scratch.glob("originals/??/*")):
                if not place.original(original.name).exists():
                    undoing.callback(place.drop, [original.name])
                place.keep(place.staged(original, original.name), original.name)
            sync(scratch / _TRUTH)
            # What a lost database left of its log must not be taken for that of this one.
            for rest in ("-wal", "-shm"):
                place.truth.with_name(_TRUTH + rest).unlink(missing_ok=True)
            (scratch / _TRUTH).rename(place.truth)
            sync(folder)
        undoing.pop_all()


def _clear_away(made: list[Path]) -> None:
    """Take away the folders that were made for nothing, and the lock of what came in there."""
    for folder in made:
        if folder.name == "transit":
            (folder.parent / "transit.lock").unlink(missing_ok=True)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def _unpack(file: Path, scratch: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = _members(archive)
            if archive.namelist() != [MANIFEST, *(member.name for member in members)]:
                raise _unfit(file, "its members are not those of its manifest")
            for member in members:
                target = scratch / member.name
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with archive.open(member.name) as reading:
                    _copy(reading, target, member, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unfit(file, str(error)) from error
    except OSError as error:
        # A place before the file's beginning, or bytes that another way of packing would give.
        if error.errno not in (None, errno.EINVAL):
            raise
        raise _unfit(file, str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _unfit(file, f"its manifest cannot be read: {error}") from error


def _members(archive: zipfile.ZipFile) -> list[_Member]:
    with archive.open(MANIFEST) as reading:
        content = reading.read(LARGEST_MANIFEST + 1)
    if len(content) > LARGEST_MANIFEST:
        raise ValueError("too large")
    manifest: Any = json.loads(content)
    if manifest["format"] != FORMAT:
        raise ValueError(f"format {manifest['format']!r:.60}")
    members = [_member(entry) for entry in manifest["members"]]
    if members[0].name != _TRUTH or len({member.name for member in members}) != len(members):
        raise ValueError("members")
    return members


def _member(entry: Any) -> _Member:  # noqa: ANN401 - anything may stand in a file
    member = _Member(str(entry["name"]), int(entry["size"]), str(entry["sha256"]))
    original = _ORIGINAL.fullmatch(member.name)
    if original is None and member.name != _TRUTH:
        raise ValueError(f"name {member.name!r:.80}")
    if not _SHA256.fullmatch(member.sha256) or (original and original[2] != member.sha256):
        raise ValueError(f"checksum of {member.name}")
    return member


def _copy(reading: IO[bytes], target: Path, member: _Member, file: Path) -> None:
    """Copy at most the size that was told, and compare the checksum."""
    digest, size = hashlib.sha256(), 0
    target.touch(mode=0o600)
    with target.open("wb") as writing:
        while piece := reading.read(_PIECE):
            size += len(piece)
            if size > member.size:
                break
            digest.update(piece)
            writing.write(piece)
    if size != member.size or digest.hexdigest() != member.sha256:
        raise _unfit(file, f"{member.name} is not what was written")


def _check_truth(truth: Path) -> None:
    """Check the structure, and forget the mirrors: they are not part of a backup."""
    database = Database(truth)
    try:
        verdict = database.row("PRAGMA quick_check(1)")[0]
        if verdict != "ok":
            raise _unfit(truth, verdict)
        with database.transaction() as connection:
            connection.execute("DELETE FROM mirror")
    finally:
        database.close()


def _digest(place: Path) -> str:
    with place.open("rb") as reading:
        return hashlib.file_digest(reading, "sha256").hexdigest()


def _unfit(file: Path, what: str) -> LibraryDamaged:
    return LibraryDamaged(f"{file} is not a whole backup of a library: {what}. Use another one.")
