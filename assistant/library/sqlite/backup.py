"""A consistent copy of a library in one file, taken while in use; and back, carefully.

The file is a zip: `manifest.json` first, then the truth and the originals. It is
restored by this module alone: only members that the manifest names, under names
that a library can have, of the size and sha256 that it tells, into a new folder.
"""

import hashlib
import json
import os
import re
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assistant.errors import LibraryDamaged, LibraryError
from assistant.library.sqlite.database import Database, facts
from assistant.library.sqlite.folder import Folder, sync
from assistant.library.sqlite.opening import copy_database
from assistant.library.sqlite.snapshots import delete
from assistant.library.sqlite.store import Store

MANIFEST = "manifest.json"
FORMAT = "pincite library 1"
LARGEST_MANIFEST = 256 * 2**20

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
    """As `Upkeep.backup`: what is written is linked first, so that it cannot be taken away."""
    partial = file.with_name(f".{file.name}.partial")
    try:
        with (
            library.writing(),
            tempfile.TemporaryDirectory(prefix="making-", dir=library.folder.mirrors) as scratch,
        ):
            copy = Folder(Path(scratch))
            copy.originals.mkdir()
            with library.originals.changing():
                copy_database(library.database, copy.truth)
                for sha256 in library.originals.used() & library.folder.kept():
                    copy.original(sha256).parent.mkdir(exist_ok=True)
                    os.link(library.folder.original(sha256), copy.original(sha256))
            _write(partial, copy)
        sync(partial)
        partial.replace(file)
        sync(file.absolute().parent)
    except OSError as error:
        raise LibraryError(f"The backup cannot be written to {file}: {error}.") from error
    finally:
        partial.unlink(missing_ok=True)


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

    Raises `LibraryDamaged` when the file is not a whole backup, and `LibraryError`
    when there is a library already. Nothing is left of an attempt that failed.
    """
    place = Folder(folder)
    if place.truth.exists():
        raise LibraryError(f"There is a library in {folder} already. Choose an empty folder.")
    with facts(folder):
        place.make()
    scratch = Path(tempfile.mkdtemp(prefix="restoring-", dir=folder))
    try:
        with facts(folder):
            _unpack(file, scratch)
            _check_truth(scratch / _TRUTH)
            for original in sorted(scratch.glob("originals/??/*")):
                place.keep(place.staged(original, original.name), original.name)
            sync(scratch / _TRUTH)
            (scratch / _TRUTH).rename(place.truth)
            sync(folder)
    finally:
        delete(scratch)


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
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
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
