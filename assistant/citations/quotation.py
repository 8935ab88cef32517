"""A quotation held against the library: exact, altered, or not there at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.citations.alignment import Alignment, align
from assistant.citations.citation import Citation
from assistant.citations.citing import cite_all
from assistant.citations.elisions import Chain, chains
from assistant.citations.sign_changes import held
from assistant.citations.stitching import stitched
from assistant.citations.wording import Change, elided, occurrences, tokens
from assistant.documents.document import Span
from assistant.errors import EmptyQuestion
from assistant.library.library import Library
from assistant.library.reading import Passage

CANDIDATES = 50
"""Paragraphs that are looked at word by word."""
RUNS_ON = 2_000
"""Characters after a paragraph into which a quotation may run on."""
LIKE = 0.6
"""Share of equal words from which a passage is an altered form of the quotation."""

CLEARLY = 0.2
"""By how much two places must share more of the words than one, to be what was sewn together."""


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
    parts: tuple[Citation, ...] = ()
    """Where the quotation is not one stretch of a paragraph: its stretches, in its order."""
    omissions: tuple[str, ...] = ()
    """What the source has where an exact quotation says that words are left out."""


def check_quotation(
    quotation: str, library: Library, within: Collection[str] | None = None
) -> QuoteCheck:
    """Hold a quotation against the library, or against the documents in `within`.

    Raises `EmptyQuestion` when the quotation has no word. A quotation may run
    over the end of a paragraph into the next one, and may leave words out with `…`.
    """
    if not tokens(quotation):
        raise EmptyQuestion("There is no word in this quotation.")
    scored = library.matching(quotation, CANDIDATES, within)
    live = library.passages([row for row, _ in scored])
    candidates = [live[row] for row, _ in scored if row in live]
    whole = _same_words(quotation, candidates)
    if whole is not None and whole.verdict is QuoteVerdict.EXACT:
        return whole
    return _with_omissions(quotation, candidates) or whole or _nearest(quotation, candidates)


def _same_words(quotation: str, candidates: Sequence[Passage]) -> QuoteCheck | None:
    """Every place with the same words and signs; else the one with the fewest other signs."""
    exact: dict[tuple[str, int], tuple[Citation, ...]] = {}
    altered: list[tuple[tuple[Change, ...], tuple[Citation, ...]]] = []
    for candidate in candidates:
        paragraph, text = candidate.paragraph, candidate.text()
        first, last = paragraph.start, min(len(text), paragraph.end + RUNS_ON)
        for span in occurrences(quotation, tokens(text[first:last])):
            if first + span.start >= paragraph.end:
                continue
            there = held(quotation, text, Span(first + span.start, first + span.end))
            cited = cite_all(candidate, there.span, text)
            if there.changes:
                altered.append((there.changes, cited))
            else:
                exact[paragraph.document_id, there.span.start] = cited
    if exact:
        places = tuple(cited[0] for cited in exact.values())
        parts = next((cited for cited in exact.values() if len(cited) > 1), ())
        return QuoteCheck(quotation, QuoteVerdict.EXACT, places, 1.0, parts=parts)
    if not altered:
        return None
    changes, cited = min(altered, key=lambda found: len(found[0]))
    parts = cited if len(cited) > 1 else ()
    return QuoteCheck(quotation, QuoteVerdict.ALTERED, cited[:1], 1.0, changes, parts)


def _with_omissions(quotation: str, candidates: Sequence[Passage]) -> QuoteCheck | None:
    """Exact where all parts around `…` stand in order in a paragraph or it and the next."""
    asked = elided(quotation)
    if len(asked) < 2:
        return None
    found: list[tuple[Passage, str, Chain]] = []
    for candidate in candidates:
        text = candidate.text()
        found += [(candidate, text, chain) for chain in chains(asked, text, candidate.paragraph)]
    if not found:
        return None
    places = [cite_all(passage, chain.whole, text)[0] for passage, text, chain in found]
    passage, text, chain = min(found, key=lambda one: one[2].left_out)
    parts = [cited for span in chain.spans for cited in cite_all(passage, span, text)]
    return QuoteCheck(
        quotation,
        QuoteVerdict.EXACT,
        tuple(places),
        1.0,
        parts=tuple(parts),
        omissions=tuple(text[gap.start : gap.end].strip() for gap in chain.gaps),
    )


def _nearest(quotation: str, candidates: Sequence[Passage]) -> QuoteCheck:
    asked = elided(quotation)
    laid = [(_laid(asked, candidate), candidate) for candidate in candidates]
    best = max(laid, key=lambda found: found[0].likeness, default=None)
    likeness = best[0].likeness if best else 0.0
    joined = stitched(quotation, candidates)
    if joined is not None and (likeness < LIKE or joined.likeness > likeness + CLEARLY):
        return QuoteCheck(
            quotation,
            QuoteVerdict.ALTERED,
            joined.cited[:1],
            joined.likeness,
            joined.changes,
            joined.cited,
        )
    if best is None or likeness < LIKE:
        return QuoteCheck(quotation, QuoteVerdict.ABSENT, (), likeness)
    alignment, candidate = best
    cited = cite_all(candidate, alignment.span, candidate.text())
    return QuoteCheck(quotation, QuoteVerdict.ALTERED, cited[:1], likeness, alignment.changes)


def _laid(asked: Sequence[str], candidate: Passage) -> Alignment:
    """The parts of a quotation laid beside a paragraph, each after the one before."""
    paragraph = candidate.paragraph
    reached, agreed, count = 0, 0.0, 0
    spans: list[Span] = []
    changes: list[Change] = []
    for part in asked:
        found = align(part, paragraph.text[reached:])
        size = len(tokens(part))
        agreed, count = agreed + found.likeness * size, count + size
        changes += found.changes
        if found.span.end:
            spans.append(Span(reached + found.span.start, reached + found.span.end))
            reached = spans[-1].end
    if not spans:
        return Alignment(0.0, Span(paragraph.start, paragraph.start + 1), ())
    whole = Span(paragraph.start + spans[0].start, paragraph.start + spans[-1].end)
    return Alignment(agreed / count, whole, tuple(changes))
