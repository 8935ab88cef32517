"""Follow-ups completed from what went before."""

from dataclasses import replace

import pytest

from assistant.questions.conversation import Quoted, Turn, understand

TEXT = "Patrols alone had not restored trust."


def answered(question: str) -> Turn:
    """Answered from the first of three documents that are shown."""
    return Turn(
        question,
        target="p-d1",
        quoted=(Quoted("p-d1", "d1", "report.pdf", TEXT),),
        shown=(("d1", "report.pdf"), ("d2", "minutes.docx"), ("d3", "charter.html")),
    )


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("what was said about policing", "and what about women?", "what was said about women"),
        ("what was said about policing", "how about the youth", "what was said about the youth"),
        ("what was said about policing", "And when?", "when policing"),
        ("who asked for interpreters?", "when was that?", "when was that: interpreters"),
        ("who asked for interpreters?", "why", "why: interpreters"),
        ("policing", "and funding?", "policing funding"),
        ("what was said about policing", "and on education?", "what was said about education"),
        ("who was trained", "and on what?", "who was trained on what"),
        (
            "how much was set aside for training?",
            "and in 2019?",
            "how much was set aside for training in 2019",
        ),
        ("how many complaints came in 2024?", "And in 2023?", "how many complaints came in 2023"),
        ("how many complaints came in 2024?", "in 2012?", "how many complaints came in 2012"),
        ("how many complaints came in 2024?", "and 2023?", "how many complaints came in 2023"),
        ("how many complaints came in 2024?", "2023?", "how many complaints came in 2023"),
        ("what of 2019 to 2021?", "and in 2022?", "what of 2019 to 2021 in 2022"),
        ("how many complaints came?", "and 2023?", "how many complaints came in 2023"),
        ("who was trained?", "and from Keld?", "who was trained from Keld"),
        ("who was trained?", "and the women?", "who was trained, the women"),
        ("when must it be answered?", "by whom?", "when must it be answered by whom"),
        ("When must a complaint be answered?", "How?", "How must a complaint be answered"),
        ("who is Ilse Tarrow?", "her office?", "her office: Ilse Tarrow"),
        (
            "What did the head of the board say about dogs?",
            "and cats?",
            "What did the head of the board say about cats",
        ),
        ("what was said about policing", "was ist mit Frauen?", "what was said about Frauen"),
        ("Was wurde über die Polizei gesagt?", "Und Frauen?", "Was wurde über Frauen gesagt"),
        ("Wie hoch ist die Quote für Dorsch?", "Für Hering?", "Wie hoch ist die Quote für Hering"),
        (
            "Was sagt der Bericht über die Polizei?",
            "Und über Frauen?",
            "Was sagt der Bericht über Frauen",
        ),
        ("Was sagt der Bericht über die Polizei?", "warum?", "warum: die Polizei"),
        ("Que dit-on sur la police ?", "et les femmes ?", "Que dit-on sur les femmes"),
        ("¿Qué se dijo sobre la policía?", "¿Y las mujeres?", "¿Qué se dijo sobre las mujeres"),
    ],
)
def test_a_follow_up_is_completed_visibly(before: str, question: str, completed: str) -> None:
    understood = understand(question, answered(before))
    assert (understood.question, understood.explanation) == (completed, completed)


@pytest.mark.parametrize(
    "question",
    [
        "what was said about funding",
        "how many officers were trained in the third quarter of last year",
        "when must a complaint be answered?",
        "in the second chapter of the second report, what was said about costs?",
        "Is there a death penalty in Slovenia?",
        "And how many complaints did the Ombudsperson receive in 2024?",
        "Y chromosome",
        "By night",
        "for example?",
        "According to the report?",
        "In which year did the forum meet?",
        "in Slovenia",
    ],
)
def test_a_question_of_its_own_stands_as_asked(question: str) -> None:
    understood = understand(question, answered("what was said about policing"))
    assert (understood.question, understood.explanation) == (question, None)


def test_nothing_is_completed_without_a_question_before() -> None:
    assert understand("and what about women?", None).explanation is None


def test_who_said_that_asks_for_the_quoted_words_in_their_document() -> None:
    understood = understand("Who said that?", answered("policing"))
    assert (understood.question, understood.within) == (TEXT, ("d1",))
    assert understood.explanation == f"Who said “{TEXT}”"


def test_a_document_is_named_by_its_place_in_the_answer() -> None:
    understood = understand("in the second report?", answered("what was said about policing"))
    assert (understood.question, understood.within) == ("what was said about policing", ("d2",))
    assert understood.explanation == "what was said about policing, in minutes.docx"


NAMES = [("d8", "charter-on-policing.html"), ("d9", "UPR-Slovenia-report.docx")]


@pytest.mark.parametrize(
    "question",
    [
        "and in charter-on-policing.html?",
        "in charter on policing",
        "according to the Charter?",
        "what about in the charter on policing?",
    ],
)
def test_a_document_is_named_by_what_it_is_called(question: str) -> None:
    understood = understand(question, answered("who asked for patrols?"), lambda: NAMES)
    assert (understood.question, understood.within) == ("who asked for patrols?", ("d8",))
    assert understood.explanation == "who asked for patrols, in charter-on-policing.html"
    assert understood.carried == "who asked for patrols?"


def test_a_word_of_a_name_without_article_is_a_place_not_a_document() -> None:
    understood = understand("and in Slovenia?", answered("who was trained?"), lambda: NAMES)
    assert (understood.question, understood.within) == ("who was trained in Slovenia", ())


def test_what_any_document_is_called_names_none() -> None:
    asked = understand("according to the report?", answered("who was trained?"), lambda: NAMES)
    assert asked.within == ()


def test_a_name_of_two_documents_is_not_guessed() -> None:
    twice = [*NAMES, ("d7", "charter-of-rights.html")]
    understood = understand("in the charter?", answered("who was trained?"), lambda: twice)
    assert understood.within == ()


@pytest.mark.parametrize(
    "question",
    ["What else?", "and what else was said?", "tell me more", "Was noch?", "¿Qué más?", "more"],
)
def test_more_leaves_out_what_was_quoted(question: str) -> None:
    understood = understand(question, answered("what was said about policing?"))
    assert understood.question == "what was said about policing?"
    assert understood.beside == {"p-d1"}
    assert understood.explanation == "what was said about policing, beside what was quoted"
    assert understood.carried == "what was said about policing?"


@pytest.mark.parametrize("question", ["Wer hat das gesagt?", "Qui l’a dit ?", "¿Quién dijo eso?"])
def test_who_said_that_is_understood_in_other_languages(question: str) -> None:
    assert understand(question, answered("policing")).question == TEXT


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("in the last report?", "d3"),
        ("Im zweiten Bericht?", "d2"),
        ("et dans le premier rapport ?", "d1"),
        ("¿y en el último informe?", "d3"),
        ("in the other one?", "d2"),
    ],
)
def test_a_place_is_understood_in_other_languages(question: str, document: str) -> None:
    assert understand(question, answered("policing")).within == (document,)


def test_a_place_that_is_not_there_is_not_guessed() -> None:
    few = replace(answered("policing"), shown=())
    assert understand("in the third report?", few).within == ()


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("who said that?", "what was said about policing"),
        ("in the second report?", "what was said about policing"),
        ("and what about women?", None),
    ],
)
def test_a_question_of_who_and_where_leaves_the_subject_as_it_was(
    question: str, subject: str | None
) -> None:
    assert understand(question, answered("what was said about policing")).carried == subject
