"""What a Word file holds and does not show: hidden, in the paper's colour, or too small to see.

ECMA-376 part 1: 17.3.2 (runs), 17.3.5 (shading), 17.7 (styles).
"""

import re
from collections.abc import Iterator

from lxml import etree

from assistant.documents.hidden import SAME, SMALLEST
from assistant.documents.office.word_styles import WORD, value

_HALVES = 2
"""Sizes are stated in half points."""
_EMU = 12_700
"""English metric units a point."""
_BEHIND = 595 * 842 / 4
"""Square points from which a picture behind the text is taken for its background."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WHITE = (255, 255, 255)
_OFF = ("0", "false", "off")
_PLAIN = ("clear", "nil", None)

Colour = tuple[int, int, int]


class UnseenRuns:
    """Finds the runs of one file that nobody sees, by what they and their styles say."""

    def __init__(self, styles: etree._Element | None, body: etree._Element | None) -> None:
        found = [] if styles is None else list(styles.iter(WORD + "style"))
        self._styles = {style.get(WORD + "styleId") or "": style for style in found}
        defaults = f"{WORD}docDefaults/{WORD}rPrDefault"
        self._defaults = None if styles is None else styles.find(defaults)
        self._stated: dict[tuple[str | None, str | None, str], etree._Element | None] = {}
        self._standard = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(WORD + "type") == "paragraph" and style.get(WORD + "default") == "1"
            ),
            None,
        )
        self._paper = None if body is not None and _has_background(body) else _WHITE

    def take(self, root: etree._Element) -> list[str]:
        """The words of all such runs, by paragraph; the runs lose them."""
        taken: dict[etree._Element | None, str] = {}
        for run in list(root.iter(WORD + "r")):
            texts = run.findall(WORD + "t")
            gone = _is_on(self._property(run, "vanish"))
            if not gone and not (texts and self._is_unseen(run)):
                continue
            found = run.iter(WORD + "t") if gone else texts
            paragraph = next(run.iterancestors(WORD + "p"), None)
            words = "".join(text.text or "" for text in found)
            taken[paragraph] = taken.get(paragraph, "") + words
            parent = run.getparent()
            if gone and parent is not None:
                parent.remove(run)
            else:
                for text in texts:
                    run.remove(text)
        return [words for words in taken.values() if words.strip()]

    def _is_unseen(self, run: etree._Element) -> bool:
        size = self._property(run, "sz")
        if size is not None and _number(size) <= SMALLEST * _HALVES:
            return True
        colour = _colour(self._property(run, "color"), "val")
        if colour is None:
            return False
        behind = self._behind(run)
        if behind is None:
            return False
        return max(abs(a - b) for a, b in zip(colour, behind, strict=True)) <= SAME

    def _property(self, run: etree._Element, name: str) -> etree._Element | None:
        """The run's own property, or that of its style, its paragraph's style, or the file's."""
        own = run.find(f"{WORD}rPr/{WORD}{name}")
        if own is not None:
            return own
        styles = value(run, "rPr/rStyle"), self._paragraph_style(run)
        if (*styles, name) not in self._stated:
            found = (each.find(f"{WORD}rPr/{WORD}{name}") for each in self._holders(*styles))
            self._stated[*styles, name] = next((each for each in found if each is not None), None)
        return self._stated[*styles, name]

    def _paragraph_style(self, run: etree._Element) -> str | None:
        paragraph = next(run.iterancestors(WORD + "p"), None)
        return value(paragraph, "pPr/pStyle") or self._standard

    def _holders(self, character: str | None, paragraph: str | None) -> Iterator[etree._Element]:
        """What states a run's properties after the run itself."""
        yield from self._ancestry(character)
        yield from self._ancestry(paragraph)
        if self._defaults is not None:
            yield self._defaults

    def _ancestry(self, style: str | None) -> Iterator[etree._Element]:
        seen = set()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn")

    def _behind(self, run: etree._Element) -> Colour | None:
        """The colour behind a run; `None` where it is not known, as in a box or a styled table."""
        marked = self._property(run, "highlight")
        if marked is not None and marked.get(WORD + "val") != "none":
            return None
        for shading in self._shadings(run):
            if shading.get(WORD + "val") not in _PLAIN:
                return None
            colour = _colour(shading, "fill")
            if colour is not None:
                return colour
        for above in run.iterancestors(WORD + "txbxContent", WORD + "tbl"):
            if above.tag == WORD + "txbxContent" or self._is_shaded(value(above, "tblPr/tblStyle")):
                return None
        return self._paper

    def _shadings(self, run: etree._Element) -> Iterator[etree._Element]:
        """The shadings of a run, its paragraph, their styles, and the cells around them."""
        paragraph = next(run.iterancestors(WORD + "p"), None)
        style = self._paragraph_style(run)
        places = [self._property(run, "shd")]
        if paragraph is not None:
            places.append(paragraph.find(f"{WORD}pPr/{WORD}shd"))
        places += [each.find(f"{WORD}pPr/{WORD}shd") for each in self._ancestry(style)]
        for above in run.iterancestors(WORD + "tc", WORD + "tbl"):
            kind = "tcPr" if above.tag == WORD + "tc" else "tblPr"
            places.append(above.find(f"{WORD}{kind}/{WORD}shd"))
        yield from (place for place in places if place is not None)

    def _is_shaded(self, style: str | None) -> bool:
        """A table's style paints some of its cells."""
        shadings = (shd for each in self._ancestry(style) for shd in each.iter(WORD + "shd"))
        return any(shd.get(WORD + "fill") not in ("auto", None) for shd in shadings)


def _has_background(body: etree._Element) -> bool:
    """The page has a colour, or a large picture behind its text."""
    if body.find(WORD + "background") is not None:
        return True
    for anchor in body.iter(_DRAWING + "anchor"):
        extent = anchor.find(_DRAWING + "extent")
        if anchor.get("behindDoc") not in (None, *_OFF) and extent is not None:
            across, down = (float(extent.get(side) or 0) / _EMU for side in ("cx", "cy"))
            if across * down >= _BEHIND:
                return True
    return False


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(WORD + "val") not in _OFF


def _number(size: etree._Element) -> float:
    found = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)(pt)?", size.get(WORD + "val") or "")
    if found is None:
        return float("inf")
    return float(found[1]) * (_HALVES if found[2] else 1)


def _colour(element: etree._Element | None, name: str) -> Colour | None:
    text = "" if element is None else element.get(WORD + name) or ""
    if not re.fullmatch("[0-9A-Fa-f]{6}", text):
        return None
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)
