import re
from collections.abc import Sequence

import numpy as np
import pytest

from assistant.documents.document import Block, Kind, Paragraph
from assistant.questions.question import Question
from assistant.retrieval import late_interaction
from assistant.retrieval.constants import MOST_READ
from assistant.retrieval.hit import Hit
from assistant.retrieval.late_interaction import LateInteraction, filled, first_read
from assistant.retrieval.probes import PROBES
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.weights import Weights
from embeddings.encoder import Fingerprint, Tokens
from tests.answers.shelves import answered
from tests.retrieval.shelf import CONCEPTS, ConceptEncoder, Shelf

PLACES = [
    # Six of the question's concepts together, none of them close to another.
    "Police officers and training courses cost money. Women and girls met rain. A zebra came.",
    "The officers asked for a course in March. Lunch was served.",
]


SOUNDED = [probe.passage for probe in PROBES]


class TokenEncoder(ConceptEncoder):
    """A token a word: its row is that of its concept, else one that its letters choose."""

    def __init__(self, name: str = "concepts") -> None:
        super().__init__()
        self.name = name
        self.read: list[str] = []

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint(self.name, "0" * 64, "test", "fp32", len(CONCEPTS) + 1)

    def encode_tokens(  # type: ignore[override]
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens]:
        if not question and texts != SOUNDED:
            self.read += texts
        return [self._tokens(text) for text in texts]

    def _tokens(self, text: str) -> Tokens:
        words = list(re.finditer(r"\w+", text.lower()))
        rows = np.zeros((len(words), 64), np.float32)
        for at, word in enumerate(words):
            rows[at, self._place(word[0])] = 1.0
        return Tokens(
            rows,
            np.array([word.span() for word in words], np.int64).reshape(-1, 2),
            np.array([self._place(word[0]) for word in words], np.int64),
        )

    @staticmethod
    def _place(word: str) -> int:
        concepts = (at for at, concept in enumerate(CONCEPTS) if word in concept)
        return next(concepts, 8 + sum(map(ord, word)) % 56)


def shelf(*texts: str, encoder: ConceptEncoder | None = None, language: str = "en") -> Shelf:
    made = Shelf.empty(encoder or TokenEncoder())
    made.add("report.pdf", *texts, language=language)
    return made


def ranked(library: Shelf, question: str) -> tuple[Hit, ...]:
    return Retriever(library, library.encoder).rank(Question.of(question)).hits


def first(library: Shelf, question: str) -> Paragraph:
    return ranked(library, question)[0].paragraph


def read(library: Shelf) -> list[str]:
    """The texts that were read token by token, in order."""
    assert isinstance(library.encoder, TokenEncoder)
    return library.encoder.read


def beside(question: str, library: Shelf) -> LateInteraction:
    asked = Question.of(question)
    weights, _ = Weights.among(asked, library.rows)
    made = LateInteraction.of(library.encoder, asked, weights)
    assert made is not None
    return made


def test_every_token_counts_by_its_nearest_in_the_text() -> None:
    library = shelf("Officers train.", "Officers sing.", "Iron rusts.")
    both, one, none = beside("police training", library).closeness(library.rows)
    assert (both, none) == (pytest.approx(1.0), pytest.approx(0.0))
    # Two of three texts hold a token of police, one of training: the rare one counts more.
    weights = np.sqrt(np.log1p([(3 - 2 + 0.5) / (2 + 0.5), (3 - 1 + 0.5) / (1 + 0.5)]))
    assert one == pytest.approx(weights[0] / weights.sum())


def test_a_sentence_is_read_in_its_paragraph_and_a_paragraph_once() -> None:
    library = shelf("Officers train. Iron rusts.", "Rain fell.")
    question = beside("police training", library)
    question.closeness(library.rows)
    two, rain = question.sentences(library.rows)
    assert two.tolist() == pytest.approx([1.0, 0.0])
    assert rain.tolist() == pytest.approx([0.0])
    assert read(library) == ["Officers train. Iron rusts.", "Rain fell."]


def test_the_hits_of_a_question_are_read_again_and_those_of_a_subject_are_not() -> None:
    subject, question = "course for officers", "Who asked for a course for officers?"
    library = shelf(*PLACES)
    first(library, subject)
    assert read(library) == []
    assert first(library, question).text == PLACES[1]
    assert sorted(read(library)) == sorted(PLACES)


def test_the_nearest_hit_is_first_and_keeps_its_score() -> None:
    question = "Who asked for a course for officers?"
    plain = ranked(shelf(*PLACES, encoder=ConceptEncoder()), question)
    nearest, farther = ranked(shelf(*PLACES), question)
    scores = {hit.paragraph.text: hit.score for hit in plain}
    assert nearest.score == pytest.approx(scores[nearest.paragraph.text])
    assert farther.score < scores[farther.paragraph.text]


def test_a_fragment_is_worth_less_however_near_it_comes() -> None:
    library = Shelf.empty(TokenEncoder())
    library.add(
        "report.pdf",
        Block(Kind.HEADING, "Training of the police officers in the year that money was short"),
        "The officers of the police asked for a course, as money was short in the year.",
    )
    asked = "Was money short for the training of police officers in the year?"
    assert first(library, asked).text.startswith("The officers")


def test_a_question_in_another_language_than_the_encoders_is_not_read() -> None:
    encoder = TokenEncoder("all-minilm-of-words")
    library = shelf("Die Polizei verlangt einen Kurs. Regen fiel.", encoder=encoder, language="de")
    found = answered(library, "Wer verlangt einen Kurs für die Polizei?")
    assert found.statements[0].text == "Die Polizei verlangt einen Kurs."
    # Its words decide alone: no token is read and no sentence encoded.
    assert encoder.read == []
    assert "Regen fiel." not in encoder.encoded


def test_of_a_long_paragraph_the_sentences_that_share_most_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(late_interaction, "LONGEST_READ", 40)
    long = "Rain fell on the hall. " * 20 + "The police asked for a course. " + "Iron rusts. " * 20
    library = shelf(long, "Women spoke.")
    question, hits = beside("Who asked for a course?", library), library.rows
    each, _ = question.sentences(hits)
    texts = hits[0].sentence_texts
    assert texts[int(np.nanargmax(each))] == "The police asked for a course."
    assert np.isnan(each).sum() > 30
    assert question.closeness(hits)[0] > question.closeness(hits)[1]


def test_a_long_paragraph_is_quoted_where_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_interaction, "LONGEST_READ", 40)
    long = "Rain fell on the hall. " * 20 + "The police asked for a course. " + "Iron rusts. " * 20
    library = shelf(long, "Women spoke.")
    found = answered(library, "Who asked for a course?")
    assert found.statements[0].text == "The police asked for a course."


def test_no_more_is_read_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = shelf(*["x" * 10] * 9).rows
    assert first_read(paragraphs) == MOST_READ
    monkeypatch.setattr(late_interaction, "READ_CHARACTERS", 35)
    assert first_read(paragraphs) == 3
    monkeypatch.setattr(late_interaction, "READ_CHARACTERS", 5)
    assert first_read(paragraphs) == 1
    monkeypatch.setattr(late_interaction, "LONGEST_READ", 1)
    assert first_read(paragraphs) == 5
    monkeypatch.setattr(late_interaction, "MOST_READ", 2)
    assert first_read(paragraphs) == 2


def test_a_question_without_tokens_is_not_read() -> None:
    asked = Question.of("???")
    weights, _ = Weights.among(asked, shelf("Rain.").rows)
    assert LateInteraction.of(TokenEncoder(), asked, weights) is None
    assert LateInteraction.of(ConceptEncoder(), Question.of("Rain?"), weights) is None


def test_what_was_not_read_counts_as_little_as_the_least() -> None:
    assert filled(np.array([0.5, np.nan, 0.2])).tolist() == [0.5, 0.2, 0.2]
    assert filled(np.array([np.nan, np.nan])).tolist() == [0.0, 0.0]
