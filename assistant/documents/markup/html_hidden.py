"""What a page of HTML holds and does not show: found by its styles, and taken out of its tree."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree
from tinycss2.color4 import Color, parse_color

from assistant.documents.hidden import SAME
from assistant.documents.markup.html_styles import declared, is_for_screen, styles_of
from assistant.documents.markup.html_words import UNREAD_TAGS, attribute, tag_of, words_of
from assistant.language.characters import normalised

Rgb = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

_SMALLEST = 1.0
_AWAY = -999.0
_FAINTEST = 0.05
_WHITE, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "rem": 16.0}
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(px|pt|pc|in|cm|mm|rem|em|ex|ch|vw|vh|%)?(?![\w.%])")
_PAINTED = re.compile(r"url\(|gradient|image|var\(|element\(")
_CLIPPED = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%|circle\(0")
_WHOLE = ("html", "body")
_PICTURES = ("img", "picture", "svg", "video", "canvas", "object")

Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Look:
    """How words directly in an element are shown, as far as that is handed down."""

    colour: Color | None = None
    """`None` for what is not known, and so is taken to be seen."""
    background: Rgb | None = _WHITE
    size: float = 16.0
    visible: bool = True
    plain: bool = True
    """Letters are seen by their colour alone, not by a shadow or a background cut to them."""

    @property
    def shows(self) -> bool:
        """Words are to be seen."""
        if not self.visible or self.size <= _SMALLEST:
            return False
        if self.colour is None or not self.plain:
            return True
        if (self.colour.alpha or 0) <= _FAINTEST:
            return False
        if self.background is None:
            return True
        shown = _over(self.colour, self.background)
        return max(abs(a - b) for a, b in zip(shown, self.background, strict=True)) > SAME / 255


def take_hidden(
    root: etree._Element, linked: Callable[[str], str | None] = lambda _: None
) -> list[str]:
    """The words that the page does not show, which its tree loses.

    `linked` gives the style sheet of a link. Where one is missing, colours are compared
    only with a background that the page itself states.
    """
    sheets, whole = _sheets(root, linked)
    finding = _Finding(root, styles_of(root, sheets), whole=whole)
    finding.run()
    for element in finding.gone:
        tail = element.tail
        element.clear()
        element.tag, element.tail = "template", tail
    for element, is_tail in finding.silent:
        if is_tail:
            element.tail = ""
        else:
            element.text = ""
    return [words for words in map(normalised, finding.words) if words]


def _sheets(root: etree._Element, linked: Callable[[str], str | None]) -> tuple[list[str], bool]:
    """The page's style sheets in order, and whether they are all there."""
    sheets: list[str] = []
    whole = True
    for element in root.iter("style", "link"):
        if not is_for_screen(attribute(element, "media")):
            continue
        if element.tag == "style":
            sheets.append(element.text or "")
        elif "stylesheet" in attribute(element, "rel").lower().split():
            sheet = linked(attribute(element, "href"))
            whole = whole and sheet is not None
            sheets.append(sheet or "")
    return sheets, whole and not any("@import" in sheet for sheet in sheets)


class _Finding:
    """One pass over a page, without recursion."""

    def __init__(
        self, root: etree._Element, styles: Mapping[etree._Element, Declarations], *, whole: bool
    ) -> None:
        self.words: list[str] = []
        self.gone: list[etree._Element] = []
        self.silent: list[tuple[etree._Element, bool]] = []
        self._root = root
        self._styles = styles
        self._looks = [_Look(background=_WHITE if whole else None)]
        self._pictured = next(root.iter(*_PICTURES), None) is not None

    def run(self) -> None:
        """Find everything that is not shown."""
        steps = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in steps:
            if event == "start":
                tag = tag_of(element)
                found = self._declarations(element, tag)
                self._looks.append(self._look(found))
                if tag in UNREAD_TAGS:
                    steps.skip_subtree()
                elif tag not in _WHOLE and _is_gone(element, found):
                    self.gone.append(element)
                    self.words.append(words_of(element).text)
                    steps.skip_subtree()
                else:
                    self._judge(element, element.text, is_tail=False)
                continue
            if event == "end":
                self._looks.pop()
            if element is not self._root:
                self._judge(element, element.tail, is_tail=True)

    def _judge(self, element: etree._Element, words: str | None, *, is_tail: bool) -> None:
        if words and not words.isspace() and not self._looks[-1].shows:
            self.words.append(words)
            self.silent.append((element, is_tail))

    def _declarations(self, element: etree._Element, tag: str) -> Declarations:
        """What attributes, style sheets and the element's own style say, in this order."""
        found = {
            "background-color": attribute(element, "bgcolor"),
            "background-image": "url()" if attribute(element, "background") else "",
            "color": attribute(element, "color" if tag == "font" else "text"),
        }
        if tag == "mark":
            found |= {"background-color": "yellow"}
        found |= self._styles.get(element, {})
        own = attribute(element, "style")
        if own:
            found |= declared(own)
        if tag in _WHOLE:
            # Pages hide themselves until a script has run.
            found["visibility"] = ""
        return {name: value for name, value in found.items() if value}

    def _look(self, found: Declarations) -> _Look:
        """The look of an element in one that has the last look."""
        outer = self._looks[-1]
        if not found:
            return outer
        moved = found.get("position", "static") not in ("static", "relative")
        around = None if self._pictured and moved else outer.background
        look = replace(outer, background=_background(found, around))
        if "color" in found and found["color"] not in ("inherit", "currentcolor"):
            look = replace(look, colour=_colour(found["color"]))
        if "visibility" in found:
            look = replace(look, visible=found["visibility"] not in ("hidden", "collapse"))
        size = _size(found, outer.size)
        shadow = found.get("text-shadow", "none") != "none"
        cut = "text" in f"{found.get('background-clip')} {found.get('-webkit-background-clip')}"
        return replace(look, size=size, plain=look.plain and not (shadow or cut))


def _is_gone(element: etree._Element, found: Declarations) -> bool:
    """Neither the element nor anything in it is shown."""
    if element.get("hidden") is not None or found.get("display") == "none":
        return True
    opacity = _LENGTH.fullmatch(found.get("opacity", ""))
    if opacity and float(opacity[1]) / (100 if opacity[2] else 1) <= _FAINTEST:
        return True
    if _pixels(found.get("text-indent"), 16.0, 0.0) <= _AWAY:
        return True
    if found.get("position") in ("absolute", "fixed"):
        clipped = f"{found.get('clip', '')} {found.get('clip-path', '')}"
        sides = (found.get(side) for side in ("left", "top", "right", "bottom"))
        if _CLIPPED.search(clipped) or any(_pixels(side, 16.0, 0.0) <= _AWAY for side in sides):
            return True
    cut = " ".join(found.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    if "hidden" not in cut and "clip" not in cut:
        return False
    sides = (found.get(side) for side in ("width", "max-width", "height", "max-height"))
    return any(_pixels(side, 16.0, 16.0) <= _SMALLEST for side in sides)


def _size(found: Declarations, outer: float) -> float:
    """The size of letters in pixels; what is not understood is legible."""
    size = found.get("font-size")
    if size is None:
        lengths = (
            length
            for length in _LENGTH.finditer(found.get("font", ""))
            if length[2] or length[1] == "0"
        )
        size = next((length[0] for length in lengths), None)
    return outer if size is None else _pixels(size, outer, 16.0)


def _pixels(value: str | None, whole: float, otherwise: float) -> float:
    found = _LENGTH.fullmatch(value or "")
    if found is None or (found[2] is None and float(found[1])):
        return otherwise
    number, unit = float(found[1]), found[2] or "px"
    if unit == "%":
        return number / 100 * whole
    return number * _PIXELS.get(unit, whole)


def _colour(value: str) -> Color | None:
    found = parse_color(value)
    return found.to("srgb") if isinstance(found, Color) else None


def _background(found: Declarations, outer: Rgb | None) -> Rgb | None:
    """What is behind the words; `None` where a picture or something unknown is."""
    stated = [
        found[name]
        for name in ("background-image", "background", "background-color")
        if name in found
    ]
    if any(_PAINTED.search(value) for value in stated):
        return None
    for value in reversed(stated):
        colours = [colour for colour in map(_colour, _parts(value)) if colour is not None]
        if colours:
            return _over(colours[0], outer) if outer or (colours[0].alpha or 0) >= 1 else None
    return outer


def _parts(value: str) -> Iterator[str]:
    """The value as a whole, then its words, each of which may be a colour."""
    yield value
    yield from re.findall(r"[\w-]+\([^)]*\)|#\w+|[\w-]+", value)


def _over(colour: Color, behind: Rgb | None) -> Rgb:
    """What is seen of a colour in front of another."""
    alpha = colour.alpha or 0.0
    red, green, blue = (
        alpha * (own or 0.0) + (1 - alpha) * under
        for own, under in zip(colour.coordinates, behind or _BLACK, strict=True)
    )
    return red, green, blue
