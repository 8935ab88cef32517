"""An answer found by name: a place, a document at its beginning, or what there is instead."""

from assistant.answers.answer import Answer, AnswerKind
from assistant.answers.sequel import Quote
from assistant.answers.statements import cite_quotes
from assistant.documents.division import LONGEST_SENTENCE
from assistant.documents.document import Span
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.hit import Hit, Searched, Strength, Why
from assistant.retrieval.named_places.resolution import Found, Resolution

_KINDS = {
    Found.PLACE: AnswerKind.PLACE,
    Found.DOCUMENT: AnswerKind.DOCUMENT,
    Found.CHOICE: AnswerKind.CHOICE,
    Found.NOTHING: AnswerKind.PLACE,
}


def answered_by_name(question: Question, resolution: Resolution, searched: Searched) -> Answer:
    """The paragraphs that stand at a named place, quoted whole and in their order."""
    quotes = [Quote(passage, _span(passage)) for passage in resolution.passages]
    hits = [_hit(at, quote, resolution.asked) for at, quote in enumerate(quotes, start=1)]
    statements, citations = cite_quotes(quotes)
    return Answer(
        question=question.words,
        found=bool(hits),
        statements=statements,
        citations=citations,
        target=hits[0] if hits else None,
        runners_up=tuple(hits[1:]),
        searched=searched,
        kind=_KINDS[resolution.found],
        place=resolution.asked,
        total=resolution.total or None,
        note=resolution.note,
        choices=resolution.choices,
        instead=resolution.nearest,
    )


def _hit(rank: int, quote: Quote, asked: str) -> Hit:
    """What stands at a name is sure, and its words were compared with nothing."""
    why = Why((), 0.0, place=asked)
    return Hit(rank, 1.0, Strength.STRONG, why, quote.passage, quote.span, chance=1.0)


def _span(passage: Passage) -> Span:
    """The paragraph with its number, or as many of its sentences as may be quoted."""
    paragraph = passage.paragraph
    most = paragraph.start + LONGEST_SENTENCE
    if paragraph.end <= most:
        return Span(paragraph.start, paragraph.end)
    ends = [sentence.end for sentence in passage.sentences if sentence.end <= most]
    return Span(paragraph.start, max(ends, default=most))
