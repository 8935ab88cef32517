"""Bugs to plant: a harness that misses one proves nothing."""

import time
from collections.abc import Callable
from typing import Any

from assistant.library.sqlite import replacing, revisions
from assistant.library.sqlite.library import SqliteLibrary


def _two_transactions() -> None:
    """The document's own row is committed before its paragraphs."""
    whole = replacing._document

    def torn(connection: Any, *rest: Any) -> int:  # noqa: ANN401
        key = whole(connection, *rest)
        connection.execute("COMMIT")
        time.sleep(0.01)
        connection.execute("BEGIN IMMEDIATE")
        return key

    vars(replacing)["_document"] = torn


def _rows_used_again() -> None:
    """New paragraphs take the numbers of those that are gone."""
    whole = replacing._insert

    def reusing(connection: Any, *rest: Any) -> int:  # noqa: ANN401
        row = whole(connection, *rest)
        gap = connection.execute(
            "SELECT p.row - 1 FROM paragraph p LEFT JOIN paragraph q ON q.row = p.row - 1"
            " WHERE p.row > 1 AND q.row IS NULL LIMIT 1"
        ).fetchone()
        if gap is None:
            return row
        connection.execute("UPDATE paragraph SET row = ? WHERE row = ?", (gap[0], row))
        return int(gap[0])

    vars(replacing)["_insert"] = reusing


def _original_goes_first() -> None:
    """The bytes of the old revision are deleted before the new one is committed."""
    whole = SqliteLibrary.put

    def hasty(self: SqliteLibrary, revision: Any, *rest: Any) -> Any:  # noqa: ANN401
        for record in self.documents():
            if record.document_id == revision.document_id:
                self.folder.drop([record.revision])
                time.sleep(0.01)
        return whole(self, revision, *rest)

    SqliteLibrary.put = hasty  # type: ignore[assignment, method-assign]


def _removal_half_done() -> None:
    """Nobody remembers that the mirrors still hold what was removed."""

    def forgetful(connection: Any, document_id: str) -> None:  # noqa: ANN401
        connection.execute("DELETE FROM document WHERE document_id = ?", (document_id,))
        connection.execute("UPDATE state SET change = change + 1")

    vars(revisions)["take_out"] = forgetful


PLANTS: dict[str, Callable[[], None]] = {
    "two transactions": _two_transactions,
    "rows used again": _rows_used_again,
    "original goes first": _original_goes_first,
    "removal half done": _removal_half_done,
    "acknowledged early": lambda: None,
}
