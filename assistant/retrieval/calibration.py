"""What one encoder's scores mean: the scale on which they are read, and the chance they give.

An encoder's cosines of strangers lie at .08 or at .76, those of pairs at .66 or .89. All
constants of ranking stand on the scale of one encoder, the reference; a calibration brings
another one's scores to it by these two points, which need no judged questions.
"""

import math
from dataclasses import dataclass
from typing import TypeVar

from assistant.retrieval.constants import GOOD, LEAST_SPAN, STRONG
from assistant.retrieval.hit import Strength
from assistant.retrieval.likeness import Floats

Number = TypeVar("Number", float, Floats)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where an encoder puts strangers, and where what belongs together: means over the probes."""

    strangers: float
    pairs: float

    @property
    def tells(self) -> bool:
        """Whether it tells one from the other; else its scores are taken as they are."""
        return self.pairs - self.strangers >= LEAST_SPAN

    def read(self, score: Number, on: "Scale") -> Number:
        """A score of this scale on another one: strangers on strangers, pairs on pairs."""
        if not self.tells:
            return score
        share = (on.pairs - on.strangers) / (self.pairs - self.strangers)
        return on.strangers + (score - self.strangers) * share


@dataclass(frozen=True, slots=True)
class Chances:
    """Logistic models of the probability that a first hit is on the question.

    On the reference scale; the last number of each is the offset.
    """

    unread: tuple[float, float, float, float]
    """Slopes of cosine, coverage and fused score, where tokens were not read."""
    read: tuple[float, float, float, float]
    """Slopes of cosine, coverage and closeness."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is to be known of an encoder for its scores to be read."""

    cosine: Scale
    """Of questions and passages in one language."""
    across: Scale
    """Of those in two."""
    closeness: Scale
    """Of a question's tokens in a passage of its language."""
    closeness_across: Scale
    stranger: float
    """The mean cosine of a question to all passages of the probes."""
    languages: tuple[str, ...]
    """Those of the probes that an English question is understood in."""
    probed: tuple[str, ...]
    chances: Chances
    is_estimate: bool
    """It was sounded with the probes alone, not fitted on judged questions."""

    def knows(self, language: str | None) -> bool:
        """Whether it was made for a language; one that was not probed is as the others are."""
        if language is None or not self.languages or language in self.languages:
            return True
        return language not in self.probed and len(self.languages) > len(self.probed) / 2

    def strangeness(self, cosine: float) -> float:
        """How much nearer a question comes to all passages, by its mean cosine, than others do."""
        if not self.cosine.tells:
            return 0.0
        read, reference = self.cosine.read, REFERENCE.cosine
        return read(cosine, reference) - read(self.stranger, reference)

    def chance_of(
        self, cosine: float, coverage: float, score: float, closeness: float | None = None
    ) -> float:
        """The probability, 0 to 1, that a first hit is on the question.

        From the cosine of both, the share of the question's words that it holds, and how
        near the question's tokens come in it, or, where that was not read, its fused score.
        All are on the reference scale.
        """
        last = score if closeness is None else closeness
        model = self.chances.unread if closeness is None else self.chances.read
        return logistic(model[0] * cosine + model[1] * coverage + model[2] * last + model[3])


PROBED = ("en", "de", "fr", "es", "ar", "ru", "zh", "hi")
ESTIMATED = Chances((18.9, 1.95, 0.0, -8.3), (16.6, 3.3, 11.6, -12.1))
"""Of an encoder on which nothing was fitted: those of multilingual-e5-small."""

REFERENCE = Calibration(
    cosine=Scale(0.077, 0.656),
    across=Scale(0.052, 0.14),
    closeness=Scale(0.185, 0.682),
    closeness_across=Scale(0.151, 0.232),
    stranger=0.05,
    languages=("en",),
    probed=PROBED,
    chances=Chances((8.7, 1.3, 4.5, -7.4), (7.4, 1.0, 20.0, -12.55)),
    is_estimate=False,
)
"""all-MiniLM-L6-v2's."""

_FITTED = {
    "all-MiniLM-L6-v2": REFERENCE,
    "multilingual-e5-small": Calibration(
        cosine=Scale(0.757, 0.887),
        across=Scale(0.723, 0.821),
        closeness=Scale(0.698, 0.884),
        closeness_across=Scale(0.676, 0.811),
        stranger=0.73,
        languages=PROBED,
        probed=PROBED,
        chances=ESTIMATED,
        is_estimate=False,
    ),
}


def fitted(model: str) -> Calibration | None:
    """What `make constants` fitted for a model of this name; `None` for all others."""
    return _FITTED.get(model)


def logistic(x: float) -> float:
    """0 to 1; one half at 0. Does not overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else 1 - 1 / (1 + math.exp(x))


def strength(chance: float) -> Strength:
    """What a probability is called."""
    if chance >= STRONG:
        return Strength.STRONG
    return Strength.GOOD if chance >= GOOD else Strength.WEAK
