"""What retrieval gives back: a paragraph, how well it matches, and why."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.documents.document import Paragraph, Span
from assistant.library.reading import Passage
from assistant.library.records import DocumentRecord


class Strength(StrEnum):
    """How far a hit can be trusted; the thresholds stand with the fusion's constants."""

    STRONG = "strong"
    GOOD = "good"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of a hit."""

    words: tuple[str, ...]
    """Words of the question that stand in the paragraph, as they are written there."""
    meaning: float
    """Cosine of the question and the paragraph, -1 to 1."""
    missing: tuple[str, ...] | None = None
    """Names, numbers and other weighty words of the question that stand neither in the
    paragraph nor over it, as they were asked; `None` where they were not looked for."""
    place: str | None = None
    """The place that was asked for by this name, where no search found it."""


class Relation(StrEnum):
    """How another place with the words of a paragraph stands to it."""

    SAME = "same"
    EARLIER = "earlier"
    """In a document that the paragraph's replaces."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Another place that says the same as a hit."""

    passage: Passage
    relation: Relation


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph at its place in a ranking."""

    rank: int
    """Counted from 1."""
    score: float
    """Fused score; comparable within one ranking only."""
    strength: Strength
    why: Why
    passage: Passage
    span: Span
    """The best stretch of the paragraph, in the revision's text; whole sentences."""
    close_call: bool = False
    """Its score is so near to the hit before it that the order says little."""
    chance: float = 0.0
    """Estimated probability that the paragraph is on the question, 0 to 1."""
    also_in: tuple[Twin, ...] = ()
    """Where else the same is said, the best first."""
    superseded_by: DocumentRecord | None = None
    """The document that replaces the hit's and says this otherwise."""
    chosen: int = 0
    """The id of the selection by which a person kept it for this question, or for one like it;
    0 for none."""

    @property
    def paragraph(self) -> Paragraph:
        """The passage's paragraph."""
        return self.passage.paragraph


@dataclass(frozen=True, slots=True)
class Searched:
    """What a question was held against; makes an absence believable."""

    documents: int
    paragraphs: int
    unreadable: tuple[str, ...]
    """Names of documents of which nothing or not all could be read."""
    milliseconds: float
    is_estimate: bool = False
    """Strengths and *not found* are an estimate: nothing was fitted on this encoder."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that mentions can be narrowed to."""

    key: str
    """What to narrow by: a document's id, a speaker's name, a year."""
    name: str
    """What people call it."""
    count: int
    """The mentions that have it, weak ones left out."""


@dataclass(frozen=True, slots=True)
class Facets:
    """By what mentions can be narrowed, before they were."""

    documents: tuple[Facet, ...] = ()
    """Those with the most mentions first."""
    speakers: tuple[Facet, ...] = ()
    """Where the text says who speaks; those with the most mentions first."""
    years: tuple[Facet, ...] = ()
    """Of the documents whose name or title tells one; in order."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every paragraph on a subject, or a part of the list of them."""

    subject: str
    hits: tuple[Hit, ...]
    """Those that hold the words, then those on the subject in other words, each in document
    order; or all by rank where that was asked for. `rank` is by match in both."""
    searched: Searched
    weak_from: int | None = None
    """The rank from which matches are weak; `None` when none is."""
    facets: Facets = Facets()
    containing: int = 0
    """How many paragraphs hold all words of the subject."""
    total: int = 0
    """How many are listed, those before and after these hits included."""
    first: int = 0
    """How many of them stand before these hits."""
    ranked: bool = False
    """They are ordered by rank."""

    @property
    def parts(self) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """The hits that hold the words, and the others; all are others where they are ranked."""
        holding = 0 if self.ranked else max(self.containing - self.first, 0)
        return self.hits[:holding], self.hits[holding:]
