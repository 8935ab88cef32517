import math

import pytest

from assistant.evaluation.figures import (
    harmonic,
    ndcg,
    percentile,
    precision_and_recall,
    recall,
    reciprocal_rank,
)


def test_ndcg_equals_the_value_computed_by_hand() -> None:
    # Found: grade 1 at rank 2, grade 2 at rank 3. Ideal: 2, 1, 1.
    found = 1 / math.log2(3) + 2 / math.log2(4)
    ideal = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(["x", "a", "b"], {"a": 1, "b": 2, "c": 1}) == pytest.approx(found / ideal)
    assert found / ideal == pytest.approx(0.5209, abs=1e-4)


def test_ndcg_ends_at_k() -> None:
    assert ndcg(["x", "a"], {"a": 1}, k=1) == 0
    assert ndcg(["a", "x"], {"a": 1}, k=1) == 1


def test_recall_is_the_share_found() -> None:
    assert recall(["a", "x", "b"], {"a": 1, "b": 1, "c": 1, "d": 1}, 3) == 0.5
    assert recall(["a", "x", "b"], {"a": 1, "b": 1}, 1) == 0.5


def test_reciprocal_rank_is_of_the_first_relevant_one() -> None:
    assert reciprocal_rank(["x", "a", "b"], {"a": 1, "b": 1}) == 0.5
    assert reciprocal_rank(["x", "a"], {"a": 1}, k=1) == 0


def test_precision_and_recall_of_a_claim() -> None:
    assert precision_and_recall([True, True, False, False], [True, False, True, False]) == (
        0.5,
        0.5,
    )
    assert precision_and_recall([False], [True]) == (1.0, 0.0)


def test_the_harmonic_mean_of_nothing_is_nothing() -> None:
    assert harmonic(0.5, 1.0) == pytest.approx(2 / 3)
    assert harmonic(0, 0) == 0


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([3, 1, 2, 4], 0.5) == 2
    assert percentile([3, 1, 2, 4], 0.95) == 4
    assert percentile([7], 0.5) == 7
