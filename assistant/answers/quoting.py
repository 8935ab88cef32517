"""An answer made of quotations alone."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from assistant.answers.answer import Answer, Statement
from assistant.answers.omissions import completed, is_alien, with_missing
from assistant.answers.sequel import Quote, complete
from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.documents.document import Kind, Paragraph
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.language.terms import terms
from assistant.questions.asked_for import is_question, suits
from assistant.questions.frames import subject_of
from assistant.retrieval.constants import (
    FOUND,
    MENTION_SHARE,
    MOST_STATEMENTS,
    SAME_STATEMENT,
    STATEMENT_SHARE,
)
from assistant.retrieval.fragments import worth
from assistant.retrieval.hit import Hit
from assistant.retrieval.retriever import Ranking, Retriever, Searchable
from assistant.retrieval.sentence_scores import sentences_by_meaning
from assistant.retrieval.spans import Sentence, best_span, stretches

LONGEST_LIST = 60
"""Paragraphs after an opening sentence that are looked at for its items."""
POINTED = 5
"""Hits whose sentences are compared by meaning."""


def answer(
    retriever: Retriever,
    question: str,
    *,
    within: Collection[str] | None = None,
    limit: int = 5,
    beside: Collection[str] = (),
) -> Answer:
    """The best statements on a question, or that there are none.

    Every statement is a stretch of whole sentences of a document, exactly as it
    stands there. The first is of the target; `limit` counts the paragraphs shown,
    target and runners-up together. Paragraphs whose ids are in `beside` are left out.
    """
    try:
        return _answer(retriever, question, within, limit, beside)
    except (UnknownParagraph, UnknownDocument):
        # A document was replaced or removed between two looks; what is there now is asked.
        return _answer(retriever, question, within, limit, beside)


def _answer(
    retriever: Retriever,
    question: str,
    within: Collection[str] | None,
    limit: int,
    beside: Collection[str],
) -> Answer:
    subject = subject_of(question)
    most = max(limit, POINTED)
    ranking = retriever.rank(subject, within=within, limit=most + len(beside))
    ranking = _without(ranking, beside, most) if has_words(question) else replace(ranking, hits=())
    ranking = with_missing(ranking, most)
    if is_alien(ranking) or ranking.hits[0].chance < FOUND:
        return _not_found(question, ranking)
    pointed, sentences = _point(retriever, ranking)
    worthy = {
        at
        for at, (hit, language) in enumerate(zip(pointed, ranking.languages, strict=True))
        if at == 0 or (_is_worthy(hit, pointed[0]) and worth(subject, hit.paragraph, language) == 1)
    }
    among = [sentence for sentence in sentences if sentence.hit in worthy]
    places = stretches(_statements(subject, among), among)
    chosen = [Quote(pointed[hit].paragraph, span) for hit, span in places]
    quotes = complete(
        chosen,
        partial(_after, retriever.library),
        partial(_best, retriever, ranking),
    )
    statements, citations = _cite(retriever.library, quotes)
    return Answer(
        question=question,
        found=True,
        statements=statements,
        citations=citations,
        target=replace(
            completed(pointed[0], chosen, quotes, ranking.languages[0]), span=quotes[0].span
        ),
        runners_up=tuple(pointed[1:limit]),
        searched=ranking.searched,
    )


def _not_found(question: str, ranking: Ranking) -> Answer:
    return Answer(
        question=question,
        found=False,
        statements=(),
        citations=(),
        target=None,
        runners_up=(),
        searched=ranking.searched,
        nearest=ranking.hits[0] if ranking.hits else None,
    )


def has_words(question: str) -> bool:
    """Whether a question has a letter or digit.

    An encoder gives all signs that it does not know one meaning: 🙂 would be as near as
    can be to any letter that it does not know either.
    """
    return any(character.isalnum() for character in question)


def _without(ranking: Ranking, left_out: Collection[str], most: int) -> Ranking:
    """The first `most` hits of a ranking but for these paragraphs, counted from 1."""
    if not left_out:
        return ranking
    kept = [
        (hit, language)
        for hit, language in zip(ranking.hits, ranking.languages, strict=True)
        if hit.paragraph.paragraph_id not in left_out
    ][:most]
    return replace(
        ranking,
        hits=tuple(replace(hit, rank=rank) for rank, (hit, _) in enumerate(kept, start=1)),
        languages=tuple(language for _, language in kept),
    )


def _point(retriever: Retriever, ranking: Ranking) -> tuple[list[Hit], list[Sentence]]:
    """The hits with their best sentences by meaning and words, and the sentences of the first."""
    near = ranking.hits[:POINTED]
    sentences = sentences_by_meaning(
        ranking.asked,
        [(hit.paragraph, language) for hit, language in zip(near, ranking.languages, strict=False)],
        ranking.meaning,
    )
    hits = [replace(hit, span=best_span(sentences, at)) for at, hit in enumerate(near)]
    return [*hits, *ranking.hits[POINTED:]], sentences


def _is_worthy(hit: Hit, target: Hit) -> bool:
    """Whether a hit may speak beside the target."""
    return hit.chance >= FOUND and hit.score >= MENTION_SHARE * target.score


def _statements(question: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The target's best sentence, then others that are nearly as good, by score."""
    first = max((s for s in sentences if s.hit == 0), key=lambda s: s.score)
    ends = {sentence.hit: sentence for sentence in sentences}
    said = [first]
    for sentence in sorted(sentences, key=lambda s: (-s.score, s.hit)):
        if len(said) == MOST_STATEMENTS or sentence.score < STATEMENT_SHARE * first.score:
            break
        is_answered = is_question(sentence.text) and sentence is not ends[sentence.hit]
        if not is_answered and _adds(question, sentence, said):
            said.append(sentence)
    return said


def _adds(question: str, sentence: Sentence, said: Sequence[Sentence]) -> bool:
    """Whether a sentence says something else, and a number where one is asked for and given."""
    if suits(question, said[0].text) and not suits(question, sentence.text):
        return False
    return not any(_same(sentence, other) for other in said)


def _same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences share most of their words."""
    if (one.hit, one.span) == (other.hit, other.span):
        return True
    left, right = set(terms(one.text, None)), set(terms(other.text, None))
    return len(left & right) >= SAME_STATEMENT * len(left | right)


def _after(library: Searchable, paragraph: Paragraph) -> Sequence[Paragraph]:
    """Those that follow, as many as a list that is quoted may be long."""
    first = paragraph.ordinal + 1
    return library.paragraphs(paragraph.document_id, first, first + LONGEST_LIST)


def _best(
    retriever: Retriever, ranking: Ranking, items: Sequence[Paragraph], room: int
) -> Sequence[Paragraph]:
    """Up to `room` items of a list, in their order: those with the best sentences."""
    if len(items) <= room:
        return items
    language = retriever.library.document(items[0].document_id).language
    sentences = sentences_by_meaning(
        ranking.asked, [(item, language) for item in items], ranking.meaning
    )
    worth: dict[int, float] = {}
    for sentence in sentences:
        worth[sentence.hit] = max(sentence.score, worth.get(sentence.hit, sentence.score))
    chosen = sorted(worth, key=lambda at: -worth[at])[:room]
    return [items[at] for at in sorted(chosen)]


def _cite(
    library: Searchable, quotes: Sequence[Quote]
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    statements: list[Statement] = []
    citations: list[Citation] = []
    for number, quote in enumerate(quotes, start=1):
        paragraph = quote.paragraph
        record = library.document(paragraph.document_id)
        citation = cite(
            number,
            paragraph,
            quote.span,
            document=record.name,
            revision=record.revision,
            text=library.text(paragraph.document_id),
        )
        citations.append(citation)
        lead_in = paragraph.lead_in if paragraph.kind is Kind.LIST_ITEM else None
        statements.append(Statement(citation.quote, (number,), lead_in=lead_in))
    return tuple(statements), tuple(citations)
