"""How well each sentence of some paragraphs speaks to a question, by words and by meaning."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.documents.document import Paragraph
from assistant.questions.asked_for import is_question, suits
from assistant.retrieval.asked import Asked
from assistant.retrieval.constants import (
    ENCODED_SENTENCES,
    NO_ANSWER,
    SENTENCE_CLOSENESS,
    SENTENCE_MEANING,
    SENTENCE_WORDS,
    SHORT_SENTENCE,
    SUITING,
)
from assistant.retrieval.late_interaction import LateInteraction, filled, first_read
from assistant.retrieval.meaning import Meaning
from assistant.retrieval.spans import Sentence, sentence_spans, sentences_by_words


def sentences_by_meaning(
    asked: Asked, hits: Sequence[tuple[Paragraph, str | None]], meaning: Meaning
) -> list[Sentence]:
    """Every sentence of these paragraphs; its score mixes words and meaning.

    How near the question's tokens come in a sentence tells its meaning, or the cosine of
    both where the encoder gives no tokens, or nothing where it does not know the language.
    """
    found = sentences_by_words(asked, hits)
    if meaning.is_foreign or not found:
        meant = [0.0] * len(found)
    elif meaning.tokens is not None:
        meant = _by_tokens(meaning.tokens, hits)
    else:
        meant = _by_vectors(meaning, found)
    return [
        replace(
            sentence,
            score=SENTENCE_WORDS * sentence.score + worth + _manner(asked.text, sentence.text),
        )
        for sentence, worth in zip(found, meant, strict=True)
    ]


def _by_tokens(
    question: LateInteraction, hits: Sequence[tuple[Paragraph, str | None]]
) -> list[float]:
    """What the tokens say of each sentence; those not read count as little as the least."""
    read = first_read([paragraph for paragraph, _ in hits])
    each = np.concatenate(
        [
            *question.sentences(hits[:read]),
            *(np.full(len(sentence_spans(paragraph)), np.nan) for paragraph, _ in hits[read:]),
        ]
    )
    each = filled(each)
    return [SENTENCE_CLOSENESS * float(closeness) for closeness in each]


def _by_vectors(meaning: Meaning, sentences: Sequence[Sentence]) -> list[float]:
    """What the cosines say of each sentence.

    Of long paragraphs only the sentences that share most with the question are
    encoded, at most `ENCODED_SENTENCES` in all, the first hits first; the others
    count as little as the least of those.
    """
    chosen = _worth_encoding(sentences)
    vectors = meaning.encoder.encode_passages([sentences[at].text for at in chosen])
    cosines = dict(zip(chosen, (vectors @ meaning.vector).tolist(), strict=True))
    floor = min(cosines.values())
    return [SENTENCE_MEANING * cosines.get(at, floor) for at in range(len(sentences))]


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
