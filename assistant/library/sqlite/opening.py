"""A library opened: made when there is none, checked when it was left in the middle of work."""

import difflib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from assistant.errors import LibraryError, LibraryFull, LibraryLost, LibraryTooNew
from assistant.library.sqlite.database import Database, damaged, facts
from assistant.library.sqlite.folder import Folder
from assistant.library.sqlite.originals import Originals
from assistant.library.sqlite.schema import APPLICATION, STEPS, VERSION, create, migrate
from assistant.library.sqlite.transit import sweep_transit
from assistant.library.sqlite.writer_lock import WriterLock


def opened(folder: Folder, lock: WriterLock, *, create: bool, recovering: bool = False) -> Database:
    """The database of the library in `folder`. Raises `LibraryError` and what derives from it.

    With `recovering`, a new one is made beside originals whose database is lost.
    """
    with facts(folder.root):
        if is_absent(folder):
            _may_make(folder, create=create, recovering=recovering)
            folder.make()
        writable = _may_write(folder)
        if writable:
            folder.make()
            with suppress(OSError):
                sweep_transit(folder)
    database = _readied(folder, lock, writable=writable, recovering=recovering)
    while database is None:
        # Even reading needs some room, for what SQLite shares among processes.
        writable = folder.spare()
        database = _readied(folder, lock, writable=writable, recovering=recovering)
    return database


def _readied(
    folder: Folder, lock: WriterLock, *, writable: bool, recovering: bool
) -> Database | None:
    """The database, ready; `None` where the disk is full and it might be read all the same."""
    database = Database(folder.truth, read_only=not writable)
    try:
        _ready(folder, database, lock, recovering=recovering)
    except LibraryFull:
        database.close()
        if not writable:
            raise
        return None
    except BaseException:
        database.close()
        raise
    return database


def _may_make(folder: Folder, *, create: bool, recovering: bool) -> None:
    """Whether a library may be made here. Raises `LibraryError` where it may not."""
    if folder.kept():
        _refuse_lost(folder, recovering=recovering)
    elif recovering or not create:
        raise _no_library(folder)
    elif strangers := folder.strangers():
        raise LibraryError(
            f"{folder.root} holds no library but other files, such as {strangers[0]}. "
            "Choose an empty or a new folder with --library."
        )


def is_absent(folder: Folder) -> bool:
    """Whether there is no database, or one that was emptied."""
    return not folder.truth.exists() or folder.truth.stat().st_size == 0


def _refuse_lost(folder: Folder, *, recovering: bool) -> None:
    if not recovering:
        raise LibraryLost(
            f"The database of the library in {folder.root} is missing or empty, and "
            f"{len(folder.kept())} originals lie beside it, which are kept as they are. "
            "Restore the latest backup with: pincite restore FILE. "
            "Or read the originals again, under new names, with: pincite recover"
        )


def _no_library(folder: Folder) -> LibraryError:
    near = _nearest(folder.root)
    meant = f" Did you mean {near}?" if near else ""
    return LibraryError(
        f"There is no library in {folder.root}.{meant} Make one with: pincite index FOLDER"
    )


def _nearest(root: Path) -> Path | None:
    """The folder beside this one that holds a library and is called most like it."""
    try:
        beside = [place for place in root.parent.iterdir() if not is_absent(Folder(place))]
    except OSError:
        return None
    names = difflib.get_close_matches(root.name, [place.name for place in beside], n=1)
    return root.parent / names[0] if names else None


def _may_write(folder: Folder) -> bool:
    places = [folder.root, folder.truth] if folder.truth.exists() else [folder.root]
    return all(os.access(place, os.W_OK) for place in places)


def _ready(folder: Folder, database: Database, lock: WriterLock, *, recovering: bool) -> None:
    """Bring the tables to this version; check them when the last writer did not finish."""
    version = _version(folder, database)
    if version < VERSION and not database.read_only:
        with lock.held(), facts(folder.root):
            version = _version(folder, database)
            if version == 0:
                if folder.kept():
                    _refuse_lost(folder, recovering=recovering)
                _make(folder, database)
            elif version < VERSION:
                _migrate(folder, database, version)
    elif version < VERSION:
        raise LibraryError(
            f"The library in {folder.root} is of an earlier version and cannot be written to. "
            "Give its owner the right to write, and open it once."
        )
    if not database.read_only and database.state("writing")[0]:
        _recover(folder, database, lock)


def _version(folder: Folder, database: Database) -> int:
    """0 when there are no tables yet."""
    application = database.row("PRAGMA application_id")[0]
    version = int(database.row("PRAGMA user_version")[0])
    if application != APPLICATION and database.row("SELECT count(*) FROM sqlite_master")[0]:
        raise LibraryError(
            f"{folder.truth} is not a library of Pincite. Choose another folder with --library."
        )
    if version > VERSION:
        raise LibraryTooNew(
            f"The library in {folder.root} was written by a newer version of Pincite "
            f"(its tables are version {version}, this program knows {VERSION}). "
            "Update with: pip install --upgrade pincite"
        )
    return version


def _make(folder: Folder, database: Database) -> None:
    create(database.writer())
    folder.truth.chmod(0o600)


def _migrate(folder: Folder, database: Database, version: int) -> None:
    """Keep a copy as it was, then take every step."""
    if version not in STEPS:
        raise LibraryError(f"The library in {folder.root} is of an unknown version {version}.")
    copy_database(database, folder.root / f"library.sqlite3.version-{version}")
    migrate(database.writer(), version)


def copy_database(database: Database, place: Path) -> None:
    """A consistent copy of the truth, taken while others read and write."""
    place.touch(mode=0o600)
    target = sqlite3.connect(place)
    source = sqlite3.connect(f"{database.file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


def _recover(folder: Folder, database: Database, lock: WriterLock) -> None:
    """What to do after a crash: check the truth and sweep what belongs to nothing.

    While another process is at work there was no crash; it is left alone.
    """
    if not lock.try_alone():
        return
    with lock.held(), facts(folder.root):
        verdict = database.row("PRAGMA quick_check(1)")[0]
        if verdict != "ok":
            raise damaged(folder.root, verdict)
        folder.empty_staging()
        Originals(folder, database).sweep()
        with database.transaction() as connection:
            connection.execute("UPDATE state SET writing = 0")
