"""Plain text files: hard-wrapped, one paragraph a line, with pages, or flattened."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.documents.document import Basis, Block, Extract, Kind, Page
from assistant.documents.enumerators import marked
from assistant.documents.languages import language_of
from assistant.documents.text.charsets import decoded
from assistant.documents.text.hard_wraps import TextParagraph, joined_lines
from assistant.documents.text.headings import heading_level, is_heading_line
from assistant.documents.text.page_ends import is_cut_short, trailing_folio
from assistant.documents.text.pages import lines_and_pages
from assistant.documents.text.segmentation import blocks_of_text
from assistant.documents.text.subtitles import is_subtitles, speeches
from assistant.documents.traced import Edit, Traced

READER = "text-3"

_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_LONE_NUMBER = re.compile(r"[-–—\[(]?\s*(\d{1,4})\s*[-–—\])]?")
_FULL = 120
"""Characters below which the next line does not make a short one its heading."""

_PROSE = 60
"""Characters that make a paragraph part of the page's text and not a label beside it."""


def read_text(content: bytes, *, name: str = "") -> Extract:
    """The paragraphs of a text file, in whatever way its lines were broken or lost.

    Form feeds end pages; running heads, feet and page numbers are no text. In a
    file that is one page, a bare number behind an interrupted sentence is that
    page's printed number, and the interrupted paragraph is `truncated`.
    """
    text = _LINE_ENDS.sub("\n", decoded(content))
    if is_subtitles(text):
        said = speeches(text)
        return Extract("text", tuple(said), language=language_of(said), reader=READER)
    lines, pages = lines_and_pages(text)
    blocks = _blocks(joined_lines(lines))
    if not pages:
        blocks, pages = _sole_page(blocks)
    blocks = _cut_short(blocks)
    return Extract(
        "text",
        tuple(blocks),
        pages=pages,
        language=language_of(blocks),
        reader=READER,
    )


def _blocks(paragraphs: Sequence[TextParagraph]) -> list[Block]:
    blocks: list[Block] = []
    for paragraph, follower in zip_longest(paragraphs, paragraphs[1:]):
        blocks += _of_paragraph(paragraph, follower)
    return blocks


def _of_paragraph(paragraph: TextParagraph, follower: TextParagraph | None) -> list[Block]:
    words = paragraph.words.normalised()
    if paragraph.cells:
        row = marked(Traced.joined(_parted(paragraph.cells)), Kind.TABLE_ROW, page=paragraph.page)
        return [row] if row else []
    if _names_what_follows(paragraph, follower, words.text):
        level = heading_level(words.text)
        heading = marked(words, Kind.HEADING, level=level, page=paragraph.page)
        return [heading] if heading else []
    return blocks_of_text(words, page=paragraph.page)


def _parted(cells: Sequence[Traced]) -> Iterator[Traced]:
    for column, cell in enumerate(cells):
        yield Traced.of("; ", "\t") if column else Traced("")
        yield cell


def _names_what_follows(
    paragraph: TextParagraph, follower: TextParagraph | None, text: str
) -> bool:
    if paragraph.underlined:
        return True
    if paragraph.unwrapped:
        followed = follower is not None and len(follower.text) >= max(2 * len(text), _FULL)
        return is_heading_line(text, followed=followed)
    if paragraph.lines > 3 or not paragraph.after_blank:
        return False
    followed = follower is not None and follower.after_blank and len(follower.text) >= len(text)
    return is_heading_line(text, followed=followed)


def _sole_page(blocks: list[Block]) -> tuple[list[Block], tuple[Page, ...]]:
    """Take the page number off a file that is a single page, and say what it was."""
    for index in (len(blocks) - 1, 0):
        lone = _LONE_NUMBER.fullmatch(blocks[index].text) if len(blocks) > 1 else None
        if lone and len(blocks[index - 1 if index else 1].text) >= _PROSE:
            rest = blocks[:index] + blocks[index + 1 :]
            return _numbered(rest, lone[1])
    last = _last_prose(blocks)
    folio = trailing_folio(blocks[last].text) if last is not None else None
    if last is None or folio is None:
        return blocks, ()
    blocks = [*blocks]
    words = Traced(blocks[last].text, blocks[last].repairs)
    words = words.rewritten([Edit(len(folio.text), len(words.text), "")])
    cut = is_cut_short(folio.text)
    blocks[last] = replace(blocks[last], text=words.text, repairs=words.repairs, truncated=cut)
    return _numbered(blocks, folio.number)


def _numbered(blocks: list[Block], printed: str) -> tuple[list[Block], tuple[Page, ...]]:
    page = Page(1, 0, 0, printed=printed, basis=Basis.INFERRED)
    return [replace(block, page=1) for block in blocks], (page,)


def _last_prose(blocks: Sequence[Block]) -> int | None:
    """The last paragraph or item of the page's text, if at most two labels come after it."""
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 4), -1):
        block = blocks[index]
        if block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and len(block.text) >= _PROSE:
            return index
    return None


def _cut_short(blocks: Sequence[Block]) -> list[Block]:
    """Mark the text's last paragraph when it stops in the middle of a sentence."""
    marked_blocks = list(blocks)
    last = _last_prose(blocks)
    if last is not None and is_cut_short(blocks[last].text):
        marked_blocks[last] = replace(blocks[last], truncated=True)
    return marked_blocks
