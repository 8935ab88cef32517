"""The bytes of every current revision, counted by use: a file goes with its last document.

The counts are changed by triggers, in the transaction that changes the document. Between a
check of them and the deletion of a file, no thread may take the same bytes into use.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import LibraryFull
from assistant.library.sqlite.database import Database, facts
from assistant.library.sqlite.folder import Folder


class Originals:
    """The files under `originals/`, changed by one thread at a time."""

    def __init__(self, folder: Folder, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._turn = threading.RLock()

    @contextmanager
    def keeping(self, content: Path, sha256: str) -> Iterator[sqlite3.Connection]:
        """A transaction that takes these bytes into use; they are kept only if it is.

        Raises `ValueError` when `content` is not what was read.
        """
        with facts(self._folder.root):
            staged = self._folder.staged(content, sha256)
        with self.changing():
            try:
                self._announce(sha256)
                with self._database.transaction() as connection:
                    yield connection
                    # Last: whoever is refused before this can put the same bytes again.
                    self._folder.keep(staged, sha256)
            except BaseException:
                if staged != content:
                    staged.unlink(missing_ok=True)
                self.sweep()
                raise

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Alone with the files: what nothing uses when the block ends well is deleted."""
        with self._turn:
            yield
            self.sweep()

    def used(self) -> set[str]:
        """The sha256 of all that a document has."""
        rows = self._database.rows("SELECT sha256 FROM original WHERE uses > 0")
        return {sha256 for (sha256,) in rows}

    def sweep(self) -> None:
        """Delete what nothing uses any more; what cannot be deleted stays noted."""
        with self._turn:
            unused = self._database.rows("SELECT sha256 FROM original WHERE uses = 0")
            if unused:
                with facts(self._folder.root):
                    self._folder.drop(sha256 for (sha256,) in unused)
                # On a full disk the next sweep finds the file gone and forgets it.
                with suppress(LibraryFull), self._database.transaction() as connection:
                    connection.execute("DELETE FROM original WHERE uses = 0")

    def strays(self) -> set[str]:
        """The sha256 of files that no record accounts for; nothing of ours deletes one.

        They are of a lost database, or of a version that did not note a file before it was there.
        """
        rows = self._database.rows("SELECT sha256 FROM original")
        return self._folder.kept() - {sha256 for (sha256,) in rows}

    def _announce(self, sha256: str) -> None:
        """Note a file before it is there: after a crash it is known for ours, and swept."""
        if not self._folder.original(sha256).exists():
            with self._database.transaction() as connection:
                connection.execute("INSERT OR IGNORE INTO original VALUES (?, 0)", (sha256,))
