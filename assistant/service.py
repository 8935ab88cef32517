"""Ask, find, show, select: the whole program in one class."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.answers.answer import Answer
from assistant.answers.exchange import Model
from assistant.answers.generating import Part, generate
from assistant.answers.language_model import LanguageModel
from assistant.answers.quoting import answer
from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.quotation import QuoteCheck, check_quotation
from assistant.citations.receipts import Receipt
from assistant.citations.verification import Verification, verify, verify_all
from assistant.documents.document import Page, Paragraph, Repair, Span
from assistant.documents.sandbox.reader import Reader
from assistant.errors import AssistantError, UnknownPage
from assistant.evaluation.kept import evaluate_kept
from assistant.indexing.background import Indexing
from assistant.indexing.lookout import Lookout
from assistant.indexing.outcomes import asking
from assistant.indexing.reindexing import (
    FileOutcome,
    FileState,
    Progress,
    Summary,
    reindex,
    take_in,
)
from assistant.indexing.roots import remember
from assistant.keeping.comparison import Comparison
from assistant.keeping.kept import Kept, kept
from assistant.keeping.questions import KeptQuestions
from assistant.keeping.selections import select
from assistant.keeping.test_set import Exported, export_test_set
from assistant.language.characters import normalised
from assistant.library.library import Library
from assistant.library.opening import open_library, restore_library
from assistant.library.reading import Passage
from assistant.library.records import Counts, DocumentRecord, Failure
from assistant.library.upkeep import Check, Proof
from assistant.questions.question import Question, bounded, worded
from assistant.retrieval.facets import Narrowing
from assistant.retrieval.hit import Mentions
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import Mode, Retriever
from assistant.settings import Settings
from embeddings.encoder import Encoder
from embeddings.encoder import Progress as Counting
from embeddings.loading import load_encoder


@dataclass(frozen=True, slots=True)
class View:
    """A document opened: everything its page shows."""

    document: DocumentRecord
    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]


class Assistant:
    """A library of documents that can be asked.

    Every method may be called from any thread; questions are answered from the
    last committed state while documents are being indexed.
    """

    def __init__(
        self, library: Library, load: Callable[[], Encoder], model: Model | None = None
    ) -> None:
        self._library = library
        self._load = load
        self._model = model
        self._encoder: Encoder | None = None
        self._reader: Reader | None = None
        self._lock = threading.Lock()
        self._loading = threading.Lock()
        self._questions = KeptQuestions(library, self._retriever)
        self.indexing = Indexing(self.index)
        self.lookout = Lookout(self.watch, self.indexing, self.roots)

    @classmethod
    def open(
        cls,
        folder: Path | str | None = None,
        *,
        settings: Settings | None = None,
        notify: Callable[[str], None] | None = None,
    ) -> Self:
        """Open the library in `folder`, creating it when there is none.

        The encoder is loaded when it is first needed; `notify` hears what takes
        long. Raises `LibraryError` when the library cannot be used, and `SettingsError`
        when `llm_url` is no address.
        """
        settings = settings or Settings()
        if folder is not None:
            root = Path(folder).expanduser().resolve()
        else:
            root = settings.library_folder

        def load() -> Encoder:
            return load_encoder(
                settings.encoder,
                cache=settings.cache_folder,
                request=settings.endpoint,
                notify=notify,
            )

        model = None
        if settings.llm_url:
            model = LanguageModel(settings.llm_url, settings.llm_model, settings.llm_key)
        return cls(open_library(root), load, model)

    @staticmethod
    def restore(backup: Path, folder: Path) -> None:
        """Make the library that a backup holds, in a folder that holds none.

        Raises `LibraryDamaged` when the file is not a whole backup, and `LibraryError`
        when there is a library already.
        """
        restore_library(backup, folder)

    def close(self) -> None:
        """Stop watching and indexing, end the reader and leave the library whole."""
        self.lookout.close()
        self.indexing.close()
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
        self._library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- what is there -------------------------------------------------------

    @property
    def generation(self) -> int:
        """Another number after every change of the library, by this process or any other."""
        return self._library.version()

    def counts(self) -> Counts:
        """How much there is to ask."""
        return self._library.counts()

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Every document, by name."""
        return self._library.documents()

    def failures(self) -> tuple[Failure, ...]:
        """Every file that could not be read, with the reason and the remedy."""
        return self._library.failures()

    def document(self, reference: str) -> DocumentRecord:
        """A document by id, name or path. Raises `UnknownDocument`."""
        return self._library.find(reference)

    def notices(self) -> tuple[str, ...]:
        """What a reader should be told of the library itself, such as an index made anew."""
        return (*map(str, self._library.notices), *filter(None, [self.trouble]))

    @property
    def trouble(self) -> str:
        """Why kept questions could not be asked again the last time; mostly empty."""
        return self._questions.trouble

    def roots(self) -> tuple[Path, ...]:
        """The files and folders that were given to be indexed."""
        return self._library.roots()

    # -- asking --------------------------------------------------------------

    @property
    def has_model(self) -> bool:
        """Whether a language model is set up to answer from the sources."""
        return self._model is not None

    def ask(
        self,
        question: str,
        *,
        within: Sequence[str] = (),
        limit: int = 5,
        after: str | None = None,
        llm: bool = True,
    ) -> Answer:
        """The cited answer; `within` limits it to documents by id, name or path.

        With `after`, the question before in the conversation, a follow-up is
        completed from that one's answer and `understood_as` says how. Where a language
        model is set up and `llm` is on, its checked statements replace the quotations;
        where it fails, the quotations stay and `notice` says why. Raises
        `EmptyQuestion`, `QuestionTooLong` and `UnknownDocument`.
        """
        *_, whole = self.ask_streaming(question, within=within, limit=limit, after=after, llm=llm)
        assert isinstance(whole, Answer)
        return whole

    def ask_streaming(
        self,
        question: str,
        *,
        within: Sequence[str] = (),
        limit: int = 5,
        after: str | None = None,
        llm: bool = True,
    ) -> Iterator[Part]:
        """The answer in parts: first the quoting `Answer`, last the whole one.

        Between them come a language model's checked `Statement`s as they arrive, each
        behind the `Citation`s that are new in it, and a `Notice` if something is amiss.
        Without a model the quoting answer is the only part. Raises as `ask`, on the first part.
        """
        quoting = self._quoted(question, within=within, limit=limit, after=after)
        if self._model is None or not llm:
            yield quoting
            return
        yield from generate(quoting, self._encoding(), self._model)

    def _quoted(
        self, question: str, *, within: Sequence[str], limit: int, after: str | None
    ) -> Answer:
        before = None
        if after and normalised(after):
            before = self._quoted(after, within=within, limit=limit, after=None).turn
        asked = Question.of(question, before, self._names)
        limits = asked.understood.within or within
        return answer(self._retriever(), asked, within=self._ids(limits), limit=limit)

    def _names(self) -> list[tuple[str, str]]:
        return [(record.document_id, record.name) for record in self.documents()]

    def mentions(
        self,
        subject: str,
        *,
        within: Sequence[str] = (),
        ranked: bool = False,
        speaker: str = "",
        year: str = "",
        first: int = 0,
        limit: int | None = None,
    ) -> Mentions:
        """Every paragraph on a subject: those that hold its words, then others, by document.

        `ranked` orders them by match instead. `speaker` and `year` are keys of the facets that
        came with all mentions; `first` and `limit` take a part of the list.
        """
        return mentions(
            self._retriever(),
            Question.of(subject),
            within=self._ids(within),
            ranked=ranked,
            narrowing=Narrowing(speaker, year),
            first=first,
            limit=limit,
        )

    # -- looking -------------------------------------------------------------

    def show(self, paragraph_id: str) -> Passage:
        """A paragraph with its document and its neighbours. Raises `UnknownParagraph`."""
        return self._library.passage(paragraph_id)

    def cite(self, paragraph_id: str, span: Span | None = None, *, number: int = 1) -> Citation:
        """A citation of a paragraph, or of `span` (offsets within the paragraph).

        Raises `UnknownParagraph`; a span outside the paragraph is cut to it.
        """
        passage = self._library.passage(paragraph_id)
        return cite(number, passage, _within(passage.paragraph, span))

    def view(self, document_id: str, first: int = 0, end: int | None = None) -> View:
        """A document with its pages and its paragraphs, by ordinal from `first` to before `end`.

        Raises `UnknownDocument`.
        """
        return View(
            document=self._library.document(document_id),
            pages=self._library.pages(document_id),
            paragraphs=self._library.paragraphs(document_id, first, end),
        )

    def repairs(self, document_id: str) -> tuple[Repair, ...] | None:
        """What of a document's text stands otherwise in its file; `None` where not known.

        Raises `UnknownDocument`.
        """
        return self._library.repairs(document_id)

    def picture(self, document_id: str, page: int, width: int) -> bytes:
        """A page's picture as WebP, `width` pixels wide. Raises `UnknownPage`."""
        record = self._library.document(document_id)
        if not 1 <= page <= record.pages or record.format != "pdf":
            raise UnknownPage(f"{record.name} has no picture of a page {page}.")
        return self._reading().render(self._library.original(document_id), page, width)

    def original(self, document_id: str) -> Path:
        """A read-only copy of the bytes as they were read. Raises `UnknownDocument`."""
        return self._library.original(document_id)

    # -- citations that were made --------------------------------------------

    def verify(self, receipt: Receipt) -> Verification:
        """What became of a citation: unchanged, moved, reworded, gone, or ambiguous."""
        return verify(receipt, self._library)

    def verify_all(self, receipts: Sequence[Receipt]) -> tuple[Verification, ...]:
        """As `verify` for each, in the order given, for less than one after the other."""
        return verify_all(receipts, self._library)

    def quote(self, text: str, *, within: Sequence[str] = ()) -> QuoteCheck:
        """Whether a quotation is exact, altered or not there. Raises `EmptyQuestion`."""
        return check_quotation(bounded(text.strip()), self._library, self._ids(within))

    def select(self, question: str, paragraph_id: str, span: Span | None = None) -> Kept:
        """Keep a citation for a question; `span` counts from the paragraph's start.

        Raises `UnknownParagraph` and `QuestionTooLong`.
        """
        citation = self.cite(paragraph_id, span)
        chosen = select(
            self._library,
            worded(question) if question.strip() else "",
            paragraph_id,
            Span(citation.start, citation.end),
            address=str(citation.address),
        )
        [one] = kept([chosen], self._library)
        return one

    def selections(self) -> tuple[Kept, ...]:
        """Every citation kept, newest first, with what became of it."""
        return kept(self._library.selections()[::-1], self._library)

    def kept_count(self) -> int:
        """How many citations were kept."""
        return self._library.selection_count()

    def questions(self) -> Comparison | None:
        """How the questions of kept citations fared when they were last asked again.

        `None` where none was asked yet.
        """
        return self._questions.latest()

    def evaluate(
        self, modes: Sequence[Mode], *, limit: int | None = None, progress: Counting | None = None
    ) -> dict[str, Any]:
        """Figures of the questions of kept citations, as `evaluate_kept` gives them.

        `limit` takes those that something was kept for last. Raises `AssistantError` when
        there are none.
        """
        return evaluate_kept(self._library, self._retriever, modes, limit, progress)

    def export_selections(self, folder: Path) -> Exported:
        """Write the citations kept as a test set. Raises `AssistantError`."""
        return export_test_set(self._library, self.selections(), folder)

    def unselect(self, selection_id: int) -> None:
        """Forget a citation that was kept."""
        self._library.unselect(selection_id)

    # -- changing ------------------------------------------------------------

    def index(
        self,
        paths: Sequence[Path],
        *,
        remove_missing: bool = False,
        rebuild: bool = False,
        report: Callable[[FileOutcome], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Summary:
        """Add or refresh files and folders; only what changed is read and encoded.

        Where something did, the questions of kept citations are asked again.
        """

        def told(asked: int, questions: int) -> None:
            if progress is not None:
                progress(asking(asked, questions))

        def stopped() -> bool:
            return stop is not None and stop.is_set()

        def put_off() -> bool:
            # Where another run waits in line, they are asked when that one has ended.
            return self.indexing.is_waiting or stopped()

        remember(self._library, paths)
        new = self._questions.ask_new(told, stopped)
        summary = reindex(
            self._library,
            paths,
            read=self._reading().read,
            encoder=self._encoding(),
            remove_missing=remove_missing,
            rebuild=rebuild,
            report=report,
            progress=progress,
            stop=stop,
        )
        return replace(summary, questions=self._questions.ask_again(told, put_off, new=new))

    def watch(
        self,
        paths: Sequence[Path],
        on_change: Callable[[tuple[Path, ...]], None],
        stop: threading.Event,
    ) -> None:
        """Tell what to index again, whenever something changed, until `stop` is set."""
        from assistant.indexing.watching import watch  # 7 ms that no question needs.

        watch(paths, on_change, stop)

    def upload(self, name: str, content: Path) -> FileOutcome:
        """Add the bytes of a file as a document called `name`; one of that name is replaced.

        Where citations are kept, a run begins in the background that asks their questions again.
        """
        outcome = take_in(
            self._library, content, name, read=self._reading().read, encoder=self._encoding()
        )
        if outcome.state in (FileState.ADDED, FileState.UPDATED) and self.kept_count():
            self.indexing.start(())
        return outcome

    def doctor(self) -> tuple[Check, ...]:
        """Examine the whole library; changes nothing."""
        return self._library.examine()

    def backup(self, file: Path) -> None:
        """Write a consistent copy of the library, while it is in use."""
        self._library.backup(file)

    def remove(self, reference: str) -> DocumentRecord:
        """Take a document out for good. Raises `UnknownDocument`."""
        record = self._library.find(reference)
        with self._library.writing():
            self._library.remove(record.document_id)
        return record

    def remove_and_prove(self, reference: str) -> Proof:
        """Take a document out for good, then seek what it held in the library's whole folder.

        Raises `UnknownDocument`.
        """
        return self._library.remove_and_prove(self._library.find(reference).document_id)

    def purge(self) -> int:
        """Delete the texts of earlier revisions; gives how many there were."""
        return self._library.purge()

    # -- parts that are made when first needed -------------------------------

    def prepare(self) -> None:
        """Load what the first question and the first page would wait for.

        Raises `EmbeddingsError`.
        """
        with suppress(AssistantError):
            if any(record.format == "pdf" for record in self._library.documents()):
                self._reading().wake()
        self._encoding()

    def _encoding(self) -> Encoder:
        # A lock of its own: pages are shown while an encoder is prepared for the first time.
        with self._loading:
            if self._encoder is None:
                self._encoder = self._load()
            return self._encoder

    def _reading(self) -> Reader:
        with self._lock:
            if self._reader is None:
                self._reader = Reader()
            return self._reader

    def _retriever(self) -> Retriever:
        encoder = self._encoding()
        self._library.expect(str(encoder.fingerprint), encoder.fingerprint.dimension)
        return Retriever(self._library, encoder)

    def _ids(self, references: Sequence[str]) -> frozenset[str] | None:
        if not references:
            return None
        return frozenset(self._library.find(reference).document_id for reference in references)


def _within(paragraph: Paragraph, span: Span | None) -> Span:
    """A span relative to the paragraph as one in the text, cut to the paragraph."""
    whole = Span(paragraph.start, paragraph.end)
    if span is None:
        return whole
    start = min(max(span.start, 0), len(paragraph.text))
    end = min(max(span.end, 0), len(paragraph.text))
    return Span(paragraph.start + start, paragraph.start + end) if start < end else whole
