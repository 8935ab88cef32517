"""A question in, ranked passages out."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.library.reading import Passage, Searching
from assistant.library.records import Scored
from assistant.questions.question import Question
from assistant.retrieval.bridging import bridged, fullness
from assistant.retrieval.calibration import REFERENCE, Calibration
from assistant.retrieval.candidates import Candidate, answering_first, hits_of
from assistant.retrieval.choice.absence import Absence
from assistant.retrieval.choice.choosing import Choice, choose
from assistant.retrieval.choice.scope import Scopes
from assistant.retrieval.constants import (
    ACROSS_COVERAGE,
    BESIDE,
    CANDIDATES,
    EMPTINESS,
    FOREIGN_TRUST,
    OWN_BACKGROUND,
    SENTENCE_COVERAGE,
)
from assistant.retrieval.fragments import is_title, worth
from assistant.retrieval.fusion import beside, descending, fuse, pool
from assistant.retrieval.held import places_of_rare_words
from assistant.retrieval.hit import Hit, Searched
from assistant.retrieval.late_interaction import read_again
from assistant.retrieval.likeness import Floats
from assistant.retrieval.meaning import Meaning
from assistant.retrieval.reading import Reading
from assistant.retrieval.searched import searched_since
from assistant.retrieval.sounding import Sounding, sounded
from assistant.retrieval.weights import Weights, Words
from embeddings.encoder import Encoder

Mode = Literal["hybrid", "dense", "lexical"]
MODES: tuple[Mode, ...] = ("lexical", "dense", "hybrid")

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages from the best to the worst, and how sure the best is."""

    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    """What tells each hit's chance, in the same order."""
    meaning: Meaning
    """What further sentences are held against."""
    searched: Searched
    absence: Absence | None = None
    """Why the first hit is no answer; `None` where nothing speaks against it."""
    note: str | None = None
    """What a reader must know of the first hit."""


class Retriever:
    """Asks both indexes of a library and makes one ranking of their answers."""

    def __init__(
        self, library: Searching, encoder: Encoder, sounding: Sounding | None = None
    ) -> None:
        """Without a `sounding` the encoder is sounded when first needed."""
        self.library = library
        self.encoder = encoder
        self._sounding = sounding
        self._scopes = Scopes(library)

    @cached_property
    def sounding(self) -> Sounding:
        """How the encoder's scores are read. Raises `EmbeddingsError`."""
        return self._sounding or sounded(self.encoder)

    @property
    def calibration(self) -> Calibration:
        """The same, without the probes."""
        return self.sounding.calibration

    def rank(
        self,
        question: Question,
        *,
        within: Collection[str] | None = None,
        limit: int = 10,
        mode: Mode = "hybrid",
        judged: bool = True,
    ) -> Ranking:
        """Up to `limit` passages, best first; `within` limits them to documents by id.

        `mode` leaves one of the two indexes out. Titles stand back behind what
        stands under them: they are hits only where nothing else is left. Where a question
        is asked, in a language of the encoder's, its first hits are read again. What the
        question leaves out, as it was quoted already, is no hit; a question without a letter
        or digit has none. Without `judged` how well they match is their order, whatever they do.
        """
        beside = question.understood.beside
        started = time.perf_counter()
        vector = self.encoder.encode_question(question.subject)[0]
        k = max(CANDIDATES, limit + len(beside)) if question.has_words else 0
        try:
            meaning, candidates, choice = self._candidates(
                question, vector, within, k, mode, judged
            )
        except (UnknownParagraph, UnknownDocument):
            # A document was replaced or removed between two looks; what is there now is asked.
            meaning, candidates, choice = self._candidates(
                question, vector, within, k, mode, judged
            )
        wanted = [c for c in candidates if c.passage.paragraph.paragraph_id not in beside]
        chosen = sorted(wanted, key=lambda c: is_title(c.passage.paragraph))
        if mode == "hybrid" and chosen:
            first = places_of_rare_words(question, chosen[0].passage, self.library, within)
            chosen.sort(key=lambda c: c.passage.paragraph.paragraph_id not in first)
        chosen, absence, note = answering_first(choice, meaning, self.calibration.closeness, chosen)
        chosen = chosen[:limit]
        return Ranking(
            question=question,
            hits=hits_of(meaning, chosen, self.calibration),
            candidates=tuple(chosen),
            meaning=meaning,
            searched=replace(
                searched_since(started, self.library, within),
                is_estimate=self.calibration.is_estimate,
            ),
            absence=absence,
            note=note,
        )

    def _candidates(
        self,
        question: Question,
        vector: Vector,
        within: Collection[str] | None,
        k: int,
        mode: Mode,
        judged: bool,
    ) -> tuple[Meaning, list[Candidate], Choice | None]:
        """Live candidates, best first, and by what they were chosen."""
        dense = self.library.nearest(vector, k, within) if mode != "lexical" else []
        lexical = self.library.matching(question.subject, k, within) if mode != "dense" else []
        live = self.library.passages([scored.row for scored in (*dense, *lexical)])
        evidence = pool(
            _live(dense, live),
            _live(lexical, live),
            self.library.vectors,
            vector,
            lexical_is_full=len(lexical) >= k,
        )
        passages = [live[int(row)] for row in evidence.rows]
        weights, words = Weights.among(question, passages)
        asked_in = question.language_among([passage.language for passage in passages])
        foreign = None if self._knows(asked_in) else FOREIGN_TRUST
        reading = Reading(self.calibration, self._across(asked_in, passages))
        full = np.where(reading.across, fullness(passages), 1.0)
        meaning = Meaning(self.encoder, question, weights, vector, is_foreign=foreign is not None)
        closeness: Mapping[int, float] = {}
        choice: Choice | None = None
        if mode == "hybrid":
            told = bridged(evidence, words, reading, full)
            scores = fuse(*told, vector, terms=weights.size, reading=reading, foreign=foreign)
            worths = np.array([worth(question, passage) for passage in passages], np.float64)
            fused = _weighed(question, scores, told[1], passages) * worths
            scores = fused
            if judged:
                choice = choose(question, weights, words, self._scopes, passages, fused)
                scores = choice.scores
            if question.is_asked and meaning.tokens is not None:
                scores, closeness = read_again(meaning.tokens, passages, scores, worths, reading)
        else:
            fused = scores = evidence.cosines if mode == "dense" else evidence.lexical
        meant = reading.chance_cosines(evidence.cosines) - self._background(vector)
        meant -= OWN_BACKGROUND * self.sounding.strangers(evidence.vectors)
        meant -= EMPTINESS * (1 - full)
        candidates = [
            Candidate(
                passages[at],
                float(evidence.cosines[at]),
                float(meant[at]),
                float(max(words.coverage[at], ACROSS_COVERAGE * reading.across[at] * full[at])),
                float(fused[at]),
                float(scores[at]),
                reading.chance_closeness(closeness[at], at) if at in closeness else None,
                choice.traits.get(at) if choice else None,
            )
            for at in descending(scores)
        ]
        return meaning, candidates, choice

    def _background(self, vector: Vector) -> float:
        """What a question's cosines, on the scale of the constants, have of any passage."""
        return OWN_BACKGROUND * self.sounding.strangeness(vector)

    def chance_of_words(self, cosine: float, vector: Vector, score: float) -> float:
        """The chance of a paragraph that holds all words of a question."""
        meant = self.calibration.cosine.read(cosine, REFERENCE.cosine) - self._background(vector)
        return self.calibration.chance_of(meant, 1.0, score)

    def _knows(self, language: str | None) -> bool:
        """Whether the encoder was made for a language, as its card says, or else its sounding."""
        card = self.encoder.card
        return card.reads(language) if card.languages else self.calibration.knows(language)

    def _across(self, asked_in: str | None, passages: Sequence[Passage]) -> NDArray[np.bool_]:
        """Which are in another language than the question, where the encoder knows both."""
        other = {
            language: None not in (asked_in, language)
            and language != asked_in
            and self._knows(asked_in)
            and self._knows(language)
            for language in dict.fromkeys(passage.language for passage in passages)
        }
        return np.array([other[passage.language] for passage in passages], np.bool_)


def _weighed(
    question: Question, scores: Floats, words: Words, passages: Sequence[Passage]
) -> Floats:
    """Fused scores with what tells a question from a subject."""
    if question.is_asked:
        return scores + SENTENCE_COVERAGE * words.closest
    return scores + BESIDE * beside(scores, [_address(passage.paragraph) for passage in passages])


def _address(paragraph: Paragraph) -> tuple[str, int]:
    return paragraph.document_id, paragraph.ordinal


def _live(ranking: Sequence[Scored], live: Mapping[int, Passage]) -> list[Scored]:
    return [scored for scored in ranking if scored.row in live]
