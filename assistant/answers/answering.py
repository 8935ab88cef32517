"""What kind of answer a question gets: statements, a whole list, or the question which is meant."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.answer import Answer, AnswerKind
from assistant.answers.arranging import arranged
from assistant.answers.choosing import Offer, offers
from assistant.answers.listing import Listing, listing_of
from assistant.answers.premise import unborne
from assistant.answers.quoting import quoted_from
from assistant.answers.statements import cite_quotes
from assistant.documents.document import Span
from assistant.questions.asked_for import AskedFor
from assistant.questions.lists import list_asked
from assistant.questions.question import Question
from assistant.questions.unnamed import container_unnamed
from assistant.retrieval.hit import Hit
from assistant.retrieval.retriever import Ranking


def answered(ranking: Ranking, limit: int = 5, *, asks_back: bool = True) -> Answer:
    """The answer to a question from what was found.

    `asks_back` where it was asked of several documents, so that it may fit many. Raises
    `UnknownDocument` where one was removed since the ranking.
    """
    ranking = arranged(ranking)
    answer = quoted_from(ranking, limit)
    if not answer.found or ranking.hits[0].chosen:
        return answer
    question = ranking.question
    noun = container_unnamed(question.subject, question.language) if asks_back else None
    offered = offers(ranking, ranking.hits, noun) if noun else []
    if noun and offered:
        return _asking_back(answer, question, offered, noun)
    asked = list_asked(question.subject)
    listing = listing_of(ranking, ranking.hits, asked) if asked else None
    if listing is not None:
        return _listing(answer, listing)
    note = unborne(question, ranking.hits)
    if note is not None:
        return _doubted(answer, note)
    return replace(answer, note=_lacks(question, answer))


def _lacks(question: Question, answer: Answer) -> str | None:
    """That no quotation holds the number or the date that is asked for; `None` where one does."""
    named = {AskedFor.HOW_MANY: "number", AskedFor.WHEN: "date"}.get(question.asked_for)
    if named is None or any(question.fit(statement.text) for statement in answer.statements):
        return None
    return f"None of these quotations holds the {named} that is asked for."


def _doubted(answer: Answer, note: str) -> Answer:
    """An answer whose premise nothing bears out; none where its target lacks a name of it too."""
    target = answer.target
    if target is None or not target.why.missing:
        return replace(answer, note=note)
    return replace(
        answer,
        found=False,
        statements=(),
        citations=(),
        target=None,
        runners_up=(),
        nearest=target,
        note=note,
    )


def _asking_back(answer: Answer, question: Question, offered: Sequence[Offer], noun: str) -> Answer:
    quotes = [offer.quote for offer in offered]
    statements, citations = cite_quotes(quotes, [offer.choice.label for offer in offered])
    hits = [replace(o.hit, span=o.quote.span) for o in offered]
    shown = [replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)]
    return replace(
        answer,
        statements=statements,
        citations=citations,
        target=shown[0],
        runners_up=tuple(shown[1:]),
        kind=AnswerKind.CHOICE,
        total=len(offered),
        note=f"{len(offered)} documents answer this. Which {noun} is meant?",
        choices=tuple(offer.choice for offer in offered),
    )


def _listing(answer: Answer, listing: Listing) -> Answer:
    """The items, the target's first where it has one."""
    shown = listing.shown
    statements, citations = cite_quotes(
        [item.quote for item in shown], [item.group for item in shown]
    )
    return replace(
        answer,
        statements=statements,
        citations=citations,
        target=_selecting(answer.target, shown[0].quote.span) if answer.target else None,
        kind=AnswerKind.LIST,
        total=listing.total,
        note=listing.note,
    )


def _selecting(target: Hit, span: Span) -> Hit:
    inside = target.paragraph.start <= span.start and span.end <= target.paragraph.end
    return replace(target, span=span) if inside else target
