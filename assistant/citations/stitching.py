"""A quotation sewn together of two places: each part is there, and they never stood together."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.wording import Change, ChangeKind, Token, tokens
from assistant.documents.document import Span
from assistant.library.reading import Passage

FEWEST = 4
"""Words that each part must have: fewer stand together by chance."""
SHARE = 0.75
"""Of the quotation's words that both parts together must be."""
NEAR = 12
"""Words of a paragraph between two parts of it that may have been changed or left out."""
SHOWN = 12
"""Words of the source that are shown where the quotation leaves it."""


@dataclass(frozen=True, slots=True)
class Stitched:
    """The two places that a quotation was made of, in its order."""

    cited: tuple[Citation, Citation]
    likeness: float
    changes: tuple[Change, ...]


class _Run(NamedTuple):
    """Equal words: `size` from `at` of a quotation and from `start` of a passage."""

    size: int
    at: int
    start: int
    passage: Passage
    there: Sequence[Token]

    @property
    def span(self) -> Span:
        """In the revision's text."""
        base = self.passage.paragraph.start
        last = self.there[self.start + self.size - 1]
        return Span(base + self.there[self.start].start, base + last.end)


def stitched(quotation: str, candidates: Sequence[Passage]) -> Stitched | None:
    """The longest run of the quotation's words in a passage, and of the rest in any."""
    quoted = tokens(quotation)
    sources = [(candidate, tokens(candidate.paragraph.text)) for candidate in candidates]
    one = _longest(quoted, 0, len(quoted), sources)
    if one is None:
        return None
    sides = ((0, one.at), (one.at + one.size, len(quoted)))
    others = [run for side in sides if (run := _longest(quoted, *side, sources))]
    other = max(others, key=lambda run: run.size, default=None)
    if other is None or one.size + other.size < SHARE * len(quoted):
        return None
    first, second = sorted((one, other), key=lambda run: run.at)
    if not _apart(first, second):
        return None
    return Stitched(
        cited=(cite(1, first.passage, first.span), cite(2, second.passage, second.span)),
        likeness=(one.size + other.size) / len(quoted),
        changes=tuple(_changes(quotation, quoted, first, second)),
    )


def _longest(
    quoted: Sequence[Token],
    begin: int,
    end: int,
    sources: Sequence[tuple[Passage, Sequence[Token]]],
) -> _Run | None:
    """The longest run of `quoted[begin:end]` in any passage; `None` below `FEWEST` words."""
    wanted = [token.word for token in quoted[begin:end]]
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    runs = []
    for passage, there in sources if len(wanted) >= FEWEST else ():
        matcher.set_seq1([token.word for token in there])
        found = matcher.find_longest_match()
        runs.append(_Run(found.size, begin + found.b, found.a, passage, there))
    best = max(runs, key=lambda run: run.size, default=None)
    return best if best is not None and best.size >= FEWEST else None


def _apart(first: _Run, second: _Run) -> bool:
    """Whether the second does not follow the first nearly at once."""
    if first.passage.paragraph.paragraph_id != second.passage.paragraph.paragraph_id:
        return True
    return not 0 <= second.start - (first.start + first.size) <= NEAR


def _changes(quotation: str, quoted: Sequence[Token], first: _Run, second: _Run) -> list[Change]:
    """What the source goes on with where the quotation leaves it, and words of neither place."""
    own = quotation[quoted[second.at].start : quoted[second.at + second.size - 1].end]
    after = first.there[first.start + first.size :][:SHOWN]
    text = first.passage.paragraph.text
    goes_on = text[after[0].start : after[-1].end] if after else ""
    changes = [Change(ChangeKind.STITCHED, goes_on, own)]
    bounds = (0, first.at, first.at + first.size, second.at, second.at + second.size, len(quoted))
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        if start < end:
            added = quotation[quoted[start].start : quoted[end - 1].end]
            changes.append(Change(ChangeKind.ADDED, "", added))
    return changes
