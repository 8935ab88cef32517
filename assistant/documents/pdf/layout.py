"""Pages of printed lines to blocks in reading order: the whole way, step by step."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from assistant.documents.document import Block, Kind
from assistant.documents.pdf.blocks import Vocabulary, block_of
from assistant.documents.pdf.breaks import Breaks, Group
from assistant.documents.pdf.cells import columns_of
from assistant.documents.pdf.columns import PlacedLine, leadings, placed
from assistant.documents.pdf.footnotes import opens_note, set_notes_aside
from assistant.documents.pdf.furniture import PrintedPage, set_furniture_aside
from assistant.documents.pdf.halves import CAPTION, rejoined
from assistant.documents.pdf.headings import heading_levels, joined_titles
from assistant.documents.pdf.marks import Mark, mark_of
from assistant.documents.pdf.page_numbers import Folio, page_numbers
from assistant.documents.pdf.printed_lines import PrintedLine
from assistant.documents.pdf.reading_order import in_reading_order
from assistant.language.characters import lowered

_ENDS = re.compile(r"[.!?…:;。！？।؟۔][\"'”’»)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹*†]*$")


class Layout(NamedTuple):
    """What a document's pages hold: blocks in reading order, and each page's folio."""

    blocks: list[Block]
    folios: dict[int, Folio]
    running: tuple[str, ...] = ()
    """Running heads and feet of the first pages."""


def lay_out(pages: Sequence[PrintedPage], labels: Sequence[str]) -> Layout:
    """Blocks from one or more printed pages; running heads, feet and folios are in none."""
    for page in pages:
        page.lines = in_reading_order(page.lines)
    set_furniture_aside(pages)
    folios = page_numbers(pages, labels)
    body_size = _body_size(pages)
    set_notes_aside(pages, body_size)
    words = Vocabulary([line for page in pages for line in (*page.lines, *chain(*page.notes))])
    upright, turned = zip(*(_by_direction(page) for page in pages), strict=True)
    body = [placed(lines) for lines in upright]
    notes = [list(chain.from_iterable(map(placed, page.notes))) for page in pages]
    usual = leadings([*body, *notes])
    breaks = Breaks(leading=usual, indents=_uses_indents(body), numbered=_is_numbered(body))
    groups = joined_titles(rejoined(breaks.groups(body)), body_size)
    blocks = _body_blocks(groups, body_size, words)
    beside = breaks.groups([placed(lines) for lines in turned])
    asides = [_aside_block(group, words) for group in beside]
    noted = [_note_block(group, words) for group in _note_groups(notes)]
    running = tuple(line.text for page in pages[:3] for line in page.furniture)
    return Layout(_truncation_marked(_interleaved(blocks, asides, noted)), folios, running)


def _by_direction(page: PrintedPage) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Lines in the page's main direction, and those that run across it."""
    if not page.lines:
        return [], []
    main = page.lines[0].frame
    along = [line for line in page.lines if line.frame == main]
    return along, [line for line in page.lines if line.frame != main]


def _body_size(pages: Sequence[PrintedPage]) -> float:
    """The size most characters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _uses_indents(pages: Sequence[Sequence[PlacedLine]]) -> bool:
    """First lines stand further in than the lines below them, often enough to be the habit."""
    indented = flush = 0
    for page in pages:
        for a, b in pairwise(page):
            if b.at_top or a.cells or b.cells or a.right - a.left < 8 * a.line.size:
                continue
            ended = _ENDS.search(a.line.text) and a.right - a.line.u1 > 2 * a.line.size
            if ended and not mark_of(b.line):
                indented += 0.7 * b.line.size < b.line.u0 - b.left < 4 * b.line.size
                flush += b.line.u0 - b.left <= 0.7 * b.line.size
    return indented > max(3, flush)


def _is_numbered(pages: Sequence[Sequence[PlacedLine]]) -> bool:
    """At least ten lines begin with a number, one for every eighty lines of text."""
    lines = numbers = 0
    for page in pages:
        for entry in page:
            lines += 1
            mark = mark_of(entry.line)
            numbers += mark is not None and mark.number is not None
    return numbers >= 10 and numbers * 80 > lines


def _body_blocks(groups: Sequence[Group], body_size: float, words: Vocabulary) -> list[Block]:
    levels = heading_levels(groups, body_size)
    depths = _Depths()
    blocks: list[Block] = []
    for group, level in zip(groups, levels, strict=True):
        lines = [entry.line for entry in group.lines]
        kind = _kind(group, level, blocks)
        if kind is not Kind.LIST_ITEM:
            depths.forget()
        if kind is Kind.TABLE_ROW:
            blocks.append(_row(group, words))
        elif kind is Kind.FOOTNOTE:
            blocks.append(_note_block(group, words))
        elif kind is Kind.HEADING:
            blocks.append(_heading(lines, words, level))
        elif kind is Kind.LIST_ITEM:
            blocks.append(block_of(lines, kind, words, mark=group.mark, level=depths.of(group)))
        else:
            blocks.append(block_of(lines, kind, words, mark=group.mark))
    return blocks


def _kind(group: Group, level: int, blocks: Sequence[Block]) -> Kind:
    """What a group of lines is, `blocks` standing before it."""
    first = group.lines[0].line
    if group.is_row:
        return Kind.TABLE_ROW
    if first.words[0].raised and opens_note(first):
        return Kind.FOOTNOTE
    if level:
        return Kind.CAPTION if _titles_a_figure(blocks, group) else Kind.HEADING
    if group.mark is not None and group.mark.bullet is not None:
        return Kind.LIST_ITEM
    if len(group.lines) < 6 and CAPTION.match(first.text):
        return Kind.CAPTION
    return Kind.PARAGRAPH


def _titles_a_figure(blocks: Sequence[Block], group: Group) -> bool:
    """A bold line right under `Figure 3` is its title, not a heading."""
    if not blocks or blocks[-1].kind is not Kind.CAPTION:
        return False
    above, line = blocks[-1], group.lines[0].line
    near = line.top - above.lines[-1].box.y1 < 1.2 * line.size
    return near and len(above.text.split()) < 4 and above.lines[-1].page == line.page


def _row(group: Group, words: Vocabulary) -> Block:
    """Cells of one baseline; a bullet or number apart from its text was joined before."""
    lines: list[PrintedLine] = []
    starts: list[int] = []
    for column in columns_of(group.lines):
        starts.append(len(lines))
        lines += column
    return block_of(lines, Kind.TABLE_ROW, words, cells=frozenset(starts[1:]))


def _heading(lines: Sequence[PrintedLine], words: Vocabulary, level: int) -> Block:
    mark = mark_of(lines[0])
    if mark is not None and mark.bullet is not None and not mark.sign:
        mark = mark._replace(number=mark.bullet.strip("().") or None, bullet=None)
    return block_of(lines, Kind.HEADING, words, mark=mark, level=level)


class _Depths:
    """How deep list items stand, from their indents since the list began."""

    def __init__(self) -> None:
        self._lefts: list[float] = []

    def forget(self) -> None:
        """Another kind of paragraph ends the list."""
        self._lefts = []

    def of(self, group: Group) -> int:
        """1 for the outermost item."""
        line = group.lines[0].line
        self._lefts = [left for left in self._lefts if left < line.u0 + 0.7 * line.size]
        if not self._lefts or line.u0 > self._lefts[-1] + 0.7 * line.size:
            self._lefts.append(line.u0)
        return len(self._lefts)


def _note_groups(pages: Sequence[Sequence[PlacedLine]]) -> list[Group]:
    """Footnotes: each begins with its mark; a page's first lines may end the last page's."""
    groups: list[Group] = []
    for page in pages:
        for entry in page:
            opens = opens_note(entry.line) or not groups
            if opens or entry.cells or groups[-1].is_row:
                groups.append(Group([entry]))
            else:
                groups[-1].lines.append(entry)
    return groups


def _note_block(group: Group, words: Vocabulary) -> Block:
    lines = [entry.line for entry in group.lines]
    lines += [cell for entry in group.lines for cell in entry.cells]
    first = lines[0].words[0].text
    number = lowered(first) if opens_note(lines[0]) else None
    mark = Mark(len(first), number=number) if number else None
    return block_of(lines, Kind.FOOTNOTE, words, mark=mark)


def _aside_block(group: Group, words: Vocabulary) -> Block:
    """What runs across the page's main direction: labels of figures, mostly."""
    if group.is_row:
        return _row(group, words)
    lines = [entry.line for entry in group.lines]
    return block_of(lines, Kind.PARAGRAPH, words)


def _interleaved(*streams: Sequence[Block]) -> list[Block]:
    """Page by page: a later stream's blocks follow the last that begins on their page."""
    ranked = [(block.page or 0, rank, block) for rank, s in enumerate(streams) for block in s]
    return [block for _, _, block in sorted(ranked, key=lambda entry: entry[:2])]


def _truncation_marked(blocks: list[Block]) -> list[Block]:
    """The last paragraph of the file, if its sentence does not end."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.kind is Kind.FOOTNOTE:
            continue
        cut = (
            block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
            and block.text.count(" ") >= 8
            and block.text[-1].isalpha()
        )
        if cut:
            blocks[index] = replace(block, truncated=True)
        break
    return blocks
