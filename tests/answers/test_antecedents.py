"""Quotes that stand alone: what must be read before them, cited at its own place."""

import pytest

from assistant.answers.answer import Answer
from assistant.command_line.answer_text import answer_text
from assistant.contract import answer_json
from assistant.documents.document import Block, Kind
from assistant.language.pointing_words import points_back
from tests.answers.shelves import answered
from tests.retrieval.shelf import Shelf


def before(found: Answer, at: int = 0) -> list[str]:
    return [found.citations[number - 1].quote for number in found.statements[at].context]


@pytest.mark.parametrize(
    ("sentence", "language", "points"),
    [
        ("It also decided to train officers.", "en", True),
        ("They asked for more.", "en", True),
        ("The latter refused.", "en", True),
        ("This was refused.", "en", True),
        ("These measures were adopted.", "en", True),
        ("Such training is rare.", "en", True),
        ("It is important that officers are trained.", "en", False),
        ("This report covers three years.", "en", False),
        ("Italy trained its officers.", "en", False),
        ("The Committee decided to meet.", "en", False),
        ("Those who were trained stayed.", "en", False),
        ("Elle a décidé de se réunir.", "fr", True),
        ("Le Comité a décidé de se réunir.", "fr", False),
        ("Asimismo decidió reunirse.", "es", True),
        ("Diese Maßnahmen wurden beschlossen.", "de", True),
        ("Der Ausschuss tagte.", "de", False),
        ("Он также постановил.", "ru", True),
        ("该委员会决定开会。", "zh", True),
    ],
)
def test_words_that_leave_open_who_is_meant_are_known(
    sentence: str, language: str, points: bool
) -> None:
    assert points_back(sentence, language) is points


def test_a_pronoun_brings_the_sentence_before_it_in_its_paragraph() -> None:
    library = Shelf.empty()
    library.add("minutes.txt", "The Council of Keld met at noon. It asked for training of police.")
    found = answered(library, "who asked for police training")
    assert found.statements[0].text == "It asked for training of police."
    assert before(found) == ["The Council of Keld met at noon."]


def test_a_pronoun_that_begins_a_paragraph_brings_the_last_sentence_of_the_one_before() -> None:
    library = Shelf.empty()
    library.add(
        "minutes.txt",
        "Tea was served. The Council of Keld met at noon.",
        "It also asked for the training of police officers.",
    )
    found = answered(library, "training of police officers")
    assert before(found) == ["The Council of Keld met at noon."]
    context = found.citations[found.statements[0].context[0] - 1]
    assert context.paragraph_id == library.rows[0].paragraph.paragraph_id
    assert context.number == len(found.citations)
    assert answer_json(found)["statements"][0]["context"] == [context.number]
    assert f"The Council of Keld met at noon. [{context.number}]" in answer_text(found)


def test_a_sentence_that_points_back_itself_brings_one_more() -> None:
    library = Shelf.empty()
    text = "The Council of Keld met. It heard the mayor. It asked for training of police officers."
    library.add("minutes.txt", text)
    found = answered(library, "training of police officers")
    assert before(found) == ["The Council of Keld met. It heard the mayor."]


def test_where_only_a_heading_stands_before_a_pronoun_the_heading_is_brought() -> None:
    library = Shelf.empty()
    library.add(
        "minutes.txt",
        "Tea was served at noon.",
        Block(Kind.HEADING, "Council of Keld", level=1),
        "It asked for the training of police officers.",
    )
    found = answered(library, "training of police officers")
    assert before(found) == ["Council of Keld"]


def test_the_sentence_that_an_item_completes_is_cited_where_it_stands() -> None:
    library = Shelf.empty()
    library.add(
        "report.txt",
        "The hall was full. States should:",
        Block(Kind.LIST_ITEM, "(a) paint the hall;", bullet="(a)", mark_end=4),
        Block(Kind.LIST_ITEM, "(b) publish the budget for training.", bullet="(b)", mark_end=4),
    )
    found = answered(library, "publish the budget")
    assert found.statements[0].lead_in == "States should:"
    assert before(found) == ["States should:"]
    assert found.citations[1].paragraph_id == library.rows[0].paragraph.paragraph_id


def test_what_the_answer_says_already_is_not_put_before_a_quotation() -> None:
    library = Shelf.empty()
    library.add("minutes.txt", "Police training began in Keld. It cost police officers a month.")
    found = answered(library, "police training officers")
    assert before(found) == []


def test_a_quotation_that_stands_alone_has_no_context() -> None:
    library = Shelf.empty()
    library.add("minutes.txt", "Tea was served. Officers need training before they patrol.")
    assert before(answered(library, "training of officers")) == []
