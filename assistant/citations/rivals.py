"""Other paragraphs of the cited revision: one of them may have become what is found now."""

import difflib
from collections.abc import Container, Sequence

from assistant.citations.context import CLEAR
from assistant.citations.edition import Edition
from assistant.citations.receipts import Receipt
from assistant.documents.document import Span

LIKE = 0.6
"""Share of equal words from which a paragraph may be the reworded form of another."""
_BOTH = 2


def took_the_words(receipt: Receipt, now: Edition, earlier: Edition | None, place: Span) -> bool:
    """Whether another paragraph seems to have been edited into the cited words.

    It stands where one stood that is gone and was much like it, and not where the cited
    one stood, which may have been deleted.
    """
    there = now.at(place.start)
    if earlier is None or there is None:
        return False
    key, then, cited = now.keys[there], earlier.keys, earlier.holding(receipt.start)
    stayed = (earlier.known & now.known) - {key}
    here = _beside(now.keys, there, stayed)
    own = 0 if cited is None else _agreeing(_beside(then, cited, stayed), here)
    # Between the same two as the cited one no other stands better.
    if own == _BOTH:
        return False
    return any(
        _agreeing(_beside(then, at, stayed), here) > own and _likeness(then[at], key) >= LIKE
        for at in _gone(earlier, now)
        if at != cited
    )


def is_anothers(receipt: Receipt, now: Edition, earlier: Edition | None, candidate: int) -> bool:
    """Whether the candidate, a number of a paragraph, is as like another that is gone."""
    if earlier is None:
        return False
    key, cited = now.keys[candidate], earlier.holding(receipt.start)
    own = 0.0 if cited is None else _likeness(earlier.keys[cited], key)
    others = (_likeness(earlier.keys[at], key) for at in _gone(earlier, now) if at != cited)
    return max(others, default=0.0) > own - CLEAR


def _gone(earlier: Edition, now: Edition) -> list[int]:
    """The paragraphs of the one that are not in the other."""
    return [at for at, key in enumerate(earlier.keys) if key not in now.known]


def _beside(keys: Sequence[str], at: int, stayed: Container[str]) -> tuple[str | None, str | None]:
    """The nearest paragraphs before and after one that are in both revisions."""
    before = next((key for key in reversed(keys[:at]) if key in stayed), None)
    after = next((key for key in keys[at + 1 :] if key in stayed), None)
    return before, after


def _agreeing(some: tuple[str | None, ...], others: tuple[str | None, ...]) -> int:
    return sum(one == other for one, other in zip(some, others, strict=True))


def _likeness(one: str, other: str) -> float:
    """Share of words that agree, in order, between two paragraphs given by their keys."""
    words, others = one.split(), other.split()
    # Paragraphs that share few words need not be laid beside each other.
    if len(set(words) & set(others)) * 3 < len(set(words) | set(others)):
        return 0.0
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio()
