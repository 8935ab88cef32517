"""Follow-ups completed from what went before."""

from dataclasses import replace

import pytest

from assistant.answers.answer import Answer
from assistant.answers.conversation import understand
from assistant.citations.citing import cite
from assistant.documents.document import Kind, Paragraph, Span
from assistant.retrieval.hit import Hit, Searched, Strength, Why

TEXT = "Patrols alone had not restored trust."


def answered(question: str) -> Answer:
    def paragraph(document_id: str) -> Paragraph:
        return Paragraph(f"p-{document_id}", document_id, 0, Kind.PARAGRAPH, TEXT, 0, len(TEXT))

    def hit(rank: int, document_id: str, name: str) -> Hit:
        why = Why(("patrols",), 0.7)
        span = Span(0, len(TEXT))
        return Hit(rank, 1.0, Strength.STRONG, why, paragraph(document_id), name, span)

    citation = cite(
        1, paragraph("d1"), Span(0, len(TEXT)), document="report.pdf", revision="r", text=TEXT
    )
    return Answer(
        question=question,
        found=True,
        statements=(),
        citations=(citation,),
        target=hit(1, "d1", "report.pdf"),
        runners_up=(hit(2, "d2", "minutes.docx"), hit(3, "d3", "charter.html")),
        searched=Searched(3, 3, (), 1.0),
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


def test_a_place_that_is_not_there_is_not_guessed() -> None:
    few = replace(answered("policing"), runners_up=())
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
    assert understand(question, answered("what was said about policing")).subject == subject
