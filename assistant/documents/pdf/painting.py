"""What a PDF page paints and in which order: its text objects, and what may lie under or over them.

Called with plain addresses, as in `pdfium_text.py`: a page may have ten thousand objects.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.pdf.pdfium_text import four_of, function, mode_of

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
MOST_OBJECTS = 50_000
"""A page with more is looked at up to here."""
_DEEPEST = 4
"""Forms within forms."""
_THINNEST = 3.0
"""Points; a narrower shape is a rule and covers no word."""
_CLEAR = 250
"""Of 255: what is less opaque covers nothing."""
_STROKED = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_NO_COLOUR = (-1000, -1000, -1000)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_object_of_page = function("FPDFPage_GetObject", ctypes.c_void_p)
_object_of_form = function("FPDFFormObj_GetObject", ctypes.c_void_p)
_kind = function("FPDFPageObj_GetType", ctypes.c_int)
_bounds = function("FPDFPageObj_GetBounds", ctypes.c_int)
_fill = function("FPDFPageObj_GetFillColor", ctypes.c_int)
_stroke = function("FPDFPageObj_GetStrokeColor", ctypes.c_int)
_sides = (ctypes.c_float * 4)()
_channels = (ctypes.c_uint * 4)()
_side, _channel = (
    [ctypes.c_void_p(ctypes.addressof(room) + 4 * at) for at in range(4)]
    for room in (_sides, _channels)
)
"""Where PDFium writes the four numbers of one object."""


@dataclass(frozen=True, slots=True)
class Painting:
    """The text objects of a page, and the shapes on it that are large enough to cover a word.

    `bounds` has a row of left, bottom, right and top in user space for every shape, `colours`
    its red, green and blue; those of a picture or a shading are no colour's.
    """

    order: dict[int, int]
    """When each text object is painted, by its address."""
    when: Integers
    bounds: Floats
    colours: Integers
    pictures: Flags


@dataclass(slots=True)
class _Found:
    order: dict[int, int] = field(default_factory=dict)
    when: list[int] = field(default_factory=list)
    bounds: list[Sequence[float]] = field(default_factory=list)
    colours: list[Sequence[int]] = field(default_factory=list)
    pictures: list[bool] = field(default_factory=list)
    count: int = 0


def painting_of(page: Any) -> Painting:  # noqa: ANN401 - a raw PDFium handle has no Python type
    """What the page paints, given its raw handle; what its forms paint stands among it."""
    found = _Found()
    holder = ctypes.cast(page, ctypes.c_void_p)
    count = pdfium.FPDFPage_CountObjects(page)
    _look(found, list(map(_object_of_page, repeat(holder), range(count))), _IDENTITY, 0)
    return Painting(
        found.order,
        np.array(found.when, dtype=np.int64),
        np.array(found.bounds, dtype=np.float64).reshape(-1, 4),
        np.array(found.colours, dtype=np.int64).reshape(-1, 3),
        np.array(found.pictures, dtype=bool),
    )


def looks_of(addresses: Sequence[int]) -> tuple[Integers, Integers]:
    """The render mode of each text object, and a row of red, green, blue and opacity."""
    places = list(map(ctypes.c_void_p, addresses))
    modes = np.fromiter(map(mode_of, places), np.int64, len(places))
    colours = four_of(_fill, places).astype(np.int64)
    for row in np.flatnonzero(np.isin(modes, _STROKED)).tolist():
        colours[row] = four_of(_stroke, places[row : row + 1])
    return modes, colours


def _look(
    found: _Found, addresses: Sequence[int | None], matrix: Sequence[float], depth: int
) -> None:
    places = list(map(ctypes.c_void_p, addresses[: max(MOST_OBJECTS - found.count, 0)]))
    kinds = list(map(_kind, places))
    for address, place, kind in zip(addresses, places, kinds, strict=False):
        found.count += 1
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.order[address or 0] = found.count
        elif kind != pdfium.FPDF_PAGEOBJ_FORM:
            _keep(found, kind, place, matrix)
        elif depth < _DEEPEST:
            _look_into(found, place, matrix, depth)


def _look_into(found: _Found, place: ctypes.c_void_p, matrix: Sequence[float], depth: int) -> None:
    form = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, ctypes.byref(own))
    a, b, c, d, e, f = matrix
    both = (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )
    count = pdfium.FPDFFormObj_CountObjects(form)
    _look(found, list(map(_object_of_form, repeat(place), range(count))), both, depth + 1)


def _keep(found: _Found, kind: int, place: ctypes.c_void_p, matrix: Sequence[float]) -> None:
    """Take note of a shape that may hide a word."""
    _bounds(place, *_side)
    sides: Sequence[float] = tuple(_sides)
    if matrix is not _IDENTITY:
        sides = _placed(sides, matrix)
    if sides[2] - sides[0] < _THINNEST or sides[3] - sides[1] < _THINNEST:
        return
    colour = _colour(kind, place, min(sides[2] - sides[0], sides[3] - sides[1]))
    if colour is None:
        return
    found.when.append(found.count)
    found.bounds.append(sides)
    found.colours.append(colour)
    found.pictures.append(kind == pdfium.FPDF_PAGEOBJ_IMAGE)


def _colour(kind: int, place: ctypes.c_void_p, thickness: float) -> Sequence[int] | None:
    """What a shape covers with; `None` for an outline or a clear fill, which cover nothing."""
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return _NO_COLOUR
    shape = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, ctypes.byref(filled), ctypes.byref(stroked))
    get = _fill
    if not filled.value:
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(shape, ctypes.byref(width))
        # An outline covers a word only where it is itself as wide as what it bounds.
        if not stroked.value or width.value * 3 < thickness:
            return None
        get = _stroke
    get(place, *_channel)
    red, green, blue, opacity = _channels
    return (red, green, blue) if opacity >= _CLEAR else None


def _placed(box: Sequence[float], matrix: Sequence[float]) -> Sequence[float]:
    """The bounds of a box in user space."""
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    upwards = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(across), min(upwards), max(across), max(upwards)
