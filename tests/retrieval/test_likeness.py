import numpy as np
import pytest

from assistant.retrieval.likeness import Bags

TEXTS = [["police", "patrol", "police"], ["rain", "wind"], ["patrol", "wind"], []]


def test_every_text_with_words_is_of_unit_length() -> None:
    bags = Bags.of(TEXTS)
    own = [bags.likeness(np.eye(4)[at])[at] for at in range(4)]
    assert own == pytest.approx([1, 1, 1, 0])


def test_likeness_is_of_shared_words() -> None:
    likeness = Bags.of(TEXTS).likeness(np.array([1.0, 0, 0, 0]))
    assert likeness[1] == likeness[3] == 0
    assert 0 < likeness[2] < 1


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    texts = [["treaty", "the"], ["treaty"], ["the"], ["the", "rain"], ["the", "wind"]]
    likeness = Bags.of(texts).likeness(np.eye(5)[0])
    assert likeness[1] > likeness[2]


def test_no_text_and_no_word_are_nothing() -> None:
    assert Bags.of([]).likeness(np.zeros(0)).tolist() == []
    assert Bags.of([[], []]).likeness(np.array([0.5, 0.5])).tolist() == [0, 0]
