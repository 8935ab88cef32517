"""Footnotes: the small print at the foot of a column, set apart from the text above."""

import re
from collections.abc import Sequence

from assistant.documents.pdf.furniture import PrintedPage
from assistant.documents.pdf.printed_lines import PrintedLine, joined
from assistant.language.characters import lowered, raised

_MARK = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|(?:\d{1,3}|[*†‡§]{1,3}|[a-z])(?=\s|\b|$))")
_PLAIN = re.compile(r"(\d{1,3})(?=$|[^\W\d_]|[\"“„«‘(])")
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
        called = _called(page.lines)
        for column in _columns(page.lines):
            _raise_numbers(column, called, body_size)
            start = _start_of_notes(column, page, body_size, continues=continues)
            if start < len(column):
                page.notes.append(column[start:])
        chosen = {id(line) for column in page.notes for line in column}
        page.lines = [line for line in page.lines if id(line) not in chosen]
        page.lines = [line for line in page.lines if not _RULE.fullmatch(line.text)]
        page.notes = [[line for line in c if not _RULE.fullmatch(line.text)] for c in page.notes]
        continues = any(page.notes)


def _called(lines: Sequence[PrintedLine]) -> frozenset[str]:
    """The raised numbers in a page's text: each calls a note."""
    above = [word.text for line in lines for word in line.words if word.raised]
    return frozenset(lowered(text.strip(",. ")) for text in above)


def _raise_numbers(column: Sequence[PrintedLine], called: frozenset[str], body_size: float) -> None:
    """Small print at the column's foot that begins with a number the page calls is a note.

    LibreOffice does not raise the numbers of its notes; here they are set as if it did.
    """
    before = 0
    for line in _small_print(column, body_size):
        first = line.words[0]
        found = _PLAIN.match(first.text)
        if found is None or first.raised:
            continue
        if found[1] not in called and int(found[1]) != before + 1:
            continue
        before = int(found[1])
        mark = first._replace(text=raised(found[1]), raised=True, raw=found.group())
        rest = line.words[1:]
        if found.end() < len(first.text):
            cut = first.u0 + (first.u1 - first.u0) * found.end() / len(first.text)
            mark = mark._replace(u1=cut)
            # What was matched is digits and signs, which are as the file has them.
            raw = first.raw and first.raw[found.end() :]
            glued = first._replace(text=first.text[found.end() :], u0=cut, raw=raw)
            rest = [glued, *rest]
        if rest:
            line.words = [mark, rest[0]._replace(spaced=True), *rest[1:]]
            line.text = joined(line.words)


def _small_print(column: Sequence[PrintedLine], body_size: float) -> Sequence[PrintedLine]:
    """The lines at the column's foot that are smaller than the body."""
    start = len(column)
    while start and column[start - 1].size <= _SMALLER * body_size:
        start -= 1
    return column[start:]


def _columns(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines in runs that go down the page; a jump up starts another column.

    So does a note that stands beside another.
    """
    columns: list[list[PrintedLine]] = []
    for line in lines:
        last = columns[-1][-1] if columns else None
        if (
            last is None
            or line.frame != last.frame
            or line.v <= last.v - 2
            or (abs(line.v - last.v) < 2 and line.u0 > last.u1 and opens_note(line))
        ):
            columns.append([line])
        else:
            columns[-1].append(line)
    return columns


def _start_of_notes(
    column: list[PrintedLine], page: PrintedPage, body_size: float, *, continues: bool
) -> int:
    """Index of the first line of the column's notes, or its length."""
    small = len(column) - len(_small_print(column, body_size))
    extent = column[0].frame.height
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
