"""Where one paragraph ends and the next begins, judged from how the lines are set.

The rules and their order follow the study in which they were measured; the strongest
needs no language: would the next line's first word have fitted on this line?
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.pdf.cells import column_under, columns_of
from assistant.documents.pdf.columns import PlacedLine
from assistant.documents.pdf.footnotes import opens_note
from assistant.documents.pdf.line_ends import (
    FULL_STOP,
    GO_ON,
    after_speech,
    ended,
    ended_early,
    has_room,
    splits_a_date,
    stopped,
    stopped_early,
)
from assistant.documents.pdf.marks import Mark, mark_of
from assistant.documents.pdf.printed_lines import PrintedLine

_INLINE = re.compile(r"(?<=\s)\((?:a|i|1)\)(?=\s|$)")


@dataclass(slots=True)
class Group:
    """The lines of the paragraph at hand."""

    lines: list[PlacedLine]
    mark: Mark | None = None

    @property
    def last(self) -> PlacedLine:
        """The line read last."""
        return self.lines[-1]

    @property
    def is_row(self) -> bool:
        """A row of a table is always a group of its own."""
        return self.lines[0].is_row or self.lines[-1].is_row


@dataclass(slots=True)
class Breaks:
    """Decides line by line; knows what is usual in this document."""

    leading: dict[float, float]
    """Usual distance of baselines for each size."""
    indents: bool = False
    """The document marks paragraphs by first-line indents."""
    numbered: bool = False
    """Most paragraphs of the document carry numbers."""
    _last_number: int = 0
    """Of the paragraph that was last given a number."""

    def groups(self, pages: Sequence[Sequence[PlacedLine]]) -> list[Group]:
        """All lines of the document's body as paragraphs."""
        groups: list[Group] = []
        for page in pages:
            for placed in page:
                if groups and not self.between(groups[-1], placed):
                    groups[-1].lines.append(placed)
                else:
                    groups.append(Group([placed], mark_of(placed.line)))
                    self._count(groups[-1].mark)
        return groups

    def _count(self, mark: Mark | None) -> None:
        if mark is not None and mark.number is not None and mark.number.isdigit():
            self._last_number = int(mark.number)

    def between(self, group: Group, b: PlacedLine) -> bool:
        """Whether a paragraph break stands before line `b`."""
        a = group.last
        if a.line.frame.along != b.line.frame.along:
            return True
        if group.is_row:
            return not self._wraps_row(group, b)
        if b.is_row:
            return not self._leads_on(group, b)
        if self._sizes_differ(a.line, b.line):
            return True
        if b.at_top or a.line.page != b.line.page:
            return self._across(group, b)
        return self._below(group, b)

    def _wraps_row(self, group: Group, b: PlacedLine) -> bool:
        """The line goes on in some of the row's cells, right below them.

        A line that fills every cell, begins a cell with a digit or a mark, or goes on in
        the first cell with a capital letter is a row of its own.
        """
        if b.led or group.last.led or not self._right_below(group.last, b) or mark_of(b.line):
            return False
        columns = columns_of(group.lines)
        wrapped = [column_under(columns, piece) for piece in b.pieces]
        if None in wrapped or len(set(wrapped)) < len(wrapped):
            return False
        small = all(piece.text[0].islower() for piece in b.pieces)
        if len(wrapped) >= len(columns) or wrapped[0] == 0:
            return small
        above = [columns[at][-1].text for at in wrapped if at is not None]
        ended = any(FULL_STOP.search(text) for text in above)
        return not ended and not any(piece.text[0].isdigit() for piece in b.pieces)

    def _leads_on(self, group: Group, b: PlacedLine) -> bool:
        """The row of contents ends an entry that began on the line above."""
        a = group.last
        if not b.led or len(group.lines) > 2 or mark_of(b.line) or ended(a):
            return False
        same = a.line.bold == b.line.bold and not self._sizes_differ(a.line, b.line)
        near = abs(b.line.u0 - a.line.u0) < 4 * b.line.size
        return same and near and self._right_below(a, b)

    def _right_below(self, a: PlacedLine, b: PlacedLine) -> bool:
        usual = self.leading.get(a.line.size, 1.2 * a.line.size)
        same_column = not b.at_top and b.line.page == a.line.page
        return same_column and 0 < b.line.v - a.line.v < 1.22 * usual

    @staticmethod
    def _sizes_differ(a: PrintedLine, b: PrintedLine) -> bool:
        allowed = 0.06 if a.confidence is None else 0.35
        return abs(a.size - b.size) > allowed * max(a.size, b.size)

    def _below(self, group: Group, b: PlacedLine) -> bool:
        a = group.last
        gap = b.line.v - a.line.v
        usual = self.leading.get(a.line.size, 1.2 * a.line.size)
        spaced = (
            gap > (1.22 if a.line.confidence is None else 1.45) * usual and gap > 1.05 * a.line.size
        )
        if spaced:
            return True
        if self._weight_changes(group, b):
            return True
        return self._opens(group, b) or self._by_indent(group, b) or ended_early(a, b)

    @staticmethod
    def _weight_changes(group: Group, b: PlacedLine) -> bool:
        """Bold text above regular or the reverse, the change falling between the lines."""
        a = group.last
        if a.line.bold == b.line.bold or a.line.bold_ends[1] == b.line.bold_ends[0]:
            return False
        if has_room(a, b):
            return True
        whole = all(p.line.bold == a.line.bold for p in group.lines)
        goes_on = GO_ON.search(a.line.text) or b.line.text[0].islower()
        return whole and a.line.bold and not goes_on

    def _opens(self, group: Group, b: PlacedLine) -> bool:
        """Line `b` begins with a mark that is no part of the sentence at hand."""
        a = group.last
        if b.line.words[0].raised and opens_note(b.line):
            return ended(a) or has_room(a, b)
        mark = mark_of(b.line)
        if mark is None:
            return False
        if mark.sign:
            return has_room(a, b) or not (_is_dash(b.line) and (not ended(a) or after_speech(a, b)))
        if splits_a_date(a, b):
            return False
        if GO_ON.search(a.line.text) and not has_room(a, b):
            lists = a.line.text.endswith((",", " and", " or"))
            return bool(mark.bullet) and lists and not _counts_inline(group)
        if b.line.u0 > a.line.u0 + 0.7 * a.line.size or has_room(a, b):
            return True
        return ended(a) and not (mark.bullet and _counts_inline(group))

    def _by_indent(self, group: Group, b: PlacedLine) -> bool:
        a = group.last
        size = a.line.size
        shift = b.line.u0 - a.line.u0
        if abs(shift) < 0.7 * size or _centred(a, b):
            return False
        if len(group.lines) == 1:
            return self._after_first(group, b, shift)
        if shift > 0:
            return shift < 8 * size and (ended(a) or has_room(a, b) or shift > 1.2 * size)
        return stopped(a) or has_room(a, b) or not b.line.text[0].islower()

    @staticmethod
    def _after_first(group: Group, b: PlacedLine, shift: float) -> bool:
        """The second line of a paragraph may hang to the right or go back to the left."""
        a = group.last
        if shift < 0:
            return has_room(a, b) and (ended(a) or not b.line.text[0].islower())
        if group.mark is not None:
            text_starts = a.line.words[min(1, len(a.line.words) - 1)].u0
            return b.line.u0 > text_starts + 2 * a.line.size
        return ended(a) or has_room(a, b)

    def _across(self, group: Group, b: PlacedLine) -> bool:
        """From the foot of a column to the head of the next, or over a page's end."""
        a = group.last
        if a.line.bold != b.line.bold and a.line.bold_ends[1] != b.line.bold_ends[0]:
            return True
        if a.line.page == b.line.page and not (a.at_bottom and b.at_top):
            return True
        mark = mark_of(b.line)
        if mark and not (a.line.soft or GO_ON.search(a.line.text) or self._out_of_turn(a, mark)):
            return True
        if a.line.soft or (b.line.text[0].islower() and not stopped(a)):
            return _tableish(a, b)
        if stopped_early(a):
            return True
        if self.indents or (self.numbered and group.mark is not None):
            return b.line.u0 - b.left > 0.7 * b.line.size and ended(a)
        return ended(a)

    def _out_of_turn(self, a: PlacedLine, mark: Mark) -> bool:
        """A number in the middle of a sentence, not the one that comes next here."""
        if mark.number is None or ended(a) or a.right - a.line.u1 > 3 * a.line.size:
            return False
        return not (mark.number.isdigit() and int(mark.number) == self._last_number + 1)


def _counts_inline(group: Group) -> bool:
    """The paragraph enumerates within its lines: `to (a) hear, (b) decide`."""
    return any(_INLINE.search(p.line.text, 1) for p in group.lines)


def _tableish(a: PlacedLine, b: PlacedLine) -> bool:
    """Short pieces side by side are cells, not the halves of a paragraph."""
    if a.line.page != b.line.page:
        return False
    narrow = a.right - a.left < 12 * a.line.size
    return narrow and a.line.v < 0.7 * a.line.frame.height


def _is_dash(line: PrintedLine) -> bool:
    return line.words[0].text in "-–—"


def _centred(a: PlacedLine, b: PlacedLine) -> bool:
    """Both lines stand about one axis, as in titles."""
    axis = abs((a.line.u0 + a.line.u1) - (b.line.u0 + b.line.u1)) / 2
    return axis < 0.5 * a.line.size and a.line.u0 - a.left > 0.7 * a.line.size
