"""Rows of a table as cells under their headers, by what the reader noted where it set them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.documents.document import Repair, Span


class Cell(NamedTuple):
    """`text[start:end]` stands in this column, counted from 0, under this header."""

    column: int
    header: str
    start: int
    end: int


def cells_of(text: str, repairs: Sequence[Repair]) -> tuple[Cell, ...]:
    """The cells of a row that reads `State: Iraq; Count: 12` where its file has tabs."""
    cells: list[Cell] = []
    column, header, start = 0, "", 0
    for begin, end, raw in repairs:
        shown = text[begin:end]
        if begin and ("\t" not in raw or shown == " "):
            continue
        if begin:
            cells.append(Cell(column, header, start, begin))
        elif not shown.endswith(": "):
            continue
        column += raw.count("\t")
        header, start = _header(shown), end
    return (*cells, Cell(column, header, start, len(text)))


def _header(shown: str) -> str:
    """What a separator says of the cell behind it: `; Count: `."""
    return shown.removeprefix("; ").removesuffix(": ").strip(" :|;")


def heads(rows: Iterable[Sequence[Cell]]) -> list[tuple[str, ...]]:
    """For each row the headers of its table; a header that changes begins another table."""
    tables: list[tuple[dict[int, str], int]] = []
    for row in rows:
        named = {cell.column: cell.header for cell in row if cell.header}
        head, count = tables[-1] if tables else ({}, 0)
        if tables and all(head.get(column, name) == name for column, name in named.items()):
            head.update(named)
            tables[-1] = head, count + 1
        else:
            tables.append((named, 1))
    return [_by_column(head) for head, count in tables for _ in range(count)]


def _by_column(head: dict[int, str]) -> tuple[str, ...]:
    return tuple(head.get(column, "") for column in range(max(head, default=-1) + 1))


def spans(row: Sequence[Cell]) -> tuple[Span, ...]:
    """Where the row's cells stand in its text, by column; empty for a column without one."""
    held = {cell.column: Span(cell.start, cell.end) for cell in row}
    return tuple(held.get(column, Span(0, 0)) for column in range(max(held, default=-1) + 1))
