import pytest

from assistant.documents.document import Span
from assistant.service import Assistant
from embeddings.encoder import Encoder
from tests.conftest import OpenForum
from tests.forum import HeldEncoder
from web.place import Place
from web.recent import Recent, Shelf


@pytest.fixture
def asked(encoder: Encoder) -> HeldEncoder:
    return HeldEncoder(encoder)


@pytest.fixture
def recent(open_forum: OpenForum, asked: HeldEncoder) -> Recent:
    return Recent(open_forum(encoder=asked))


def test_what_was_not_used_for_longest_makes_room() -> None:
    shelf: Shelf[int] = Shelf(2)
    shelf.put("a", 1)
    shelf.put("b", 2)
    assert shelf.get("a") == 1
    shelf.put("c", 3)
    assert [shelf.get(key) for key in "abc"] == [1, None, 3]
    assert shelf.of("b", lambda: 4) == 4
    assert [shelf.get(key) for key in "abc"] == [None, 4, 3]


def test_moving_the_selection_asks_nothing_anew(recent: Recent, asked: HeldEncoder) -> None:
    first = recent.answer(Place(question="police"))
    assert first.target is not None
    again = recent.answer(Place(question="police").selecting(first.target.paragraph))
    assert again is first
    assert asked.questions == ["police"]


def test_another_limit_or_another_question_before_is_another_question(
    recent: Recent, asked: HeldEncoder
) -> None:
    recent.answer(Place(question="police"))
    recent.answer(Place(question="police", within=("minutes",)))
    recent.answer(Place(question="police", after="patrols"))
    assert asked.questions == ["police", "police", "patrols", "police"]


def test_any_change_of_the_library_lets_everything_be_asked_anew(own: Assistant) -> None:
    recent = Recent(own)
    place = Place(question="police")
    documents = own.library.counts().documents
    assert {hit.paragraph.document_id for hit in recent.mentions(place).hits} >= {"minutes"}
    assert recent.answer(place).searched.documents == documents
    before = recent.view("report", Span(0, 5))
    assert recent.view("report", Span(0, 5)) is before
    own.remove("minutes")
    assert "minutes" not in {hit.paragraph.document_id for hit in recent.mentions(place).hits}
    assert recent.answer(place).searched.documents == documents - 1
    assert recent.view("report", Span(0, 5)) is not before
