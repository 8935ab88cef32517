"""A ranking as it is shown: each paragraph once, and after the first the range of what is said."""

from dataclasses import replace

from assistant.answers.twins import folded
from assistant.answers.variety import ranged
from assistant.retrieval.retriever import Ranking

LOOKED_AT = 24
"""First hits that are held against each other."""


def arranged(ranking: Ranking) -> Ranking:
    """The ranking without what is said twice, its first hit followed by what adds to it."""
    first = folded(ranking.hits[:LOOKED_AT])
    hits = [*ranged(first), *ranking.hits[LOOKED_AT:]]
    ranked = (replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
    return replace(ranking, hits=tuple(ranked))
