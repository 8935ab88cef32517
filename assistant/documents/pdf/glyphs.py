"""The characters of one PDF page, as arrays, in points of the displayed page."""

import ctypes
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.pdf.pdfium_text import (
    Affine,
    affine_of,
    boxes_of,
    codes_of,
    origins_of,
    without_unicode,
)
from assistant.documents.pdf.styles import Style, styles_of

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
MOST_CHARACTERS = 200_000
"""A page with more is read up to here; a printed page has 3,000 to 10,000."""
SPACE = 0x20
SOFT_HYPHEN = 0xAD
_OF_PAGE = frozenset({"width", "height", "styles", "affine", "unmapped"})
_DRIFT, _FAR = 0.3, 14.0
"""Points the pen moves both across and along, or in one direction, between words."""
_HYPHENS_OF_PDFIUM = (0x02, 0xFFFE)
"""What PDFium returns for a hyphen that breaks a word at a line's end."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The `n` characters of a page in PDFium's order; all arrays have `n` entries.

    `left`, `right`, `top`, `bottom` bound the ink and `x`, `y` are the origin on the
    baseline, in points of the displayed page, y downwards. `style` indexes `styles`.
    """

    width: float
    height: float
    codes: Integers
    left: Floats
    right: Floats
    top: Floats
    bottom: Floats
    x: Floats
    y: Floats
    style: Integers
    styles: tuple[Style, ...]
    objects: Integers
    """Address of the text object of each, while the page is open; 0 where there is none."""
    affine: Affine
    unmapped: float = 0.0
    """Share of sampled characters for which the file gives no Unicode value."""

    def __len__(self) -> int:
        return len(self.codes)

    def kept(self, wanted: Flags) -> "Glyphs":
        """These characters alone; what is told of the page stays."""
        arrays = (field.name for field in fields(self) if field.name not in _OF_PAGE)
        return replace(self, **{name: getattr(self, name)[wanted] for name in arrays})

    def sizes(self, wanted: Integers) -> Floats:
        """The font sizes of these characters, in points."""
        sizes: Floats = np.array([style.size for style in self.styles])[self.style[wanted]]
        return sizes


def glyphs_of(page: Any) -> Glyphs:  # noqa: ANN401 - a raw PDFium handle has no Python type
    """The characters of a page, given its raw PDFium handle."""
    width = float(pdfium.FPDF_GetPageWidthF(page))
    height = float(pdfium.FPDF_GetPageHeightF(page))
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return _without_characters(width, height)
    try:
        return _read(text_page, affine_of(page, width, height), width, height)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _without_characters(width: float, height: float) -> Glyphs:
    none = np.empty(0)
    whole = np.empty(0, dtype=np.int64)
    boxes = (none, none, none, none, none, none)
    return Glyphs(width, height, whole, *boxes, whole, (), whole, Affine(1, 0, 0, 1, 0, 0))


def _read(text_page: Any, affine: Affine, width: float, height: float) -> Glyphs:  # noqa: ANN401
    count = min(max(pdfium.FPDFText_CountChars(text_page), 0), MOST_CHARACTERS)
    place = ctypes.cast(text_page, ctypes.c_void_p)
    codes = _repaired(codes_of(place, count))
    keep = np.flatnonzero(codes)
    codes = codes[keep]
    ink = np.flatnonzero(codes != SPACE)
    origin = np.zeros((len(codes), 2))
    origin[ink] = origins_of(place, keep[ink].tolist())
    ends = ink[_word_ends(ink, origin[ink])]
    box = _boxes(place, keep, ends, ink, origin)
    style, styles, objects = styles_of(place, keep[ends].tolist(), affine)
    left, right, top, bottom = affine.extents(box)
    return Glyphs(
        width=width,
        height=height,
        codes=codes,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        x=affine.a * origin[:, 0] + affine.c * origin[:, 1] + affine.e,
        y=affine.b * origin[:, 0] + affine.d * origin[:, 1] + affine.f,
        style=_spread(style, ends, len(codes)),
        styles=styles,
        objects=_spread(objects, ends, len(codes)),
        affine=affine,
        unmapped=_unmapped(place, keep[ink].tolist()),
    )


def _word_ends(ink: Integers, origin: Floats) -> Flags:
    """Which characters begin or end a word: beside white space, or where the pen jumps.

    Boxes and fonts are fetched for these alone, two fifths of all.
    """
    if not len(ink):
        return np.zeros(0, dtype=bool)
    moved = np.abs(np.diff(origin, axis=0))
    jump = np.diff(ink) > 1
    jump |= (moved.min(axis=1) > _DRIFT) | (moved.max(axis=1) > _FAR)
    ends = np.ones(len(ink), dtype=bool)
    ends[1:-1] = jump[1:] | jump[:-1]
    return ends


def _boxes(
    place: ctypes.c_void_p, keep: Integers, ends: Integers, ink: Integers, origin: Floats
) -> Floats:
    """Rows of left, right, bottom and top in user space.

    At the ends of words the box bounds the ink; within them it goes from one origin to
    the next.
    """
    box = np.zeros((len(origin), 4))
    box[ink] = origin[ink][:, [0, 0, 1, 1]]
    following = origin[ink[1:]]
    before = ink[:-1]
    box[before, 0] = np.minimum(box[before, 0], following[:, 0])
    box[before, 1] = np.maximum(box[before, 1], following[:, 0])
    box[before, 2] = np.minimum(box[before, 2], following[:, 1])
    box[before, 3] = np.maximum(box[before, 3], following[:, 1])
    box[ends] = boxes_of(place, keep[ends].tolist())
    return box


def _spread(found: Integers, ends: Integers, count: int) -> Integers:
    """What was found at words' ends, given to every character up to the next."""
    latest = np.zeros(count, dtype=np.int64)
    latest[ends] = np.arange(len(ends))
    latest = np.maximum.accumulate(latest) if count else latest
    return found[latest] if len(found) else latest


def _repaired(codes: Integers) -> Integers:
    """Code points in which 0 marks what is no character and 32 all white space."""
    codes = codes.copy()
    for hyphen in _HYPHENS_OF_PDFIUM:
        codes[codes == hyphen] = SOFT_HYPHEN
    high = np.flatnonzero((codes[:-1] & 0xFC00) == 0xD800)
    high = high[(codes[high + 1] & 0xFC00) == 0xDC00]
    codes[high] = 0x10000 + ((codes[high] & 0x3FF) << 10) + (codes[high + 1] & 0x3FF)
    codes[high + 1] = 0
    spaces = ((codes >= 9) & (codes <= 13)) | np.isin(
        codes, (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
    )
    invisible = (
        (codes < 32)
        | ((codes >= 0x7F) & (codes < 0xA0))
        | ((codes >= 0x200B) & (codes <= 0x200F))
        | ((codes >= 0x202A) & (codes <= 0x202E))
        | ((codes >= 0x2060) & (codes <= 0x206F))
        | ((codes & 0xF800) == 0xD800)
        | (codes == 0xFEFF)
        | (codes == 0xFFFF)
        | (codes > 0x10FFFF)
    )
    codes[invisible] = 0
    codes[spaces] = 32
    return codes


def _unmapped(place: ctypes.c_void_p, wanted: list[int]) -> float:
    """Share of characters without a Unicode value, over about 400 of the page."""
    sample = wanted[:: max(1, len(wanted) // 400)]
    return without_unicode(place, sample) / len(sample) if sample else 0.0
