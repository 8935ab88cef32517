"""The sentence of a paragraph that speaks to the question."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph, Span
from assistant.library.terms import question_terms, terms
from assistant.retrieval.constants import (
    ENCODED_SENTENCES,
    SENTENCE_LENGTH,
    SENTENCE_MEANING,
)
from embeddings.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is held against sentences."""

    text: str
    vector: NDArray[np.float32]
    """Shape `(dimension,)`, unit length."""
    rarity: Mapping[str | None, Mapping[str, float]]
    """By language of the paragraph: the question's terms and how rare each is, at least 0."""

    def coverage(self, text: str, language: str | None) -> float:
        """The share of the question's terms, by rarity, that stand in the text; 0 to 1."""
        rarity = self.rarity.get(language, {})
        whole = sum(rarity.values())
        if not whole:
            return 0.0
        present = set(terms(text, language))
        return sum(weight for term, weight in rarity.items() if term in present) / whole


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, with what speaks for it."""

    hit: int
    """Position of its paragraph among those given."""
    span: Span
    """In the revision's text."""
    text: str
    score: float


def ask(
    question: str,
    vector: NDArray[np.float32],
    paragraphs: Sequence[tuple[Paragraph, str | None]],
) -> Asked:
    """A question against candidates and their languages.

    A term's rarity is its inverse document frequency *among the candidates*: what
    tells them apart, where the whole library's frequencies would tell topics apart.
    """
    by_language: dict[str | None, list[Paragraph]] = {}
    for paragraph, language in paragraphs:
        by_language.setdefault(language, []).append(paragraph)
    rarity: dict[str | None, dict[str, float]] = {}
    for language, members in by_language.items():
        asked = question_terms(question, [language])
        found = Counter(
            term for member in members for term in set(terms(member.text, language)) & set(asked)
        )
        rarity[language] = {
            term: math.log(1 + (len(members) - found[term] + 0.5) / (found[term] + 0.5))
            for term in asked
        }
    return Asked(question, vector, rarity)


def sentence_spans(paragraph: Paragraph) -> tuple[Span, ...]:
    """The sentences of a paragraph; the whole paragraph when none is marked."""
    return paragraph.sentences or (Span(paragraph.start, paragraph.end),)


def weigh(
    asked: Asked,
    hits: Sequence[tuple[Paragraph, str | None]],
    encoder: Encoder | None,
) -> list[Sentence]:
    """Every sentence of these paragraphs with its score, 0 to about 1.

    With an encoder the sentences that share most with the question, at most
    `ENCODED_SENTENCES`, are compared by meaning too; the others by words only.
    """
    found = [
        Sentence(at, span, text, asked.coverage(text, language))
        for at, (paragraph, language) in enumerate(hits)
        for span in sentence_spans(paragraph)
        for text in [paragraph.text[span.start - paragraph.start : span.end - paragraph.start]]
    ]
    if encoder is None or not found:
        return found
    chosen = _worth_encoding(found)
    vectors = encoder.encode_passages([found[at].text for at in chosen])
    meanings = dict(zip(chosen, (vectors @ asked.vector).tolist(), strict=True))
    floor = min(meanings.values())
    return [
        Sentence(
            sentence.hit,
            sentence.span,
            sentence.text,
            (1 - SENTENCE_MEANING) * sentence.score
            + SENTENCE_MEANING * meanings.get(at, floor)
            - SENTENCE_LENGTH * (len(sentence.text) < 20),
        )
        for at, sentence in enumerate(found)
    ]


def _worth_encoding(sentences: Sequence[Sentence]) -> list[int]:
    """Positions of the sentences to encode, in order: first hits and shared words first."""
    order = sorted(
        range(len(sentences)), key=lambda at: (sentences[at].hit // 2, -sentences[at].score, at)
    )
    return sorted(order[:ENCODED_SENTENCES])


def best_span(sentences: Sequence[Sentence], hit: int) -> Span:
    """The best sentence of one paragraph; the earliest of equals."""
    own = [sentence for sentence in sentences if sentence.hit == hit]
    return max(own, key=lambda sentence: sentence.score).span
