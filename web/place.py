"""Where a reader is: everything that the address of a page says."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from assistant.citations.citation import Citation
from assistant.documents.document import Paragraph, Span

_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})")


class Mode(StrEnum):
    """What a question asks for."""

    ANSWER = "answer"
    MENTIONS = "mentions"
    WRITTEN = "written"
    """The answer with the language model's, waited for: for browsers without script."""


class Form(StrEnum):
    """How a document is shown."""

    ORIGINAL = ""
    """Its pages where it has any, else its text."""
    REPAIRED = "repaired"
    """Its text: lines joined, broken words and torn lists mended."""
    RAW = "raw"
    """What its file holds where the text stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page's address in parts; `url` puts them together again.

    With `alone` the page shows `document` without the chat. `span` counts from
    the paragraph's start, so that the address survives edits elsewhere.
    """

    question: str = ""
    after: str = ""
    """The question before, which this one may follow up."""
    within: tuple[str, ...] = ()
    mode: Mode = Mode.ANSWER
    paragraph: str | None = None
    span: Span | None = None
    document: str | None = None
    alone: bool = False
    form: Form = Form.ORIGINAL
    speaker: str = ""
    """Of every mention, only what this speaker said."""
    year: str = ""
    """Of every mention, only what documents of this year say."""
    first: int = 0
    """Mentions that stand before those shown."""

    @property
    def url(self) -> str:
        """Path, query and, where a paragraph is selected, the fragment that selects it."""
        anchor = f"#p-{quote(self.paragraph, safe='')}" if self.paragraph else ""
        return self.quiet_url + anchor

    @property
    def quiet_url(self) -> str:
        """The same place without moving to the paragraph."""
        path = "/"
        query: list[tuple[str, str]] = []
        if self.alone and self.document:
            path = f"/documents/{quote(self.document, safe='')}"
        else:
            query += [("q", self.question)] if self.question else []
            query += [("after", self.after)] if self.after else []
            query += [("in", document) for document in self.within]
            query += [("mode", self.mode.value)] if self.mode is not Mode.ANSWER else []
            query += [("speaker", self.speaker)] if self.speaker else []
            query += [("year", self.year)] if self.year else []
            query += [("first", str(self.first))] if self.first else []
            query += [("d", self.document)] if self.document else []
        if self.paragraph:
            query.append(("p", self.paragraph))
            if self.span is not None:
                query.append(("s", f"{self.span.start}-{self.span.end}"))
        if self.form is not Form.ORIGINAL and (self.paragraph or self.document):
            query.append(("text", self.form.value))
        return path + (f"?{urlencode(query, quote_via=quote)}" if query else "")

    @property
    def earlier(self) -> "Place":
        """Where the question before was asked."""
        return Place(question=self.after, within=self.within)

    @property
    def afresh(self) -> "Place":
        """The same question, following up nothing."""
        return replace(self._from_the_top, after="")

    def selecting(self, paragraph: Paragraph, span: Span | None = None) -> "Place":
        """The same place with a paragraph selected; `span` counts in the revision's text."""
        relative = None
        if span is not None and span != (paragraph.start, paragraph.end):
            relative = Span(span.start - paragraph.start, span.end - paragraph.start)
        document = paragraph.document_id if self.alone else None
        return replace(self, paragraph=paragraph.paragraph_id, span=relative, document=document)

    def selecting_id(self, paragraph_id: str, span: Span | None = None) -> "Place":
        """As `selecting`, by id and with a `span` that counts from the paragraph's start."""
        document = self.document if self.alone else None
        return replace(self, paragraph=paragraph_id, span=span, document=document)

    def selecting_cited(self, citation: Citation) -> "Place":
        """The same place with exactly what a citation quotes selected."""
        query = parse_qs(urlsplit(citation.url).query)
        # A permalink without a span quotes the whole paragraph.
        span = span_of(query.get("s", [""])[0]) or Span(0, citation.end - citation.start)
        return self.selecting_id(citation.paragraph_id, span)

    def choosing(self, question: str) -> "Place":
        """A question that means one of several things that this one may mean."""
        return replace(self._from_the_top, question=question)

    def asking_for(self, mode: str) -> "Place":
        """The same question in another mode, nothing selected."""
        return replace(self._from_the_top, mode=Mode(mode), speaker="", year="")

    def narrowed(self, *, speaker: str | None = None, year: str | None = None) -> "Place":
        """The same mentions, only of a speaker or a year; empty for all, `None` as it is."""
        return replace(
            self._from_the_top,
            speaker=self.speaker if speaker is None else speaker,
            year=self.year if year is None else year,
        )

    def reading_on(self, first: int) -> "Place":
        """The same mentions, those from the `first` on."""
        return replace(self._from_the_top, first=first)

    @property
    def _from_the_top(self) -> "Place":
        """The same place with nothing selected, at the beginning of its list."""
        return replace(self, paragraph=None, span=None, document=None, first=0)

    def opening(self, document_id: str) -> "Place":
        """The same place with a document opened at its beginning."""
        return replace(self, document=document_id, paragraph=None, span=None, form=Form.ORIGINAL)

    def showing(self, form: Form) -> "Place":
        """The same place with the document shown in another form."""
        return replace(self, form=form)

    def limited_to(self, document_id: str) -> "Place":
        """The same question within one more document."""
        within = (*self.within, document_id)
        return replace(self, within=within, paragraph=None, span=None, first=0)

    def freed_of(self, document_id: str) -> "Place":
        """The same question no longer limited to a document."""
        within = tuple(document for document in self.within if document != document_id)
        return replace(self, within=within, paragraph=None, span=None, first=0)


def form_of(text: str | None) -> Form:
    """`raw` as a form; the original for anything else, since an address may be cut short."""
    return Form(text) if text in set(Form) else Form.ORIGINAL


def span_of(text: str | None) -> Span | None:
    """`12-40` as a span; `None` for anything else, since an address may be cut short."""
    match = _SPAN.fullmatch(text or "")
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return Span(int(match[1]), int(match[2]))


def first_of(text: str | None) -> int:
    """`100` as a count; 0 for anything else, since an address may be cut short."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
