"""A person's own corrections: what was kept for a question comes first, until that is undone."""

from pathlib import Path

import pytest

from assistant.answers.answer import Answer
from assistant.command_line.answer_text import answer_text
from assistant.contract import answer_json
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from tests.doubles import WordEncoder

QUESTION = "Does iron rust in rain?"
CHOSEN = "Plates of the ferry were eaten by salt."


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    files = tmp_path / "files"
    files.mkdir()
    (files / "metals.txt").write_text(
        f"Iron rusts in rain.\n\nIron does rust in rain and snow.\n\n{CHOSEN}\n", "utf-8"
    )
    (files / "tea.txt").write_text("Tea was served at noon.\n", "utf-8")
    made = Assistant(SqliteLibrary.open(tmp_path / "library"), WordEncoder)
    made.index([files])
    return made


def paragraph(assistant: Assistant, words: str) -> str:
    for record in assistant.library.documents():
        for one in assistant.library.paragraphs(record.document_id):
            if one.text.startswith(words):
                return one.paragraph_id
    raise AssertionError(words)


def first(found: Answer) -> str:
    assert found.target is not None
    return found.target.paragraph.text


def test_what_was_kept_for_a_question_answers_it_and_says_so(assistant: Assistant) -> None:
    assert first(assistant.ask(QUESTION)) != CHOSEN
    kept = assistant.select(QUESTION, paragraph(assistant, "Plates"))
    found = assistant.ask(QUESTION)
    assert first(found) == CHOSEN == found.statements[0].text
    told = answer_json(found)["target"]
    assert (told["chosen"], told["selection_id"]) == (True, kept.selection_id)
    assert f"pincite selections --forget {kept.selection_id}" in answer_text(found)
    assert found.note is None
    assert [hit.chosen for hit in found.runners_up] == [0] * len(found.runners_up)


def test_a_question_in_other_capitals_and_words_of_a_frame_is_the_same(
    assistant: Assistant,
) -> None:
    assistant.select(QUESTION, paragraph(assistant, "Plates"))
    assert first(assistant.ask("does IRON rust in rain")) == CHOSEN
    similar = assistant.ask("Does iron rust in the rain?")
    assert first(similar) == CHOSEN
    assert similar.note == f"The first paragraph you chose for “{QUESTION}”."


@pytest.mark.parametrize(
    "question",
    ["Does iron not rust in rain?", "Does copper rust in rain?", "Why does iron rust in rain?"],
)
def test_another_question_is_not_disturbed(assistant: Assistant, question: str) -> None:
    assistant.select(QUESTION, paragraph(assistant, "Plates"))
    found = assistant.ask(question)
    shown = [hit for hit in (found.target, *found.runners_up) if hit is not None]
    assert all(not hit.chosen for hit in shown)


def test_a_choice_is_undone_by_forgetting_it(assistant: Assistant) -> None:
    kept = assistant.select(QUESTION, paragraph(assistant, "Plates"))
    assistant.kept.unselect(kept.selection_id)
    assert first(assistant.ask(QUESTION)) != CHOSEN


def test_a_choice_of_a_removed_document_is_passed_over(assistant: Assistant) -> None:
    assistant.select(QUESTION, paragraph(assistant, "Tea"))
    assert first(assistant.ask(QUESTION)) == "Tea was served at noon."
    assistant.remove("tea.txt")
    assert first(assistant.ask(QUESTION)).startswith("Iron")


def test_a_choice_outside_the_documents_asked_is_passed_over(assistant: Assistant) -> None:
    assistant.select(QUESTION, paragraph(assistant, "Tea"))
    assert first(assistant.ask(QUESTION, within=["metals.txt"])).startswith("Iron")


def test_the_latest_of_two_choices_comes_first(assistant: Assistant) -> None:
    assistant.select(QUESTION, paragraph(assistant, "Tea"))
    assistant.select(QUESTION, paragraph(assistant, "Plates"))
    found = assistant.ask(QUESTION)
    assert first(found) == CHOSEN
    assert found.runners_up[0].paragraph.text == "Tea was served at noon."
