"""Whose a library's vectors are, and the exchange of all of them for another encoder's."""

import sqlite3
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderChanged
from assistant.library.sqlite.database import marks
from assistant.library.sqlite.rows import decoded, vector_row
from assistant.library.sqlite.store import Store


class Encodings(Store):
    """Implements `Encoding`."""

    _expected: tuple[str, int] | None = None

    def expect(self, fingerprint: str, dimension: int) -> None:
        """As `Encoding.expect`."""
        found = self.fingerprint
        if found is not None and found != fingerprint and self._held():
            raise EncoderChanged(
                f"The library in {self.root} was indexed with the encoder {found}; "
                f"this is {fingerprint}. Encode it again with: pincite index --rebuild PATH…, "
                "or set PINCITE_ENCODER (and PINCITE_ENCODER_…) as it was then."
            )
        self._expected = (fingerprint, dimension)

    def begin_encoding(self, fingerprint: str) -> None:
        """As `Encoding.begin_encoding`."""
        with self.writing(), self.database.transaction() as connection:
            found = connection.execute("SELECT value FROM meta WHERE name = 'next'").fetchone()
            if found != (fingerprint,):
                connection.execute("DELETE FROM next_vector")
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('next', ?)", (fingerprint,))

    def waiting(self, count: int) -> list[tuple[int, str]]:
        """As `Encoding.waiting`."""
        found = self.database.rows(
            "SELECT row FROM paragraph EXCEPT SELECT row FROM next_vector LIMIT ?", (count,)
        )
        rows = [row for (row,) in found]
        texts = self.database.rows(
            f"SELECT row, text FROM paragraph WHERE row IN ({marks(rows)})", rows
        )
        return [(row, decoded(text)) for row, text in texts]

    def keep_vectors(self, rows: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """As `Encoding.keep_vectors`."""
        with self.writing(), self.database.transaction() as connection:
            connection.executemany(
                "INSERT INTO next_vector SELECT row, ?, ? FROM paragraph WHERE row = ?",
                [
                    (*vector_row(vector, vectors.shape[-1]), row)
                    for row, vector in zip(rows, vectors, strict=True)
                ],
            )

    def end_encoding(self, fingerprint: str, dimension: int) -> None:
        """As `Encoding.end_encoding`."""
        with self.writing(), self.database.transaction() as connection:
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
