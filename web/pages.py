"""One frozen dataclass a template, and the one way to render them."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.answers.answer import Answer, Statement
from assistant.citations.citation import Citation
from assistant.encoders import EncoderStatus
from assistant.indexing.background import IndexingStatus
from assistant.keeping.comparison import Comparison
from assistant.keeping.kept import Kept
from assistant.library.records import Counts, DocumentRecord, Failure
from assistant.retrieval.hit import Facet, Hit, Mentions
from web.place import Place
from web.recent import MENTIONS
from web.selection import Selected
from web.source import PageSheet, Source
from web.wording import FILTERS

LISTED = 100
"""Documents named beside the chat; the rest are on the library's page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    counts: Counts
    documents: tuple[DocumentRecord, ...]
    """The first `LISTED` by name."""
    running: bool
    """Documents are being indexed."""
    place: Place
    kept: int
    """Citations that were kept."""
    opened: str | None = None
    """The document in the source pane."""


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """The mentions within one document."""

    document: str
    document_id: str
    hits: tuple[Hit, ...]
    sections: tuple[tuple[str, tuple[Hit, ...]], ...]
    """The same, under the headings they stand under; one that stands apart comes again."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A question to begin with."""

    question: str
    url: str


@dataclass(frozen=True, slots=True)
class ChatPage:
    """The conversation and the source beside it."""

    template: ClassVar[str] = "chat.html"
    fragment: ClassVar[str] = "_workspace.html"
    frame: Frame
    place: Place
    answer: Answer | None
    mentions: Mentions | None
    holding_groups: tuple[MentionGroup, ...]
    """Mentions that hold the words."""
    groups: tuple[MentionGroup, ...]
    """Others on the subject."""
    weak_groups: tuple[MentionGroup, ...]
    limits: tuple[DocumentRecord, ...]
    """The documents that the question is limited to."""
    candidates: tuple[Hit, ...]
    selected: Selected | None
    source: Source | None
    samples: tuple[Sample, ...]
    """Only where nothing was asked yet."""
    written: Answer | None
    """What the language model made of it; `None` where there is none, or not yet."""
    stream: str
    """Where that can be listened to; empty where there is nothing to come."""
    notice: str
    """Why the address could not be followed to the letter; mostly empty."""

    @property
    def earlier(self) -> Place | None:
        """Where the mentions before these are listed."""
        if self.mentions is None or not self.mentions.first:
            return None
        return self.place.reading_on(max(self.mentions.first - MENTIONS, 0))

    @property
    def later(self) -> Place | None:
        """Where the mentions after these are listed."""
        if self.mentions is None:
            return None
        end = self.mentions.first + len(self.mentions.hits)
        return self.place.reading_on(end) if end < self.mentions.total else None

    def limit_to(self, facet: Facet) -> str:
        """The address of the same mentions, within a document."""
        return self.place.limited_to(facet.key).quiet_url

    def by_speaker(self, facet: Facet) -> str:
        """The address of the same mentions, only a speaker's; of all if they are that already."""
        chosen = "" if facet.key == self.place.speaker else facet.key
        return self.place.narrowed(speaker=chosen).quiet_url

    def by_year(self, facet: Facet) -> str:
        """The address of the same mentions, only a year's; of all if they are that already."""
        chosen = "" if facet.key == self.place.year else facet.key
        return self.place.narrowed(year=chosen).quiet_url

    @property
    def quoted_above(self) -> bool:
        """The answer quotes what is selected, so its card need not say it again."""
        if self.answer is None or self.selected is None:
            return False
        quote = self.selected.citation.quote
        return any(citation.quote == quote for citation in self.answer.citations)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """One sentence of a language model, or a line on what became of it."""

    template: ClassVar[str] = "_written_part.html"
    fragment: ClassVar[str] = "_written_part.html"
    place: Place
    selected: Selected | None
    statement: Statement | None
    citations: tuple[Citation, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A source alone."""

    template: ClassVar[str] = "document.html"
    fragment: ClassVar[str] = "_reading.html"
    frame: Frame
    place: Place
    selected: Selected | None
    source: Source
    notice: str
    """Why the address could not be followed to the letter; mostly empty."""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of a source with its text layer."""

    template: ClassVar[str] = "sheet.html"
    fragment: ClassVar[str] = "_one_sheet.html"
    frame: Frame
    document: DocumentRecord
    sheet: PageSheet


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """What is in the library, what could not be read, and how to change it."""

    template: ClassVar[str] = "library.html"
    fragment: ClassVar[str] = "_indexing.html"
    frame: Frame
    documents: tuple[DocumentRecord, ...]
    failures: tuple[Failure, ...]
    after: int
    """How many documents stand before these."""
    more: int | None
    """How many stand before the next ones."""
    status: IndexingStatus
    encoder: EncoderStatus
    """Of what encoder the library is, and of what it is to be."""
    kept: str
    """What became of the citations that were kept; empty while indexing."""
    questions: Comparison | None
    """How their questions fare; `None` while indexing, and before they were asked."""
    notices: tuple[str, ...]
    """What a reader should be told of the library itself."""
    folders: tuple[str, ...]
    """Folders that were indexed before; refreshing looks there."""
    watching: bool
    """Those folders are watched."""
    trouble: str
    """Why they are not watched any more."""
    told: str
    """What was just done: how many files were added, under which names, what was removed."""
    problem: str
    """Why a file was not."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The citations that were kept."""

    template: ClassVar[str] = "kept.html"
    fragment: ClassVar[str] = "_kept.html"
    frame: Frame
    selections: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The question for the secret."""

    template: ClassVar[str] = "login.html"
    fragment: ClassVar[str] = "_login.html"
    next: str
    """Where the reader was going."""
    problem: str


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the JSON interface."""

    method: str
    path: str
    summary: str


@dataclass(frozen=True, slots=True)
class ApiPage:
    """The JSON interface, described."""

    template: ClassVar[str] = "api.html"
    fragment: ClassVar[str] = "_api.html"
    frame: Frame
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class KeysPage:
    """Every key that the page listens to."""

    template: ClassVar[str] = "keys.html"
    fragment: ClassVar[str] = "_keys.html"
    frame: Frame


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A refusal: what is wrong and what to do."""

    template: ClassVar[str] = "error.html"
    fragment: ClassVar[str] = "_error.html"
    heading: str
    message: str
    status: int
    reencode: bool = False
    """Encoding everything again is the remedy."""


class Page(Protocol):
    """A template's name, the name of its fragment, and its fields."""

    template: ClassVar[str]
    fragment: ClassVar[str]


ENVIRONMENT = Environment(
    loader=PackageLoader("web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters.update(FILTERS)


def compile_templates() -> None:
    """Every template, ahead of the first page: together they take a fifth of a second."""
    for name in ENVIRONMENT.list_templates():
        ENVIRONMENT.get_template(name)


def fragment(page: Page) -> str:
    """Only the fragment of a page."""
    return ENVIRONMENT.get_template(page.fragment).render(page=page)


def render(request: Request, page: Page, status: int = 200) -> HTMLResponse:
    """The whole page, or only its fragment when the script asks for it."""
    name = page.fragment if "x-fragment" in request.headers else page.template
    text = ENVIRONMENT.get_template(name).render(page=page)
    # Names of files may hold bytes that are no characters.
    shown = text.encode("utf-8", "replace")
    return HTMLResponse(shown, status_code=status, headers={"Vary": "X-Fragment, X-Open"})
