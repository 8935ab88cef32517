"""The text of one revision, and what is compared of it, made out once for all its citations."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from assistant.citations.wording import Source, tokens
from assistant.documents.composition import SEPARATOR, words_key

_NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[ivxlcdm]{1,6}|\w)[.)]\s+", re.IGNORECASE)


class Part(NamedTuple):
    """A paragraph of a text by its words alone, `text[start:end]`."""

    start: int
    end: int
    text: str


class Edition:
    """A revision's text; what is made out of it is made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._vocabularies: dict[int, frozenset[str]] = {}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its paragraphs, in order."""
        return tuple(_parts(self.text))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What `unnumbered` makes of each of its paragraphs."""
        return tuple(unnumbered(part.text) for part in self.parts)

    @cached_property
    def known(self) -> frozenset[str]:
        """Its keys, in no order."""
        return frozenset(self.keys)

    @cached_property
    def words(self) -> Source:
        """The words of the whole text."""
        return Source(tokens(self.text))

    def vocabulary(self, at: int) -> frozenset[str]:
        """The words of one paragraph, in no order."""
        if at not in self._vocabularies:
            self._vocabularies[at] = frozenset(t.word for t in tokens(self.parts[at].text))
        return self._vocabularies[at]

    def at(self, place: int) -> int | None:
        """The number of the first paragraph that ends after a place."""
        number = bisect_right(self.parts, place, key=lambda part: part.end)
        return number if number < len(self.parts) else None

    def holding(self, place: int) -> int | None:
        """The number of the paragraph in which a place is; `None` between two."""
        number = self.at(place)
        return None if number is None or place < self.parts[number].start else number


def unnumbered(text: str) -> str:
    """The words of a paragraph without its number: an insertion above renumbers it."""
    return words_key(_NUMBER.sub("", text, count=1))


def _parts(text: str) -> Iterator[Part]:
    start = 0
    for part in text.split(SEPARATOR):
        yield Part(start, start + len(part), part)
        start += len(part) + len(SEPARATOR)
