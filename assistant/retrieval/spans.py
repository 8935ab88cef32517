"""The sentences of paragraphs, and the stretches that some of them make."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.document import Paragraph, Span
from assistant.retrieval.asked import Asked
from assistant.retrieval.constants import SHORT_BETWEEN


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, with what speaks for it."""

    hit: int
    """Position of its paragraph among those given."""
    span: Span
    """In the revision's text."""
    text: str
    score: float


def sentence_spans(paragraph: Paragraph) -> tuple[Span, ...]:
    """The sentences of a paragraph; the whole paragraph when none is marked."""
    return paragraph.sentences or (Span(paragraph.start, paragraph.end),)


def within(paragraph: Paragraph) -> list[Span]:
    """The sentences of a paragraph, counted from its start."""
    start = paragraph.start
    return [Span(span.start - start, span.end - start) for span in sentence_spans(paragraph)]


def sentence_texts(paragraph: Paragraph) -> list[str]:
    """The sentences of a paragraph, as they stand."""
    return [paragraph.text[span.start : span.end] for span in within(paragraph)]


def sentences_by_words(
    asked: Asked, hits: Sequence[tuple[Paragraph, str | None]]
) -> list[Sentence]:
    """Every sentence of these paragraphs; its score is the share of the question it holds."""
    return [
        Sentence(at, span, text, asked.coverage(text, language))
        for at, (paragraph, language) in enumerate(hits)
        for span, text in zip(sentence_spans(paragraph), sentence_texts(paragraph), strict=True)
    ]


def stretches(said: Sequence[Sentence], among: Sequence[Sentence]) -> list[tuple[int, Span]]:
    """Where these sentences stand, as hit and span, the first one's place first.

    `among` holds all sentences of their paragraphs, in order. Neighbours make one
    stretch, and a short sentence between two of them is in it.
    """
    chosen = {(sentence.hit, sentence.span) for sentence in said}
    found: list[tuple[int, Span]] = []
    last = 0
    for at, sentence in enumerate(among):
        if (sentence.hit, sentence.span) not in chosen:
            continue
        if found and found[-1][0] == sentence.hit and _touch(among[last + 1 : at]):
            found[-1] = sentence.hit, Span(found[-1][1].start, sentence.span.end)
        else:
            found.append((sentence.hit, sentence.span))
        last = at
    first = said[0]
    return sorted(found, key=lambda place: not (place[0] == first.hit and _holds(place[1], first)))


def _holds(span: Span, sentence: Sentence) -> bool:
    return span.start <= sentence.span.start < span.end


def _touch(between: Sequence[Sentence]) -> bool:
    """Whether two sentences with these between them are one stretch."""
    return not between or (len(between) == 1 and len(between[0].text) <= SHORT_BETWEEN)


def best_span(sentences: Sequence[Sentence], hit: int) -> Span:
    """The best sentence of one paragraph; the earliest of equals."""
    own = [sentence for sentence in sentences if sentence.hit == hit]
    return max(own, key=lambda sentence: sentence.score).span
