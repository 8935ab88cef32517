import csv
import datetime
import io

import openpyxl
import pytest

from assistant.documents.document import Block, Kind
from assistant.documents.office.spreadsheet import read_xlsx
from assistant.documents.table_rows import MOST_ROWS
from assistant.documents.text.separated import read_csv
from assistant.errors import UnreadableFile
from tests.documents.archives import zipped


def book(**sheets: list[list[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    sink = io.BytesIO()
    workbook.save(sink)
    return sink.getvalue()


def test_each_row_reads_under_the_headers_of_its_sheet() -> None:
    day = datetime.datetime(2025, 3, 4)
    content = book(
        Training=[["State", "Officers", "Date"], ["Iraq", 12.0, day], [], ["Slovenia", 2.5, None]],
        Empty=[],
        Figures=[[1, 2], [3, 4]],
    )
    extract = read_xlsx(content)
    assert extract.blocks == (
        Block(Kind.HEADING, "Training", level=1),
        Block(Kind.TABLE_ROW, "State: Iraq; Officers: 12; Date: 2025-03-04"),
        Block(Kind.TABLE_ROW, "State: Slovenia; Officers: 2.5"),
        Block(Kind.HEADING, "Figures", level=1),
        Block(Kind.TABLE_ROW, "1; 2"),
        Block(Kind.TABLE_ROW, "3; 4"),
    )
    assert extract.format == "xlsx"


def test_a_title_above_the_headers_stands_alone() -> None:
    content = book(S=[["Training of police"], ["State", "Count"], ["Iraq", 12]])
    assert [block.text for block in read_xlsx(content).blocks] == [
        "S",
        "Training of police",
        "State: Iraq; Count: 12",
    ]


def test_headers_without_rows_are_a_row() -> None:
    assert [b.text for b in read_csv(b"State,Count\n").blocks] == ["State; Count"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'State,Note\r\nIraq,"one, two"\r\n', id="commas"),
        pytest.param("State;Note\nIraq;one, two\n".encode("utf-16"), id="semicolons, UTF-16"),
        pytest.param(b"State\tNote\nIraq\tone, two\n", id="tabs"),
        pytest.param(b"\xef\xbb\xbfState|Note\nIraq|one, two", id="bars, byte order mark"),
    ],
)
def test_the_separator_is_found(content: bytes) -> None:
    assert [b.text for b in read_csv(content).blocks] == ["State: Iraq; Note: one, two"]


def test_rows_beyond_the_cap_are_admitted() -> None:
    extract = read_csv(b"State,Count\n" + b"Iraq,12\n" * (MOST_ROWS + 1))
    assert len(extract.blocks) == MOST_ROWS
    assert extract.notices == (
        "Only the first 100,000 rows were read: split the file to have the others.",
    )


def test_one_endless_cell_is_a_row() -> None:
    assert len(read_csv(b"a" * 10**6).blocks[0].text) == 10**6


def test_a_short_table_does_not_shorten_the_cells_of_others() -> None:
    longest = csv.field_size_limit()
    read_csv(b"State,Count\n")
    assert csv.field_size_limit() == longest


def test_a_damaged_book_is_refused() -> None:
    content = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    with pytest.raises(UnreadableFile, match="damaged"):
        read_xlsx(content)
