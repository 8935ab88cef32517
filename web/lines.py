"""Where a paragraph lies on a page: its outline, its quoted stretch, its selectable lines."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.documents.document import Box, Line, Paragraph
from web.selection import Selected

BASELINE = 0.78
"""Where letters stand in a line's box, from its top; text is invisible and only selected."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A printed line of the text layer, in points."""

    x: float
    y: float
    width: float
    size: float
    text: str
    rtl: bool
    turned: bool
    """It runs down the page; width is its extent along the page's height."""
    space: bool
    """A space stands between this line and the next."""


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph, or the part of it, on one page."""

    paragraph: Paragraph
    anchor: str | None
    """`None` on the pages that a paragraph only continues on."""
    outline: str
    """SVG path over its lines."""
    quoted: str
    """SVG path over the quoted stretch; empty when it is not selected."""
    bar: Box | None
    """Stands beside the selected paragraph."""
    lines: tuple[Stretch, ...]
    selected: bool


def placed_on(
    paragraph: Paragraph, lines: Sequence[Line], selected: Selected | None, *, near: bool
) -> PlacedParagraph:
    """A paragraph with those of its lines that stand on one page; `near`, with their text."""
    chosen = selected is not None and selected.paragraph.paragraph_id == paragraph.paragraph_id
    first = paragraph.lines[0] is lines[0]
    boxes = [line.box for line in lines]
    quoted: list[Box] = []
    if chosen and selected is not None:
        under = (line.box_of(*selected.span) for line in lines)
        quoted = [box for box in under if box is not None]
    return PlacedParagraph(
        paragraph=paragraph,
        anchor=paragraph.anchor if first else None,
        outline=outline(boxes),
        quoted=outline(quoted),
        bar=_bar(boxes, turned=_run_down(lines)) if chosen else None,
        lines=_stretches(paragraph, lines) if near else (),
        selected=chosen,
    )


def outline(boxes: Iterable[Box]) -> str:
    """An SVG path around each box, in points to one decimal."""
    return "".join(
        f"M{box.x0:.1f} {box.y0:.1f}H{box.x1:.1f}V{box.y1:.1f}H{box.x0:.1f}z" for box in boxes
    )


def _bar(boxes: Sequence[Box], *, turned: bool) -> Box:
    """Stands in front of the lines; above them where they run down the page."""
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    if turned:
        return Box(left, max(0.0, top - 9), right, max(0.0, top - 9) + 3)
    return Box(max(0.0, left - 9), top, max(0.0, left - 9) + 3, bottom)


def _run_down(lines: Iterable[Line]) -> bool:
    """The lines of several characters are higher than they are wide."""
    long = [line.box for line in lines if line.end - line.start > 2]
    return sum(box.y1 - box.y0 for box in long) > sum(box.x1 - box.x0 for box in long)


def _stretches(paragraph: Paragraph, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    following = [*lines[1:], None]
    turned = _run_down(lines)
    return tuple(
        _stretch(paragraph, line, after, turned=turned)
        for line, after in zip(lines, following, strict=True)
    )


def _stretch(paragraph: Paragraph, line: Line, after: Line | None, *, turned: bool) -> Stretch:
    text = paragraph.text[line.start - paragraph.start : line.end - paragraph.start]
    across, down = line.box.x1 - line.box.x0, line.box.y1 - line.box.y0
    length, height = (down, across) if turned else (across, down)
    rtl = reads_from_right(text) and not turned
    return Stretch(
        x=round(_pen(line.box, rtl=rtl, turned=turned), 1),
        y=round(line.box.y0 + (0 if turned else BASELINE * down), 1),
        width=round(length, 1),
        size=round(max(height * 0.8, 1.0), 1),
        text=text.strip(),
        rtl=rtl,
        turned=turned,
        space=after is not None and (after.start > line.end or text != text.rstrip()),
    )


def _pen(box: Box, *, rtl: bool, turned: bool) -> float:
    """Where a line's first letter is set, from the page's left edge."""
    if turned:
        return box.x1 - BASELINE * (box.x1 - box.x0)
    return box.x1 if rtl else box.x0


def reads_from_right(text: str) -> bool:
    """Most letters belong to a script that is written from right to left."""
    directions = [unicodedata.bidirectional(c) for c in text]
    rightward = sum(direction in ("R", "AL") for direction in directions)
    return rightward > sum(direction == "L" for direction in directions)
