"""A question in, ranked paragraphs out."""

import math
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Kind, Paragraph
from assistant.library.library import Library, Located
from assistant.library.terms import matched_words
from assistant.retrieval.constants import (
    CANDIDATES,
    CLOSE_CALL,
    COSINE_SLOPE,
    COVERAGE_SLOPE,
    GOOD,
    OFFSET,
    STRONG,
)
from assistant.retrieval.fusion import Evidence, Floats, descending, fuse, pool
from assistant.retrieval.hit import Hit, Searched, Strength, Why
from assistant.retrieval.spans import Asked, ask, best_span, weigh
from embeddings.encoder import Encoder

Mode = Literal["hybrid", "dense", "lexical"]
MODES: tuple[Mode, ...] = ("lexical", "dense", "hybrid")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Paragraphs from the best to the worst, and how sure the best is."""

    question: str
    hits: tuple[Hit, ...]
    confidence: float
    """Probability that the first hit is on the question, 0 to 1; 0 without a hit."""
    searched: Searched
    asked: Asked | None = None
    """The question as it was held against sentences; `None` without a hit."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A live paragraph in the running."""

    located: Located
    cosine: float
    score: float

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph."""
        return self.located.paragraph


class Retriever:
    """Asks both indexes of a library and makes one ranking of their answers."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        self.library = library
        self.encoder = encoder

    def rank(
        self,
        question: str,
        *,
        within: Collection[str] | None = None,
        limit: int = 10,
        mode: Mode = "hybrid",
    ) -> Ranking:
        """Up to `limit` paragraphs; `within` limits them to documents by id.

        `mode` leaves one of the two indexes out. Headings stand back behind what
        stands under them: they are hits only where nothing else is.
        """
        started = time.perf_counter()
        vector = self.encoder.encode_question(question)[0]
        candidates = self._candidates(question, vector, within, max(CANDIDATES, limit), mode)
        chosen = _without_headings(candidates)[:limit]
        languages = self._languages(chosen)
        asked = ask(
            question, vector, list(zip((c.paragraph for c in chosen), languages, strict=True))
        )
        hits = _hits(asked, chosen, languages)
        return Ranking(
            question=question,
            hits=hits,
            confidence=hits[0].chance if hits else 0.0,
            searched=self.searched(within, started),
            asked=asked if hits else None,
        )

    def searched(self, within: Collection[str] | None, started: float) -> Searched:
        """What a question was held against; `started` is by `time.perf_counter`."""
        counts = self.library.counts()
        documents, paragraphs = counts.documents, counts.paragraphs
        if within is not None:
            records = [self.library.document(document_id) for document_id in within]
            documents, paragraphs = len(records), sum(r.paragraphs for r in records)
        return Searched(
            documents=documents,
            paragraphs=paragraphs,
            unreadable=tuple(failure.name for failure in self.library.failures()),
            milliseconds=(time.perf_counter() - started) * 1000,
        )

    def _candidates(
        self,
        question: str,
        vector: NDArray[np.float32],
        within: Collection[str] | None,
        k: int,
        mode: Mode,
    ) -> list[Candidate]:
        """Live candidates, best first."""
        dense = self.library.nearest(vector, k, within) if mode != "lexical" else []
        lexical = self.library.matching(question, k, within) if mode != "dense" else []
        located = self.library.located([row for row, _ in (*dense, *lexical)])
        dense = [scored for scored in dense if scored.row in located]
        lexical = [scored for scored in lexical if scored.row in located]

        def cosines_of(rows: Sequence[int]) -> Floats:
            return np.asarray(self.library.vectors(rows) @ vector, dtype=np.float64)

        evidence = pool(dense, lexical, cosines_of, lexical_is_full=len(lexical) >= k)
        scores = _scores(evidence, mode)
        return [
            Candidate(
                located[int(evidence.rows[at])], float(evidence.cosines[at]), float(scores[at])
            )
            for at in descending(scores)
        ]

    def _languages(self, candidates: Sequence[Candidate]) -> list[str | None]:
        known = {
            document_id: self.library.document(document_id).language
            for document_id in {c.paragraph.document_id for c in candidates}
        }
        return [known[c.paragraph.document_id] for c in candidates]


def _scores(evidence: Evidence, mode: Mode) -> Floats:
    if mode == "dense":
        return evidence.cosines
    return evidence.lexical if mode == "lexical" else fuse(evidence)


def _without_headings(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Content first; headings only after everything else."""
    return sorted(candidates, key=lambda c: c.paragraph.kind is Kind.HEADING)


def probability(asked: Asked, candidate: Candidate, language: str | None) -> float:
    """That a paragraph is on the question, 0 to 1, from its meaning and its words."""
    coverage = asked.coverage(candidate.paragraph.text, language)
    return logistic(COSINE_SLOPE * candidate.cosine + COVERAGE_SLOPE * coverage + OFFSET)


def logistic(x: float) -> float:
    """0 to 1; one half at 0."""
    return 1 / (1 + math.exp(-x))


def strength(chance: float) -> Strength:
    """What a probability is called."""
    if chance >= STRONG:
        return Strength.STRONG
    return Strength.GOOD if chance >= GOOD else Strength.WEAK


def _hits(
    asked: Asked, candidates: Sequence[Candidate], languages: Sequence[str | None]
) -> tuple[Hit, ...]:
    pairs = list(zip((c.paragraph for c in candidates), languages, strict=True))
    sentences = weigh(asked, pairs, None)
    hits: list[Hit] = []
    chances = [
        probability(asked, c, language) for c, language in zip(candidates, languages, strict=True)
    ]
    for at, (candidate, language) in enumerate(zip(candidates, languages, strict=True)):
        paragraph = candidate.paragraph
        hits.append(
            Hit(
                rank=at + 1,
                score=candidate.score,
                strength=strength(chances[at]),
                why=Why(matched_words(asked.text, paragraph.text, language), candidate.cosine),
                paragraph=paragraph,
                document=candidate.located.document,
                span=best_span(sentences, at),
                close_call=at > 0 and candidates[at - 1].score - candidate.score < CLOSE_CALL,
                chance=chances[at],
            )
        )
    return tuple(hits)
