"""The order in which a page's lines are read."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.documents.pdf.printed_lines import PrintedLine

_DISORDER = 0.06
"""Share of steps up the page without going right beyond which the file's order is not trusted."""


def in_reading_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The file's own order where it goes down columns; else by recursive XY-cut."""
    columns = [line for line in lines if line.downwards]
    if len(columns) * 2 > len(lines):
        return _cut(columns) + [line for line in lines if not line.downwards]
    if len(lines) < 8 or not (_disorder(lines) > _DISORDER or _takes_turns(lines)):
        return _head_first(lines)
    main = lines[0].frame
    upright = [line for line in lines if line.frame == main]
    others = [line for line in lines if line.frame != main]
    return _cut(upright) + others


def _head_first(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The file's order, but a part drawn late that stands above all others comes first."""
    runs: list[list[PrintedLine]] = []
    for line in lines:
        if runs and line.frame == runs[-1][-1].frame and line.v > runs[-1][-1].v - line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    tops = [min(line.top for line in run) for run in runs]
    for index in range(1, len(runs)):
        others = min(tops[:index] + tops[index + 1 :])
        if runs[index][0].frame == lines[0].frame and _foot(runs[index]) <= others:
            runs.insert(0, runs.pop(index))
            break
    return [line for run in runs for line in run]


def _foot(run: Sequence[PrintedLine]) -> float:
    return max(line.bottom for line in run)


def _takes_turns(lines: Sequence[PrintedLine]) -> bool:
    """Two columns of running text drawn row by row; a table's cells do not fill theirs."""
    extent = max(line.u1 for line in lines) - min(line.u0 for line in lines)
    narrow = [line for line in lines if line.u1 - line.u0 < 0.6 * extent]
    gutter = _widest_gap([(line.u0, line.u1) for line in narrow])
    if gutter is None or len(narrow) * 2 < len(lines):
        return False
    right = [line.u0 > gutter[1] for line in narrow]
    turns = sum(a != b for a, b in pairwise(right))
    sides = [[line for line, r in zip(narrow, right, strict=True) if r is s] for s in (True, False)]
    return turns * 2 > len(narrow) and all(_fills(side) for side in sides)


def _fills(column: Sequence[PrintedLine]) -> bool:
    """Most lines are nearly as wide as the widest."""
    widths = sorted(line.u1 - line.u0 for line in column)
    wordy = sum(line.text.count(" ") > 1 for line in column) * 2 > len(column)
    return len(column) > 3 and wordy and widths[len(widths) // 2] > 0.8 * widths[-1]


def _disorder(lines: Sequence[PrintedLine]) -> float:
    up = steps = 0
    for a, b in pairwise(lines):
        if a.frame != b.frame:
            continue
        steps += 1
        up += b.v < a.v - 0.5 * a.size and b.u0 < a.u1 - 0.5 * a.size
    return up / steps if steps else 0.0


def _cut(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Cut at the widest empty strip: columns if there is a gutter, else bands."""
    if len(lines) < 2:
        return lines
    across = _widest_gap([(line.u0, line.u1) for line in lines])
    down = _widest_gap([(line.top, line.bottom) for line in lines])
    size = sorted(line.size for line in lines)[len(lines) // 2]
    if across is not None and across[0] > 0.8 * size and _both_tall(lines, across[1]):
        left = [line for line in lines if line.u1 <= across[1]]
        right = [line for line in lines if line.u1 > across[1]]
        return _cut(left) + _cut(right)
    if down is not None and down[0] > 0.35 * size:
        upper = [line for line in lines if line.bottom <= down[1]]
        lower = [line for line in lines if line.bottom > down[1]]
        return _cut(upper) + _cut(lower)
    return sorted(lines, key=lambda line: (round(line.v / max(2.0, 0.4 * size)), line.u0))


def _widest_gap(intervals: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Width and middle of the widest stretch that no interval covers."""
    widest: tuple[float, float] | None = None
    reach = None
    for start, end in sorted(intervals):
        if reach is not None and start > reach:
            gap = (start - reach, (start + reach) / 2)
            if widest is None or gap[0] > widest[0]:
                widest = gap
        reach = end if reach is None else max(reach, end)
    return widest


def _both_tall(lines: Sequence[PrintedLine], middle: float) -> bool:
    """Several lines stand on both sides, so that the gap is a gutter and not a row's."""
    left = sum(line.u1 <= middle for line in lines)
    return left >= 3 and len(lines) - left >= 3
