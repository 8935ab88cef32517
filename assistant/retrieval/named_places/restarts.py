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
    told = "; ".join(f"“{' '.join(text.split())[:120]}”" for text in _parts(sheet, again))
    return f"Its numbers begin again: {len(again)} are numbered {first.name}, under {told}."


def _parts(sheet: Sheet, paragraphs: Sequence[Paragraph]) -> list[str]:
    """What tells apart where these stand: annexes and headings, else those above, else pages."""
    nearest = [sheet.annex_of(p) or (p.section[-1] if p.section else "") for p in paragraphs]
    if len(set(nearest)) == len(nearest):
        return nearest
    whole = [" › ".join(p.section) for p in paragraphs]
    if len(set(whole)) == len(whole):
        return whole
    pages = [p.page.printed or p.page.pdf or p.ordinal + 1 for p in paragraphs]
    return [f"{name}, p. {page}" for name, page in zip(nearest, pages, strict=True)]
