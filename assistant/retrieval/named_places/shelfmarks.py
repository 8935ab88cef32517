"""Documents found by what they are called: symbol, file, title."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from assistant.documents.symbols import symbol_key, symbols_in
from assistant.library.records import DocumentRecord

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"\.\w{2,5}$")
_TITLED = re.compile(
    r"(?:draft |annual |final |interim |national |identical )?"
    r"(?:report|letters?|statement|resolution|note|list|summary|compilation|minutes|agreement|decision|study|rapport|informe|bericht|доклад)\b",
    re.IGNORECASE,
)
"""How titles begin that are named in a sentence without quotation marks."""
_FIELD = re.compile(r"(?P<name>body|author|year) ?: ?(?P<value>.+)", re.IGNORECASE)
_FEWEST = 4
"""Words of a title that a question names by it; shorter ones are words like any others."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Named:
    """Documents that a stretch of a text names, as many as are called so."""

    documents: tuple[DocumentRecord, ...]
    start: int
    end: int


class Shelfmarks:
    """What documents can be called by, looked up by the words of a question."""

    def __init__(self, documents: Sequence[DocumentRecord]) -> None:
        self._called: dict[tuple[str, ...], list[DocumentRecord]] = defaultdict(list)
        self._titled: dict[tuple[str, ...], list[DocumentRecord]] = defaultdict(list)
        self.documents = documents
        for record in documents:
            for name in dict.fromkeys(_names(record)):
                self._called[name].append(record)
            title = tuple(folded(record.title or ""))
            if title:
                self._titled[title].append(record)
        self._longest = max(map(len, (*self._called, *self._titled)), default=0)

    @classmethod
    def of(cls, documents: Sequence[DocumentRecord]) -> Self:
        """Of these documents."""
        return cls(documents)

    def named_in(self, text: str) -> list[Named]:
        """The documents that a text names, in order; the longest name at each place."""
        words = list(_WORD.finditer(text))
        keys = [_fold(word[0]) for word in words]
        quoted = _quoted(text)
        found: list[Named] = []
        at = 0
        while at < len(keys):
            named = self._at(text, words, keys, at, quoted)
            if named is None:
                at += 1
                continue
            found.append(named)
            while at < len(words) and words[at].start() < named.end:
                at += 1
        return found

    def _at(
        self,
        text: str,
        words: Sequence[re.Match[str]],
        keys: Sequence[str],
        at: int,
        quoted: Sequence[tuple[int, int]],
    ) -> Named | None:
        for end in range(min(len(keys), at + self._longest, at + _LONGEST), at, -1):
            name = tuple(keys[at:end])
            start, stop = words[at].start(), words[end - 1].end()
            documents = self._called.get(name, [])
            if documents and _goes_on(text, stop):
                documents = []
            if not documents and self._may_be_title(name, text[start:stop], text, quoted, start):
                documents = self._titled.get(name, [])
            if documents:
                return Named(tuple(documents), start, _closed(text, stop))
        return None

    def _may_be_title(
        self,
        name: tuple[str, ...],
        written: str,
        text: str,
        quoted: Sequence[tuple[int, int]],
        start: int,
    ) -> bool:
        """All of a text, in quotation marks, or worded as no other words are."""
        if name not in self._titled:
            return False
        if any(first <= start < last for first, last in quoted):
            return True
        whole = len(folded(text)) == len(name)
        is_long = len(name) >= _FEWEST
        return (whole and len(name) >= _FEWEST - 1) or (is_long and bool(_TITLED.match(written)))

    def nearest(self, symbol: str, most: int = 3) -> list[DocumentRecord]:
        """The documents whose symbols are most like one that none has."""
        wanted = symbol_key(symbol).split("/")
        scored = []
        for record in self.documents:
            for own in symbols_in(record.imprint.symbol or ""):
                parts = symbol_key(own).split("/")
                same = next(
                    (
                        at
                        for at, pair in enumerate(zip(wanted, parts, strict=False))
                        if pair[0] != pair[1]
                    ),
                    min(len(wanted), len(parts)),
                )
                distance = _distance(wanted[same:], parts[same:])
                scored.append((-same, abs(len(parts) - len(wanted)), distance, record.name, record))
        scored.sort(key=lambda entry: entry[:4])
        return list({entry[4].document_id: entry[4] for entry in scored if entry[0] < 0}.values())[
            :most
        ]

    def of_resolution(self, number: str) -> list[DocumentRecord]:
        """The resolutions of this number: `2776`, `78/323`."""
        wanted = symbol_key(number)
        found = []
        for record in self.documents:
            for symbol in symbols_in(record.imprint.symbol or ""):
                key = symbol_key(symbol)
                if re.search(rf"(?:^|/)res/{re.escape(wanted)}$", key):
                    found.append(record)
        return found

    def meant_by(self, reference: str) -> tuple[list[DocumentRecord], bool]:
        """The documents that a filter means, and whether it may mean several.

        By symbol, name or title, else by words of these; `body: Security Council`,
        `author: …` and `year: 2025` mean all documents of that.
        """
        field = _FIELD.match(reference)
        if field:
            words = set(folded(field["value"]))
            of = [r for r in self.documents if words and words <= _field_words(r, field["name"])]
            return of, True
        whole = tuple(folded(reference))
        exact = self._called.get(whole) or self._titled.get(whole)
        if exact or not whole:
            return list(exact or []), False
        wanted = set(whole)
        return [record for record in self.documents if wanted <= _all_words(record)], False


def folded(text: str) -> list[str]:
    """The words of a text as names are compared."""
    return [_fold(word) for word in _WORD.findall(text)]


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _names(record: DocumentRecord) -> Iterator[tuple[str, ...]]:
    """Symbols, with and without their year, and the file's name; its stem if that has a digit."""
    for symbol in symbols_in(record.imprint.symbol or ""):
        yield tuple(folded(symbol))
        yield tuple(folded(re.sub(r" ?\(\d{4}\)", "", symbol)))
    name = record.name.rsplit("/", 1)[-1]
    yield tuple(folded(name))
    stem = _ENDING.sub("", name)
    if any(character.isdigit() for character in stem) and len(stem) > 3:
        yield tuple(folded(stem))


def _field_words(record: DocumentRecord, name: str) -> set[str]:
    imprint = record.imprint
    told = {"body": imprint.body, "author": imprint.author, "year": (imprint.date or "")[:4]}
    return set(folded(told[name.casefold()] or ""))


def _all_words(record: DocumentRecord) -> set[str]:
    told = (record.name, record.title, record.imprint.symbol)
    return {word for text in told if text for word in folded(text)}


def _goes_on(text: str, at: int) -> bool:
    """Whether a symbol goes on here: `A/80/1` is not in `A/80/1/Add.1`, nor in `A/80/1.5`."""
    return bool(re.match(r"[/_][^\W_]|-[^\W\d_]|\.[^\W_]", text[at:]))


def _closed(text: str, at: int) -> int:
    """The end of a name with the bracket or star that closes it."""
    return at + 1 if text[at : at + 1] in (")", "*") else at


def _quoted(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer('["“„«\'‘][^"”“»’]+["”“»’\']', text)]


def _distance(wanted: Sequence[str], parts: Sequence[str]) -> float:
    """How far the first parts that differ are apart, where they count."""
    if not wanted or not parts:
        return 0.0
    numbers = [re.sub(r"\D", "", part[0]) for part in (wanted, parts)]
    if all(numbers):
        return abs(int(numbers[0][:9]) - int(numbers[1][:9]))
    return 1e9
