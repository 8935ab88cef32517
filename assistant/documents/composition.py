"""Blocks to a revision: one text, and paragraphs that know their place in it."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.documents.contents_words import names_contents
from assistant.documents.division import LONGEST_SENTENCE, divided, short_sentences
from assistant.documents.document import (
    Block,
    Extract,
    Imprint,
    Kind,
    Line,
    Page,
    PageNumber,
    Paragraph,
    Repair,
    Revision,
    Span,
    Word,
)
from assistant.documents.functions.classification import with_functions
from assistant.documents.speakers.attributing import with_speakers
from assistant.documents.traced import shifted
from assistant.language.characters import RAISED_DIGITS

SEPARATOR = "\n\n"
"""Stands between two paragraphs in a revision's text."""

_RAISED = dict.fromkeys(map(ord, RAISED_DIGITS), " ")
_WORDS = re.compile("[\\w\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e]+")
"""Words with the vowel signs and accents that `\\w` leaves out: they tell words apart."""

_OPENS_LIST = re.compile(r"(?:[:：]\s*[–—-]?|[^\W_]|[,–—-])$")
"""A colon, or no end at all."""


def compose(extract: Extract, *, document_id: str, sha256: str) -> Revision:
    """The revision that these blocks make; long ones are divided, those without a word dropped."""
    parts = (part for block in extract.blocks for part in divided(block))
    blocks = [part for part in parts if _WORDS.search(part.text)]
    pages = {page.number: page for page in extract.pages}
    seen: Counter[str] = Counter()
    outline = _Outline()
    paragraphs: list[Paragraph] = []
    repairs: list[Repair] = []
    start = 0
    for ordinal, block in enumerate(blocks):
        words = words_key(block.text[block.mark_end :])
        outline.enter(block)
        paragraphs.append(
            Paragraph(
                paragraph_id=_paragraph_id(document_id, words, seen[words]),
                document_id=document_id,
                ordinal=ordinal,
                kind=block.kind,
                text=block.text,
                start=start,
                end=start + len(block.text),
                number=block.number,
                bullet=block.bullet,
                level=block.level,
                lead_in=outline.lead_in(block),
                section=outline.section(block),
                page=_page_number(block, pages),
                lines=tuple(_shifted(line, start) for line in block.lines),
                sentences=_sentences(block, start),
                truncated=block.truncated,
                confidence=block.confidence,
                item_of=outline.item_of(block),
            )
        )
        repairs += shifted(block.repairs, start)
        seen[words] += 1
        start += len(block.text) + len(SEPARATOR)
    return Revision(
        document_id=document_id,
        sha256=sha256,
        format=extract.format,
        reader=extract.reader,
        text=SEPARATOR.join(block.text for block in blocks),
        paragraphs=tuple(
            with_speakers(
                with_functions(paragraphs),
                [block.mark_end for block in blocks],
                [block.speaker for block in blocks],
                extract.language,
            )
        ),
        pages=_filled(extract.pages, paragraphs),
        imprint=_imprint(extract),
        language=extract.language,
        notices=extract.notices,
        repairs=tuple(repairs),
    )


def _imprint(extract: Extract) -> Imprint:
    """With the title that the file states, where none was read; one as long as a text is none."""
    imprint = extract.imprint
    if not imprint.title and extract.title:
        imprint = replace(imprint, title=extract.title, title_basis=extract.title_basis)
    if imprint.title and len(imprint.title) > LONGEST_SENTENCE:
        return replace(imprint, title=None, title_basis="file name")
    return imprint


def _filled(pages: Sequence[Page], paragraphs: Sequence[Paragraph]) -> tuple[Page, ...]:
    """The pages, each with the paragraphs that have words on it."""
    held: dict[int, Span] = {}
    for paragraph in paragraphs:
        for page in {line.page for line in paragraph.lines}:
            first = held[page].start if page in held else paragraph.ordinal
            held[page] = Span(first, paragraph.ordinal + 1)
    return tuple(replace(page, paragraphs=held.get(page.number)) for page in pages)


def words_key(text: str) -> str:
    """What makes two paragraphs the same words: casefolded, without punctuation and spacing.

    Raised digits are the marks of notes, which are renumbered when a note is added.
    """
    return " ".join(_WORDS.findall(text.translate(_RAISED).casefold())) or text.strip()


def _paragraph_id(document_id: str, words: str, ordinal: int) -> str:
    """20 hexadecimal digits; the ordinal tells paragraphs of equal words apart."""
    digest = hashlib.sha256(f"{document_id}\0{words}\0{ordinal}".encode())
    return digest.hexdigest()[:20]


def _page_number(block: Block, pages: dict[int, Page]) -> PageNumber:
    if block.page is None:
        return PageNumber()
    page = pages.get(block.page)
    if page is None:
        return PageNumber(pdf=block.page)
    return PageNumber(pdf=block.page, printed=page.printed, basis=page.basis)


def _shifted(line: Line, start: int) -> Line:
    words = tuple(
        Word(word.start + start, word.end + start, word.x0, word.x1) for word in line.words
    )
    return replace(line, start=line.start + start, end=line.end + start, words=words)


def _sentences(block: Block, start: int) -> tuple[Span, ...]:
    """Sentence spans in the revision's text; the first begins after the mark."""
    body = block.text[block.mark_end :]
    offset = start + block.mark_end
    return tuple(Span(offset + a, offset + b) for a, b in short_sentences(body))


class _Opener(NamedTuple):
    """A block that a list completes: 0 deep for a paragraph, else the item's own level."""

    depth: int
    text: str
    mark: str | None


class _Outline:
    """The headings above, and the sentence that the list at hand completes."""

    def __init__(self) -> None:
        self._headings: list[Block] = []
        self._openers: list[_Opener] = []

    def enter(self, block: Block) -> None:
        """Take note of a block before its section and lead-in are asked for."""
        if block.kind is Kind.HEADING:
            self._headings = [h for h in self._headings if _is_above(h, block)]
            self._headings.append(block)
            self._openers = []
        elif block.kind is Kind.LIST_ITEM:
            self._openers = [o for o in self._openers if o.depth < max(block.level, 1)]
            if block.text.rstrip().endswith((":", "：")) and not block.truncated:
                self._openers.append(_Opener(max(block.level, 1), _opening(block), block.bullet))
        elif block.kind is Kind.PARAGRAPH:
            opens = bool(_OPENS_LIST.search(block.text[-8:].rstrip())) and not block.truncated
            self._openers = [_Opener(0, _last_sentence(block), block.number)] if opens else []

    def section(self, block: Block) -> tuple[str, ...]:
        """The headings above this block, outermost first."""
        above: Sequence[Block] = self._headings
        if block.kind is Kind.HEADING:
            above = above[:-1]
        return tuple(heading.text for heading in above)

    def lead_in(self, block: Block) -> str | None:
        """What this list item completes; only for list items."""
        if block.kind is not Kind.LIST_ITEM:
            return None
        return " ".join(opener.text for opener in self._above(block)) or None

    def item_of(self, block: Block) -> str | None:
        """The printed numbers and marks above a list item, when the first of them is a number."""
        if block.kind is not Kind.LIST_ITEM:
            return None
        marks = [opener.mark for opener in self._above(block)]
        return " ".join(mark for mark in marks if mark) if marks and marks[0] else None

    def _above(self, block: Block) -> "list[_Opener]":
        return [opener for opener in self._openers if opener.depth < max(block.level, 1)]


def _is_above(heading: Block, block: Block) -> bool:
    """Whether an earlier heading stands over this one; that of the contents over none."""
    return heading.level < block.level and not names_contents(heading.text)


def _opening(block: Block) -> str:
    """What of an item its own items complete; of a very long one the last sentence."""
    return block.text if len(block.text) <= LONGEST_SENTENCE else _last_sentence(block)


def _last_sentence(block: Block) -> str:
    body = block.text[block.mark_end :]
    spans = short_sentences(body)
    if not spans:
        return body
    start, end = spans[-1]
    return body[start:end]
