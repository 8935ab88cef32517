"""Who speaks in the documents of a library, found by name."""

import pytest

from tests.library.contract.stores import Desk

SPOKEN = (
    "Ms. Jane Brook said that it rained.",
    "Mr. Jon Hill said no. Ms. Brook said yes.",
    "The delegation of Slovenia noted that rivers rose.",
    "Mr. Tom Hill welcomed the dam.",
)


def names(desk: Desk, name: str) -> list[str]:
    return [speaker.name for speaker in desk.library.speakers(name)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("brook", ["Ms. Jane Brook"]),
        ("BROOK, Jane", ["Ms. Jane Brook"]),
        ("Broo", ["Ms. Jane Brook"]),
        ("Hill", ["Mr. Jon Hill", "Mr. Tom Hill"]),
        ("Mr. Tom Hill", ["Mr. Tom Hill"]),
        ("Slovenia", ["Slovenia"]),
        ("Slowenien", ["Slovenia"]),
        ("the representative of Slovenia", ["Slovenia"]),
        ("Peru", []),
        ("", []),
        ("\ud800", []),
    ],
)
def test_a_speaker_is_found_by_any_name(desk: Desk, name: str, found: list[str]) -> None:
    desk.put("minutes.txt", *SPOKEN)
    assert sorted(names(desk, name)) == found


def test_their_paragraphs_are_counted_over_all_documents(desk: Desk) -> None:
    desk.put("minutes.txt", *SPOKEN)
    desk.put("more.txt", "Ms. Jane Brook asked why rivers rise.")
    (brook,) = desk.library.speakers("Brook")
    assert (brook.key, brook.stated, brook.reported) == ("jane brook", 0, 3)


def test_who_spoke_in_an_earlier_revision_or_a_removed_document_is_gone(desk: Desk) -> None:
    record = desk.put("minutes.txt", *SPOKEN)
    desk.put("minutes.txt", "Ms. Ida Holm said that it rained.", document_id=record.document_id)
    assert names(desk, "Brook") == []
    assert names(desk, "Holm") == ["Ms. Ida Holm"]
    desk.library.remove(record.document_id)
    assert names(desk, "Holm") == []
