"""Which of several places with equal words was cited: the neighbouring words decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citations.edition import Edition
from assistant.citations.receipts import Receipt
from assistant.citations.wording import Token, tokens
from assistant.documents.document import Span

WIDTH = 160
"""Characters on each side of a place that are compared."""
LIKE = 0.3
"""Share of neighbouring words that must agree for a place to be the cited one."""
CLEAR = 0.1
"""By how much a place must be more like the cited one than like any other, and than the next."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words around a place, nearest first on both sides."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def of(cls, text: str, span: Span) -> "Neighbours":
        """Those within `WIDTH` characters; a word that is cut in two is left out."""
        first, last = max(0, span.start - WIDTH), min(len(text), span.end + WIDTH)
        before = tokens(text[first : span.start])[(1 if first else 0) :]
        after = tokens(text[span.end : last])
        return cls(_words(before)[::-1], _words(after[:-1] if last < len(text) else after))

    @classmethod
    def kept(cls, receipt: Receipt) -> "Neighbours":
        """Those that a receipt kept, without the outermost, which may be cut in two."""
        return cls(_words(tokens(receipt.prefix)[1:])[::-1], _words(tokens(receipt.suffix)[:-1]))

    def likeness(self, other: "Neighbours") -> float:
        """Share of this place's neighbours that the other has too, up to the first that differs."""
        total = len(self.before) + len(self.after)
        agreed = _run(self.before, other.before) + _run(self.after, other.after)
        return agreed / total if total else 0.0


def cited_place(
    receipt: Receipt, text: str, places: Sequence[Span], earlier: Edition | None
) -> Span | None:
    """The one of these places that was cited, or `None` when nothing tells.

    `earlier` is the cited revision. Where the words stood once in it
    and stand once now, that is the place. Otherwise a place must be more like the
    cited one than like any other place that had the same words: it may be all
    that is left of its twin.
    """
    then = [] if earlier is None else earlier.words.occurrences(receipt.quote)
    if len(then) == 1 and len(places) == 1:
        return places[0]
    cited, twins = Neighbours.kept(receipt), []
    for place in then:
        assert earlier is not None
        around = Neighbours.of(earlier.text, place)
        if place.start < receipt.end and place.end > receipt.start:
            cited = around
        else:
            twins.append(around)
    scored = []
    for place in places:
        here = Neighbours.of(text, place)
        like = cited.likeness(here)
        ahead = like - max((twin.likeness(here) for twin in twins), default=0.0)
        if like >= LIKE and ahead >= CLEAR:
            scored.append((like, place))
    scored.sort(key=lambda entry: -entry[0])
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR):
        return None
    return scored[0][1]


def _words(found: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.word for token in found)


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    agreed = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        agreed += 1
    return agreed
