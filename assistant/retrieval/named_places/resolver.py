"""A question's places resolved against what the library holds, before any search."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.documents.document import Kind, Paragraph
from assistant.library.reading import Passage, Searching
from assistant.library.records import DocumentRecord
from assistant.questions.conversation import Turn
from assistant.questions.frames import subject_of
from assistant.questions.place_words import WORDS, PlaceKind
from assistant.questions.places import NamedPlace
from assistant.questions.question import Question
from assistant.retrieval.named_places.absence import what_there_is
from assistant.retrieval.named_places.beginnings import beginning
from assistant.retrieval.named_places.choices import choice_of_documents, choice_of_places
from assistant.retrieval.named_places.names import Names, names_annex, names_in, without_documents
from assistant.retrieval.named_places.resolution import Found, Narrowed, Resolution
from assistant.retrieval.named_places.restarts import restarts
from assistant.retrieval.named_places.shelfmarks import Shelfmarks
from assistant.retrieval.named_places.standing import Sheet, Stand, heads, with_items
from assistant.retrieval.named_places.wording import a_place, asked_for, called, described

SHOWN = 6
"""Paragraphs of a page, a section or a resolution that are shown first."""
_MOST_SHOWN = 60
"""Of a range."""
_LONGEST = 2_000
"""Characters of a question in which names are looked for; a longer one is a text."""
_MOST_HOLDING = 500
"""Paragraphs that hold the name of a place and are looked at."""
_RESOLUTION = re.compile(rf"(?:{WORDS[PlaceKind.RESOLUTION]})\s*([\d/]+)", re.IGNORECASE)
_CONTAINERS = (
    PlaceKind.ANNEX,
    PlaceKind.CHAPTER,
    PlaceKind.SECTION,
    PlaceKind.ARTICLE,
    PlaceKind.PAGE,
)
"""Places that hold others, the widest first."""
_WIDE = (*_CONTAINERS, PlaceKind.CLAUSE, PlaceKind.RULE)
_NUMBERED = (PlaceKind.PARAGRAPH, PlaceKind.OPERATIVE, PlaceKind.RECOMMENDATION)
"""Places that are looked for in all documents where none is named."""


class Resolver:
    """Resolves the places of questions; what documents are called is kept until one changes."""

    def __init__(self, library: Searching) -> None:
        self._library = library
        self._shelf: tuple[int, Shelfmarks] | None = None

    def shelf(self) -> Shelfmarks:
        """What the documents of the library are called."""
        version, shelf = self._library.version(), self._shelf
        if shelf is None or shelf[0] != version:
            shelf = self._shelf = (version, Shelfmarks.of(self._library.documents()))
        return shelf[1]

    def resolve(
        self,
        question: Question,
        within: Collection[str] | None = None,
        before: Turn | None = None,
    ) -> Resolution | Narrowed | None:
        """What the question's places stand for; `None` where it names none.

        `within` limits it to documents by id. Where no document is named, that of the answer
        `before` is meant. Raises `UnknownDocument` where one is removed meanwhile.
        """
        if len(question.words) > _LONGEST:
            return None
        names = names_in(question, self.shelf())
        if names.about and not names.is_bare:
            return None
        if names.documents:
            return self._of_documents(question, names)
        if names.missing:
            return self._missing(question, names)
        return self._without_document(question, names, within, before) if names.places else None

    def _of_documents(self, question: Question, names: Names) -> Resolution | Narrowed | None:
        groups = [named.documents for named in names.documents]
        if len(groups) == 1 and len(groups[0]) > 1:
            named = names.documents[0]
            return choice_of_documents(question.words, named, groups[0])
        records = list({r.document_id: r for group in groups for r in group}.values())
        if names.places:
            return self._in_documents(names, records)
        if names.asks_decisions and all(_is_resolution(record) for record in records):
            return self._decided(names, records[0])
        if names.is_bare:
            return self._opened(names, records)
        return _narrowed(question, names, records)

    def _missing(self, question: Question, names: Names) -> Resolution | Narrowed | None:
        """That a document is not here; what others say of a resolution, which has many."""
        asked = names.missing[0]
        if not (names.places or names.is_asked_of_it):
            return None
        number = question.words and _RESOLUTION.search(asked)
        nearest = self.shelf().nearest(f"S/RES/{number[1]}" if number else asked)
        note = f"{asked[0].upper()}{asked[1:]} is not in the library."
        if number and not names.places and names.is_bare:
            return Narrowed(question, None, f"{note} These paragraphs speak of it.")
        if nearest:
            note += f" Nearest: {'; '.join(map(described, nearest))}."
        return Resolution(Found.NOTHING, asked, note=note, nearest=tuple(nearest))

    def _without_document(
        self,
        question: Question,
        names: Names,
        within: Collection[str] | None,
        before: Turn | None,
    ) -> Resolution | Narrowed | None:
        if not names.is_bare:
            return None
        documents = self.shelf().documents
        if within is not None:
            documents = [record for record in documents if record.document_id in within]
        elif before is not None and before.documents:
            last = before.documents[0][0]
            documents = [record for record in documents if record.document_id == last]
        if len(documents) == 1:
            return self._in_documents(names, documents)
        place = names.places[0]
        having = self._having(question, place, documents)
        if len(having) == 1:
            return self._in_documents(names, having)
        if having:
            return choice_of_places(names.places, having)
        note = f"No document here has {a_place(place)}."
        if place.kind in (*_NUMBERED, PlaceKind.PAGE):
            return Resolution(Found.NOTHING, asked_for(names.places), note=note)
        return Narrowed(question, None, f"{note} These paragraphs speak of one.")

    def _having(
        self, question: Question, place: NamedPlace, documents: Sequence[DocumentRecord]
    ) -> list[DocumentRecord]:
        """The documents that have such a place."""
        ids = {record.document_id for record in documents}
        if place.kind is PlaceKind.PAGE:
            return [r for r in documents if place.name.isdigit() and r.pages >= int(place.name)]
        if place.kind in _NUMBERED:
            found = self._library.numbered([place.name], ids)
            kinds = (Kind.PARAGRAPH, Kind.LIST_ITEM)
            return list(dict.fromkeys(p.document for p in found if p.paragraph.kind in kinds))
        written = question.words[place.start : place.end]
        rows = [standing.row for standing in self._library.holding(written, ids)][:_MOST_HOLDING]
        held = self._library.passages(rows).values()
        named = [p.document for p in held if heads(p.paragraph, place)]
        return sorted(dict.fromkeys(named), key=lambda record: record.name)

    def _in_documents(self, names: Names, records: Sequence[DocumentRecord]) -> Resolution:
        passages: list[Passage] = []
        notes: list[str] = []
        for record in records:
            sheet = self._sheet(record)
            stand = _found(sheet, names)
            passages += self._passages(record, stand.paragraphs)
            notes += filter(None, [stand.note, restarts(names.places, sheet, stand.paragraphs)])
            if not stand.paragraphs:
                notes.append(what_there_is(called(record), names.places, sheet, record))
        asked = f"{asked_for(names.places)} of {' and '.join(map(called, records))}"
        most = SHOWN if names.places[-1].kind in _WIDE else _MOST_SHOWN
        if len(passages) > most:
            notes.append(f"{most} of {len(passages)} paragraphs are shown.")
        found = Found.PLACE if passages else Found.NOTHING
        return Resolution(
            found,
            asked,
            tuple(passages[:most]),
            len(passages),
            " ".join(notes) or None,
            nearest=() if passages else tuple(records),
        )

    def _decided(self, names: Names, record: DocumentRecord) -> Resolution:
        """The operative paragraphs of a resolution, each with its items."""
        sheet = self._sheet(record)
        body = [p for p in sheet.paragraphs if not sheet.annex_of(p)]
        operative = [p for p in body if (p.number or "").isdigit() and p.kind is Kind.PARAGRAPH]
        found = with_items(sheet, operative[:SHOWN])
        asked = f"the operative paragraphs of {called(record)}"
        if not found:
            return self._opened(names, [record])
        return Resolution(
            Found.PLACE,
            asked,
            tuple(self._passages(record, found)),
            len(operative),
            f"{min(len(operative), SHOWN)} of {len(operative)} operative paragraphs are shown.",
        )

    def _opened(self, names: Names, records: Sequence[DocumentRecord]) -> Resolution:
        """Documents at their beginning: the title, and the first paragraph that says something."""
        passages: list[Passage] = []
        for record in records:
            passages += self._passages(record, beginning(self._sheet(record).paragraphs, record))
        note = "; ".join(described(record, fully=True) for record in records)
        asked = " and ".join(map(called, records))
        return Resolution(Found.DOCUMENT, asked, tuple(passages), len(passages), f"{note}.")

    def _sheet(self, record: DocumentRecord) -> Sheet:
        library, id_ = self._library, record.document_id
        return Sheet(library.paragraphs(id_), library.pages(id_))

    def _passages(self, record: DocumentRecord, paragraphs: Sequence[Paragraph]) -> list[Passage]:
        return [Passage(paragraph, record, self._library) for paragraph in paragraphs]


def _found(sheet: Sheet, names: Names) -> Stand:
    """What stands at places of which the wider hold the narrower."""
    places = sorted(names.places, key=_width)
    kinds = list(dict.fromkeys(place.kind for place in places))
    for kind in kinds[:-1]:
        inner = Sheet(sheet.at(next(p for p in places if p.kind is kind)).paragraphs, sheet.pages)
        if not inner.paragraphs:
            return Stand(())
        sheet = inner
    stands = [sheet.at(place) for place in places if place.kind is kinds[-1]]
    together = {p.ordinal: p for stand in stands for p in stand.paragraphs}
    found = [together[ordinal] for ordinal in sorted(together)]
    if names_annex(names.rest) and any(map(sheet.annex_of, found)):
        found = list(filter(sheet.annex_of, found))
    return Stand(tuple(found), next((stand.note for stand in stands if stand.note), None))


def _width(place: NamedPlace) -> tuple[int, int]:
    kinds = (*_CONTAINERS, place.kind)
    return kinds.index(place.kind), place.start


def _is_resolution(record: DocumentRecord) -> bool:
    told = f"{record.imprint.symbol or ''} {record.title or ''}".casefold()
    return "/res/" in told or "resolution" in told or "decision" in told


def _narrowed(
    question: Question, names: Names, records: Sequence[DocumentRecord]
) -> Narrowed | None:
    """The subject alone, asked within the documents."""
    rest = without_documents(question, names.documents)
    if not any(character.isalnum() for character in rest):
        return None
    subject = subject_of(rest).rstrip(" ?.!")
    explanation = f"{subject}, in {' and '.join(map(called, records))}"
    ids = tuple(record.document_id for record in records)
    understood = replace(
        question.understood,
        question=rest,
        within=ids,
        explanation=explanation,
        carried=question.words,
    )
    return Narrowed(replace(question, understood=understood), frozenset(ids))
