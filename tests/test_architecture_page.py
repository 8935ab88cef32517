"""The page that explains the house, held against the house."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.test_architecture import FLOOR, MODULES, allowed, imports, name_of, room_of

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
STEP = 4
TOPS = ("web", "assistant", "embeddings")

Arrows = dict[str, set[str]]


def drawn(page: str) -> Arrows:
    """The rooms of the page's drawing, and those that each has an arrow to."""
    (drawing,) = re.findall(r"^```\n(web .+?)^```$", page, re.M | re.S)
    arrows: Arrows = {}
    above: list[str] = []
    for line in drawing.splitlines():
        found = re.fullmatch(r"([ │├└─▶]*)(\w+)(?:  .*)?", line)
        assert found, line
        depth, word = len(found[1]) // STEP, found[2]
        assert depth <= len(above), line
        room = word if word in TOPS else f"assistant.{word}"
        arrows.setdefault(room, set())
        above[depth:] = [room]
        if depth:
            arrows[above[depth - 1]].add(room)
    return arrows


def reached(arrows: Arrows, room: str) -> set[str]:
    """The rooms that can be come to along the arrows."""
    found: set[str] = set()
    ahead = [room]
    while ahead:
        ahead += (new := arrows[ahead.pop()] - found)
        found |= new
    return found


def imported() -> Arrows:
    """The rooms that each room imports from."""
    found: Arrows = defaultdict(set)
    for path in MODULES:
        room = room_of(name_of(path))
        found[room] |= {room_of(name) for name in imports(path)} - {room}
    return found


def against(arrows: Arrows, found: Arrows) -> list[tuple[str, str]]:
    """Imports that no way along the arrows allows."""
    return [
        (room, other)
        for room, others in found.items()
        for other in sorted(others - reached(arrows, room))
    ]


def test_every_room_is_drawn_and_none_that_is_not_there() -> None:
    assert drawn(PAGE).keys() == imported().keys()


def test_every_import_goes_along_the_arrows() -> None:
    assert against(drawn(PAGE), imported()) == []


def test_every_arrow_points_where_the_law_allows() -> None:
    arrows = drawn(PAGE)
    assert arrows.keys() == FLOOR.keys()
    assert [(a, b) for a, ends in arrows.items() for b in ends if not allowed(b, a)] == []


@pytest.mark.parametrize(
    ("room", "other"),
    [
        ("assistant.retrieval", "assistant.answers"),
        ("assistant.documents", "embeddings"),
        ("embeddings", "assistant.errors"),
        ("assistant.questions", "assistant.library"),
    ],
)
def test_an_import_against_the_arrows_is_seen(room: str, other: str) -> None:
    assert against(drawn(PAGE), {room: {other}}) == [(room, other)]


def test_a_room_left_out_of_the_drawing_is_missed() -> None:
    without = PAGE.replace("─▶ keeping ", "─▶ attic ")
    assert imported().keys() - drawn(without).keys() == {"assistant.keeping"}
