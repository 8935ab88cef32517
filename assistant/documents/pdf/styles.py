"""How characters are set: size, weight, slant and direction of each text object."""

import ctypes
import math
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.pdf.pdfium_text import (
    Affine,
    font_of,
    matrix_of,
    mode_of,
    objects_of,
    size_of,
)

Integers = NDArray[np.int64]


class Style(NamedTuple):
    """How the characters of one text object are set."""

    size: float
    """Points on the displayed page."""
    bold: bool
    italic: bool
    direction: tuple[int, int]
    """Where the text runs on the displayed page: `(1, 0)` is to the right, `(0, 1)` down."""


def styles_of(
    place: ctypes.c_void_p, wanted: list[int], affine: Affine
) -> tuple[Integers, tuple[Style, ...], Integers]:
    """The style and the text object of every character.

    Font data is fetched once for each text object. Characters that PDFium made up (spaces,
    line ends) have no object and take the style of the character before.
    """
    fonts: dict[int, tuple[bool, bool]] = {}
    index: dict[Style, int] = {}
    objects = objects_of(place, wanted)
    known, first, which = np.unique(objects, return_index=True, return_inverse=True)
    of_object = np.zeros(len(known), dtype=np.int64)
    for at in np.argsort(first).tolist():
        if known[at]:
            style = _style(place, wanted[first[at]], int(known[at]), affine, fonts)
            of_object[at] = index.setdefault(style, len(index))
    latest = np.where(objects != 0, np.arange(len(objects)), 0)
    latest = np.maximum.accumulate(latest) if len(latest) else latest
    of_character = of_object[which][latest]
    if not index:
        index[Style(10.0, bold=False, italic=False, direction=(1, 0))] = 0
    return of_character, tuple(index), objects[latest]


def _style(
    place: ctypes.c_void_p,
    i: int,
    text_object: int,
    affine: Affine,
    fonts: dict[int, tuple[bool, bool]],
) -> Style:
    matrix = pdfium.FS_MATRIX()
    matrix_of(place, i, ctypes.byref(matrix))
    along = (
        affine.a * matrix.a + affine.c * matrix.b,
        affine.b * matrix.a + affine.d * matrix.b,
    )
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = round(abs(float(size_of(place, i))) * scale * 4) / 4 or 1.0
    handle = ctypes.c_void_p(text_object)
    font = font_of(handle) or 0
    if font not in fonts:
        fonts[font] = _weight_and_slant(ctypes.cast(font, pdfium.FPDF_FONT))
    bold, italic = fonts[font]
    stroked = mode_of(handle) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    return Style(size, bold or stroked, italic, _direction(*along))


def _direction(across: float, down: float) -> tuple[int, int]:
    """The nearest of right, left, down and up."""
    if abs(across) >= abs(down):
        return (1, 0) if across >= 0 else (-1, 0)
    return (0, 1) if down > 0 else (0, -1)


def _weight_and_slant(font: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """Whether a font is bold and italic, by its name first: weights are often wrong."""
    if not font:
        return False, False
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace").casefold()
    bold = any(word in name for word in ("bold", "black", "heavy", "semibold", "demi", "-bd"))
    bold = bold or name.endswith(("cmbx10", "cmbx12")) or "cmbx" in name or "-medi" in name
    slanted = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, ctypes.byref(slanted))
    italic = "italic" in name or "oblique" in name or "cmti" in name or slanted.value != 0
    return bold, italic
