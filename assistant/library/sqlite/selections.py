"""What people chose, and notes, as rows."""

from dataclasses import replace
from typing import Any

from assistant.errors import UnknownDocument
from assistant.library.records import Selection
from assistant.library.sqlite.replacing import now
from assistant.library.sqlite.rows import decoded, encoded, path_text
from assistant.library.sqlite.store import Store

LARGEST = 2**63 - 1
"""The largest number that SQLite takes; none beyond it was ever given."""

_OWN = frozenset({"fingerprint", "dimension", "next", "roots"})
"""Names in `meta` that are the store's."""


class Selections(Store):
    """Implements `Keeping`."""

    def keep(self, selection: Selection) -> Selection:
        """As `Keeping.keep`."""
        same = (
            encoded(selection.question),
            selection.paragraph_id,
            selection.revision,
            encoded(selection.quote),
        )
        at = now()
        rest = (
            selection.start,
            selection.end,
            encoded(selection.prefix),
            encoded(selection.suffix),
            selection.address,
            at,
        )
        with self.writing(), self.database.transaction() as connection:
            connection.execute(
                "DELETE FROM selection WHERE question = ? AND paragraph_id = ? AND revision = ?"
                " AND quote = ?",
                same,
            )
            kept = connection.execute(
                "INSERT INTO selection (question, paragraph_id, revision, quote, start, end,"
                " prefix, suffix, address, at, document_id, name)"
                " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, document_id, name"
                " FROM document WHERE document_id = ? RETURNING selection_id",
                (*same, *rest, selection.document_id),
            ).fetchall()
            if not kept:
                raise UnknownDocument(
                    f"There is no document {selection.document_id} in the library."
                )
        return replace(selection, selection_id=kept[0][0], at=at)

    def selections(self) -> tuple[Selection, ...]:
        """As `Keeping.selections`."""
        rows = self.database.rows(
            "SELECT s.question, s.document_id, coalesce(d.name, s.name), s.paragraph_id,"
            " s.revision, s.quote, s.start, s.end, s.prefix, s.suffix, s.address, s.selection_id,"
            " s.at FROM selection s LEFT JOIN document d USING (document_id)"
            " ORDER BY s.selection_id"
        )
        return tuple(_selection(*row) for row in rows)

    def selection_count(self, document_id: str | None = None) -> int:
        """As `Keeping.selection_count`."""
        counted = "SELECT count(*) FROM selection WHERE ? IS NULL OR document_id = ?"
        return int(self.database.row(counted, (document_id, document_id))[0])

    def unselect(self, selection_id: int) -> None:
        """As `Keeping.unselect`."""
        if not 0 < selection_id <= LARGEST:
            return
        with self.writing(), self.database.transaction() as connection:
            connection.execute("DELETE FROM selection WHERE selection_id = ?", (selection_id,))

    def note(self, name: str) -> str | None:
        """As `Keeping.note`."""
        assert name not in _OWN
        return self.told(name)

    def write_note(self, name: str, text: str) -> None:
        """As `Keeping.write_note`."""
        assert name not in _OWN
        with self.writing(), self.database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, text))


def _selection(
    question: bytes,
    document_id: str,
    name: bytes,
    paragraph_id: str,
    revision: str,
    quote: bytes,
    start: int,
    end: int,
    prefix: bytes,
    suffix: bytes,
    *rest: Any,  # noqa: ANN401
) -> Selection:
    return Selection(
        decoded(question),
        document_id,
        path_text(name),
        paragraph_id,
        revision,
        decoded(quote),
        start,
        end,
        decoded(prefix),
        decoded(suffix),
        *rest,
    )
