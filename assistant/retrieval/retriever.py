"""A question in, ranked paragraphs out."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.language.terms import matched_words, question_language
from assistant.library.library import Counts, DocumentRecord, Failure, Located, Scored
from assistant.questions.asked_for import is_question
from assistant.retrieval.asked import Asked, Place, Words
from assistant.retrieval.calibration import chance_of, strength
from assistant.retrieval.constants import (
    BESIDE,
    CANDIDATES,
    CLOSE_CALL,
    ENGLISH_MODELS,
    FOREIGN_TRUST,
    SENTENCE_COVERAGE,
)
from assistant.retrieval.fragments import is_title, worth
from assistant.retrieval.fusion import beside, descending, fuse, pool
from assistant.retrieval.hit import Hit, Searched, Why
from assistant.retrieval.late_interaction import read_again
from assistant.retrieval.likeness import Floats
from assistant.retrieval.meaning import Meaning
from assistant.retrieval.spans import best_span, sentence_texts, sentences_by_words
from embeddings.encoder import Encoder

Mode = Literal["hybrid", "dense", "lexical"]
MODES: tuple[Mode, ...] = ("lexical", "dense", "hybrid")

Vector = NDArray[np.float32]


class Searchable(Protocol):
    """What retrieval asks of a library; each method as in `Library`."""

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read."""
        ...

    def counts(self) -> Counts:
        """How much there is to search."""
        ...

    def partly_read(self) -> tuple[tuple[str, str], ...]:
        """Id and name of every document of which not all could be read."""
        ...

    def document(self, document_id: str) -> DocumentRecord:
        """A document's record."""
        ...

    def text(self, document_id: str) -> str:
        """The text of a document's current revision."""
        ...

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of a document, in order, from the `first` to before the `end`."""
        ...

    def located(self, rows: Sequence[int]) -> dict[int, Located]:
        """The live paragraphs among these rows."""
        ...

    def vectors(self, rows: Sequence[int]) -> Vector:
        """Stored vectors of live rows."""
        ...

    def nearest(
        self, vector: Vector, k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """Rows by cosine."""
        ...

    def matching(
        self, question: str, k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """Rows by BM25."""
        ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """Paragraphs from the best to the worst, and how sure the best is."""

    hits: tuple[Hit, ...]
    asked: Asked
    meaning: Meaning
    languages: tuple[str | None, ...]
    """Of the hits' documents, one each."""
    searched: Searched


@dataclass(frozen=True, slots=True)
class Candidate:
    """A live paragraph in the running."""

    located: Located
    language: str | None
    cosine: float
    coverage: float
    score: float
    closeness: float | None = None
    """How near the question's tokens come, -1 to 1; `None` where they were not read."""

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph."""
        return self.located.paragraph


class Retriever:
    """Asks both indexes of a library and makes one ranking of their answers."""

    def __init__(self, library: Searchable, encoder: Encoder) -> None:
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
        """Up to `limit` paragraphs, best first; `within` limits them to documents by id.

        `mode` leaves one of the two indexes out. Titles stand back behind what
        stands under them: they are hits only where nothing else is left. Where a question
        is asked, in a language of the encoder's, its first hits are read again.
        """
        started = time.perf_counter()
        vector = self.encoder.encode_question(question)[0]
        k = max(CANDIDATES, limit)
        try:
            asked, meaning, candidates = self._candidates(question, vector, within, k, mode)
        except (UnknownParagraph, UnknownDocument):
            # A document was replaced or removed between two looks; what is there now is asked.
            asked, meaning, candidates = self._candidates(question, vector, within, k, mode)
        chosen = sorted(candidates, key=lambda c: is_title(c.paragraph))[:limit]
        return Ranking(
            hits=_hits(asked, chosen),
            asked=asked,
            meaning=meaning,
            languages=tuple(candidate.language for candidate in chosen),
            searched=self._searched(within, started),
        )

    def _candidates(
        self,
        question: str,
        vector: Vector,
        within: Collection[str] | None,
        k: int,
        mode: Mode,
    ) -> tuple[Asked, Meaning, list[Candidate]]:
        """Live candidates, best first."""
        dense = self.library.nearest(vector, k, within) if mode != "lexical" else []
        lexical = self.library.matching(question, k, within) if mode != "dense" else []
        located = self.library.located([scored.row for scored in (*dense, *lexical)])
        evidence = pool(
            _live(dense, located),
            _live(lexical, located),
            self.library.vectors,
            vector,
            lexical_is_full=len(lexical) >= k,
        )
        places = [located[int(row)] for row in evidence.rows]
        languages = self._languages(places)
        asked, words = Asked.among(
            question,
            [
                Place(sentence_texts(place.paragraph), context_of(place.paragraph), language)
                for place, language in zip(places, languages, strict=True)
            ],
        )
        foreign = self._foreign(question, languages)
        meaning = Meaning(self.encoder, asked, vector, is_foreign=foreign is not None)
        closeness: Mapping[int, float] = {}
        if mode == "hybrid":
            scores = fuse(evidence, words, vector, terms=asked.size, foreign=foreign)
            scores, closeness = _weighed(question, scores, words, places, languages, meaning)
        else:
            scores = evidence.cosines if mode == "dense" else evidence.lexical
        candidates = [
            Candidate(
                places[at],
                languages[at],
                float(evidence.cosines[at]),
                float(words.coverage[at]),
                float(scores[at]),
                closeness.get(at),
            )
            for at in descending(scores)
        ]
        return asked, meaning, candidates

    def _languages(self, places: Sequence[Located]) -> list[str | None]:
        """The languages of these paragraphs' documents."""
        ids = [place.paragraph.document_id for place in places]
        known = {id_: self.library.document(id_).language for id_ in dict.fromkeys(ids)}
        return [known[id_] for id_ in ids]

    def _foreign(self, question: str, languages: Sequence[str | None]) -> float | None:
        """The trust in meaning for a question that the encoder was not made for, else `None`."""
        name = self.encoder.fingerprint.model.lower()
        if not any(part in name for part in ENGLISH_MODELS):
            return None
        language = question_language(question, languages)
        return None if language in (None, "en") else FOREIGN_TRUST

    def _searched(self, within: Collection[str] | None, started: float) -> Searched:
        counts = self.library.counts()
        documents, paragraphs = counts.documents, counts.paragraphs
        if within is not None:
            records = [self.library.document(document_id) for document_id in within]
            documents, paragraphs = len(records), sum(r.paragraphs for r in records)
        failed = [failure.name for failure in self.library.failures()]
        partly = [
            name
            for document_id, name in self.library.partly_read()
            if within is None or document_id in within
        ]
        return Searched(
            documents=documents,
            paragraphs=paragraphs,
            unreadable=tuple(dict.fromkeys((*failed, *partly))),
            milliseconds=(time.perf_counter() - started) * 1000,
        )


def _weighed(
    question: str,
    scores: Floats,
    words: Words,
    places: Sequence[Located],
    languages: Sequence[str | None],
    meaning: Meaning,
) -> tuple[Floats, Mapping[int, float]]:
    """Fused scores with what tells a question from a subject, and the closeness of those read."""
    paragraphs = [place.paragraph for place in places]
    hits = list(zip(paragraphs, languages, strict=True))
    worths = np.array([worth(question, *hit) for hit in hits], np.float64)
    if not is_question(question):
        return (scores + BESIDE * beside(scores, [_address(p) for p in paragraphs])) * worths, {}
    scores = (scores + SENTENCE_COVERAGE * words.closest) * worths
    if meaning.tokens is None:
        return scores, {}
    return read_again(meaning.tokens, hits, scores, worths)


def context_of(paragraph: Paragraph) -> str:
    """What stands over a paragraph and is no part of it: headings and lead-in."""
    return " ".join((*paragraph.section, paragraph.lead_in or ""))


def _address(paragraph: Paragraph) -> tuple[str, int]:
    return paragraph.document_id, paragraph.ordinal


def _live(ranking: Sequence[Scored], located: dict[int, Located]) -> list[Scored]:
    return [scored for scored in ranking if scored.row in located]


def _hits(asked: Asked, candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
    """With the best sentence of each by its words."""
    sentences = sentences_by_words(asked, [(c.paragraph, c.language) for c in candidates])
    hits = []
    for at, candidate in enumerate(candidates):
        chance = chance_of(
            candidate.cosine, candidate.coverage, candidate.score, candidate.closeness
        )
        words = matched_words(asked.text, candidate.paragraph.text, candidate.language)
        hits.append(
            Hit(
                rank=at + 1,
                score=candidate.score,
                strength=strength(chance),
                why=Why(words, candidate.cosine),
                paragraph=candidate.paragraph,
                document=candidate.located.document,
                span=best_span(sentences, at),
                close_call=at > 0 and candidates[at - 1].score - candidate.score < CLOSE_CALL,
                chance=chance,
            )
        )
    return tuple(hits)
