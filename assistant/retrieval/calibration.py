"""From evidence to a probability, and what a probability is called."""

import math

from assistant.retrieval.constants import (
    CLOSENESS_SLOPE,
    COSINE_SLOPE,
    COVERAGE_SLOPE,
    GOOD,
    OFFSET,
    READ_COSINE_SLOPE,
    READ_COVERAGE_SLOPE,
    READ_OFFSET,
    SCORE_SLOPE,
    STRONG,
)
from assistant.retrieval.hit import Strength


def chance_of(
    cosine: float, coverage: float, score: float, closeness: float | None = None
) -> float:
    """The probability, 0 to 1, that a first hit is on the question.

    From the cosine of both, the share of the question's words that it holds, and how
    near the question's tokens come in it, or, where that was not read, its fused score:
    logistic models whose constants were fitted on judged pairs.
    """
    if closeness is None:
        return logistic(
            COSINE_SLOPE * cosine + COVERAGE_SLOPE * coverage + SCORE_SLOPE * score + OFFSET
        )
    return logistic(
        READ_COSINE_SLOPE * cosine
        + READ_COVERAGE_SLOPE * coverage
        + CLOSENESS_SLOPE * closeness
        + READ_OFFSET
    )


def logistic(x: float) -> float:
    """0 to 1; one half at 0. Does not overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else 1 - 1 / (1 + math.exp(x))


def strength(chance: float) -> Strength:
    """What a probability is called."""
    if chance >= STRONG:
        return Strength.STRONG
    return Strength.GOOD if chance >= GOOD else Strength.WEAK
