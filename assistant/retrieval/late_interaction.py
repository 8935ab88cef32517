"""How near a question's tokens come in paragraphs and sentences: late interaction.

Each token of the question counts by its nearest token in the text (MaxSim; Khattab and
Zaharia, ColBERT, 2020). The tokens are those of an encoder trained for whole texts, which
order a question's first hits better than the cosine of its whole texts does.
"""

from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Span
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.constants import (
    CLOSENESS,
    ENCODED_SENTENCES,
    LONGEST_READ,
    MOST_READ,
    READ_CHARACTERS,
)
from assistant.retrieval.fusion import descending
from assistant.retrieval.likeness import Floats
from assistant.retrieval.reading import Reading
from assistant.retrieval.weights import Weights
from embeddings.encoder import Encoder, Tokens


class LateInteraction:
    """A question beside passages, token by token; each passage is read once."""

    def __init__(self, encoder: Encoder, weights: Weights, question: Tokens) -> None:
        """Take the question's tokens as they are; `of` reads them."""
        self._encoder = encoder
        self._weights = weights
        self._question = question
        self._read: dict[str, Tokens] = {}
        """By the paragraph's id."""

    @classmethod
    def of(cls, encoder: Encoder, question: Question, weights: Weights) -> Self | None:
        """A question to be held against passages; `None` where its tokens tell nothing."""
        found = encoder.encode_tokens([question.subject[:LONGEST_READ]], question=True)
        return cls(encoder, weights, found[0]) if found and len(found[0].numbers) else None

    def closeness(self, candidates: Sequence[Passage]) -> Floats:
        """How near the question comes in each paragraph, -1 to 1; shape `(n,)`.

        The mean of its tokens' best cosines; a token counts by the square root of its
        rarity among all the paragraphs read.
        """
        read = self._tokens(candidates)
        weights = self._rarity()
        return filled(np.array([_mean(weights, self._cosines(tokens)) for tokens in read]))

    def nearest(self, passage: Passage) -> tuple[NDArray[np.int64], Floats]:
        """Where the question's tokens stand in it, and the best cosine of each in a passage."""
        [tokens] = self._tokens([passage])
        cosines = self._cosines(tokens)
        best = cosines.max(axis=1) if cosines.shape[1] else np.zeros(len(self._question.rows))
        return self._question.spans, np.asarray(best, np.float64)

    def sentences(self, candidates: Sequence[Passage]) -> list[Floats]:
        """The same for the sentences of each paragraph; NaN for one that was not read."""
        read = self._tokens(candidates)
        weights = self._rarity()
        found = []
        for passage, tokens in zip(candidates, read, strict=True):
            cosines = self._cosines(tokens)
            starts, ends = tokens.spans[:, 0], tokens.spans[:, 1]
            inside = [(starts >= s.start) & (ends <= s.end) for s in _inner(passage)]
            found.append(np.array([_mean(weights, cosines[:, kept]) for kept in inside]))
        return found

    def _tokens(self, candidates: Sequence[Passage]) -> list[Tokens]:
        unread = {one.paragraph.paragraph_id: one for one in candidates}
        unread = {key: one for key, one in unread.items() if key not in self._read}
        stretches = [_stretches(self._weights, one) for one in unread.values()]
        texts = [
            passage.paragraph.text[stretch.start : stretch.end]
            for passage, some in zip(unread.values(), stretches, strict=True)
            for stretch in some
        ]
        pieces = iter(self._encoder.encode_tokens(texts) or [])
        for paragraph_id, some in zip(unread, stretches, strict=True):
            self._read[paragraph_id] = Tokens.joined([next(pieces).moved(s.start) for s in some])
        return [self._read[passage.paragraph.paragraph_id] for passage in candidates]

    def _cosines(self, tokens: Tokens) -> NDArray[np.float32]:
        return np.asarray(self._question.rows @ tokens.rows.T)

    def _rarity(self) -> Floats:
        """Of the question's tokens, by Robertson and Sparck Jones's idf, above 0."""
        held = [np.isin(self._question.numbers, one.numbers) for one in self._read.values()]
        having, total = np.sum(held, axis=0), len(held)
        return np.asarray(np.sqrt(np.log1p((total - having + 0.5) / (having + 0.5))))


def filled(closeness: Floats) -> Floats:
    """With the least for what was not read (NaN); zeros where nothing was."""
    known = closeness[~np.isnan(closeness)]
    return np.where(np.isnan(closeness), known.min() if known.size else 0.0, closeness)


def _mean(weights: Floats, cosines: NDArray[np.float32]) -> float:
    """The mean of the best cosines; NaN where there are none."""
    if not cosines.shape[1]:
        return float("nan")
    return float(weights @ cosines.max(axis=1) / weights.sum())


def _inner(passage: Passage) -> list[Span]:
    """The sentences of a passage, counted from its paragraph's start."""
    start = passage.paragraph.start
    return [Span(span.start - start, span.end - start) for span in passage.sentences]


def _stretches(weights: Weights, passage: Passage) -> list[Span]:
    """What is read of a passage, counted from its paragraph's start: all of it.

    Of a long one it is the sentences that share most with the question, each by itself.
    """
    if len(passage.paragraph.text) <= LONGEST_READ:
        return [Span(0, len(passage.paragraph.text))]
    sentences = _inner(passage)
    shares = [weights.coverage(text, passage.language) for text in passage.sentence_texts]
    chosen: list[Span] = []
    room = LONGEST_READ
    for at in sorted(range(len(sentences)), key=lambda at: (-shares[at], at))[:ENCODED_SENTENCES]:
        start, end = sentences[at].start, sentences[at].end
        if room <= 0:
            break
        chosen.append(Span(start, min(end, start + room)))
        room -= end - start
    return sorted(chosen, key=lambda stretch: stretch.start)


def first_read(passages: Sequence[Passage]) -> int:
    """How many of these are read for one question: the first ones, at least one."""
    lengths = accumulate(min(len(one.paragraph.text), LONGEST_READ) for one in passages)
    inside = sum(1 for _ in takewhile(lambda length: length <= READ_CHARACTERS, lengths))
    return min(max(inside, 1), MOST_READ)


def read_again(
    question: LateInteraction,
    candidates: Sequence[Passage],
    scores: Floats,
    worth: Floats,
    reading: Reading,
) -> tuple[Floats, dict[int, float]]:
    """The scores after the first hits were read, and how near the question came in each.

    The nearest keeps its score and the others lose by their distance to it; those that
    were not read lose as much as the farthest. `worth` is what a fragment's closeness
    is multiplied by.
    """
    order = descending(scores)
    first = order[: first_read([candidates[at] for at in order])]
    if not first:
        return scores, {}
    found = question.closeness([candidates[at] for at in first])
    near = reading.closeness(found, first)
    worthy = near * worth[first]
    closeness = np.full(scores.shape, worthy.min())
    closeness[first] = worthy
    told = dict(zip(first, found.tolist(), strict=True))
    return scores + CLOSENESS * (closeness - worthy.max()), told
