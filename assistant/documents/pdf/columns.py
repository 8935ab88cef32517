"""Where a line stands in its column: what paragraph breaks are judged by."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.documents.pdf.contents import is_led, without_leaders
from assistant.documents.pdf.glyphs import Floats
from assistant.documents.pdf.printed_lines import PrintedLine


@dataclass(slots=True)
class PlacedLine:
    """A line with the edges of its column, in the reading frame."""

    line: PrintedLine
    left: float
    right: float
    at_top: bool = False
    """The first line of its column, on a page or beside a figure."""
    at_bottom: bool = False
    cells: tuple[PrintedLine, ...] = ()
    """The other cells, when the line begins a row of a table."""
    led: bool = False
    """A row of a table of contents: dots led to its page."""

    @property
    def is_row(self) -> bool:
        """The line begins a row of a table, of contents or other."""
        return self.led or bool(self.cells)

    @property
    def pieces(self) -> tuple[PrintedLine, ...]:
        """All that stands on this baseline."""
        return (self.line, *self.cells)


def placed(lines: Sequence[PrintedLine]) -> list[PlacedLine]:
    """The lines of one page with their columns' edges; cells of one row become one entry."""
    rows = _rows(lines)
    result: list[PlacedLine] = []
    for run in _runs(rows):
        result += _with_edges(run)
    return result


def _rows(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Consecutive pieces on one baseline are a row."""
    rows: list[list[PrintedLine]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if (
            last is not None
            and line.frame == last.frame
            and abs(line.v - last.v) < 0.3 * max(line.size, last.size)
            and line.u0 > last.u1
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _runs(rows: list[list[PrintedLine]]) -> list[list[list[PrintedLine]]]:
    """Rows that go down the page; a jump up starts another column."""
    runs: list[list[list[PrintedLine]]] = []
    for row in rows:
        if runs:
            above = runs[-1][-1][0]
            if row[0].frame == above.frame and row[0].v > above.v - 0.2 * above.size:
                runs[-1].append(row)
                continue
        runs.append([row])
    return runs


def _with_edges(run: list[list[PrintedLine]]) -> list[PlacedLine]:
    singles = [row[0] for row in run if len(row) == 1]
    starts = np.array([line.u0 for line in singles])
    ends = np.array([line.u1 for line in singles])
    result = []
    last = len(run) - 1
    for index, row in enumerate(run):
        led = is_led(row)
        if led:
            row = without_leaders(row)
            if not row:
                continue
        line = row[0]
        left, right = _edges(line, starts, ends)
        result.append(
            PlacedLine(
                line=line,
                left=left,
                right=right,
                at_top=index == 0,
                at_bottom=index == last,
                cells=tuple(row[1:]),
                led=led,
            )
        )
    return result


def _edges(line: PrintedLine, starts: Floats, ends: Floats) -> tuple[float, float]:
    """Left and right edge of the text around a line: of lines that begin near its left end."""
    near = np.abs(starts - line.u0) < 6 * line.size
    near &= (starts < line.u1) & (ends > line.u0)
    if not near.any():
        return line.u0, line.u1
    level = np.sort(ends[near]).tolist()
    right: float = level[-1]
    if len(level) > 4 and level[-1] - level[-2] > 3 * line.size:
        right = level[-2]
    right = _justified_edge(level, line.size) or right
    return float(starts[near].min()), max(right, line.u1)


def _justified_edge(ends: Sequence[float], size: float) -> float | None:
    """Where most lines end to a hair, if hardly any sticks out; `ends` run from the left."""
    if len(ends) < 8:
        return None
    for last in range(len(ends), len(ends) - len(ends) // 8 - 1, -1):
        edge = ends[last - 1]
        if (last - bisect_right(ends, edge - 0.1 * size)) * 2 > len(ends):
            return edge
    return None


def leadings(pages: Sequence[Sequence[PlacedLine]]) -> dict[float, float]:
    """The usual distance of baselines for each font size, in points."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for page in pages:
        for a, b in pairwise(page):
            gap = b.line.v - a.line.v
            size = a.line.size
            if b.at_top or abs(b.line.size - size) > 0.1 or not 0.8 * size < gap < 2.6 * size:
                continue
            gaps[size][round(gap * 4) / 4] += 1
    return {size: _usual(counts) for size, counts in gaps.items()}


def _usual(counts: Counter[float]) -> float:
    """The commonest gap; of two nearly as common, the smaller, as gaps only ever grow."""
    most = counts.most_common(1)[0][1]
    return min(gap for gap, count in counts.items() if count >= 0.6 * most)
