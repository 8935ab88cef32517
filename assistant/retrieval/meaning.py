"""What a question means, to be held against passages and sentences."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.questions.question import Question
from assistant.retrieval.late_interaction import LateInteraction
from assistant.retrieval.weights import Weights
from embeddings.encoder import Encoder


class Meaning:
    """A question with its weighed words, its vector and, read when first wanted, its tokens."""

    def __init__(
        self,
        encoder: Encoder,
        question: Question,
        weights: Weights,
        vector: NDArray[np.float32],
        *,
        is_foreign: bool,
    ) -> None:
        """`vector` has the shape `(dimension,)`; `is_foreign`: the encoder hardly knows it."""
        self.encoder = encoder
        self.question = question
        self.weights = weights
        self.vector = vector
        self.is_foreign = is_foreign
        """Whether the question is in a language that the encoder was not made for."""

    @cached_property
    def tokens(self) -> LateInteraction | None:
        """The question's tokens; `None` where the encoder gives none, or does not know them."""
        if self.is_foreign:
            return None
        return LateInteraction.of(self.encoder, self.question, self.weights)
