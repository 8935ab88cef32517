from pathlib import Path

from assistant.documents.document import Span
from tests.web.doubles import Double, full
from web.place import Place
from web.recent import Recent, Shelf


def test_what_was_not_used_for_longest_makes_room() -> None:
    shelf: Shelf[int] = Shelf(2)
    shelf.put("a", 1)
    shelf.put("b", 2)
    assert shelf.get("a") == 1
    shelf.put("c", 3)
    assert [shelf.get(key) for key in "abc"] == [1, None, 3]
    assert shelf.of("b", lambda: 4) == 4
    assert [shelf.get(key) for key in "abc"] == [None, 4, 3]


def test_moving_the_selection_asks_nothing_anew(tmp_path: Path) -> None:
    double = full(tmp_path)
    recent = Recent(double)
    first = recent.answer(Place(question="police"))
    assert first.target is not None
    again = recent.answer(Place(question="police").selecting(first.target.paragraph))
    assert again is first
    assert double.asked == ["police"]


def test_another_limit_or_another_question_before_is_another_question(tmp_path: Path) -> None:
    double = full(tmp_path)
    recent = Recent(double)
    recent.answer(Place(question="police"))
    recent.answer(Place(question="police", within=("minutes",)))
    recent.answer(Place(question="police", after="patrols"))
    assert double.asked == ["police", "police", "police"]


def test_any_change_of_the_library_lets_everything_be_asked_anew(tmp_path: Path) -> None:
    double = Double("report", "minutes", folder=tmp_path)
    recent = Recent(double)
    place = Place(question="police")
    assert len(recent.mentions(place).hits) == 3
    before = recent.view("report", Span(0, 5))
    assert recent.view("report", Span(0, 5)) is before
    double.remove("minutes")
    assert len(recent.mentions(place).hits) == 1
    assert recent.answer(place).searched.documents == 1
    assert recent.view("report", Span(0, 5)) is not before
