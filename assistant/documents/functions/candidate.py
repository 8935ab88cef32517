"""A paragraph with all that its function may be known by."""

from dataclasses import dataclass

from assistant.documents.document import Function, Kind, Paragraph
from assistant.documents.functions.surroundings import Surroundings
from assistant.documents.functions.traits import Traits

BEGINNING = 400
"""Characters in which a paragraph shows what it does."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph with all that its function may be known by."""

    paragraph: Paragraph
    traits: Traits
    around: Surroundings
    before: Function | None
    """What the paragraph before it does."""
    before_closed: bool
    """Nothing stands before it that goes on in it."""
    after: Traits | None
    """The wording of the paragraph after it."""

    @property
    def announced(self) -> frozenset[Function]:
        """What the headings over it announce."""
        return self.around.announced[self.paragraph.ordinal]

    @property
    def in_front(self) -> bool:
        """It stands before the document begins to speak."""
        return self.paragraph.ordinal < self.around.front

    @property
    def marked(self) -> bool:
        """It has a printed number or a list's mark; that of a note is neither."""
        if self.paragraph.kind is Kind.FOOTNOTE:
            return False
        return self.paragraph.number is not None or self.paragraph.bullet is not None


def is_line(traits: Traits) -> bool:
    """A line that does not end as a sentence does, nor states."""
    ended = traits.closed or traits.body[-1:] in ",;，；"
    return traits.short and not ended and not traits.says and bool(traits.words)
