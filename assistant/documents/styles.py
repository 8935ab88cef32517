"""How characters are set: size, weight, slant and direction of each text object."""

import ctypes
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.pdfium_text import Affine, matrix_of, object_of, size_of

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
    place: int | None, wanted: list[int], affine: Affine
) -> tuple[Integers, tuple[Style, ...]]:
    """The style of every character; font data is fetched once for each text object.

    Characters that PDFium made up (spaces, line ends) have no object and take the
    style of the character before.
    """
    known: dict[int, int] = {}
    fonts: dict[int, tuple[bool, bool]] = {}
    styles: list[Style] = []
    index: dict[Style, int] = {}
    of_character = np.zeros(len(wanted), dtype=np.int64)
    current = 0
    for position, i in enumerate(wanted):
        text_object = object_of(place, i)
        if text_object is not None and text_object not in known:
            style = _style(place, i, text_object, affine, fonts)
            found = index.setdefault(style, len(styles))
            if found == len(styles):
                styles.append(style)
            known[text_object] = found
        current = known.get(text_object, current)
        of_character[position] = current
    if not styles:
        styles.append(Style(10.0, bold=False, italic=False, direction=(1, 0)))
    return of_character, tuple(styles)


def _style(
    place: int | None,
    i: int,
    text_object: int,
    affine: Affine,
    fonts: dict[int, tuple[bool, bool]],
) -> Style:
    matrix = pdfium.FS_MATRIX()
    matrix_of(place, i, ctypes.addressof(matrix))
    along = (
        affine.a * matrix.a + affine.c * matrix.b,
        affine.b * matrix.a + affine.d * matrix.b,
    )
    scale = float(np.hypot(matrix.c, matrix.d)) or 1.0
    size = round(abs(float(size_of(place, i))) * scale * 4) / 4 or 1.0
    handle = ctypes.cast(text_object, pdfium.FPDF_PAGEOBJECT)
    font = pdfium.FPDFTextObj_GetFont(handle)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        fonts[key] = _weight_and_slant(font)
    bold, italic = fonts[key]
    stroked = pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
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
