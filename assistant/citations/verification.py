"""What became of a citation: unchanged, moved, reworded or gone; ambiguous is never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.context import CLEAR, cited_place
from assistant.citations.receipts import Receipt
from assistant.citations.rivals import LIKE, is_anothers, took_the_words, unnumbered
from assistant.citations.wording import (
    Alignment,
    Change,
    align,
    occurrences,
    respellings,
    tokens,
    with_its_edges,
)
from assistant.documents.composition import SEPARATOR
from assistant.documents.document import Paragraph, Span
from assistant.errors import AssistantError, UnknownDocument
from assistant.library.library import DocumentRecord, Library


class Verdict(StrEnum):
    """What became of a citation."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a receipt, and where its words are now."""

    receipt: Receipt
    verdict: Verdict
    message: str
    """The reason in one sentence."""
    now: Citation | None = None
    """Where the words, or what they were changed to, stand now."""
    changes: tuple[Change, ...] = ()
    candidates: tuple[Citation, ...] = ()
    """The places between which nothing decides, when ambiguous."""


def verify(receipt: Receipt, library: Library) -> Verification:
    """What became of the quoted words.

    In the cited document first: the very bytes, then the same words, then the
    paragraph most like it among those that are new since the cited revision (a
    paragraph that stood beside the cited one cannot be its reworded form). Only
    when the document is gone are the same words sought in other documents.
    """
    try:
        record = library.document(receipt.document_id)
    except UnknownDocument:
        return _elsewhere(receipt, library)
    opened = _Opened(
        record, library.text(record.document_id), library.paragraphs(receipt.document_id)
    )
    here = Span(receipt.start, receipt.end)
    if record.revision == receipt.revision and opened.text[here.start : here.end] == receipt.quote:
        return _verdict(receipt, Verdict.UNCHANGED, "The file has not changed.", opened, here)
    earlier = _earlier(receipt, library)
    spans = occurrences(receipt.quote, tokens(opened.text))
    if spans:
        return _found(receipt, opened, spans, earlier)
    return _reworded(receipt, opened, earlier)


class _Opened:
    """A document with its text and paragraphs at hand."""

    def __init__(self, record: DocumentRecord, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self.record = record
        self.text = text
        self.paragraphs = paragraphs

    def cite(self, span: Span) -> Citation | None:
        """The citation of a span; one that crosses paragraphs is cited by its first."""
        for paragraph in self.paragraphs:
            start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
            if start < end:
                return cite(
                    1,
                    paragraph,
                    Span(start, end),
                    document=self.record.name,
                    revision=self.record.revision,
                    text=self.text,
                )
        return None


def _verdict(
    receipt: Receipt,
    verdict: Verdict,
    message: str,
    opened: _Opened,
    span: Span,
    changes: tuple[Change, ...] = (),
) -> Verification:
    return Verification(receipt, verdict, message, opened.cite(span), changes)


def _found(
    receipt: Receipt, opened: _Opened, spans: list[Span], earlier: str | None
) -> Verification:
    """The same words stand in the document: once then and now, or where their neighbours say."""
    chosen = cited_place(receipt, opened.text, spans, earlier)
    if chosen is None or took_the_words(receipt, opened.paragraphs, earlier, chosen):
        cited = tuple(c for c in map(opened.cite, spans) if c is not None)
        places = "one place" if len(spans) == 1 else f"{len(spans)} places"
        message = f"These words stand in {places} and nothing tells whether that was cited."
        return Verification(receipt, Verdict.AMBIGUOUS, message, candidates=cited)
    whole = with_its_edges(receipt.quote, opened.text, chosen)
    changes = tuple(respellings(opened.text[whole.start : whole.end], receipt.quote))
    if changes:
        message = "The same words, in other letters or with other punctuation."
        return _verdict(receipt, Verdict.REWORDED, message, opened, whole, changes)
    now = opened.cite(whole)
    if now is not None and receipt.address and str(now.address) != receipt.address:
        message = f"The same words, now at {now.address or 'another place'}."
        return Verification(receipt, Verdict.MOVED, message, now)
    return Verification(receipt, Verdict.UNCHANGED, "The same words at the same address.", now)


def _earlier(receipt: Receipt, library: Library) -> str | None:
    """The text of the cited revision; `None` when it was purged."""
    try:
        return library.text(receipt.document_id, receipt.revision)
    except AssistantError:
        return None


def _reworded(receipt: Receipt, opened: _Opened, earlier: str | None) -> Verification:
    """The new paragraph that is most like the quotation, when one clearly is.

    It may be the new form of another paragraph that was reworded at the same time:
    then nothing tells which of the two was the cited one.
    """
    scored = _candidates(receipt, opened, earlier)
    if not scored:
        return Verification(receipt, Verdict.GONE, "These words are no longer in the document.")
    likeness, paragraph, alignment = scored[0]
    spans = [Span(p.start + a.span.start, p.start + a.span.end) for _, p, a in scored]
    close = len(scored) > 1 and likeness - scored[1][0] < CLEAR
    if close or is_anothers(receipt, opened.paragraphs, earlier, paragraph):
        cited = tuple(c for c in map(opened.cite, spans) if c is not None)
        message = "The words were changed, and nothing tells which passage they became."
        return Verification(receipt, Verdict.AMBIGUOUS, message, candidates=cited)
    changes = alignment.changes
    message = f"The words were changed in {len(changes)} place{'s' if len(changes) > 1 else ''}."
    return _verdict(receipt, Verdict.REWORDED, message, opened, spans[0], changes)


def _candidates(
    receipt: Receipt, opened: _Opened, earlier: str | None
) -> list[tuple[float, Paragraph, Alignment]]:
    """New paragraphs with a stretch that is like the quotation, most like first."""
    known = {unnumbered(part) for part in earlier.split(SEPARATOR)} if earlier else set()
    before = tokens(earlier or "")
    wanted = {token.word for token in tokens(receipt.quote)}
    scored = []
    for paragraph in opened.paragraphs:
        shared = wanted & {token.word for token in tokens(paragraph.text)}
        if len(shared) * 2 < len(wanted) or unnumbered(paragraph.text) in known:
            continue
        alignment = align(receipt.quote, paragraph.text)
        stretch = paragraph.text[alignment.span.start : alignment.span.end]
        # Words that stood in the cited revision are a passage of their own.
        if alignment.likeness >= LIKE and not occurrences(stretch, before):
            scored.append((alignment.likeness, paragraph, alignment))
    return sorted(scored, key=lambda entry: (-entry[0], entry[1].start))


def _elsewhere(receipt: Receipt, library: Library) -> Verification:
    """The document was taken out: the same words may stand in another one."""
    found: list[Citation] = []
    for scored in library.matching(receipt.quote, 50):
        located = library.located([scored.row]).get(scored.row)
        if located is None:
            continue
        paragraph = located.paragraph
        for span in occurrences(receipt.quote, tokens(paragraph.text)):
            record = library.document(paragraph.document_id)
            opened = _Opened(record, library.text(record.document_id), [paragraph])
            moved = Span(paragraph.start + span.start, paragraph.start + span.end)
            citation = opened.cite(with_its_edges(receipt.quote, opened.text, moved))
            if citation is not None:
                found.append(citation)
    gone = f"{receipt.document} is no longer in the library"
    if len(found) == 1:
        [there] = found
        changes = tuple(respellings(there.quote, receipt.quote))
        spelling = ", in another spelling," if changes else ""
        message = f"{gone}; the same words{spelling} stand in {there.document}."
        verdict = Verdict.REWORDED if changes else Verdict.MOVED
        return Verification(receipt, verdict, message, there, changes)
    if found:
        message = f"{gone}; the same words stand in {len(found)} places of other documents."
        return Verification(receipt, Verdict.AMBIGUOUS, message, candidates=tuple(found))
    return Verification(receipt, Verdict.GONE, f"{gone}, and its words are nowhere else.")
