"""The words of a quotation held against the words of a source.

Typography does not count: ligatures, kinds of quotes and dashes, letter case,
white space, soft hyphens, hyphens at a line's end and the raised digits of
notes. Words, numbers and their order do. A number is one word together with its
separators, and `%` and currency signs are words, so `6 %` is never taken for
`5 %`. What else stands between the words is told by `signs`.
"""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from assistant.citations.signs import as_set
from assistant.documents.document import Span

_TOKEN = re.compile(
    r"""
    (?:(?<!\w)[+\-−–‒‐‑])?(?<!\w)\d+(?:[.,'’\u00a0\u202f]\d+)*   # a number
    | [^\W\d_][\w\u00ad]*(?:['’‘ʼ][^\W\d_]+)?     # a word, with an apostrophe inside
    | \w+
    | [%‰€$£¥°§]
    """,
    re.VERBOSE,
)
_WRAPPED = re.compile(r"(?<=[^\W\d_])[-\u2010]\s*\n\s*(?=[^\W\d_])")
_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " ")
_UNRAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_BESIDE = re.compile(r"(?:[^\w\n]|[⁰¹²³⁴⁵⁶⁷⁸⁹])*")
_LEFT_OUT = re.compile(r"\[?(?:\.\s?\.\s?\.|…)\]?")
_EDGE = 16
"""Characters of punctuation that may stand at a quotation's end."""
_ONE_KIND = str.maketrans(dict.fromkeys("‘’‚‛′`", "'") | dict.fromkeys("“”„‟«»″", '"'))
_ONE_KIND |= str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."})
_FOLD = str.maketrans({"’": "'", "\u00ad": "", "\u00a0": "", "\u202f": "", "œ": "oe"})
_FOLD |= str.maketrans(dict.fromkeys("−–‒‐‑", "-") | dict.fromkeys("‘ʼ", "'"))

_NEGATIONS = """
en no not never none nothing neither nor without cannot can't don't doesn't didn't won't isn't
en aren't wasn't weren't hasn't haven't shouldn't wouldn't couldn't
de nicht kein keine keinen keiner keines nie niemals ohne weder
fr ne pas jamais sans aucun aucune ni
es nunca jamás sin ningún ninguna
it non mai senza nessun nessuna
pt não sem nenhum nenhuma
nl niet geen nooit zonder
ru не нет никогда без ни
pl nigdy bez żaden
"""

NEGATIONS = frozenset(word for line in _NEGATIONS.strip().splitlines() for word in line.split()[1:])
"""Words that turn a meaning round, in the languages that are most quoted."""


class Token(NamedTuple):
    """A word as it is compared, and where it stands."""

    word: str
    start: int
    end: int


class ChangeKind(StrEnum):
    """What was changed; the first three turn a meaning round."""

    NUMBER = "number"
    NEGATION = "negation"
    SIGN = "sign"
    """The same words with another sign beside or between them: `≤`, `±`, `²`, `?`."""
    WORDS = "words"
    SPELLING = "spelling"
    """The same words in other letters or with other punctuation."""
    ADDED = "added"
    LEFT_OUT = "left_out"
    STITCHED = "stitched"
    """Words that follow each other in the quotation and stand apart in the source."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between a source and what is said to be its words."""

    kind: ChangeKind
    source: str
    """As the source has it; empty when the words were added."""
    quoted: str
    """As the quotation has it; empty when the words were left out."""


def tokens(text: str) -> list[Token]:
    """The words of a text in order, with their spans; hyphenated parts are words of their own."""
    found = []
    # A raised digit is the mark of a note, not a part of the word before it.
    for match in _TOKEN.finditer(as_set(text).translate(_RAISED)):
        word = unicodedata.normalize("NFKC", match.group()).casefold().translate(_FOLD)
        found.append(Token(word, match.start(), match.end()))
    return found


def words(text: str) -> list[str]:
    """The words of a text as they are compared, in order."""
    return [token.word for token in tokens(text)]


def readings(quotation: str) -> list[str]:
    """The texts that a quotation may stand for.

    A hyphen at a line's end is either part of the word or only typesetting; as
    the two cannot be told apart, both are tried, each for all such hyphens.
    """
    if not _WRAPPED.search(quotation):
        return [quotation]
    return [_WRAPPED.sub("", quotation), _WRAPPED.sub("-", quotation)]


def elided(quotation: str) -> list[str]:
    """The parts of a quotation around `…`, those without a word left out."""
    return [part for part in _LEFT_OUT.split(quotation) if tokens(part)]


class Source:
    """The words of a text, with all places of each."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = found
        self._words = [token.word for token in found]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[word].append(place)

    def occurrences(self, quotation: str) -> list[Span]:
        """Where it has exactly the quotation's words, in order; spans of its text."""
        return sorted(
            {
                Span(self._tokens[first].start, self._tokens[first + len(wanted) - 1].end)
                for wanted in map(words, readings(quotation))
                for first in self._firsts(wanted)
            }
        )

    def _firsts(self, wanted: Sequence[str]) -> Iterator[int]:
        """Where these words begin; only the places of the rarest of them are looked at."""
        if not wanted:
            return
        counts = [len(self._places.get(word, ())) for word in wanted]
        rarest = counts.index(min(counts))
        for place in self._places.get(wanted[rarest], ()):
            first = place - rarest
            if first >= 0 and self._words[first : first + len(wanted)] == wanted:
                yield first


def occurrences(quotation: str, source: Sequence[Token]) -> list[Span]:
    """As `Source.occurrences`, for words that only one quotation is sought in."""
    return Source(source).occurrences(quotation)


def spelt(text: str) -> str:
    """Letters and punctuation without what typesetting changes.

    White space, soft hyphens, ligatures, kinds of quotes and dashes, and the raised
    digits of notes do not count; letter case and punctuation do.
    """
    unraised = text.translate(_UNRAISED)
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", unraised).translate(_ONE_KIND))


def with_its_edges(quotation: str, source: str, span: Span) -> Span:
    """A span of a quotation's words, with the punctuation that the quotation has around them."""
    found = tokens(quotation)
    head, tail = quotation[: found[0].start], quotation[found[-1].end :]
    before = _edge(head[::-1], source[max(0, span.start - _EDGE) : span.start][::-1])
    after = _edge(tail, source[span.end : span.end + _EDGE])
    return Span(span.start - before, span.end + after)


def _edge(wanted: str, there: str) -> int:
    """How many characters stand for the wanted ones; for others in their place, their number."""
    beside = _BESIDE.match(there)
    assert beside is not None
    for length in range(beside.end() + 1):
        if spelt(there[:length]) == spelt(wanted):
            return length
    return min(len(wanted), len(beside.group().split(" ")[0]))


def respellings(source: str, quotation: str) -> list[Change]:
    """Where two texts of the same words differ in letters or punctuation."""
    old, new = source.split(), quotation.split()
    matcher = difflib.SequenceMatcher(
        None, [spelt(w) for w in old], [spelt(w) for w in new], autojunk=False
    )
    changes = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        before, after = " ".join(old[i1:i2]), " ".join(new[j1:j2])
        if tag != "equal" and spelt(before) != spelt(after):
            changes.append(Change(ChangeKind.SPELLING, before, after))
    return changes
