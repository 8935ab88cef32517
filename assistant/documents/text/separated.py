"""Tables written as text: commas, semicolons, tabs or bars between the cells."""

import csv
import io

from assistant.documents.document import Extract
from assistant.documents.table_rows import extract_of, row_blocks
from assistant.documents.text.charsets import decoded
from assistant.errors import UnreadableFile

READER = "csv-1"

_SEPARATORS = ",;\t|"
_SAMPLE = 65_536


def read_csv(content: bytes, *, name: str = "") -> Extract:
    """Every row under the headers of the first."""
    text = decoded(content).replace("\0", "")
    # The limit is the whole process's: it may be raised for this text, never lowered.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        return extract_of("csv", row_blocks(rows), READER)
    except csv.Error as error:
        raise UnreadableFile(f"The table is damaged: {error}", "Save it again as CSV") from error


def _separator(text: str) -> str:
    """The sign that stands most often in every one of the first lines."""
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:20]
    if len(lines) > 2 and len(text) > _SAMPLE:
        lines.pop()
    counts = {sign: min((line.count(sign) for line in lines), default=0) for sign in _SEPARATORS}
    most = max(counts, key=lambda sign: counts[sign])
    if counts[most]:
        return most
    return max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines))
