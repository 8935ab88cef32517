"""Indexes on disk: generation, checksum, receipt; and the dense one, which mirrors the vectors.

A mirror is written beside the old one, forced to the disk, and only then named by
a receipt in the truth. Bytes that are not those of the receipt are never given to
a native library: the mirror is made again and the reader is told.
"""

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library.records import Scored
from assistant.library.sqlite.database import Database
from assistant.library.sqlite.folder import Folder, sync
from assistant.library.sqlite.rows import vectors_of
from embeddings.dense_index import DenseIndex
from embeddings.errors import IndexDamaged

Notice = Callable[[str], None]

SLACK, SHARE = 256, 20
"""A mirror is written again when it lacks more than `SLACK` rows and a twentieth of its own."""

_PIECE = 20_000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the truth knows of a mirror on disk."""

    kind: str
    generation: int
    sha256: str
    upto: int
    """The highest number of a row (dense) or entry (lexical) that it holds."""
    count: int
    fingerprint: str
    """What else must be equal for the mirror to be of use."""


class Receipts:
    """The receipts of one kind of mirror, and its files."""

    def __init__(self, folder: Folder, database: Database, kind: str) -> None:
        self.folder = folder
        self._database = database
        self._kind = kind

    def place(self, generation: int) -> Path:
        """Where a generation lies."""
        return self.folder.mirrors / f"{self._kind}-{generation}"

    def latest(self) -> Receipt | None:
        """The receipt that counts."""
        row = self._database.row(
            "SELECT kind, generation, sha256, upto, count, fingerprint FROM mirror WHERE kind = ?",
            (self._kind,),
        )
        return None if row is None else Receipt(*row)

    def record(self, made: Path, sha256: str, upto: int, count: int, fingerprint: str) -> Receipt:
        """Give a mirror that is complete and on the disk its place and its receipt."""
        before = self.latest()
        taken = [before.generation if before else 0, *self._generations()]
        receipt = Receipt(self._kind, max(taken) + 1, sha256, upto, count, fingerprint)
        made.rename(self.place(receipt.generation))
        sync(self.folder.mirrors)
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO mirror VALUES (?, ?, ?, ?, ?, ?)",
                (self._kind, receipt.generation, sha256, upto, count, fingerprint),
            )
        self.discard(keep=receipt.generation)
        return receipt

    def discard(self, keep: int | None = None) -> None:
        """Delete every generation but one."""
        for generation in self._generations():
            if generation != keep:
                delete(self.place(generation))

    def scratch(self) -> Path:
        """A new folder beside the mirrors, to make one in."""
        return Path(tempfile.mkdtemp(prefix=f"making-{self._kind}-", dir=self.folder.mirrors))

    def _generations(self) -> list[int]:
        found = self.folder.mirrors.glob(f"{self._kind}-*")
        return [int(place.name.rpartition("-")[2]) for place in found]


def delete(place: Path) -> None:
    """A file or a folder with all that is in it; what is already gone is passed over."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


class DenseMirror:
    """The dense index of a library in memory, kept up with the truth, and its file.

    `Mirrors` lets one thread at a time follow and one save; `turn` is what those wait for who
    search, and `save` holds it no longer than the copying of the index takes.
    """

    def __init__(
        self, folder: Folder, database: Database, notice: Notice, turn: threading.RLock
    ) -> None:
        self.receipts = Receipts(folder, database, "dense")
        self._turn = turn
        self._database = database
        self._notice = notice
        self._index: DenseIndex | None = None
        self._epoch = -1
        self._upto = 0
        self._saved = 0
        self.remade = False
        """The file was of no use: what is in memory was made from the truth."""

    def follow(self, epoch: int, dimension: int) -> None:
        """Catch up with what was committed; `epoch` counts changes of the encoder."""
        if self._index is None or epoch != self._epoch:
            self._load(epoch, dimension)
        index = self._index
        assert index is not None
        while True:
            rows = self._database.rows(
                "SELECT row, value FROM vector WHERE row > ? ORDER BY row LIMIT ?",
                (self._upto, _PIECE),
            )
            if not rows:
                return
            ids = np.array([row for row, _ in rows], dtype=np.int64)
            index.add(ids, vectors_of([value for _, value in rows], dimension))
            self._upto = int(ids[-1])

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None
    ) -> list[Scored]:
        """The rows nearest to a vector, live or not, best first."""
        assert self._index is not None
        ids, scores = self._index.nearest(vector, k, allowed)
        return [
            Scored(row, score) for row, score in zip(ids.tolist(), scores.tolist(), strict=True)
        ]

    @property
    def ids(self) -> set[int]:
        """Every row that the index holds."""
        return set() if self._index is None else set(self._index.ids.tolist())

    def stale(self) -> bool:
        """Whether the file lacks so much, or holds so much that is gone, that it is written."""
        if self._index is None:
            return False
        lacking = self._index.rows - self._saved
        return self.remade or abs(lacking) > SLACK + self._saved // SHARE

    def save(self) -> None:
        """Write the index to a file without the rows that are gone. Raises `OSError`."""
        with self._turn:
            index, upto, epoch = self._index, self._upto, self._epoch
            if index is None:
                return
            live = {row for (row,) in self._database.rows("SELECT row FROM vector")}
            gone = [row for row in index.ids.tolist() if row not in live]
            if gone:
                index.remove(np.array(gone, dtype=np.int64))
            content, count = index.to_bytes(), index.rows
        scratch = self.receipts.scratch()
        try:
            made = scratch / "index"
            made.touch(mode=0o600)
            with made.open("wb") as writing:
                writing.write(content)
                writing.flush()
                os.fsync(writing.fileno())
            digest = hashlib.sha256(content).hexdigest()
            self.receipts.record(made, digest, upto, count, str(epoch))
        finally:
            delete(scratch)
        with self._turn:
            self._saved = count
            self.remade = False

    def _load(self, epoch: int, dimension: int) -> None:
        self._epoch = epoch
        receipt = self.receipts.latest()
        self._index, self._upto = DenseIndex.empty(dimension), 0
        if receipt is None or receipt.fingerprint != str(epoch):
            self._saved = 0
            return
        self._saved = receipt.count
        with suppress(OSError, IndexDamaged):
            content = self.receipts.place(receipt.generation).read_bytes()
            if hashlib.sha256(content).hexdigest() == receipt.sha256:
                index = DenseIndex.from_bytes(content)
                if index.rows == receipt.count and index.dimension == dimension:
                    self._index, self._upto = index, receipt.upto
                    return
        if self.receipts.latest() != receipt:
            # Another process wrote a newer one and took this one away meanwhile.
            self._load(epoch, dimension)
            return
        self.remade = True
        self._notice("The index of meanings was damaged; it was made again from the library.")
