"""Documents, pages, lines and paragraphs: what is cited, and exactly where it stands.

Every offset counts code points in the revision's normalised text and every end
is exclusive. Every box is in PDF points (1/72 inch) on the page *as displayed*
(after `/Rotate` and the crop box), origin top left, y growing downwards.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from assistant.documents.hidden import Hidden
from assistant.documents.speakers.speaker import Attribution, Speaker


class Kind(StrEnum):
    """What a paragraph is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    CAPTION = "caption"


class Function(StrEnum):
    """What a paragraph does in its document, whatever it looks like on its page."""

    STATEMENT = "statement"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    PREAMBLE = "preamble"
    QUESTION = "question"
    PEOPLE = "people"
    REFERENCES = "references"
    CONTENTS = "contents"
    MASTHEAD = "masthead"
    SIGNATURE = "signature"
    HEADING = "heading"
    CAPTION = "caption"
    TABLE = "table"
    BOILERPLATE = "boilerplate"


class Basis(StrEnum):
    """How a printed page number is known; only `PRINTED` and `LABEL` are shown plain.

    `PRINTED`: read on the page and corroborated by other pages. `LABEL`: the file's own
    page labels. `INFERRED`: counted from other pages, or read on the sole page where
    nothing bears it out; shown as `p. ~14`. `NONE`: not known, not shown.
    """

    PRINTED = "printed"
    LABEL = "label"
    INFERRED = "inferred"
    NONE = "none"


class PageSource(StrEnum):
    """Where a page's words come from."""

    TEXT = "text"
    OCR = "ocr"
    NONE = "none"


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int


class Repair(NamedTuple):
    """`text[start:end]` stands in the file as `raw`: a line break, a broken word, a sign.

    Repairs are in order and do not overlap; whatever is in none of them stands in the
    file as it is. `start == end` where the text leaves something out, `raw == ""`
    where it holds something that the file does not.
    """

    start: int
    end: int
    raw: str


class Box(NamedTuple):
    """A rectangle on a displayed page, in points, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float


class Word(NamedTuple):
    """A word of a printed line: its span and its horizontal extent in points.

    In scripts written without spaces a word is a single character.
    """

    start: int
    end: int
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a paragraph, or the part of it that a paragraph owns."""

    page: int
    """Page of the file, counted from 1."""
    box: Box
    start: int
    end: int
    words: tuple[Word, ...] = ()

    def box_of(self, start: int, end: int) -> Box | None:
        """The part of this line's box under `start:end`, by whole words; `None` if none is."""
        if start >= self.end or end <= self.start:
            return None
        if (start <= self.start and end >= self.end) or not self.words:
            return self.box
        under = [word for word in self.words if word.start < end and word.end > start]
        if not under:
            return None
        left = min(word.x0 for word in under)
        right = max(word.x1 for word in under)
        return Box(left, self.box.y0, right, self.box.y1)


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page: counted in the file, and as printed."""

    pdf: int | None = None
    printed: str | None = None
    basis: Basis = Basis.NONE


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged file."""

    number: int
    """Counted from 1 in the file."""
    width: float
    """Points, as displayed."""
    height: float
    printed: str | None = None
    basis: Basis = Basis.NONE
    source: PageSource = PageSource.TEXT
    reason: str = ""
    """Why the page could not be read, with the remedy; empty when it could."""
    paragraphs: Span | None = None
    """Ordinals from the first paragraph with words on it to before the one after the last.

    `None` where there is none, or where that is not known.
    """


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of one revision of a document, and exactly where it stands in it.

    `revision.text[start:end] == text` always holds, so a passage is selected by
    its offsets and never by searching for its words. `paragraph_id` is a hash of
    the document, the words (without the printed number) and the ordinal among
    paragraphs with equal words: it survives changes elsewhere in the file.
    """

    paragraph_id: str
    document_id: str
    ordinal: int
    """Position in the document, counted from 0."""
    kind: Kind
    text: str
    start: int
    end: int
    number: str | None = None
    """The printed number without its full stop: `37`, `131.105`."""
    bullet: str | None = None
    """The printed mark of a list item: `(b)`, `iv.`, `•`."""
    level: int = 0
    """Depth of a heading (1 is highest) or of a list item (1 is outermost)."""
    lead_in: str | None = None
    """The sentence that a list item completes."""
    section: tuple[str, ...] = ()
    """Headings above, outermost first."""
    page: PageNumber = PageNumber()
    lines: tuple[Line, ...] = ()
    sentences: tuple[Span, ...] = ()
    """Sentence spans, in order; the first begins after a printed number or mark."""
    speakers: tuple[Speaker, ...] = ()
    """Who says its words, in order; words of which that is not known are nobody's."""
    truncated: bool = False
    """The text stops before its sentence does."""
    confidence: float | None = None
    """Mean confidence of recognised text, 0 to 1; `None` for text that was not recognised."""
    item_of: str | None = None
    """What a list item is an item of, as printed: `58`, or `58 (b)` for an item of an item."""
    function: Function = Function.STATEMENT
    """What it does in its document; a statement where nothing tells otherwise."""
    function_basis: str = ""
    """How that is known, in a few words."""

    @property
    def anchor(self) -> str:
        """The fragment that selects this paragraph on its document's page."""
        return f"p-{self.paragraph_id}"

    @property
    def turn(self) -> str | None:
        """Who has the word in a record, as written; `None` in any other text."""
        taken = (s.name for s in self.speakers if s.basis is Attribution.TURN)
        return next(taken, None)

    @property
    def speaker(self) -> str | None:
        """Who is named as saying its first words, as written; `None` where only its author may."""
        first = self.speakers[0] if self.speakers else None
        is_named = first is not None and first.basis is not Attribution.AUTHOR
        return first.name if first is not None and is_named else None

    def said_by(self, span: Span) -> tuple[Speaker, ...]:
        """Who says the words at a span of the revision's text, or some of them."""
        return tuple(s for s in self.speakers if s.start < span.end and s.end > span.start)


@dataclass(frozen=True, slots=True)
class Block:
    """What a reader found before it is placed in the revision's text.

    `text` is already normalised (NFC, ligatures expanded, hyphens repaired, one
    space between words) and holds no line break and no bullet sign; a printed
    number or enumerator stays in it and is `text[:mark_end]`. Offsets of `lines`
    and of `repairs` are into this `text`.
    """

    kind: Kind
    text: str
    number: str | None = None
    bullet: str | None = None
    mark_end: int = 0
    level: int = 0
    page: int | None = None
    lines: tuple[Line, ...] = ()
    speaker: str | None = None
    """Who has the word, where the file itself tells it apart from the text."""
    truncated: bool = False
    confidence: float | None = None
    repairs: tuple[Repair, ...] = field(default=(), compare=False)
    """What of `text` stands otherwise in the file; a reader gives it together with the text."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself on its title page, in its head or its properties."""

    title: str | None = None
    title_basis: str = "file name"
    """What the title was read from; `file name` where there is none."""
    symbol: str | None = None
    """As printed: `A/HRC/25/66`; several are parted by ` · `."""
    author: str | None = None
    date: str | None = None
    """When it was issued: `2025-03-12`, or only `2025-03` or `2025`."""
    body: str | None = None
    """The organ or body whose document it is."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The outcome of reading a file, in document order, before ids are given."""

    format: str
    """`pdf`, `docx`, `html`, `markdown`, `text`, …"""
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    title: str | None = None
    """As the file says, mostly in its properties; what the document says is its imprint's."""
    title_basis: str = "properties"
    imprint: Imprint = Imprint()
    """What the file says of author and date; completed when its blocks are known."""
    running: tuple[str, ...] = ()
    """Running heads of the first pages, which are in no block."""
    language: str | None = None
    """ISO 639-1 code, or `None` if not known."""
    reader: str = ""
    """Name and version of the reader; a change of it calls for re-reading."""
    notices: tuple[str, ...] = ()
    """What could not be read although the file could, with the remedy."""
    hidden: tuple[Hidden, ...] = ()
    """What stands in the file and is not to be seen: in no block."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One content of a document."""

    document_id: str
    sha256: str
    format: str
    reader: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[Page, ...] = ()
    imprint: Imprint = Imprint()
    language: str | None = None
    notices: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    """The map to the raw extraction: what of `text` stands otherwise in the file."""

    @property
    def title(self) -> str | None:
        """The imprint's."""
        return self.imprint.title
