"""What an OpenDocument text holds and does not show, by its styles.

OpenDocument 1.3, part 3, chapters 16 and 20.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from assistant.documents.hidden import SAME, SMALLEST
from assistant.documents.office.odt_numbering import STYLE, TEXT

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_COLOUR = re.compile("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)pt")
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_STYLED = {
    **dict.fromkeys((f"{TEXT}p", f"{TEXT}h"), "paragraph"),
    f"{TEXT}span": "text",
    f"{_TABLE}table-cell": "table-cell",
    f"{_TABLE}table-row": "table-row",
    f"{_TABLE}table": "table",
}

Colour = tuple[int, ...]
Properties = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Look:
    """How words directly in an element are shown."""

    colour: Colour | None = None
    behind: Colour | None = (255, 255, 255)
    """`None` where it is not known: in a drawing."""
    size: float = 12.0
    hidden: bool = False

    @property
    def shows(self) -> bool:
        """Words are to be seen."""
        if self.hidden or self.size <= SMALLEST:
            return False
        if self.colour is None or self.behind is None:
            return True
        return max(abs(a - b) for a, b in zip(self.colour, self.behind, strict=True)) > SAME


def take_hidden(body: etree._Element, trees: Iterable[etree._Element]) -> list[str]:
    """The words that nobody sees, by paragraph; the body loses them."""
    taking = _Taking(_Styles(trees))
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        above = element.getparent()
        if event == "start":
            taking.enter(element)
            taking.judge(element, "text", element)
            continue
        if event == "end":
            taking.leave()
        if element is not body and above is not None:
            taking.judge(element, "tail", above)
    for element, name in taking.silent:
        setattr(element, name, "")
    return [words.strip() for words in taking.words.values()]


class _Taking:
    """What was found unseen on the way through a text."""

    def __init__(self, styles: "_Styles") -> None:
        self.words: dict[etree._Element | None, str] = {}
        self.silent: list[tuple[etree._Element, str]] = []
        self._styles = styles
        self._looks = [_Look()]

    def enter(self, element: etree._Element) -> None:
        """The words that follow stand in this element."""
        self._looks.append(_inner(self._looks[-1], element, self._styles))

    def leave(self) -> None:
        """They stand in the one around it again."""
        self._looks.pop()

    def judge(self, element: etree._Element, name: str, holder: etree._Element) -> None:
        """Note the element's `text` or `tail`, which stands in `holder`, if nobody sees it."""
        words = getattr(element, name)
        if words and words.strip() and not self._looks[-1].shows:
            paragraph = next(holder.iterancestors(*_PARAGRAPHS), None)
            paragraph = holder if holder.tag in _PARAGRAPHS else paragraph
            self.words[paragraph] = self.words.get(paragraph, "") + words
            self.silent.append((element, name))


def _inner(outer: _Look, element: etree._Element, styles: "_Styles") -> _Look:
    """The look inside an element."""
    tag = str(element.tag)
    if tag.startswith(_DRAW):
        return replace(outer, behind=None)
    gone = element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true"
    if gone or element.get(f"{_TABLE}visibility") == "collapse":
        return replace(outer, hidden=True)
    family = _STYLED.get(tag)
    if family is None:
        return outer
    named = element.get(f"{_TABLE if family.startswith('table') else TEXT}style-name")
    found = styles.properties(family, named)
    look = outer
    if "color" in found:
        look = replace(look, colour=_colour(found["color"]))
    if _colour(found.get("background-color")):
        look = replace(look, behind=_colour(found["background-color"]))
    size = _SIZE.fullmatch(found.get("font-size", ""))
    if size:
        look = replace(look, size=float(size[1]))
    if "display" in found:
        look = replace(look, hidden=outer.hidden or found["display"] == "none")
    return look


class _Styles:
    """The properties of named styles, with what they inherit."""

    def __init__(self, trees: Iterable[etree._Element]) -> None:
        self._styles = {
            (style.get(f"{STYLE}family"), style.get(f"{STYLE}name")): style
            for tree in trees
            for style in tree.iter(f"{STYLE}style")
        }
        self._known: dict[tuple[str, str | None], Properties] = {}

    def properties(self, family: str, name: str | None) -> Properties:
        """Colour, background, size and display, as a style or one above it states them."""
        if (family, name) not in self._known:
            self._known[family, name] = self._found(family, name)
        return self._known[family, name]

    def _found(self, family: str, name: str | None) -> Properties:
        found: dict[str, str] = {}
        seen: set[str | None] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[family, name]
            for properties in style.iterchildren("*"):
                if "properties" not in str(properties.tag):
                    continue
                for key in ("color", "background-color", "font-size"):
                    value = properties.get(_FO + key)
                    if value:
                        found.setdefault(key, value)
                display = properties.get(f"{TEXT}display")
                if display:
                    found.setdefault("display", display)
            name = style.get(f"{STYLE}parent-style-name")
        return found


def _colour(text: str | None) -> Colour | None:
    found = _COLOUR.fullmatch(text or "")
    return tuple(int(part, 16) for part in found.groups()) if found else None
