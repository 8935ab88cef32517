"""The sentence of a paragraph that speaks to the question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph, Span
from assistant.retrieval.asked import Asked
from assistant.retrieval.asked_for import is_question, suits
from assistant.retrieval.constants import (
    ENCODED_SENTENCES,
    NO_ANSWER,
    SENTENCE_MEANING,
    SHORT_BETWEEN,
    SHORT_SENTENCE,
    SUITING,
)
from embeddings.encoder import Encoder


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


def sentence_texts(paragraph: Paragraph) -> list[str]:
    """The sentences of a paragraph, as they stand."""
    start = paragraph.start
    return [paragraph.text[s.start - start : s.end - start] for s in sentence_spans(paragraph)]


def sentences_by_words(
    asked: Asked, hits: Sequence[tuple[Paragraph, str | None]]
) -> list[Sentence]:
    """Every sentence of these paragraphs; its score is the share of the question it holds."""
    return [
        Sentence(at, span, text, asked.coverage(text, language))
        for at, (paragraph, language) in enumerate(hits)
        for span, text in zip(sentence_spans(paragraph), sentence_texts(paragraph), strict=True)
    ]


def sentences_by_meaning(
    asked: Asked,
    hits: Sequence[tuple[Paragraph, str | None]],
    encoder: Encoder,
    vector: NDArray[np.float32],
) -> list[Sentence]:
    """Every sentence of these paragraphs; its score mixes words and the cosine to the question.

    Of long paragraphs only the sentences that share most with the question are
    encoded, at most `ENCODED_SENTENCES` in all, the first hits first; the others
    count as little as the least of those.
    """
    found = sentences_by_words(asked, hits)
    chosen = _worth_encoding(found)
    if not chosen:
        return found
    vectors = encoder.encode_passages([found[at].text for at in chosen])
    meanings = dict(zip(chosen, (vectors @ vector).tolist(), strict=True))
    floor = min(meanings.values())
    return [
        replace(
            sentence,
            score=(1 - SENTENCE_MEANING) * sentence.score
            + SENTENCE_MEANING * meanings.get(at, floor)
            + _manner(asked.text, sentence.text),
        )
        for at, sentence in enumerate(found)
    ]


def _manner(question: str, sentence: str) -> float:
    """What speaks for or against a sentence as an answer, whatever it is about."""
    worth = SUITING if suits(question, sentence) else 0.0
    return worth - (NO_ANSWER if is_question(sentence) or len(sentence) < SHORT_SENTENCE else 0.0)


def _worth_encoding(sentences: Sequence[Sentence]) -> list[int]:
    """Positions of the sentences to encode, in order: first hits and shared words first."""
    order = sorted(
        range(len(sentences)), key=lambda at: (sentences[at].hit // 2, -sentences[at].score, at)
    )
    return sorted(order[:ENCODED_SENTENCES])


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
