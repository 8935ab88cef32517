"""What any store of documents must be able to do."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Page, Paragraph, Repair, Revision, Span


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
    title: str | None
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


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read."""

    path: str
    name: str
    reason: str
    remedy: str
    attempts: int
    """Two failures on the same bytes put a file in quarantine: it is not tried again."""
    at: str
    sha256: str = ""
    """Of the bytes that could not be read; empty when not even those could be had."""
    size: int = 0
    modified_ns: int = 0


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


class VectorMissing(ValueError):
    """A paragraph was put without a vector, and none of equal words has one."""


class Scored(NamedTuple):
    """A paragraph's row and its score in one index; higher is better."""

    row: int
    score: float


class Standing(NamedTuple):
    """Where a paragraph stands, and who speaks in it; sorts in document order."""

    name: str
    """The document's."""
    document_id: str
    ordinal: int
    title: str | None
    """The document's."""
    speaker: str | None
    row: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A live paragraph, the record of its document, and its neighbours when they are wanted.

    A library makes it; from there to the page it is handed on as it is. What it looks up
    is of the revision that is current then: a document may have been replaced meanwhile.
    """

    paragraph: Paragraph
    document: DocumentRecord
    library: "Library" = field(repr=False, compare=False)
    """Where it stands, and what stands around it."""

    @property
    def language(self) -> str | None:
        """ISO 639-1 code of the document, or `None` if not known."""
        return self.document.language

    @property
    def context(self) -> str:
        """What stands over the paragraph and is no part of it: headings and lead-in."""
        return " ".join((*self.paragraph.section, self.paragraph.lead_in or ""))

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The spans of its sentences in the revision's text; the whole where none is marked."""
        return self.paragraph.sentences or (Span(self.paragraph.start, self.paragraph.end),)

    @property
    def sentence_texts(self) -> list[str]:
        """Its sentences, as they stand."""
        return [self.words(span) for span in self.sentences]

    def words(self, span: Span) -> str:
        """What stands at a span of the revision's text that lies within the paragraph."""
        start = self.paragraph.start
        return self.paragraph.text[span.start - start : span.end - start]

    def text(self) -> str:
        """The text of the document's current revision. Raises `UnknownDocument`."""
        return self.library.text(self.paragraph.document_id)

    @property
    def before(self) -> Paragraph | None:
        """The paragraph directly before; `None` at the beginning of the document."""
        at = self.paragraph.ordinal
        return next(iter(self._paragraphs(at - 1, at)), None) if at else None

    @property
    def after(self) -> Paragraph | None:
        """The paragraph directly after; `None` at the end of the document."""
        at = self.paragraph.ordinal + 1
        return next(iter(self._paragraphs(at, at + 1)), None)

    def following(self, count: int) -> list["Passage"]:
        """Up to `count` passages that follow in the document, in order."""
        first = self.paragraph.ordinal + 1
        found = self._paragraphs(first, first + count)
        return [replace(self, paragraph=paragraph) for paragraph in found]

    def _paragraphs(self, first: int, end: int) -> tuple[Paragraph, ...]:
        return self.library.paragraphs(self.paragraph.document_id, first, end)


class Library(Protocol):
    """Documents, their paragraphs and the two indexes over them.

    Rows are positive integers that are never reused. Reading is safe from any
    thread and sees the last committed state; writing needs `writing()`.
    """

    # -- what is there -------------------------------------------------------
    def counts(self) -> Counts:
        """Live documents and paragraphs, and failures that still stand."""
        ...

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document, by name."""
        ...

    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be read, by path."""
        ...

    def partly_read(self) -> tuple[tuple[str, str], ...]:
        """Id and name of every document of which not all could be read, by name."""
        ...

    def document(self, document_id: str) -> DocumentRecord:
        """Raises `UnknownDocument`."""
        ...

    def find(self, reference: str) -> DocumentRecord:
        """A document by id, path or name. Raises `UnknownDocument`, also when a name is shared."""
        ...

    def text(self, document_id: str, revision: str | None = None) -> str:
        """The normalised text of the current or an earlier revision."""
        ...

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """In order; empty for formats without pages."""
        ...

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        """What of the current revision's text stands otherwise in its file, in order.

        `None` for a document that was read before this was kept. Raises `UnknownDocument`.
        """
        ...

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        """In document order; those from the `first` to before the `end`, counted from 0."""
        ...

    def passage(self, paragraph_id: str) -> Passage:
        """Raises `UnknownParagraph`."""
        ...

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """The live paragraphs among these rows; a row that is gone is left out."""
        ...

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Stored vectors, shape `(len(rows), dimension)`; all rows must be live."""
        ...

    def original(self, document_id: str) -> Path:
        """A read-only copy of the current revision's bytes."""
        ...

    # -- searching -----------------------------------------------------------
    def nearest(
        self, vector: NDArray[np.float32], k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """Up to `k` live rows by cosine, best first; `within` limits to document ids."""
        ...

    def matching(
        self, question: str, k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """Up to `k` live rows by BM25, best first; any text is a question, none is syntax."""
        ...

    def holding(self, question: str, within: Collection[str] | None = None) -> list[Standing]:
        """Every live paragraph that holds all words of a question, stop words left out.

        In document order, the documents by name. Another form of a word counts as the word.
        """
        ...

    # -- writing -------------------------------------------------------------
    def writing(self) -> AbstractContextManager[None]:
        """Holds the writer's lock. Raises `LibraryLocked` at once when another process has it."""
        ...

    def new_document_id(self) -> str:
        """Random, and not that of any document there ever was."""
        ...

    def unencoded(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Those that `put` needs a vector for: the library has none of their text as it is spelt.

        Of equal texts only the first is named.
        """
        ...

    def put(
        self,
        revision: Revision,
        source: Source,
        content: Path,
        vectors: Mapping[str, NDArray[np.float32]],
        *,
        replacing: bool = False,
    ) -> DocumentRecord:
        """Add a document or replace its revision, in one transaction.

        `vectors` maps the ids of the paragraphs that `unencoded` names to their
        vectors. When this returns, the document survives a power cut. Raises
        `VectorMissing`, and `UnknownDocument` where it is `replacing` a document that
        is not there any more.
        """
        ...

    def moved(self, document_id: str, source: Source) -> None:
        """The same bytes under another path, or with another modification time.

        Raises `UnknownDocument`.
        """
        ...

    def failed(self, source: Source, sha256: str, reason: str, remedy: str) -> Failure:
        """Keep in mind that these bytes could not be read."""
        ...

    def remove(self, document_id: str) -> None:
        """Takes a document out for good: rows, earlier revisions, vectors, mirrors, bytes."""
        ...
