"""Rows of cells to blocks: every row a paragraph, each cell under its header."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from assistant.documents.document import Block, Extract, Kind, Repair
from assistant.documents.languages import language_of
from assistant.documents.traced import Traced, shifted

MOST_ROWS = 100_000
"""Of one file; what comes after is named in a notice."""

_TOO_MANY = f"Only the first {MOST_ROWS:,} rows were read: split the file to have the others."
_NUMBER = re.compile(r"[-+]?[\d.,'\s]*\d[\d.,'\s]*%?")


def row_block(headers: Sequence[str], cells: Sequence[Traced]) -> Block:
    """A row in words: `State: Iraq; Count: 12`; cells without a header stand alone.

    The file has the cells alone, which are set apart by tabs here.
    """
    # A sheet has a hundred thousand rows: what stands between cells is noted without more ado.
    parts: list[str] = []
    repairs: list[Repair] = []
    length = before = 0
    for column, cell in enumerate(cells):
        words = cell.text
        if not words:
            continue
        header = headers[column] if column < len(headers) else ""
        named = f"{header.rstrip(':')}: " if header and header != words else ""
        between = f"; {named}" if parts else named
        start, length = length, length + len(between)
        if between or column:
            repairs.append(Repair(start, length, "\t" * (column - before)))
        if cell.repairs:
            repairs += shifted(cell.repairs, length)
        parts += (between, words)
        length += len(words)
        before = column
    return Block(Kind.TABLE_ROW, "".join(parts), repairs=tuple(repairs))


def extract_of(form: str, blocks: Iterable[Block], reader: str) -> Extract:
    """The first `MOST_ROWS` of these blocks, and a notice if there were more."""
    found = list(islice(blocks, MOST_ROWS + 1))
    kept = tuple(found[:MOST_ROWS])
    return Extract(
        form,
        kept,
        language=language_of(kept),
        reader=reader,
        notices=(_TOO_MANY,) if len(found) > MOST_ROWS else (),
    )


def row_blocks(rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """The first row with two cells or more names the columns if no cell of it is a number."""
    headers: list[str] | None = None
    held: Block | None = None
    for row in rows:
        cells = [Traced(cell).normalised() for cell in row]
        filled = [cell.text for cell in cells if cell.text]
        if not filled:
            continue
        if headers is None and len(filled) > 1:
            named = not any(_NUMBER.fullmatch(cell) for cell in filled)
            headers = [cell.text for cell in cells] if named else []
            if named:
                held = row_block((), cells)
                continue
        held = None
        yield row_block(headers or (), cells)
    if held is not None:
        yield held
