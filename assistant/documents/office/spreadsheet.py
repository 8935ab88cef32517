"""Spreadsheets: each sheet under its name, every row a paragraph under its headers."""

import datetime
import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from assistant.documents.archive import Archive
from assistant.documents.document import Block, Extract, Kind
from assistant.documents.hidden import Hidden
from assistant.documents.office.sheet_hidden import Unseen
from assistant.documents.table_rows import extract_of, row_blocks
from assistant.errors import UnreadableFile
from assistant.language.characters import normalised

READER = "xlsx-2"

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


def read_xlsx(content: bytes, *, name: str = "") -> Extract:
    """Each sheet under a heading of its name; formulas give the value last calculated."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of a workbook that hold no text
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            hidden: list[Hidden] = []
            extract = extract_of("xlsx", _sheets(book, Archive.of(content), hidden), READER)
            book.close()
    except _DAMAGES as error:
        raise UnreadableFile(
            "The spreadsheet is damaged", "Open it in its own program and save it again"
        ) from error
    return replace(extract, hidden=tuple(hidden))


def _sheets(book: openpyxl.Workbook, archive: Archive, hidden: list[Hidden]) -> Iterator[Block]:
    """The blocks of what is shown; the rest goes to `hidden`."""
    for sheet in book.worksheets:
        # The stated extent may be wrong in both directions; the rows themselves count.
        sheet.reset_dimensions()
        rows = ([_shown(value) for value in row] for row in sheet.iter_rows(values_only=True))
        unseen = Unseen.of(sheet, archive)
        first = True
        for block in row_blocks(unseen.parted(rows, hidden)):
            if first:
                yield Block(Kind.HEADING, normalised(str(sheet.title)), level=1)
                first = False
            yield block


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
