"""Two rankings of the same paragraphs, made one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.library.library import Scored
from assistant.retrieval.constants import LEXICAL_WEIGHT

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What both indexes say of the same candidates; three arrays of one length."""

    rows: NDArray[np.int64]
    cosines: Floats
    """Question and paragraph, -1 to 1."""
    lexical: Floats
    """BM25, 0 where no word is shared."""


def pool(
    dense: Sequence[Scored],
    lexical: Sequence[Scored],
    cosines_of: Callable[[Sequence[int]], Floats],
    *,
    lexical_is_full: bool = False,
) -> Evidence:
    """The union of two rankings, dense first, with every candidate's both scores.

    `cosines_of` gives the cosines of rows that the dense ranking lacks. A row that
    the lexical ranking lacks has a score of 0, or, where that ranking was cut off
    (`lexical_is_full`), no more than its last: that last score stands for it.
    """
    cosine = {row: score for row, score in dense}
    bm25 = {row: score for row, score in lexical}
    missing = [row for row in bm25 if row not in cosine]
    if missing:
        cosine.update(zip(missing, map(float, cosines_of(missing)), strict=True))
    absent = min(bm25.values(), default=0.0) if lexical_is_full else 0.0
    rows = list(cosine)
    return Evidence(
        rows=np.array(rows, dtype=np.int64),
        cosines=np.array([cosine[row] for row in rows], dtype=np.float64),
        lexical=np.array([bm25.get(row, absent) for row in rows], dtype=np.float64),
    )


def fuse(evidence: Evidence) -> Floats:
    """A score for every candidate; higher is better, comparable within one question only."""
    return LEXICAL_WEIGHT * standard(evidence.lexical) + (1 - LEXICAL_WEIGHT) * standard(
        evidence.cosines
    )


def standard(scores: Floats) -> Floats:
    """Scores as standard deviations from their mean; zeros when all are equal."""
    if scores.size == 0:
        return scores
    deviation = float(scores.std())
    return np.zeros_like(scores) if deviation < 1e-9 else (scores - scores.mean()) / deviation


def descending(scores: Floats) -> list[int]:
    """Positions from the highest score to the lowest; ties keep their order."""
    return [int(at) for at in np.argsort(-scores, kind="stable")]
