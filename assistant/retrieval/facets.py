"""By what the mentions of a subject can be narrowed: document, speaker, year; each counted."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.library.library import DocumentRecord, Passage
from assistant.retrieval.hit import Facet, Facets, Hit

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader wants to see of the mentions; empty for all."""

    speaker: str = ""
    year: str = ""

    def admits(self, passage: Passage) -> bool:
        """Whether a passage is by that speaker and of that year."""
        return (not self.speaker or passage.paragraph.speaker == self.speaker) and (
            not self.year or year_of(passage.document) == self.year
        )


ALL = Narrowing()


def year_of(document: DocumentRecord) -> str | None:
    """The year that a document's name tells, else its title: the only one in it.

    A name that holds several, such as a period, tells none.
    """
    for name in (PurePath(document.name).name, document.title):
        years = set(_YEAR.findall(name or ""))
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def facets_of(hits: Sequence[Hit]) -> Facets:
    """The facets of these hits: documents and speakers by count, years in order."""
    documents = [hit.passage.document for hit in hits]
    years = {document.document_id: year_of(document) for document in documents}
    told = [year for document in documents if (year := years[document.document_id])]
    return Facets(
        documents=_counted((document.document_id, document.name) for document in documents),
        speakers=_counted((s, s) for h in hits if (s := h.paragraph.speaker)),
        years=tuple(sorted(_counted((year, year) for year in told), key=lambda f: f.name)),
    )


def _counted(named: Iterable[tuple[str, str]]) -> tuple[Facet, ...]:
    counts: Counter[tuple[str, str]] = Counter(named)
    return tuple(Facet(key, name, count) for (key, name), count in counts.most_common())
