import pytest

from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.questions.asked_for import AskedFor
from assistant.questions.conversation import Quoted, Turn
from assistant.questions.place_words import PlaceKind
from assistant.questions.question import LONGEST, Question, bounded, worded

BEFORE = Turn(
    "what was said about policing",
    target="p1",
    quoted=(Quoted("p1", "d1", "report.pdf", "Patrols alone had not restored trust."),),
    shown=(("d1", "report.pdf"), ("d2", "minutes.docx")),
)


def test_the_words_are_those_typed_in_one_wording() -> None:
    assert Question.of("  Does\u200b iron\n rust ?\t").words == "Does iron rust ?"
    assert worded("Iron  rusts.") == "Iron rusts."


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u00ad"], ids=["empty", "blank", "invisible"])
def test_nothing_is_no_question(text: str) -> None:
    with pytest.raises(EmptyQuestion, match="Nothing was asked"):
        Question.of(text)


def test_a_text_that_is_too_long_is_no_question() -> None:
    assert len(Question.of("x" * LONGEST).words) == LONGEST
    with pytest.raises(QuestionTooLong, match="65,537 characters; 65,536"):
        Question.of("x" * (LONGEST + 1))
    with pytest.raises(QuestionTooLong):
        bounded("x" * (LONGEST + 1))


def test_the_subject_is_the_question_without_the_frame_of_a_request() -> None:
    question = Question.of("Find all passages about women.")
    assert (question.words, question.subject) == ("Find all passages about women.", "women")
    assert not question.is_asked
    assert Question.of("Did women vote?").is_asked
    assert Question.of("Tell me about the mill. When did it close?").is_asked


def test_signs_without_a_letter_or_digit_are_no_words() -> None:
    assert [Question.of(text).has_words for text in ("?!", "🙂 …", "7", "什么", "a")] == [
        False,
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What did the women ask for?", "en"),
        ("Was haben die Frauen verlangt?", "de"),
        ("Que dit le rapport sur les femmes ?", "fr"),
        ("¿Qué se dijo sobre las mujeres?", "es"),
        ("什么时候？", "zh"),
        ("police", None),
    ],
)
def test_the_language_is_that_of_its_own_words(text: str, language: str | None) -> None:
    assert Question.of(text).language == language


def test_what_it_asks_for_is_told_of_the_subject_alone() -> None:
    assert Question.of("Who signed it?").asked_for is AskedFor.WHO
    assert Question.of("Find all passages about women.").asked_for is AskedFor.SAID


def test_a_document_that_is_named_is_a_place_and_no_speaker() -> None:
    question = Question.of("What does A/HRC/25/66 say in paragraph 12 about women?")
    assert [(place.kind, place.name) for place in question.places] == [
        (PlaceKind.SYMBOL, "A/HRC/25/66"),
        (PlaceKind.PARAGRAPH, "12"),
    ]
    assert question.speaker is None
    assert Question.of("What did Ms. Chen say about women?").speaker == "Ms. Chen"


def test_an_answer_is_held_to_the_names_and_numbers_that_are_asked_about() -> None:
    question = Question.of("How many officers did Al-Shabaab train in Keld in 2024?")
    assert question.held_to == ("Al-Shabaab", "Keld", "2024")
    assert Question.of("how many officers were trained?").held_to == ()


def test_terms_are_those_of_the_language_beside_which_they_stand() -> None:
    question = Question.of("What was said about Häuser?")
    assert question.terms("de") == {"haus"}
    assert question.terms("en") == {"hauser"}
    assert question.matched("Viele Häuser und ein Haus.", "de") == ("Häuser", "Haus")
    assert question.matched("Many houses.", "en") == ()


def test_a_question_in_another_language_seeks_only_numbers() -> None:
    question = Question.of("Wie viele Beschwerden gab es in Sill 2023?")
    assert [sought.written for sought in question.sought("en")] == ["2023"]
    assert question.weighty_words("en") == ()
    assert question.weighty_words("de") == ("Beschwerden", "Sill", "2023")


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
    assert Question.of(question).is_met_by(sentence) is expected


def test_the_same_question_gives_equal_parts_twice() -> None:
    question, again = (Question.of("When did Ms. Chen speak in § 4 of a.pdf?") for _ in range(2))
    assert question == again
    for part in ("subject", "has_words", "is_asked", "asked_for", "language", "places", "speaker",
                 "held_to"):  # fmt: skip
        first = getattr(question, part)
        assert first == getattr(question, part) == getattr(again, part), part
    assert question.terms("en") == question.terms("en") == again.terms("en")
    assert question == again


def test_a_question_without_one_before_it_stands_as_asked() -> None:
    understood = Question.of("and what about women?").understood
    assert (understood.question, understood.explanation) == ("and what about women?", None)
    assert (understood.within, understood.beside, understood.carried) == ((), frozenset(), None)


def test_a_follow_up_is_searched_for_as_it_was_completed() -> None:
    question = Question.of("and what about Keld?", BEFORE)
    assert question.words == "and what about Keld?"
    assert question.understood.explanation == "what was said about Keld"
    assert question.subject == "what was said about Keld"
    assert question.held_to == ("Keld",)


def test_more_of_the_same_leaves_out_what_was_quoted() -> None:
    question = Question.of("What else?", BEFORE)
    assert question.subject == "what was said about policing"
    assert question.understood.beside == {"p1"}


def test_a_follow_up_may_name_a_document() -> None:
    names = [("d7", "charter.html")]
    assert Question.of("and in charter.html?", BEFORE, lambda: names).understood.within == ("d7",)
    assert Question.of("in the second report?", BEFORE).understood.within == ("d2",)
