"""A Word file made ready for mammoth: marks written out, and nothing left to count."""

import io
import re
import zipfile
from collections.abc import Iterable

from lxml import etree

from assistant.documents.office.word_hidden import UnseenRuns
from assistant.documents.office.word_numbering import Numbering
from assistant.documents.office.word_styles import WORD, ParagraphStyles, value

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_TRANSPARENT = ("moveTo", "customXml", "smartTag", "dir", "bdo")
_OPEN, _DIVIDE, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
NOTE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_DIVIDE}(\\d*){_DIVIDE}(\\d*){_DIVIDE}(l?){_CLOSE}")
"""What is written in front of a paragraph: mark, list level, heading level, `l` in a list.

Characters of the private use area stand around it, which no text field produces.
"""

_NO_NUMBERING = (
    b'<?xml version="1.0" encoding="UTF-8"?><w:numbering '
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)


def prepared(content: bytes) -> tuple[bytes, list[str]]:
    """The package with marks written out and nothing left to count, and the words it hides."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        sheet = part_of(package, names, "word/styles.xml")
        styles = ParagraphStyles(sheet)
        unseen = UnseenRuns(sheet, part_of(package, names, "word/document.xml"))
        hidden: list[str] = []
        numbering = Numbering(part_of(package, names, "word/numbering.xml"), styles)
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as copy:
            for entry in package.infolist():
                if entry.filename.startswith("word/media/") or entry.is_dir():
                    continue
                part = package.read(entry)
                if entry.filename in _PARTS:
                    root = etree.fromstring(part, _parser())
                    _simplify(root)
                    hidden += unseen.take(root)
                    part = _with_marks(root, numbering, styles)
                elif entry.filename == "word/numbering.xml":
                    part = _NO_NUMBERING
                copy.writestr(entry.filename, part)
    return written.getvalue(), hidden


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def part_of(package: zipfile.ZipFile, names: Iterable[str], name: str) -> etree._Element | None:
    """The root element of one part; `None` where the package has no such part."""
    return etree.fromstring(package.read(name), _parser()) if name in names else None


def _with_marks(root: etree._Element, numbering: Numbering, styles: ParagraphStyles) -> bytes:
    for paragraph in list(root.iter(WORD + "p")):
        _write_mark(paragraph, numbering, styles)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _simplify(root: etree._Element) -> None:
    """Resolve what mammoth passes over: moved text, alternatives, formulas."""
    _choose_alternatives(root)
    for moved in list(root.iter(WORD + "moveFrom")):
        _remove(moved)
    for formula in list(root.iter(_MATH + "oMath")):
        words = "".join(text.text or "" for text in formula.iter(_MATH + "t"))
        _replace(formula, _run(words))
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
