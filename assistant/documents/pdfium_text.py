"""PDFium's functions for characters, called with plain addresses.

The numbers go straight into arrays and no Python object is made per character,
which halves the time of a page. PDFium is not thread-safe; one process reads one file.
"""

import ctypes
from collections.abc import Callable
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_address, _integer, _double = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def _pointer(name: str, result: object, *arguments: object) -> Callable[..., Any]:
    """The PDFium function of that name, taking addresses instead of typed pointers."""
    place = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert place is not None
    signature = ctypes.CFUNCTYPE(result, *arguments)  # type: ignore[arg-type]
    return signature(place)


unicode_of = _pointer("FPDFText_GetUnicode", ctypes.c_uint, _address, _integer)


object_of = _pointer("FPDFText_GetTextObject", _address, _address, _integer)


box_of = _pointer("FPDFText_GetCharBox", _integer, _address, _integer, *[_address] * 4)


origin_of = _pointer("FPDFText_GetCharOrigin", _integer, _address, _integer, *[_address] * 2)


size_of = _pointer("FPDFText_GetFontSize", _double, _address, _integer)


matrix_of = _pointer("FPDFText_GetMatrix", _integer, _address, _integer, _address)


map_error_of = _pointer("FPDFText_HasUnicodeMapError", _integer, _address, _integer)


class Affine(NamedTuple):
    """PDF user space to displayed points: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


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
