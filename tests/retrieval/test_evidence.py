import math

import pytest

from assistant.documents.document import Block, Kind, Span
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.calibration import REFERENCE, logistic, strength
from assistant.retrieval.constants import SHORT_BETWEEN
from assistant.retrieval.hit import Strength
from assistant.retrieval.spans import Sentence, stretches
from assistant.retrieval.weights import Weights
from tests.retrieval.shelf import Shelf


def paragraphs(*texts: str, language: str = "en") -> list[Passage]:
    library = Shelf.empty()
    library.add("report.txt", *texts, language=language)
    return library.rows


def test_rarity_is_the_inverse_frequency_among_the_candidates() -> None:
    asked = Question.of("police rain")
    weights, words = Weights.among(asked, paragraphs("police here", "police there", "rain"))
    police, rain = math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5)
    assert weights.rarity["en"] == {"polic": pytest.approx(police), "rain": pytest.approx(rain)}
    assert words.coverage.tolist() == pytest.approx(
        [police / (police + rain)] * 2 + [rain / (police + rain)]
    )


def test_a_word_in_the_headings_above_counts_half() -> None:
    library = Shelf.empty()
    library.add("a.txt", Block(Kind.HEADING, "Police", level=1), "They met.")
    library.add("b.txt", "Police")
    _, under, named = library.rows
    _, words = Weights.among(Question.of("police"), [under, named])
    assert words.coverage.tolist() == [0.5, 1.0]


def test_each_language_has_its_own_terms() -> None:
    candidates = paragraphs("ein Haus", language="de") + paragraphs("a house")
    weights, words = Weights.among(Question.of("Häuser"), candidates)
    assert set(weights.rarity) == {"de", "en"}
    assert words.coverage.tolist() == [1.0, 0.0]
    assert weights.size == 1


def test_a_question_without_terms_covers_nothing() -> None:
    weights, words = Weights.among(Question.of("?!"), paragraphs("Police"))
    assert words.coverage.tolist() == [0.0]
    assert weights.coverage("Police", "en") == 0.0


def test_more_evidence_is_never_less_probable() -> None:
    chance_of = REFERENCE.chance_of
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


def test_the_closest_words_are_those_of_one_sentence() -> None:
    library = Shelf.empty()
    library.add(
        "report.txt",
        "The police met. Rain fell.",
        "The police met in the rain. They left.",
        Block(Kind.HEADING, "Police in the rain", level=1),
        "They left.",
    )
    first, second, _, third = library.rows
    _, words = Weights.among(Question.of("police rain"), [first, second, third])
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
