"""Measures of a ranking against judged answers; each from 0 to 1."""

import math
from collections.abc import Mapping, Sequence


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], k: int = 10) -> float:
    """Normalised discounted cumulative gain: the gain is the grade, as trec_eval has it."""
    found = [relevant.get(passage, 0) for passage in ranked[:k]]
    return _discounted(found) / _discounted(sorted(relevant.values(), reverse=True)[:k])


def _discounted(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def recall(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """The share of the relevant passages that is among the first `k`."""
    return len(relevant.keys() & set(ranked[:k])) / len(relevant)


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int], k: int = 10) -> float:
    """One over the rank of the first relevant passage; 0 when it is beyond `k`."""
    for rank, passage in enumerate(ranked[:k], start=1):
        if passage in relevant:
            return 1 / rank
    return 0.0


def precision_and_recall(said: Sequence[bool], true: Sequence[bool]) -> tuple[float, float]:
    """Of a claim made or not made of each case; 1 and 0 when it is never made."""
    right = sum(s and t for s, t in zip(said, true, strict=True))
    return right / sum(said) if any(said) else 1.0, right / sum(true) if any(true) else 0.0


def harmonic(precision: float, recalled: float) -> float:
    """F1."""
    return 2 * precision * recalled / (precision + recalled) if precision + recalled else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
