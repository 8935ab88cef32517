"""What a person chose for a question, put before what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.documents.document import Span
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.hit import Hit, Strength, Why
from assistant.retrieval.retriever import Ranking


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage that a person kept for a question, where it stands now."""

    passage: Passage
    span: Span
    """Of the kept words."""
    question: str
    """For which it was kept."""
    selection_id: int

    @property
    def document_id(self) -> str:
        """Of the document that it stands in."""
        return self.passage.paragraph.document_id


def with_chosen(ranking: Ranking, chosen: Sequence[Chosen]) -> Ranking:
    """The ranking with these passages first, in their order, and their kept words selected."""
    if not chosen:
        return ranking
    found = {hit.paragraph.paragraph_id: hit for hit in ranking.hits}
    best = max((hit.score for hit in ranking.hits), default=1.0)
    first = []
    for one in chosen:
        known = found.pop(one.passage.paragraph.paragraph_id, None)
        first.append(
            replace(
                known or _hit(ranking, one.passage, one.span),
                score=best,
                strength=Strength.STRONG,
                chance=1.0,
                span=one.span,
                chosen=one.selection_id,
            )
        )
    hits = [*first, *found.values()]
    ranked = (replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
    return replace(ranking, hits=tuple(ranked))


def told_of(chosen: Sequence[Chosen], question: Question) -> str | None:
    """For which other question the first was chosen; `None` where it was for this one."""
    asked = question.understood.question
    if not chosen or chosen[0].question.casefold().strip(" ?") == asked.casefold().strip(" ?"):
        return None
    return f"The first paragraph you chose for “{chosen[0].question}”."


def _hit(ranking: Ranking, passage: Passage, span: Span) -> Hit:
    """One for a passage that was not found."""
    text = passage.paragraph.text
    vector = ranking.meaning.encoder.encode_passages([text])[0]
    why = Why(
        ranking.question.matched(text, passage.language),
        float(vector @ ranking.meaning.vector),
    )
    return Hit(0, 0.0, Strength.STRONG, why, passage, span)
