"""PDFium's functions for characters, called with plain addresses.

The numbers go straight into arrays and no Python object is made per character,
which halves the time of a page. PDFium is not thread-safe; one process reads one file.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_AT_ONCE = 4096
"""Characters fetched before the numbers are copied on."""


def function(name: str, result: object) -> Callable[..., Any]:
    """The PDFium function of that name, without a prototype and without letting other threads run.

    Both take more time than the function itself. What is passed must be a `c_void_p` or a
    whole number that fits a C `int`.
    """
    place = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert place is not None
    return ctypes.PYFUNCTYPE(result)(place)  # type: ignore[arg-type]


_unicode = function("FPDFText_GetUnicode", ctypes.c_uint)
_text = function("FPDFText_GetText", ctypes.c_int)
_object = function("FPDFText_GetTextObject", ctypes.c_void_p)
_box = function("FPDFText_GetCharBox", None)
_origin = function("FPDFText_GetCharOrigin", None)
_map_error = function("FPDFText_HasUnicodeMapError", ctypes.c_int)
size_of = function("FPDFText_GetFontSize", ctypes.c_double)
matrix_of = function("FPDFText_GetMatrix", ctypes.c_int)
mode_of = function("FPDFTextObj_GetTextRenderMode", ctypes.c_int)
font_of = function("FPDFTextObj_GetFont", ctypes.c_void_p)


def codes_of(place: ctypes.c_void_p, count: int) -> NDArray[np.int64]:
    """The code point of every character, those of PDFium's own marks among them.

    A page's text comes in one call where each of its UTF-16 units is one character;
    characters that PDFium leaves out of it, and pairs of units, are asked for one by one.
    """
    units = np.zeros(count + 1, dtype=np.uint16)
    written = _text(place, 0, count, ctypes.c_void_p(units.ctypes.data)) - 1
    codes: NDArray[np.int64] = units[:count].astype(np.int64)
    if written == count and not ((codes & 0xF800) == 0xD800).any():
        return codes
    return np.fromiter(map(_unicode, repeat(place), range(count)), np.int64, count)


def objects_of(place: ctypes.c_void_p, wanted: Sequence[int]) -> NDArray[np.int64]:
    """The address of each wanted character's text object; 0 for those that PDFium made up."""
    found = map(_object, repeat(place), wanted)
    return np.fromiter((address or 0 for address in found), np.int64, len(wanted))


def boxes_of(place: ctypes.c_void_p, wanted: Sequence[int]) -> NDArray[np.float64]:
    """Rows of left, right, bottom and top of the wanted characters, in PDF user space."""
    return _numbers(_box, 4, place, wanted)


def origins_of(place: ctypes.c_void_p, wanted: Sequence[int]) -> NDArray[np.float64]:
    """Where each wanted character stands on its baseline: rows of x and y in user space."""
    return _numbers(_origin, 2, place, wanted)


def without_unicode(place: ctypes.c_void_p, wanted: Sequence[int]) -> int:
    """How many of the wanted characters the file gives no Unicode value for."""
    return sum(found == 1 for found in map(_map_error, repeat(place), wanted))


class _Room(NamedTuple):
    """Room for the numbers of some characters, and the address of each number in it."""

    numbers: NDArray[np.float64]
    addresses: list[list[ctypes.c_void_p]]


@cache
def _room(width: int) -> _Room:
    """Made once: the addresses take as long to make as a page takes to read."""
    numbers = np.zeros((_AT_ONCE, width))
    first = numbers.ctypes.data
    addresses = [
        [ctypes.c_void_p(first + 8 * (width * row + column)) for row in range(_AT_ONCE)]
        for column in range(width)
    ]
    return _Room(numbers, addresses)


def four_of(function: Callable[..., Any], places: Sequence[ctypes.c_void_p]) -> NDArray[np.uint32]:
    """A row of the four whole numbers that `function` writes for each of these objects."""
    room = _room(4)
    result = np.zeros((len(places), 4), dtype=np.uint32)
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        room.numbers[: len(some)] = 0.0
        deque(map(function, some, *room.addresses), maxlen=0)
        result[start : start + len(some)] = room.numbers[: len(some)].view(np.uint32)[:, ::2]
    return result


def _numbers(
    function: Callable[..., Any], width: int, place: ctypes.c_void_p, wanted: Sequence[int]
) -> NDArray[np.float64]:
    """A row of `width` numbers for each wanted character; zeros where PDFium has none."""
    room = _room(width)
    result = np.zeros((len(wanted), width))
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        room.numbers[: len(some)] = 0.0
        deque(map(function, repeat(place), some, *room.addresses), maxlen=0)
        result[start : start + len(some)] = room.numbers[: len(some)]
    return result


class Affine(NamedTuple):
    """PDF user space to displayed points: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def extents(self, box: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Left, right, top and bottom on the displayed page of boxes `[left right bottom top]`."""
        x0, x1, y0, y1 = box.T
        across = self.a * x0 + self.c * y0, self.a * x1 + self.c * y1
        down = self.b * x0 + self.d * y0, self.b * x1 + self.d * y1
        return (
            np.minimum(*across) + self.e,
            np.maximum(*across) + self.e,
            np.minimum(*down) + self.f,
            np.maximum(*down) + self.f,
        )


def affine_of(page: Any, width: float, height: float) -> Affine:  # noqa: ANN401
    """How PDFium itself places the page, so that `/Rotate` and the crop box are honoured.

    `FPDF_PageToDevice` answers in whole pixels: a fine grid and far points give
    thousandths of a point.
    """
    scale = min(64.0, 1e6 / max(width, height, 1.0))
    columns, rows = round(width * scale), round(height * scale)
    step = 1000.0

    def device(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            page, 0, 0, columns, rows, 0, x, y, ctypes.byref(across), ctypes.byref(down)
        )
        return across.value * width / max(columns, 1), down.value * height / max(rows, 1)

    e, f = device(0.0, 0.0)
    right, up = device(step, 0.0), device(0.0, step)
    return Affine(
        (right[0] - e) / step,
        (right[1] - f) / step,
        (up[0] - e) / step,
        (up[1] - f) / step,
        e,
        f,
    )
