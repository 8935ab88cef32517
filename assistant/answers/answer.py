"""A cited answer: statements, and the places that they stand on."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.citations.citation import Citation
from assistant.library.records import DocumentRecord
from assistant.questions.conversation import Quoted, Turn
from assistant.retrieval.hit import Hit, Mentions, Searched, Twin
from assistant.retrieval.named_places.resolution import Choice

__all__ = ["Answer", "Mentions", "Notice", "Statement", "Support"]


class Support(StrEnum):
    """Why a statement may be believed: it is a quotation, it was checked, or it may not."""

    QUOTED = "quoted"
    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"


class AnswerKind(StrEnum):
    """What an answer is made of."""

    STATEMENTS = "statements"
    PLACE = "place"
    """What stands at a place that the question names."""
    DOCUMENT = "document"
    """A document at its beginning."""
    CHOICE = "choice"
    """What the question may mean."""
    LIST = "list"
    """All of something, counted."""
    COMPARISON = "comparison"
    """Two things side by side."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the numbers of its citations.

    When `support` is `QUOTED`, `text` is exactly the quote of its one citation;
    `lead_in` is what that quote completes and is never part of the quotation.
    """

    text: str
    citations: tuple[int, ...]
    support: Support = Support.QUOTED
    lead_in: str | None = None
    context: tuple[int, ...] = ()
    """Citations of what must be read before the quote, in order: the sentence that an item
    completes, the one that says who `it` is. They are no part of the quotation."""
    group: str | None = None
    """Under what it stands in a list or a comparison."""
    also_in: tuple[Twin, ...] = ()
    """Where else its paragraph stands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say on a question, or the evidence that they do not."""

    question: str
    found: bool
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    """Numbered from 1 without gaps: `citations[n - 1].number == n`."""
    target: Hit | None
    """The paragraph to select; `None` when nothing was found."""
    runners_up: tuple[Hit, ...]
    searched: Searched
    nearest: Hit | None = None
    """The nearest miss when nothing was found."""
    understood_as: str | None = None
    """How a follow-up was completed from the conversation; `None` when asked as it stands."""
    notice: str | None = None
    """Why a language model's answer is not there, or not whole; `None` when nothing is amiss."""
    subject: str | None = None
    """The question that a further follow-up leans on, where this one was a follow-up."""
    kind: AnswerKind = AnswerKind.STATEMENTS
    place: str | None = None
    """What was found by its name, or not, before any search: `paragraph 12 of A/80/36`."""
    total: int | None = None
    """How many there are of what a place holds, with those that are not shown."""
    note: str | None = None
    """What a reader must know before reading on."""
    choices: tuple[Choice, ...] = ()
    instead: tuple[DocumentRecord, ...] = ()
    """Where nothing of that name is: the documents nearest to it."""
    also_asked: tuple[str, ...] = ()
    """Further questions of the same text, which this does not answer."""

    @property
    def turn(self) -> Turn:
        """What a follow-up may lean on."""
        hits = () if self.target is None else (self.target, *self.runners_up)
        return Turn(
            question=self.question,
            target=None if self.target is None else self.target.paragraph.paragraph_id,
            quoted=tuple(
                Quoted(c.paragraph_id, c.document_id, c.document, c.quote) for c in self.citations
            ),
            shown=tuple(
                (document.document_id, document.name)
                for document in (hit.passage.document for hit in hits)
            ),
        )

    def has_said(self, at: int) -> bool:
        """Whether what a statement completes, counted from 0, was said just before it."""
        if at == 0 or not self.statements[at].lead_in:
            return False
        lead_in, before = self.statements[at].lead_in, self.statements[at - 1]
        return before.lead_in == lead_in or before.text.endswith(str(lead_in))

    @property
    def omission(self) -> tuple[int, tuple[str, ...]] | None:
        """The citation of the target, and the words of the question that its paragraph lacks.

        `None` when none is missing, or where a language model cites other paragraphs.
        """
        if self.target is None or not self.target.why.missing:
            return None
        id_ = self.target.paragraph.paragraph_id
        numbers = (c.number for c in self.citations if c.paragraph_id == id_)
        number = next(numbers, None)
        return None if number is None else (number, self.target.why.missing)


@dataclass(frozen=True, slots=True)
class Notice:
    """A line for the reader on what became of a language model's answer."""

    text: str
