"""By what the mentions of a subject can be narrowed: document, speaker, year; each counted."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from assistant.documents.speakers.names import name_key
from assistant.library.records import Standing
from assistant.retrieval.hit import Facet, Facets

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader wants to see of the mentions; empty for all."""

    speakers: frozenset[str] = frozenset()
    """Keys of the names of one speaker."""
    year: str = ""

    def admits(self, place: Standing) -> bool:
        """Whether a paragraph is by that speaker and of that year."""
        spoken = not self.speakers or any(name_key(s) in self.speakers for s in place.speakers)
        return spoken and (not self.year or year_of(place) == self.year)


ALL = Narrowing()


def year_of(place: Standing) -> str | None:
    """The year that a document was issued; else the only one that its name or title tells.

    A name that holds several, such as a period, tells none.
    """
    if place.issued:
        return place.issued[:4]
    return _year(place.name, place.title)


@lru_cache(maxsize=4096)
def _year(name: str, title: str | None) -> str | None:
    for text in (PurePath(name).name, title):
        years = set(_YEAR.findall(text or ""))
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def facets_of(places: Sequence[Standing]) -> Facets:
    """The facets of these paragraphs: documents and speakers by count, years in order."""
    years = _counted((year, year) for place in places if (year := year_of(place)))
    return Facets(
        documents=_counted((place.document_id, place.name) for place in places),
        speakers=_counted((s, s) for place in places for s in place.speakers),
        years=tuple(sorted(years, key=lambda facet: facet.name)),
    )


def _counted(named: Iterable[tuple[str, str]]) -> tuple[Facet, ...]:
    counts: Counter[tuple[str, str]] = Counter(named)
    return tuple(Facet(key, name, count) for (key, name), count in counts.most_common())
