from dataclasses import replace

import pytest

from assistant.errors import UnknownDocument
from assistant.library.records import DocumentRecord, Selection, Source
from tests.library.contract.stores import Desk

RAIN = "Rain falls."


def chosen(record: DocumentRecord, question: str = "Rain?") -> Selection:
    """A choice that has not been kept yet."""
    return Selection(
        question=question,
        document_id=record.document_id,
        document=record.name,
        paragraph_id="p1",
        revision=record.revision,
        quote="Rain \ud800",
        start=0,
        end=6,
        prefix="before ",
        suffix=" after",
        address="p. 3",
    )


def test_what_is_kept_is_given_back_as_it_was(desk: Desk) -> None:
    record = desk.put("a.txt", RAIN)
    first = desk.library.keep(chosen(record))
    second = desk.library.keep(chosen(record, "Why?"))
    assert replace(first, selection_id=0, at="") == chosen(record)
    assert 0 < first.selection_id < second.selection_id
    assert len(first.at) == len("2026-11-27T12:00:00Z")
    assert desk.reopen().selections() == (first, second)
    assert desk.library.selection_count() == 2


def test_the_same_choice_again_takes_the_place_of_the_first(desk: Desk) -> None:
    record = desk.put("a.txt", RAIN)
    first = desk.library.keep(chosen(record))
    again = desk.library.keep(chosen(record))
    assert desk.library.selections() == (again,)
    desk.library.unselect(again.selection_id)
    desk.library.unselect(again.selection_id)
    assert desk.library.selections() == ()
    assert first.selection_id < again.selection_id < desk.library.keep(again).selection_id


def test_a_choice_outlives_its_revision_and_its_document(desk: Desk) -> None:
    record = desk.put("a.txt", RAIN)
    kept = desk.library.keep(chosen(record))
    desk.put("a.txt", "Sun shines.", document_id=record.document_id)
    assert desk.library.selections() == (kept,)
    desk.library.moved(record.document_id, Source("b.txt", None, 1, 1))
    desk.library.remove(record.document_id)
    assert desk.reopen().selections() == (replace(kept, document="b.txt"),)
    assert desk.library.selection_count(record.document_id) == 1
    assert desk.library.selection_count("another") == 0
    with pytest.raises(UnknownDocument):
        desk.library.keep(kept)


def test_a_choice_goes_with_its_document_where_that_is_asked(desk: Desk) -> None:
    record, other = desk.put("a.txt", RAIN), desk.put("b.txt", RAIN)
    desk.library.keep(chosen(record))
    stays = desk.library.keep(chosen(other))
    desk.library.remove(record.document_id, with_selections=True)
    assert desk.library.selections() == (stays,)


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**26])
def test_a_number_that_no_choice_ever_had_is_passed_over(desk: Desk, number: int) -> None:
    kept = desk.library.keep(chosen(desk.put("a.txt", RAIN)))
    desk.library.unselect(number)
    assert desk.library.selections() == (kept,)


def test_a_note_is_the_last_that_was_written_under_its_name(desk: Desk) -> None:
    assert desk.library.note("ranks") is None
    desk.library.write_note("ranks", "one")
    desk.library.write_note("ranks", "two")
    assert desk.reopen().note("ranks") == "two"
    with pytest.raises(AssertionError):
        desk.library.write_note("fingerprint", "mine")
