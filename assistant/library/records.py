"""What a library tells of what it holds: documents, failures, selections, in plain values."""

from dataclasses import dataclass
from typing import NamedTuple

from assistant.documents.document import Imprint


class VectorMissing(ValueError):
    """A paragraph was put without a vector, and none of equal words has one."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the library lists it, with its current revision."""

    document_id: str
    """Random and never reused."""
    name: str
    """What readers call it: the file's name."""
    path: str | None
    """Absolute path it was read from; `None` for an upload."""
    format: str
    imprint: Imprint
    """What it says of itself."""
    language: str | None
    revision: str
    """sha256 of the current bytes."""
    reader: str
    pages: int
    """0 for formats without pages."""
    paragraphs: int
    size: int
    """Bytes."""
    modified_ns: int
    """The file's modification time when it was read, nanoseconds since the epoch."""
    indexed_at: str
    """UTC, ISO 8601, to the second."""
    notices: tuple[str, ...] = ()
    """What could not be read, with the remedy."""

    @property
    def title(self) -> str | None:
        """The imprint's."""
        return self.imprint.title

    @property
    def called(self) -> str:
        """What a reader calls it: its symbol and title, else the file's name.

        One or two words of the properties are mostly a masthead.
        """
        title = self.title
        if title and self.imprint.title_basis == "properties" and len(title.split()) < 3:
            title = None
        told = [part for part in (self.imprint.symbol, title) if part]
        return ", ".join(told) if told else self.name


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read."""

    path: str
    name: str
    reason: str
    remedy: str
    attempts: int
    """Two failures on the same bytes put a file in quarantine: the same readers do not try it."""
    at: str
    sha256: str = ""
    """Of the bytes that could not be read; empty when not even those could be had."""
    size: int = 0
    modified_ns: int = 0
    readers: str = ""
    """Tells the readers that could not from those of another version of the program."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library holds."""

    documents: int
    paragraphs: int
    failures: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a revision came from, as far as the file system knows."""

    name: str
    path: str | None
    size: int
    modified_ns: int
    changed_ns: int = 0
    """When the file's inode last changed; 0 where that is not known."""


class Scored(NamedTuple):
    """A paragraph's row and its score in one index; higher is better."""

    row: int
    score: float


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """One who speaks in documents of a library."""

    key: str
    """Equal for all names of one."""
    name: str
    """What those names are called together."""
    stated: int
    """In how many paragraphs they speak themselves."""
    reported: int
    """In how many it is told what they said."""


class Standing(NamedTuple):
    """Where a paragraph stands, and who speaks in it; sorts in document order."""

    name: str
    """The document's."""
    document_id: str
    ordinal: int
    title: str | None
    """The document's."""
    speakers: tuple[str, ...]
    """What those are called who say something in it, each once."""
    row: int
    issued: str | None = None
    """When the document was issued, beginning with the year."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """How far the vectors of another encoder are."""

    fingerprint: str
    """The encoder's."""
    paragraphs: int
    done: int
    """Of these."""


@dataclass(frozen=True, slots=True)
class Room:
    """What something takes of the disk for a time, beside what is there."""

    bytes: int
    free: int | None
    """`None` where a server keeps the library and does not tell."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the library knows of a file that it has read."""

    document_id: str
    path: str
    size: int
    modified_ns: int
    changed_ns: int
    checked_ns: int
    """When its bytes were last compared, by this machine's clock."""
    sha256: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Selection:
    """A paragraph chosen for a question, with the fields of a receipt."""

    question: str
    document_id: str
    document: str
    paragraph_id: str
    revision: str
    quote: str
    start: int
    end: int
    prefix: str
    suffix: str
    address: str
    selection_id: int = 0
    """A positive number that is never used again; 0 until it is kept."""
    at: str = ""
    """When it was kept: UTC, ISO 8601, to the second."""
