"""Live rows found by meaning and by words."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderChanged
from assistant.library.reading import Passage
from assistant.library.records import Scored, Standing
from assistant.library.sqlite.encodings import Encodings
from assistant.library.sqlite.paragraphs import Paragraphs

MOST_NEAR = 30
"""Passages in which words of nearly the same letters are looked for."""


class Searches(Paragraphs, Encodings):
    """Implements `Searching`."""

    def nearest(
        self, vector: NDArray[np.float32], k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """As `Searching.nearest`."""
        dimension = self.dimension
        if dimension is None or k < 1:
            return []
        if self._expected is not None:
            self.expect(*self._expected)
        if vector.shape[-1] != dimension:
            raise EncoderChanged(
                f"The question has {vector.shape[-1]} dimensions, the library {dimension}. "
                "Encode the library again with: pincite reencode"
            )
        with self.whole():
            return self.mirrors.nearest(vector, k, within)

    def matching(
        self, question: str, k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """As `Searching.matching`."""
        with self.whole():
            return self.mirrors.matching(question, k, within) if k > 0 else []

    def near(self, word: str) -> list[Passage]:
        """As `Searching.near`."""
        with self.whole():
            rows = self.mirrors.near(word, MOST_NEAR)
        return list(self.passages(rows).values())

    def holding(self, question: str, within: Collection[str] | None = None) -> list[Standing]:
        """As `Searching.holding`."""
        with self.whole():
            return self.mirrors.holding(question, within)
