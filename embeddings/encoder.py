"""The one thing an embedding model must be able to do here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

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
    """`int8` or `fp32`."""
    dimension: int
    """Length of a vector."""

    def __str__(self) -> str:
        """One line that is equal exactly when the fingerprints are."""
        return f"{self.model}:{self.weights[:16]}:{self.runtime}:{self.precision}:{self.dimension}"


class Encoder(Protocol):
    """Turns texts into unit-length rows; equal texts give equal rows.

    Questions and passages are encoded apart because many models were trained
    with a different prefix for each.
    """

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies model, weights, runtime and precision; stored in every index."""
        ...

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """One row per text, in order; shape `(0, dimension)` for no texts."""
        ...

    def encode_question(self, text: str, /) -> Vectors:
        """A single row, shape `(1, dimension)`."""
        ...
