"""A quotation that leaves words out: its parts in order, and what stands between them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.citations.sign_changes import held
from assistant.citations.wording import Source, tokens
from assistant.documents.composition import SEPARATOR
from assistant.documents.document import Paragraph, Span


class Chain(NamedTuple):
    """Where the parts of a quotation stand, in order and apart from each other."""

    spans: tuple[Span, ...]

    @property
    def whole(self) -> Span:
        """From the first part to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """What is left out between them."""
        return tuple(Span(a.end, b.start) for a, b in pairwise(self.spans))

    @property
    def left_out(self) -> int:
        """How many characters that is."""
        return sum(gap.end - gap.start for gap in self.gaps)


def chains(asked: Sequence[str], text: str, paragraph: Paragraph) -> list[Chain]:
    """The chain that leaves out least, if all parts stand in a paragraph, or in it and the next.

    The first part begins in the paragraph; at most one chain of it is given.
    """
    following = text.find(SEPARATOR, paragraph.end + len(SEPARATOR))
    end = len(text) if following < 0 else following
    there = Source(tokens(text[paragraph.start : end]))
    places = [list(_places(part, there, text, paragraph.start)) for part in asked]
    if not all(places):
        return []
    found = (_chained(first, places[1:]) for first in places[0] if first.start < paragraph.end)
    whole = [chain for chain in found if chain is not None]
    return [min(whole, key=lambda chain: chain.left_out)] if whole else []


def _places(part: str, there: Source, text: str, base: int) -> Iterator[Span]:
    for span in there.occurrences(part):
        found = held(part, text, Span(base + span.start, base + span.end))
        if not found.changes:
            yield found.span


def _chained(first: Span, others: Sequence[Sequence[Span]]) -> Chain | None:
    """Each further part at the first place that it has after the one before."""
    spans = [first]
    for places in others:
        after = next((place for place in places if place.start >= spans[-1].end), None)
        if after is None:
            return None
        spans.append(after)
    return Chain(tuple(spans))
