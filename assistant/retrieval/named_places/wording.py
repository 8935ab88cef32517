"""How places and documents are named to a reader."""

from collections.abc import Sequence

from assistant.library.records import DocumentRecord
from assistant.questions.places import NamedPlace


def called(record: DocumentRecord) -> str:
    """The shortest name that a reader knows a document by: its symbol, else title or file."""
    if record.imprint.symbol:
        return record.imprint.symbol.split(" · ")[0]
    return record.title or record.name


def described(record: DocumentRecord, *, fully: bool = False) -> str:
    """`A/80/36, Report of the …`; fully with its author, body, date and length."""
    imprint = record.imprint
    parts = [called(record)]
    if record.title and record.title != parts[0]:
        parts.append(record.title)
    if fully:
        if imprint.author and imprint.author not in parts[-1]:
            parts.append(f"by {imprint.author}")
        if imprint.body and imprint.body != imprint.author:
            parts.append(imprint.body)
        parts += [f"issued {imprint.date}"] if imprint.date else []
        parts += [f"{record.pages} pages"] if record.pages else []
        parts.append(f"{record.paragraphs:,} paragraphs")
    return ", ".join(parts)


def asked_for(places: Sequence[NamedPlace]) -> str:
    """`annex II, table 3`, `paragraphs 12 to 15`."""
    return ", ".join(
        f"{place.kind.value}s {place.name} to {place.last}"
        if place.last
        else f"{place.kind.value} {place.name}"
        for place in places
    )


def a_place(place: NamedPlace) -> str:
    """`a paragraph 12`, `an annex II`."""
    article = "an" if place.kind.value[0] in "aeiou" else "a"
    return f"{article} {place.kind.value} {place.name}"
