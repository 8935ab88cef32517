"""The order of the passages found by their traits, on top of how well they match."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.choice.coefficients import CHOSEN, COEFFICIENTS
from assistant.retrieval.choice.scope import Scopes
from assistant.retrieval.choice.traits import Judge, Traits
from assistant.retrieval.fusion import descending
from assistant.retrieval.likeness import Floats
from assistant.retrieval.weights import Weights, Words


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of the scores of some candidates, and why."""

    scores: Floats
    traits: Mapping[int, Traits]
    """Of those that were judged, by position."""
    judge: Judge


def choose(
    question: Question,
    weights: Weights,
    words: Words,
    scopes: Scopes,
    passages: Sequence[Passage],
    scores: Floats,
) -> Choice:
    """Scores with the worth of what was judged.

    The first `CHOSEN` are judged; none of the others comes before the better half of these.
    """
    first = descending(scores)[:CHOSEN]
    judged = [passages[at] for at in first]
    judge = Judge.of(question, weights, scopes, judged)
    traits = judge.traits(judged, [words.found[at] for at in first])
    if not first:
        return Choice(scores, {}, judge)
    weighed = scores.copy()
    weighed[first] += [worth_of(one) for one in traits]
    others = np.ones(len(scores), np.bool_)
    others[first] = False
    weighed[others] = np.minimum(weighed[others], np.median(weighed[first]))
    return Choice(weighed, dict(zip(first, traits, strict=True)), judge)


def worth_of(traits: Traits) -> float:
    """What traits add to a score; those that only tell are worth nothing."""
    return sum(COEFFICIENTS.get(name, 0.0) * value for name, value in traits.items())
