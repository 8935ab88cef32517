"""A quotation held against the library: exact, altered, or not there at all."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.wording import Change, align, occurrences, tokens
from assistant.documents.document import Paragraph, Span
from assistant.errors import EmptyQuestion
from assistant.library.library import Library
from assistant.library.reading import Passage

CANDIDATES = 50
"""Paragraphs that are looked at word by word."""
LIKE = 0.6
"""Share of equal words from which a passage is an altered form of the quotation."""


class QuoteVerdict(StrEnum):
    """How a quotation stands to its source."""

    EXACT = "exact"
    ALTERED = "altered"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The verdict on a quotation, with every place where it stands."""

    quotation: str
    verdict: QuoteVerdict
    citations: tuple[Citation, ...]
    """All places when exact; the one most like it when altered; none when absent."""
    likeness: float
    """Share of words that agree with the nearest passage, 0 to 1."""
    changes: tuple[Change, ...] = ()


def check_quotation(
    quotation: str, library: Library, within: Collection[str] | None = None
) -> QuoteCheck:
    """Hold a quotation against the library, or against the documents in `within`.

    Raises `EmptyQuestion` when the quotation has no word. A quotation may run
    over the end of a paragraph into the next one.
    """
    if not tokens(quotation):
        raise EmptyQuestion("There is no word in this quotation.")
    scored = library.matching(quotation, CANDIDATES, within)
    live = library.passages([row for row, _ in scored])
    candidates = [live[row] for row, _ in scored if row in live]
    exact = _exact(quotation, candidates)
    if exact:
        return QuoteCheck(quotation, QuoteVerdict.EXACT, exact, 1.0)
    return _nearest(quotation, candidates)


def _exact(quotation: str, candidates: list[Passage]) -> tuple[Citation, ...]:
    found: dict[tuple[str, int], Citation] = {}
    for candidate in candidates:
        paragraph = candidate.paragraph
        text = candidate.text()
        first, last = _neighbourhood(paragraph, text)
        for span in occurrences(quotation, tokens(text[first:last])):
            start, end = first + span.start, first + span.end
            if start < paragraph.end and end > paragraph.start and start >= paragraph.start:
                here = Span(start, min(end, paragraph.end))
                found[(paragraph.document_id, start)] = cite(1, candidate, here, text=text)
    return tuple(found.values())


def _neighbourhood(paragraph: Paragraph, text: str) -> tuple[int, int]:
    """The paragraph and as much again after it, for quotations that run on."""
    return paragraph.start, min(len(text), paragraph.end + 2_000)


def _nearest(quotation: str, candidates: list[Passage]) -> QuoteCheck:
    best: tuple[float, Passage, Span, tuple[Change, ...]] | None = None
    for candidate in candidates:
        alignment = align(quotation, candidate.paragraph.text)
        if best is None or alignment.likeness > best[0]:
            start = candidate.paragraph.start
            span = Span(start + alignment.span.start, start + alignment.span.end)
            best = (alignment.likeness, candidate, span, alignment.changes)
    if best is None or best[0] < LIKE:
        return QuoteCheck(quotation, QuoteVerdict.ABSENT, (), best[0] if best else 0.0)
    likeness, candidate, span, changes = best
    return QuoteCheck(
        quotation, QuoteVerdict.ALTERED, (cite(1, candidate, span),), likeness, changes
    )
