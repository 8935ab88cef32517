"""Printed lines: the words of a page, gathered by where they stand.

All coordinates here are in the page's *reading frame*: turned so that text runs
to the right and lines go down, and mirrored for scripts that run to the left. The
rules about indents and line ends are then written once.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from assistant.documents.document import Box
from assistant.documents.glyphs import Floats, Glyphs, Integers

ABOVE, BELOW = 0.74, 0.21
"""A line's box reaches this many sizes above and below the baseline. Measured: the
fonts' own boxes vary by a third inside one paragraph."""

MARK = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[IVXLC]{1,6}|[A-Za-z]{1,2})[.):]*\)?[.:]?|[^\w\s]{1,2}|o"
)
"""What may stand apart at the left of a line's text: a number, a letter, a bullet."""

_LIGATURES = {
    **{0xFB00 + i: text for i, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))},
    0x0132: "IJ",
    0x0133: "ij",
}
_ARABIC_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRIVATE_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "▸", 0xF0FC: "✓", 0xF02D: "–", 0xF0A8: "▪"}


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

    @property
    def top(self) -> float:
        """Upper edge of the line's box."""
        return self.v - ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of the line's box."""
        return self.v + BELOW * self.size


class _Token(NamedTuple):
    """A word before its line is known."""

    text: str
    u0: float
    u1: float
    v: float
    size: float
    bold: bool
    italic: bool
    spaced: bool


def lines_of(glyphs: Glyphs, page: int) -> list[PrintedLine]:
    """The page's lines in the order the file draws them, the main direction first."""
    ink = np.flatnonzero((glyphs.codes != 32) & _on_page(glyphs))
    if not len(ink):
        return []
    ink = ink[~_drawn_twice(glyphs, ink)]
    directions = [style.direction for style in glyphs.styles]
    if len(set(directions)) == 1:
        return _lines_along(glyphs, ink, directions[0], page)
    of_glyph = np.array([directions.index(d) for d in directions])[glyphs.style[ink]]
    lines: list[PrintedLine] = []
    for index, _ in Counter(of_glyph.tolist()).most_common():
        lines += _lines_along(glyphs, ink[of_glyph == index], directions[index], page)
    return lines


def _on_page(glyphs: Glyphs) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """What the crop box does not cut away."""
    inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        (glyphs.x > -1) & (glyphs.x < glyphs.width + 1)
        & (glyphs.y > -1) & (glyphs.y < glyphs.height + 1)
    )  # fmt: skip
    return inside


def _drawn_twice(glyphs: Glyphs, ink: Integers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Characters that repeat one at nearly the same place: bold by drawing twice.

    The two letters of a ligature `ff` stand at one place too, next to each other.
    """
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style[ink]]
    x, y, codes = glyphs.x[ink], glyphs.y[ink], glyphs.codes[ink]
    order = np.lexsort((x, np.round(y / 2), codes))
    same = codes[order][1:] == codes[order][:-1]
    near = 0.15 * sizes[order][1:]
    same &= np.abs(np.diff(x[order])) < near
    same &= np.abs(np.diff(y[order])) < near
    twice = np.zeros(len(ink), dtype=bool)
    if same.any():
        first, second = order[:-1][same], order[1:][same]
        ligature = (codes[first] == ord("f")) & (np.abs(first - second) == 1)
        twice[np.maximum(first, second)[~ligature]] = True
    return twice


def _lines_along(
    glyphs: Glyphs, ink: Integers, direction: tuple[int, int], page: int
) -> list[PrintedLine]:
    text = glyphs.codes[ink].astype("<u4").tobytes().decode("utf-32-le")
    frame = _frame(glyphs, direction, leftwards=_runs_left(text))
    return _gathered(_tokens(glyphs, ink, text, frame), page, frame)


def _frame(glyphs: Glyphs, direction: tuple[int, int], *, leftwards: bool) -> Frame:
    dx, dy = direction
    along = (-dx, -dy) if leftwards else (dx, dy)
    sideways = dx == 0
    width = glyphs.height if sideways else glyphs.width
    height = glyphs.width if sideways else glyphs.height
    return Frame(along, (-dy, dx), width, height)


def _runs_left(text: str) -> bool:
    """Most letters belong to a script written from right to left."""
    if text.isascii():
        return False
    leftwards = sum("\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufefc" for c in text)
    return leftwards * 2 > sum(c.isalpha() for c in text)


def _tokens(glyphs: Glyphs, ink: Integers, text: str, frame: Frame) -> list[_Token]:
    sizes = np.array([style.size for style in glyphs.styles])[glyphs.style[ink]]
    ua, _ = frame.place(glyphs.left[ink], glyphs.top[ink])
    ub, _ = frame.place(glyphs.right[ink], glyphs.bottom[ink])
    u0, u1 = np.minimum(ua, ub), np.maximum(ua, ub)
    _, v = frame.place(glyphs.x[ink], glyphs.y[ink])
    spaced, cut = _word_starts(glyphs, ink, u0, u1, v, sizes)
    starts = np.flatnonzero(cut)
    ends = np.append(starts[1:], len(ink))
    left = np.minimum.reduceat(u0, starts).tolist()
    right = np.maximum.reduceat(u1, starts).tolist()
    styles = glyphs.styles
    columns = zip(
        starts.tolist(),
        ends.tolist(),
        left,
        right,
        v[starts].tolist(),
        glyphs.style[ink][starts].tolist(),
        spaced[starts].tolist(),
        strict=True,
    )
    return [
        _Token(
            text[start:end], a, b, y, styles[s].size, styles[s].bold, styles[s].italic, apart
        )
        for start, end, a, b, y, s, apart in columns
    ]  # fmt: skip


Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


def _word_starts(
    glyphs: Glyphs, ink: Integers, u0: Floats, u1: Floats, v: Floats, sizes: Floats
) -> tuple[Flags, Flags]:
    """For each inked character: white space stands before it; a word starts with it."""
    spaced = np.ones(len(ink), dtype=bool)
    spaced[1:] = _space_between(glyphs, ink)
    codes = glyphs.codes[ink]
    unspaced_script = _written_without_spaces(codes)
    bigger = np.maximum(sizes[1:], sizes[:-1])
    cut = spaced.copy()
    cut[1:] |= np.abs(np.diff(v)) > 0.1 * bigger
    cut[1:] |= bigger > 1.18 * np.minimum(sizes[1:], sizes[:-1])
    apart = np.maximum(u0[1:] - u1[:-1], u0[:-1] - u1[1:])
    cut[1:] |= apart > 1.0 * bigger
    cut[1:] |= unspaced_script[1:] | unspaced_script[:-1]
    return spaced, cut


def _space_between(glyphs: Glyphs, ink: Integers) -> Flags:
    """Whether a space stands between one inked character and the next."""
    spaces = np.cumsum(glyphs.codes == 32)
    between: Flags = np.diff(spaces[ink]) > 0
    return between


def _written_without_spaces(codes: Integers) -> Flags:
    """Han, kana and their full-width forms."""
    flags: Flags = (
        ((codes >= 0x2E80) & (codes <= 0x312F))
        | ((codes >= 0x31A0) & (codes <= 0x9FFF))
        | ((codes >= 0xF900) & (codes <= 0xFAFF))
        | ((codes >= 0xFF00) & (codes <= 0xFFEF))
        | ((codes >= 0x20000) & (codes <= 0x3FFFF))
    )
    return flags


class _Gathering:
    """The line that is being put together."""

    __slots__ = ("chars", "size", "tokens", "u0", "u1", "v")

    def __init__(self, token: _Token) -> None:
        self.tokens = [token]
        self.v, self.size = token.v, token.size
        self.u0, self.u1 = token.u0, token.u1
        self.chars = len(token.text)

    def takes(self, token: _Token, *, mirrored: bool) -> bool:
        """The token continues this line on the right (mirrored: or beside it)."""
        size = max(self.size, token.size)
        if abs(token.v - self.v) > 0.52 * size:
            return False
        gap = token.u0 - self.u1
        if mirrored:
            return max(gap, self.u0 - token.u1) < 15 * size
        if gap < -0.6 * size:
            return False
        if gap < 1.6 * size:
            return True
        if abs(token.v - self.v) > 0.15 * size:
            return False
        apart = gap < 4.5 * size
        return apart and len(self.tokens) <= 3 and bool(MARK.fullmatch(self.text()))

    def text(self) -> str:
        """Its words without spaces."""
        return "".join(token.text for token in self.tokens)

    def add(self, token: _Token) -> None:
        """Take the token; a bigger one after a small start shows where the baseline is."""
        self.tokens.append(token)
        if token.size > 1.12 * self.size and self.chars <= 4:
            self.v, self.size = token.v, token.size
        self.chars += len(token.text)
        self.u0 = min(self.u0, token.u0)
        self.u1 = max(self.u1, token.u1)

    def line(self, page: int, frame: Frame) -> PrintedLine:
        """The finished line; its size is that of most of its characters."""
        sizes: Counter[float] = Counter()
        bold = italic = 0
        for token in self.tokens:
            length = len(token.text)
            sizes[token.size] += length
            bold += length * token.bold
            italic += length * token.italic
        size = sizes.most_common(1)[0][0]
        base = self.v if self.size == size else _baseline(self.tokens, size)
        words = _words(self.tokens, base, size)
        soft = bool(words) and words[-1].text.endswith("\u00ad")
        if soft:
            last = words[-1]
            words[-1] = last._replace(text=last.text[:-1] + "-")
        return PrintedLine(
            page=page,
            frame=frame,
            words=words,
            text=joined(words),
            u0=self.u0,
            u1=self.u1,
            v=base,
            size=size,
            bold=bold * 2 > self.chars,
            italic=italic * 2 > self.chars,
            soft=soft,
            bold_ends=(self.tokens[0].bold, self.tokens[-1].bold),
        )


def _gathered(tokens: list[_Token], page: int, frame: Frame) -> list[PrintedLine]:
    """Tokens to lines: a line ends where the next token is not on its right."""
    mirrored = frame.along[0] + frame.along[1] != frame.down[1] - frame.down[0]
    pieces = [_Gathering(tokens[0])]
    for token in tokens[1:]:
        if pieces[-1].takes(token, mirrored=mirrored):
            pieces[-1].add(token)
        else:
            pieces.append(_Gathering(token))
    lines = [piece.line(page, frame) for piece in _spread_lines(pieces)]
    return [line for line in lines if line.text]


def _spread_lines(pieces: list[_Gathering]) -> list[_Gathering]:
    """Pieces of a line that was justified by wide but equal spaces, put together.

    The cells of a table's row differ in their distances, or hold no letters.
    """
    result: list[_Gathering] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and _beside(pieces[end - 1], pieces[end]):
            end += 1
        run = pieces[at:end]
        if len(run) > 1 and _evenly_spaced(run):
            for piece in run[1:]:
                for token in piece.tokens:
                    run[0].add(token)
            run = run[:1]
        result += run
        at = end
    return result


def _beside(a: _Gathering, b: _Gathering) -> bool:
    size = max(a.size, b.size)
    return abs(a.v - b.v) < 0.1 * size and 0 < b.u0 - a.u1 < 3.2 * size and b.tokens[0].spaced


def _evenly_spaced(run: list[_Gathering]) -> bool:
    tokens = [token for piece in run for token in piece.tokens]
    gaps = [b.u0 - a.u1 for a, b in pairwise(tokens) if b.spaced]
    lettered = all(any(c.isalpha() for c in piece.text()) for piece in run)
    return len(gaps) > 1 and lettered and max(gaps) < 1.4 * min(gaps)


def _baseline(tokens: list[_Token], size: float) -> float:
    return next(token.v for token in tokens if token.size == size)


def _words(tokens: list[_Token], base: float, size: float) -> list[PrintedWord]:
    words: list[PrintedWord] = []
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        rise = base - token.v
        raised = rise > 0.15 * size and (token.size < 0.9 * size or rise > 0.28 * size)
        text = normalised(token.text, raised=raised)
        if "\u00ad" in text:
            text = _visible_hyphens(text, at_end=index == last)
        if not text:
            continue
        spaced = bool(words) and token.spaced and not (raised and _close(tokens[index - 1], token))
        words.append(PrintedWord(text, token.u0, token.u1, spaced, raised))
    return words


def _close(before: _Token, raised: _Token) -> bool:
    """The raised token hugs the word before it: PDFium sometimes sees a space there."""
    return -0.5 * before.size < raised.u0 - before.u1 < 0.3 * before.size


def _visible_hyphens(text: str, *, at_end: bool) -> str:
    """Soft hyphens within a line are ink like any hyphen; the last one stays marked."""
    if at_end and text.endswith("\u00ad") and len(text) > 1:
        return text[:-1].replace("\u00ad", "-") + "\u00ad"
    return text.replace("\u00ad", "-")


def normalised(text: str, *, raised: bool = False) -> str:
    """NFC, ligatures expanded, Arabic presentation forms folded, raised digits as such."""
    if raised:
        text = text.translate(_RAISED_DIGITS)
    if text.isascii():
        return text
    text = text.translate(_LIGATURES).translate(_PRIVATE_BULLETS)
    text = _ARABIC_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return unicodedata.normalize("NFC", text)


def joined(words: list[PrintedWord]) -> str:
    """The line's text: one space where white space stood."""
    return "".join((" " + w.text) if w.spaced and i else w.text for i, w in enumerate(words))
