"""The automatic numbers of HTML lists."""

import re
from collections.abc import Callable

from lxml import etree

from assistant.documents.markup.html_words import attribute
from assistant.language.numerals import letters, roman

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_COUNTING: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "1": str,
}
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
}


class ListFrame:
    """A list that is being walked: how it counts and where it stands."""

    def __init__(self, element: etree._Element, *, ordered: bool) -> None:
        self._counting = _COUNTING[_counting(element)] if ordered else None
        self._step = -1 if element.get("reversed") is not None else 1
        self._next = _integer(attribute(element, "start")) or 1
        if self._step < 0 and not attribute(element, "start"):
            self._next = sum(1 for child in element if child.tag == "li")

    def mark(self, item: etree._Element) -> str:
        """The mark that a browser draws before this item: `3.`, `iv.`, `•`."""
        if self._counting is None:
            return "•"
        value = _integer(attribute(item, "value"))
        number = self._next if value is None else value
        self._next = number + self._step
        return f"{self._counting(number)}."


def _counting(element: etree._Element) -> str:
    style = _STYLE.search(attribute(element, "style"))
    kind = _STYLES.get(style[1].lower()) if style else None
    kind = kind or attribute(element, "type")
    return kind if kind in _COUNTING else "1"


def _integer(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
