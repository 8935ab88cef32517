"""What a question may mean, where a name fits several documents."""

from collections.abc import Sequence

from assistant.library.records import DocumentRecord
from assistant.questions.places import NamedPlace
from assistant.retrieval.named_places.resolution import Choice, Found, Resolution
from assistant.retrieval.named_places.shelfmarks import Named
from assistant.retrieval.named_places.wording import a_place, asked_for, described

MOST_CHOICES = 12


def choice_of_places(places: Sequence[NamedPlace], records: Sequence[DocumentRecord]) -> Resolution:
    """Which of the documents that have such a place is meant."""
    asked = asked_for(places)
    choices = [
        Choice(f"{asked} of {described(record)}", f"{asked} of {_unmistakable(record)}", record)
        for record in records[:MOST_CHOICES]
    ]
    note = f"{len(records)} documents have {a_place(places[0])}{_listed(records)}."
    return Resolution(Found.CHOICE, asked, total=len(records), note=note, choices=tuple(choices))


def choice_of_documents(
    question: str, named: Named, records: Sequence[DocumentRecord]
) -> Resolution:
    """Which of the documents of one name is meant."""
    asked = question[named.start : named.end]
    choices = []
    for record in records[:MOST_CHOICES]:
        own = f"{question[: named.start]}{_unmistakable(record)}{question[named.end :]}"
        told = [part for part in (record.imprint.symbol, record.imprint.date, record.name) if part]
        choices.append(Choice(f"{record.title or asked} ({', '.join(told)})", own, record))
    note = f"{len(records)} documents are called {asked}{_listed(records)}."
    return Resolution(Found.CHOICE, asked, total=len(records), note=note, choices=tuple(choices))


def _listed(records: Sequence[DocumentRecord]) -> str:
    return f"; {MOST_CHOICES} of them are listed" if len(records) > MOST_CHOICES else ""


def _unmistakable(record: DocumentRecord) -> str:
    return record.imprint.symbol.split(" · ")[0] if record.imprint.symbol else record.name
