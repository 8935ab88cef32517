import math

import pytest

from assistant.documents.document import Span
from assistant.questions.asked_for import asks, is_finished, is_question, suits
from assistant.retrieval.asked import Asked, Place
from assistant.retrieval.calibration import chance_of, logistic, strength
from assistant.retrieval.constants import SHORT_BETWEEN
from assistant.retrieval.hit import Strength
from assistant.retrieval.spans import Sentence, stretches


def test_rarity_is_the_inverse_frequency_among_the_candidates() -> None:
    places = [
        Place(["police here"], "", "en"),
        Place(["police there"], "", "en"),
        Place(["rain"], "", "en"),
    ]
    asked, words = Asked.among("police rain", places)
    police, rain = math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5)
    assert asked.rarity["en"] == {"polic": pytest.approx(police), "rain": pytest.approx(rain)}
    assert words.coverage.tolist() == pytest.approx(
        [police / (police + rain)] * 2 + [rain / (police + rain)]
    )


def test_a_word_in_the_headings_above_counts_half() -> None:
    _, words = Asked.among(
        "police", [Place(["They met."], "Police", "en"), Place(["Police"], "", "en")]
    )
    assert words.coverage.tolist() == [0.5, 1.0]


def test_each_language_has_its_own_terms() -> None:
    asked, words = Asked.among(
        "Häuser", [Place(["ein Haus"], "", "de"), Place(["a house"], "", "en")]
    )
    assert set(asked.rarity) == {"de", "en"}
    assert words.coverage.tolist() == [1.0, 0.0]
    assert asked.size == 1


def test_a_question_without_terms_covers_nothing() -> None:
    asked, words = Asked.among("?!", [Place(["Police"], "", "en")])
    assert words.coverage.tolist() == [0.0]
    assert asked.coverage("Police", "en") == 0.0


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("When was it signed?", "It was signed in 1990.", True),
        ("When was it signed?", "It was signed by both.", False),
        ("How many came?", "Twenty-one came, or two dozen.", True),
        ("Wie viele kamen?", "Es kamen drei.", True),
        ("有多少人？", "有十四亿人。", True),
        ("Who signed it?", "It was signed in 1990.", False),
        ("Whenever it rains", "In 1990", False),
        ("How many stops were recorded in 2024?", "The figures for 2024 were presented.", False),
        ("How many stops were recorded in 2024?", "In 2024 there were 21,460 stops.", True),
    ],
)
def test_a_number_suits_a_question_that_asks_for_one(
    question: str, sentence: str, expected: bool
) -> None:
    assert suits(question, sentence) is expected


def test_a_question_is_told_by_its_mark_within_closing_quotes_too() -> None:
    assert is_question('He asked: "Why?"')
    assert is_question("为什么？")
    assert not is_question("Why not.")


def test_more_evidence_is_never_less_probable() -> None:
    assert chance_of(0.1, 0.1, 0.2) < chance_of(0.5, 0.1, 0.2) < chance_of(0.5, 0.6, 0.2)
    assert chance_of(0.5, 0.6, 0.2) < chance_of(0.5, 0.6, 1.0)
    assert chance_of(0.5, 0.6, 0.2, 0.4) == chance_of(0.5, 0.6, 1.0, 0.4)
    assert chance_of(0.5, 0.6, 0.2, 0.4) < chance_of(0.5, 0.6, 0.2, 0.5)


def test_probabilities_stay_within_bounds() -> None:
    assert logistic(0) == 0.5
    assert logistic(1000) == 1.0
    assert logistic(-1000) == 0.0
    assert logistic(-2) == pytest.approx(1 - logistic(2))


def test_strength_follows_the_probability() -> None:
    assert [strength(chance) for chance in (0.95, 0.9, 0.6, 0.5, 0.49)] == [
        Strength.STRONG,
        Strength.STRONG,
        Strength.GOOD,
        Strength.GOOD,
        Strength.WEAK,
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lost in the rain, or lost in a drawer?", True),
        ("Chief Constable, you were asked this morning how many had been disciplined.", True),
        ("Could you tell the committee why it was late.", True),
        ("Ms. Brook asked for interpreters at every desk.", False),
        ("Tell us more.", False),
    ],
)
def test_a_sentence_asks_or_tells_what_was_asked(sentence: str, expected: bool) -> None:
    assert asks(sentence) is expected


def test_a_text_is_finished_when_its_sentence_is() -> None:
    assert is_finished("He said “no.”¹")
    assert is_finished("结束。")
    assert not is_finished("States should:")
    assert not is_finished("II. Policing | 9")


def test_the_closest_words_are_those_of_one_sentence() -> None:
    places = [
        Place(["The police met.", "Rain fell."], "", "en"),
        Place(["The police met in the rain.", "They left."], "", "en"),
        Place([], "police rain", "en"),
    ]
    _, words = Asked.among("police rain", places)
    apart, together, above = words.closest.tolist()
    assert (words.coverage.tolist(), together, above) == ([1.0, 1.0, 0.5], 1.0, 0.0)
    assert apart == pytest.approx(0.5)


def test_stretches_stand_in_the_order_of_their_paragraphs_behind_the_first() -> None:
    def sentence(hit: int, start: int, length: int = 9) -> Sentence:
        return Sentence(hit, Span(start, start + length), "x" * length, 1.0)

    far = sentence(0, 40, SHORT_BETWEEN + 1)
    among = [sentence(0, at) for at in (0, 10, 20, 30)]
    among += [far, sentence(0, 400), sentence(1, 0), sentence(1, 10)]
    chosen = [among[5], among[7], among[2], among[0], among[3]]
    assert stretches(chosen, among) == [
        (0, Span(400, 409)),
        (0, Span(0, 39)),
        (1, Span(10, 19)),
    ]
