"""A whole list: every item that was found, counted, grouped and quoted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.sequel import Quote
from assistant.documents.document import Function, Span
from assistant.documents.speakers.names import is_state
from assistant.documents.speakers.speaker import Attribution, Speaker
from assistant.questions.lists import Listed
from assistant.retrieval.constants import FOUND, MENTION_SHARE
from assistant.retrieval.fragments import worth
from assistant.retrieval.hit import Hit
from assistant.retrieval.retriever import Ranking
from assistant.retrieval.spans import Sentence, sentences_by_words

SHOWN = 6
"""Items that are quoted."""

LEAST = 2
"""Items that make a list."""

NAMED = 40
"""States and documents that are named beside those that are quoted."""

_NAMED = frozenset({Listed.STATES, Listed.PEOPLE, Listed.DOCUMENTS})
"""Lists of which each group is one item."""

_DOES = {
    Listed.RECOMMENDATIONS: Function.RECOMMENDATION,
    Listed.DECISIONS: Function.DECISION,
}
"""What a paragraph must do in its document to be an item."""

_ON_IT = 0.5
"""Share of the best sentence's words that an item's sentence must have."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, and the words that it rests on."""

    group: str
    """Under what it stands: a State, or what its document is called."""
    quote: Quote


@dataclass(frozen=True, slots=True)
class Listing:
    """All items of a list, those of one group together, the first found first."""

    of: Listed
    items: tuple[Item, ...]

    @property
    def total(self) -> int:
        """How many there are: groups where each group is one, else items."""
        return len(self.groups) if self.of in _NAMED else len(self.items)

    @property
    def groups(self) -> tuple[str, ...]:
        """Each once, in order."""
        return tuple(dict.fromkeys(item.group for item in self.items))

    @property
    def shown(self) -> tuple[Item, ...]:
        """Those that are quoted: the first of each group before the second of any."""
        seen: Counter[str] = Counter()
        turns = []
        for at, item in enumerate(self.items):
            turns.append((seen[item.group], at))
            seen[item.group] += 1
        return tuple(self.items[at] for at in sorted(at for _, at in sorted(turns)[:SHOWN]))

    @property
    def note(self) -> str:
        """How many there are and, where they have names, which."""
        shown = min(SHOWN, len(self.items))
        if self.of not in _NAMED:
            documents = len(self.groups)
            where = f" in {documents} documents" if documents > 1 else ""
            noun = "paragraphs" if self.of is Listed.THINGS else self.of.value
            return f"{shown} of {self.total} {noun} found{where} are shown."
        noun = {Listed.STATES: "States", Listed.DOCUMENTS: "documents"}.get(self.of, "speakers")
        more = f" and {self.total - NAMED} more" if self.total > NAMED else ""
        separator = "; " if self.of is Listed.DOCUMENTS else ", "
        return f"{self.total} {noun}: {separator.join(self.groups[:NAMED])}{more}."


def listing_of(ranking: Ranking, hits: Sequence[Hit], of: Listed) -> Listing | None:
    """The list that these hits make; `None` where it would have fewer than `LEAST` items.

    Counted are the hits that are good enough to be mentions, and state something.
    """
    does = _DOES.get(of)
    sure = [
        hit
        for at, hit in enumerate(hits)
        if (at == 0 or _is_sure(ranking, hit, hits[0]))
        and (does is None or hit.passage.function is does)
    ]
    sentences = sentences_by_words(ranking.meaning.weights, [hit.passage for hit in sure])
    least = _ON_IT * max((sentence.score for sentence in sentences), default=0.0)
    near = [sentence for sentence in sentences if sentence.score >= least]
    recommended = "recommend" in ranking.question.words.casefold()
    found = _entries(sure, near, of, recommended=recommended)
    if of in _NAMED:
        first: dict[str, Item] = {}
        for item in found:
            first.setdefault(item.group, item)
        found = iter(first.values())
    items = _together(list(found))
    return Listing(of, tuple(items)) if len(items) >= LEAST else None


def _is_sure(ranking: Ranking, hit: Hit, first: Hit) -> bool:
    return (
        hit.chance >= FOUND
        and hit.score >= MENTION_SHARE * first.score
        and worth(ranking.question, hit.passage) == 1
    )


def _entries(
    hits: Sequence[Hit], sentences: Sequence[Sentence], of: Listed, *, recommended: bool
) -> Iterator[Item]:
    """The items that each hit gives, hit by hit."""
    for at, hit in enumerate(hits):
        own = [sentence for sentence in sentences if sentence.hit == at]
        if of in (Listed.STATES, Listed.PEOPLE):
            yield from _spoken(hit, own, of, recommended=recommended)
        elif own:
            best = max(own, key=lambda sentence: sentence.score)
            yield Item(hit.passage.document.called, Quote(hit.passage, best.span))


def _spoken(
    hit: Hit, sentences: Sequence[Sentence], of: Listed, *, recommended: bool
) -> Iterator[Item]:
    """Who says these sentences; one who says several is quoted with the best.

    Where who `recommended` something is asked, replies and reports are no items.
    """
    for speaker in hit.paragraph.speakers:
        if is_state(speaker.canonical) is not (of is Listed.STATES):
            continue
        if recommended and not _recommends(hit, speaker):
            continue
        said = [s for s in sentences if _overlap(s.span, Span(speaker.start, speaker.end))]
        if said:
            best = max(said, key=lambda sentence: sentence.score)
            yield Item(speaker.canonical, Quote(hit.passage, best.span))


def _recommends(hit: Hit, speaker: Speaker) -> bool:
    is_one = hit.passage.function is Function.RECOMMENDATION
    return is_one or speaker.basis is Attribution.BRACKETS


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _together(items: Sequence[Item]) -> list[Item]:
    """Those of a group one after the other, the groups as they first come."""
    groups = list(dict.fromkeys(item.group for item in items))
    return sorted(items, key=lambda item: groups.index(item.group))
