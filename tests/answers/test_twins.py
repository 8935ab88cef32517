"""One paragraph once: what is folded, what must not be, and which is shown."""

import pytest

from assistant.answers.answer import Answer
from assistant.answers.editions import in_force
from assistant.answers.sameness import wording_of
from assistant.citations.citing import permalink
from assistant.command_line.answer_text import answer_text
from assistant.contract import answer_json
from assistant.documents.document import Block, Imprint, Kind
from assistant.retrieval.hit import Relation
from tests.answers.shelves import answered
from tests.retrieval.shelf import Shelf

TRAINING = "Officers need training before they patrol, and the budget for it is published."


def shown(found: Answer) -> list[str]:
    hits = [found.target, *found.runners_up]
    return [hit.paragraph.document_id for hit in hits if hit is not None]


def test_the_same_paragraph_of_another_file_is_one_hit_that_names_the_other_place() -> None:
    library = Shelf.empty()
    library.add("report.txt", TRAINING, "Iron rusts in rain.")
    library.add("reprint.txt", "Tea was served at noon.", TRAINING)
    found = answered(library, "training of officers")
    assert found.target is not None
    [twin] = found.target.also_in
    first, second = found.target.paragraph, twin.passage.paragraph
    assert {first.document_id, second.document_id} == {"report", "reprint"}
    assert second.text == TRAINING
    assert [hit.paragraph.text for hit in found.runners_up].count(TRAINING) == 0
    assert found.statements[0].also_in == found.target.also_in
    told = answer_json(found)
    assert told["target"]["also_in"] == [
        {
            "document_id": second.document_id,
            "document": twin.passage.document.name,
            "title": twin.passage.document.title,
            "symbol": None,
            "paragraph_id": second.paragraph_id,
            "address": told["target"]["also_in"][0]["address"],
            "url": permalink(second),
            "relation": "same",
        }
    ]
    assert "also in" in answer_text(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Co-operation needs trained officers.",
            "Cooperation needs trained officers.",
            id="a hyphen",
        ),
        pytest.param("Officers need training.12", "Officers need training.", id="a note's number"),
        pytest.param("OFFICERS NEED TRAINING", "Officers need training.", id="capitals"),
        pytest.param("“Officers” need training", "'Officers' need training", id="quotation marks"),
    ],
)
def test_how_a_text_is_printed_makes_no_other_text(one: str, other: str) -> None:
    library = Shelf.empty()
    library.add("a.txt", one)
    library.add("b.txt", other)
    first, second = library.rows
    assert wording_of(first).is_same(wording_of(second))


def test_a_printed_number_makes_no_other_text() -> None:
    library = Shelf.empty()
    library.add("a.txt", Block(Kind.PARAGRAPH, f"12. {TRAINING}", number="12", mark_end=4))
    library.add("b.txt", Block(Kind.PARAGRAPH, f"47. {TRAINING}", number="47", mark_end=4))
    first, second = library.rows
    assert wording_of(first).is_same(wording_of(second))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Officers shall not be trained within 30 days of a patrol.", id="negation"),
        pytest.param("Officers shall be trained within 60 days of a patrol.", id="number"),
        pytest.param("Officers may be trained within 30 days of a patrol.", id="modality"),
        pytest.param("Employees shall be trained within 30 days of a patrol.", id="who"),
    ],
)
def test_paragraphs_that_differ_in_one_word_stay_two(other: str) -> None:
    text = "Officers shall be trained within 30 days of a patrol."
    library = Shelf.empty()
    library.add("one.txt", text)
    library.add("two.txt", other)
    found = answered(library, "when are officers trained before a patrol")
    texts = [hit.paragraph.text for hit in (found.target, *found.runners_up) if hit]
    assert sorted(texts) == sorted([text, other])
    assert all(not hit.also_in for hit in (found.target, *found.runners_up) if hit)


def test_a_summary_in_the_words_of_the_body_counts_once() -> None:
    library = Shelf.empty()
    more = "Towns publish what they spend on the training of officers."
    library.add("report.txt", f"{TRAINING} {more}", "Iron rusts in rain.", f"{TRAINING} {more}")
    found = answered(library, "training of officers")
    assert found.target is not None
    assert len(found.target.also_in) == 1
    assert found.target.also_in[0].passage.paragraph.document_id == "report"


def test_of_two_editions_of_one_paragraph_the_later_is_shown() -> None:
    library = Shelf.empty()
    library.add("Training policy rev2.txt".replace(" ", "_"), TRAINING)
    library.add("Training_policy_rev1.pdf", TRAINING)
    found = answered(library, "training of officers")
    assert shown(found)[0] == "Training_policy_rev2"
    assert found.target is not None
    assert [twin.relation for twin in found.target.also_in] == [Relation.EARLIER]


def test_a_paragraph_changed_since_stands_behind_its_later_wording_and_says_so() -> None:
    library = Shelf.empty()
    earlier = "Officers receive ten days of training in law before their first patrol in a town."
    later = "Officers receive thirty days of training in law before their first patrol in a town."
    library.add("handbook_v1.txt", earlier)
    library.add("handbook_v2.txt", later)
    library.add("tea.txt", "Tea was served at noon.")
    found = answered(library, "ten days of training in law before a patrol")
    hits = [hit for hit in (found.target, *found.runners_up) if hit is not None]
    assert [hit.paragraph.text for hit in hits[:2]] == [later, earlier]
    assert hits[0].superseded_by is None
    assert hits[1].superseded_by is not None
    assert hits[1].superseded_by.name == "handbook_v2.txt"
    assert "which replaces this" in answer_text(found)


def test_reports_of_two_years_with_one_title_are_no_editions_of_each_other() -> None:
    library = Shelf.empty()
    library.add("annual report 2023.txt", TRAINING)
    library.add("annual report 2024.txt", TRAINING)
    first, second = library.rows
    assert in_force(first.document, second.document, library) is None


def test_of_two_symbols_the_revised_one_is_in_force() -> None:
    library = Shelf.empty()
    library.add("a.txt", TRAINING, imprint=Imprint(symbol="K/12/4", title="Police in Keld"))
    library.add("b.txt", TRAINING, imprint=Imprint(symbol="K/12/4/Rev.1", title="Police in Keld"))
    library.add("c.txt", TRAINING, imprint=Imprint(symbol="K/12/4/Add.1", title="Police in Keld"))
    plain, revised, added = (passage.document for passage in library.rows)
    assert in_force(plain, revised, library) is revised
    assert in_force(plain, added, library) is None
    assert shown(answered(library, "training of officers"))[0] == "b"


def test_a_document_that_says_what_it_replaces_is_in_force() -> None:
    library = Shelf.empty()
    old = library.add("1.txt", "Tea is free.", imprint=Imprint(title="Travel rules of Keld"))
    new = library.add("2.txt", "This circular supersedes the travel rules of Keld.")
    earlier, later = library.document(old), library.document(new)
    assert in_force(earlier, later, library) is later
    assert in_force(later, earlier, library) is later
