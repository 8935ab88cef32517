"""Whether two paragraphs say the same: letter for letter, however they are printed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.reading import Passage

_NOTES = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[^\W\d_][.,;:”’\")])\d{1,3}(?=\s|$)")
"""Numbers of notes: another edition counts them otherwise."""
_HERE = re.compile(
    r"(?<!\w)(para(?:graph)?s?\.?|sections?|chapters?|absatz|ziffern?|paragraphes?|párrafos?)"
    r" \d[\d., –-]*(?:(?:and|to|et|y|und) \d+ )?"
    r"(?=(?:above|below|oben|unten|ci-dess\w+|supra|infra))",
    re.IGNORECASE,
)
"""Places within the same text, which move with it."""
_WORD = re.compile(r"[^\W_]+")
_LEAST = 60
"""Letters that a paragraph must have to be told as a part of a longer one."""
_MOST_OF = 0.6
"""Share of the longer one's letters that it must have."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The letters and digits of a paragraph, without its number, its notes and its hyphens.

    One sign more or less makes another wording: `shall` and `shall not`, 30 and 60 days.
    """

    whole: str
    sentences: frozenset[str]
    words: frozenset[str]

    def is_same(self, other: "Wording") -> bool:
        """Whether both have the same letters."""
        return bool(self.whole) and self.whole == other.whole

    def holds(self, other: "Wording") -> bool:
        """Whether the other says nothing more, in whole sentences, and not much less."""
        long_enough = len(other.whole) >= max(_LEAST, _MOST_OF * len(self.whole))
        return long_enough and other.sentences <= self.sentences

    def likeness(self, other: "Wording") -> float:
        """The share of common words (Jaccard), 0 to 1."""
        either = len(self.words | other.words)
        return len(self.words & other.words) / either if either else 0.0


def wording_of(passage: Passage) -> Wording:
    """That of a passage, after its printed number."""
    return _wording(tuple(passage.sentence_texts))


@lru_cache(maxsize=1024)
def _wording(sentences: tuple[str, ...]) -> Wording:
    words = [
        _WORD.findall(_HERE.sub(r"\1 ", _NOTES.sub(" ", text)).casefold()) for text in sentences
    ]
    joined = ["".join(of_one) for of_one in words]
    every = frozenset(word for of_one in words for word in of_one)
    return Wording("".join(joined), frozenset(filter(None, joined)), every)
