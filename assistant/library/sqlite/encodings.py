"""Whose a library's vectors are, and the exchange of all of them for another encoder's."""

import shutil
import sqlite3
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderChanged
from assistant.library.records import Encoded, Room
from assistant.library.sqlite.database import marks
from assistant.library.sqlite.rows import decoded, vector_row
from assistant.library.sqlite.store import Store

COPIES = 4.5
"""Times the new vectors that a change writes for a time: beside the old ones, in the log of the
exchange, in the new index. Measured at 12,000 paragraphs: 4.2 with 384 dimensions or 1,024."""
SLACK = 16 * 2**20
"""Bytes beyond that."""
_PAGE, _HEAD, _CELL = 4096, 12, 16
"""Bytes of a page of SQLite, of its head, and of what stands beside each vector."""


def _width(dimension: int) -> float:
    """Bytes of the disk that a vector takes: those of one length share a page without a rest."""
    cell = 2 * dimension + _CELL
    fitting = (_PAGE - _HEAD) // cell
    return _PAGE / fitting if fitting else cell + _PAGE


class Encodings(Store):
    """Implements `Encoding`."""

    _expected: tuple[str, int] | None = None

    def expect(self, fingerprint: str, dimension: int) -> None:
        """As `Encoding.expect`."""
        found = self.fingerprint
        if found not in (None, fingerprint):
            raise EncoderChanged(
                f"The library in {self.root} was encoded by {found}; this is {fingerprint}. "
                "Encode it again with: pincite reencode; or set PINCITE_ENCODER (and "
                "PINCITE_ENCODER_…) as it was then."
            )
        self._expected = (fingerprint, dimension)

    @property
    def encoding(self) -> Encoded | None:
        """As `Encoding.encoding`."""
        fingerprint = self.told("next")
        if fingerprint is None:
            return None
        rows, done = self.database.row(
            "SELECT (SELECT count(*) FROM paragraph), (SELECT count(*) FROM next_vector)"
        )
        return Encoded(fingerprint, rows, done)

    def room_to_encode(self, dimension: int) -> Room:
        """As `Encoding.room_to_encode`."""
        (count,) = self.database.row("SELECT count(*) FROM paragraph")
        size = count * (COPIES * _width(dimension) + _width(self.dimension or 0))
        return Room(int(size) + SLACK, shutil.disk_usage(self.root).free)

    def begin_encoding(self, fingerprint: str, *, afresh: bool = False) -> None:
        """As `Encoding.begin_encoding`."""
        with self.writing(), self.database.transaction() as connection:
            found = connection.execute("SELECT value FROM meta WHERE name = 'next'").fetchone()
            if afresh or found != (fingerprint,):
                connection.execute("DELETE FROM next_vector")
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('next', ?)", (fingerprint,))

    def waiting(self, count: int) -> list[tuple[int, str]]:
        """As `Encoding.waiting`."""
        # `min(row)` comes from the index of words alone, group by group, up to the limit.
        found = self.database.rows(
            "SELECT min(row) FROM paragraph WHERE row NOT IN (SELECT row FROM next_vector)"
            " GROUP BY words LIMIT ?",
            (count,),
        )
        rows = [row for (row,) in found]
        texts = self.database.rows(
            f"SELECT row, text FROM paragraph WHERE row IN ({marks(rows)})", rows
        )
        return [(row, decoded(text)) for row, text in texts]

    def keep_vectors(self, rows: Sequence[int], vectors: NDArray[np.float32]) -> int:
        """As `Encoding.keep_vectors`."""
        with self.writing(), self.database.transaction() as connection:
            before = connection.total_changes
            connection.executemany(
                "INSERT OR IGNORE INTO next_vector SELECT alike.row, ?, ?"
                " FROM paragraph p JOIN paragraph alike USING (words) WHERE p.row = ?",
                [
                    (*vector_row(vector, vectors.shape[-1]), row)
                    for row, vector in zip(rows, vectors, strict=True)
                ],
            )
            return connection.total_changes - before

    def forget_encoding(self) -> None:
        """As `Encoding.forget_encoding`."""
        with self.writing(), self.database.transaction() as connection:
            connection.execute("DELETE FROM next_vector")
            connection.execute("DELETE FROM meta WHERE name = 'next'")

    def end_encoding(self, fingerprint: str, dimension: int) -> bool:
        """As `Encoding.end_encoding`."""
        with self.writing(), self.database.transaction() as connection:
            lacking = connection.execute(
                "SELECT 1 FROM paragraph WHERE row NOT IN (SELECT row FROM next_vector) LIMIT 1"
            ).fetchone()
            if lacking:
                return False
            connection.execute("DELETE FROM vector")
            connection.execute("INSERT INTO vector SELECT * FROM next_vector")
            connection.execute("DELETE FROM next_vector")
            connection.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [("fingerprint", fingerprint), ("dimension", str(dimension))],
            )
            connection.execute("DELETE FROM meta WHERE name = 'next'")
            connection.execute("UPDATE state SET epoch = epoch + 1, change = change + 1")
        self.expect(fingerprint, dimension)
        return True

    def _check_maker(self, connection: sqlite3.Connection, fingerprint: str) -> None:
        """Refuse vectors of an encoder that is the library's no more. Raises `EncoderChanged`."""
        found = connection.execute(
            "SELECT value FROM meta WHERE name = 'fingerprint' AND EXISTS (SELECT 1 FROM vector)"
        ).fetchone()
        if found not in (None, (fingerprint,)):
            raise EncoderChanged(
                f"The library took the encoder {found[0]} while {fingerprint} was at work for "
                "this document; nothing of it was kept. Add it again."
            )

    def _settled_dimension(
        self, connection: sqlite3.Connection, vectors: Mapping[str, NDArray[np.float32]]
    ) -> int:
        """Length of a vector; with the first one it is written down, and whose it is."""
        found = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        held = connection.execute("SELECT 1 FROM vector LIMIT 1").fetchone()
        if "dimension" in found and (self._expected is None or held):
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
