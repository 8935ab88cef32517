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
from assistant.documents.document import Block, Extract, Kind, PageSource, Revision
from assistant.documents.formats import recognise
from assistant.documents.hidden import notice_of
from assistant.documents.imprint.reading import with_imprint
from assistant.documents.languages import language_throughout
from assistant.errors import UnreadableFile
from assistant.language.characters import normalised

READERS = {
    "pdf": ("assistant.documents.pdf.reader", "read_pdf"),
    "docx": ("assistant.documents.office.docx", "read_docx"),
    "odt": ("assistant.documents.office.odt", "read_odt"),
    "rtf": ("assistant.documents.office.rtf", "read_rtf"),
    "pptx": ("assistant.documents.office.pptx", "read_pptx"),
    "xlsx": ("assistant.documents.office.spreadsheet", "read_xlsx"),
    "csv": ("assistant.documents.text.separated", "read_csv"),
    "tsv": ("assistant.documents.text.separated", "read_csv"),
    "html": ("assistant.documents.markup.html", "read_html"),
    "mhtml": ("assistant.documents.markup.mail", "read_mail"),
    "eml": ("assistant.documents.markup.mail", "read_mail"),
    "epub": ("assistant.documents.markup.epub", "read_epub"),
    "markdown": ("assistant.documents.markup.markdown", "read_markdown"),
    "text": ("assistant.documents.text.plain_text", "read_text"),
    "zip": ("assistant.documents.bundle", "read_zip"),
}
"""The module and the function that read each format."""

ZIPPED = frozenset({"docx", "pptx", "xlsx", "odt", "epub", "zip"})
"""Formats that are archives, checked before any reader opens them."""

_NOTHING_HIDDEN = "The file holds no hidden text."
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_extract(content: bytes, *, name: str, recognising: bool = False) -> Extract:
    """What the right reader finds in these bytes; raises `UnreadableFile`.

    With `recognising`, the pages of a PDF that are only pictures are read by
    Tesseract, which is then started as a program. A notice tells of text that is hidden.
    """
    extract = read_quietly(content, name=name, recognising=recognising)
    return replace(extract, notices=(*extract.notices, *notice_of(extract.hidden)))


def hidden_of(extract: Extract, *, document_id: str, sha256: str) -> Revision:
    """A revision of what the file holds and does not show, under the names of its places."""
    blocks: list[Block] = []
    place = ""
    for piece in extract.hidden:
        if piece.place != place:
            place = piece.place
            blocks.append(Block(Kind.HEADING, place, level=1))
        blocks.append(Block(Kind.PARAGRAPH, normalised(piece.text), page=piece.page))
    told = () if blocks else (_NOTHING_HIDDEN,)
    found = replace(extract, blocks=tuple(blocks), notices=told)
    return compose(_storable(found), document_id=document_id, sha256=sha256)


def read_quietly(content: bytes, *, name: str, recognising: bool = False) -> Extract:
    """As `read_extract`, without a word about what is hidden: part of a larger file."""
    found = recognise(content, name)
    if found not in READERS:
        raise UnreadableFile(f"No reader is there for {found} files", "Save it as PDF")
    if found in ZIPPED:
        Archive.of(content)
    module, function = READERS[found]
    read = cast(Callable[..., Extract], getattr(import_module(module), function))
    if recognising and found == "pdf":
        recogniser = import_module("assistant.documents.pdf.recognition").find_recogniser()
        return _with_language(read(content, name=name, recogniser=recogniser))
    return _with_language(read(content, name=name))


def _with_language(extract: Extract) -> Extract:
    """The extract with the language of its words, where its reader left that open."""
    if extract.language is not None:
        return extract
    return replace(extract, language=language_throughout(extract.blocks))


def has_scans(extract: Extract) -> bool:
    """Whether a page has no words of its own."""
    return any(page.source is PageSource.NONE for page in extract.pages)


def revision_of(extract: Extract, *, document_id: str, sha256: str) -> Revision:
    """The revision these blocks make; raises `UnreadableFile` if there is no paragraph."""
    revision = compose(_storable(with_imprint(extract)), document_id=document_id, sha256=sha256)
    if not revision.paragraphs:
        raise _without_text(extract)
    return revision


def draw_page(content: bytes, number: int, width: int) -> bytes:
    """A picture of one page of a paged file; raises `UnreadableFile`, `UnknownPage`."""
    return load_drawing()(content, number, width)


def load_drawing() -> Callable[..., bytes]:
    """What draws a page; the engine is imported when this is first called."""
    return cast(Callable[..., bytes], import_module("assistant.documents.pdf.pictures").render_page)


def _storable(extract: Extract) -> Extract:
    """NULs and lone surrogates become replacement characters, one for one."""
    return replace(extract, blocks=tuple(_storable_block(block) for block in extract.blocks))


def _storable_block(block: Block) -> Block:
    if not _UNSTORABLE.search("".join([block.text, *(raw for _, _, raw in block.repairs)])):
        return block
    repairs = tuple(r._replace(raw=_UNSTORABLE.sub("\ufffd", r.raw)) for r in block.repairs)
    return replace(block, text=_UNSTORABLE.sub("\ufffd", block.text), repairs=repairs)


def _without_text(extract: Extract) -> UnreadableFile:
    """Why there is no paragraph: the first page's reason, a notice, or plainly no text."""
    reasons = [page.reason for page in extract.pages if page.reason] or list(extract.notices)
    if not reasons:
        return UnreadableFile("The file holds no text", "Check that it was saved whole")
    # A reason and its remedy are two sentences, or parted by a colon.
    mark = ". " if ". " in reasons[0] else ": "
    reason, _, remedy = reasons[0].partition(mark)
    return UnreadableFile(reason, remedy)
