"""Rows of cells to blocks: every row a paragraph, each cell under its header."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from assistant.documents.document import Block, Extract
from assistant.documents.markup.html_tables import row_block
from assistant.documents.traced import Traced
from assistant.language.detection import detect_language

MOST_ROWS = 100_000
"""Of one file; what comes after is named in a notice."""

_TOO_MANY = f"Only the first {MOST_ROWS:,} rows were read: split the file to have the others."
_NUMBER = re.compile(r"[-+]?[\d.,'\s]*\d[\d.,'\s]*%?")


def extract_of(form: str, blocks: Iterable[Block], reader: str) -> Extract:
    """The first `MOST_ROWS` of these blocks, and a notice if there were more."""
    found = list(islice(blocks, MOST_ROWS + 1))
    kept = tuple(found[:MOST_ROWS])
    return Extract(
        form,
        kept,
        language=detect_language(" ".join(block.text for block in kept[:400])),
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
