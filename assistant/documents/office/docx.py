"""Word files: automatic numbers written out, then mammoth's HTML."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from assistant.documents.document import Block, Extract, Kind
from assistant.documents.enumerators import SIGNS, marked
from assistant.documents.languages import language_of
from assistant.documents.markup.html_blocks import blocks_of_html
from assistant.documents.markup.html_trees import parsed_html
from assistant.documents.office.word_numbering import WORD, Numbering, ParagraphStyles, value
from assistant.documents.speakers import with_speakers
from assistant.documents.traced import Edit, Traced
from assistant.errors import UnreadableFile
from assistant.language.characters import normalised

READER = "docx-1"

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_TRANSPARENT = ("moveTo", "customXml", "smartTag", "dir", "bdo")
_OPEN, _DIVIDE, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
_NOTE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_DIVIDE}(\\d*){_DIVIDE}(\\d*){_DIVIDE}(l?){_CLOSE}")
"""What is written in front of a paragraph: mark, list level, heading level, `l` in a list.

Characters of the private use area stand around it, which no text field produces.
"""

_LONGEST_TITLE = 200
_LONGEST_HEADING = 300
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?")
_NO_NUMBERING = (
    b'<?xml version="1.0" encoding="UTF-8"?><w:numbering '
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)


def read_docx(content: bytes, *, name: str = "") -> Extract:
    """The text of a Word file with its automatic numbers, notes, tables and text boxes.

    Tracked insertions are kept; deletions, hidden text, comments, headers, footers
    and images are left out. Nothing that the file links to is opened. Raises
    `UnreadableFile` where the package or its XML is broken.
    """
    try:
        prepared = _prepared(content)
        converted = mammoth.convert_to_html(
            io.BytesIO(prepared),
            convert_image=_no_image,
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
    blocks = with_speakers(blocks)
    return Extract(
        "docx",
        tuple(blocks),
        title=_title(content, blocks),
        language=language_of(blocks),
        reader=READER,
    )


def _no_image(_image: object) -> list[object]:
    return []


def _prepared(content: bytes) -> bytes:
    """The same package with marks written out and nothing left for mammoth to count."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        styles = ParagraphStyles(_part(package, names, "word/styles.xml"))
        numbering = Numbering(_part(package, names, "word/numbering.xml"), styles)
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as copy:
            for entry in package.infolist():
                if entry.filename.startswith("word/media/") or entry.is_dir():
                    continue
                part = package.read(entry)
                if entry.filename in _PARTS:
                    part = _with_marks(part, numbering, styles)
                elif entry.filename == "word/numbering.xml":
                    part = _NO_NUMBERING
                copy.writestr(entry.filename, part)
    return written.getvalue()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _part(package: zipfile.ZipFile, names: Iterable[str], name: str) -> etree._Element | None:
    return etree.fromstring(package.read(name), _parser()) if name in names else None


def _with_marks(part: bytes, numbering: Numbering, styles: ParagraphStyles) -> bytes:
    root = etree.fromstring(part, _parser())
    _simplify(root)
    for paragraph in list(root.iter(WORD + "p")):
        _write_mark(paragraph, numbering, styles)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _simplify(root: etree._Element) -> None:
    """Resolve what mammoth passes over: moved text, alternatives, formulas, hidden runs."""
    _choose_alternatives(root)
    for moved in list(root.iter(WORD + "moveFrom")):
        _remove(moved)
    for formula in list(root.iter(_MATH + "oMath")):
        words = "".join(text.text or "" for text in formula.iter(_MATH + "t"))
        _replace(formula, _run(words))
    for hidden in list(root.iter(WORD + "vanish")):
        run = hidden.getparent()
        run = None if run is None else run.getparent()
        if (
            run is not None
            and run.tag == WORD + "r"
            and hidden.get(WORD + "val") not in ("0", "false")
        ):
            _remove(run)
    etree.strip_tags(root, *(WORD + name for name in _TRANSPARENT), _MATH + "oMathPara")


def _choose_alternatives(root: etree._Element) -> None:
    """Keep the fallback, which mammoth reads, or make one of the first choice."""
    for alternative in list(root.iter(_CHOICES + "AlternateContent")):
        choices = alternative.findall(_CHOICES + "Choice")
        fallback = alternative.find(_CHOICES + "Fallback")
        kept = choices[0] if fallback is None and choices else None
        for choice in choices:
            if choice is not kept:
                alternative.remove(choice)
        if kept is not None:
            kept.tag = _CHOICES + "Fallback"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _replace(element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, other)


def _run(words: str) -> etree._Element:
    run = etree.Element(WORD + "r")
    text = etree.SubElement(run, WORD + "t")
    text.set(_SPACE, "preserve")
    text.text = words
    return run


def _write_mark(paragraph: etree._Element, numbering: Numbering, styles: ParagraphStyles) -> None:
    """Put the paragraph's mark and levels in front of its first run."""
    properties = paragraph.find(WORD + "pPr")
    place = numbering.place_of(paragraph)
    if place is not None and _is_deleted(paragraph, properties):
        return
    mark = numbering.next_mark(place) if place else ""
    own = value(properties, "outlineLvl")
    heading = int(own) + 1 if own and own in "012345" else None
    if own is None:
        heading = styles.outline_level(value(properties, "pStyle"))
    if not mark and not heading:
        return
    level = place.level + 1 if place and mark else ""
    listed = "l" if mark and styles.names_list(value(properties, "pStyle")) else ""
    note = f"{_OPEN}{mark}{_DIVIDE}{level}{_DIVIDE}{heading or ''}{_DIVIDE}{listed}{_CLOSE}"
    paragraph.insert(0 if properties is None else 1, _run(note))


def _is_deleted(paragraph: etree._Element, properties: etree._Element | None) -> bool:
    """The paragraph's mark was deleted and so were all of its words: it is not counted."""
    if properties is None or properties.find(f"{WORD}rPr/{WORD}del") is None:
        return False
    return not any((text.text or "").strip() for text in paragraph.iter(WORD + "t"))


def _placed(block: Block) -> Block:
    """The block with what was written in front of its paragraph as mark and kind."""
    note = _NOTE.match(block.text)
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
    found = _NOTE.finditer(words.text)
    return words.rewritten(
        [Edit(*note.span(), _inner_mark(note), "") for note in found]
    ).normalised()


def _inner_mark(note: re.Match[str]) -> str:
    """A mark inside a table's row: kept if it is words."""
    return "" if _is_sign(note[1]) else f"{note[1]} "


def _is_sign(mark: str) -> bool:
    return not any(c.isalnum() for c in mark) or mark in SIGNS


def _title(content: bytes, blocks: Iterable[Block]) -> str | None:
    """The first heading of the highest level, else the title in the file's properties."""
    for block in blocks:
        if block.kind is Kind.HEADING and block.level == 1 and len(block.text) <= _LONGEST_TITLE:
            return block.text
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        core = _part(package, package.namelist(), "docProps/core.xml")
    if core is None:
        return None
    return normalised(core.findtext("{http://purl.org/dc/elements/1.1/}title") or "") or None
