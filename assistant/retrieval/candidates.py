"""Passages in the running: what is known of each, which answers, and what a reader is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library.reading import Passage
from assistant.retrieval.calibration import Calibration, Scale, strength
from assistant.retrieval.choice.absence import Absence, absence_of, spoken_of_only
from assistant.retrieval.choice.choosing import Choice
from assistant.retrieval.choice.coefficients import DOUBTED, STAND_IN
from assistant.retrieval.choice.traits import Traits
from assistant.retrieval.constants import CLOSE_CALL, FOUND
from assistant.retrieval.held import holds
from assistant.retrieval.hit import Hit, Why
from assistant.retrieval.meaning import Meaning
from assistant.retrieval.spans import best_spans, sentences_by_words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage in the running."""

    passage: Passage
    cosine: float
    meaning: float
    """The same on the scale of the constants, beside how near all passages come to the question."""
    coverage: float
    fused: float
    """How well both indexes say that it matches."""
    score: float
    """The same with the worth of its traits, and how near the question's tokens come."""
    closeness: float | None = None
    """How near the question's tokens come, on that scale; `None` where they were not read."""
    traits: Traits | None = None
    """By what it was judged; `None` where it was not."""


def answering_first(
    choice: Choice | None, meaning: Meaning, closeness: Scale, candidates: list[Candidate]
) -> tuple[list[Candidate], Absence | None, str | None]:
    """The first of the first few that nothing speaks against, put first; else why none is one."""
    if choice is None or not candidates:
        return candidates, None, None
    absences: list[Absence] = []
    for at, one in enumerate(candidates[:DOUBTED]):
        if one.traits is None or one.score < candidates[0].score - STAND_IN:
            break
        absence = absence_of(choice.judge, meaning, closeness, one.passage, one.traits)
        if absence is None:
            note = spoken_of_only(choice.judge, one.passage, one.traits)
            return [one, *candidates[:at], *candidates[at + 1 :]], None, note
        absences.append(absence)
    return candidates, next(iter(absences), None), None


def _is_theirs(candidate: Candidate) -> bool:
    """Whether who is asked for speaks, of all that is named beside them."""
    traits = candidate.traits or {}
    spoken = traits.get("stated") or traits.get("reported")
    return bool(spoken and not traits.get("names lacking") and not traits.get("State lacking"))


def hits_of(
    meaning: Meaning, candidates: Sequence[Candidate], calibration: Calibration
) -> tuple[Hit, ...]:
    """With the best sentence of each by its words."""
    spans = best_spans(sentences_by_words(meaning.weights, [c.passage for c in candidates]))
    hits = []
    for at, candidate in enumerate(candidates):
        passage = candidate.passage
        chance = calibration.chance_of(
            candidate.meaning, candidate.coverage, candidate.fused, candidate.closeness
        )
        if meaning.is_foreign and not candidate.coverage:
            # The encoder knows nothing of the language, and no word tells anything.
            chance = 0.0
        if chance < FOUND and (holds(meaning.question, passage) or _is_theirs(candidate)):
            # What was asked for stands here: whatever else is unsure, it was found.
            chance = FOUND
        words = meaning.question.matched(passage.paragraph.text, passage.language)
        hits.append(
            Hit(
                rank=at + 1,
                score=candidate.score,
                strength=strength(chance),
                why=Why(words, candidate.cosine),
                passage=passage,
                span=spans[at],
                close_call=at > 0 and candidates[at - 1].score - candidate.score < CLOSE_CALL,
                chance=chance,
            )
        )
    return tuple(hits)
