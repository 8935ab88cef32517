"""Paragraphs of a document by where they stand: number, page, section, annex, table, note."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.documents.document import Basis, Kind, Page, Paragraph
from assistant.language.numerals import roman_value
from assistant.questions.place_words import WORDS, PlaceKind
from assistant.questions.places import NamedPlace

_PARTS = re.compile(r"[^\W_]+")
_HEADS = frozenset({Kind.HEADING, Kind.CAPTION})
_ANNEX = re.compile(rf"(?:{WORDS[PlaceKind.ANNEX]})(?:\s+[^\W_]{{1,4}})?(?=\W|$)", re.IGNORECASE)
_PART = re.compile(r"(?:part|teil|partie|parte|часть|chapter|kapitel)\s", re.IGNORECASE)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SELF_NAMED = frozenset({PlaceKind.ANNEX, PlaceKind.RECOMMENDATION})
"""Places whose headings have the word for them."""
_SHORT = 120
_ROMAN = re.compile(r"[ivxlc]{1,6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stand:
    """The paragraphs at a named place, in document order."""

    paragraphs: tuple[Paragraph, ...]
    note: str | None = None
    """What a reader must know of how the place was found."""


@dataclass(frozen=True)
class Sheet:
    """A document's paragraphs and pages, to find places in."""

    paragraphs: tuple[Paragraph, ...]
    pages: tuple[Page, ...] = ()

    def at(self, place: NamedPlace) -> Stand:
        """What stands at a place; nothing where there is none of that name."""
        return _FINDERS.get(place.kind, _numbered)(self, place)

    def within(self, place: NamedPlace) -> "Sheet":
        """Only what stands in an annex, section or chapter."""
        return Sheet(_under(self, place), self.pages)

    def annex_of(self, paragraph: Paragraph) -> str | None:
        """The heading of the annex that a paragraph stands in; `None` in a document's body."""
        return self._annexes.get(paragraph.ordinal)

    @cached_property
    def _annexes(self) -> dict[int, str]:
        """An annex goes on to a higher heading, or to the next part of a document in parts."""
        held: dict[int, str] = {}
        head: Paragraph | None = None
        in_parts = False
        for paragraph in self.paragraphs:
            if paragraph.kind is Kind.HEADING:
                is_part = bool(_PART.match(paragraph.text))
                if _ANNEX.match(paragraph.text):
                    head = paragraph
                elif head and (paragraph.level < head.level or (is_part and in_parts)):
                    head = None
                in_parts = in_parts or (is_part and head is None)
            if head:
                held[paragraph.ordinal] = head.text
        return held

    @property
    def is_numbered(self) -> bool:
        """Whether its paragraphs have printed numbers."""
        return sum(_counts(paragraph) for paragraph in self.paragraphs) >= 2

    def last_number(self) -> str | None:
        """The highest paragraph number, counted before numbers begin again."""
        numbers = [int(p.number or 0) for p in self.paragraphs if _counts(p)]
        return str(max(numbers)) if numbers else None


def _counts(paragraph: Paragraph) -> bool:
    number = paragraph.number or ""
    return number.isdigit() and paragraph.kind is Kind.PARAGRAPH


def with_items(sheet: Sheet, found: Sequence[Paragraph], most: int = 40) -> list[Paragraph]:
    """Paragraphs with the items of the lists that they open, each once."""
    result: dict[int, Paragraph] = {}
    for paragraph in found:
        result[paragraph.ordinal] = paragraph
        if not paragraph.number:
            continue
        for item in sheet.paragraphs[paragraph.ordinal - sheet.paragraphs[0].ordinal + 1 :][:most]:
            if item.kind is not Kind.LIST_ITEM:
                break
            if item.item_of and re.match(rf"{re.escape(paragraph.number)}(?:\W|$)", item.item_of):
                result[item.ordinal] = item
    return list(result.values())


def _numbers(place: NamedPlace) -> list[str]:
    """The numbers of a range, or the one number; a range of dotted numbers counts its last part."""
    if place.last is None:
        return [place.name]
    head, _, first = place.name.rpartition(".")
    last = place.last.rpartition(".")[2]
    if not (first.isdigit() and last.isdigit()) or int(last) < int(first):
        return [place.name, place.last]
    prefix = f"{head}." if head else ""
    return [
        f"{prefix}{number}" for number in range(int(first), min(int(last), int(first) + 500) + 1)
    ]


def _numbered(sheet: Sheet, place: NamedPlace) -> Stand:
    """Paragraphs of these printed numbers; counted ones where the document prints none."""
    wanted = _numbers(place)
    if len(wanted) == 1 and not wanted[0].replace(".", "").isdigit():
        return Stand(tuple(_item(sheet, place.name)))
    held = set(wanted)
    body = [p for p in sheet.paragraphs if p.kind not in (Kind.FOOTNOTE, Kind.TABLE_ROW)]
    found = [p for p in body if p.number in held and p.kind is not Kind.HEADING]
    found = found or [p for p in body if p.number in held]
    if not found and place.kind is PlaceKind.PARAGRAPH and not sheet.is_numbered:
        at = {int(number) for number in wanted if number.isdigit()}
        counted = tuple(p for p in sheet.paragraphs if p.ordinal + 1 in at)
        note = "Its paragraphs have no printed numbers; they are counted."
        return Stand(counted, note if counted else None)
    if place.kind is PlaceKind.OPERATIVE:
        found = [p for p in found if not sheet.annex_of(p)] or found
    return Stand(tuple(with_items(sheet, found)))


def _item(sheet: Sheet, name: str) -> list[Paragraph]:
    """`12(a)`: the item of a numbered paragraph; `12a` a paragraph of that number."""
    whole = [p for p in sheet.paragraphs if (p.number or "").casefold() == name.casefold()]
    marks = re.findall(r"\(?([^\W_]+)\)?", name)
    if whole or len(marks) < 2:
        return whole
    number, *rest = [mark.casefold() for mark in marks]
    found = []
    for paragraph in sheet.paragraphs:
        path = _PARTS.findall(f"{paragraph.item_of or ''} {paragraph.bullet or ''}".casefold())
        if paragraph.kind is Kind.LIST_ITEM and path == [number, *rest]:
            found.append(paragraph)
    return found


def _headed(sheet: Sheet, place: NamedPlace) -> Stand:
    """What stands under a heading of this kind and number, the heading first."""
    under = _under(sheet, place)
    if under:
        return Stand(under)
    return _numbered(sheet, place)


def _under(sheet: Sheet, place: NamedPlace) -> tuple[Paragraph, ...]:
    """A heading and what stands under it; one that names itself goes on to the next that does."""
    found = [at for at, p in enumerate(sheet.paragraphs) if heads(p, place)]
    if not found:
        return ()
    # A contents list names headings too, in lines that are none.
    at = next((h for h in found if sheet.paragraphs[h].kind is Kind.HEADING), found[0])
    head = sheet.paragraphs[at]
    label = re.compile(rf"(?:{WORDS[place.kind]})\W+[^\W_]{{1,5}}(?=\W|$)", re.IGNORECASE)
    is_labelled = bool(label.match(head.text) or _ANNEX.match(head.text))
    end = at + 1
    while end < len(sheet.paragraphs) and not _ends_it(
        sheet.paragraphs[end], head, label if is_labelled else None
    ):
        end += 1
    return sheet.paragraphs[at:end]


def _ends_it(paragraph: Paragraph, head: Paragraph, label: re.Pattern[str] | None) -> bool:
    if paragraph.kind is not Kind.HEADING:
        is_bare = paragraph.kind is Kind.PARAGRAPH and len(paragraph.text) < _SHORT
        return (
            head.kind is not Kind.HEADING
            and is_bare
            and bool(label and label.match(paragraph.text))
        )
    if label is None:
        return paragraph.level <= max(head.level, 1)
    is_next = label.match(paragraph.text) or _ANNEX.match(paragraph.text)
    return bool(is_next) or paragraph.level < head.level


def heads(paragraph: Paragraph, place: NamedPlace) -> bool:
    """Whether it is the heading of a place: `IV.B` is `B.` under `IV.`, `Annex II` names itself."""
    is_bare = paragraph.kind is Kind.PARAGRAPH and len(paragraph.text) < _SHORT
    if paragraph.kind is not Kind.HEADING and not is_bare:
        return False
    named = re.match(
        rf"(?:{WORDS[place.kind]})\s*(?P<name>[^\W_]+(?:[.\-][^\W_]+)*)",
        paragraph.text,
        re.IGNORECASE,
    )
    if named:
        return _same(named["name"], place.name)
    if paragraph.kind is not Kind.HEADING or place.kind in _SELF_NAMED:
        return False
    parts = place.name.replace("/", ".").split(".")
    number = paragraph.number or ""
    if _same(number, place.name):
        return True
    above = [_PARTS.match(heading) for heading in paragraph.section]
    path = [match[0] for match in above if match]
    return len(parts) > 1 and _same(number, parts[-1]) and _ends(path, parts[:-1])


def _ends(path: Sequence[str], parts: Sequence[str]) -> bool:
    return len(path) >= len(parts) and all(
        _same(one, other) for one, other in zip(path[-len(parts) :], parts, strict=True)
    )


def _same(one: str, other: str) -> bool:
    """Equal in another case, or the Roman form of one number: `annex 2` is `Annex II`."""
    if one.casefold() == other.casefold():
        return True
    if one.isdigit() and _ROMAN.fullmatch(other):
        return int(one) == roman_value(other)
    return other.isdigit() and bool(_ROMAN.fullmatch(one)) and int(other) == roman_value(one)


def _on_pages(sheet: Sheet, place: NamedPlace) -> Stand:
    """What stands on pages of these printed numbers; of the file's where none is printed so."""
    wanted = set(_numbers(place))
    trusted = [p for p in sheet.pages if p.printed and p.basis in (Basis.PRINTED, Basis.LABEL)]
    pages = [page for page in trusted if page.printed in wanted]
    note = None
    if not pages:
        pages = [page for page in sheet.pages if str(page.number) in wanted]
        if pages and trusted:
            note = "No page has that number printed; this is the page counted in the file."
    numbers = {page.number for page in pages}
    found = [
        p
        for p in sheet.paragraphs
        if p.page.pdf in numbers or any(line.page in numbers for line in p.lines)
    ]
    return Stand(tuple(found), note if found else None)


def _note(sheet: Sheet, place: NamedPlace) -> Stand:
    wanted = set(_numbers(place))
    notes = [p for p in sheet.paragraphs if p.kind is Kind.FOOTNOTE]
    return Stand(tuple(p for p in notes if (p.number or "").translate(_RAISED) in wanted))


def _captioned(sheet: Sheet, place: NamedPlace) -> Stand:
    """A caption `Table 3` with the rows that follow it."""
    for at, paragraph in enumerate(sheet.paragraphs):
        if paragraph.kind is Kind.TABLE_ROW or not _is_head_of_caption(paragraph, place):
            continue
        end = at + 1
        while end < len(sheet.paragraphs) and (
            sheet.paragraphs[end].kind is Kind.TABLE_ROW
            or (end <= at + 2 and sheet.paragraphs[end].kind in _HEADS)
        ):
            end += 1
        return Stand(sheet.paragraphs[at:end])
    return Stand(())


def _is_head_of_caption(paragraph: Paragraph, place: NamedPlace) -> bool:
    named = re.match(rf"(?:{WORDS[place.kind]})\s*([^\W_]+)", paragraph.text, re.IGNORECASE)
    return (
        bool(named) and _same(named[1] if named else "", place.name) and len(paragraph.text) < 300
    )


_FINDERS: dict[PlaceKind, Callable[[Sheet, NamedPlace], Stand]] = {
    PlaceKind.PAGE: _on_pages,
    PlaceKind.SECTION: _headed,
    PlaceKind.CHAPTER: _headed,
    PlaceKind.ARTICLE: _headed,
    PlaceKind.CLAUSE: _headed,
    PlaceKind.RULE: _headed,
    PlaceKind.ANNEX: _headed,
    PlaceKind.RECOMMENDATION: _headed,
    PlaceKind.FOOTNOTE: _note,
    PlaceKind.TABLE: _captioned,
    PlaceKind.FIGURE: _captioned,
}
