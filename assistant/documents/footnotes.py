"""Footnotes: the small print at the foot of a column, set apart from the text above."""

import re
from collections.abc import Sequence

from assistant.documents.furniture import PrintedPage
from assistant.documents.printed_lines import PrintedLine

_MARK = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}|[*†‡§]{1,3}|[a-z])(?=\s|\b|$)")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§]|[a-z] ")
_RULE = re.compile(r"[_‗¯—–-]{5,}")
"""A rule drawn with characters, as some files have it above their footnotes."""
_SMALLER = 0.96
"""A footnote's size is at most this share of the body's, or its mark is raised."""
_LOWEST = 0.35
"""Share of the page's height that never holds the first line of a footnote."""


def opens_note(line: PrintedLine) -> bool:
    """The line starts with a raised number or a sign of a footnote."""
    first = line.words[0]
    marked = bool(_MARK.match(line.text)) and (first.raised or line.text[0] in "*†‡")
    return marked and len(line.words) > 1


def set_notes_aside(pages: Sequence[PrintedPage], body_size: float) -> None:
    """Move the footnotes of every page from `lines` to `notes`, in order."""
    continues = False
    for page in pages:
        for column in _columns(page.lines):
            start = _start_of_notes(column, page, body_size, continues=continues)
            if start < len(column):
                page.notes += column[start:]
        chosen = {id(line) for line in page.notes}
        page.lines = [line for line in page.lines if id(line) not in chosen]
        page.lines = [line for line in page.lines if not _RULE.fullmatch(line.text)]
        page.notes = [line for line in page.notes if not _RULE.fullmatch(line.text)]
        continues = bool(page.notes)


def _columns(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines in runs that go down the page; a jump up starts another column."""
    columns: list[list[PrintedLine]] = []
    for line in lines:
        if columns and line.frame == columns[-1][-1].frame and line.v > columns[-1][-1].v - 2:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _start_of_notes(
    column: list[PrintedLine], page: PrintedPage, body_size: float, *, continues: bool
) -> int:
    """Index of the first line of the column's notes, or its length."""
    small = len(column)
    extent = column[0].frame.height
    while small and column[small - 1].size <= _SMALLER * body_size:
        small -= 1
    ruled = next((i for i, line in enumerate(column) if _RULE.fullmatch(line.text)), None)
    if ruled is not None and ruled + 1 < len(column) and opens_note(column[ruled + 1]):
        return ruled
    first = next((i for i in range(small, len(column)) if opens_note(column[i])), None)
    if first is None:
        return _same_size(column, extent)
    if first > small and continues and _one_size(column[small : first + 1]):
        first = small
    return first if column[first].v > _LOWEST * extent else len(column)


def _one_size(lines: Sequence[PrintedLine]) -> bool:
    return len({line.size for line in lines}) == 1


def _same_size(column: list[PrintedLine], extent: float) -> int:
    """Notes as large as the text: a raised mark below a gap, in the lower half."""
    for i in range(len(column) - 1, 0, -1):
        line, above = column[i], column[i - 1]
        if line.v < 0.5 * extent:
            break
        if line.words[0].raised and opens_note(line) and line.v - above.v > 1.5 * line.size:
            return i
    return len(column)
