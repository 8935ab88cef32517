"""Two rankings of the same paragraphs, made one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.library.records import Scored
from assistant.retrieval.constants import (
    AGREEING,
    COVERAGE_WEIGHT,
    DISAGREEING,
    FEEDBACK,
    FEEDBACK_HITS,
    FEEDBACK_STEEPNESS,
    LEAST_TRUST,
    LEXICAL_WEIGHT,
    LONG_QUESTION,
    NEIGHBOUR_SHARE,
    NEIGHBOURS,
    SHORT_QUESTION,
    WORD_FEEDBACK,
)
from assistant.retrieval.likeness import Floats
from assistant.retrieval.reading import Reading
from assistant.retrieval.weights import Words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What both indexes say of the same `n` candidates."""

    rows: NDArray[np.int64]
    """Shape `(n,)`."""
    cosines: Floats
    """Question and paragraph, -1 to 1; shape `(n,)`."""
    lexical: Floats
    """BM25, at least 0; shape `(n,)`."""
    vectors: NDArray[np.float32]
    """The candidates' unit vectors, shape `(n, dimension)`."""


def pool(
    dense: Sequence[Scored],
    lexical: Sequence[Scored],
    vectors_of: Callable[[Sequence[int]], NDArray[np.float32]],
    question: NDArray[np.float32],
    *,
    lexical_is_full: bool = False,
) -> Evidence:
    """The union of two rankings, dense first, every candidate with both scores.

    Cosines are computed afresh from the stored vectors, so that those of an
    approximate index are exact. A row that the lexical ranking lacks has a score
    of 0, or, where that ranking was cut off (`lexical_is_full`), at most that of
    the last row: that score stands for it.
    """
    bm25 = {row: score for row, score in lexical}
    absent = min(bm25.values(), default=0.0) if lexical_is_full else 0.0
    rows = list(dict.fromkeys([*(row for row, _ in dense), *bm25]))
    # An empty library does not know yet how long its vectors are.
    vectors = vectors_of(rows) if rows else np.empty((0, len(question)), dtype=np.float32)
    return Evidence(
        rows=np.array(rows, dtype=np.int64),
        cosines=np.asarray(vectors @ question, dtype=np.float64),
        lexical=np.array([bm25.get(row, absent) for row in rows], dtype=np.float64),
        vectors=vectors,
    )


def fuse(
    evidence: Evidence,
    words: Words,
    question: NDArray[np.float32],
    *,
    terms: int,
    reading: Reading,
    foreign: float | None = None,
) -> Floats:
    """A score for every candidate; higher is better.

    `terms` is the number of the question's. The words' score is a candidate's BM25
    as a share of the best one's, worth as much as the best one covers; long questions
    add the coverage itself. The meaning's score is the cosine to the question
    moved towards the first hits (Rocchio's feedback, dense), taken as far as it
    is trusted: `foreign` is that trust for a question in a language that the
    encoder was not made for, else the agreement of both rankings tells. A candidate
    is drawn towards those that are most like it, and gains by the words that it shares
    with the first ones in its language (the same feedback, lexical).
    """
    if not evidence.rows.size:
        return np.zeros(0)
    lexical = lexical_score(evidence, words.coverage, terms)
    trust = foreign if foreign is not None else trust_in_meaning(evidence)
    first = trust * reading.cosines(evidence.cosines) + lexical
    moved = feedback(question, evidence.vectors, first)
    cosines = np.asarray(evidence.vectors @ moved, dtype=np.float64)
    scores = trust * reading.cosines(cosines) + lexical
    scores = smooth(scores, evidence.vectors, NEIGHBOUR_SHARE * trust, reading)
    scores = scores if foreign is None else scores * _scale(foreign)
    return scores + WORD_FEEDBACK * words_of_the_first(scores, words)


def words_of_the_first(scores: Floats, words: Words) -> Floats:
    """How like each candidate is, in its words, to the first ones of its language."""
    found = np.zeros_like(scores)
    for language in np.unique(words.languages):
        here = words.languages == language
        weights = np.zeros_like(scores)
        weights[here] = first_few(scores[here])
        found[here] = words.bags.likeness(weights)[here]
    return found


def first_few(scores: Floats) -> Floats:
    """Weights of the `FEEDBACK_HITS` best, by how near they come to the best; they add up to 1."""
    weights = np.zeros_like(scores)
    best = descending(scores)[:FEEDBACK_HITS]
    weights[best] = np.exp(FEEDBACK_STEEPNESS * (scores[best] - scores[best[0]]))
    return np.asarray(weights / weights.sum())


def beside(scores: Floats, places: Sequence[tuple[str, int]]) -> Floats:
    """The better score of the two paragraphs before and after each candidate.

    `places` are their documents and ordinals. A neighbour that is no candidate has
    the score at the lowest quarter of them.
    """
    at = {place: score for place, score in zip(places, scores.tolist(), strict=True)}
    absent = float(np.sort(scores)[len(scores) // 4]) if scores.size else 0.0
    return np.array(
        [
            max(at.get((document, ordinal + step), absent) for step in (-1, 1))
            for document, ordinal in places
        ],
        dtype=np.float64,
    )


def _scale(trust: float) -> float:
    """Brings scores in which meaning counts less to the range of those in which it counts 1."""
    words = LEXICAL_WEIGHT + COVERAGE_WEIGHT
    return (1 + words) / (trust + words)


def lexical_score(evidence: Evidence, coverage: Floats, terms: int) -> Floats:
    """What shared words say of each candidate; 0 to about 0.7."""
    best = int(np.argmax(evidence.lexical))
    highest = float(evidence.lexical[best])
    share = evidence.lexical / highest * coverage[best] if highest > 0 else evidence.lexical
    length = (terms - SHORT_QUESTION) / (LONG_QUESTION - SHORT_QUESTION)
    weight = COVERAGE_WEIGHT * min(max(length, 0.0), 1.0)
    return np.asarray(LEXICAL_WEIGHT * share + weight * coverage)


def trust_in_meaning(evidence: Evidence) -> float:
    """How far to trust the cosines, `LEAST_TRUST` to 1, from the agreement of both rankings."""
    if not evidence.lexical.any():
        return 1.0
    agreement = (
        _standing(evidence.cosines, evidence.lexical)
        + _standing(evidence.lexical, evidence.cosines)
    ) / 2
    doubt = (AGREEING - agreement) / (AGREEING - DISAGREEING)
    return 1 - (1 - LEAST_TRUST) * min(max(doubt, 0.0), 1.0)


def _standing(scores: Floats, other: Floats) -> float:
    """How far above the mean, in standard deviations, `scores` puts the three best of `other`."""
    return float(standard(scores)[descending(other)[:3]].mean())


def feedback(
    question: NDArray[np.float32], vectors: NDArray[np.float32], scores: Floats
) -> NDArray[np.float32]:
    """The question's vector moved towards the mean of the first hits; unit length."""
    first = descending(scores)[:FEEDBACK_HITS]
    moved = question + FEEDBACK * vectors[first].mean(axis=0)
    length = float(np.linalg.norm(moved))
    return np.asarray(moved / length if length else question, dtype=np.float32)


def smooth(scores: Floats, vectors: NDArray[np.float32], share: float, reading: Reading) -> Floats:
    """Each score mixed with `share` of the mean score of its nearest neighbours.

    Neighbours are the `NEIGHBOURS` candidates of highest cosine, weighted by it:
    relevant paragraphs are like each other.
    """
    count = min(NEIGHBOURS, scores.size - 1)
    if count < 1 or not share:
        return scores
    likeness = reading.likeness(np.asarray(vectors @ vectors.T, dtype=np.float64))
    np.fill_diagonal(likeness, -1.0)
    near = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
    weights = np.take_along_axis(likeness, near, axis=1).clip(1e-9)
    drawn = (weights * scores[near]).sum(axis=1) / weights.sum(axis=1)
    return np.asarray((1 - share) * scores + share * drawn)


def standard(scores: Floats) -> Floats:
    """Scores as standard deviations from their mean; zeros when all are equal."""
    deviation = float(scores.std()) if scores.size else 0.0
    return np.zeros_like(scores) if deviation < 1e-9 else (scores - scores.mean()) / deviation


def descending(scores: Floats) -> list[int]:
    """Positions from the highest score to the lowest; ties keep their order."""
    return [int(at) for at in np.argsort(-scores, kind="stable")]
