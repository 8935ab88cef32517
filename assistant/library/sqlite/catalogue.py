"""What the truth says of documents, each row checked as it is read."""

import json
import os
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.documents.document import Imprint, Page, Repair
from assistant.documents.framing import BadFrame
from assistant.documents.packing import unpack_repairs
from assistant.errors import UnknownDocument
from assistant.library.records import Counts, DocumentRecord, Failure, Known
from assistant.library.sqlite.database import RESTORE, damaged, marks
from assistant.library.sqlite.rows import Torn, decoded, pages_of, path_bytes, path_text, text_of
from assistant.library.sqlite.speakers import Speakers

DOCUMENT = (
    "d.document_id, d.name, d.path, d.format, d.title, d.imprint, d.language, d.revision, d.reader,"
    " d.pages, d.paragraphs, d.size, d.modified_ns, d.indexed_at, d.notices"
)
"""Columns of the table that is `d`."""


class Catalogue(Speakers):
    """Implements what `Reading` tells of documents; sees the last committed state.

    A row that is not what was written raises `LibraryDamaged`; nothing is guessed.
    """

    _counted: tuple[int, Counts] | None = None
    """The counts at the version when they were made."""

    def counts(self) -> Counts:
        """As `Reading.counts`; counted once after every commit."""
        version, counted = self.database.version(), self._counted
        if counted is None or counted[0] != version:
            counted = (
                version,
                Counts(
                    *self.database.row(
                        "SELECT (SELECT count(*) FROM document),"
                        " (SELECT coalesce(sum(paragraphs), 0) FROM document),"
                        " (SELECT count(*) FROM failure)"
                    )
                ),
            )
            self._counted = counted
        return counted[1]

    def documents(self, first: int = 0, end: int | None = None) -> tuple[DocumentRecord, ...]:
        """As `Reading.documents`."""
        rows = self.database.rows(
            f"SELECT {DOCUMENT} FROM document d ORDER BY name, path LIMIT ? OFFSET ?",
            (-1 if end is None else max(end - first, 0), first),
        )
        return tuple(map(record_of, rows))

    def names(self) -> list[tuple[str, str]]:
        """As `Reading.names`."""
        rows = self.database.rows("SELECT document_id, name FROM document ORDER BY name, path")
        return [(document_id, path_text(name)) for document_id, name in rows]

    def partly_read(self) -> tuple[tuple[str, str], ...]:
        """As `Reading.partly_read`."""
        rows = self.database.rows("SELECT document_id, name FROM document WHERE notices <> '[]'")
        found = [(document_id, path_text(name)) for document_id, name in rows]
        return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))

    def failures(self) -> tuple[Failure, ...]:
        """As `Reading.failures`."""
        rows = self.database.rows(
            "SELECT path, name, reason, remedy, attempts, at, sha256, size, modified_ns, readers"
            " FROM failure ORDER BY path"
        )
        return tuple(Failure(path_text(path), path_text(name), *rest) for path, name, *rest in rows)

    def roots(self) -> tuple[Path, ...]:
        """As `Reading.roots`."""
        found = self.told("roots")
        return () if found is None else tuple(Path(path) for path in json.loads(found))

    def original(self, document_id: str) -> Path:
        """As `Reading.original`."""
        return self.folder.original(self.document(document_id).revision)

    def document(self, document_id: str) -> DocumentRecord:
        """As `Reading.document`."""
        row = self.database.row(
            f"SELECT {DOCUMENT} FROM document d WHERE document_id = ?",
            (bindable(document_id),),
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document_id} in the library.")
        return record_of(row)

    def find(self, reference: str) -> DocumentRecord:
        """As `Reading.find`."""
        with suppress(UnknownDocument):
            return self.document(reference)
        path = str(Path(reference).expanduser().absolute()) if reference else ""
        for found in (
            self._ids("path", reference, path),
            self._ids("name", reference),
            self._ids_of_other_forms(reference),
        ):
            if len(found) == 1:
                return self.document(found[0])
            if found:
                raise UnknownDocument(
                    f"{len(found)} documents are called {reference}; "
                    f"name one by its id: {', '.join(found)}."
                )
        raise UnknownDocument(f"No document of the library has the id, name or path {reference}.")

    def _ids(self, column: str, *values: str) -> list[str]:
        try:
            held = [path_bytes(value) for value in values]
        except UnicodeEncodeError:
            return []  # No file can be called that.
        rows = self.database.rows(
            f"SELECT document_id FROM document WHERE {column} IN ({marks(values)})"
            " ORDER BY name, path",
            held,
        )
        return [document_id for (document_id,) in rows]

    def _ids_of_other_forms(self, name: str) -> list[str]:
        """Documents whose name is the same in another Unicode form; one of ASCII has no other."""
        if name.isascii():
            return []
        wanted = unicodedata.normalize("NFC", name)
        return [i for i, other in self.names() if unicodedata.normalize("NFC", other) == wanted]

    def text(self, document_id: str, revision: str | None = None) -> str:
        """As `Reading.text`."""
        row = self.database.row(
            "SELECT r.text, r.pages, r.checksum FROM document d"
            " JOIN revision r ON r.document = d.key"
            " WHERE d.document_id = ? AND r.sha256 = coalesce(?, d.revision)",
            (bindable(document_id), None if revision is None else bindable(revision)),
        )
        if row is None:
            raise UnknownDocument(
                f"The library has no text of document {document_id}"
                + ("." if revision is None else f" in its revision {revision[:12]}.")
            )
        with self.whole(document_id):
            return text_of(*row)

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """As `Reading.pages`."""
        row = self.database.row(
            "SELECT r.text, r.pages, r.checksum FROM document d JOIN revision r"
            " ON r.document = d.key AND r.sha256 = d.revision WHERE d.document_id = ?",
            (bindable(document_id),),
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document_id} in the library.")
        with self.whole(document_id):
            return pages_of(*row)

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        """As `Reading.repairs`."""
        row = self.database.row(
            "SELECT r.repairs FROM document d LEFT JOIN raw r ON r.document = d.key"
            " WHERE d.document_id = ?",
            (bindable(document_id),),
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document_id} in the library.")
        with self.whole(document_id):
            return None if row[0] is None else unpack_repairs(row[0])

    def known(self) -> list[Known]:
        """As `Reading.known`."""
        rows = self.database.rows(
            "SELECT document_id, path, size, modified_ns, changed_ns, checked_ns, revision,"
            " paragraphs FROM document WHERE path IS NOT NULL"
        )
        return [Known(document_id, path_text(path), *rest) for document_id, path, *rest in rows]

    @contextmanager
    def whole(self, document_id: str | None = None) -> Iterator[None]:
        """Turns a row, of this document, that is not what was written into `LibraryDamaged`."""
        try:
            yield
        except (Torn, BadFrame) as error:
            raise damaged(self.root, str(error), self._remedy(document_id)) from error
        except (ValueError, TypeError, zlib.error) as error:
            # Its message may quote what stands in the row.
            what = f"a row cannot be read ({type(error).__name__})"
            raise damaged(self.root, what, self._remedy(document_id)) from error

    def _remedy(self, document_id: str | None) -> str:
        """To read the document again where its bytes are whole, else a backup."""
        row = None
        if document_id is not None:
            row = self.database.row(
                "SELECT name, path, revision FROM document WHERE document_id = ?",
                (bindable(document_id),),
            )
        if row is None or not self.folder.is_whole(row[2]):
            return RESTORE
        name, path = path_text(row[0]), None if row[1] is None else path_text(row[1])
        if path is not None and os.path.exists(path):  # noqa: PTH110 - it may be no proper path
            return (
                f"Read {name} again with: pincite index --rebuild {path}. "
                f"If that does not help: {RESTORE}"
            )
        return (
            f"The bytes of {name} are whole: copy {self.folder.original(row[2])}, "
            f"remove the document and add the copy. If that does not help: {RESTORE}"
        )


def record_of(row: Sequence[Any]) -> DocumentRecord:
    """The record that the columns `DOCUMENT` hold."""
    document_id, name, path, kind, title, told, language, *rest, at, notices = row
    revision, reader, *numbers = rest
    pages, paragraphs, size, modified_ns = numbers
    return DocumentRecord(
        document_id=document_id,
        name=path_text(name),
        path=None if path is None else path_text(path),
        format=kind,
        imprint=_imprint(title, told),
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


def _imprint(title: bytes | None, told: str) -> Imprint:
    """What an earlier version knew of a document is a title of its properties, if that."""
    if title is None:
        return replace(Imprint(None, *json.loads(told)), title_basis="file name")
    return Imprint(decoded(title), *json.loads(told))


def bindable(text: str) -> str:
    """SQLite refuses lone surrogates; no id has one."""
    return text.encode("utf-8", "replace").decode()
