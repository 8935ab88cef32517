"""OpenDocument text: its paragraphs, lists, notes and tables, turned into HTML blocks."""

from collections.abc import Iterator

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.document import Extract
from assistant.documents.formats import UNLOCK
from assistant.documents.hidden import Hidden
from assistant.documents.languages import language_of
from assistant.documents.markup.html_blocks import blocks_of_html
from assistant.documents.markup.xml_trees import parsed_xml
from assistant.documents.office.odt_hidden import take_hidden
from assistant.documents.office.odt_numbering import (
    OUTLINE,
    TEXT,
    Numbering,
    numbering_styles,
    whole,
)
from assistant.errors import UnreadableFile

READER = "odt-2"

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

_UNREAD = {
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{TEXT}tracked-changes",
    f"{TEXT}table-of-content",
    f"{TEXT}alphabetical-index",
    f"{TEXT}illustration-index",
    f"{TEXT}table-index",
    f"{TEXT}index-title-template",
    f"{TEXT}ruby-text",
    f"{TEXT}hidden-text",
    f"{TEXT}sequence-decls",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
}
"""Comments, deleted text, what is hidden, and lists of words that stand elsewhere too."""


def read_odt(content: bytes, *, name: str = "") -> Extract:
    """The text as it stands now: insertions kept, deletions and comments left out.

    Automatic numbers are written before the words. Nothing outside the archive
    is opened.
    """
    archive = Archive.of(content)
    _refuse_locked(archive)
    tree = parsed_xml(archive.read("content.xml"))
    trees = [tree]
    if "styles.xml" in archive.names:
        trees.insert(0, parsed_xml(archive.read("styles.xml")))
    body = tree.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile("The file holds no text part", "Save it again as an ODT text")
    hidden = take_hidden(body, trees)
    page = etree.Element("body")
    _Rewriting(Numbering(numbering_styles(trees))).add_children(body, page)
    blocks = tuple(blocks_of_html(page))
    return Extract(
        "odt",
        blocks,
        title=_stated_title(archive),
        language=language_of(blocks),
        reader=READER,
        hidden=tuple(map(Hidden, hidden)),
    )


def _refuse_locked(archive: Archive) -> None:
    if "META-INF/manifest.xml" in archive.names:
        manifest = parsed_xml(archive.read("META-INF/manifest.xml"))
        if manifest.find(f".//{_MANIFEST}encryption-data") is not None:
            raise UnreadableFile("The file is encrypted", UNLOCK)


def _stated_title(archive: Archive) -> str | None:
    if "meta.xml" not in archive.names:
        return None
    title = parsed_xml(archive.read("meta.xml")).findtext(f".//{_TITLE}")
    return (title or "").strip() or None


class _Rewriting:
    """One pass over the text part, writing HTML elements."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._lists: list[str] = []
        self._mark = ""
        self._later: list[etree._Element] = []

    def add_children(self, element: etree._Element, target: etree._Element) -> None:
        """Write every child that stands as a block."""
        for child in element.iterchildren("*"):
            self._add_block(child, target)

    def _add_block(self, element: etree._Element, target: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _UNREAD:
            return
        if tag == f"{TEXT}p":
            self._add_words(element, etree.SubElement(target, "p"), self._take_mark(), target)
        elif tag == f"{TEXT}h":
            self._add_heading(element, target)
        elif tag == f"{TEXT}list":
            self._add_list(element, target)
        elif tag == f"{_TABLE}table":
            self._add_table(element, target)
        else:
            self.add_children(element, target)

    def _take_mark(self) -> str:
        mark, self._mark = self._mark, ""
        return mark

    def _add_heading(self, element: etree._Element, target: etree._Element) -> None:
        level = whole(element.get(f"{TEXT}outline-level"), 1)
        numbered = element.get(f"{TEXT}is-list-header") != "true"
        outline = self._numbering.mark(OUTLINE, level) if numbered else ""
        heading = etree.SubElement(target, f"h{min(max(level, 1), 6)}")
        self._add_words(element, heading, self._take_mark() or outline, target)

    def _add_list(self, element: etree._Element, target: etree._Element) -> None:
        outer = self._lists[-1] if self._lists else ""
        style = element.get(f"{TEXT}style-name") or outer
        continued = element.get(f"{TEXT}continue-numbering") == "true" or element.get(
            f"{TEXT}continue-list"
        )
        if not self._lists and not continued:
            self._numbering.restart(style)
        self._lists.append(style)
        items = etree.SubElement(target, "ul")
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            self._add_item(item, items, style)
        self._lists.pop()

    def _add_item(self, item: etree._Element, items: etree._Element, style: str) -> None:
        """An item that only holds a deeper list has no number of its own."""
        first = next(item.iterchildren("*"), None)
        if item.tag == f"{TEXT}list-item" and first is not None and first.tag != f"{TEXT}list":
            start = item.get(f"{TEXT}start-value")
            self._mark = self._numbering.mark(style, len(self._lists), start)
        heading = first is not None and first.tag == f"{TEXT}h"
        # Only a drawn bullet is left to the list; a heading in a list is no item of it.
        self.add_children(item, items if heading else etree.SubElement(items, "li"))
        self._mark = ""

    def _add_table(self, element: etree._Element, target: etree._Element) -> None:
        table = etree.SubElement(target, "table")
        head = etree.SubElement(table, "thead")
        for row in _rows(element):
            above = row.getparent()
            headed = above is not None and above.tag == f"{_TABLE}table-header-rows"
            line = etree.SubElement(head if headed else table, "tr")
            for cell in row.iterchildren(f"{_TABLE}table-cell"):
                columns = cell.get(f"{_TABLE}number-columns-spanned") or cell.get(
                    f"{_TABLE}number-columns-repeated"
                )
                place = etree.SubElement(line, "td", colspan=str(min(whole(columns, 1), 1000)))
                self.add_children(cell, place)

    def _add_words(
        self, element: etree._Element, place: etree._Element, mark: str, target: etree._Element
    ) -> None:
        """The words of one paragraph; its notes and text boxes follow it."""
        place.text = f"{mark} " if mark and mark != "•" else ""
        outer, self._later = self._later, []
        self._add_inline(element, place)
        later, self._later = self._later, outer
        for block in later:
            target.append(block)

    def _add_inline(self, element: etree._Element, place: etree._Element) -> None:
        _append(place, element.text)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == f"{TEXT}s":
                _append(place, " ")
            elif tag == f"{TEXT}tab":
                _append(place, "\t")
            elif tag == f"{TEXT}line-break":
                etree.SubElement(place, "br")
            elif tag == f"{TEXT}note":
                self._add_note(child, place)
            elif tag == f"{_DRAW}text-box":
                self._later.append(self._apart(child, "div"))
            elif tag and tag not in _UNREAD:
                self._add_inline(child, place)
            _append(place, child.tail)

    def _add_note(self, note: etree._Element, place: etree._Element) -> None:
        number = (note.findtext(f"{TEXT}note-citation") or "").strip()
        etree.SubElement(place, "sup").text = number
        body = note.find(f"{TEXT}note-body")
        if body is None:
            return
        aside = etree.Element("aside", role="doc-footnote")
        counted = etree.SubElement(aside, "ol", start=number if number.isdigit() else "1")
        item = etree.SubElement(counted, "li") if number.isdigit() else aside
        item.append(self._apart(body, "div"))
        self._later.append(aside)

    def _apart(self, element: etree._Element, tag: str) -> etree._Element:
        """What stands outside the run of the text, with lists of its own."""
        lists, self._lists = self._lists, []
        place = etree.Element(tag)
        self.add_children(element, place)
        self._lists = lists
        return place


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of this table and of its groups, not of the tables in its cells."""
    for child in table.iterchildren("*"):
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in {
            f"{_TABLE}table-{kind}" for kind in ("rows", "header-rows", "row-group")
        }:
            yield from _rows(child)


def _append(place: etree._Element, words: str | None) -> None:
    """Put words after what an element holds already."""
    if not words:
        return
    last = place[-1] if len(place) else None
    if last is None:
        place.text = (place.text or "") + words
    else:
        last.tail = (last.tail or "") + words
