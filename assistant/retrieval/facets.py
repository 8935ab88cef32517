"""By what the mentions of a subject can be narrowed: document, speaker, year; each counted."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.retrieval.hit import Facet, Facets, Hit

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Years = Callable[[Hit], str | None]
"""The year of a hit's document."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader wants to see of the mentions; empty for all."""

    speaker: str = ""
    year: str = ""

    def admits(self, hit: Hit, year_of: Years) -> bool:
        """Whether a hit is by that speaker and of that year."""
        return (not self.speaker or hit.paragraph.speaker == self.speaker) and (
            not self.year or year_of(hit) == self.year
        )


ALL = Narrowing()


def year_in(*names: str | None) -> str | None:
    """The year that the first of these names tells: the only one in it; `None` if none does.

    A name that holds several, such as a period, tells none.
    """
    for name in names:
        years = set(_YEAR.findall(name or ""))
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def facets_of(hits: Sequence[Hit], year_of: Years) -> Facets:
    """The facets of these hits: documents and speakers by count, years in order."""
    return Facets(
        documents=_counted((h.paragraph.document_id, h.document) for h in hits),
        speakers=_counted((s, s) for h in hits if (s := h.paragraph.speaker)),
        years=tuple(
            sorted(_counted((y, y) for h in hits if (y := year_of(h))), key=lambda f: f.name)
        ),
    )


def _counted(named: Iterable[tuple[str, str]]) -> tuple[Facet, ...]:
    counts: Counter[tuple[str, str]] = Counter(named)
    return tuple(Facet(key, name, count) for (key, name), count in counts.most_common())
