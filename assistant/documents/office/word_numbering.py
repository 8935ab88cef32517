"""The automatic numbers of a Word file, counted as a word processor counts them.

After ECMA-376 part 1, 17.9 (numbering): a paragraph points at a numbering
instance and a level, itself or through its style; instances of one abstract
numbering count on together unless a level says where to start anew.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from assistant.documents.office.word_styles import WORD, ParagraphStyles, value
from assistant.language.numerals import FONT_BULLETS, doubled_letters, roman

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_BULLETS = FONT_BULLETS | {"o": "○", "·": "•", "§": "▪", "Ø": "▸", "ü": "✓"}
"""With the letters that stand for signs in those fonts."""
_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": doubled_letters,
    "upperLetter": lambda number: doubled_letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a numbering counts and looks."""

    start: int
    number_format: str
    pattern: str
    restarts: bool = True
    legal: bool = False
    style: str | None = None

    @property
    def is_bullet(self) -> bool:
        """The level draws a sign and counts nothing."""
        return self.number_format == "bullet"

    def number(self, count: int, *, legal: bool) -> str:
        """A count in this level's digits or letters."""
        return str(count) if legal else _FORMATS.get(self.number_format, str)(count)


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph's numbering instance and its level, counted from 0."""

    instance: str
    level: int


class Numbering:
    """The definitions in `numbering.xml`, and the counters of one pass over a document."""

    def __init__(self, definitions: etree._Element | None, styles: ParagraphStyles) -> None:
        self._styles = styles
        self._levels: dict[str, list[Level | None]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._own_levels: dict[str, dict[int, Level]] = {}
        self._by_style: dict[str, Place] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if definitions is not None:
            self._define(definitions)

    def _define(self, definitions: etree._Element) -> None:
        for abstract in definitions.iter(WORD + "abstractNum"):
            self._levels[abstract.get(WORD + "abstractNumId") or ""] = _levels(abstract)
        for instance in definitions.iter(WORD + "num"):
            name = instance.get(WORD + "numId") or ""
            self._abstract[name] = value(instance, "abstractNumId") or ""
            self._overrides[name] = dict(_start_overrides(instance))
            self._own_levels[name] = dict(_own_levels(instance))
            for depth, level in enumerate(self._levels.get(self._abstract[name], [])):
                if level is not None and level.style:
                    self._by_style.setdefault(level.style, Place(name, depth))

    def place_of(self, paragraph: etree._Element) -> Place | None:
        """Where a paragraph is numbered, by itself or by its style; `None` if it is not."""
        properties = paragraph.find(WORD + "pPr")
        style = value(properties, "pStyle") or self._styles.default
        own = value(properties, "numPr/numId")
        depth = value(properties, "numPr/ilvl")
        if own is None:
            return self._place_by_style(style, depth)
        if own not in self._abstract:
            return None
        return Place(own, _depth(depth))

    def _place_by_style(self, style: str | None, depth: str | None) -> Place | None:
        found = self._styles.numbering(style)
        if found is None:
            return None
        instance, level = found
        if instance not in self._abstract:
            return None
        linked = self._by_style.get(style or "")
        if depth is None and linked and self._abstract[linked.instance] == self._abstract[instance]:
            return Place(instance, linked.level)
        return Place(instance, _depth(depth if depth is not None else level))

    def next_mark(self, place: Place) -> str:
        """Count on, and give the mark that is printed: `37.`, `(b)`, `•`; empty for none."""
        level = self._level(place.instance, place.level)
        if level is None:
            return ""
        if level.is_bullet:
            return _BULLETS.get(level.pattern, level.pattern or "•")
        counts = self._counts.setdefault(self._abstract[place.instance], [None] * _DEEPEST)
        self._count(place, level, counts)
        return _PLACE.sub(
            lambda found: self._printed(place, int(found[1]) - 1, counts, legal=level.legal),
            level.pattern,
        ).strip()

    def _count(self, place: Place, level: Level, counts: list[int | None]) -> None:
        before = counts[place.level]
        start = self._overrides[place.instance].get(place.level)
        if start is not None and (place.instance, place.level) not in self._started:
            counts[place.level] = start
        else:
            counts[place.level] = level.start if before is None else before + 1
        self._started.add((place.instance, place.level))
        for deeper in range(place.level + 1, _DEEPEST):
            below = self._level(place.instance, deeper)
            if below is None or below.restarts:
                counts[deeper] = None

    def _printed(self, place: Place, depth: int, counts: list[int | None], *, legal: bool) -> str:
        level = self._level(place.instance, depth)
        if level is None:
            return ""
        count = counts[depth]
        if count is None:
            # A level that has not begun counts as begun, and goes on from there.
            count = counts[depth] = level.start
        return level.number(count, legal=legal and depth < place.level)

    def _level(self, instance: str, depth: int) -> Level | None:
        own = self._own_levels.get(instance, {}).get(depth)
        if own is not None:
            return own
        levels = self._levels.get(self._abstract.get(instance, ""), [])
        return levels[depth] if depth < len(levels) else None


def _levels(abstract: etree._Element) -> list[Level | None]:
    levels: list[Level | None] = [None] * _DEEPEST
    for element in abstract.findall(WORD + "lvl"):
        levels[_depth(element.get(WORD + "ilvl"))] = _level_of(element)
    return levels


def _own_levels(instance: etree._Element) -> Iterator[tuple[int, Level]]:
    for override in instance.findall(WORD + "lvlOverride"):
        element = override.find(WORD + "lvl")
        if element is not None:
            yield _depth(override.get(WORD + "ilvl")), _level_of(element)


def _start_overrides(instance: etree._Element) -> Iterator[tuple[int, int]]:
    for override in instance.findall(WORD + "lvlOverride"):
        start = value(override, "startOverride")
        if start is not None and start.isdecimal():
            yield _depth(override.get(WORD + "ilvl")), int(start)


def _level_of(element: etree._Element) -> Level:
    start = value(element, "start") or "1"
    legal = element.find(WORD + "isLgl")
    return Level(
        start=int(start) if start.isdecimal() else 1,
        number_format=value(element, "numFmt") or "decimal",
        pattern=value(element, "lvlText") or "",
        restarts=value(element, "lvlRestart") != "0",
        legal=legal is not None and legal.get(WORD + "val") not in ("0", "false", "off"),
        style=value(element, "pStyle"),
    )


def _depth(text: str | None) -> int:
    return min(int(text), _DEEPEST - 1) if text and text.isdecimal() else 0
