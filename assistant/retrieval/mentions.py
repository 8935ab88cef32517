"""Every paragraph on a subject, with an honest end."""

from collections.abc import Collection
from dataclasses import replace

from assistant.questions.question import Question
from assistant.retrieval.constants import FOUND, MENTION_SHARE, MOST_MENTIONS, WEAK_TAIL
from assistant.retrieval.facets import ALL, Narrowing, facets_of
from assistant.retrieval.fragments import is_title
from assistant.retrieval.hit import Hit, Mentions, Strength
from assistant.retrieval.retriever import Retriever


def mentions(
    retriever: Retriever,
    question: Question,
    *,
    within: Collection[str] | None = None,
    ranked: bool = False,
    narrowing: Narrowing = ALL,
) -> Mentions:
    """Every passage on a question's subject, in document order (by name) unless `ranked`.

    Titles are left out. A passage is a mention while its score is a fair share
    of the best one's and its probability that of an answer; a few more are kept, as
    weak matches from rank `weak_from`, so that a reader can judge the end. `narrowing`
    leaves hits out, and the ranks and facets of the others as they are.
    """
    ranking = retriever.rank(question, within=within, limit=MOST_MENTIONS)
    found = [hit for hit in ranking.hits if not is_title(hit.paragraph)]
    least = MENTION_SHARE * found[0].score if found else 0.0
    sure = next(
        (at for at, hit in enumerate(found) if hit.score < least or hit.chance < FOUND),
        len(found),
    )
    hits = [
        replace(hit, rank=at + 1, strength=hit.strength if at < sure else Strength.WEAK)
        for at, hit in enumerate(found[: sure + WEAK_TAIL])
    ]
    wanted = [hit for hit in hits if narrowing.admits(hit.passage)]
    return Mentions(
        subject=question.words,
        hits=tuple(wanted if ranked else sorted(wanted, key=_place)),
        searched=ranking.searched,
        weak_from=sure + 1 if len(hits) > sure else None,
        facets=facets_of(hits[:sure]),
    )


def _place(hit: Hit) -> tuple[str, str, int]:
    return hit.passage.document.name, hit.paragraph.document_id, hit.paragraph.ordinal
