"""Whether what encodes today is what encoded before: fixed sentences, encoded again."""

from typing import Protocol, Self, runtime_checkable

from embeddings.encoder import Encoder, Vectors

SENTENCES = (
    "The committee met in Geneva in 1998.",
    "Rain fell on the harbour for three days.",
    "Die Steuer wird im nächsten Jahr erhöht.",
)
"""Their vectors are kept beside a library's own; another text would make all of these void."""
SAME = 0.98
"""Least cosine of a sentence with itself. Rounding on the way costs .0001, int8 for fp32 .005;
a question's prompt in a passage's place .07, where the model knows prompts or not (E5, MiniLM)."""


@runtime_checkable
class Probed(Encoder, Protocol):
    """An encoder whose weights nobody here can see: it is known by what it makes of texts."""

    @property
    def probe(self) -> Vectors:
        """A row for each of `SENTENCES`, as passages."""
        ...

    @property
    def edition(self) -> str:
        """What tells it from others of its name; empty for the first."""
        ...

    def as_edition(self, edition: str) -> Self:
        """The same under a fingerprint of its own, apart from what had its name before."""
        ...


def departs(before: Vectors, now: Vectors) -> bool:
    """Whether two rows of vectors of the same texts are of different makers."""
    if before.shape != now.shape:
        return True
    return bool((before * now).sum(axis=-1).min(initial=1.0) < SAME)
