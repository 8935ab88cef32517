"""Chinese and Japanese set in columns from top to bottom, which go from right to left."""

from dataclasses import replace

import numpy as np

from assistant.documents.pdf.glyphs import Flags, Glyphs, Integers
from assistant.documents.pdf.tokens import written_without_spaces

DOWNWARDS = (0, 1)
"""The direction of such text."""
_FEWEST = 3
"""Characters, one under the other, that are a column and no accident of a table."""
_CLOSEST, _FARTHEST = 0.7, 1.3
"""Sizes from one character down to the next."""
_BELOW, _LEFT = 0.12, 0.24
"""What a full-width character has below its origin, and the origin at the left of the
middle, as shares of its size; a line's box is as wide as its characters then."""


def set_downwards(glyphs: Glyphs, ink: Integers) -> Flags:
    """Which of the inked characters stand in a column of full-width characters."""
    sizes = glyphs.sizes(ink)
    wide = written_without_spaces(glyphs.codes[ink])
    across, down = np.diff(glyphs.x[ink]), np.diff(glyphs.y[ink])
    step = wide[1:] & wide[:-1] & (np.abs(across) < 0.15 * sizes[1:])
    step &= (down > _CLOSEST * sizes[1:]) & (down < _FARTHEST * sizes[1:])
    if not step.any():
        return np.zeros(len(ink), dtype=bool)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], step, [False])).astype(np.int8)))
    below = np.zeros(len(ink), dtype=bool)
    for first, last in edges.reshape(-1, 2).tolist():
        if last - first + 1 >= _FEWEST:
            below[first : last + 1] = True
    return below


def full_width(glyphs: Glyphs, ink: Integers) -> Glyphs:
    """The same characters, those in `ink` with the extents of full-width ones."""
    size = glyphs.sizes(ink)
    x, left, right = glyphs.x.copy(), glyphs.left.copy(), glyphs.right.copy()
    top, bottom = glyphs.top.copy(), glyphs.bottom.copy()
    left[ink], right[ink] = x[ink], x[ink] + size
    bottom[ink] = glyphs.y[ink] + _BELOW * size
    top[ink] = bottom[ink] - size
    x[ink] += _LEFT * size
    return replace(glyphs, x=x, left=left, right=right, top=top, bottom=bottom)
