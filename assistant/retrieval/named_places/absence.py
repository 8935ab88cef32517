"""What a document has where a place that was asked for is not in it."""

import re
from collections.abc import Sequence

from assistant.documents.document import Kind
from assistant.library.records import DocumentRecord
from assistant.questions.place_words import WORDS, PlaceKind
from assistant.questions.places import NamedPlace
from assistant.retrieval.named_places.standing import Sheet

_LISTED = 8


def what_there_is(
    name: str, places: Sequence[NamedPlace], sheet: Sheet, record: DocumentRecord
) -> str:
    """`A/80/36 ends with paragraph 92`, `It has 22 pages`."""
    place = places[0]
    asked = ", ".join(f"{place.kind.value} {place.name}" for place in places)
    if place.kind is PlaceKind.PAGE:
        return f"{name} has no page {place.name}; it has {record.pages or 'no'} pages."
    if place.kind in (PlaceKind.PARAGRAPH, PlaceKind.OPERATIVE):
        return _of_paragraphs(name, asked, place, sheet, record)
    have = _have(place.kind, sheet)
    told = f"It has {', '.join(have[:_LISTED])}" if have else f"It has no {place.kind.value}s"
    more = f" and {len(have) - _LISTED} more" if len(have) > _LISTED else ""
    return f"There is no {asked} in {name}. {told}{more}."


def _of_paragraphs(
    name: str, asked: str, place: NamedPlace, sheet: Sheet, record: DocumentRecord
) -> str:
    last = sheet.last_number()
    number = re.match(r"\d+", place.name)
    if last is None:
        return (
            f"There is no {asked} in {name}: its paragraphs have no printed numbers, "
            f"and there are {record.paragraphs}."
        )
    if number and int(number[0]) > int(last):
        return f"{name} ends with paragraph {last}."
    return f"There is no {asked} in {name}; its paragraphs are numbered up to {last}."


def _have(kind: PlaceKind, sheet: Sheet) -> list[str]:
    """What of a kind a document has, as it is printed."""
    if kind is PlaceKind.FOOTNOTE:
        notes = [p.number for p in sheet.paragraphs if p.kind is Kind.FOOTNOTE and p.number]
        return [f"footnotes up to {notes[-1]}"] if notes else []
    if kind is PlaceKind.RECOMMENDATION:
        numbers = [p.number for p in sheet.paragraphs if p.number and "." in p.number]
        return [f"recommendations {numbers[0]} to {numbers[-1]}"] if numbers else []
    pattern = re.compile(rf"(?:{WORDS[kind]})\s*[^\W_]{{0,5}}(?=\W|$)", re.IGNORECASE)
    named = [match[0] for p in sheet.paragraphs if (match := pattern.match(p.text))]
    if named and kind is not PlaceKind.SECTION:
        return list(dict.fromkeys(name.strip() for name in named if _is_short(name)))
    heads = [p for p in sheet.paragraphs if p.kind is Kind.HEADING and p.number and p.level <= 4]
    return [" ".join(p.text.split())[:60] for p in heads] if kind is PlaceKind.SECTION else []


def _is_short(name: str) -> bool:
    """Whether a printed name is one and no sentence."""
    return len(name) < 40
