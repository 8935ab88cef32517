"""Which groups of lines are headings, and how deep each stands."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.documents.breaks import Group

_FINAL = re.compile(r"[.,;。，；]['\"”’)]*$")
_LEADERS = re.compile(r"(?:\.\s?){5,}")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_].*[^\W\d_]|[IVX]{1,4}\.?$")
_MOST_LINES, _MOST_WORDS = 4, 45
_ROMAN = re.compile(r"[IVXLC]{1,6}\.(?=\s)")
_LETTER = re.compile(r"[A-Z]\.(?=\s)")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?(?=\s)")


def is_heading(group: Group, body_size: float) -> bool:
    """Few lines, larger or bold, with letters, without a final stop."""
    lines = [entry.line for entry in group.lines]
    text = " ".join(line.text for line in lines)
    if group.is_row or len(lines) > _MOST_LINES or len(text.split()) > _MOST_WORDS:
        return False
    if _FINAL.search(text) or _LEADERS.search(text) or not _LETTERS.search(text):
        return False
    if group.mark is not None and group.mark.sign:
        return False
    larger = lines[0].size > 1.08 * body_size
    bold = all(line.bold for line in lines) and lines[0].size > 0.94 * body_size
    return larger or bold


class _Style(NamedTuple):
    """What headings of one rank have in common; sorts the highest rank first."""

    smallness: float
    not_bold: bool
    numbering: int


def heading_levels(groups: Sequence[Group], body_size: float) -> list[int]:
    """For each group its level as a heading, 1 to 6, or 0 if it is none.

    Headings rank by size, then weight, then the kind of their number.
    """
    styles = [_style(group) if is_heading(group, body_size) else None for group in groups]
    ranks = {style: rank for rank, style in enumerate(sorted({s for s in styles if s}), 1)}
    return [min(ranks[style], 6) if style else 0 for style in styles]


def _style(group: Group) -> _Style:
    line = group.lines[0].line
    return _Style(-round(line.size * 2) / 2, not line.bold, _numbering(line.text))


def _numbering(text: str) -> int:
    """Roman numbers (and none) are 0, capital letters 1, decimal numbers 2 and more."""
    if _ROMAN.match(text):
        return 0
    if _LETTER.match(text):
        return 1
    found = _NUMBER.match(text)
    return 2 + found.group(1).count(".") if found else 0
