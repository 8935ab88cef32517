"""Paragraphs that a figure, a table or a box cuts in two, put together again."""

import re
from collections.abc import Sequence

from assistant.documents.pdf.breaks import Group
from assistant.documents.pdf.columns import PlacedLine
from assistant.documents.pdf.line_ends import ended
from assistant.documents.pdf.printed_lines import PrintedLine

CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Tableau|Tabelle|Abbildung|Abb\.|Cuadro|Gráfico|Box|Chart|Map|"
    r"Exhibit|Рисунок|Таблица|图|表)(?:$|\s*(?:\d{1,3}|[IVX]{1,4})[a-z]?(?:\.\d+)?\s*(?:[.:–—|]|$))"
)
"""How the caption of a figure or table begins."""
_FARTHEST = 60
"""Groups of lines that a figure may put between the halves of a paragraph."""


def rejoined(groups: Sequence[Group]) -> list[Group]:
    """Paragraphs that a figure, a table or a box cuts in two, put together again.

    The first half ends its line full and without a final mark, the second begins in
    lower case in the same type, and only other kinds of text stand between.
    """
    result: list[Group] = []
    joined: set[int] = set()
    for index, group in enumerate(groups):
        if index in joined:
            continue
        while (rest := _rest_of(group, groups, index)) is not None and rest not in joined:
            group.lines += groups[rest].lines
            joined.add(rest)
        result.append(group)
    return result


def _rest_of(group: Group, groups: Sequence[Group], index: int) -> int | None:
    a = group.last
    if group.is_row or ended(a) or a.right - a.line.u1 > 2 * a.line.size or a.line.bold:
        return None
    if len(group.lines) == 1 and group.mark is None:
        return None
    for at in range(index + 1, min(index + _FARTHEST, len(groups))):
        other = groups[at]
        if _continues(a, other.lines[0]) and not other.is_row and other.mark is None:
            return at if at > index + 1 else None
        if not _stands_between(a.line, other):
            return None
    return None


def _continues(a: PlacedLine, b: PlacedLine) -> bool:
    same = abs(a.line.size - b.line.size) < 0.06 * a.line.size and not b.line.bold
    near = 0 <= b.line.page - a.line.page <= 1
    alike = abs((a.right - a.left) - (b.right - b.left)) < 0.15 * (a.right - a.left)
    starts = b.line.text[0].islower() or (a.line.soft and b.line.text[0].isalpha())
    return same and near and alike and starts


def _stands_between(line: PrintedLine, group: Group) -> bool:
    """Cells, captions and text of another size may stand amidst a paragraph."""
    first = group.lines[0].line
    smaller = abs(first.size - line.size) > 0.06 * line.size
    return group.is_row or smaller or bool(CAPTION.match(first.text))
