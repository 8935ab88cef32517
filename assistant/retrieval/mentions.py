"""Every paragraph on a subject, with an honest end."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePath

from assistant.questions.frames import subject_of
from assistant.retrieval.constants import FOUND, MENTION_SHARE, MOST_MENTIONS, WEAK_TAIL
from assistant.retrieval.facets import ALL, Narrowing, Years, facets_of, year_in
from assistant.retrieval.fragments import is_title
from assistant.retrieval.hit import Hit, Mentions, Strength
from assistant.retrieval.retriever import Retriever


def mentions(
    retriever: Retriever,
    subject: str,
    *,
    within: Collection[str] | None = None,
    ranked: bool = False,
    narrowing: Narrowing = ALL,
) -> Mentions:
    """Every paragraph on a subject, in document order (documents by name) unless `ranked`.

    Titles are left out. A paragraph is a mention while its score is a fair share
    of the best one's and its probability that of an answer; a few more are kept, as
    weak matches from rank `weak_from`, so that a reader can judge the end. `narrowing`
    leaves hits out, and the ranks and facets of the others as they are.
    """
    ranking = retriever.rank(subject_of(subject), within=within, limit=MOST_MENTIONS)
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
    years = _years(retriever, hits)
    wanted = [hit for hit in hits if narrowing.admits(hit, years)]
    return Mentions(
        subject=subject,
        hits=tuple(wanted if ranked else sorted(wanted, key=_place)),
        searched=ranking.searched,
        weak_from=sure + 1 if len(hits) > sure else None,
        facets=facets_of(hits[:sure], years),
    )


def _years(retriever: Retriever, hits: Sequence[Hit]) -> Years:
    """The year of each hit's document, by its name or its title."""
    ids = dict.fromkeys(hit.paragraph.document_id for hit in hits)
    records = [retriever.library.document(document_id) for document_id in ids]
    years = {r.document_id: year_in(PurePath(r.name).name, r.title) for r in records}
    return lambda hit: years[hit.paragraph.document_id]


def _place(hit: Hit) -> tuple[str, str, int]:
    return hit.document, hit.paragraph.document_id, hit.paragraph.ordinal
