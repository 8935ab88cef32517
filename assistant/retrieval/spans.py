"""The sentences of paragraphs, and the stretches that some of them make."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.document import Span
from assistant.library.reading import Passage
from assistant.retrieval.constants import LONGEST_QUOTE, SHORT_BETWEEN
from assistant.retrieval.weights import Weights


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, with what speaks for it."""

    hit: int
    """Position of its passage among those given."""
    span: Span
    """In the revision's text."""
    text: str
    score: float


def sentences_by_words(weights: Weights, passages: Sequence[Passage]) -> list[Sentence]:
    """Every sentence of these passages; its score is the share of the question it holds."""
    return [
        Sentence(at, span, passage.words(span), weights.coverage(passage.words(span), language))
        for at, passage in enumerate(passages)
        for language in [passage.language]
        for span in passage.sentences
    ]


def stretches(said: Sequence[Sentence], among: Sequence[Sentence]) -> list[tuple[int, Span]]:
    """Where these sentences stand, as hit and span, the first one's place first.

    `among` holds all sentences of their paragraphs, in order. Neighbours make one
    stretch, and what is short between two of them is in it, up to `LONGEST_QUOTE`.
    """
    chosen = {(sentence.hit, sentence.span) for sentence in said}
    found: list[tuple[int, Span]] = []
    last = 0
    for at, sentence in enumerate(among):
        if (sentence.hit, sentence.span) not in chosen:
            continue
        if found and _joins(found[-1], sentence) and _touch(among[last + 1 : at]):
            found[-1] = sentence.hit, Span(found[-1][1].start, sentence.span.end)
        else:
            found.append((sentence.hit, sentence.span))
        last = at
    first = said[0]
    return sorted(found, key=lambda place: not (place[0] == first.hit and _holds(place[1], first)))


def _holds(span: Span, sentence: Sentence) -> bool:
    return span.start <= sentence.span.start < span.end


def _joins(place: tuple[int, Span], sentence: Sentence) -> bool:
    """Whether a stretch and a sentence after it are of one paragraph, and no longer than may be."""
    hit, span = place
    return hit == sentence.hit and sentence.span.end - span.start <= LONGEST_QUOTE


def _touch(between: Sequence[Sentence]) -> bool:
    """Whether two sentences with these between them are one stretch."""
    return sum(len(sentence.text) for sentence in between) <= SHORT_BETWEEN


def best_spans(sentences: Sequence[Sentence]) -> dict[int, Span]:
    """The best sentence of each passage, by its position; the earliest of equals."""
    best: dict[int, Sentence] = {}
    for sentence in sentences:
        known = best.setdefault(sentence.hit, sentence)
        if sentence.score > known.score:
            best[sentence.hit] = sentence
    return {at: sentence.span for at, sentence in best.items()}
