"""What a question means, to be held against paragraphs and sentences."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.asked import Asked
from assistant.retrieval.late_interaction import LateInteraction
from embeddings.encoder import Encoder


class Meaning:
    """A question's vector and, read when they are first wanted, its tokens."""

    def __init__(
        self, encoder: Encoder, asked: Asked, vector: NDArray[np.float32], *, is_foreign: bool
    ) -> None:
        """`vector` has the shape `(dimension,)`; `is_foreign`: the encoder hardly knows it."""
        self.encoder = encoder
        self.vector = vector
        self.is_foreign = is_foreign
        """Whether the question is in a language that the encoder was not made for."""
        self._asked = asked

    @cached_property
    def tokens(self) -> LateInteraction | None:
        """The question's tokens; `None` where the encoder gives none, or does not know them."""
        return None if self.is_foreign else LateInteraction.of(self.encoder, self._asked)
