"""What became of a citation: unchanged, moved, reworded or gone; ambiguous is never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from assistant.citations.alignment import Alignment, align
from assistant.citations.citation import Address, Citation
from assistant.citations.citing import cite_all
from assistant.citations.context import CLEAR, cited_place
from assistant.citations.edition import Edition
from assistant.citations.paging import Paging
from assistant.citations.receipts import Receipt
from assistant.citations.rivals import LIKE, is_anothers, took_the_words
from assistant.citations.sign_changes import held
from assistant.citations.wording import (
    Change,
    ChangeKind,
    occurrences,
    respellings,
    tokens,
    with_its_edges,
)
from assistant.documents.document import Paragraph, Span
from assistant.errors import AssistantError, UnknownDocument
from assistant.library.library import Library
from assistant.library.reading import Passage
from assistant.library.records import DocumentRecord


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
    parts: tuple[Citation, ...] = ()
    """Where they stand now in more than one paragraph: the stretch of each, in order."""
    candidates: tuple[Citation, ...] = ()
    """The places between which nothing decides, when ambiguous."""


def verify(receipt: Receipt, library: Library) -> Verification:
    """What became of the quoted words.

    In the cited document first: the very bytes, then the same words, then the
    paragraph most like it among those that are new since the cited revision (a
    paragraph that stood beside the cited one cannot be its reworded form). Only
    when the document is gone are the same words sought in other documents.
    """
    [outcome] = verify_all([receipt], library)
    return outcome


def verify_all(receipts: Sequence[Receipt], library: Library) -> tuple[Verification, ...]:
    """As `verify` for each, in the order given; every document is opened only once.

    What is made out of a document is kept until the next one is opened, and no longer.
    """
    found: dict[int, Verification] = {}
    numbers = sorted(range(len(receipts)), key=lambda number: receipts[number].document_id)
    for document_id, group in groupby(numbers, key=lambda number: receipts[number].document_id):
        opened = _opened(document_id, library)
        for number in group:
            receipt = receipts[number]
            found[number] = (
                _elsewhere(receipt, library) if opened is None else _within(receipt, opened)
            )
    return tuple(found[number] for number in range(len(receipts)))


class _Opened:
    """A document as it is now, with those of its earlier revisions that were cited."""

    def __init__(self, record: DocumentRecord, library: Library) -> None:
        self.record = record
        self.now = Edition(library.text(record.document_id))
        self._paging = Paging.of(library, record.document_id)
        self._library = library
        self._editions: dict[str, Edition | None] = {record.revision: self.now}

    def edition(self, revision: str) -> Edition | None:
        """The revision that was cited; `None` when its text was purged."""
        if revision not in self._editions:
            try:
                text = self._library.text(self.record.document_id, revision)
            except AssistantError:
                self._editions[revision] = None
            else:
                self._editions[revision] = Edition(text)
        return self._editions[revision]

    def cite(self, span: Span) -> Citation | None:
        """The citation of a span; one that crosses paragraphs is cited by its first."""
        return next(iter(self.cite_all(span)), None)

    def cite_all(self, span: Span) -> tuple[Citation, ...]:
        """The citations of a span, one of each paragraph that it crosses."""
        at = self.now.at(span.start)
        paragraph = None if at is None else self._paragraph(at)
        if paragraph is None or span.end <= paragraph.start:
            return ()
        passage = Passage(paragraph, self.record, self._library)
        return cite_all(passage, span, self.now.text, paging=self._paging)

    def _paragraph(self, at: int) -> Paragraph | None:
        """By its number; `None` when the document has been replaced or taken out meanwhile."""
        part = self.now.parts[at]
        try:
            found = self._library.paragraphs(self.record.document_id, at, at + 1)
        except UnknownDocument:
            return None
        same = (p for p in found if (p.start, p.text) == (part.start, part.text))
        return next(same, None)


def _opened(document_id: str, library: Library) -> _Opened | None:
    """The document; `None` when it was taken out."""
    try:
        record = library.document(document_id)
    except UnknownDocument:
        return None
    return _Opened(record, library)


def _within(receipt: Receipt, opened: _Opened) -> Verification:
    """What became of the quoted words in the cited document."""
    now, here = opened.now, Span(receipt.start, receipt.end)
    same = opened.record.revision == receipt.revision
    if same and now.text[here.start : here.end] == receipt.quote:
        return _verdict(receipt, Verdict.UNCHANGED, "The file has not changed.", opened, here)
    spans = now.words.occurrences(receipt.quote)
    return _found(receipt, opened, spans) if spans else _reworded(receipt, opened)


def _verdict(
    receipt: Receipt,
    verdict: Verdict,
    message: str,
    opened: _Opened,
    span: Span,
    changes: tuple[Change, ...] = (),
) -> Verification:
    return Verification(receipt, verdict, message, opened.cite(span), changes)


def _found(receipt: Receipt, opened: _Opened, spans: Sequence[Span]) -> Verification:
    """The same words stand in the document: once then and now, or where their neighbours say."""
    text, earlier = opened.now.text, opened.edition(receipt.revision)
    chosen = cited_place(receipt, text, spans, earlier)
    if chosen is None or took_the_words(receipt, opened.now, earlier, chosen):
        cited = tuple(c for c in map(opened.cite, spans) if c is not None)
        places = "one place" if len(spans) == 1 else f"{len(spans)} places"
        message = f"These words stand in {places} and nothing tells whether that was cited."
        return Verification(receipt, Verdict.AMBIGUOUS, message, candidates=cited)
    whole, changes = _spelling(receipt.quote, text, chosen)
    parts = opened.cite_all(whole)
    now, parts = next(iter(parts), None), parts if len(parts) > 1 else ()
    if changes:
        message = "The same words, in other letters or with other punctuation."
        if any(change.kind is ChangeKind.SIGN for change in changes):
            message = "The same words, with other signs."
        return Verification(receipt, Verdict.REWORDED, message, now, changes, parts)
    if parts:
        addresses = ", ".join(str(part.address) for part in parts)
        message = f"The same words, now in {len(parts)} paragraphs: {addresses}."
        return Verification(receipt, Verdict.MOVED, message, now, parts=parts)
    if now is not None and receipt.address and not _is_at(now.address, receipt.address):
        message = f"The same words, now at {now.address or 'another place'}."
        return Verification(receipt, Verdict.MOVED, message, now)
    return Verification(receipt, Verdict.UNCHANGED, "The same words at the same address.", now)


def _is_at(address: Address, told: str) -> bool:
    """Whether it is the address that a receipt tells; old ones do not count paragraphs."""
    return told in (str(address), str(replace(address, ordinal=None)))


def _spelling(quote: str, text: str, place: Span) -> tuple[Span, tuple[Change, ...]]:
    """The stretch of a text with the same words, and the signs and letters that differ there."""
    there = held(quote, text, place)
    edges = with_its_edges(quote, text, place)
    whole = Span(min(edges.start, there.span.start), max(edges.end, there.span.end))
    # A sign that differs is told once, with the words beside it.
    spelt = [
        change
        for change in respellings(text[whole.start : whole.end], quote)
        if not any(_is_part(change, sign) for sign in there.changes)
    ]
    return whole, (*there.changes, *spelt)


def _is_part(change: Change, sign: Change) -> bool:
    return change.source in sign.source and change.quoted in sign.quoted


def _reworded(receipt: Receipt, opened: _Opened) -> Verification:
    """The new paragraph that is most like the quotation, when one clearly is.

    It may be the new form of another paragraph that was reworded at the same time:
    then nothing tells which of the two was the cited one.
    """
    now, earlier = opened.now, opened.edition(receipt.revision)
    scored = _candidates(receipt, now, earlier)
    if not scored:
        return Verification(receipt, Verdict.GONE, "These words are no longer in the document.")
    first, alignment = scored[0]
    spans = [_shifted(a.span, now.parts[at].start) for at, a in scored]
    close = len(scored) > 1 and alignment.likeness - scored[1][1].likeness < CLEAR
    if close or is_anothers(receipt, now, earlier, first):
        cited = tuple(c for c in map(opened.cite, spans) if c is not None)
        message = "The words were changed, and nothing tells which passage they became."
        return Verification(receipt, Verdict.AMBIGUOUS, message, candidates=cited)
    changes = alignment.changes
    message = f"The words were changed in {len(changes)} place{'s' if len(changes) > 1 else ''}."
    return _verdict(receipt, Verdict.REWORDED, message, opened, spans[0], changes)


def _candidates(
    receipt: Receipt, now: Edition, earlier: Edition | None
) -> list[tuple[int, Alignment]]:
    """New paragraphs with a stretch that is like the quotation, by number, most like first."""
    before = earlier or Edition("")
    wanted = {token.word for token in tokens(receipt.quote)}
    scored = []
    for at, part in enumerate(now.parts):
        if now.keys[at] in before.known or len(wanted & now.vocabulary(at)) * 2 < len(wanted):
            continue
        alignment = align(receipt.quote, part.text)
        stretch = part.text[alignment.span.start : alignment.span.end]
        # Words that stood in the cited revision are a passage of their own.
        if alignment.likeness >= LIKE and not before.words.occurrences(stretch):
            scored.append((at, alignment))
    return sorted(scored, key=lambda entry: -entry[1].likeness)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _elsewhere(receipt: Receipt, library: Library) -> Verification:
    """The document was taken out: the same words may stand in another one."""
    found: list[tuple[Citation, tuple[Change, ...]]] = []
    for scored in library.matching(receipt.quote, 50):
        passage = library.passages([scored.row]).get(scored.row)
        if passage is None:
            continue
        paragraph = passage.paragraph
        for span in occurrences(receipt.quote, tokens(paragraph.text)):
            opened = _Opened(passage.document, library)
            moved = _shifted(span, paragraph.start)
            whole, changes = _spelling(receipt.quote, opened.now.text, moved)
            citation = opened.cite(whole)
            if citation is not None:
                found.append((citation, changes))
    gone = f"{receipt.document} is no longer in the library"
    if len(found) == 1:
        [(there, changes)] = found
        spelling = ", in another spelling," if changes else ""
        message = f"{gone}; the same words{spelling} stand in {there.document}."
        verdict = Verdict.REWORDED if changes else Verdict.MOVED
        return Verification(receipt, verdict, message, there, changes)
    if found:
        message = f"{gone}; the same words stand in {len(found)} places of other documents."
        return Verification(
            receipt, Verdict.AMBIGUOUS, message, candidates=tuple(c for c, _ in found)
        )
    return Verification(receipt, Verdict.GONE, f"{gone}, and its words are nowhere else.")
