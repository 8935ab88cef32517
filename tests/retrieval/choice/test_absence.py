"""Whether the first hit is an answer, or only the nearest miss."""

import pytest

from assistant.answers.answer import Answer
from assistant.answers.quoting import quoted
from assistant.library.sqlite.library import SqliteLibrary
from assistant.questions.question import Question
from assistant.retrieval.retriever import Retriever
from embeddings.encoder import Encoder
from tests.retrieval.shelf import Shelf

REPORT = (
    "In Norway the harbour police trained 40 officers in first aid.",
    "The prisons of Norway are full, and prisoners sleep on the floor.",
    "Women earn less than men in the fishing trade of Norway.",
    "Peru asked Norway to widen the harbour of Bergen.",
)


@pytest.fixture(scope="module")
def library(encoder: Encoder) -> Shelf:
    made = Shelf.empty(encoder)  # type: ignore[arg-type]
    made.add("Norway.txt", *REPORT)
    return made


def asked(library: SqliteLibrary, encoder: Encoder, question: str) -> Answer:
    return quoted(Retriever(library, encoder).rank(Question.of(question)))


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("prisons in Sweden", "Nothing on this is about Sweden."),
        ("What did Peru ask about harbours in Chile?", "Nothing on this is about Chile."),
        ("How many officers were trained in 1987?", "Nothing on this is of 1987."),
        ("opera singers in Norway", "Nothing near the subject has “opera”, “singers”."),
        ("Who is the mayor of Bergen?", "Nothing near the subject has “mayor”."),
        ("What did Brazil say about prisons?", "Brazil says nothing on this here."),
    ],
)
def test_what_a_question_names_and_nothing_near_has_is_not_found(
    library: Shelf, encoder: Encoder, question: str, note: str
) -> None:
    answer = asked(library, encoder, question)
    assert not answer.found
    assert answer.note == note
    assert answer.nearest is not None


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("law enforcement training in Norway", "In Norway the harbour police"),
        ("Norwegian prisons", "The prisons of Norway"),
        ("difference of wages between women and men", "Women earn less"),
        ("What did Peru ask of Norway?", "Peru asked"),
    ],
)
def test_near_words_and_adjectives_of_states_are_found(
    library: Shelf, encoder: Encoder, question: str, beginning: str
) -> None:
    answer = asked(library, encoder, question)
    assert answer.target is not None
    assert answer.target.paragraph.text.startswith(beginning)


def test_others_who_speak_of_the_one_asked_are_told_from_them(encoder: Encoder) -> None:
    library = Shelf.empty(encoder)  # type: ignore[arg-type]
    library.add(
        "review.txt",
        "Peru noted that Slovenia had closed the schools of its minorities.",
        "Slovenia stated that the harbour had been widened.",
    )
    answer = asked(library, encoder, "What did Slovenia say about the schools of minorities?")
    assert answer.target is not None
    assert answer.target.paragraph.text.startswith("Peru noted")
    assert answer.note == "Slovenia says nothing on this here; others speak of it."


def test_speakers_who_are_anybody_are_not_said_to_be_silent(
    library: Shelf, encoder: Encoder
) -> None:
    answer = asked(library, encoder, "What did the other delegations ask of Norway?")
    assert answer.target is not None
    assert answer.target.paragraph.text.startswith("Peru asked")
