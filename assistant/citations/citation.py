"""A citation: an exact quote, the paragraph it stands in, and where a reader finds it."""

import re
from dataclasses import dataclass

from assistant.documents.division import PIECE
from assistant.documents.document import Basis, Box, Kind, Paragraph, Span
from assistant.language.endings import is_finished

_NOTE = re.compile(r"(?<=[.!?…\"'”’»)])(?:\[[^\[\]]{1,60}\]|[\d:,–-])+$")
"""The number of a note behind a sentence."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a reader finds a paragraph; each part says how it is known."""

    pdf_page: int | None
    """`None` too for pages that are not drawn, such as those of a text file."""
    printed_page: str | None
    basis: Basis
    number: str | None
    bullet: str | None
    kind: Kind
    speaker: str | None = None
    confidence: float | None = None
    item_of: str | None = None

    @classmethod
    def of(cls, paragraph: Paragraph) -> "Address":
        """The address of a paragraph."""
        return cls(
            pdf_page=paragraph.page.pdf if paragraph.lines else None,
            printed_page=paragraph.page.printed,
            basis=paragraph.page.basis,
            number=paragraph.number,
            bullet=paragraph.bullet,
            kind=paragraph.kind,
            speaker=paragraph.speaker,
            confidence=paragraph.confidence,
            item_of=paragraph.item_of,
        )

    @property
    def page_text(self) -> str:
        """`p. 14 (printed)`, `p. ~14`, `PDF p. 2`, or nothing. No page beats a wrong page."""
        if self.printed_page and self.basis in (Basis.PRINTED, Basis.LABEL):
            return f"p. {self.printed_page} ({self.basis.value})"
        if self.printed_page and self.basis is Basis.INFERRED:
            return f"p. ~{self.printed_page}"
        return f"PDF p. {self.pdf_page}" if self.pdf_page else ""

    @property
    def place_text(self) -> str:
        """`¶ 37`, `¶ 37 (c)`, `item (c)`, `¶ 37 · bullet`, `heading`, or nothing."""
        told = self.bullet is not None and any(c.isalnum() for c in self.bullet)
        if self.item_of:
            return f"¶ {self.item_of} {self.bullet}" if told else f"¶ {self.item_of} · bullet"
        parts = []
        if self.number:
            word = "¶" if self.kind is not Kind.FOOTNOTE else "footnote"
            parts.append(f"{word} {self.number}")
        if self.bullet is not None and self.bullet != self.number:
            parts.append(f"item {self.bullet}" if told else "bullet")
        if not parts and self.kind is not Kind.PARAGRAPH:
            parts.append(self.kind.value.replace("_", " "))
        return " · ".join(parts)

    def __bool__(self) -> bool:
        """Whether it says anything: a paragraph without page, number and kind has no address."""
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
