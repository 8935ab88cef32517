"""Characters to words, each with its extent and style, in the order they are drawn."""

import re
from typing import NamedTuple

import numpy as np

from assistant.documents.pdf.glyphs import SPACE, Flags, Floats, Glyphs, Integers
from assistant.documents.pdf.printed_lines import Frame

_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]+")


class Token(NamedTuple):
    """A word before its line is known."""

    text: str
    u0: float
    u1: float
    v: float
    size: float
    bold: bool
    italic: bool
    spaced: bool


def runs_left(text: str) -> bool:
    """Most letters belong to a script written from right to left."""
    leftwards = sum(map(len, _LEFTWARDS.findall(text)))
    return leftwards > 0 and leftwards * 2 > sum(map(str.isalpha, text))


def frame_of(glyphs: Glyphs, direction: tuple[int, int], *, leftwards: bool) -> Frame:
    """The reading frame for text in `direction`, mirrored where it runs leftwards."""
    dx, dy = direction
    along = (-dx, -dy) if leftwards else (dx, dy)
    sideways = dx == 0
    width = glyphs.height if sideways else glyphs.width
    height = glyphs.width if sideways else glyphs.height
    return Frame(along, (-dy, dx), width, height)


def drawn_twice(glyphs: Glyphs, ink: Integers) -> Flags:
    """Characters that repeat one at nearly the same place: bold by drawing twice.

    The letters of a ligature (`ff`, `tti`) stand at one place too, next to each other, and
    those around them are not doubled.
    """
    sizes = glyphs.sizes(ink)
    x, y, codes = glyphs.x[ink], glyphs.y[ink], glyphs.codes[ink]
    order = np.lexsort((x, np.round(y / 2), codes))
    same = codes[order][1:] == codes[order][:-1]
    near = 0.15 * sizes[order][1:]
    same &= np.abs(np.diff(x[order])) < near
    same &= np.abs(np.diff(y[order])) < near
    twice = np.zeros(len(ink), dtype=bool)
    if same.any():
        first, second = order[:-1][same], order[1:][same]
        beside = np.abs(first - second) == 1
        pairs = np.minimum(first, second)
        around = (pairs[:, None] + np.array([-2, -1, 1, 2])).ravel()
        doubled = np.isin(around, pairs[beside]).reshape(-1, 4).any(axis=1)
        ligature = beside & (~doubled | (codes[first] == ord("f")))
        twice[np.maximum(first, second)[~ligature]] = True
    return twice


def tokens_of(glyphs: Glyphs, ink: Integers, text: str, frame: Frame) -> list[Token]:
    """The words of the inked characters `ink`, whose text is `text`, in drawing order."""
    sizes = glyphs.sizes(ink)
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
    words = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    set_in = [styles[index] for index in glyphs.style[ink][starts].tolist()]
    columns = zip(
        words, left, right, v[starts].tolist(), set_in, spaced[starts].tolist(), strict=True
    )
    return [
        Token(word, a, b, y, style.size, style.bold, style.italic, apart)
        for word, a, b, y, style, apart in columns
    ]


def _word_starts(
    glyphs: Glyphs, ink: Integers, u0: Floats, u1: Floats, v: Floats, sizes: Floats
) -> tuple[Flags, Flags]:
    """For each inked character: white space stands before it; a word starts with it."""
    spaced = np.ones(len(ink), dtype=bool)
    spaced[1:] = np.diff(np.cumsum(glyphs.codes == SPACE)[ink]) > 0
    codes = glyphs.codes[ink]
    unspaced_script = written_without_spaces(codes)
    bigger = np.maximum(sizes[1:], sizes[:-1])
    cut = spaced.copy()
    cut[1:] |= np.abs(np.diff(v)) > 0.1 * bigger
    cut[1:] |= bigger > 1.18 * np.minimum(sizes[1:], sizes[:-1])
    apart = np.maximum(u0[1:] - u1[:-1], u0[:-1] - u1[1:])
    cut[1:] |= apart > 1.0 * bigger
    cut[1:] |= unspaced_script[1:] | unspaced_script[:-1]
    return spaced, cut


def written_without_spaces(codes: Integers) -> Flags:
    """Han, kana and their full-width forms."""
    flags: Flags = (
        ((codes >= 0x2E80) & (codes <= 0x312F))
        | ((codes >= 0x31A0) & (codes <= 0x9FFF))
        | ((codes >= 0xF900) & (codes <= 0xFAFF))
        | ((codes >= 0xFF00) & (codes <= 0xFFEF))
        | ((codes >= 0x20000) & (codes <= 0x3FFFF))
    )
    return flags
