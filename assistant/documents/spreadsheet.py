"""Spreadsheets and tables of text: every row a paragraph, each cell under its header."""

import csv
import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from assistant.documents.charsets import decoded
from assistant.documents.document import Block, Extract, Kind
from assistant.documents.html_tables import row_text
from assistant.documents.language import detect_language
from assistant.documents.wording import normalised
from assistant.errors import UnreadableFile

XLSX_READER = "xlsx-1"
CSV_READER = "csv-1"

MOST_ROWS = 100_000
"""Over all sheets; what comes after is named in a notice."""

_TOO_MANY = f"Only the first {MOST_ROWS:,} rows were read: split the file to have the others."
_DAMAGES = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    BadZipFile,
    InvalidFileException,
)
"""What openpyxl raises for a part that is missing or not what it should be."""
_SEPARATORS = ",;\t|"
_NUMBER = re.compile(r"[-+]?[\d.,'\s]*\d[\d.,'\s]*%?")


def read_xlsx(content: bytes, *, name: str = "") -> Extract:
    """Each sheet under a heading of its name; formulas give the value last calculated."""
    notices: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of a workbook that hold no text
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            blocks = list(islice(_sheets(book), MOST_ROWS + 1))
            book.close()
    except _DAMAGES as error:
        raise UnreadableFile(
            "The spreadsheet is damaged", "Open it in its own program and save it again"
        ) from error
    if len(blocks) > MOST_ROWS:
        notices.append(_TOO_MANY)
    return _extract("xlsx", blocks, XLSX_READER, notices)


def read_csv(content: bytes, *, name: str = "") -> Extract:
    """Rows of text separated by commas, semicolons, tabs or bars."""
    text = decoded(content).replace("\0", "")
    csv.field_size_limit(max(len(text), 1))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        blocks = list(islice(_rows(rows), MOST_ROWS + 1))
    except csv.Error as error:
        raise UnreadableFile(f"The table is damaged: {error}", "Save it again as CSV") from error
    notices = [_TOO_MANY] if len(blocks) > MOST_ROWS else []
    return _extract("csv", blocks, CSV_READER, notices)


def _extract(form: str, blocks: list[Block], reader: str, notices: list[str]) -> Extract:
    kept = tuple(blocks[:MOST_ROWS])
    return Extract(
        form,
        kept,
        language=detect_language(" ".join(block.text for block in kept[:400])),
        reader=reader,
        notices=tuple(notices),
    )


def _sheets(book: openpyxl.Workbook) -> Iterator[Block]:
    for sheet in book.worksheets:
        # The stated extent may be wrong in both directions; the rows themselves count.
        sheet.reset_dimensions()
        rows = ([_shown(value) for value in row] for row in sheet.iter_rows(values_only=True))
        first = True
        for block in _rows(rows):
            if first:
                yield Block(Kind.HEADING, normalised(str(sheet.title)), level=1)
                first = False
            yield block


def _rows(rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """The first row with two cells or more names the columns if no cell of it is a number."""
    headers: list[str] | None = None
    held: Block | None = None
    for row in rows:
        cells = [normalised(cell) for cell in row]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if headers is None and len(filled) > 1:
            named = not any(_NUMBER.fullmatch(cell) for cell in filled)
            headers = cells if named else []
            if named:
                held = Block(Kind.TABLE_ROW, row_text((), cells))
                continue
        held = None
        yield Block(Kind.TABLE_ROW, row_text(headers or (), cells))
    if held is not None:
        yield held


def _separator(text: str) -> str:
    """The sign that stands most often in every one of the first lines."""
    lines = [line for line in text[:65_536].splitlines() if line.strip()][:20]
    if len(lines) > 2 and len(text) > 65_536:
        lines.pop()
    counts = {sign: min((line.count(sign) for line in lines), default=0) for sign in _SEPARATORS}
    most = max(counts, key=lambda sign: counts[sign])
    if counts[most]:
        return most
    return max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines))


def _shown(value: object) -> str:
    """A cell as people read it: whole numbers without a point, days without midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        day = value.time() == datetime.time()
        return value.date().isoformat() if day else value.isoformat(" ", "seconds")
    return str(value)
