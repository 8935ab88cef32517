"""Automatic numbers of OpenDocument lists and headings (OpenDocument 1.3, part 3, §16.30-33)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from assistant.language.numerals import doubled_letters, roman

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OUTLINE = "outline"
"""Names the numbering of headings among those of lists."""

_FORMATS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": doubled_letters,
    "A": lambda number: doubled_letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts; without a `form` it draws its `bullet`, if it has one."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    """How many levels stand in the number: 2 for `1.2`."""
    start: int = 1
    bullet: str = ""


Styles = Mapping[str, Mapping[int, Level]]


def numbering_styles(roots: Iterable[etree._Element]) -> Styles:
    """Every list style in these trees by its name, and each of its levels from 1."""
    styles: dict[str, dict[int, Level]] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style"):
            styles[style.get(f"{STYLE}name", "")] = _levels(style)
        for style in root.iter(f"{TEXT}outline-style"):
            styles[OUTLINE] = _levels(style)
    return styles


def _levels(style: etree._Element) -> dict[int, Level]:
    found = {}
    for element in style.iterchildren("*"):
        found[whole(element.get(f"{TEXT}level"), 1)] = Level(
            form=element.get(f"{STYLE}num-format", ""),
            prefix=element.get(f"{STYLE}num-prefix", ""),
            suffix=element.get(f"{STYLE}num-suffix", ""),
            shown=whole(element.get(f"{TEXT}display-levels"), 1),
            start=whole(element.get(f"{TEXT}start-value"), 1),
            bullet=element.get(f"{TEXT}bullet-char", ""),
        )
    return found


class Numbering:
    """Counts list items and headings as they come by."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)

    def restart(self, style: str) -> None:
        """The next item of this style is the first again."""
        self._counts.pop(style, None)

    def mark(self, style: str, level: int, start: str | None = None) -> str:
        """The mark drawn before the next item at `level` (from 1): `(b)`, `1.2`, `•` or nothing."""
        levels = self._styles.get(style, {})
        depth = min(max(level, 1), _LEVELS) - 1
        counts = self._counts[style]
        before = counts[depth]
        first = levels.get(depth + 1, Level()).start
        counts[depth] = whole(start, first if before is None else before + 1)
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        own = levels.get(depth + 1)
        if own is None:
            return "" if style == OUTLINE else "•"
        if not own.form:
            return "•" if own.bullet else ""
        places = range(max(0, depth + 1 - own.shown), depth + 1)
        parts = [self._part(levels.get(place + 1, own), counts[place]) for place in places]
        return f"{own.prefix}{'.'.join(part for part in parts if part)}{own.suffix}".strip()

    def _part(self, level: Level, count: int | None) -> str:
        if not level.form:
            return ""
        return _FORMATS.get(level.form, str)(level.start if count is None else count)


def whole(value: str | None, otherwise: int) -> int:
    """An attribute's number, at most a million; `otherwise` where there is none."""
    if value is None or not (value.isascii() and value.isdigit()):
        return otherwise
    return min(int(value[:8]), 10**6)
