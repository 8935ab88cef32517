"""Printed lines: runs of words on one baseline, and the frame they are measured in.

All coordinates here are in the page's *reading frame*: turned so that text runs
to the right and lines go down, and mirrored for scripts that run to the left. The
rules about indents and line ends are then written once.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from assistant.documents.document import Box
from assistant.documents.pdf.glyphs import Floats
from assistant.language.characters import LIGATURES, RAISED_DIGITS
from assistant.language.numerals import FONT_BULLETS

ABOVE, BELOW = 0.74, 0.21
"""A line's box reaches this many sizes above and below the baseline. Measured: the
fonts' own boxes vary by a third inside one paragraph."""
_SPELLED = str.maketrans(
    LIGATURES | {"\u0132": "IJ", "\u0133": "ij"} | FONT_BULLETS | {"\uf0a8": "▪"}
)
_ARABIC_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_RAISED = str.maketrans("0123456789", RAISED_DIGITS)


class Frame(NamedTuple):
    """A rotation (and mirroring) of the displayed page: `u` runs along the text, `v` down."""

    along: tuple[int, int]
    down: tuple[int, int]
    width: float
    """Extent of the page along the text."""
    height: float

    def place(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Displayed coordinates to this frame's."""
        u = x * self.along[0] + y * self.along[1]
        v = x * self.down[0] + y * self.down[1]
        return u + self._shift(self.along, self.width), v + self._shift(self.down, self.height)

    def displayed(self, u0: float, v0: float, u1: float, v1: float) -> Box:
        """A rectangle of this frame on the displayed page."""
        if self.along == (1, 0) and self.down == (0, 1):
            return Box(u0, v0, u1, v1)
        ends = [self._back(u0, v0), self._back(u1, v1)]
        (xa, ya), (xb, yb) = ends
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def _back(self, u: float, v: float) -> tuple[float, float]:
        u -= self._shift(self.along, self.width)
        v -= self._shift(self.down, self.height)
        return u * self.along[0] + v * self.down[0], u * self.along[1] + v * self.down[1]

    @property
    def upright(self) -> bool:
        """Text runs along the displayed page's rows."""
        return self.along[1] == 0

    @staticmethod
    def _shift(axis: tuple[int, int], extent: float) -> float:
        return extent if sum(axis) < 0 else 0.0


class PrintedWord(NamedTuple):
    """A word as printed; `text` is NFC, its ligatures expanded."""

    text: str
    u0: float
    u1: float
    spaced: bool
    """White space stands before it (not before the first of a line)."""
    raised: bool
    """Set above the baseline, as the number of a footnote is."""
    raw: str | None = None
    """As the file has it, where that is not `text`; hyphens are visible."""


@dataclass(slots=True)
class PrintedLine:
    """A run of words on one baseline, or the part of it in one column or cell.

    `v` is the baseline. `soft` says that the line ends in a hyphen which PDFium
    takes for a broken word's.
    """

    page: int
    frame: Frame
    words: list[PrintedWord]
    text: str
    u0: float
    u1: float
    v: float
    size: float
    bold: bool
    """Most of its characters are."""
    italic: bool
    soft: bool = False
    bold_ends: tuple[bool, bool] = (False, False)
    """Whether its first and its last word are bold."""
    confidence: float | None = None
    downwards: bool = False
    """A column of full-width characters, one under the other."""

    @property
    def top(self) -> float:
        """Upper edge of the line's box."""
        return self.v - ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of the line's box."""
        return self.v + BELOW * self.size

    @property
    def middle(self) -> float:
        """Points from the top of the displayed page to the middle of the line's box."""
        box = self.frame.displayed(self.u0, self.top, self.u1, self.bottom)
        return (box.y0 + box.y1) / 2


def normalised(text: str, *, raised: bool = False) -> str:
    """NFC, ligatures expanded, Arabic presentation forms folded, raised digits as such."""
    if raised:
        text = text.translate(_RAISED)
    if text.isascii():
        return text
    text = text.translate(_SPELLED)
    text = _ARABIC_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return unicodedata.normalize("NFC", text)


def joined(words: list[PrintedWord]) -> str:
    """The line's text: one space where white space stood."""
    return "".join((" " + w.text) if w.spaced and i else w.text for i, w in enumerate(words))
