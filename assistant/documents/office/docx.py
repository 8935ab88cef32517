"""Word files: automatic numbers written out, then mammoth's HTML."""

import io
import re
import zipfile
from dataclasses import replace
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from assistant.documents.document import Block, Extract, Imprint, Kind
from assistant.documents.enumerators import SIGNS, marked
from assistant.documents.hidden import Hidden
from assistant.documents.languages import language_of
from assistant.documents.markup.html_blocks import blocks_of_html
from assistant.documents.markup.html_trees import parsed_html
from assistant.documents.office.word_package import NOTE, part_of, prepared
from assistant.documents.traced import Edit, Traced
from assistant.errors import UnreadableFile
from assistant.language.characters import normalised

READER = "docx-3"

_LONGEST_HEADING = 300
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?")


def read_docx(content: bytes, *, name: str = "") -> Extract:
    """The text of a Word file with its automatic numbers, notes, tables and text boxes.

    Tracked insertions are kept; deletions, hidden text, comments, headers, footers
    and images are left out. Nothing that the file links to is opened. Raises
    `UnreadableFile` where the package or its XML is broken.
    """
    try:
        package, hidden = prepared(content)
        converted = mammoth.convert_to_html(
            io.BytesIO(package),
            convert_image=lambda _image: [],
            external_file_access=False,
            include_embedded_style_map=False,
        )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, OSError, EOFError) as error:
        raise UnreadableFile(
            "The Word file is damaged", "Open it in a word processor and save it again"
        ) from error
    except (etree.XMLSyntaxError, ExpatError, ValueError, RecursionError) as error:
        raise UnreadableFile(
            "The Word file holds XML that is broken or nested too deeply",
            "Open it in a word processor and save it again",
        ) from error
    root = parsed_html(converted.value)
    blocks = [] if root is None else [_placed(block) for block in blocks_of_html(root)]
    described = _properties(content)
    return Extract(
        "docx",
        tuple(blocks),
        title=_stated(described, "title"),
        imprint=Imprint(author=_stated(described, "creator")),
        language=language_of(blocks),
        reader=READER,
        hidden=tuple(map(Hidden, hidden)),
    )


def _placed(block: Block) -> Block:
    """The block with what was written in front of its paragraph as mark and kind."""
    note = NOTE.match(block.text)
    if note is None or block.kind is Kind.TABLE_ROW:
        return _saying(block, _without_notes(Traced(block.text, block.repairs)))
    mark, level, heading, listed = note.groups()
    words = _without_notes(Traced(block.text, block.repairs).cut(note.end()))
    if heading:
        named = _marked_by("" if _is_sign(mark) else mark, words)
        if len(named.text) > _LONGEST_HEADING:
            return marked(named) or block
        return _saying(Block(Kind.HEADING, "", level=int(heading)), named)
    if block.kind in (Kind.HEADING, Kind.CAPTION, Kind.FOOTNOTE):
        return _saying(block, _marked_by("" if _is_sign(mark) else mark, words))
    return _listed(mark, words, int(level or 1), in_list=bool(listed))


def _listed(mark: str, words: Traced, level: int, *, in_list: bool) -> Block:
    """An item, or a numbered paragraph unless its style is one of Word's for lists."""
    if not words.text:
        return Block(Kind.PARAGRAPH, "")
    if _is_sign(mark):
        return _saying(Block(Kind.LIST_ITEM, "", bullet=mark, level=level), words)
    numbered = Traced.joined([Traced.of(f"{mark} ", ""), words])
    end = len(mark) + 1
    number = _NUMBER.fullmatch(mark)
    if number and not in_list:
        return _saying(Block(Kind.PARAGRAPH, "", number=number[1], mark_end=end), numbered)
    if any(c.isalnum() for c in mark):
        item = Block(Kind.LIST_ITEM, "", bullet=mark, mark_end=end, level=level)
        return _saying(item, numbered)
    return marked(words, Kind.LIST_ITEM, level=level) or _saying(
        Block(Kind.LIST_ITEM, "", level=level), words
    )


def _saying(block: Block, words: Traced) -> Block:
    return replace(block, text=words.text, repairs=words.repairs)


def _marked_by(mark: str, words: Traced) -> Traced:
    """The words behind a mark that Word counts and the file does not hold."""
    return Traced.joined([Traced.of(f"{mark} ", ""), words]).normalised()


def _without_notes(words: Traced) -> Traced:
    """The words without what was written in front of paragraphs within them."""
    found = NOTE.finditer(words.text)
    return words.rewritten(
        [Edit(*note.span(), _inner_mark(note), "") for note in found]
    ).normalised()


def _inner_mark(note: re.Match[str]) -> str:
    """A mark inside a table's row: kept if it is words."""
    return "" if _is_sign(note[1]) else f"{note[1]} "


def _is_sign(mark: str) -> bool:
    return not any(c.isalnum() for c in mark) or mark in SIGNS


def _properties(content: bytes) -> etree._Element | None:
    """The file's properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return part_of(package, package.namelist(), "docProps/core.xml")


def _stated(described: etree._Element | None, name: str) -> str | None:
    if described is None:
        return None
    return (
        normalised(described.findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}") or "") or None
    )
