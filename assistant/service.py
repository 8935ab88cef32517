"""Ask, find, show, select: the whole program in one class."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from assistant.answers.answer import Answer
from assistant.answers.exchange import Model
from assistant.answers.generating import Part
from assistant.answers.language_model import LanguageModel
from assistant.asking import Asking
from assistant.citations.citation import Citation
from assistant.citations.citing import cite_paragraph
from assistant.citations.quotation import QuoteCheck, check_quotation
from assistant.citations.receipts import Receipt
from assistant.citations.verification import Verification, verify
from assistant.documents.document import Span
from assistant.encoders import Encoders
from assistant.engines import Engines
from assistant.evaluation.kept import evaluate_kept
from assistant.indexing.intake import Intake
from assistant.indexing.lookout import Lookout
from assistant.indexing.outcomes import FileOutcome, Progress, Summary
from assistant.keeping.citations import KeptCitations
from assistant.keeping.kept import Kept
from assistant.keeping.questions import KeptQuestions
from assistant.library.library import Library
from assistant.library.opening import open_library
from assistant.library.reading import Passage
from assistant.library.records import DocumentRecord
from assistant.library.views import View, picture, view
from assistant.questions.question import bounded, worded
from assistant.retrieval.facets import Narrowing
from assistant.retrieval.hit import Mentions
from assistant.retrieval.retriever import Mode
from assistant.retrieval.voices import speaker_chosen
from assistant.settings import Settings
from embeddings.encoder import Encoder
from embeddings.encoder import Progress as Counting


class Assistant:
    """A library of documents that can be asked.

    Its rooms stand open: `library` is what it holds, `kept` the citations that were kept
    and `questions` what those answer, `intake` the way in, `indexing` the work in the
    background and `lookout` what watches folders.

    Every method may be called from any thread; questions are answered from the last
    committed state while documents are being indexed.
    """

    def __init__(
        self,
        library: Library,
        encoders: Encoders | Callable[[], Encoder],
        model: Model | None = None,
        cache: Path | None = None,
    ) -> None:
        """A function in place of `encoders` gives the only encoder there is.

        `cache` is a folder where what was found of an encoder is kept.
        """
        self.library = library
        self.encoders = (
            encoders if isinstance(encoders, Encoders) else Encoders.only(library, encoders)
        )
        self._engines = engines = Engines(library, self.encoders, cache)
        self._asking = Asking(library, engines.retriever, model)
        self.kept = KeptCitations(library)
        self.questions = KeptQuestions(library, engines.retriever)
        self.intake = Intake(library, self.questions, engines.read, self.encoders)
        self.indexing = self.intake.background
        self.lookout = Lookout(_watch, self.indexing, library.roots)

    @classmethod
    def open(
        cls,
        folder: Path | str | None = None,
        *,
        settings: Settings | None = None,
        notify: Callable[[str], None] | None = None,
        create: bool = True,
        recovering: bool = False,
    ) -> Self:
        """Open the library in `folder`, with `create` making it when there is none.

        With `recovering`, a lost database is made anew, for `recover`. The encoder is
        loaded when it is first needed; `notify` hears what takes long. Raises
        `LibraryError` when the library cannot be used, and `SettingsError` when
        `llm_url` is no address.
        """
        settings = settings or Settings()
        if folder is not None:
            root = Path(folder).expanduser().resolve()
        else:
            root = settings.library_folder

        model = None
        if settings.llm_url:
            model = LanguageModel(settings.llm_url, settings.llm_model, settings.llm_key)
        library = open_library(root, create=create, recovering=recovering)
        encoders = Encoders.of(library, settings, notify)
        return cls(library, encoders, model, settings.cache_folder)

    def close(self) -> None:
        """Stop watching and indexing, end the reader and leave the library whole."""
        self.lookout.close()
        self.indexing.close()
        self._engines.close()
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what is there -------------------------------------------------------

    @property
    def generation(self) -> int:
        """Another number after every change of the library, by this process or any other."""
        return self.library.version()

    def notices(self) -> tuple[str, ...]:
        """What a reader should be told of the library itself, such as an index made anew."""
        own = filter(None, [self.questions.trouble, self.encoders.notice])
        return (*map(str, self.library.notices), *own)

    # -- asking --------------------------------------------------------------

    @property
    def has_model(self) -> bool:
        """Whether a language model is set up to answer from the sources."""
        return self._asking.model is not None

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
        yield from self._asking.stream(question, within=within, limit=limit, after=after, llm=llm)

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

        `ranked` orders them by match instead. `speaker` is a name that means one of those who
        speak in the library, `year` a key of the facets that came with all mentions; `first`
        and `limit` take a part of the list. Raises `SeveralSpeakers`.
        """
        return self._asking.mentions(
            subject,
            within=within,
            ranked=ranked,
            narrowing=Narrowing(
                speaker_chosen(speaker, self.library) if speaker else frozenset(), year
            ),
            first=first,
            limit=limit,
        )

    def show(self, paragraph_id: str) -> Passage:
        """A paragraph with its document and its neighbours. Raises `UnknownParagraph`."""
        return self.library.passage(paragraph_id)

    def cite(self, paragraph_id: str, span: Span | None = None, *, number: int = 1) -> Citation:
        """A citation of a paragraph, or of `span` (offsets within the paragraph).

        Raises `UnknownParagraph`; a span outside the paragraph is cut to it.
        """
        return cite_paragraph(self.library, paragraph_id, span, number=number)

    def view(self, document_id: str, first: int = 0, end: int | None = None) -> View:
        """A document with its pages and its paragraphs, by ordinal from `first` to before `end`.

        Raises `UnknownDocument`.
        """
        return view(self.library, document_id, first, end)

    def picture(self, document_id: str, page: int, width: int) -> bytes:
        """A page's picture as WebP, `width` pixels wide. Raises `UnknownPage`."""
        return picture(
            self.library,
            document_id,
            page,
            lambda original: self._engines.reader().render(original, page, width),
        )

    # -- citations that were made --------------------------------------------

    def verify(self, receipt: Receipt) -> Verification:
        """What became of a citation: unchanged, moved, reworded, gone, or ambiguous."""
        return verify(receipt, self.library)

    def quote(self, text: str, *, within: Sequence[str] = ()) -> QuoteCheck:
        """Whether a quotation is exact, altered or not there. Raises `EmptyQuestion`."""
        return check_quotation(bounded(text.strip()), self.library, self._asking.ids(within))

    def select(self, question: str, paragraph_id: str, span: Span | None = None) -> Kept:
        """Keep a citation for a question; `span` counts from the paragraph's start.

        Raises `UnknownParagraph` and `QuestionTooLong`.
        """
        asked = worded(question) if question.strip() else ""
        return self.kept.select(asked, self.cite(paragraph_id, span))

    def evaluate(
        self, modes: Sequence[Mode], *, limit: int | None = None, progress: Counting | None = None
    ) -> dict[str, Any]:
        """Figures of the questions of kept citations, as `evaluate_kept` gives them.

        `limit` takes those that something was kept for last. Raises `AssistantError` when
        there are none.
        """
        return evaluate_kept(self.library, self._engines.retriever, modes, limit, progress)

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
        return self.intake.index(
            paths,
            remove_missing=remove_missing,
            rebuild=rebuild,
            report=report,
            progress=progress,
            stop=stop,
        )

    def upload(self, name: str, content: Path, *, replace: bool = False) -> FileOutcome:
        """As `Intake.upload`."""
        return self.intake.upload(name, content, replace=replace)

    def remove(self, reference: str, *, with_citations: bool = False) -> DocumentRecord:
        """Take a document out for good; the citations kept from it stay, unless taken too.

        Raises `UnknownDocument`.
        """
        record = self.library.find(reference)
        self.library.remove(record.document_id, with_selections=with_citations)
        return record

    def prepare(self) -> None:
        """Load what the first question and page would wait for. Raises `EmbeddingsError`."""
        self._engines.prepare()


def _watch(
    paths: Sequence[Path],
    on_change: Callable[[tuple[Path, ...]], None],
    stop: threading.Event,
) -> None:
    from assistant.indexing.watching import watch  # 7 ms that no question needs.

    watch(paths, on_change, stop)
