"""What the pages need of the assistant, and nothing more."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assistant.answers.answer import Answer
from assistant.answers.generating import Part
from assistant.citations.citation import Citation
from assistant.documents.document import Page, Paragraph, Repair, Span
from assistant.indexing.background import Indexing
from assistant.indexing.lookout import Lookout
from assistant.indexing.reindexing import FileOutcome
from assistant.keeping.comparison import Comparison
from assistant.keeping.kept import Kept
from assistant.library.records import Counts, DocumentRecord, Failure
from assistant.retrieval.hit import Mentions


class Opened(Protocol):
    """A document with its pages and its paragraphs, or some of them, in order."""

    @property
    def document(self) -> DocumentRecord:
        """The document."""
        ...

    @property
    def pages(self) -> tuple[Page, ...]:
        """Empty for formats without pages."""
        ...

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """In document order."""
        ...


class Neighbours(Protocol):
    """A paragraph and those beside it."""

    @property
    def document(self) -> DocumentRecord:
        """The document it stands in."""
        ...

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph itself."""
        ...

    @property
    def before(self) -> Paragraph | None:
        """`None` at the beginning."""
        ...

    @property
    def after(self) -> Paragraph | None:
        """`None` at the end."""
        ...


class Service(Protocol):
    """The assistant as the pages see it; `assistant.Assistant` is one."""

    @property
    def generation(self) -> int:
        """Another number after every change of the library."""
        ...

    @property
    def has_model(self) -> bool:
        """Whether a language model is set up."""
        ...

    def prepare(self) -> None:
        """Load what the first question and the first page need. Raises `EmbeddingsError`."""
        ...

    def counts(self) -> Counts:
        """How much there is to ask."""
        ...

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document, by name."""
        ...

    def failures(self) -> tuple[Failure, ...]:
        """Every file that could not be read."""
        ...

    def document(self, reference: str) -> DocumentRecord:
        """By id, name or path. Raises `UnknownDocument`."""
        ...

    def ask(
        self,
        question: str,
        *,
        within: Sequence[str] = (),
        limit: int = 5,
        after: str | None = None,
        llm: bool = True,
    ) -> Answer:
        """The cited answer; `after` is the question that this one may follow up.

        Without `llm` it is quotations even where a language model is set up. Raises
        `EmptyQuestion`, `QuestionTooLong`, `UnknownDocument`.
        """
        ...

    def ask_streaming(
        self,
        question: str,
        *,
        within: Sequence[str] = (),
        limit: int = 5,
        after: str | None = None,
        llm: bool = True,
    ) -> Iterator[Part]:
        """The quoting answer, then a language model's parts, last the whole answer."""
        ...

    def mentions(
        self,
        subject: str,
        *,
        within: Sequence[str] = (),
        ranked: bool = False,
        speaker: str = "",
        year: str = "",
    ) -> Mentions:
        """Every paragraph on a subject."""
        ...

    def show(self, paragraph_id: str) -> Neighbours:
        """Raises `UnknownParagraph`."""
        ...

    def cite(self, paragraph_id: str, span: Span | None = None, *, number: int = 1) -> Citation:
        """A citation of a paragraph, or of `span` counted from the paragraph's start."""
        ...

    def view(self, document_id: str, first: int = 0, end: int | None = None) -> Opened:
        """Its paragraphs from `first` to before `end`, by ordinal. Raises `UnknownDocument`."""
        ...

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        """What of its text stands otherwise in its file; `None` where that is not known."""
        ...

    def picture(self, document_id: str, page: int, width: int) -> bytes:
        """A page as WebP. Raises `UnknownPage`."""
        ...

    @property
    def indexing(self) -> Indexing:
        """The work in the background."""
        ...

    @property
    def lookout(self) -> Lookout:
        """Watches the folders, when it is on."""
        ...

    def notices(self) -> tuple[str, ...]:
        """What a reader should be told of the library itself."""
        ...

    def roots(self) -> tuple[Path, ...]:
        """Folders and files that were indexed before."""
        ...

    def upload(self, name: str, content: Path) -> FileOutcome:
        """Add the bytes of a file as a document called `name`."""
        ...

    def remove(self, reference: str) -> DocumentRecord:
        """Take a document out for good. Raises `UnknownDocument`."""
        ...

    def select(self, question: str, paragraph_id: str, span: Span | None) -> Kept:
        """Keep a citation; `span` counts from the paragraph's start."""
        ...

    def selections(self) -> Sequence[Kept]:
        """The citations kept, newest first."""
        ...

    def questions(self) -> Comparison | None:
        """How the questions of kept citations fared when they were last asked again."""
        ...

    def kept_count(self) -> int:
        """How many citations were kept."""
        ...

    def unselect(self, selection_id: int) -> None:
        """Forget a citation that was kept."""
        ...

    def original(self, document_id: str) -> Path:
        """The bytes as they were read. Raises `UnknownDocument`."""
        ...
