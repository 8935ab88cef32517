"""The two kinds of FAISS index that a dense index is made of, and how they are searched."""

from typing import Any, TypeAlias

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors

Ids: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float32]
FaissIndex: TypeAlias = Any
"""FAISS makes its Python classes while it is imported; its types say too little to help."""

PROBED_CELLS = 64
"""Cells compared for a question: 64 of 223 find 97 of 100 neighbours among 50,000 made-up rows."""
_TRAINING_ROWS_A_CELL = 64
_MARGIN = 0.2
"""Room on either side of the trained range, as a part of it, before a number is cut off."""
_BITMAP_LIMIT = 1 << 28
"""Largest id for which a filter is a bitmap (32 MiB); beyond it is a hash set."""
_faiss: Any = faiss


def flat(dimension: int) -> FaissIndex:
    """An empty index that compares every row, at two bytes a number; needs no training.

    `IDMap` and not `IDMap2`: the way back from an id to its row is not needed, and
    the table for it would be built each time the index is opened.
    """
    quantizer = _faiss.ScalarQuantizer.QT_fp16
    return _faiss.IndexIDMap(
        _faiss.IndexScalarQuantizer(dimension, quantizer, _faiss.METRIC_INNER_PRODUCT)
    )


def cells(rows: int) -> int:
    """How many cells divide so many rows: the square root, which balances both searches."""
    return max(int(rows**0.5), 1)


def celled(*samples: Vectors) -> FaissIndex:
    """An empty index of cells, at one byte a number, trained on all rows of `samples`.

    Rows are stored as they are and not as differences from their cell, in a range
    wider than any row trained on: what is added later may be on other subjects.
    """
    rows = sum(len(sample) for sample in samples)
    index = _faiss.index_factory(
        samples[0].shape[1], f"IVF{cells(rows)},SQ8", _faiss.METRIC_INNER_PRODUCT
    )
    index.by_residual = False
    index.sq.rangestat_arg = _MARGIN
    index.cp.spherical = True
    index.cp.niter = 10
    index.cp.min_points_per_centroid = 1
    index.nprobe = PROBED_CELLS
    index.train(_some(samples, _TRAINING_ROWS_A_CELL * cells(rows)))
    return index


def _some(samples: tuple[Vectors, ...], most: int) -> Vectors:
    """At most about `most` rows, drawn evenly from all samples."""
    step = max(sum(len(sample) for sample in samples) // most, 1)
    return np.ascontiguousarray(np.concatenate([sample[::step] for sample in samples]))


def is_flat(index: FaissIndex) -> bool:
    """Whether every row is compared."""
    return isinstance(index, _faiss.IndexIDMap)


def checked(index: FaissIndex) -> FaissIndex:
    """The index if it is of a kind that this module makes; raises `ValueError`."""
    if is_flat(index):
        inner = _faiss.downcast_index(index.index)
        if not isinstance(inner, _faiss.IndexScalarQuantizer) or inner.ntotal != index.ntotal:
            raise ValueError("an index of another kind")
        if index.id_map.size() != index.ntotal:
            raise ValueError("a different number of ids and rows")
    elif not isinstance(index, _faiss.IndexIVFScalarQuantizer):
        raise ValueError("an index of another kind")
    if index.metric_type != _faiss.METRIC_INNER_PRODUCT:
        raise ValueError("an index that compares otherwise")
    return index


def ids_in(index: FaissIndex) -> Ids:
    """Every id, in the order of storage."""
    if is_flat(index):
        flat: Ids = _faiss.vector_to_array(index.id_map)
        return flat
    lists = index.invlists
    parts = [
        _faiss.rev_swig_ptr(lists.get_ids(cell), lists.list_size(cell)).copy()
        for cell in range(index.nlist)
        if lists.list_size(cell)
    ]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def contents(index: FaissIndex) -> tuple[Ids, Vectors]:
    """Ids and rows as far as the index still knows them."""
    if is_flat(index):
        rows: Vectors = index.index.reconstruct_n(0, int(index.ntotal))
        return ids_in(index), rows
    ids = ids_in(index)
    index.set_direct_map_type(_faiss.DirectMap.Hashtable)
    rows = index.reconstruct_batch(ids)
    index.set_direct_map_type(_faiss.DirectMap.NoMap)
    return ids, rows


def search(index: FaissIndex, question: Vectors, k: int, allowed: Ids | None) -> tuple[Ids, Scores]:
    """The `k` best ids and inner products for one row, best first, equal ones by id.

    Every cell is searched when only some ids are allowed, and when the nearest
    cells hold fewer than `k` rows.
    """
    cells = 1 if is_flat(index) else index.nlist
    probed = cells if allowed is not None else min(PROBED_CELLS, cells)
    selector = None if allowed is None else _selector(allowed)
    scores, ids = index.search(question, k, params=_parameters(index, probed, selector))
    if allowed is None and ids[0, -1] < 0 and probed < cells:
        scores, ids = index.search(question, k, params=_parameters(index, cells, None))
    found = ids[0] >= 0
    ids, scores = ids[0][found], scores[0][found]
    order = np.lexsort((ids, -scores))
    return ids[order], scores[order]


def _parameters(index: FaissIndex, probed: int, selector: FaissIndex) -> FaissIndex:
    chosen = {} if selector is None else {"sel": selector}
    if is_flat(index):
        return _faiss.SearchParameters(**chosen)
    return _faiss.SearchParametersIVF(nprobe=probed, **chosen)


def _selector(allowed: Ids) -> FaissIndex:
    ids = np.asarray(allowed, dtype=np.int64)
    ids = ids[ids >= 0]
    if not len(ids) or ids.max() >= _BITMAP_LIMIT:
        return _faiss.IDSelectorBatch(ids)
    bits = np.zeros(int(ids.max()) + 1, dtype=np.uint8)
    bits[ids] = 1
    return _faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))
