"""The characters of one PDF page, as arrays, in points of the displayed page.

PDFium is called through function pointers that take plain addresses: the numbers
go straight into arrays and no Python object is made per character, which halves
the time of a page. PDFium is not thread-safe; one process reads one file.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST_CHARACTERS = 200_000
"""A page with more is read up to here; a printed page has 3,000 to 10,000."""

SPACE = 0x20
SOFT_HYPHEN = 0xAD
_DRIFT, _FAR = 0.3, 14.0
"""Points the pen moves both across and along, or in one direction, between words."""
_HYPHENS_OF_PDFIUM = (0x02, 0xFFFE)
"""What PDFium returns for a hyphen that breaks a word at a line's end."""

_address, _integer, _double = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def _pointer(name: str, result: object, *arguments: object) -> Callable[..., Any]:
    """The PDFium function of that name, taking addresses instead of typed pointers."""
    place = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert place is not None
    signature = ctypes.CFUNCTYPE(result, *arguments)  # type: ignore[arg-type]
    return signature(place)


_unicode = _pointer("FPDFText_GetUnicode", ctypes.c_uint, _address, _integer)
_object = _pointer("FPDFText_GetTextObject", _address, _address, _integer)
_box = _pointer("FPDFText_GetCharBox", _integer, _address, _integer, *[_address] * 4)
_origin = _pointer("FPDFText_GetCharOrigin", _integer, _address, _integer, *[_address] * 2)
_size = _pointer("FPDFText_GetFontSize", _double, _address, _integer)
_matrix = _pointer("FPDFText_GetMatrix", _integer, _address, _integer, _address)
_map_error = _pointer("FPDFText_HasUnicodeMapError", _integer, _address, _integer)


class Style(NamedTuple):
    """How the characters of one text object are set."""

    size: float
    """Points on the displayed page."""
    bold: bool
    italic: bool
    direction: tuple[int, int]
    """Where the text runs on the displayed page: `(1, 0)` is to the right, `(0, 1)` down."""


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
    unmapped: float = 0.0
    """Share of sampled characters for which the file gives no Unicode value."""

    def __len__(self) -> int:
        return len(self.codes)


class _Affine(NamedTuple):
    """PDF user space to displayed points: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


def glyphs_of(page: Any) -> Glyphs:  # noqa: ANN401 - a raw PDFium handle has no Python type
    """The characters of a page, given its raw PDFium handle."""
    width = float(pdfium.FPDF_GetPageWidthF(page))
    height = float(pdfium.FPDF_GetPageHeightF(page))
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return _without_characters(width, height)
    try:
        return _read(text_page, _affine(page, width, height), width, height)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _without_characters(width: float, height: float) -> Glyphs:
    none = np.empty(0)
    whole = np.empty(0, dtype=np.int64)
    return Glyphs(width, height, whole, none, none, none, none, none, none, whole, ())


def _affine(page: Any, width: float, height: float) -> _Affine:  # noqa: ANN401
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
    return _Affine(
        (right[0] - e) / step,
        (right[1] - f) / step,
        (up[0] - e) / step,
        (up[1] - f) / step,
        e,
        f,
    )


def _read(text_page: Any, affine: _Affine, width: float, height: float) -> Glyphs:  # noqa: ANN401
    count = min(max(pdfium.FPDFText_CountChars(text_page), 0), MOST_CHARACTERS)
    place = ctypes.cast(text_page, ctypes.c_void_p).value
    codes = np.array([_unicode(place, i) for i in range(count)], dtype=np.int64)
    codes = _repaired(codes)
    keep = np.flatnonzero(codes)
    codes = codes[keep]
    ink = np.flatnonzero(codes != SPACE)
    origin = np.zeros((len(codes), 2))
    origin[ink] = _origins(place, keep[ink].tolist())
    ends = ink[_word_ends(ink, origin[ink])]
    box = _boxes(place, keep, ends, ink, origin)
    style, styles = _styles(place, keep[ends].tolist(), affine)
    left, right, top, bottom = _extents(box, affine)
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
        unmapped=_unmapped(place, keep[ink].tolist()),
    )


def _origins(place: int | None, wanted: list[int]) -> Floats:
    """Where each wanted character stands on its baseline, in PDF user space."""
    origin = np.zeros((len(wanted), 2))
    to = origin.ctypes.data
    for i in wanted:
        _origin(place, i, to, to + 8)
        to += 16
    return origin


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
    place: int | None, keep: Integers, ends: Integers, ink: Integers, origin: Floats
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
    fetched = np.zeros((len(ends), 4))
    at = fetched.ctypes.data
    for i in keep[ends].tolist():
        _box(place, i, at, at + 8, at + 16, at + 24)
        at += 32
    box[ends] = fetched
    return box


def _spread(style: Integers, ends: Integers, count: int) -> Integers:
    """The styles of words' ends, given to every character up to the next."""
    latest = np.zeros(count, dtype=np.int64)
    latest[ends] = np.arange(len(ends))
    latest = np.maximum.accumulate(latest) if count else latest
    return style[latest] if len(style) else latest


def _extents(box: Floats, affine: _Affine) -> tuple[Floats, Floats, Floats, Floats]:
    """Left, right, top and bottom on the displayed page of boxes `[left right bottom top]`."""
    x0, x1, y0, y1 = box.T
    across = affine.a * x0 + affine.c * y0, affine.a * x1 + affine.c * y1
    down = affine.b * x0 + affine.d * y0, affine.b * x1 + affine.d * y1
    return (
        np.minimum(*across) + affine.e,
        np.maximum(*across) + affine.e,
        np.minimum(*down) + affine.f,
        np.maximum(*down) + affine.f,
    )


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


def _styles(
    place: int | None, wanted: list[int], affine: _Affine
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
        text_object = _object(place, i)
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
    affine: _Affine,
    fonts: dict[int, tuple[bool, bool]],
) -> Style:
    matrix = pdfium.FS_MATRIX()
    _matrix(place, i, ctypes.addressof(matrix))
    along = (
        affine.a * matrix.a + affine.c * matrix.b,
        affine.b * matrix.a + affine.d * matrix.b,
    )
    scale = float(np.hypot(matrix.c, matrix.d)) or 1.0
    size = round(abs(float(_size(place, i))) * scale * 4) / 4 or 1.0
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


def _unmapped(place: int | None, wanted: list[int]) -> float:
    """Share of characters without a Unicode value, over about 400 of the page."""
    sample = wanted[:: max(1, len(wanted) // 400)]
    if not sample:
        return 0.0
    missing = sum(1 for i in sample if _map_error(place, i) == 1)
    return missing / len(sample)
