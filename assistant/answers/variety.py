"""The range of what is said: hits after the first, so that each adds to those before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.documents.document import Function
from assistant.documents.speakers.speaker import Voice
from assistant.language.terms import terms
from assistant.retrieval.constants import FOUND, MENTION_SHARE
from assistant.retrieval.hit import Hit
from assistant.retrieval.likeness import Bags, Floats

RANGED = 12
"""Hits among which those after the first are chosen.
Not measured: a first screen shows five."""

LIKENESS = 0.35
"""Worth, in shares of the first hit's score, of being like nothing that is shown before
(maximal marginal relevance, Carbonell and Goldstein 1998)."""

SAME_SOURCE = 0.02
"""The same for each hit of its document that is shown before."""

_SILENT = frozenset(
    {
        Function.PEOPLE,
        Function.REFERENCES,
        Function.CONTENTS,
        Function.MASTHEAD,
        Function.SIGNATURE,
        Function.HEADING,
        Function.CAPTION,
        Function.BOILERPLATE,
    }
)
"""What a paragraph may do in its document without stating anything."""

EQUAL = 0.01
"""Difference of that worth below which two are equal."""


def ranged(hits: Sequence[Hit]) -> list[Hit]:
    """The hits in the order in which they are shown: the first stays the first.

    Of those that are good enough to stand beside it the next is the one that is good and
    unlike all before it; those that are about equal stand by how directly they speak, then
    by the date of their document, the newest first. All others follow as they were, what is
    only furniture last: names, contents, headings.
    """
    if len(hits) < 3:
        return list(hits)
    first, others = hits[0], hits[1:RANGED]
    good = [hit for hit in others if _is_good(hit, first)]
    rest = [hit for hit in hits[1:] if hit not in good]
    rest.sort(key=lambda hit: says_nothing(hit, first))
    ordered = [first, *_apart(first, good), *rest]
    return [replace(hit, rank=rank) for rank, hit in enumerate(ordered, start=1)]


def says_nothing(hit: Hit, first: Hit) -> bool:
    """Whether a hit is furniture of its document, and the first one is of no such kind."""
    return hit.passage.function in _SILENT and hit.passage.function is not first.passage.function


def _is_good(hit: Hit, first: Hit) -> bool:
    if hit.chosen:
        return True
    is_near = hit.chance >= FOUND and hit.score >= MENTION_SHARE * first.score
    return is_near and not says_nothing(hit, first)


def _apart(first: Hit, good: Sequence[Hit]) -> list[Hit]:
    """Good hits, each the best by its score and by how little it is like those before it."""
    near = likenesses([first, *good])
    left = dict(enumerate(good, start=1))
    shown, sources = [0], Counter({first.paragraph.document_id: 1})
    found: list[Hit] = []
    while left:
        worth = {
            at: _share(hit, first)
            - LIKENESS * float(near[at, shown].max())
            - SAME_SOURCE * sources[hit.paragraph.document_id]
            for at, hit in left.items()
        }
        best = max(worth.values())
        # About equal: the more direct, then the newer, then the better.
        equal = [at for at, value in worth.items() if best - value < EQUAL]
        at = max(equal, key=lambda at: (*_precedence(left[at]), -at))
        hit = left.pop(at)
        found.append(hit)
        shown.append(at)
        sources[hit.paragraph.document_id] += 1
    return found


def _precedence(hit: Hit) -> tuple[bool, bool, str]:
    """What puts one of two equal hits first: chosen, in a speaker's own words, of a later date."""
    said = hit.paragraph.said_by(hit.span)
    is_direct = any(speaker.voice is Voice.STATED for speaker in said)
    return bool(hit.chosen), is_direct, hit.passage.document.imprint.date or ""


def _share(hit: Hit, first: Hit) -> float:
    return hit.score / first.score if first.score > 0 else 0.0


def likenesses(hits: Sequence[Hit]) -> Floats:
    """The cosine of the words of each two, 0 to 1, as a matrix."""
    texts = [terms(hit.paragraph.text, hit.passage.language) for hit in hits]
    bags = Bags.of([words or ["…"] for words in texts])
    return np.array([bags.likeness(row) for row in np.eye(len(hits))])
