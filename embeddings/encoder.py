"""The one thing an embedding model must be able to do here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from embeddings.card import Card, languages_by_name

Vectors: TypeAlias = NDArray[np.float32]
"""Rows of unit length, shape `(texts, dimension)`, dtype float32."""

Progress: TypeAlias = Callable[[int], None]
"""Called with the number of texts finished since the last call."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What made a vector; two vectors may be compared only if theirs are equal."""

    model: str
    """The model's own name, for example `all-MiniLM-L6-v2`."""
    weights: str
    """Lower-case hexadecimal sha256 of the weights file."""
    runtime: str
    """`onnxruntime-` and the version of the export, `sentence-transformers` or `endpoint`."""
    precision: str
    """`int8`, `int8-all` where no product was spared, or `fp32`."""
    dimension: int
    """Length of a vector."""
    prompts: str = ""
    """Those that the user put before an endpoint's texts; a model's own come with its weights."""

    def __str__(self) -> str:
        """One line that is equal exactly when the fingerprints are."""
        parts = (self.model, self.weights[:16], self.runtime, self.precision, str(self.dimension))
        return ":".join((*parts, self.prompts) if self.prompts else parts)


def card_of(fingerprint: Fingerprint) -> Card:
    """All that is to be known of an encoder of which there is a fingerprint and no more."""
    return Card(
        name=fingerprint.model,
        languages=languages_by_name(fingerprint.model),
        dimension=fingerprint.dimension,
        fingerprint=str(fingerprint),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The `n` tokens of one text as a model reads them in their context; no special ones."""

    rows: Vectors
    """Of unit length; shape `(n, dimension)`, whose dimension may be another than a text's."""
    spans: NDArray[np.int64]
    """Where each stands in the text, in code points, end exclusive; shape `(n, 2)`."""
    numbers: NDArray[np.int64]
    """Of the model's vocabulary; shape `(n,)`."""

    def moved(self, by: int) -> "Tokens":
        """The same, where their text begins `by` code points into another."""
        return Tokens(self.rows, self.spans + by, self.numbers)

    @classmethod
    def joined(cls, pieces: Sequence["Tokens"]) -> "Tokens":
        """Those of all pieces of a text, at least one."""
        return cls(
            np.concatenate([piece.rows for piece in pieces]),
            np.concatenate([piece.spans for piece in pieces]),
            np.concatenate([piece.numbers for piece in pieces]),
        )


class Encoder(Protocol):
    """Turns texts into unit-length rows; equal texts give equal rows.

    Questions and passages are encoded apart because many models were trained
    with a different prefix for each.
    """

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies model, weights, runtime and precision; stored in every index."""
        ...

    @property
    def card(self) -> Card:
        """What is to be known of it before it is trusted."""
        ...

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """One row per text, in order; shape `(0, dimension)` for no texts."""
        ...

    def encode_question(self, text: str, /) -> Vectors:
        """A single row, shape `(1, dimension)`."""
        ...

    def encode_tokens(
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens] | None:
        """The tokens of each text, as passages or as questions.

        `None` where the model does not give them, or was trained to say nothing by them:
        they are worth reading only where a text's row is the mean of its tokens' rows.
        """
        ...
