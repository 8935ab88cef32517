"""A library's SQLite file: short reads from any thread, one writer, errors as facts."""

import errno
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from assistant.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryLocked,
    LibraryReadOnly,
)

BUSY_MILLISECONDS = 5_000
"""How long a statement waits for another process's commit."""

CHUNK = 500
"""Most values bound to one statement."""

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Numbers of the errors of a file system that is full or over a quota."""

ROOM = 64 * 1024
"""Bytes without which SQLite fails at its log's index, and calls it an error of the disk."""

_NOT_ALLOWED = (errno.EROFS, errno.EACCES, errno.EPERM)

RESTORE = "Restore the latest backup with: pincite restore FILE"


@contextmanager
def facts(path: Path) -> Iterator[None]:
    """Turns what SQLite and the file system refuse into errors of the library at `path`."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise _named(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the bytes that it stumbled over, and Python cannot read its message.
        raise damaged(path, "its tables cannot be read") from error
    except OSError as error:
        if error.errno in NO_SPACE:
            raise _full(path) from error
        if error.errno in _NOT_ALLOWED:
            raise _read_only(path) from error
        raise LibraryError(f"The library in {path} cannot be used: {error}.") from error


def _named(error: sqlite3.Error, path: Path) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return _read_only(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, str(error))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryLocked(f"Another process is writing to the library in {path}. Try again.")
    if code == sqlite3.SQLITE_IOERR and shutil.disk_usage(path).free < ROOM:
        return _full(path)
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"The disk under {path} refused to be read or written ({error}); nothing of this "
            "document was kept. Check the disk and its limits, and index again."
        )
    return LibraryError(f"The library in {path} cannot be used: {error}.")


def damaged(path: Path, what: str, remedy: str = RESTORE) -> LibraryDamaged:
    """The refusal of a library whose truth cannot be trusted."""
    return LibraryDamaged(f"The library in {path} is damaged ({what}). {remedy}")


def _full(path: Path) -> LibraryFull:
    return LibraryFull(
        f"The disk under {path} is full; nothing of this document was kept. "
        "Free some space, or remove documents, and index again."
    )


def _read_only(path: Path) -> LibraryReadOnly:
    return LibraryReadOnly(
        f"The library in {path} cannot be written to. "
        "Questions are answered; to change it, give its owner the right to write."
    )


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Parts of at most `CHUNK` values."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def marks(values: Sequence[Any]) -> str:
    """`?,?,?` for as many values."""
    return ",".join("?" * len(values))


Stamp = tuple[tuple[int, ...], ...]
"""What files looked like."""


class Database:
    """One SQLite file in WAL mode with `synchronous=FULL`: a commit survives a power cut.

    Every read takes a connection from a pool and gives it back at once, so that
    no reader holds the log; every write is one transaction on the one writing
    connection. With `read_only` nothing is ever written, not even the log: SQLite is then
    told that the file does not change, so after each change of it everything is opened anew.
    """

    def __init__(self, file: Path, *, read_only: bool = False) -> None:
        self.file = file
        self.read_only = read_only
        self._idle: list[tuple[sqlite3.Connection, Stamp]] = []
        self._all: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._turn = threading.RLock()
        self._witness: sqlite3.Connection | None = None
        self._looking = threading.Lock()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Every row of a query, from the last committed state."""
        with facts(self.file.parent):
            while True:
                stamp = self._stamp()
                try:
                    return self._rows(sql, parameters, stamp)
                except sqlite3.DatabaseError:
                    # Half of one state and half of the next look like damage.
                    if stamp == self._stamp():
                        raise

    def _rows(self, sql: str, parameters: Sequence[Any], stamp: Stamp) -> list[Any]:
        connection = self._idle_at(stamp) or self._connect()
        try:
            return connection.execute(sql, parameters).fetchall()
        finally:
            self._idle.append((connection, stamp))

    def _idle_at(self, stamp: Stamp) -> sqlite3.Connection | None:
        """A connection of this stamp from the pool; those of others are closed."""
        with suppress(IndexError):
            while True:
                connection, its = self._idle.pop()
                if its == stamp:
                    return connection
                self._all.remove(connection)
                connection.close()
        return None

    def _stamp(self) -> Stamp:
        """Another value after each change that `read_only` connections do not see."""
        if not self.read_only:
            return ()
        places = (self.file, self._log)
        return tuple(
            (found.st_ino, found.st_mtime_ns, found.st_size)
            for found in (place.stat() for place in places if place.exists())
        )

    @property
    def _log(self) -> Path:
        return self.file.with_name(self.file.name + "-wal")

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Any:  # noqa: ANN401
        """The first row of a query, or `None`."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def state(self, columns: str) -> tuple[int, ...]:
        """Columns of the one row of `state`. Raises `LibraryDamaged` when it is not there."""
        row = self.row(f"SELECT {columns} FROM state")
        if row is None or not all(isinstance(value, int) for value in row):
            raise damaged(self.file.parent, "its state cannot be read")
        found: tuple[int, ...] = row
        return found

    def version(self) -> int:
        """Another number after every commit, of this process or of any other.

        It is SQLite's `data_version`, seen by a connection that never writes.
        """
        if self.read_only:
            return hash(self._stamp())
        with self._looking, facts(self.file.parent):
            if self._witness is None:
                self._witness = self._connect()
            return int(self._witness.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block or nothing of it; when it ends without an error it is on the disk."""
        with self._turn, facts(self.file.parent):
            if self.read_only:
                raise _read_only(self.file.parent)
            connection = self.writer()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has already ended the transaction.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def writer(self) -> sqlite3.Connection:
        """The one connection that writes."""
        with self._turn:
            if self._writer is None:
                self._writer = self._connect()
            return self._writer

    def shorten_log(self) -> bool:
        """Move the log into the file and cut it to nothing; false when a reader was in the way."""
        with self._turn, facts(self.file.parent):
            busy, _, _ = self.writer().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def compact(self) -> None:
        """Write the file afresh, from live rows only.

        `secure_delete` zeroes deleted rows, but copies that moving rows between pages
        left in unused parts of pages survive it: one removed document in 1,000 kills had some.
        """
        with self._turn, facts(self.file.parent):
            self.writer().execute("VACUUM")

    def check_room(self) -> None:
        """Raises `LibraryFull` where the disk has no room for a reader's part of the log."""
        if shutil.disk_usage(self.file.parent).free < ROOM:
            raise _full(self.file.parent)

    def close(self) -> None:
        """Close every connection; the last one to close moves the log into the file."""
        self._idle.clear()
        self._writer = None
        self._witness = None
        while self._all:
            self._all.pop().close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._address(), uri=True, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        if not self.read_only:
            for setting in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "fullfsync = ON",
                "checkpoint_fullfsync = ON",
                "foreign_keys = ON",
                "secure_delete = ON",
            ):
                connection.execute(f"PRAGMA {setting}")
        self._all.append(connection)
        return connection

    def _address(self) -> str:
        address = self.file.absolute().as_uri()
        if not self.read_only:
            return f"{address}?mode=rwc"
        # With nothing in the log all is in the file, and SQLite needs no lock file.
        if self._log.exists() and self._log.stat().st_size:
            return f"{address}?mode=ro"
        return f"{address}?mode=ro&immutable=1"
