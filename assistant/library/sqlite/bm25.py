"""BM25 over entries in memory, and over both parts of a library's index of words.

The formula is that of Robertson and Zaragoza 2009, in the form that Lucene and tantivy use.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from assistant.language.names import is_sound
from assistant.library.records import Scored

CONTEXT_WEIGHT = 0.5
"""Of a term in the title, the headings above or the lead-in, against one in the paragraph."""

NAME_WEIGHT = 0.3
"""Of the sound of a name, wherever it stands. At .3 nDCG@10 of words alone gains .007 in German,
.005 in Hindi, .004 on squad2 and .001 in English, Spanish and Arabic, and loses .001 on both upr
sets, whose capitals are titles; at .5 upr loses .005."""

K1, B = 1.2, 0.75
"""Of BM25; tantivy's own."""

Held: TypeAlias = Sequence[tuple[str, ...]]
"""A word, as `question_words` gives it."""


class Entry(NamedTuple):
    """What the lexical index holds of a paragraph."""

    entry: int
    document_id: str
    words: list[str]
    context: list[str]
    names: frozenset[str]
    """How they sound."""


@dataclass(slots=True)
class Sums:
    """How many entries there are and how many terms they have."""

    count: int = 0
    words: int = 0
    context: int = 0

    def add(self, entry: Entry) -> None:
        """Count an entry in."""
        self.count += 1
        self.words += len(entry.words)
        self.context += len(entry.context)


@dataclass(slots=True)
class Tail:
    """Entries in memory, by term."""

    sums: Sums = field(default_factory=Sums)
    documents: dict[int, str] = field(default_factory=dict)
    lengths: dict[int, tuple[int, int]] = field(default_factory=dict)
    words: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    context: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, entry: Entry) -> None:
        """Take an entry in."""
        self.sums.add(entry)
        self.documents[entry.entry] = entry.document_id
        self.lengths[entry.entry] = (len(entry.words), len(entry.context))
        for postings, found in ((self.words, entry.words), (self.context, entry.context)):
            for term, count in Counter(found).items():
                postings[term][entry.entry] = count
        for sound in entry.names:
            self.names[sound].add(entry.entry)

    def matching(
        self,
        asked: Sequence[str],
        within: Collection[str] | None,
        stored: Sums,
        having_stored: Callable[[str, str], int],
    ) -> list[Scored]:
        """Entries by BM25, in no order; frequencies are taken over `stored` too.

        `having_stored` gives in how many stored entries a field has a term.
        """
        total = stored.count + self.sums.count
        means = (
            (stored.words + self.sums.words) / max(total, 1),
            (stored.context + self.sums.context) / max(total, 1),
        )
        scores: dict[int, float] = defaultdict(float)
        fields = (("words", self.words, 1.0), ("context", self.context, CONTEXT_WEIGHT))
        for term in asked:
            if is_sound(term):
                sounding = self.names.get(term, set())
                having = len(sounding) + having_stored("names", term)
                for entry in sounding:
                    scores[entry] += NAME_WEIGHT * rarity(having, total)
                continue
            for at, (name, postings, weight) in enumerate(fields):
                found = postings.get(term)
                if not found:
                    continue
                having = len(found) + having_stored(name, term)
                for entry, count in found.items():
                    length = self.lengths[entry][at]
                    scores[entry] += weight * bm25(count, length, means[at], having, total)
        return [
            Scored(entry, score)
            for entry, score in scores.items()
            if within is None or self.documents[entry] in within
        ]

    def near(self, term: str, k: int) -> list[int]:
        """Up to `k` entries that hold a term of nearly the same letters."""
        like = get_close_matches(term, self.words, n=k)
        return [entry for word in like for entry in self.words[word]][:k]

    def holding(self, words: Sequence[Held], within: Collection[str] | None) -> set[int]:
        """Entries that hold every word, in one of its forms."""

        def having(terms: tuple[str, ...]) -> set[int]:
            return set.intersection(
                *(set((self.names if is_sound(t) else self.words).get(t, ())) for t in terms)
            )

        found = set.intersection(*(set().union(*map(having, word)) for word in words))
        return {e for e in found if within is None or self.documents[e] in within}


def rarity(having: int, total: int) -> float:
    """Of a term that `having` of `total` texts have."""
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def bm25(count: int, length: float, mean: float, having: int, total: int) -> float:
    """Of a term that stands `count` times in a text and in `having` of `total` texts."""
    frequency = count * (K1 + 1) / (count + K1 * (1 - B + B * length / max(mean, 1e-9)))
    return rarity(having, total) * frequency
