"""Nearest neighbours of a vector: FAISS, in the kind of index that the size asks for."""

import os
from pathlib import Path
from threading import Lock
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.errors import IndexDamaged
from embeddings.faiss_kinds import (
    FaissIndex,
    Ids,
    Scores,
    celled,
    cells,
    checked,
    contents,
    flat,
    ids_in,
    is_flat,
    search,
)
from embeddings.onnx_runtime import cores
from embeddings.reading_lock import ReadingLock

FLAT_ROWS = 300_000
"""Up to here every row is compared, at two bytes a number: 5 ms at 100,000 rows of 384.

Beyond, rows are grouped into cells and stored at one byte a number (`IVF,SQ8`).
"""
_GROWTH = 2
"""Cells grow with the square root of the rows: twice the cells means four times the rows."""
_MANY_ROWS = 20_000
"""Where building is worth several threads; below, they cost more than they bring."""
_MARK = b"PINCITE1"
_FOOTER_BYTES = 16
_LIMIT = Lock()
"""Held while a limit that FAISS keeps for the whole process is set and used."""


class DenseIndex:
    """Rows of unit length under 64-bit ids; the inner product is the cosine.

    Ids are not negative. Many threads may search while at most one changes the
    index; a search sees the index before or after a change, never within.
    """

    def __init__(self, index: FaissIndex, *, flat_rows: int = FLAT_ROWS) -> None:
        """Wrap a FAISS index; `empty`, `of`, `from_bytes` and `open` make one."""
        self._index = index
        self._flat_rows = flat_rows
        self._lock = ReadingLock()
        self._known: set[int] | None = None
        self._mapped = False

    @classmethod
    def empty(cls, dimension: int, *, flat_rows: int = FLAT_ROWS) -> Self:
        """An index without rows; `flat_rows` is where the kind of index changes."""
        return cls(flat(dimension), flat_rows=flat_rows)

    @classmethod
    def of(cls, ids: Ids, vectors: Vectors, *, flat_rows: int = FLAT_ROWS) -> Self:
        """An index of `vectors`, shape `(rows, dimension)`, under `ids`; a later twin wins."""
        made = cls.empty(vectors.shape[1], flat_rows=flat_rows)
        made.add(ids, vectors)
        return made

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The index that `to_bytes` wrote; raises `IndexDamaged`.

        The caller compares a checksum first: FAISS reads bytes made to deceive no
        better than any C++ library does.
        """
        if content[-_FOOTER_BYTES:] != _footer(len(content)):
            raise IndexDamaged("These bytes are not a whole dense index.")
        array = np.frombuffer(content, dtype=np.uint8)
        with _LIMIT:
            before = faiss.get_deserialization_vector_byte_limit()
            faiss.set_deserialization_vector_byte_limit(max(len(content), 1))
            try:
                return cls(checked(faiss.deserialize_index(array)))
            except (RuntimeError, MemoryError, ValueError) as error:
                raise IndexDamaged(f"These bytes are no dense index: {error}") from error
            finally:
                faiss.set_deserialization_vector_byte_limit(before)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The index in a file that holds what `to_bytes` gave, mapped and not read.

        The first change copies it into memory, so the file is never written to; it
        must not be overwritten in place while it is open. Raises `IndexDamaged`.
        """
        try:
            with path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(size - _FOOTER_BYTES, 0))
                whole = file.read() == _footer(size)
            if not whole:
                raise IndexDamaged(f"{path} is not a whole dense index.")
            opened = cls(checked(faiss.read_index(os.fspath(path), faiss.IO_FLAG_MMAP_IFC)))
        except (OSError, RuntimeError, MemoryError, ValueError) as error:
            raise IndexDamaged(f"{path} is no dense index: {error}") from error
        opened._mapped = True
        return opened

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def rows(self) -> int:
        """Number of vectors."""
        return int(self._index.ntotal)

    @property
    def ids(self) -> Ids:
        """Every id, ascending."""
        with self._lock.reading():
            return np.sort(ids_in(self._index))

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add rows; an id that is there is replaced, of equal ids the last one counts."""
        ids, vectors = _last_of_each(*_suitable(ids, vectors, self.dimension))
        if not len(ids):
            return
        with self._lock.writing():
            self._own()
            known = self._ids_known()
            self._discard([number for number in ids.tolist() if number in known])
            faiss.omp_set_num_threads(cores() if self.rows + len(ids) > _MANY_ROWS else 1)
            self._make_room(vectors)
            self._index.add_with_ids(vectors, ids)
            known.update(ids.tolist())

    def remove(self, ids: Ids) -> None:
        """Take rows out; ids that are not there are passed over.

        Up to `FLAT_ROWS` every call moves the rows behind the gap, so ids are
        removed many at a time.
        """
        with self._lock.writing():
            self._own()
            known = self._ids_known()
            self._discard([number for number in set(np.asarray(ids).tolist()) if number in known])

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Ids | None = None
    ) -> tuple[Ids, Scores]:
        """The ids of the `k` rows nearest to `vector` and their cosines, best first.

        Equal cosines stand in the order of their ids. With `allowed`, only those ids
        are compared, and all of them. Fewer than `k` come back only where fewer exist.
        """
        question = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        if question.shape[1] != self.dimension:
            raise ValueError(f"a vector of {question.shape[1]} numbers, not {self.dimension}")
        with self._lock.reading():
            k = min(k, self.rows if allowed is None else len(allowed), self.rows)
            if k <= 0:
                return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
            faiss.omp_set_num_threads(1)
            return search(self._index, question, k, allowed)

    def to_bytes(self) -> bytes:
        """The index as bytes, for `from_bytes` or, in a file, for `open`."""
        with self._lock.reading():
            written: NDArray[np.uint8] = faiss.serialize_index(self._index)
        return written.tobytes() + _footer(written.size + _FOOTER_BYTES)

    def _own(self) -> None:
        if self._mapped:
            self._index = faiss.deserialize_index(faiss.serialize_index(self._index))
            self._mapped = False

    def _ids_known(self) -> set[int]:
        if self._known is None:
            self._known = set(ids_in(self._index).tolist())
        return self._known

    def _discard(self, ids: list[int]) -> None:
        if not ids:
            return
        self._index.remove_ids(np.array(ids, dtype=np.int64))
        self._ids_known().difference_update(ids)
        if not self.rows:
            self._index = flat(self.dimension)

    def _make_room(self, coming: Vectors) -> None:
        """Change to cells, or to more of them, where the rows that are coming call for it."""
        rows = self.rows + len(coming)
        if rows <= self._flat_rows:
            return
        if is_flat(self._index) or cells(rows) > _GROWTH * self._index.nlist:
            ids, vectors = contents(self._index)
            self._index = celled(vectors, coming)
            if len(ids):
                self._index.add_with_ids(vectors, ids)


def _footer(size: int) -> bytes:
    """What stands at the end of an index of `size` bytes, itself included.

    FAISS maps a file that was cut short without a word and dies when it reads there.
    """
    return _MARK + size.to_bytes(8, "little")


def _suitable(ids: Ids, vectors: Vectors, dimension: int) -> tuple[Ids, Vectors]:
    """Both as FAISS wants them; raises `ValueError` when they do not belong together."""
    ids = np.ascontiguousarray(ids, dtype=np.int64)
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    if vectors.shape != (len(ids), dimension):
        raise ValueError(f"{len(ids)} ids for vectors of shape {vectors.shape}, not {dimension}")
    if len(ids) and ids.min() < 0:
        raise ValueError("an id is negative")
    if not np.isfinite(vectors).all():
        raise ValueError("a vector holds a number that is not finite")
    return ids, vectors


def _last_of_each(ids: Ids, vectors: Vectors) -> tuple[Ids, Vectors]:
    """Without the rows whose id comes again later."""
    unique, last = np.unique(ids[::-1], return_index=True)
    if len(unique) == len(ids):
        return ids, vectors
    kept = np.sort(len(ids) - 1 - last)
    return ids[kept], np.ascontiguousarray(vectors[kept])
