"""The embedded library: one folder, SQLite the only truth, two mirrors for searching."""

import json
import secrets
import sqlite3
import time
import unicodedata
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Page, Paragraph, Revision
from assistant.documents.framing import BadFrame
from assistant.errors import (
    EncoderChanged,
    LibraryFull,
    LibraryLocked,
    LibraryReadOnly,
    UnknownDocument,
    UnknownParagraph,
)
from assistant.library.database import Database, chunks, damaged, facts, marks
from assistant.library.folder import Folder
from assistant.library.library import Counts, DocumentRecord, Failure, Located, Scored, Source
from assistant.library.mirrors import Mirrors
from assistant.library.opening import opened
from assistant.library.replacing import names_of, now, replace, take_out
from assistant.library.rows import (
    Torn,
    decoded,
    pages_of,
    paragraph_of,
    path_bytes,
    path_text,
    text_of,
    vectors_of,
)
from assistant.library.writer_lock import WriterLock

_DOCUMENT = (
    "document_id, name, path, format, title, language, revision, reader, pages, paragraphs,"
    " size, modified_ns, indexed_at, notices"
)
_PARAGRAPH = (
    "p.paragraph_id, d.document_id, p.ordinal, p.text, p.place, p.lines, p.checksum, p.row,"
    " d.name, d.title FROM paragraph p JOIN document d ON d.key = p.document"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the library knows of a file that it has read."""

    document_id: str
    path: str
    size: int
    modified_ns: int
    changed_ns: int
    checked_ns: int
    """When its bytes were last compared, by this machine's clock."""
    sha256: str
    paragraphs: int


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
        self.mirrors = Mirrors(folder, database, self.notices.append)
        self._expected: tuple[str, int] | None = None

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
        row = self.database.row("SELECT value FROM meta WHERE name = 'fingerprint'")
        return None if row is None else str(row[0])

    @property
    def dimension(self) -> int | None:
        """Length of a vector; `None` before the first one."""
        row = self.database.row("SELECT value FROM meta WHERE name = 'dimension'")
        return None if row is None else int(row[0])

    def expect(self, fingerprint: str, dimension: int) -> None:
        """Use the library with this encoder only. Raises `EncoderChanged`."""
        found = self.fingerprint
        if found is not None and found != fingerprint and self._held():
            raise EncoderChanged(
                f"The library in {self.folder.root} was indexed with the encoder {found}; "
                f"this is {fingerprint}. Encode it again with: pincite index --rebuild PATH…, "
                "or set PINCITE_ENCODER to the encoder it was made with."
            )
        self._expected = (fingerprint, dimension)

    # -- what is there -------------------------------------------------------

    def counts(self) -> Counts:
        """As `Library.counts`."""
        return Counts(
            *self.database.row(
                "SELECT (SELECT count(*) FROM document),"
                " (SELECT coalesce(sum(paragraphs), 0) FROM document),"
                " (SELECT count(*) FROM failure)"
            )
        )

    def documents(self) -> tuple[DocumentRecord, ...]:
        """As `Library.documents`."""
        rows = self.database.rows(f"SELECT {_DOCUMENT} FROM document")
        return tuple(
            sorted(map(_record, rows), key=lambda record: (record.name, record.path or ""))
        )

    def failures(self) -> tuple[Failure, ...]:
        """As `Library.failures`."""
        rows = self.database.rows(
            "SELECT path, name, reason, remedy, attempts, at, sha256, size, modified_ns"
            " FROM failure ORDER BY path"
        )
        return tuple(Failure(path_text(path), path_text(name), *rest) for path, name, *rest in rows)

    def document(self, document_id: str) -> DocumentRecord:
        """As `Library.document`."""
        row = self.database.row(
            f"SELECT {_DOCUMENT} FROM document WHERE document_id = ?",
            (_bindable(document_id),),
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document_id} in the library.")
        return _record(row)

    def find(self, reference: str) -> DocumentRecord:
        """As `Library.find`; a name in another Unicode form is the same name."""
        with suppress(UnknownDocument):
            return self.document(reference)
        records = self.documents()
        path = str(Path(reference).expanduser().absolute()) if reference else ""
        wanted = unicodedata.normalize("NFC", reference)
        for claim in (
            lambda record: record.path in (reference, path),
            lambda record: record.name == reference,
            lambda record: unicodedata.normalize("NFC", record.name) == wanted,
        ):
            found = [record for record in records if claim(record)]
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(record.document_id for record in found)
                raise UnknownDocument(
                    f"{len(found)} documents are called {reference}; name one by its id: {ids}."
                )
        raise UnknownDocument(f"No document of the library has the id, name or path {reference}.")

    def text(self, document_id: str, revision: str | None = None) -> str:
        """As `Library.text`. Raises `UnknownDocument`, also when that revision was purged."""
        row = self.database.row(
            "SELECT r.text, r.pages, r.checksum FROM document d"
            " JOIN revision r ON r.document = d.key"
            " WHERE d.document_id = ? AND r.sha256 = coalesce(?, d.revision)",
            (_bindable(document_id), None if revision is None else _bindable(revision)),
        )
        if row is None:
            raise UnknownDocument(
                f"The library has no text of document {document_id}"
                + ("." if revision is None else f" in its revision {revision[:12]}.")
            )
        with self._whole():
            return text_of(*row)

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """As `Library.pages`."""
        row = self.database.row(
            "SELECT r.text, r.pages, r.checksum FROM document d JOIN revision r"
            " ON r.document = d.key AND r.sha256 = d.revision WHERE d.document_id = ?",
            (_bindable(document_id),),
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document_id} in the library.")
        with self._whole():
            return pages_of(*row)

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        """As `Library.paragraphs`. Raises `UnknownDocument`."""
        rows = self.database.rows(
            f"SELECT {_PARAGRAPH} WHERE d.document_id = ? ORDER BY p.ordinal",
            (_bindable(document_id),),
        )
        if not rows:
            self.document(document_id)
        return tuple(self._located(row).paragraph for row in rows)

    def paragraph(self, paragraph_id: str) -> Located:
        """As `Library.paragraph`."""
        row = self.database.row(
            f"SELECT {_PARAGRAPH} WHERE p.paragraph_id = ?",
            (_bindable(paragraph_id),),
        )
        if row is None:
            raise UnknownParagraph(f"There is no paragraph {paragraph_id} in the library.")
        return self._located(row)

    def located(self, rows: Sequence[int]) -> dict[int, Located]:
        """As `Library.located`."""
        found: dict[int, Located] = {}
        for part in chunks(list(dict.fromkeys(rows))):
            for row in self.database.rows(
                f"SELECT {_PARAGRAPH} WHERE p.row IN ({marks(part)})",
                part,
            ):
                located = self._located(row)
                found[located.row] = located
        return found

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """As `Library.vectors`, to the precision of float16. Raises `UnknownParagraph`."""
        found: dict[int, bytes] = {}
        for part in chunks(rows):
            found |= dict(
                self.database.rows(
                    f"SELECT row, value FROM vector WHERE row IN ({marks(part)})",
                    part,
                )
            )
        try:
            blobs = [found[row] for row in rows]
        except KeyError as error:
            raise UnknownParagraph(f"Row {error} is no longer in the library.") from error
        with self._whole():
            return vectors_of(blobs, self.dimension or 0)

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
        with self._whole():
            return self.mirrors.nearest(vector, k, within)

    def matching(
        self, question: str, k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """As `Library.matching`."""
        with self._whole():
            return self.mirrors.matching(question, k, within) if k > 0 else []

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

    def encoded(self, paragraph_ids: Collection[str]) -> set[str]:
        """As `Library.encoded`."""
        found: set[str] = set()
        for part in chunks(list(paragraph_ids)):
            rows = self.database.rows(
                "SELECT paragraph_id FROM paragraph JOIN vector USING (row)"
                f" WHERE paragraph_id IN ({marks(part)})",
                part,
            )
            found.update(paragraph_id for (paragraph_id,) in rows)
        return found

    def unencoded(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Those that `put` needs a vector for: neither their id nor their text is known."""
        known = self.encoded([paragraph.paragraph_id for paragraph in paragraphs])
        new = [paragraph for paragraph in paragraphs if paragraph.paragraph_id not in known]
        by_words = names_of(new)
        for part in chunks(list(by_words)):
            for (words,) in self.database.rows(
                "SELECT DISTINCT words FROM paragraph JOIN vector USING (row)"
                f" WHERE words IN ({marks(part)})",
                part,
            ):
                known.update(by_words[words])
        # Of equal words in one document the first is encoded, the others take its vector.
        first = {ids[0] for ids in by_words.values()}
        return [p for p in new if p.paragraph_id in first and p.paragraph_id not in known]

    def put(
        self,
        revision: Revision,
        source: Source,
        content: Path,
        vectors: Mapping[str, NDArray[np.float32]],
    ) -> DocumentRecord:
        """As `Library.put`; a vector may be left out also for what `unencoded` leaves out.

        Raises `LibraryFull`, `LibraryReadOnly`, `LibraryLocked`, and `ValueError`
        when a vector is missing or `content` is not what was read.
        """
        with self.writing():
            before = self._revision_of(revision.document_id)
            with facts(self.folder.root):
                self.folder.keep(content, revision.sha256)
            try:
                with self.database.transaction() as connection:
                    dimension = self._settled_dimension(connection, vectors)
                    replace(connection, revision, source, vectors, dimension)
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
            connection.execute(
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
        rows = self.database.rows(
            "SELECT document_id, path, size, modified_ns, changed_ns, checked_ns, revision,"
            " paragraphs FROM document WHERE path IS NOT NULL"
        )
        return [Known(document_id, path_text(path), *rest) for document_id, path, *rest in rows]

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

    def _settle(self) -> None:
        """The last holder: bring the mirrors on disk up to date, finish removals."""
        try:
            if self.database.state("purge")[0]:
                self._finish_removal()
            else:
                self.mirrors.save(self.dimension)
            self.folder.empty_staging()
            self._mark_writing(0)
        except LibraryFull as error:
            # What was committed stands; the rest is done when there is room.
            self.notices.append(str(error))

    def _finish_removal(self) -> None:
        """Nothing that was removed is left in mirrors, originals, copies and log."""
        self.mirrors.rewrite(self.dimension)
        with facts(self.folder.root):
            wanted = {sha256 for (sha256,) in self.database.rows("SELECT revision FROM document")}
            self.folder.drop(self.folder.kept() - wanted)
            for copy in self.folder.root.glob(f"{self.folder.truth.name}.version-*"):
                copy.unlink()
        with self.database.transaction() as connection:
            connection.execute("UPDATE state SET purge = 0")
        if not self.database.shorten_log():
            self.notices.append(
                "A reader was at work: the log is shortened when the library is closed."
            )

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
            with facts(self.folder.root):
                self.folder.drop([sha256])

    def _located(self, row: Sequence[Any]) -> Located:
        paragraph_id, document_id, ordinal, text, place, lines, checksum, number, name, title = row
        with self._whole():
            paragraph = paragraph_of(
                paragraph_id, document_id, ordinal, (text, place, lines, checksum)
            )
        return Located(
            number, paragraph, path_text(name), None if title is None else decoded(title)
        )

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Turns a row that is not what was written into `LibraryDamaged`."""
        try:
            yield
        except (Torn, BadFrame, ValueError, TypeError, zlib.error) as error:
            raise damaged(self.folder.root, str(error)) from error


def _record(row: Sequence[Any]) -> DocumentRecord:
    document_id, name, path, kind, title, language, revision, reader, *numbers, at, notices = row
    pages, paragraphs, size, modified_ns = numbers
    return DocumentRecord(
        document_id=document_id,
        name=path_text(name),
        path=None if path is None else path_text(path),
        format=kind,
        title=None if title is None else decoded(title),
        language=language,
        revision=revision,
        reader=reader,
        pages=pages,
        paragraphs=paragraphs,
        size=size,
        modified_ns=modified_ns,
        indexed_at=at,
        notices=tuple(json.loads(notices)),
    )


def _bindable(text: str) -> str:
    """SQLite refuses lone surrogates; no id has one."""
    return text.encode("utf-8", "replace").decode()


def _shown(text: str) -> str:
    """A message that may quote an undecodable name."""
    return text.encode("utf-8", "backslashreplace").decode()
