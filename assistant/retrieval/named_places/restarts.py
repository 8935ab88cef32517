"""Numbers that stand several times in one document, as they begin again in its annexes."""

from collections.abc import Sequence

from assistant.documents.document import Kind, Paragraph
from assistant.questions.place_words import PlaceKind
from assistant.questions.places import NamedPlace
from assistant.retrieval.named_places.standing import Sheet


def restarts(places: Sequence[NamedPlace], sheet: Sheet, found: Sequence[Paragraph]) -> str | None:
    """That a number stands several times in a document, and where."""
    first = places[0]
    again = [p for p in found if p.number == first.name and p.kind is not Kind.FOOTNOTE]
    if len(places) > 1 or first.last or len(again) < 2 or first.kind is PlaceKind.PAGE:
        return None
    told = "; ".join(f"“{' '.join(text.split())[:80]}”" for text in _parts(sheet, again))
    return f"Its numbers begin again: {len(again)} are numbered {first.name}, under {told}."


def _parts(sheet: Sheet, paragraphs: Sequence[Paragraph]) -> list[str]:
    """What tells apart where these stand: annexes, or the first headings that are not the same."""
    depth = 0
    paths = [p.section for p in paragraphs]
    while len({path[depth] if depth < len(path) else "" for path in paths}) == 1 and depth < 8:
        depth += 1
    return [
        sheet.annex_of(p) or (path[min(depth, len(path) - 1)] if path else "the beginning")
        for p, path in zip(paragraphs, paths, strict=True)
    ]
