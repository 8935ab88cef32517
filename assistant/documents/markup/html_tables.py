"""Tables of HTML: each row one block, each cell under its header."""

from collections.abc import Iterator, Sequence

from lxml import etree

from assistant.documents.document import Block, Kind
from assistant.documents.enumerators import marked
from assistant.documents.markup.html_words import is_unread, tag_of, text_under, words_of
from assistant.documents.table_rows import row_block
from assistant.documents.traced import Traced

_LONGEST_CELL = 4_000
"""Characters; a longer cell is a piece of layout, not a value."""

_MOST_COLUMNS = 1_000
_STRUCTURE = frozenset(["table", "h1", "h2", "h3", "h4", "h5", "h6"])


def is_data_table(table: etree._Element) -> bool:
    """Two columns or more, and no cell that holds a table, a heading or an essay."""
    if table.get("role") in ("presentation", "none"):
        return False
    widest = 0
    for row in _rows(table):
        cells = [cell for cell in row if tag_of(cell) in ("td", "th")]
        widest = max(widest, len(cells))
        if any(_is_layout(cell) for cell in cells):
            return False
    return widest > 1


def _is_layout(cell: etree._Element) -> bool:
    length = 0
    for element in cell.iter():
        if tag_of(element) in _STRUCTURE:
            return True
        length += len(element.text or "") + len(element.tail or "")
        if length > _LONGEST_CELL:
            return True
    return False


def table_blocks(table: etree._Element, ids: frozenset[str]) -> Iterator[Block]:
    """The caption and the rows, `Header: cell; Header: cell`.

    Headers are the rows of `thead`, or a first row of header cells or of nothing
    but bold ones. A table of headers alone keeps them as a row.
    """
    captions = [child for child in table if tag_of(child) == "caption"]
    yield from filter(None, (marked(words_of(each, ids), Kind.CAPTION) for each in captions))
    rows = [_Row(row, ids) for row in _rows(table)]
    rows = [row for row in rows if any(words.text for words, _ in row.cells)]
    first_body = next((i for i, row in enumerate(rows) if not row.is_header(i)), len(rows))
    if first_body == len(rows):
        first_body = 0
    headers = _headers(rows[:first_body])
    for row in rows[first_body:]:
        yield row.block(headers)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        tag = tag_of(child)
        if tag == "tr":
            yield child
        elif tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if tag_of(row) == "tr")


class _Row:
    """The cells of one row with the columns they span."""

    def __init__(self, element: etree._Element, ids: frozenset[str]) -> None:
        shown = [c for c in element if tag_of(c) in ("td", "th") and not is_unread(c, "")]
        self.cells = [(words_of(cell, ids), _span(cell)) for cell in shown]
        self._width = sum(span for _, span in self.cells)
        parent = element.getparent()
        self._in_head = parent is not None and tag_of(parent) == "thead"
        self._all_heads = bool(shown) and all(tag_of(c) == "th" for c in shown)
        self._named = (
            len(self.cells) > 1
            and tag_of(shown[0]) == "th"
            and bool(self.cells[0][0].text)
            and any(words.text for words, _ in self.cells[1:])
        )
        self._bold = len(shown) > 1 and all(_is_bold(c) for c in shown)

    def is_header(self, index: int) -> bool:
        """Whether this row names the columns below it."""
        return self._in_head or (self._width > 1 and self._all_heads) or (index == 0 and self._bold)

    def block(self, headers: Sequence[str]) -> Block:
        """The row in words; without headers, a header cell in front names the row."""
        columns = self.columns()
        if not self._named or any(headers):
            return row_block(headers, columns)
        name = columns[0].text
        bare = len(name.rstrip(":"))
        rest = row_block((), columns[1:])
        words = Traced.joined(
            [
                columns[0].cut(0, bare),
                Traced.of(": ", f"{name[bare:]}\t"),
                Traced(rest.text, rest.repairs),
            ]
        )
        return Block(Kind.TABLE_ROW, words.text, repairs=words.repairs)

    def columns(self) -> list[Traced]:
        """The words by column; a cell over several columns stands in the first."""
        columns: list[Traced] = []
        for words, span in self.cells:
            columns += [words] + [Traced("")] * (span - 1)
        return columns


def _headers(rows: Sequence[_Row]) -> list[str]:
    """One name a column; names above several columns come before those below them."""
    names: list[list[str]] = []
    for row in rows:
        column = 0
        for words, span in row.cells:
            names += [[] for _ in range(column + span - len(names))]
            for name in names[column : column + span]:
                if words.text and words.text not in name:
                    name.append(words.text)
            column += span
    return [" ".join(name) for name in names]


def _span(cell: etree._Element) -> int:
    text = (cell.get("colspan") or "").strip()
    return min(max(int(text), 1), _MOST_COLUMNS) if text.isascii() and text.isdigit() else 1


def _is_bold(cell: etree._Element) -> bool:
    """Every word of the cell stands in `<b>`, `<strong>` or `<th>`."""
    if tag_of(cell) == "th":
        return True
    if not text_under(cell).strip():
        return False
    for element in cell.iter():
        inside = tag_of(element) in ("b", "strong")
        if (element.text or "").strip() and not inside and not _within_bold(element, cell):
            return False
        if element is not cell and (element.tail or "").strip():
            parent = element.getparent()
            if parent is None or not (
                tag_of(parent) in ("b", "strong") or _within_bold(parent, cell)
            ):
                return False
    return True


def _within_bold(element: etree._Element, cell: etree._Element) -> bool:
    for above in element.iterancestors():
        if above is cell:
            return False
        if tag_of(above) in ("b", "strong"):
            return True
    return False
