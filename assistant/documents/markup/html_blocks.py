"""Trees of HTML elements to blocks: headings, items, rows and notes in document order."""

import re
from dataclasses import replace

from lxml import etree

from assistant.documents.document import Block, Kind
from assistant.documents.enumerators import marked
from assistant.documents.markup.html_tables import is_data_table, table_blocks
from assistant.documents.markup.html_words import (
    BLOCK_TAGS,
    BREAK,
    attribute,
    is_note,
    is_unread,
    note_number,
    tag_of,
    text_under,
    words_of,
)
from assistant.documents.markup.ordered_lists import ListFrame
from assistant.documents.traced import Edit, Traced
from assistant.language.characters import RAISED_DIGITS

_BREAKS = re.compile(rf"{BREAK}\s*{BREAK}[\s{BREAK}]*")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_BOLD = frozenset(["b", "strong"])
_LONGEST_HEADING = 120
_LONGEST_SECTION_NAME = 300
"""Characters; longer words in a heading's style are a paragraph."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def blocks_of_html(root: etree._Element) -> list[Block]:
    """The blocks of a tree of HTML elements, in document order.

    Serves every format that is turned into HTML. A list item's automatic number
    is its `bullet` and not part of its text; a table row reads `Header: cell; …`;
    a note's number in the running text becomes superscript digits. The tree is
    walked without recursion and is not changed.
    """
    walk = _Walk(root)
    walk.run()
    return walk.blocks


class _Walk:
    """One pass over the tree; words gather until an element of block level begins or ends."""

    def __init__(self, root: etree._Element) -> None:
        self.blocks: list[Block] = []
        self._root = root
        self._words: list[Traced] = []
        self._lists: list[ListFrame] = []
        self._mark: str | None = None
        self._kinds: list[tuple[etree._Element, Kind, int]] = []
        self._articles = 0
        self._bold = 0
        self._all_bold = True
        self._ids = _names(root)
        self._headed = any(not _in_header(h) for h in root.iter("h1"))

    def run(self) -> None:
        """Walk the whole tree."""
        steps = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        passed_over = False
        for event, element in steps:
            tag = tag_of(element)
            if event == "start":
                passed_over = self._stands_for_itself(element, tag)
                if passed_over:
                    steps.skip_subtree()
                    continue
                self._enter(element, tag)
                self._gather(element.text)
                continue
            if event == "end" and not passed_over:
                self._leave(element, tag)
            passed_over = False
            if element is not self._root:
                self._gather(element.tail)
        self._flush()

    def _gather(self, words: str | None) -> None:
        if words:
            self._words.append(Traced(words))
            if not self._bold and not words.isspace():
                self._all_bold = False

    def _stands_for_itself(self, element: etree._Element, tag: str) -> bool:
        """Deal at once with what is not for reading, a note's number, a table or verbatim text."""
        if tag in ("sup", "a") and not self._in_note():
            number = note_number(element, tag, self._ids)
            if number:
                # Two notes side by side must not read as one number.
                apart = self._words and self._words[-1].text[-1:] in set(RAISED_DIGITS)
                shown = f" {number}" if apart else number
                self._words.append(Traced.of(shown, text_under(element)))
                return True
        if is_unread(element, tag):
            return True
        if tag in ("header", "footer") and not self._articles:
            self._flush()
            self._keep_heading(element)
            return True
        if tag == "table" and is_data_table(element):
            self._flush()
            self.blocks.extend(table_blocks(element, self._ids))
            return True
        if tag == "pre":
            self._flush()
            self._verbatim(element)
            return True
        return False

    def _in_note(self) -> bool:
        return any(kind is Kind.FOOTNOTE for _, kind, _ in self._kinds)

    def _keep_heading(self, header: etree._Element) -> None:
        """The page's only main heading is kept although its header is not."""
        if self._headed:
            return
        for heading in header.iter("h1"):
            block = marked(words_of(heading, self._ids), Kind.HEADING, level=1)
            self.blocks += [block] if block else []

    def _verbatim(self, element: etree._Element) -> None:
        for part in _BLANK_LINES.split(text_under(element)):
            self._emit(Traced(part))

    def _enter(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self._words.append(Traced(BREAK))
        if tag in _BOLD:
            self._bold += 1
        if tag not in BLOCK_TAGS:
            return
        self._flush()
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.append(ListFrame(element, ordered=tag == "ol"))
        elif tag == "li":
            self._mark = self._lists[-1].mark(element) if self._lists else "•"
        elif tag in ("article", "main"):
            self._articles += 1
        kind = _kind_of(element, tag)
        if kind:
            self._kinds.append((element, *kind))

    def _leave(self, element: etree._Element, tag: str) -> None:
        if tag in _BOLD:
            self._bold -= 1
        if tag not in BLOCK_TAGS:
            return
        self._flush()
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.pop()
            self._mark = None
        elif tag in ("article", "main"):
            self._articles -= 1
        if self._kinds and self._kinds[-1][0] is element:
            self._kinds.pop()

    def _flush(self) -> None:
        """Make blocks of the words gathered so far."""
        if not self._words:
            return
        words, bold = Traced.joined(self._words), self._all_bold
        self._words, self._all_bold = [], True
        if words.text.isspace():
            return
        if bold and not (self._kinds or self._lists) and _names_what_follows(words.text):
            heading = _without_breaks(words).normalised()
            level = 5 if words.text.isupper() else 6
            self.blocks.append(
                Block(Kind.HEADING, heading.text, level=level, repairs=heading.repairs)
            )
            return
        for part in words.split(_BREAKS):
            self._emit(part)

    def _emit(self, words: Traced) -> None:
        kind, level = self._kind()
        if kind is Kind.HEADING and len(words.text) > _LONGEST_SECTION_NAME:
            kind, level = Kind.PARAGRAPH, 0
        block = marked(_without_breaks(words), kind, level=level)
        if block is None:
            return
        if self._mark and kind in (Kind.LIST_ITEM, Kind.FOOTNOTE):
            block = _with_mark(block, self._mark)
            self._mark = None
        self.blocks.append(block)

    def _kind(self) -> tuple[Kind, int]:
        if self._kinds:
            _, kind, level = self._kinds[-1]
            return kind, level
        if self._lists:
            return Kind.LIST_ITEM, len(self._lists)
        return Kind.PARAGRAPH, 0


def _without_breaks(words: Traced) -> Traced:
    """A space for every `<br>`, which the file shows as the end of a line."""
    if BREAK not in words.text:
        return words
    found = re.finditer(BREAK, words.text)
    return words.rewritten([Edit(*at.span(), " ", "\n") for at in found])


def _with_mark(block: Block, mark: str) -> Block:
    """The list's own mark, unless the words bring one; a note is numbered by it."""
    if block.kind is Kind.FOOTNOTE:
        return replace(block, number=block.number or mark.rstrip("."))
    if block.bullet or block.number:
        return block
    return replace(block, bullet=mark)


def _names_what_follows(words: str) -> bool:
    """Whether a paragraph of nothing but bold words is a heading: short, no final mark."""
    words = words.strip()
    return len(words) <= _LONGEST_HEADING and bool(words) and words[-1] not in ".!?:;,…。！？："


def _kind_of(element: etree._Element, tag: str) -> tuple[Kind, int] | None:
    """What a block-level element makes of the words in it, with a heading's level."""
    if tag in _HEADINGS:
        return Kind.HEADING, _HEADINGS[tag]
    if attribute(element, "role") == "heading":
        level = attribute(element, "aria-level")
        return Kind.HEADING, int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    if tag in ("figcaption", "caption", "legend"):
        return Kind.CAPTION, 0
    if is_note(element):
        return Kind.FOOTNOTE, 0
    return None


def _names(root: etree._Element) -> frozenset[str]:
    """Everything in the tree that a link can lead to."""
    names = {attribute(element, "id") for element in root.iter()}
    return frozenset(names | {attribute(link, "name") for link in root.iter("a")})


def _in_header(element: etree._Element) -> bool:
    """Inside a header that frames the page."""
    above = [tag_of(ancestor) for ancestor in element.iterancestors()]
    return "header" in above and not {"article", "main"} & set(above)
