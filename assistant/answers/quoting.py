"""An answer made of quotations alone."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.answers.answer import Answer, Statement
from assistant.answers.arranging import arranged
from assistant.answers.omissions import completed, is_alien, with_missing
from assistant.answers.sequel import Quote, complete
from assistant.answers.statements import cite_quotes
from assistant.answers.variety import says_nothing
from assistant.citations.citation import Citation
from assistant.language.endings import is_question
from assistant.language.terms import terms
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.constants import (
    FOUND,
    MENTION_SHARE,
    MOST_STATEMENTS,
    SAME_STATEMENT,
    STATEMENT_SHARE,
)
from assistant.retrieval.fragments import worth
from assistant.retrieval.hit import Hit
from assistant.retrieval.retriever import Ranking
from assistant.retrieval.sentence_scores import sentences_by_meaning
from assistant.retrieval.spans import Sentence, best_spans, stretches

POINTED = 5
"""Hits whose sentences are compared by meaning."""

NEAR = 0.8
"""Share of the best sentence's score from which one with the figure, the date or the name that is
asked for is quoted before it."""


def quoted(ranking: Ranking, limit: int = 5) -> Answer:
    """The best statements on a question, or that there are none.

    Every statement is a stretch of whole sentences of a document, exactly as it
    stands there. The first is of the target; `limit` counts the paragraphs shown,
    target and runners-up together. The ranking has that many hits, and at least `POINTED`, as
    far as there are any. Raises `UnknownDocument` where one was removed since the ranking.
    """
    return quoted_from(arranged(ranking), limit)


def quoted_from(ranking: Ranking, limit: int = 5) -> Answer:
    """As `quoted`, from a ranking that is arranged already."""
    question = ranking.question
    ranking = with_missing(ranking, max(limit, POINTED))
    if not _is_found(ranking):
        nearest = ranking.hits[0] if ranking.hits else None
        note = ranking.absence.note if ranking.absence else None
        return replace(_made(ranking, found=False, nearest=nearest), note=note)
    pointed, sentences = _point(ranking)
    worthy = {
        at
        for at, hit in enumerate(pointed)
        if at == 0 or (_is_worthy(question, hit, pointed[0]) and worth(question, hit.passage) == 1)
    }
    among = [sentence for sentence in sentences if sentence.hit in worthy]
    places = stretches(_statements(question, among), among)
    chosen = [Quote(pointed[hit].passage, span) for hit, span in places]
    kept = [Quote(hit.passage, hit.span) for hit in ranking.hits[:limit] if hit.chosen]
    chosen = [*kept, *(quote for quote in chosen if not any(map(quote.overlaps, kept)))]
    quotes = complete(chosen, partial(_best, ranking))
    statements, citations = cite_quotes(quotes)
    twins = {hit.paragraph.paragraph_id: hit.also_in for hit in pointed}
    statements = tuple(
        replace(said, also_in=twins.get(cited.paragraph_id, ()))
        for said, cited in zip(statements, citations, strict=False)
    )
    made = _made(
        ranking,
        found=True,
        statements=statements,
        citations=citations,
        target=replace(completed(pointed[0], chosen, quotes), span=quotes[0].span),
        runners_up=tuple(pointed[1:limit]),
    )
    return replace(made, note=ranking.note)


def _made(
    ranking: Ranking,
    *,
    found: bool,
    statements: tuple[Statement, ...] = (),
    citations: tuple[Citation, ...] = (),
    target: Hit | None = None,
    runners_up: tuple[Hit, ...] = (),
    nearest: Hit | None = None,
) -> Answer:
    understood = ranking.question.understood
    is_follow_up = understood.explanation is not None
    return Answer(
        question=ranking.question.words,
        found=found,
        statements=statements,
        citations=citations,
        target=target,
        runners_up=runners_up,
        searched=ranking.searched,
        nearest=nearest,
        understood_as=understood.explanation,
        subject=(understood.carried or understood.question) if is_follow_up else None,
    )


def _point(ranking: Ranking) -> tuple[list[Hit], list[Sentence]]:
    """The hits with their best sentences by meaning and words, and the sentences of the first."""
    near = ranking.hits[:POINTED]
    sentences = sentences_by_meaning(ranking.meaning, [hit.passage for hit in near])
    spans = best_spans(sentences)
    hits = [hit if hit.chosen else replace(hit, span=spans[at]) for at, hit in enumerate(near)]
    return [*hits, *ranking.hits[POINTED:]], sentences


def _is_found(ranking: Ranking) -> bool:
    """Whether the first hit is an answer; what a person chose is one."""
    if ranking.hits and ranking.hits[0].chosen:
        return True
    if is_alien(ranking) or ranking.absence is not None:
        return False
    return ranking.hits[0].chance >= FOUND


def _is_worthy(question: Question, hit: Hit, target: Hit) -> bool:
    """Whether a hit may speak beside the target: nearly as good, of the same names and numbers."""
    if hit.chance < FOUND or hit.score < MENTION_SHARE * target.score:
        return False
    if says_nothing(hit, target):
        return False
    names = set(question.held_to)
    return names & set(hit.why.missing or ()) <= set(target.why.missing or ())


def _statements(question: Question, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The target's best sentence, then others that are nearly as good, by score."""
    first = _first(question, [sentence for sentence in sentences if sentence.hit == 0])
    ends = {sentence.hit: sentence for sentence in sentences}
    said = [first]
    for sentence in sorted(sentences, key=lambda s: (-s.score, s.hit)):
        if len(said) == MOST_STATEMENTS or sentence.score < STATEMENT_SHARE * first.score:
            break
        is_answered = is_question(sentence.text) and sentence is not ends[sentence.hit]
        if not is_answered and _adds(question, sentence, said):
            said.append(sentence)
    return said


def _first(question: Question, sentences: Sequence[Sentence]) -> Sentence:
    """The best sentence; one that holds what is asked for, where it is not much worse."""
    best = max(sentences, key=lambda sentence: sentence.score)
    near = [best, *(s for s in sentences if s.score >= NEAR * abs(best.score))]
    return max(near, key=lambda s: (question.fit(s.text), s.score))


def _adds(question: Question, sentence: Sentence, said: Sequence[Sentence]) -> bool:
    """Whether a sentence says something else, and as much of the kind that is asked for."""
    if question.fit(sentence.text) < question.fit(said[0].text):
        return False
    return not any(_same(sentence, other) for other in said)


def _same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences share most of their words."""
    if (one.hit, one.span) == (other.hit, other.span):
        return True
    left, right = set(terms(one.text, None)), set(terms(other.text, None))
    return len(left & right) >= SAME_STATEMENT * len(left | right)


def _best(ranking: Ranking, items: Sequence[Passage], room: int) -> Sequence[Passage]:
    """Up to `room` items of a list, in their order: those with the best sentences."""
    if len(items) <= room:
        return items
    worth: dict[int, float] = {}
    for sentence in sentences_by_meaning(ranking.meaning, items):
        worth[sentence.hit] = max(sentence.score, worth.get(sentence.hit, sentence.score))
    chosen = sorted(worth, key=lambda at: -worth[at])[:room]
    return [items[at] for at in sorted(chosen)]
