"""Every paragraph on a subject: all that hold its words, and others down to an honest end."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

import numpy as np

from assistant.documents.speakers.speaker import canonical_names
from assistant.library.reading import Passage
from assistant.library.records import Standing
from assistant.questions.question import Question
from assistant.retrieval.calibration import strength
from assistant.retrieval.constants import FOUND, MENTION_SHARE, MOST_MENTIONS, WEAK_TAIL
from assistant.retrieval.facets import ALL, Narrowing, facets_of
from assistant.retrieval.fragments import is_title
from assistant.retrieval.hit import Hit, Mentions, Strength, Why
from assistant.retrieval.retriever import Ranking, Retriever


@dataclass(frozen=True, slots=True)
class _Listed:
    """A paragraph in the list, before it is looked up."""

    place: Standing
    rank: int
    holds: bool
    """It has all words of the subject."""
    hit: Hit | None
    """`None` where it was not among those that were ranked."""


def mentions(
    retriever: Retriever,
    question: Question,
    *,
    within: Collection[str] | None = None,
    ranked: bool = False,
    narrowing: Narrowing = ALL,
    first: int = 0,
    limit: int | None = None,
) -> Mentions:
    """Every passage on a question's subject, from the `first` on, at most `limit` of them.

    Those that hold all its words come first, whatever else they say, in document order
    (documents by name). Of the others, a passage is a mention while its score is a fair share
    of the best one's and its probability that of an answer, titles left out; a few more are
    kept, as weak matches from rank `weak_from`, so that a reader can judge the end. `ranked`
    orders all of them by rank. `narrowing` leaves some out, and the ranks and facets of the
    others as they are. The time grows with what holds the words, not with its square: only
    the part that is wanted is read.
    """
    ranking = retriever.rank(question, within=within, limit=MOST_MENTIONS, judged=False)
    found = [hit for hit in ranking.hits if not is_title(hit.paragraph)]
    # A rare word's paragraph is put first whatever its score is, which measures no others.
    found.sort(key=lambda hit: -hit.score)
    least = MENTION_SHARE * found[0].score if found else 0.0
    sure = next(
        (at for at, hit in enumerate(found) if hit.score < least or hit.chance < FOUND),
        len(found),
    )
    holding = retriever.library.holding(question.subject, within) if question.has_words else []
    every = _listed(holding, found, sure)
    wanted = [one for one in every if narrowing.admits(one.place)]
    wanted.sort(key=_by_rank if ranked else _by_place)
    end = None if limit is None else first + limit
    return Mentions(
        subject=question.words,
        hits=_hits(retriever, ranking, wanted[first:end]),
        searched=ranking.searched,
        weak_from=sure + 1 if any(one.rank > sure for one in every) else None,
        facets=facets_of([one.place for one in every if one.holds or one.rank <= sure]),
        containing=sum(one.holds for one in wanted),
        total=len(wanted),
        first=first,
        ranked=ranked,
    )


def _listed(holding: Sequence[Standing], found: Sequence[Hit], sure: int) -> list[_Listed]:
    """Those that hold the words, and the other hits down to the end with its weak tail."""
    hits = {(hit.paragraph.document_id, hit.paragraph.ordinal): hit for hit in found}
    ranks = {key: rank for rank, key in enumerate(hits, start=1)}
    beyond = count(len(found) + 1)
    listed = []
    for place in holding:
        key = (place.document_id, place.ordinal)
        hit = hits.pop(key, None)
        rank = next(beyond) if hit is None else ranks[key]
        listed.append(_Listed(place, rank, holds=True, hit=hit))
    for key, hit in hits.items():
        if ranks[key] <= sure + WEAK_TAIL:
            listed.append(_Listed(_standing(hit.passage), ranks[key], holds=False, hit=hit))
    return [
        replace(one, hit=replace(one.hit, rank=one.rank, strength=_strength(one, one.hit, sure)))
        if one.hit
        else one
        for one in listed
    ]


def _strength(one: _Listed, hit: Hit, sure: int) -> Strength:
    if one.holds:
        return _of_held(hit.strength)
    return hit.strength if one.rank <= sure else Strength.WEAK


def _of_held(found: Strength) -> Strength:
    """At least good: that the words stand there is certain."""
    return Strength.GOOD if found is Strength.WEAK else found


def _standing(passage: Passage) -> Standing:
    paragraph, document = passage.paragraph, passage.document
    return Standing(
        name=document.name,
        document_id=document.document_id,
        ordinal=paragraph.ordinal,
        title=document.title,
        speakers=canonical_names(paragraph.speakers),
        row=0,
    )


def _by_rank(one: _Listed) -> int:
    return one.rank


def _by_place(one: _Listed) -> tuple[bool, str, str, int]:
    return not one.holds, one.place.name, one.place.document_id, one.place.ordinal


def _hits(retriever: Retriever, ranking: Ranking, part: Sequence[_Listed]) -> tuple[Hit, ...]:
    """The hits of a part of the list; one that was removed meanwhile is left out."""
    rows = [one.place.row for one in part if one.hit is None]
    passages = retriever.library.passages(rows)
    live = [row for row in rows if row in passages]
    # An empty library does not know yet how long its vectors are.
    vectors = retriever.library.vectors(live) @ ranking.meaning.vector if live else np.empty(0)
    cosines = dict(zip(live, vectors.tolist(), strict=True))
    last = ranking.hits[-1].score if ranking.hits else 0.0
    return tuple(
        one.hit or _unranked(retriever, ranking, one, passages[one.place.row], cosines, last)
        for one in part
        if one.hit or one.place.row in passages
    )


def _unranked(
    retriever: Retriever,
    ranking: Ranking,
    one: _Listed,
    passage: Passage,
    cosines: Mapping[int, float],
    score: float,
) -> Hit:
    """A passage that holds the words and was not ranked; at most as good as the last that was."""
    language, spans = passage.language, passage.sentences
    words = [ranking.question.matched(passage.words(span), language) for span in spans]
    at = max(range(len(spans)), key=lambda at: len(words[at]))
    cosine = cosines[one.place.row]
    chance = retriever.chance_of_words(cosine, ranking.meaning.vector, score)
    return Hit(
        rank=one.rank,
        score=score,
        strength=_of_held(strength(chance)),
        why=Why(_different(chain.from_iterable(words)), cosines[one.place.row]),
        passage=passage,
        span=spans[at],
        chance=chance,
    )


def _different(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, whatever its capitals."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return tuple(found.values())
