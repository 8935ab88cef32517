from pathlib import Path

import numpy as np
import pytest

from assistant.questions.question import Question
from assistant.retrieval.bridging import fullness
from assistant.retrieval.calibration import REFERENCE, Scale, fitted
from assistant.retrieval.probes import PROBES
from assistant.retrieval.reading import Reading
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.sounding import estimated, known_calibration, sounded
from embeddings.encoder import Vectors
from tests.doubles import WordEncoder
from tests.retrieval.shelf import ConceptEncoder, Shelf
from tests.retrieval.test_late_interaction import TokenEncoder

E5 = fitted("multilingual-e5-small") or REFERENCE


class Translator(WordEncoder):
    """An encoder of words for which each English question of the probes is its passage."""

    def __init__(self, *languages: str) -> None:
        super().__init__("translator")
        self.known = {p.in_english: p.passage for p in PROBES if p.language in languages}

    def encode_question(self, text: str, /) -> Vectors:
        return super().encode_question(self.known.get(text, text))


def test_strangers_are_read_as_strangers_and_pairs_as_pairs() -> None:
    assert E5.cosine.read(E5.cosine.strangers, REFERENCE.cosine) == REFERENCE.cosine.strangers
    assert E5.cosine.read(E5.cosine.pairs, REFERENCE.cosine) == pytest.approx(
        REFERENCE.cosine.pairs
    )
    assert REFERENCE.cosine.read(0.4, REFERENCE.cosine) == pytest.approx(0.4)


def test_an_encoder_that_does_not_tell_pairs_from_strangers_is_read_as_it_is() -> None:
    assert Scale(0.9, 0.91).read(0.3, REFERENCE.cosine) == 0.3
    made = sounded(ConceptEncoder())
    assert made.calibration.cosine.read(0.3, REFERENCE.cosine) == 0.3
    assert made.strangeness(made.passages[0]) == 0.0
    assert made.calibration.is_estimate


def test_a_candidate_across_is_read_on_its_own_scale() -> None:
    reading = Reading(E5, np.array([False, True]))
    assert reading.cosines(np.array([E5.cosine.pairs, E5.across.pairs])).tolist() == pytest.approx(
        [REFERENCE.cosine.pairs] * 2
    )
    one, two = reading.chance_cosines(np.array([0.8, 0.8]))
    assert one < two < reading.cosines(np.array([0.8, 0.8]))[1]


def test_an_encoder_knows_the_languages_in_which_english_questions_find_their_passage() -> None:
    encoder = Translator("en", "de", "ar")
    made = estimated(encoder, encoder.encode_passages([p.passage for p in PROBES]))
    assert made.languages == ("en", "de", "ar")
    assert made.is_estimate
    assert [made.knows(language) for language in ("de", "ru", None)] == [True, False, True]
    assert made.cosine.pairs == pytest.approx(1.0, abs=1e-4)


def test_a_sounding_is_kept_and_made_once(tmp_path: Path) -> None:
    encoder = Translator("en", "de")
    assert known_calibration(encoder, tmp_path) is None
    first = sounded(encoder, tmp_path)
    assert known_calibration(encoder, tmp_path) == first.calibration
    encoded = len(encoder.texts)
    second = sounded(encoder, tmp_path)
    assert len(encoder.texts) == encoded
    assert second.calibration == first.calibration
    assert np.array_equal(second.passages, first.passages)


def test_a_damaged_sounding_is_made_again(tmp_path: Path) -> None:
    encoder = Translator("en")
    made = sounded(encoder, tmp_path)
    (place,) = (tmp_path / "soundings").iterdir()
    place.write_bytes(b"PK\x03\x04 not a sounding")
    assert sounded(encoder, tmp_path).calibration == made.calibration


def test_what_says_little_comes_near_to_everything_and_is_taken_for_it() -> None:
    made = sounded(Translator("en"))
    everything = made.passages.mean(axis=0)
    nothing = np.zeros_like(everything)
    vectors = np.stack([everything / np.linalg.norm(everything), nothing])
    hub, other = made.strangers(vectors).tolist()
    assert hub > 0.1 > other


def test_a_line_of_symbols_is_not_long_enough_to_answer_across_languages() -> None:
    library = Shelf.empty()
    library.add("a.txt", "² E/C.12/2024/SR.1, E/C.12/2024/SR.3, E/C.12/2024/SR.5 " * 6)
    library.add("b.txt", "The officers of the police were trained in every province. " * 4)
    library.add("c.txt", "图书馆周末下午五点关门,平日开放到晚上九点。" * 3)
    symbols, english, chinese = fullness(library.rows).tolist()
    assert symbols < 0.1
    assert (english, chinese) == (1.0, 1.0)


def test_an_answer_says_that_its_strength_is_an_estimate() -> None:
    library = Shelf.empty(ConceptEncoder())
    library.add("report.txt", "The police need training.")
    ranking = Retriever(library, library.encoder).rank(Question.of("training of police"))
    assert ranking.searched.is_estimate


def a_mixed_pile(*languages: str) -> Shelf:
    library = Shelf.empty(Translator("en", "de"))  # type: ignore[arg-type]
    for language in languages:
        passages = [probe.passage for probe in PROBES if probe.language == language]
        library.add(f"{language}.txt", *passages, language=language)
    return library


@pytest.mark.parametrize("language", ["en", "de"])
def test_of_a_mixed_pile_each_language_can_come_first(language: str) -> None:
    library = a_mixed_pile("en", "de")
    for probe in (probe for probe in PROBES if probe.language == language):
        if probe.in_english.endswith("?"):
            ranking = Retriever(library, library.encoder).rank(Question.of(probe.in_english))
            assert ranking.hits[0].paragraph.text == probe.passage


def test_a_question_that_neither_encoder_nor_words_know_has_no_chance() -> None:
    encoder = TokenEncoder("all-minilm-of-words")
    library = Shelf.empty(encoder)
    library.add("report.txt", "The police need training.", language="en")
    ranking = Retriever(library, encoder).rank(Question.of("Как испечь хлеб на закваске дома?"))
    assert ranking.meaning.is_foreign
    assert [hit.chance for hit in ranking.hits] == [0.0]
