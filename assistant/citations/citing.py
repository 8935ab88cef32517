"""A paragraph and a span of it, made into a citation."""

from urllib.parse import quote as quote_url

from assistant.citations.citation import Address, Citation
from assistant.citations.paging import Paging
from assistant.documents.document import Paragraph, Span
from assistant.library.reading import Passage, Reading

CONTEXT = 48
"""Characters kept before and after the words, to find them again after an edit."""


def cite(
    number: int,
    passage: Passage,
    span: Span,
    *,
    text: str | None = None,
    paging: Paging | None = None,
) -> Citation:
    """A citation of a span of the revision's text, which must lie within the paragraph.

    `text` is that text, and `paging` the document's pages, where they are at hand.
    """
    start, end = span
    paragraph, document = passage.paragraph, passage.document
    assert paragraph.start <= start < end <= paragraph.end, "a quote lies in its paragraph"
    text = passage.text() if text is None else text
    return Citation(
        number=number,
        paragraph_id=paragraph.paragraph_id,
        document_id=document.document_id,
        document=document.name,
        revision=document.revision,
        quote=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        address=address_of(passage, span, paging=paging),
        url=permalink(paragraph, span),
        title=document.title,
        symbol=document.imprint.symbol,
        speakers=paragraph.said_by(span),
    )


def cite_paragraph(
    library: Reading, paragraph_id: str, span: Span | None = None, *, number: int = 1
) -> Citation:
    """A citation of a paragraph, or of `span` (offsets within the paragraph), cut to it.

    Raises `UnknownParagraph`.
    """
    passage = library.passage(paragraph_id)
    return cite(number, passage, _within(passage.paragraph, span))


def _within(paragraph: Paragraph, span: Span | None) -> Span:
    """A span relative to the paragraph as one in the text, cut to the paragraph."""
    whole = Span(paragraph.start, paragraph.end)
    if span is None:
        return whole
    start = min(max(span.start, 0), len(paragraph.text))
    end = min(max(span.end, 0), len(paragraph.text))
    return Span(paragraph.start + start, paragraph.start + end) if start < end else whole


def cite_all(
    passage: Passage, span: Span, text: str, *, paging: Paging | None = None
) -> tuple[Citation, ...]:
    """A citation of each paragraph's part of a span that begins in the passage or after it."""
    paging = paging or Paging.of(passage.library, passage.paragraph.document_id)
    cited: list[Citation] = []
    while True:
        paragraph = passage.paragraph
        if paragraph.end > span.start:
            here = Span(max(span.start, paragraph.start), min(span.end, paragraph.end))
            cited.append(cite(len(cited) + 1, passage, here, text=text, paging=paging))
        following = passage.following(1) if span.end > paragraph.end else []
        # A document that was replaced meanwhile has other paragraphs.
        if not following or not paragraph.end < following[0].paragraph.start < span.end:
            return tuple(cited)
        passage = following[0]


def address_of(
    passage: Passage, span: Span | None = None, *, paging: Paging | None = None
) -> Address:
    """Where a reader finds a span of a paragraph, or the whole of it."""
    paging = paging or Paging.of(passage.library, passage.paragraph.document_id)
    return Address.of(passage.paragraph, paging.under(passage.paragraph, span))


def permalink(paragraph: Paragraph, span: Span | None = None) -> str:
    """Path, query and fragment that select this paragraph, with or without JavaScript.

    `p` lets the server mark the paragraph on every page it covers; `s` is the
    quoted span relative to the paragraph, so the link survives edits elsewhere.
    """
    query = f"p={paragraph.paragraph_id}"
    if span is not None and span != (paragraph.start, paragraph.end):
        query += f"&s={span.start - paragraph.start}-{span.end - paragraph.start}"
    document = quote_url(paragraph.document_id, safe="")
    return f"/documents/{document}?{query}#{paragraph.anchor}"
