"""What the truth says: documents, texts, paragraphs and vectors, each checked as it is read."""

import json
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Page, Paragraph, Repair
from assistant.documents.framing import BadFrame
from assistant.documents.packing import unpack_repairs
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.library.database import Database, chunks, damaged, marks
from assistant.library.library import Counts, DocumentRecord, Failure, Library, Passage
from assistant.library.replacing import names_of
from assistant.library.rows import (
    Torn,
    decoded,
    pages_of,
    paragraph_of,
    path_text,
    text_of,
    vectors_of,
    words_digest,
)

_DOCUMENT = (
    "d.document_id, d.name, d.path, d.format, d.title, d.language, d.revision, d.reader, d.pages,"
    " d.paragraphs, d.size, d.modified_ns, d.indexed_at, d.notices"
)
_PARAGRAPH = "p.paragraph_id, d.document_id, p.ordinal, p.text, p.place, p.lines, p.checksum"
_STANDING = "FROM paragraph p JOIN document d ON d.key = p.document"


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


class Catalogue:
    """Reads a library's tables; every method sees the last committed state.

    A row that is not what was written raises `LibraryDamaged`; nothing is guessed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._root = database.file.parent

    @property
    def fingerprint(self) -> str | None:
        """Of the encoder that made the vectors; `None` before the first one."""
        row = self._database.row("SELECT value FROM meta WHERE name = 'fingerprint'")
        return None if row is None else str(row[0])

    @property
    def dimension(self) -> int | None:
        """Length of a vector; `None` before the first one."""
        row = self._database.row("SELECT value FROM meta WHERE name = 'dimension'")
        return None if row is None else int(row[0])

    def counts(self) -> Counts:
        """As `Library.counts`."""
        return Counts(
            *self._database.row(
                "SELECT (SELECT count(*) FROM document),"
                " (SELECT coalesce(sum(paragraphs), 0) FROM document),"
                " (SELECT count(*) FROM failure)"
            )
        )

    def documents(self) -> tuple[DocumentRecord, ...]:
        """As `Library.documents`."""
        rows = self._database.rows(f"SELECT {_DOCUMENT} FROM document d")
        return tuple(
            sorted(map(_record, rows), key=lambda record: (record.name, record.path or ""))
        )

    def partly_read(self) -> tuple[tuple[str, str], ...]:
        """Id and name of every document of which not all could be read, by name."""
        rows = self._database.rows("SELECT document_id, name FROM document WHERE notices <> '[]'")
        found = [(document_id, path_text(name)) for document_id, name in rows]
        return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))

    def failures(self) -> tuple[Failure, ...]:
        """As `Library.failures`."""
        rows = self._database.rows(
            "SELECT path, name, reason, remedy, attempts, at, sha256, size, modified_ns"
            " FROM failure ORDER BY path"
        )
        return tuple(Failure(path_text(path), path_text(name), *rest) for path, name, *rest in rows)

    def document(self, document_id: str) -> DocumentRecord:
        """As `Library.document`."""
        row = self._database.row(
            f"SELECT {_DOCUMENT} FROM document d WHERE document_id = ?",
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
        row = self._database.row(
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
        with self.whole():
            return text_of(*row)

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """As `Library.pages`."""
        row = self._database.row(
            "SELECT r.text, r.pages, r.checksum FROM document d JOIN revision r"
            " ON r.document = d.key AND r.sha256 = d.revision WHERE d.document_id = ?",
            (_bindable(document_id),),
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document_id} in the library.")
        with self.whole():
            return pages_of(*row)

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        """As `Library.repairs`."""
        row = self._database.row(
            "SELECT r.repairs FROM document d LEFT JOIN raw r ON r.document = d.key"
            " WHERE d.document_id = ?",
            (_bindable(document_id),),
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document_id} in the library.")
        with self.whole():
            return None if row[0] is None else unpack_repairs(row[0])

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        """As `Library.paragraphs`. Raises `UnknownDocument`."""
        rows = self._database.rows(
            f"SELECT {_PARAGRAPH} {_STANDING} WHERE d.document_id = ? AND p.ordinal >= ?"
            " AND p.ordinal < coalesce(?, p.ordinal + 1) ORDER BY p.ordinal",
            (_bindable(document_id), first, end),
        )
        if not rows:
            self.document(document_id)
        return tuple(map(self._paragraph, rows))

    def passage(self, paragraph_id: str, library: Library) -> Passage:
        """As `Library.passage`, of that library."""
        row = self._database.row(
            f"SELECT {_PARAGRAPH}, {_DOCUMENT} {_STANDING} WHERE p.paragraph_id = ?",
            (_bindable(paragraph_id),),
        )
        if row is None:
            raise UnknownParagraph(f"There is no paragraph {paragraph_id} in the library.")
        return Passage(self._paragraph(row[:7]), _record(row[7:]), library)

    def passages(self, rows: Sequence[int], library: Library) -> dict[int, Passage]:
        """As `Library.passages`, of that library."""
        found: dict[int, Passage] = {}
        records: dict[str, DocumentRecord] = {}
        for part in chunks(list(dict.fromkeys(rows))):
            for number, *row in self._database.rows(
                f"SELECT p.row, {_PARAGRAPH}, {_DOCUMENT} {_STANDING}"
                f" WHERE p.row IN ({marks(part)})",
                part,
            ):
                record = records.get(row[1])
                # Between two parts a document may have been replaced.
                if record is None or record.revision != row[13]:
                    record = records[row[1]] = _record(row[7:])
                found[number] = Passage(self._paragraph(row[:7]), record, library)
        return found

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """As `Library.vectors`, to the precision of float16. Raises `UnknownParagraph`."""
        found: dict[int, bytes] = {}
        for part in chunks(rows):
            found |= dict(
                self._database.rows(
                    f"SELECT row, value FROM vector WHERE row IN ({marks(part)})",
                    part,
                )
            )
        try:
            blobs = [found[row] for row in rows]
        except KeyError as error:
            raise UnknownParagraph(f"Row {error} is no longer in the library.") from error
        with self.whole():
            return vectors_of(blobs, self.dimension or 0)

    def unencoded(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """As `Library.unencoded`."""
        spelt = self._words_encoded([paragraph.paragraph_id for paragraph in paragraphs])
        new = [p for p in paragraphs if spelt.get(p.paragraph_id) != words_digest(p.text)]
        known: set[str] = set()
        by_words = names_of(new)
        for part in chunks(list(by_words)):
            for (words,) in self._database.rows(
                "SELECT DISTINCT words FROM paragraph JOIN vector USING (row)"
                f" WHERE words IN ({marks(part)})",
                part,
            ):
                known.update(by_words[words])
        # Of equal words in one document the first is encoded, the others take its vector.
        first = {ids[0] for ids in by_words.values()}
        return [p for p in new if p.paragraph_id in first and p.paragraph_id not in known]

    def _words_encoded(self, paragraph_ids: Sequence[str]) -> dict[str, bytes]:
        """Digests of the texts that vectors were made of, by paragraph id."""
        found: dict[str, bytes] = {}
        for part in chunks(paragraph_ids):
            found |= self._database.rows(
                "SELECT paragraph_id, words FROM paragraph JOIN vector USING (row)"
                f" WHERE paragraph_id IN ({marks(part)})",
                part,
            )
        return found

    def known(self) -> list[Known]:
        """Every document that came from a file."""
        rows = self._database.rows(
            "SELECT document_id, path, size, modified_ns, changed_ns, checked_ns, revision,"
            " paragraphs FROM document WHERE path IS NOT NULL"
        )
        return [Known(document_id, path_text(path), *rest) for document_id, path, *rest in rows]

    def _paragraph(self, row: Sequence[Any]) -> Paragraph:
        paragraph_id, document_id, ordinal, *kept = row
        text, place, lines, checksum = kept
        with self.whole():
            return paragraph_of(paragraph_id, document_id, ordinal, (text, place, lines, checksum))

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Turns a row that is not what was written into `LibraryDamaged`."""
        try:
            yield
        except (Torn, BadFrame, ValueError, TypeError, zlib.error) as error:
            raise damaged(self._root, str(error)) from error


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
