"""The words of a quotation held against the words of a source.

Typography does not count: ligatures, kinds of quotes and dashes, letter case,
white space, soft hyphens, hyphens at a line's end and the raised digits of
notes. Words, numbers and their order do. A number is one word together with its
separators, and `%` and currency signs are words, so `6 %` is never taken for
`5 %`.
"""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from assistant.documents.document import Span

_TOKEN = re.compile(
    r"""
    (?:(?<!\w)[+\-−])?(?<!\w)\d+(?:[.,'’\u00a0\u202f]\d+)*   # a number with its separators and sign
    | [^\W\d_][\w\u00ad]*(?:['’][^\W\d_]+)?       # a word, with an apostrophe inside
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
_EDGE = 16
"""Characters of punctuation that may stand at a quotation's end."""
_ONE_KIND = str.maketrans(dict.fromkeys("‘’‚‛′`", "'") | dict.fromkeys("“”„‟«»″", '"'))
_ONE_KIND |= str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."})
_FOLD = str.maketrans({"’": "'", "\u00ad": "", "−": "-", "\u00a0": "", "\u202f": "", "œ": "oe"})

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
    """What kind of word was changed; the first two turn a meaning round."""

    NUMBER = "number"
    NEGATION = "negation"
    WORDS = "words"
    SPELLING = "spelling"
    """The same words in other letters or with other punctuation."""
    ADDED = "added"
    LEFT_OUT = "left_out"


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
    for match in _TOKEN.finditer(text.translate(_RAISED)):
        word = unicodedata.normalize("NFKC", match.group()).casefold().translate(_FOLD)
        found.append(Token(word, match.start(), match.end()))
    return found


def readings(quotation: str) -> list[list[Token]]:
    """The token lists that a quotation may stand for.

    A hyphen at a line's end is either part of the word or only typesetting; as
    the two cannot be told apart, both are tried, each for all such hyphens.
    """
    if not _WRAPPED.search(quotation):
        return [tokens(quotation)]
    return [tokens(_WRAPPED.sub("", quotation)), tokens(_WRAPPED.sub("-", quotation))]


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
                Span(self._tokens[first].start, self._tokens[first + len(reading) - 1].end)
                for reading in readings(quotation)
                for first in self._firsts([token.word for token in reading])
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
    words = tokens(quotation)
    head, tail = quotation[: words[0].start], quotation[words[-1].end :]
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


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid beside the stretch of a source that is most like it."""

    likeness: float
    """Share of words that agree, of both together: 0 to 1."""
    span: Span
    changes: tuple[Change, ...]


def align(quotation: str, source: str) -> Alignment:
    """The stretch of `source` most like the quotation, and every word that differs.

    Longest matching blocks (Ratcliff and Obershelp 1988, as in `difflib`); the
    stretch reaches from the first to the last block that is not a stray word.
    """
    quoted, there = tokens(quotation), tokens(source)
    if not quoted or not there:
        return Alignment(0.0, Span(0, 0), ())
    first, last = _stretch(quoted, there)
    part = there[first:last]
    matcher = _matcher(part, quoted)
    return Alignment(
        likeness=matcher.ratio(),
        span=Span(part[0].start, part[-1].end),
        changes=tuple(_changes(matcher, part, quoted, source, quotation)),
    )


def _matcher(a: Sequence[Token], b: Sequence[Token]) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, [t.word for t in a], [t.word for t in b], autojunk=False)


def _stretch(quoted: Sequence[Token], there: Sequence[Token]) -> tuple[int, int]:
    """First and last token (exclusive) of the part that the quotation is most like."""
    blocks = [block for block in _matcher(there, quoted).get_matching_blocks() if block.size]
    if not blocks:
        return 0, min(len(there), len(quoted))
    anchor = max(blocks, key=lambda block: block.size)
    first = last = anchor.a
    for block in blocks:
        # A block belongs to the stretch when it stands about where the quotation has it.
        drift = abs((block.a - anchor.a) - (block.b - anchor.b))
        if drift <= max(3, len(quoted) // 3):
            first = min(first, block.a)
            last = max(last, block.a + block.size)
    start_missing = min((b.b for b in blocks if b.a == first), default=0)
    end_missing = len(quoted) - max(b.b + b.size for b in blocks if b.a + b.size == last)
    return max(0, first - start_missing), min(len(there), last + end_missing)


def _changes(
    matcher: difflib.SequenceMatcher[str],
    there: Sequence[Token],
    quoted: Sequence[Token],
    source: str,
    quotation: str,
) -> list[Change]:
    changes = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = list(there[i1:i2]), list(quoted[j1:j2])
        before = source[old[0].start : old[-1].end] if old else ""
        after = quotation[new[0].start : new[-1].end] if new else ""
        changes.append(Change(_kind(old, new), before, after))
    return changes


def _kind(old: Sequence[Token], new: Sequence[Token]) -> ChangeKind:
    differing = {token.word for token in old} ^ {token.word for token in new}
    if any(any(c.isdigit() for c in word) or word in "%‰€$£¥" for word in differing):
        return ChangeKind.NUMBER
    if differing & NEGATIONS or any(word.endswith("n't") for word in differing):
        return ChangeKind.NEGATION
    if not old:
        return ChangeKind.ADDED
    return ChangeKind.WORDS if new else ChangeKind.LEFT_OUT
