"""One paragraph once: hits that say the same, folded into the one that is in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.answers.editions import in_force
from assistant.answers.sameness import Wording, wording_of
from assistant.library.records import DocumentRecord
from assistant.retrieval.hit import Hit, Relation, Twin

ALIKE = 0.5
"""Share of common words from which paragraphs of two editions are one, changed."""

_MOST_TWINS = 20
"""Places that are named beside one hit."""


@dataclass(slots=True)
class _Group:
    """Hits that say the same, the best first."""

    hits: list[Hit]
    wordings: list[Wording] = field(default_factory=list)

    def takes(self, wording: Wording) -> bool:
        """Whether a paragraph of this wording is one of them."""
        return any(
            one.is_same(wording) or one.holds(wording) or wording.holds(one)
            for one in self.wordings
        )


def folded(hits: Sequence[Hit]) -> list[Hit]:
    """Each paragraph once, at the place of the best; the others are in its `also_in`.

    The one shown is that of the edition in force, else the one whose pages can be cited,
    else the best. A paragraph that was changed since stands behind its later wording, and
    `superseded_by` tells of that.
    """
    shown = [_shown(group) for group in _groups(hits)]
    return _ranked(_later_first(shown))


def _groups(hits: Sequence[Hit]) -> list[_Group]:
    groups: list[_Group] = []
    by_sentence: dict[str, list[_Group]] = {}
    for hit in hits:
        wording = wording_of(hit.passage)
        near = (group for key in wording.sentences for group in by_sentence.get(key, ()))
        group = next((group for group in near if group.takes(wording)), None)
        if group is None:
            group = _Group([])
            groups.append(group)
        group.hits.append(hit)
        group.wordings.append(wording)
        for key in wording.sentences:
            by_sentence.setdefault(key, []).append(group)
    return groups


def _shown(group: _Group) -> Hit:
    best = group.hits[0]
    if len(group.hits) == 1:
        return best
    chosen = best
    for hit in group.hits[1:]:
        if _newer(hit, chosen) is hit or (_newer(hit, chosen) is None and _is_paged(hit, chosen)):
            chosen = hit
    others = [hit for hit in group.hits if hit is not chosen]
    twins = tuple(Twin(hit.passage, _relation(hit, chosen)) for hit in others[:_MOST_TWINS])
    return replace(
        chosen,
        rank=best.rank,
        score=best.score,
        strength=best.strength,
        chance=best.chance,
        close_call=best.close_call,
        also_in=twins,
    )


def _newer(one: Hit, other: Hit) -> Hit | None:
    """The one whose document replaces the other's; `None` where none does."""
    if one.paragraph.document_id == other.paragraph.document_id:
        return None
    mine, theirs = one.passage.document, other.passage.document
    later = in_force(mine, theirs, one.passage.library)
    return None if later is None else one if later is mine else other


def _is_paged(one: Hit, other: Hit) -> bool:
    """Whether one has pages to be cited by, and the other, of the same letters, has none."""
    return (
        bool(one.passage.document.pages)
        and not other.passage.document.pages
        and wording_of(one.passage).is_same(wording_of(other.passage))
    )


def _relation(other: Hit, shown: Hit) -> Relation:
    if _newer(other, shown) is shown:
        return Relation.EARLIER
    return Relation.SAME


def _later_first(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, each of a replaced document behind the same paragraph of the later one."""
    ordered = list(hits)
    wordings = {id(hit): wording_of(hit.passage) for hit in hits}
    for hit in hits:
        for other, later in _counterparts(hit, ordered, wordings):
            at, there = ordered.index(hit), ordered.index(other)
            marked = replace(hit, superseded_by=later)
            wordings[id(marked)] = wordings[id(hit)]
            ordered[at] = marked
            if there > at:
                ordered.insert(at, ordered.pop(there))
            break
    return ordered


def _counterparts(
    hit: Hit, hits: Sequence[Hit], wordings: dict[int, Wording]
) -> Iterator[tuple[Hit, DocumentRecord]]:
    """The same paragraph as it stands, changed, in documents that replace the hit's."""
    mine = hit.passage.document
    for other in hits:
        theirs = other.passage.document
        if theirs.document_id == mine.document_id:
            continue
        alike = wordings[id(hit)].likeness(wordings[id(other)]) >= ALIKE
        if alike and in_force(mine, theirs, hit.passage.library) is theirs:
            yield other, theirs


def _ranked(hits: Sequence[Hit]) -> list[Hit]:
    return [replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)]
