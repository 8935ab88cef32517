"""Which of the passages found comes first, by what is asked and what each of them does."""

import pytest

from assistant.documents.document import Block, Kind
from assistant.questions.question import Question
from assistant.retrieval.choice.coefficients import COEFFICIENTS
from assistant.retrieval.choice.demand import Thing, thing_asked
from assistant.retrieval.choice.states import states_in
from assistant.retrieval.retriever import Ranking, Retriever
from tests.retrieval.shelf import Shelf


def ranked(library: Shelf, question: str) -> Ranking:
    return Retriever(library, library.encoder).rank(Question.of(question))


def first(library: Shelf, question: str) -> str:
    return ranked(library, question).hits[0].paragraph.text


def traits_of_first(library: Shelf, question: str) -> dict[str, float]:
    traits = ranked(library, question).candidates[0].traits
    assert traits is not None
    return traits


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How many officers took part in the course?", Thing.COUNT),
        ("How long does the course last?", Thing.DURATION),
        ("How much money was spent on the dykes?", Thing.MONEY),
        ("What share of the mayors are women?", Thing.SHARE),
        ("When was the bridge built?", Thing.DATE),
        ("Who built the bridge?", Thing.PERSON),
        ("Who took part in the conference?", Thing.PEOPLE),
        ("Which countries pay for the dykes?", Thing.STATES),
        ("What was said about the dykes?", None),
    ],
)
def test_a_question_tells_the_kind_of_thing_that_it_asks_for(
    question: str, thing: Thing | None
) -> None:
    assert thing_asked(Question.of(question)) is thing


def test_a_state_within_the_name_of_another_is_not_named() -> None:
    assert states_in("South Sudan received people from the Sudan.") == ["South Sudan", "Sudan"]
    assert states_in("Papua New Guinea, Türkiye and Turkey") == [
        "Papua New Guinea",
        "Türkiye",
        "Türkiye",
    ]


def test_a_list_of_people_comes_first_only_where_people_are_asked_for() -> None:
    library = Shelf.empty()
    people = [
        f"Mr. {name} Hill, Police Officer, Police Training Service, Ministry of Police"
        for name in ("Adam", "Bert", "Carl", "Dirk", "Emil", "Fred")
    ]
    library.add("list.txt", Block(Kind.HEADING, "List of participants", level=1), *people)
    library.add("report.txt", "The police of the harbour were trained in first aid for a week.")
    assert first(library, "what was said about police training").startswith("The police")
    assert first(library, "Who took part in the police training?").startswith("Mr. ")


def test_a_number_of_what_is_counted_comes_before_words_without_one() -> None:
    library = Shelf.empty()
    library.add(
        "report.txt",
        "The training of officers is most important to all officers in training.",
        "In that year 340 officers finished their training.",
    )
    assert first(library, "How many officers finished training?").startswith("In that year 340")


def test_the_words_of_who_is_asked_come_before_what_others_say_of_them() -> None:
    library = Shelf.empty()
    library.add(
        "review.txt",
        "Peru noted that Slovenia had trained the police and welcomed the police training.",
        "Slovenia stated that the police were trained for a year.",
    )
    assert first(library, "What did Slovenia say about police training?").startswith("Slovenia")
    assert first(library, "What did Peru say about police training?").startswith("Peru")


def test_a_state_is_held_by_the_title_of_the_document() -> None:
    library = Shelf.empty()
    library.add("Slovenia review.txt", "Women are trained as police officers.")
    library.add("Norway review.txt", "Women are trained as police officers in Norway.")
    ranking = ranked(library, "Are women trained as police officers in Slovenia?")
    assert ranking.hits[0].passage.document.name == "Slovenia review.txt"
    assert ranking.absence is None


def test_what_tells_only_how_a_meeting_went_stands_back() -> None:
    library = Shelf.empty()
    library.add(
        "report.txt",
        "The Committee on police training held eight meetings on police training.",
        "Officers learn at the harbour what police training cannot teach.",
    )
    assert first(library, "what was said about police training").startswith("Officers learn")


def test_each_trait_that_is_weighed_is_told_of_some_passage() -> None:
    library = Shelf.empty()
    library.add(
        "Norway report.txt",
        Block(Kind.HEADING, "Police training in Norway in 2014", level=1),
        "Peru asked how many officers were trained in Norway in 2014.",
    )
    told: set[str] = set()
    for question in (
        "How many officers did Peru ask Norway to train in 2014?",
        "What did Peru ask about police in Sweden?",
    ):
        told |= traits_of_first(library, question).keys()
    assert COEFFICIENTS.keys() <= told
