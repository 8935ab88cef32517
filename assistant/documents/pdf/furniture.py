"""Running heads and feet: lines near a page's edge that come back on other pages."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.documents.pdf.printed_lines import PrintedLine

BAND = 0.14
"""Share of the page's height, at its top and at its bottom, where furniture stands."""
_OUTERMOST = 5
"""Lines looked at in each band, counted from the edge."""
_SAME_HEIGHT = 8.0
"""Points that a running line may move between pages."""

_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxlc]+\b")


@dataclass(slots=True)
class PrintedPage:
    """A page's lines in reading order, and what was set aside from them."""

    number: int
    width: float
    height: float
    lines: list[PrintedLine]
    furniture: list[PrintedLine] = field(default_factory=list)
    notes: list[list[PrintedLine]] = field(default_factory=list)
    """Those of each column."""


def set_furniture_aside(pages: Sequence[PrintedPage]) -> None:
    """Move every page's running lines from `lines` to `furniture`.

    A line is furniture when the same words, digits aside, recur at the same height on
    enough pages: half of them, at least two, at most four. A lone number must also be
    the outermost line of its edge, because cells of tables are numbers too.
    """
    where: dict[str, list[tuple[int, float]]] = defaultdict(list)
    candidates: list[tuple[PrintedPage, PrintedLine, str, float]] = []
    for page in pages:
        for line in _near_the_edges(page):
            signature, height = _signature(line), line.middle
            where[signature].append((page.number, height))
            candidates.append((page, line, signature, height))
    enough = min(4, max(2, len(pages) // 4))
    running: dict[int, list[PrintedLine]] = defaultdict(list)
    for page, line, signature, height in candidates:
        recurs = {n for n, h in where[signature] if abs(h - height) <= _SAME_HEIGHT}
        if len(recurs) >= enough:
            running[page.number].append(line)
    for page in pages:
        _take(page, _without_lone_cells(page, running[page.number]))


def _take(page: PrintedPage, lines: list[PrintedLine]) -> None:
    chosen = {id(line) for line in lines}
    page.furniture += lines
    page.lines = [line for line in page.lines if id(line) not in chosen]


def _near_the_edges(page: PrintedPage) -> list[PrintedLine]:
    upright = [line for line in page.lines if line.frame.upright or len(page.lines) < 200]
    by_height = sorted(upright, key=lambda line: line.middle)
    extent = max(page.height, 1.0)
    top = [line for line in by_height[:_OUTERMOST] if line.middle < BAND * extent]
    bottom = [line for line in by_height[-_OUTERMOST:] if line.middle > (1 - BAND) * extent]
    seen = {id(line) for line in top}
    sides = [line for line in page.lines if line.frame.upright][:_OUTERMOST]
    if page.lines and page.lines[0].frame.upright:
        # Only on a page whose text is turned are the upright lines the running ones.
        sides = []
    return top + [line for line in bottom + sides if id(line) not in seen]


def _signature(line: PrintedLine) -> str:
    text = _DIGITS.sub("#", line.text.casefold())
    return _ROMAN.sub("#", " ".join(text.split())) if len(text) < 8 else " ".join(text.split())


def _without_lone_cells(page: PrintedPage, lines: list[PrintedLine]) -> list[PrintedLine]:
    """Drop lone numbers that have a line of text between them and the edge, or beside them."""
    chosen = {id(line) for line in lines}
    return [
        line
        for line in lines
        if any(c.isalpha() for c in line.text)
        or len(line.text) > 9
        or _outermost(line, page, chosen)
    ]


def _outermost(line: PrintedLine, page: PrintedPage, chosen: set[int]) -> bool:
    height = line.middle
    others = [other.middle for other in page.lines if id(other) not in chosen]
    if height < page.height / 2:
        return all(other > height + 2 for other in others)
    return all(other < height - 2 for other in others)
