import numpy as np
import pytest

from assistant.library.records import Scored
from assistant.retrieval.calibration import REFERENCE
from assistant.retrieval.constants import LEAST_TRUST
from assistant.retrieval.fusion import (
    Evidence,
    beside,
    descending,
    feedback,
    first_few,
    fuse,
    lexical_score,
    pool,
    smooth,
    standard,
    trust_in_meaning,
    words_of_the_first,
)
from assistant.retrieval.likeness import Bags
from assistant.retrieval.reading import Reading
from assistant.retrieval.weights import Words

AXES = np.eye(3, dtype=np.float32)


def evidence(cosines: list[float], lexical: list[float]) -> Evidence:
    count = len(cosines)
    vectors = np.zeros((count, count + 1), dtype=np.float32)
    vectors[:, 0] = cosines
    for at, cosine in enumerate(cosines):
        vectors[at, at + 1] = np.sqrt(1 - cosine**2)
    return Evidence(np.arange(count), np.array(cosines), np.array(lexical), vectors)


def silent(count: int) -> Words:
    """Candidates without words."""
    return Words(np.zeros(count), np.zeros(count), Bags.of([[]] * count), np.zeros(count, np.int64))


def as_it_is(count: int) -> Reading:
    """The reference encoder's scores, all of one language."""
    return Reading(REFERENCE, np.zeros(count, np.bool_))


def question_of(evidence: Evidence) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    question = np.zeros(evidence.vectors.shape[1], dtype=np.float32)
    question[0] = 1
    return question


def test_the_pool_holds_both_rankings_once_with_exact_cosines() -> None:
    asked: list[list[int]] = []

    def vectors_of(rows: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        asked.append(list(rows))  # type: ignore[call-overload]
        return AXES

    made = pool(
        [Scored(7, 0.9), Scored(8, 0.1)], [Scored(9, 4.0), Scored(7, 2.0)], vectors_of, AXES[1]
    )
    assert asked == [[7, 8, 9]]
    assert made.rows.tolist() == [7, 8, 9]
    assert made.cosines.tolist() == [0.0, 1.0, 0.0]
    assert made.lexical.tolist() == [2.0, 0.0, 4.0]


def test_what_a_full_lexical_ranking_lacks_scores_at_most_its_last() -> None:
    made = pool(
        [Scored(8, 0.1)],
        [Scored(9, 4.0), Scored(7, 2.0)],
        lambda rows: AXES,
        AXES[0],
        lexical_is_full=True,
    )
    assert made.lexical.tolist() == [2.0, 4.0, 2.0]


def test_words_count_as_much_as_the_best_match_covers() -> None:
    found = evidence([0.1, 0.1], [8.0, 4.0])
    short = lexical_score(found, np.array([0.5, 0.5]), 1)
    assert short.tolist() == pytest.approx([0.25, 0.125])
    long = lexical_score(found, np.array([0.5, 0.5]), 6)
    assert long.tolist() == pytest.approx([0.4, 0.275])


def test_without_a_shared_word_meaning_alone_decides_and_is_trusted() -> None:
    found = evidence([0.2, 0.6, 0.4], [0.0, 0.0, 0.0])
    assert trust_in_meaning(found) == 1.0
    scores = fuse(found, silent(3), question_of(found), terms=3, reading=as_it_is(3))
    assert descending(scores) == [1, 2, 0]


def test_meaning_is_trusted_least_when_it_knows_nothing_of_the_best_words() -> None:
    cosines = [0.9] * 10 + [0.1] * 4
    lexical = [0.0] * 10 + [9.0, 8.0, 7.0, 6.0]
    assert trust_in_meaning(evidence(cosines, lexical)) == pytest.approx(LEAST_TRUST)


def test_meaning_is_trusted_when_both_agree() -> None:
    cosines = [0.9, 0.8, 0.7] + [0.1] * 20
    assert trust_in_meaning(evidence(cosines, [9.0, 8.0, 7.0] + [0.0] * 20)) == 1.0


def test_words_decide_in_a_language_the_encoder_was_not_made_for() -> None:
    found = evidence([0.7, 0.4], [1.0, 5.0])
    words = Words(np.array([0.2, 0.9]), np.zeros(2), Bags.of([[], []]), np.zeros(2, np.int64))
    scores = fuse(found, words, question_of(found), terms=4, reading=as_it_is(2), foreign=0.15)
    assert descending(scores) == [1, 0]


def test_feedback_moves_the_question_towards_the_first_hits() -> None:
    moved = feedback(AXES[0], AXES, np.array([0.0, 1.0, 0.5]))
    mean = AXES.mean(axis=0)
    expected = AXES[0] + 0.3 * mean
    assert moved.tolist() == pytest.approx((expected / np.linalg.norm(expected)).tolist())


def test_smoothing_draws_a_score_towards_its_neighbour() -> None:
    twins = np.array([[1, 0], [1, 0]], dtype=np.float32)
    assert smooth(np.array([1.0, 0.0]), twins, 0.3, as_it_is(2)).tolist() == pytest.approx(
        [0.7, 0.3]
    )


def test_a_lone_candidate_keeps_its_score() -> None:
    assert smooth(np.array([1.0]), AXES[:1], 0.3, as_it_is(1)).tolist() == [1.0]


def test_standard_scores_are_deviations_and_equal_scores_are_none() -> None:
    assert standard(np.array([1.0, 3.0])).tolist() == [-1.0, 1.0]
    assert standard(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert standard(np.zeros(0)).tolist() == []


def test_ties_keep_their_order() -> None:
    assert descending(np.array([1.0, 2.0, 1.0, 2.0])) == [1, 3, 0, 2]


def test_no_candidate_gives_no_score() -> None:
    empty = Evidence(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros((0, 3), np.float32))
    assert fuse(empty, silent(0), AXES[0], terms=1, reading=as_it_is(0)).tolist() == []


def test_words_shared_with_the_first_hits_count() -> None:
    found = evidence([0.8, 0.4, 0.4], [0.0, 0.0, 0.0])
    bags = Bags.of([["police", "patrol"], ["rain"], ["patrol"]])
    words = Words(np.zeros(3), np.zeros(3), bags, np.zeros(3, np.int64))
    scores = fuse(found, words, question_of(found), terms=2, reading=as_it_is(3))
    assert descending(scores) == [0, 2, 1]


def test_the_weights_of_the_first_hits_add_up_to_one() -> None:
    weights = first_few(np.array([0.1, 0.9, 0.8, 0.2, 0.9]))
    assert weights.sum() == pytest.approx(1)
    assert np.flatnonzero(weights).tolist() == [1, 2, 4]
    assert weights[1] == weights[4] > weights[2]


def test_the_better_neighbour_in_the_same_document_lends_its_score() -> None:
    scores = np.array([0.9, 0.1, 0.5, 0.3])
    places = [("a", 4), ("a", 5), ("a", 6), ("b", 5)]
    assert beside(scores, places).tolist() == [0.3, 0.9, 0.3, 0.3]
    assert beside(np.zeros(0), []).tolist() == []


def test_the_words_of_the_first_hits_count_within_their_language() -> None:
    bags = Bags.of([["police", "patrol"], ["patrol"], ["polizei", "streife"], ["streife"]])
    words = Words(np.zeros(4), np.zeros(4), bags, np.array([0, 0, 1, 1]))
    found = words_of_the_first(np.array([0.9, 0.1, 0.5, 0.1]), words)
    assert found.tolist() == pytest.approx([*found[:2], *found[:2]], abs=0.1)
    assert min(found) > 0.2
