"""What a spreadsheet holds and does not show: hidden sheets, rows and columns."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.hidden import Hidden

_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Unseen:
    """Which rows and columns of a sheet are hidden, counted from 0."""

    place: str
    whole: bool
    rows: frozenset[int]
    columns: frozenset[int]

    @classmethod
    def of(cls, sheet: Any, archive: Archive) -> Self:  # noqa: ANN401 - untyped library
        """Read the sheet's part for what openpyxl does not tell of a sheet that it streams."""
        rows: set[int] = set()
        columns: set[int] = set()
        part = archive.read(sheet._worksheet_path)
        if b"hidden=" in part:
            for _, element in etree.iterparse(
                io.BytesIO(part), tag=("{*}row", "{*}col"), resolve_entities=False, no_network=True
            ):
                if element.get("hidden") in ("1", "true"):
                    if str(element.tag).endswith("row"):
                        rows.add(int(element.get("r") or 0) - 1)
                    else:
                        last = min(int(element.get("max") or 0), _MOST_COLUMNS)
                        columns.update(range(int(element.get("min") or 1) - 1, last))
                element.clear()
        hidden = sheet.sheet_state != "visible"
        return cls(f"sheet {sheet.title}", hidden, frozenset(rows), frozenset(columns))

    def parted(self, rows: Iterable[list[str]], hidden: list[Hidden]) -> Iterator[list[str]]:
        """The rows as they are shown; the words of the other cells go to `hidden`."""
        if not (self.whole or self.rows or self.columns):
            yield from rows
            return
        for number, row in enumerate(rows):
            gone = self.whole or number in self.rows
            lost = [cell for at, cell in enumerate(row) if gone or at in self.columns]
            words = "; ".join(filter(None, lost))
            if words:
                hidden.append(Hidden(words, place=self.place))
            if not gone:
                yield ["" if at in self.columns else cell for at, cell in enumerate(row)]
