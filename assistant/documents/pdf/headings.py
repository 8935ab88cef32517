"""Which groups of lines are headings, and how deep each stands."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from assistant.documents.contents_words import names_contents
from assistant.documents.pdf.breaks import Group
from assistant.language.numerals import CAPITAL_ROMAN, COUNTS

_FINAL = re.compile(r"[.,;。，；]['\"”’)]*$")
_LEADERS = re.compile(r"(?:\.\s?){5,}")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_].*[^\W\d_]|[IVX]{1,4}\.?$")
_MOST_LINES, _MOST_WORDS = 4, 45
_ROMAN = re.compile(rf"{CAPITAL_ROMAN}\.(?=\s)")
_LETTER = re.compile(r"[A-Z]\.(?=\s)")
_NUMBER = re.compile(rf"({COUNTS})\.?(?=\s)")
_LETTERED_ROMAN = re.compile(r"([IVXLC])\.(?=\s)")


def is_heading(group: Group, body_size: float, follower: Group | None = None) -> bool:
    """Few lines, larger or bold, with letters, without a final stop.

    Bold lines smaller than the body are headings where the text that follows them is as
    small, as in annexes.
    """
    lines = [entry.line for entry in group.lines]
    text = " ".join(line.text for line in lines)
    if group.is_row or len(lines) > _MOST_LINES or len(text.split()) > _MOST_WORDS:
        return False
    if _FINAL.search(text) or _LEADERS.search(text) or not _LETTERS.search(text):
        return False
    if group.mark is not None and group.mark.sign:
        return False
    if lines[0].size > 1.08 * body_size:
        return True
    if not all(line.bold for line in lines):
        return False
    return lines[0].size > 0.94 * body_size or _heads_small_print(group, follower)


def _heads_small_print(group: Group, follower: Group | None) -> bool:
    """Regular text of several lines follows right below in the same size or smaller."""
    if follower is None or follower.is_row or len(follower.lines) < 2 or len(group.lines) > 2:
        return False
    line, below = group.last.line, follower.lines[0].line
    near = below.page == line.page and 0 < below.v - line.v < 3 * line.size
    return near and not below.bold and below.size <= line.size + 0.1


def joined_titles(groups: Sequence[Group], body_size: float) -> list[Group]:
    """The same groups, with a heading over several lines as one.

    Centred lines and titles in capitals are cut where a paragraph would be: pieces in the
    same type, one line apart, about one axis or flush left, are one heading unless the
    second begins with a number.
    """
    result: list[Group] = []
    for group in groups:
        if result and _goes_on(result[-1], group, body_size):
            result[-1].lines += group.lines
        else:
            result.append(group)
    return result


def _goes_on(above: Group, group: Group, body_size: float) -> bool:
    a, b = above.last.line, group.lines[0].line
    alike = a.size == b.size and (a.bold, a.italic) == (b.bold, b.italic) and a.frame == b.frame
    if not alike or a.page != b.page or group.mark is not None:
        return False
    if not 0.8 * a.size < b.v - a.v < 1.45 * a.size or names_contents(a.text):
        return False
    flush = abs(a.u0 - b.u0) < 0.7 * a.size
    centred = abs(a.u0 + a.u1 - b.u0 - b.u1) < 2 * a.size
    if not (flush or centred) or len(above.lines) + len(group.lines) > _MOST_LINES:
        return False
    return is_heading(above, body_size) and is_heading(group, body_size)


class _Style(NamedTuple):
    """What headings of one rank have in common; sorts the highest rank first."""

    smallness: float
    not_bold: bool
    numbering: int


def heading_levels(groups: Sequence[Group], body_size: float) -> list[int]:
    """For each group its level as a heading, 1 or more, or 0 if it is none.

    Headings rank by size, then weight, then the kind of their number; a level is the
    depth among the headings of higher rank that stand before. The heading of the
    contents has no others below it.
    """
    letters: dict[_Style, str] = {}
    styles = [
        _style(group, letters) if is_heading(group, body_size, follower) else None
        for group, follower in zip_longest(groups, groups[1:])
    ]
    above: list[_Style] = []
    levels = []
    for group, style in zip(groups, styles, strict=True):
        if style is None:
            levels.append(0)
            continue
        while above and above[-1] >= style:
            above.pop()
        levels.append(len(above) + 1)
        if not names_contents(group.lines[0].line.text):
            above.append(style)
    return levels


def _style(group: Group, letters: dict[_Style, str]) -> _Style:
    """The heading's style; `letters` holds the last letter that counted headings in each."""
    line = group.lines[0].line
    style = _Style(-round(line.size * 2) / 2, not line.bold, 1)
    numbering = _numbering(line.text)
    both = _LETTERED_ROMAN.match(line.text)
    if both and letters.get(style) == chr(ord(both[1]) - 1):
        numbering = 1
    if numbering == 1:
        letters[style] = line.text[0]
    return style._replace(numbering=numbering)


def _numbering(text: str) -> int:
    """Roman numbers (and none) are 0, capital letters 1, decimal numbers 2 and more."""
    if _ROMAN.match(text):
        return 0
    if _LETTER.match(text):
        return 1
    found = _NUMBER.match(text)
    return 2 + found.group(1).count(".") if found else 0
