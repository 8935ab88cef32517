"""A citation: an exact quote, the paragraph it stands in, and where a reader finds it."""

import re
from dataclasses import dataclass
from typing import Self

from assistant.citations.paging import pages_text
from assistant.documents.division import PIECE
from assistant.documents.document import Box, Kind, PageNumber, Paragraph, Span
from assistant.documents.speakers.speaker import Speaker
from assistant.language.endings import is_finished

_NOTE = re.compile(r"(?<=[.!?…\"'”’»)])(?:\[[^\[\]]{1,60}\]|[\d:,–-])+$")
"""The number of a note behind a sentence."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a reader finds words of a paragraph; each part says how it is known."""

    kind: Kind
    pages: tuple[PageNumber, ...] = ()
    """Those of the words, in order; none where the file has none."""
    drawn: bool = True
    """Whether the file is drawn page by page: others are not counted for a reader."""
    number: str | None = None
    bullet: str | None = None
    confidence: float | None = None
    item_of: str | None = None
    ordinal: int | None = None
    """Position in the document, counted from 0."""

    @classmethod
    def of(cls, paragraph: Paragraph, pages: tuple[PageNumber, ...]) -> Self:
        """The address of a paragraph, or of those of its words that stand on these pages."""
        return cls(
            kind=paragraph.kind,
            pages=pages,
            drawn=bool(paragraph.lines),
            number=paragraph.number,
            bullet=paragraph.bullet,
            confidence=paragraph.confidence,
            item_of=paragraph.item_of,
            ordinal=paragraph.ordinal,
        )

    @property
    def page_text(self) -> str:
        """`p. 14 (printed)`, `pp. 12–13 (printed)`, `p. ~14`, `PDF p. 2`, or nothing."""
        return pages_text(self.pages, drawn=self.drawn)

    @property
    def file_page_text(self) -> str:
        """`PDF 22`, where `page_text` does not tell it already; else nothing."""
        counted = pages_text([PageNumber(page.pdf) for page in self.pages], drawn=self.drawn)
        return "" if counted in self.page_text else re.sub(r" pp?\.", "", counted)

    @property
    def counted(self) -> int | None:
        """The paragraph's place in its document from 1, where nothing printed leads to it."""
        if self.ordinal is None or self.page_text or self.number or self.item_of:
            return None
        return self.ordinal + 1

    @property
    def place_text(self) -> str:
        """`¶ 37`, `¶ 37 (c)`, `item (c)`, `¶ 37 · bullet`, `heading`, `paragraph 11 (counted)`."""
        told = self.bullet is not None and any(c.isalnum() for c in self.bullet)
        if self.item_of:
            return f"¶ {self.item_of} {self.bullet}" if told else f"¶ {self.item_of} · bullet"
        parts = [] if self.counted is None else [f"paragraph {self.counted} (counted)"]
        if self.number:
            word = "¶" if self.kind is not Kind.FOOTNOTE else "footnote"
            parts.append(f"{word} {self.number}")
        if self.bullet is not None and self.bullet != self.number:
            parts.append(f"item {self.bullet}" if told else "bullet")
        elif not self.number and self.kind is not Kind.PARAGRAPH:
            parts.append(self.kind.value.replace("_", " "))
        return " · ".join(parts)

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(str(self))

    def __str__(self) -> str:
        """`p. 14 (printed) · ¶ 9`, as a citation shows it."""
        parts = [self.page_text, self.place_text]
        if self.confidence is not None:
            parts.append(f"recognised text, {self.confidence:.0%} sure")
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of a paragraph offered as evidence, numbered as the reader sees it."""

    number: int
    paragraph_id: str
    document_id: str
    document: str
    """The document's name."""
    revision: str
    """sha256 of the bytes that were cited."""
    quote: str
    """`text[start:end]` of that revision, exactly."""
    start: int
    end: int
    prefix: str
    """Up to 48 characters before the quote, to find it again after an edit."""
    suffix: str
    address: Address
    url: str
    """Path and fragment that select the paragraph; works without JavaScript."""
    title: str | None = None
    """The document's, where it has one."""
    symbol: str | None = None
    speakers: tuple[Speaker, ...] = ()
    """Who says the quoted words; none where that is not known."""

    @property
    def source(self) -> str:
        """What a reader calls the document: its symbol and title, else its name."""
        return ", ".join(part for part in (self.symbol, self.title) if part) or self.document

    @property
    def is_cut(self) -> bool:
        """Whether a sentence too long to be quoted goes on behind the quote."""
        is_long = len(self.quote) >= PIECE // 2
        return is_long and bool(self.suffix.strip()) and not is_finished(_NOTE.sub("", self.quote))


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A rectangle to highlight, on a page counted from 1."""

    page: int
    box: Box


def boxes_of(paragraph: Paragraph, span: Span | None = None) -> tuple[PlacedBox, ...]:
    """One box a printed line, over the whole paragraph or only under `span`."""
    start, end = span if span is not None else (paragraph.start, paragraph.end)
    placed = []
    for line in paragraph.lines:
        box = line.box_of(start, end)
        if box is not None:
            placed.append(PlacedBox(line.page, box))
    return tuple(placed)
