"""A library's parts held together: its folder, its truth, its mirrors, and who may write."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import LibraryFull, LibraryLocked, LibraryReadOnly
from assistant.library.sqlite.database import Database, facts
from assistant.library.sqlite.folder import Folder, sync
from assistant.library.sqlite.mirrors import Mirrors
from assistant.library.sqlite.originals import Originals
from assistant.library.sqlite.transit import sweep_transit
from assistant.library.sqlite.writer_lock import WriterLock


class Store:
    """What everything that reads or writes one library stands on."""

    def __init__(self, folder: Folder, database: Database, lock: WriterLock) -> None:
        self.folder = folder
        self.database = database
        self.notices: list[str] = []
        """As `Reading.notices`."""
        self.mirrors = Mirrors(folder, database, self.notices.append)
        self.originals = Originals(folder, database)
        self._lock = lock

    def close(self) -> None:
        """Leave snapshots of what was searched, unless another process writes; close the files."""
        if self.mirrors.due and not self.database.read_only:
            with suppress(LibraryLocked), self.writing():
                self.mirrors.save(self.dimension)
        self.database.close()

    @property
    def root(self) -> Path:
        """As `Reading.root`."""
        return self.folder.root

    def version(self) -> int:
        """As `Reading.version`."""
        return self.database.version()

    def changes(self) -> int:
        """As `Reading.changes`."""
        return self.database.state("change")[0]

    @property
    def fingerprint(self) -> str | None:
        """As `Encoding.fingerprint`."""
        held = self.database.row("SELECT 1 FROM vector LIMIT 1") is not None
        return self.told("fingerprint") if held else None

    @property
    def dimension(self) -> int | None:
        """Length of a vector; `None` before the first one."""
        found = self.told("dimension")
        return None if found is None else int(found)

    def told(self, name: str) -> str | None:
        """What is kept under a name beside the documents."""
        row = self.database.row("SELECT value FROM meta WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """As `Writing.writing`."""
        if self.database.read_only:
            self.database.check_room()
            raise LibraryReadOnly(
                f"The library in {self.root} cannot be written to: "
                "its folder is read-only for this user. Change its permissions, "
                "or choose another one with --library."
            )
        with self._lock.held(self._begin, self._settle):
            yield

    def _begin(self) -> None:
        """The first holder of the lock in this process: mark the library as in the works.

        On a full disk the mark is left out: what can still be done is a removal, and
        the reserve is kept for that.
        """
        with suppress(LibraryFull):
            self._mark_writing(1)
        with facts(self.root):
            self.folder.empty_staging()
            sweep_transit(self.folder)
            self.folder.set_aside()
            self.mirrors.sweep()
            # SQLite forces the name of its log only through the connection that made it,
            # which need not be the one that writes; a commit is lost with the name.
            sync(self.root)

    def _settle(self) -> None:
        """The last holder: bring the mirrors on disk up to date, finish removals."""
        try:
            self.originals.sweep()
            if self.database.state("purge")[0]:
                self._finish_removal()
            else:
                self.mirrors.save(self.dimension)
            with facts(self.root):
                self.folder.empty_staging()
            self._mark_writing(0)
        except (LibraryFull, LibraryLocked) as error:
            # What was committed stands; the rest is done by the next writer.
            self.notices.append(str(error))

    def _finish_removal(self) -> None:
        """Nothing that was removed is left in mirrors, originals, copies and log."""
        self.mirrors.rewrite(self.dimension)
        with facts(self.root):
            for copy in self.root.glob(f"{self.folder.truth.name}.version-*"):
                copy.unlink()
            self.folder.sync_names()
        self.database.compact()
        if not self.database.shorten_log():
            self.notices.append(
                "A reader was at work: what was removed leaves the log with the next change."
            )
            return
        # Only now: a kill before this must not let the next writer think it is done.
        with self.database.transaction() as connection:
            connection.execute("UPDATE state SET purge = 0")

    def _mark_writing(self, value: int) -> None:
        with self.database.transaction() as connection:
            connection.execute("UPDATE state SET writing = ?", (value,))
