"""The styles of a Word file's paragraphs, with what they inherit (ECMA-376 part 1, 17.7)."""

import re
from collections.abc import Iterator

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: etree._Element | None, path: str) -> str | None:
    """The `w:val` of a descendant, by a path of local names."""
    if element is None:
        return None
    found = element.find("/".join(WORD + part for part in path.split("/")))
    return None if found is None else found.get(WORD + "val")


class ParagraphStyles:
    """What paragraph styles say about numbering and outline, with what they inherit."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        for style in styles.iter(WORD + "style") if styles is not None else ():
            name = style.get(WORD + "styleId") or ""
            if style.get(WORD + "type") in ("paragraph", None):
                self._styles[name] = style
                if style.get(WORD + "default") in ("1", "true", "on"):
                    self.default = name

    def numbering(self, style: str | None) -> tuple[str, str | None] | None:
        """The numbering instance and level that a style or one it is based on names."""
        depth = None
        for element in self._ancestry(style):
            depth = depth or value(element, "pPr/numPr/ilvl")
            instance = value(element, "pPr/numPr/numId")
            if instance is not None:
                return instance, depth
        return None

    def outline_level(self, style: str | None) -> int | None:
        """Heading level from 1 to 6, by outline level or by a built-in heading's name."""
        for element in self._ancestry(style):
            level = value(element, "pPr/outlineLvl")
            if level is not None:
                return int(level) + 1 if level in "012345" and level else None
            name = (value(element, "name") or "").lower()
            if re.fullmatch(r"heading [1-6]", name):
                return int(name[-1])
            if name == "title":
                return 1
        return None

    def names_list(self, style: str | None) -> bool:
        """The style is `List Number` (2 to 5) or based on it: its numbers count items."""
        names = ((value(element, "name") or "").lower() for element in self._ancestry(style))
        return any(name.startswith("list number") for name in names)

    def _ancestry(self, style: str | None) -> Iterator[etree._Element]:
        seen = set()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn")
