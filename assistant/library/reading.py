"""What any library can tell and find, and the passages it hands out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Function, Page, Paragraph, Repair, Span
from assistant.language.detection import language_beside
from assistant.library.records import (
    Counts,
    DocumentRecord,
    Failure,
    Known,
    KnownSpeaker,
    Scored,
    Standing,
)

FURNITURE = 5
"""Documents; a line that stands in so many of a pile says nothing of any of them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A live paragraph, the record of its document, and its neighbours when they are wanted.

    A library makes it; from there to the page it is handed on as it is. What it looks up
    is of the revision that is current then: a document may have been replaced meanwhile.
    """

    paragraph: Paragraph
    document: DocumentRecord
    library: "Reading" = field(repr=False, compare=False)
    """Where it stands, and what stands around it."""
    spread: int = field(default=1, compare=False)
    """How many documents of the library held the same letters when it was looked up."""

    @property
    def function(self) -> Function:
        """What the paragraph does, as far as its document and the pile around it tell."""
        said = self.paragraph.function
        furniture = said is Function.STATEMENT and self.spread >= FURNITURE
        return Function.BOILERPLATE if furniture else said

    @property
    def language(self) -> str | None:
        """ISO 639-1 code of its words, the document's where they do not tell; `None` if unknown."""
        return language_beside(self.paragraph.text, self.document.language)

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
        return [replace(self, paragraph=paragraph, spread=1) for paragraph in found]

    def preceding(self, count: int) -> Iterator["Passage"]:
        """Up to `count` passages that precede it in the document, the nearest first.

        They are read as they are wanted, a few at a time.
        """
        end, last = self.paragraph.ordinal, max(self.paragraph.ordinal - count, 0)
        step = 2
        while end > last:
            first = max(end - step, last)
            for paragraph in reversed(self._paragraphs(first, end)):
                yield replace(self, paragraph=paragraph, spread=1)
            end, step = first, 2 * step

    def _paragraphs(self, first: int, end: int) -> tuple[Paragraph, ...]:
        return self.library.paragraphs(self.paragraph.document_id, first, end)


class Reading(Protocol):
    """Reading is safe from any thread and sees the last committed state."""

    @property
    def root(self) -> Path | None:
        """The folder that the library lies in, which is never indexed; `None` for a server's."""
        ...

    @property
    def notices(self) -> Sequence[str]:
        """What a reader of this library should be told, oldest first."""
        ...

    def version(self) -> int:
        """Another number after every commit, of this process or of any other."""
        ...

    def changes(self) -> int:
        """A number that grows with every change of what can be found."""
        ...

    def counts(self) -> Counts:
        """Live documents and paragraphs, and failures that still stand."""
        ...

    def documents(self, first: int = 0, end: int | None = None) -> tuple[DocumentRecord, ...]:
        """Every document, by name; those from the `first` to before the `end`, counted from 0."""
        ...

    def names(self) -> list[tuple[str, str]]:
        """Id and name of every document, by name."""
        ...

    def partly_read(self) -> tuple[tuple[str, str], ...]:
        """Id and name of every document of which not all could be read, by name."""
        ...

    def known(self) -> list[Known]:
        """Every document that came from a file."""
        ...

    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be read, by path."""
        ...

    def roots(self) -> tuple[Path, ...]:
        """The files and folders that were given to be indexed, as they were remembered."""
        ...

    def document(self, document_id: str) -> DocumentRecord:
        """Raises `UnknownDocument`."""
        ...

    def find(self, reference: str) -> DocumentRecord:
        """A document by id, path or name; a name in another Unicode form is the same name.

        Raises `UnknownDocument`, also when a name is shared.
        """
        ...

    def speakers(self, name: str) -> tuple[KnownSpeaker, ...]:
        """Those who speak in its documents and are called so, most often heard first.

        The one of exactly that name, else all whose names have its words, or words that begin
        with them: a surname finds everyone who has it. A bounded number is looked through.
        """
        ...

    def text(self, document_id: str, revision: str | None = None) -> str:
        """The normalised text of the current or an earlier revision.

        Raises `UnknownDocument`, also when that revision was purged.
        """
        ...

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """In order; empty for formats without pages. Raises `UnknownDocument`."""
        ...

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        """What of the current revision's text stands otherwise in its file, in order.

        `None` for a document that was read before this was kept. Raises `UnknownDocument`.
        """
        ...

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        """In document order; those from the `first` to before the `end`, counted from 0.

        Raises `UnknownDocument`.
        """
        ...

    def passage(self, paragraph_id: str) -> Passage:
        """Raises `UnknownParagraph`."""
        ...

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """The live paragraphs among these rows; a row that is gone is left out."""
        ...

    def numbered(
        self, numbers: Sequence[str], within: Collection[str] | None = None
    ) -> list[Passage]:
        """The live paragraphs, headings and notes of these printed numbers, by document in order.

        `within` limits to document ids.
        """
        ...

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Stored vectors, shape `(len(rows), dimension)`, to the precision of float16.

        Raises `UnknownParagraph` when a row is gone.
        """
        ...

    def original(self, document_id: str) -> Path:
        """A read-only copy of the current revision's bytes. Raises `UnknownDocument`."""
        ...


class Searching(Reading, Protocol):
    """All that answering needs.

    A search sees every document whose `put` has returned, and none whose `remove` has.
    """

    def nearest(
        self, vector: NDArray[np.float32], k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """Up to `k` live rows by cosine, best first; `within` limits to document ids.

        Raises `EncoderChanged` for a vector of another length.
        """
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

    def near(self, word: str) -> list[Passage]:
        """A few live passages that hold a word of nearly the same letters as this one."""
        ...
