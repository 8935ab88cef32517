"""How well each sentence of some paragraphs speaks to a question, by words and by meaning."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.language.endings import is_question
from assistant.library.reading import Passage
from assistant.questions.question import Question
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
from assistant.retrieval.spans import Sentence, sentences_by_words


def sentences_by_meaning(meaning: Meaning, passages: Sequence[Passage]) -> list[Sentence]:
    """Every sentence of these passages; its score mixes words and meaning.

    How near the question's tokens come in a sentence tells its meaning, or the cosine of
    both where the encoder gives no tokens, or nothing where it does not know the language.
    """
    found = sentences_by_words(meaning.weights, passages)
    if meaning.is_foreign or not found:
        meant = [0.0] * len(found)
    elif meaning.tokens is not None:
        meant = _by_tokens(meaning.tokens, passages)
    else:
        meant = _by_vectors(meaning, found)
    return [
        replace(sentence, score=SENTENCE_WORDS * sentence.score + worth + manner)
        for sentence, worth in zip(found, meant, strict=True)
        for manner in [_manner(meaning.question, sentence.text)]
    ]


def _by_tokens(question: LateInteraction, passages: Sequence[Passage]) -> list[float]:
    """What the tokens say of each sentence; those not read count as little as the least."""
    read = first_read(passages)
    each = np.concatenate(
        [
            *question.sentences(passages[:read]),
            *(np.full(len(passage.sentences), np.nan) for passage in passages[read:]),
        ]
    )
    return [SENTENCE_CLOSENESS * float(closeness) for closeness in filled(each)]


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


def _manner(question: Question, sentence: str) -> float:
    """What speaks for or against a sentence as an answer, whatever it is about."""
    worth = 2 * SUITING * question.fit(sentence)
    return worth - (NO_ANSWER if is_question(sentence) or len(sentence) < SHORT_SENTENCE else 0.0)


def _worth_encoding(sentences: Sequence[Sentence]) -> list[int]:
    """Positions of the sentences to encode, in order: first hits and shared words first."""
    order = sorted(
        range(len(sentences)), key=lambda at: (sentences[at].hit // 2, -sentences[at].score, at)
    )
    return sorted(order[:ENCODED_SENTENCES])
