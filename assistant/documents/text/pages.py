"""The lines of a plain text file: pages, running heads and feet, printed page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.documents.document import Basis, Page
from assistant.documents.traced import Edit, Traced
from assistant.language.characters import composed

_OUTERMOST = 3
"""Lines at either edge of a page among which running heads and feet are looked for."""

_LONGEST_HEAD = 160
_DIGITS = re.compile(r"\d+")
_FOLIO = re.compile(
    r"(?:[-–—\[(]\s*)?(?:page\s+)?(\d{1,4})(?:\s*[-–—\])]|\s*(?:/|of)\s*\d{1,4})?", re.I
)
_EDGE_NUMBER = re.compile(r"^(\d{1,4})(?=\s{2,}|\s+\D)|(?<=\s)(\d{1,4})$")
_TAB = 8
_TABBED = 200
"""Characters at a row's start among which a tab sets the row out in columns."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line that is text; `indent` in columns, `page` counted from 1."""

    text: str
    indent: int = 0
    page: int | None = None
    after_blank: bool = False
    row: str | None = field(default=None, compare=False)
    """The whole row as the file has it."""

    @property
    def words(self) -> Traced:
        """The line's text, and what of it stands otherwise in the file."""
        if self.row is None or self.row.strip() == self.text:
            return Traced(self.text)
        words = Traced(self.row).composed()
        if "\t" in words.text[:_TABBED]:
            words = words.rewritten(list(_spaces_for_tabs(words.text)))
        words = words.stripped()
        return words if words.text == self.text else Traced.of(self.text, self.row.strip())

    @property
    def margin(self) -> str:
        """The white space in front of the line."""
        row = self.row or ""
        return row[: len(row) - len(row.lstrip())]

    @property
    def width(self) -> int:
        """Columns from the left margin to the end of the line."""
        return self.indent + len(self.text)


def lines_and_pages(text: str) -> tuple[list[TextLine], tuple[Page, ...]]:
    """The lines of all pages without running heads, feet and page numbers, and the pages.

    A file without form feeds has no pages. Page numbers count as printed when at
    least three pages (or all of two) agree on the distance to their position.
    """
    sheets = composed(text).split("\f")
    # Composing takes away no line and no page: rows stand for each other by number.
    written = [sheet.split("\n") for sheet in text.split("\f")]
    while len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    if len(sheets) == 1:
        return _lines(sheets[0].split("\n"), written[0], None), ()
    rows = [sheet.split("\n") for sheet in sheets]
    numbers = _page_numbers(rows)
    repeated = _repeated(rows)
    lines: list[TextLine] = []
    for page, sheet in enumerate(rows, start=1):
        kept = _without_furniture(sheet, repeated, numbers.get(page))
        lines += _lines(kept, written[page - 1], page)
    return lines, tuple(_page(page, numbers.get(page)) for page in range(1, len(rows) + 1))


def _page(number: int, printed: int | None) -> Page:
    if printed is None:
        return Page(number, 0, 0)
    return Page(number, 0, 0, printed=str(printed), basis=Basis.PRINTED)


def _lines(rows: Sequence[str], written: Sequence[str], page: int | None) -> list[TextLine]:
    rows = [
        row.expandtabs(_TAB).rstrip() if "\t" in row[:_TABBED] else row.rstrip() for row in rows
    ]
    margin = min((len(row) - len(row.lstrip()) for row in rows if row), default=0)
    lines = []
    blank = True
    for row, as_written in zip(rows, written, strict=True):
        words = row.strip()
        if words:
            indent = len(row) - len(row.lstrip()) - margin
            lines.append(TextLine(words, indent, page, blank, as_written))
        blank = not words
    return lines


def _spaces_for_tabs(text: str) -> Iterator[Edit]:
    """What `str.expandtabs` does, one edit a tab."""
    column = 0
    for at, character in enumerate(text):
        if character == "\t":
            spaces = _TAB - column % _TAB
            yield Edit(at, at + 1, " " * spaces)
            column += spaces
        else:
            column += 1


def _edges(sheet: Sequence[str]) -> list[int]:
    """Positions of the outermost lines with words."""
    filled = [i for i, row in enumerate(sheet) if row.strip()]
    return sorted({*filled[:_OUTERMOST], *filled[-_OUTERMOST:]})


def _signature(row: str) -> str:
    return _DIGITS.sub("#", " ".join(row.casefold().split()))


def _repeated(sheets: Sequence[Sequence[str]]) -> frozenset[str]:
    """Signatures of outermost lines that recur on a quarter of the pages, and on two at least."""
    seen: Counter[str] = Counter()
    for sheet in sheets:
        edge = {_signature(sheet[i]) for i in _edges(sheet) if len(sheet[i]) <= _LONGEST_HEAD}
        seen.update(s for s in edge if any(c.isalpha() for c in s))
    least = min(4, max(2, len(sheets) // 4))
    return frozenset(signature for signature, times in seen.items() if times >= least)


def _page_numbers(sheets: Sequence[Sequence[str]]) -> dict[int, int]:
    """Printed numbers by page, where several pages agree on `printed - position`."""
    pages: dict[int, set[int]] = defaultdict(set)
    for page, sheet in enumerate(sheets, start=1):
        for row in (sheet[i].strip() for i in _edges(sheet)):
            for value in _values(row):
                pages[value - page].add(page)
    least = 2 if len(sheets) == 2 else 3
    numbers: dict[int, int] = {}
    for distance in sorted(pages, key=lambda d: (-len(pages[d]), abs(d))):
        if len(pages[distance]) >= least:
            for page in pages[distance]:
                numbers.setdefault(page, page + distance)
    return numbers


def _values(row: str) -> set[int]:
    alone = _FOLIO.fullmatch(row)
    if alone:
        return {int(alone[1])}
    if len(row) > _LONGEST_HEAD:
        return set()
    return {int(first or last) for first, last in _EDGE_NUMBER.findall(row)}


def _without_furniture(
    sheet: Sequence[str], repeated: frozenset[str], number: int | None
) -> list[str]:
    edges = set(_edges(sheet))
    return [
        "" if i in edges and _is_furniture(row.strip(), repeated, number) else row
        for i, row in enumerate(sheet)
    ]


def _is_furniture(row: str, repeated: frozenset[str], number: int | None) -> bool:
    folio = _FOLIO.fullmatch(row)
    if folio:
        return number is not None and int(folio[1]) == number
    return _signature(row) in repeated
