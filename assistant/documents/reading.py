"""Bytes to a revision: the right reader for a file. Runs inside the sandbox only.

A reader's module is imported when its format first occurs, so a worker that
meets only text files never loads a PDF engine.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import cast

from assistant.documents.archive import Archive
from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Revision
from assistant.documents.formats import recognise
from assistant.errors import UnreadableFile

READERS = {
    "pdf": ("assistant.documents.pdf", "read_pdf"),
    "docx": ("assistant.documents.docx", "read_docx"),
    "odt": ("assistant.documents.odt", "read_odt"),
    "rtf": ("assistant.documents.rtf", "read_rtf"),
    "pptx": ("assistant.documents.pptx", "read_pptx"),
    "xlsx": ("assistant.documents.spreadsheet", "read_xlsx"),
    "csv": ("assistant.documents.separated", "read_csv"),
    "tsv": ("assistant.documents.separated", "read_csv"),
    "html": ("assistant.documents.html", "read_html"),
    "mhtml": ("assistant.documents.mail", "read_mail"),
    "eml": ("assistant.documents.mail", "read_mail"),
    "epub": ("assistant.documents.epub", "read_epub"),
    "markdown": ("assistant.documents.markdown", "read_markdown"),
    "text": ("assistant.documents.plain_text", "read_text"),
    "zip": ("assistant.documents.bundle", "read_zip"),
}
"""The module and the function that read each format."""

ZIPPED = frozenset({"docx", "pptx", "xlsx", "odt", "epub", "zip"})
"""Formats that are archives, checked before any reader opens them."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_content(content: bytes, *, name: str, document_id: str, sha256: str) -> Revision:
    """The revision of these bytes; raises `UnreadableFile` if no paragraph comes out."""
    extract = read_extract(content, name=name)
    revision = compose(_storable(extract), document_id=document_id, sha256=sha256)
    if not revision.paragraphs:
        raise _without_text(extract)
    return revision


def read_extract(content: bytes, *, name: str) -> Extract:
    """What the right reader finds in these bytes; raises `UnreadableFile`."""
    found = recognise(content, name)
    if found not in READERS:
        raise UnreadableFile(f"No reader is there for {found} files", "Save it as PDF")
    if found in ZIPPED:
        Archive.of(content)
    module, function = READERS[found]
    read = cast(Callable[..., Extract], getattr(import_module(module), function))
    return read(content, name=name)


def draw_page(content: bytes, number: int, width: int) -> bytes:
    """A picture of one page of a paged file; raises `UnreadableFile`, `UnknownPage`."""
    draw = import_module("assistant.documents.pictures").render_page
    return cast(bytes, draw(content, number, width))


def _storable(extract: Extract) -> Extract:
    """NULs and lone surrogates become replacement characters, one for one."""
    return replace(extract, blocks=tuple(_storable_block(block) for block in extract.blocks))


def _storable_block(block: Block) -> Block:
    if not _UNSTORABLE.search(block.text):
        return block
    return replace(block, text=_UNSTORABLE.sub("\ufffd", block.text))


def _without_text(extract: Extract) -> UnreadableFile:
    """Why there is no paragraph: the first page's reason, a notice, or plainly no text."""
    reasons = [page.reason for page in extract.pages if page.reason] or list(extract.notices)
    if not reasons:
        return UnreadableFile("The file holds no text", "Check that it was saved whole")
    # A reason and its remedy are two sentences, or parted by a colon.
    mark = ". " if ". " in reasons[0] else ": "
    reason, _, remedy = reasons[0].partition(mark)
    return UnreadableFile(reason, remedy)
