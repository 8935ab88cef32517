"""Questions as people paste and write them, put to the sample documents."""

from dataclasses import replace

import pytest

from assistant.command_line.answer_text import answer_text
from assistant.errors import EmptyQuestion
from assistant.questions.question import Question
from assistant.service import Assistant

pytestmark = pytest.mark.real

QUESTION = "Who asked for interpreters?"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Who asked\u200b for inter\u200bpreters?", id="zero-width-spaces"),
        pytest.param("Who asked for inter\u00adpret\u00aders?", id="soft-hyphens"),
        pytest.param("\u202eWho asked for interpreters?\u202c", id="direction-marks"),
        pytest.param("Who\x00 asked\x07 for interpreters?", id="control-characters"),
        pytest.param("  Who asked\n\tfor interpreters?\u2028", id="lines"),
    ],
)
def test_what_cannot_be_seen_in_a_question_changes_nothing(
    written: str, sample_assistant: Assistant
) -> None:
    plain, pasted = sample_assistant.ask(QUESTION), sample_assistant.ask(written)
    assert (pasted.question, pasted.statements) == (QUESTION, plain.statements)
    assert [hit.score for hit in pasted.runners_up] == [hit.score for hit in plain.runners_up]


@pytest.mark.parametrize("signs", ["🙂", "🚓👮🏽", "?", "… —", '"(*:^'])
def test_signs_without_a_word_find_nothing(signs: str, sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask(signs)
    assert (answer.found, answer.nearest) == (False, None)
    assert answer.searched.paragraphs == sample_assistant.library.counts().paragraphs
    mentions = sample_assistant.mentions(signs)
    assert (mentions.hits, mentions.weak_from) == ((), None)


def test_what_is_invisible_alone_is_no_question(sample_assistant: Assistant) -> None:
    with pytest.raises(EmptyQuestion):
        sample_assistant.ask("\u200b\u00ad")
    assert sample_assistant.ask(QUESTION, after="\u200b ").understood_as is None


def test_more_is_other_paragraphs_than_those_quoted(sample_assistant: Assistant) -> None:
    first = sample_assistant.ask(QUESTION)
    more = sample_assistant.ask("what else?", after=QUESTION)
    assert more.target is not None
    assert more.target.rank == 1
    assert [hit.rank for hit in more.runners_up] == [2, 3, 4, 5]
    quoted = {citation.paragraph_id for citation in first.citations}
    shown = {hit.paragraph.paragraph_id for hit in (more.target, *more.runners_up)}
    assert not quoted & (shown | {citation.paragraph_id for citation in more.citations})


def test_a_follow_up_is_put_to_the_document_that_it_names(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("and in the charter?", after=QUESTION)
    assert answer.understood_as == "Who asked for interpreters, in charter-on-policing.html"
    assert answer.searched.documents == 1
    assert {citation.document for citation in answer.citations} == {"charter-on-policing.html"}


def test_who_said_that_is_told_where_the_document_tells_it(sample_assistant: Assistant) -> None:
    question = "When can the sum for interpreters be spent?"
    answer = sample_assistant.ask("who said that?", after=question)
    source = "HEARING ON THE USE OF STOPS (hearing-extract.txt)"
    assert f"[1] {source} · paragraph 13 (counted) · Chair, stated" in answer_text(answer).split(
        "\n"
    )


def test_words_of_another_language_are_no_slips(sample_assistant: Assistant) -> None:
    asking = sample_assistant._asking
    absent = replace(sample_assistant.ask(QUESTION), statements=(), found=False)
    near = replace(absent, nearest=absent.target, target=None)
    assert asking._respelled(Question.of("Who asked for interpretters?"), near) is not None
    assert asking._respelled(Question.of("Koliko stane ena minuta parkiranja?"), near) is None
