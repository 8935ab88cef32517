"""Paragraphs and their vectors, each checked as it is read."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph
from assistant.errors import UnknownParagraph
from assistant.library.reading import Passage
from assistant.library.records import DocumentRecord
from assistant.library.sqlite.catalogue import DOCUMENT, Catalogue, bindable, record_of
from assistant.library.sqlite.database import chunks, marks
from assistant.library.sqlite.replacing import names_of
from assistant.library.sqlite.rows import paragraph_of, vectors_of, words_digest
from assistant.library.sqlite.schema import NUMBER

_PARAGRAPH = (
    "p.paragraph_id, d.document_id, p.ordinal, p.text, p.place, p.lines, p.checksum, p.function,"
    " p.function_basis"
)
_SPREAD = (
    "iif(p.letters = 0, 1, (SELECT count(*) FROM (SELECT DISTINCT q.document FROM paragraph q"
    " WHERE q.letters = p.letters LIMIT 100)))"
)
"""How many documents hold the line; beyond a hundred it is the same to everybody."""
_COLUMNS = _PARAGRAPH.count(",") + 1
_STANDING = "FROM paragraph p JOIN document d ON d.key = p.document"


class Paragraphs(Catalogue):
    """Implements what `Reading` tells of paragraphs."""

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        """As `Reading.paragraphs`."""
        rows = self.database.rows(
            f"SELECT {_PARAGRAPH} {_STANDING} WHERE d.document_id = ? AND p.ordinal >= ?"
            " AND p.ordinal < coalesce(?, p.ordinal + 1) ORDER BY p.ordinal",
            (bindable(document_id), first, end),
        )
        if not rows:
            self.document(document_id)
        return tuple(map(self._paragraph, rows))

    def passage(self, paragraph_id: str) -> Passage:
        """As `Reading.passage`."""
        row = self.database.row(
            f"SELECT {_SPREAD}, {_PARAGRAPH}, {DOCUMENT} {_STANDING} WHERE p.paragraph_id = ?",
            (bindable(paragraph_id),),
        )
        if row is None:
            raise UnknownParagraph(f"There is no paragraph {paragraph_id} in the library.")
        spread, *kept = row
        paragraph, record = self._paragraph(kept[:_COLUMNS]), record_of(kept[_COLUMNS:])
        return Passage(paragraph, record, self, spread)

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """As `Reading.passages`."""
        found: dict[int, Passage] = {}
        records: dict[str, DocumentRecord] = {}
        for part in chunks(list(dict.fromkeys(rows))):
            for number, spread, *row in self.database.rows(
                f"SELECT p.row, {_SPREAD}, {_PARAGRAPH}, {DOCUMENT} {_STANDING}"
                f" WHERE p.row IN ({marks(part)})",
                part,
            ):
                told, record = record_of(row[_COLUMNS:]), records.get(row[1])
                # Between two parts a document may have been replaced.
                if record is None or record.revision != told.revision:
                    record = records[row[1]] = told
                found[number] = Passage(self._paragraph(row[:_COLUMNS]), record, self, spread)
        return found

    def numbered(
        self, numbers: Sequence[str], within: Collection[str] | None = None
    ) -> list[Passage]:
        """As `Reading.numbered`."""
        found: list[Passage] = []
        for part in chunks(list(dict.fromkeys(map(bindable, numbers)))):
            rows = self.database.rows(
                f"SELECT {_PARAGRAPH}, {DOCUMENT} {_STANDING}"
                f" WHERE {NUMBER} IN ({marks(part)}) AND {NUMBER} IS NOT NULL",
                part,
            )
            found += [
                Passage(self._paragraph(row[:_COLUMNS]), record_of(row[_COLUMNS:]), self)
                for row in rows
                if within is None or row[1] in within
            ]
        return sorted(found, key=lambda p: (p.document.name, p.paragraph.ordinal))

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """As `Reading.vectors`."""
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
        with self.whole():
            return vectors_of(blobs, self.dimension or 0)

    def unencoded(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """As `Writing.unencoded`."""
        spelt = self._words_encoded([paragraph.paragraph_id for paragraph in paragraphs])
        new = [p for p in paragraphs if spelt.get(p.paragraph_id) != words_digest(p.text)]
        known: set[str] = set()
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

    def _words_encoded(self, paragraph_ids: Sequence[str]) -> dict[str, bytes]:
        """Digests of the texts that vectors were made of, by paragraph id."""
        found: dict[str, bytes] = {}
        for part in chunks(paragraph_ids):
            found |= self.database.rows(
                "SELECT paragraph_id, words FROM paragraph JOIN vector USING (row)"
                f" WHERE paragraph_id IN ({marks(part)})",
                part,
            )
        return found

    def _paragraph(self, row: Sequence[Any]) -> Paragraph:
        paragraph_id, document_id, ordinal, *kept = row
        text, place, lines, checksum, function, basis = kept
        stored = (text, place, lines, checksum, function, basis)
        with self.whole(document_id):
            return paragraph_of(paragraph_id, document_id, ordinal, stored)
