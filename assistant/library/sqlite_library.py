"""The embedded library: one folder, SQLite the only truth, two mirrors for searching."""

import secrets
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Page, Paragraph, Repair, Revision
from assistant.errors import (
    EncoderChanged,
    LibraryError,
    LibraryFull,
    LibraryLocked,
    LibraryReadOnly,
    UnknownDocument,
)
from assistant.library.catalogue import Catalogue, Known
from assistant.library.database import Database, facts
from assistant.library.folder import Folder, sync
from assistant.library.library import (
    Counts,
    DocumentRecord,
    Failure,
    Passage,
    Scored,
    Source,
    Standing,
)
from assistant.library.mirrors import Mirrors
from assistant.library.opening import opened
from assistant.library.replacing import keep_repairs, now, replace, take_out
from assistant.library.rows import path_bytes
from assistant.library.writer_lock import WriterLock


class SqliteLibrary:
    """Implements `Library`; made by `SqliteLibrary.open`.

    May be used from any thread. Another process may read meanwhile, and sees each
    commit as soon as it is made.
    """

    def __init__(self, folder: Folder, database: Database, lock: WriterLock) -> None:
        self.folder = folder
        self.database = database
        self.notices: list[str] = []
        """What a reader of this library should be told, oldest first."""
        self._lock = lock
        self.catalogue = Catalogue(database)
        self.mirrors = Mirrors(folder, database, self.notices.append)
        self._expected: tuple[str, int] | None = None
        self._untidy = False
        """An original could not be deleted: the library stays marked, and is swept when opened."""

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        fingerprint: str | None = None,
        dimension: int | None = None,
        create: bool = True,
    ) -> Self:
        """Open the library in `folder`; with `create`, make it when there is none.

        With `fingerprint`, as `expect`. A folder that cannot be written to is opened
        for reading. Raises `LibraryError` and what is derived from it.
        """
        place = Folder(folder)
        lock = WriterLock(folder)
        made = cls(place, opened(place, lock, create=create), lock)
        if fingerprint is not None and dimension is not None:
            made.expect(fingerprint, dimension)
        return made

    def close(self) -> None:
        """Leave snapshots of what was searched, unless another process writes; close the files."""
        if self.mirrors.due and not self.database.read_only:
            with suppress(LibraryLocked), self.writing():
                self.mirrors.save(self.dimension)
        self.database.close()

    # -- the encoder ---------------------------------------------------------

    @property
    def fingerprint(self) -> str | None:
        """Of the encoder that made the vectors; `None` before the first one."""
        return self.catalogue.fingerprint

    @property
    def dimension(self) -> int | None:
        """Length of a vector; `None` before the first one."""
        return self.catalogue.dimension

    def expect(self, fingerprint: str, dimension: int) -> None:
        """Use the library with this encoder only. Raises `EncoderChanged`."""
        found = self.fingerprint
        if found is not None and found != fingerprint and self._held():
            raise EncoderChanged(
                f"The library in {self.folder.root} was indexed with the encoder {found}; "
                f"this is {fingerprint}. Encode it again with: pincite index --rebuild PATH…, "
                "or set PINCITE_ENCODER (and PINCITE_ENCODER_…) as it was then."
            )
        self._expected = (fingerprint, dimension)

    # -- what is there -------------------------------------------------------

    def counts(self) -> Counts:
        """As `Library.counts`."""
        return self.catalogue.counts()

    def documents(self) -> tuple[DocumentRecord, ...]:
        """As `Library.documents`."""
        return self.catalogue.documents()

    def partly_read(self) -> tuple[tuple[str, str], ...]:
        """As `Catalogue.partly_read`."""
        return self.catalogue.partly_read()

    def failures(self) -> tuple[Failure, ...]:
        """As `Library.failures`."""
        return self.catalogue.failures()

    def document(self, document_id: str) -> DocumentRecord:
        """As `Library.document`."""
        return self.catalogue.document(document_id)

    def find(self, reference: str) -> DocumentRecord:
        """As `Library.find`; a name in another Unicode form is the same name."""
        return self.catalogue.find(reference)

    def text(self, document_id: str, revision: str | None = None) -> str:
        """As `Library.text`. Raises `UnknownDocument`, also when that revision was purged."""
        return self.catalogue.text(document_id, revision)

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """As `Library.pages`."""
        return self.catalogue.pages(document_id)

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        """As `Library.repairs`."""
        return self.catalogue.repairs(document_id)

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        """As `Library.paragraphs`. Raises `UnknownDocument`."""
        return self.catalogue.paragraphs(document_id, first, end)

    def passage(self, paragraph_id: str) -> Passage:
        """As `Library.passage`."""
        return self.catalogue.passage(paragraph_id, self)

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """As `Library.passages`."""
        return self.catalogue.passages(rows, self)

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """As `Library.vectors`, to the precision of float16. Raises `UnknownParagraph`."""
        return self.catalogue.vectors(rows)

    def original(self, document_id: str) -> Path:
        """As `Library.original`. Raises `UnknownDocument`."""
        return self.folder.original(self.document(document_id).revision)

    # -- searching -----------------------------------------------------------

    def nearest(
        self, vector: NDArray[np.float32], k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """As `Library.nearest`. Raises `EncoderChanged` for a vector of another length."""
        dimension = self.dimension
        if dimension is None or k < 1:
            return []
        if self._expected is not None:
            self.expect(*self._expected)
        if vector.shape[-1] != dimension:
            raise EncoderChanged(
                f"The question has {vector.shape[-1]} dimensions, the library {dimension}. "
                "Encode the library again with: pincite index --rebuild PATH…"
            )
        with self.catalogue.whole():
            return self.mirrors.nearest(vector, k, within)

    def matching(
        self, question: str, k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """As `Library.matching`."""
        with self.catalogue.whole():
            return self.mirrors.matching(question, k, within) if k > 0 else []

    def holding(self, question: str, within: Collection[str] | None = None) -> list[Standing]:
        """As `Library.holding`."""
        with self.catalogue.whole():
            return self.mirrors.holding(question, within)

    # -- writing -------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """As `Library.writing`; other threads of this process may write meanwhile."""
        if self.database.read_only:
            raise LibraryReadOnly(
                f"The library in {self.folder.root} cannot be written to: "
                "its folder is read-only for this user. Change its permissions, "
                "or choose another one with --library."
            )
        with self._lock.held(self._begin, self._settle):
            yield

    def new_document_id(self) -> str:
        """As `Library.new_document_id`: 80 random bits."""
        return secrets.token_hex(10)

    def unencoded(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """As `Library.unencoded`."""
        return self.catalogue.unencoded(paragraphs)

    def put(
        self,
        revision: Revision,
        source: Source,
        content: Path,
        vectors: Mapping[str, NDArray[np.float32]],
        *,
        replacing: bool = False,
    ) -> DocumentRecord:
        """As `Library.put`.

        Raises `LibraryFull`, `LibraryReadOnly`, `LibraryLocked`, and `ValueError`
        when a vector is missing or `content` is not what was read.
        """
        with self.writing():
            before = self._revision_of(revision.document_id)
            try:
                with self.database.transaction() as connection:
                    if replacing:
                        self.document(revision.document_id)
                    dimension = self._settled_dimension(connection, vectors)
                    replace(connection, revision, source, vectors, dimension)
                    keep_repairs(connection, revision)
                    # Last: whoever is refused before this can put the same bytes again.
                    self.folder.keep(content, revision.sha256)
            except BaseException:
                self._drop_original(revision.sha256)
                raise
            if before != revision.sha256:
                self._drop_original(before)
            self.mirrors.save_words()
            return self.document(revision.document_id)

    def moved(self, document_id: str, source: Source) -> None:
        """As `Library.moved`."""
        path = None if source.path is None else path_bytes(source.path)
        with self.writing(), self.database.transaction() as connection:
            changed = connection.execute(
                "UPDATE document SET name = ?, path = ?, size = ?, modified_ns = ?,"
                " changed_ns = ?, checked_ns = ? WHERE document_id = ?",
                (
                    path_bytes(source.name),
                    path,
                    source.size,
                    source.modified_ns,
                    source.changed_ns,
                    time.time_ns(),
                    document_id,
                ),
            )
            if not changed.rowcount:
                raise UnknownDocument(f"There is no document {document_id} in the library.")
            if path is not None:
                connection.execute("DELETE FROM failure WHERE path = ?", (path,))

    def failed(self, source: Source, sha256: str, reason: str, remedy: str) -> Failure:
        """As `Library.failed`; the name stands for the path where there is none."""
        path = source.path or source.name
        with self.writing(), self.database.transaction() as connection:
            connection.execute(
                "INSERT INTO failure VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)"
                " ON CONFLICT (path) DO UPDATE SET name = excluded.name,"
                " reason = excluded.reason, remedy = excluded.remedy,"
                " at = excluded.at, sha256 = excluded.sha256, size = excluded.size,"
                " modified_ns = excluded.modified_ns,"
                " attempts = 1 + iif(sha256 = excluded.sha256, attempts, 0)",
                (
                    path_bytes(path),
                    path_bytes(source.name),
                    sha256,
                    _shown(reason),
                    _shown(remedy),
                    now(),
                    source.size,
                    source.modified_ns,
                ),
            )
        return next(failure for failure in self.failures() if failure.path == path)

    def remove(self, document_id: str) -> None:
        """As `Library.remove`: when the outermost `writing` ends, nothing of it is left.

        Works on a full disk too. Raises `UnknownDocument`.
        """
        with self.writing():
            sha256 = self.document(document_id).revision
            try:
                self._take_out(document_id)
            except LibraryFull:
                self.folder.release()
                self._take_out(document_id)
            self._drop_original(sha256)

    def forget_failures(self, paths: Collection[str]) -> None:
        """The files at these paths are gone or are not wanted any more."""
        with self.writing(), self.database.transaction() as connection:
            connection.executemany(
                "DELETE FROM failure WHERE path = ?", [(path_bytes(path),) for path in paths]
            )

    def known(self) -> list[Known]:
        """Every document that came from a file."""
        return self.catalogue.known()

    def purge(self) -> int:
        """Delete the texts of earlier revisions; gives how many there were.

        Citations of them can no longer be compared word by word.
        """
        with self.writing(), self.database.transaction() as connection:
            gone = connection.execute(
                "DELETE FROM revision WHERE sha256 !="
                " (SELECT d.revision FROM document d WHERE d.key = revision.document)"
            ).rowcount
            connection.execute("UPDATE state SET purge = 1 WHERE ?", (gone > 0,))
            return gone

    # -- within --------------------------------------------------------------

    def _begin(self) -> None:
        """The first holder of the lock in this process: mark the library as in the works.

        On a full disk the mark is left out: what can still be done is a removal, and
        the reserve is kept for that.
        """
        with suppress(LibraryFull):
            self._mark_writing(1)
        with facts(self.folder.root):
            self.folder.empty_staging()
            self.folder.set_aside()
            self.mirrors.sweep()
            # SQLite forces the name of its log only through the connection that made it,
            # which need not be the one that writes; a commit is lost with the name.
            sync(self.folder.root)

    def _settle(self) -> None:
        """The last holder: bring the mirrors on disk up to date, finish removals."""
        try:
            if self.database.state("purge")[0]:
                self._finish_removal()
            else:
                self.mirrors.save(self.dimension)
            with facts(self.folder.root):
                self.folder.empty_staging()
            if not self._untidy:
                self._mark_writing(0)
        except (LibraryFull, LibraryLocked) as error:
            # What was committed stands; the rest is done by the next writer.
            self.notices.append(str(error))

    def _finish_removal(self) -> None:
        """Nothing that was removed is left in mirrors, originals, copies and log."""
        self.mirrors.rewrite(self.dimension)
        with facts(self.folder.root):
            wanted = {sha256 for (sha256,) in self.database.rows("SELECT revision FROM document")}
            self.folder.drop(self.folder.kept() - wanted)
            for copy in self.folder.root.glob(f"{self.folder.truth.name}.version-*"):
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

    def _take_out(self, document_id: str) -> None:
        with self.database.transaction() as connection:
            take_out(connection, document_id)

    def _settled_dimension(
        self, connection: sqlite3.Connection, vectors: Mapping[str, NDArray[np.float32]]
    ) -> int:
        """Length of a vector; with the first one it is written down, and whose it is."""
        found = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        if "dimension" in found and (self._expected is None or self._held()):
            return int(found["dimension"])
        name, dimension = self._expected or ("", 0)
        for vector in vectors.values():
            dimension = dimension or len(vector)
        if dimension:
            connection.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [("dimension", str(dimension)), ("fingerprint", name)],
            )
        return dimension

    def _held(self) -> bool:
        return self.database.row("SELECT 1 FROM vector LIMIT 1") is not None

    def _revision_of(self, document_id: str) -> str | None:
        row = self.database.row(
            "SELECT revision FROM document WHERE document_id = ?", (document_id,)
        )
        return None if row is None else str(row[0])

    def _drop_original(self, sha256: str | None) -> None:
        """Delete these bytes unless a document has them."""
        if sha256 is None:
            return
        if not self.database.row("SELECT 1 FROM document WHERE revision = ?", (sha256,)):
            try:
                with facts(self.folder.root):
                    self.folder.drop([sha256])
            except LibraryError:
                self._untidy = True
                raise


def _shown(text: str) -> str:
    """A message that may quote an undecodable name."""
    return text.encode("utf-8", "backslashreplace").decode()
