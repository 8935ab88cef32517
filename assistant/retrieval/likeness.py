"""How like each other candidates are in their words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bags:
    """The terms of `n` texts as sparse unit vectors, weighted by (1 + log tf) · idf.

    The three arrays are of one length: an entry for each term of each text. The inverse
    document frequency is among these texts (Robertson and Sparck Jones's, above 0).
    """

    size: int
    """`n`."""
    vocabulary: int
    """The number of different terms."""
    rows: Numbers
    """Of the texts, 0 to `n` - 1, ascending."""
    columns: Numbers
    """Of the terms, 0 to `vocabulary` - 1."""
    weights: Floats

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> "Bags":
        """Of texts given as their terms, with repetitions."""
        numbers: dict[str, int] = {}
        columns = [numbers.setdefault(term, len(numbers)) for terms in texts for term in terms]
        rows = np.repeat(np.arange(len(texts)), [len(terms) for terms in texts])
        width = max(len(numbers), 1)
        entries, counts = np.unique(
            rows * width + np.array(columns, dtype=np.int64), return_counts=True
        )
        at, column = entries // width, entries % width
        having = np.bincount(column, minlength=width)[column]
        weights = (1 + np.log(counts)) * np.log1p((len(texts) - having + 0.5) / (having + 0.5))
        lengths = np.sqrt(np.bincount(at, weights**2, minlength=len(texts)))
        return cls(len(texts), width, at, column, weights / lengths[at])

    def likeness(self, weights: Floats) -> Floats:
        """The cosine of each text to a mixture of them, `weights` of shape `(n,)`.

        0 to 1 where the weights add up to 1; the mixture is not brought to unit length.
        """
        mixture = np.bincount(
            self.columns, self.weights * weights[self.rows], minlength=self.vocabulary
        )
        return np.bincount(
            self.rows, self.weights * mixture[self.columns], minlength=self.size
        ).astype(np.float64)
