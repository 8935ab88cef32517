"""The paragraph that is selected, with everything its card offers."""

from dataclasses import dataclass

from assistant.citations.citation import Citation
from assistant.citations.formats import formats
from assistant.documents.document import Paragraph, Span
from assistant.library.records import DocumentRecord
from assistant.retrieval.hit import Hit
from assistant.service import Assistant
from web.place import Place
from web.wording import known_as

FORMAT_NAMES = {
    "plain": "Plain text",
    "markdown": "Markdown",
    "footnote": "Footnote",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl": "CSL-JSON",
}
"""What readers call the formats of a citation, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A citation ready to be copied."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Selected:
    """A selected paragraph; every `Place` is where a link leads."""

    document: DocumentRecord
    paragraph: Paragraph
    span: Span
    """The quoted stretch, in the revision's text."""
    citation: Citation
    copies: tuple[Copy, ...]
    rank: int | None
    """Its place among the candidates, from 1; `None` when it is none of them."""
    strength: str
    close_call: bool
    before: Place | None
    after: Place | None
    narrower: Place | None
    wider: Place | None
    place: Place
    replaced_by: DocumentRecord | None = None
    """The document that words this otherwise and is in force."""
    kept_by: int = 0
    """The selection by which it stands first; 0 for none."""

    @property
    def permalink(self) -> str:
        """The address of this paragraph alone, for others to open."""
        return self.citation.url


def select(
    assistant: Assistant,
    place: Place,
    paragraph_id: str,
    span: Span | None,
    *,
    base: str,
    hits: tuple[Hit, ...] = (),
) -> Selected:
    """The selection at a place; `span` counts from the paragraph's start.

    Without a span the best stretch of the hit is quoted, or the whole paragraph.
    `base` is the address of this server. Raises `UnknownParagraph`.
    """
    shown = assistant.show(paragraph_id)
    paragraph = shown.paragraph
    hit = next((hit for hit in hits if hit.paragraph.paragraph_id == paragraph_id), None)
    if span is None and hit is not None:
        span = Span(hit.span.start - paragraph.start, hit.span.end - paragraph.start)
    citation = assistant.cite(paragraph_id, span)
    quoted = Span(citation.start, citation.end)
    texts = formats(citation, known_as(shown.document), base=base)
    return Selected(
        document=shown.document,
        paragraph=paragraph,
        span=quoted,
        citation=citation,
        copies=tuple(Copy(key, name, texts[key]) for key, name in FORMAT_NAMES.items()),
        rank=None if hit is None else hits.index(hit) + 1,
        strength="" if hit is None else hit.strength.value,
        close_call=hit is not None and _is_close(hit, hits),
        before=None if shown.before is None else place.selecting(shown.before),
        after=None if shown.after is None else place.selecting(shown.after),
        narrower=_place(place, paragraph, narrowed(paragraph, quoted)),
        wider=_place(place, paragraph, widened(paragraph, quoted)),
        place=place.selecting(paragraph, quoted),
        replaced_by=None if hit is None else hit.superseded_by,
        kept_by=0 if hit is None else hit.chosen,
    )


def narrowed(paragraph: Paragraph, span: Span) -> Span | None:
    """The span without its last sentence; `None` when it holds no more than one."""
    inside = [s for s in paragraph.sentences if s.start < span.end and s.end > span.start]
    if len(inside) < 2:
        return None
    return Span(max(span.start, inside[0].start), inside[-2].end)


def widened(paragraph: Paragraph, span: Span) -> Span | None:
    """The span with one more sentence, after it or else before it; then the whole paragraph.

    `None` when it is the whole paragraph already.
    """
    whole = Span(paragraph.start, paragraph.end)
    if span == whole:
        return None
    after = [s for s in paragraph.sentences if s.end > span.end]
    if after:
        return Span(span.start, after[0].end)
    before = [s for s in paragraph.sentences if s.start < span.start]
    if before:
        return Span(before[-1].start, span.end)
    return whole


def _place(place: Place, paragraph: Paragraph, span: Span | None) -> Place | None:
    if span is None:
        return None
    # The whole paragraph is said by its offsets too: an absent span means the best stretch.
    relative = Span(span.start - paragraph.start, span.end - paragraph.start)
    return place.selecting_id(paragraph.paragraph_id, relative)


def _is_close(hit: Hit, hits: tuple[Hit, ...]) -> bool:
    """The hit before it or the one after it matches almost as well."""
    at = hits.index(hit)
    return hit.close_call or (at + 1 < len(hits) and hits[at + 1].close_call)
