"""Which words of a PDF page nobody sees who looks at it.

What a file says of its text (its mode, its colour, what is painted over it) only gives
rise to a suspicion. What is suspected is judged by looking: the page is drawn with it and
without it, and where both pictures are the same there was nothing to be seen.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from assistant.documents.hidden import SAME, SMALLEST
from assistant.documents.pdf.glyphs import SPACE, Flags, Floats, Glyphs, Integers
from assistant.documents.pdf.painting import Painting, looks_of, painting_of
from assistant.documents.pdf.traces import Area, Pixels, taken_out

_CLEAR = 10
"""Of 255: text that is no more opaque is not seen."""
_WHITE = 255 - SAME
_FILLS_PAGE = 0.4
"""Share of the page beyond which its pictures are a scan and unseen text is what was read in it."""
_CONTRAST = 60
"""Of 255: how far the ink of outlined letters differs from what is around it."""
_INKED = 0.6
"""Share of the rows and of the columns of a word that letters have ink in."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Stretches of inked characters of one text object; all arrays have an entry for each."""

    owner: Integers
    """Index of the word that each inked character belongs to."""
    first: Integers
    """Index of each word's first among the inked characters."""
    objects: Integers
    box: Floats
    """Rows of left, top, right and bottom on the displayed page."""
    size: Floats


def parted(page: Any, glyphs: Glyphs) -> tuple[Glyphs, Glyphs | None]:  # noqa: ANN401
    """The characters that are to be seen on a page, and the others, given its raw handle."""
    hidden = _unseen(page, glyphs)
    if not hidden.any():
        return glyphs, None
    return glyphs.kept(~hidden), glyphs.kept(hidden | (glyphs.codes == SPACE))


def _unseen(page: Any, glyphs: Glyphs) -> Flags:  # noqa: ANN401
    """For every character, whether it is not to be seen; spaces count as seen.

    Text that nobody sees over a picture as large as the page is what was recognised in
    that picture, and counts as seen. So do invisible letters over the same letters drawn
    as shapes.
    """
    hidden = np.zeros(len(glyphs), dtype=bool)
    ink = np.flatnonzero(glyphs.codes != SPACE)
    if not len(ink):
        return hidden
    words = _words_of(glyphs, ink)
    off = ~_on_page(glyphs)[ink]
    away = _is_tiny(words)
    looks = _Looks.of(words)
    painting = painting_of(page)
    covered, suspected = looks.clear, looks.clear | looks.white
    if len(painting.when):
        shapes = _Shapes.around(painting, glyphs, words)
        covered = covered | shapes.come_over
        suspected = suspected | covered | shapes.match(looks.colours)
        suspected &= ~shapes.picture_shows(looks.clear)
    suspected &= ~away
    if suspected.any():
        suspected &= ~np.logical_and.reduceat(off, words.first)
    if suspected.any():
        groups = suspected & covered, suspected & ~covered
        away |= _without_trace(page, glyphs, words, groups, looks.clear)
    hidden[ink] = away[words.owner] | off
    return hidden


def _is_tiny(words: _Words) -> Flags:
    """Nobody reads it; fonts that are drawn by the file may state any size."""
    tiny: Flags = (words.size <= SMALLEST) & (words.box[:, 3] - words.box[:, 1] <= SMALLEST)
    return tiny


def _words_of(glyphs: Glyphs, ink: Integers) -> _Words:
    objects = glyphs.objects[ink]
    starts = np.ones(len(ink), dtype=bool)
    starts[1:] = (np.diff(ink) > 1) | (np.diff(objects) != 0)
    first = np.flatnonzero(starts)
    box = np.stack(
        [
            np.minimum.reduceat(glyphs.left[ink], first),
            np.minimum.reduceat(glyphs.top[ink], first),
            np.maximum.reduceat(glyphs.right[ink], first),
            np.maximum.reduceat(glyphs.bottom[ink], first),
        ],
        axis=1,
    )
    return _Words(np.cumsum(starts) - 1, first, objects[first], box, glyphs.sizes(ink[first]))


def _on_page(glyphs: Glyphs) -> Flags:
    """What the crop box does not cut away."""
    inside: Flags = (
        (glyphs.x > -1) & (glyphs.x < glyphs.width + 1)
        & (glyphs.y > -1) & (glyphs.y < glyphs.height + 1)
    )  # fmt: skip
    return inside


class _Looks(NamedTuple):
    """How the words are painted; all arrays have an entry for each."""

    colours: Integers
    """Rows of red, green and blue."""
    clear: Flags
    """Without any paint."""
    white: Flags

    @classmethod
    def of(cls, words: _Words) -> "_Looks":
        known, which = np.unique(words.objects, return_inverse=True)
        modes, colours = looks_of(known.tolist())
        clear = (modes == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) | (colours[:, 3] <= _CLEAR)
        white = colours[:, :3].min(axis=1) >= _WHITE
        return cls(colours[which, :3], clear[which], white[which])


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes of a page in relation to its words: rows are words, columns shapes."""

    over: Flags
    """The shape bounds the middle of the word."""
    later: Flags
    """It is painted after the word."""
    colours: Integers
    pictures: Flags
    fill_page: bool

    @classmethod
    def around(cls, painting: Painting, glyphs: Glyphs, words: _Words) -> "_Shapes":
        """Compare where and when words and shapes are painted."""
        left, right, top, bottom = glyphs.affine.extents(painting.bounds[:, [0, 2, 1, 3]])
        across = np.minimum(right, glyphs.width) - np.maximum(left, 0)
        down = np.minimum(bottom, glyphs.height) - np.maximum(top, 0)
        area = np.maximum(across, 0) * np.maximum(down, 0)
        covered = area[painting.pictures].sum()
        x = (words.box[:, 0] + words.box[:, 2])[:, None] / 2
        y = (words.box[:, 1] + words.box[:, 3])[:, None] / 2
        over = (left <= x) & (x <= right) & (top <= y) & (y <= bottom)
        when = np.array([painting.order.get(address, 0) for address in words.objects.tolist()])
        return cls(
            over=over,
            later=painting.when[None, :] > when[:, None],
            colours=painting.colours,
            pictures=painting.pictures,
            fill_page=bool(covered > _FILLS_PAGE * glyphs.width * glyphs.height),
        )

    @property
    def come_over(self) -> Flags:
        """Something is painted over the word."""
        return _any(self.over & self.later)

    def match(self, colours: Integers) -> Flags:
        """Something around the word has its colour."""
        found = np.zeros(len(colours), dtype=bool)
        if not self.over.any():
            return found
        for colour in {tuple(row) for row in colours[:, :3].tolist()}:
            alike = np.abs(self.colours - colour).max(axis=1) <= SAME
            if alike.any():
                own = (colours[:, :3] == colour).all(axis=1)
                found |= own & self.over[:, alike].any(axis=1)
        return found

    def picture_shows(self, clear: Flags) -> Flags:
        """The word was recognised in a picture of the page, which lies over it or under it."""
        if not self.fill_page:
            return np.zeros(len(clear), dtype=bool)
        pictured = self.over & self.pictures
        return _any(pictured & (self.later | clear[:, None]))


def _any(flags: Flags) -> Flags:
    """Rows with a true value in them."""
    found: Flags = np.logical_or.reduce(flags, axis=1)
    return found


def _without_trace(
    page: Any,  # noqa: ANN401
    glyphs: Glyphs,
    words: _Words,
    groups: tuple[Flags, Flags],
    clear: Flags,
) -> Flags:
    """Which of the suspected words leave no trace in a picture of the page.

    One group after the other is taken out: a word that is covered would else be taken for
    seen where a visible one stands over it.
    """
    suspected = groups[0] | groups[1]
    area = Area.around(glyphs, words.box[suspected])
    places = area.places(words.box)
    hidden = np.zeros(len(words.size), dtype=bool)
    before = area.drawn(page, glyphs)
    for group in groups:
        if not group.any():
            continue
        with taken_out(set(words.objects[group].tolist())):
            after = area.drawn(page, glyphs)
        differing = np.maximum(before, after) - np.minimum(before, after) > SAME
        traces: Flags = np.logical_or.reduce(differing, axis=2)
        for word in np.flatnonzero(group).tolist():
            hidden[word] = not traces[places[word]].any()
    for word in np.flatnonzero(hidden & clear).tolist():
        if _shows_letters(before[places[word]]):
            hidden[word] = _overlaps(words.box[word], words.box[~suspected])
    return hidden


def _shows_letters(pixels: Pixels) -> bool:
    """There is ink in most rows and in most columns, and paper between."""
    if not pixels.size:
        return False
    grey = pixels.max(axis=2).astype(np.int16)
    inked = np.abs(grey - np.median(np.concatenate([grey[0], grey[-1]]))) > _CONTRAST
    return bool(
        inked.any(axis=1).mean() >= _INKED
        and inked.any(axis=0).mean() >= _INKED
        and inked.mean() < 1 - inked.mean() / 4
    )


def _overlaps(box: Floats, others: Floats) -> bool:
    """The middle of a word lies in one of the others."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    left, top, right, bottom = others.T
    return bool(((left <= x) & (x <= right) & (top <= y) & (y <= bottom)).any())
