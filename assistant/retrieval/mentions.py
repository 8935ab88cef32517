"""Every paragraph on a subject, with an honest end."""

from collections.abc import Collection
from dataclasses import replace

from assistant.documents.document import Kind
from assistant.retrieval.constants import MENTION, MOST_MENTIONS, WEAK_TAIL
from assistant.retrieval.hit import Hit, Mentions
from assistant.retrieval.retriever import Retriever


def mentions(
    retriever: Retriever,
    subject: str,
    *,
    within: Collection[str] | None = None,
    ranked: bool = False,
) -> Mentions:
    """Every paragraph on a subject, in document order (documents by name) unless `ranked`.

    Headings are left out. A few weak matches are kept at the end of the ranking, so that a reader sees
    what was left out; `weak_from` is the rank of the first of them.
    """
    ranking = retriever.rank(subject, within=within, limit=MOST_MENTIONS)
    found = [hit for hit in ranking.hits if hit.paragraph.kind is not Kind.HEADING]
    sure = sum(hit.chance >= MENTION for hit in found)
    by_chance = [
        replace(hit, rank=rank)
        for rank, hit in enumerate(sorted(found, key=lambda hit: -hit.chance), start=1)
    ][: sure + WEAK_TAIL]
    hits = sorted(by_chance, key=_place) if not ranked else by_chance
    return Mentions(
        subject=subject,
        hits=tuple(hits),
        searched=ranking.searched,
        weak_from=sure + 1 if len(by_chance) > sure else None,
    )


def _place(hit: Hit) -> tuple[str, str, int]:
    return hit.document, hit.paragraph.document_id, hit.paragraph.ordinal
