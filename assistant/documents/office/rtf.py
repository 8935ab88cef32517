"""Rich text: its paragraphs and table rows; striprtf leaves footnotes out."""

from striprtf.striprtf import rtf_to_text

from assistant.documents.document import Block, Extract
from assistant.documents.enumerators import marked
from assistant.documents.hidden import Hidden
from assistant.documents.languages import language_of
from assistant.documents.office.rtf_hidden import without_hidden
from assistant.documents.table_rows import row_block
from assistant.documents.traced import Traced
from assistant.errors import UnreadableFile

READER = "rtf-2"

_ALONE = r"{{\rtf1\ansi {}}}"
_NOTES = (b"\\footnote", b"\\ftnalt")
_UNREAD_NOTES = "Footnotes are not read: save the file as DOCX to have them."


def read_rtf(content: bytes, *, name: str = "") -> Extract:
    """One block a paragraph or table row; fields of forms and pictures are left out."""
    try:
        shown, unseen = without_hidden(content.decode("latin-1"))
        text = rtf_to_text(shown, errors="replace")
        hidden = [rtf_to_text(_ALONE.format(piece), errors="replace") for piece in unseen]
    except (ValueError, LookupError, IndexError) as error:
        raise UnreadableFile(
            "The rich text file is damaged", "Open it in a word processor and save it as DOCX"
        ) from error
    found = [_block(line) for line in text.split("\n")]
    blocks = tuple(block for block in found if block is not None)
    return Extract(
        "rtf",
        blocks,
        language=language_of(blocks),
        reader=READER,
        hidden=tuple(Hidden(words.strip()) for words in hidden if words.strip()),
        notices=(_UNREAD_NOTES,) if any(note in content for note in _NOTES) else (),
    )


def _block(line: str) -> Block | None:
    """A line with a bar after its last cell is a table row."""
    if line.rstrip().endswith("|"):
        cells = [Traced(cell).normalised() for cell in line.rstrip()[:-1].split("|")]
        return row_block((), cells) if any(cell.text for cell in cells) else None
    return marked(line)
