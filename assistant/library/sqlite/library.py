"""The embedded library whole: every part of the protocol over one folder."""

from pathlib import Path
from typing import Self

from assistant.library.sqlite.backup import backup
from assistant.library.sqlite.folder import Folder
from assistant.library.sqlite.opening import opened
from assistant.library.sqlite.proof import prove, remains
from assistant.library.sqlite.revisions import Revisions
from assistant.library.sqlite.searches import Searches
from assistant.library.sqlite.selections import Selections
from assistant.library.sqlite.self_checks import examine
from assistant.library.sqlite.writer_lock import WriterLock
from assistant.library.upkeep import Check, Proof


class SqliteLibrary(Searches, Revisions, Selections):
    """Implements `Library`; made by `SqliteLibrary.open`.

    May be used from any thread. Another process may read meanwhile, and sees each
    commit as soon as it is made.
    """

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        fingerprint: str | None = None,
        dimension: int | None = None,
        create: bool = True,
        recovering: bool = False,
    ) -> Self:
        """As `open_library`. A folder that cannot be written to is opened for reading."""
        place = Folder(folder)
        lock = WriterLock(folder)
        database = opened(place, lock, create=create, recovering=recovering)
        made = cls(place, database, lock)
        if fingerprint is not None and dimension is not None:
            made.expect(fingerprint, dimension)
        return made

    def examine(self, *, seed: int | None = None) -> tuple[Check, ...]:
        """As `Upkeep.examine`."""
        return examine(self, seed=seed)

    def strays(self) -> tuple[Path, ...]:
        """As `Upkeep.strays`."""
        return tuple(self.folder.original(sha256) for sha256 in sorted(self.originals.strays()))

    def remove_and_prove(self, document_id: str, *, with_selections: bool = False) -> Proof:
        """As `Upkeep.remove_and_prove`: its words are sought in every file of the folder."""
        gone = remains(self, document_id)
        self.remove(document_id, with_selections=with_selections)
        return prove(self, gone)

    def backup(self, file: Path) -> None:
        """As `Upkeep.backup`."""
        backup(self, file)
