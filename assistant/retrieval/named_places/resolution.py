"""What the places that a question names stand for in a library."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.library.reading import Passage
from assistant.library.records import DocumentRecord
from assistant.questions.question import Question


class Found(StrEnum):
    """What stands at a name."""

    PLACE = "place"
    DOCUMENT = "document"
    CHOICE = "choice"
    """Several places or documents of that name."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that a question may mean."""

    label: str
    question: str
    """The question that means it and nothing else."""
    document: DocumentRecord


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found by name, before any search."""

    found: Found
    asked: str
    """The place as it was named: `paragraph 12 of A/80/36`."""
    passages: tuple[Passage, ...] = ()
    """In document order."""
    total: int = 0
    """How many there are, those that are not given included."""
    note: str | None = None
    choices: tuple[Choice, ...] = ()
    nearest: tuple[DocumentRecord, ...] = ()
    """Documents most like one that is not there, or the one that lacks the place."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question to be searched for, in the documents that it names, or with a word on them."""

    question: Question
    within: frozenset[str] | None
    """`None` for the documents that were given."""
    note: str | None = None
