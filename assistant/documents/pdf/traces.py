"""Parts of a PDF page as pixels, with all of its text or without some."""

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from assistant.documents.pdf.glyphs import Floats, Glyphs

Pixels = NDArray[np.uint8]
_SCALE = 2.0
"""Pixels a point of the pictures that are compared …"""
_MOST_PIXELS = 4_000_000
"""… and how many they may have."""


@contextmanager
def taken_out(objects: Iterable[int]) -> Iterator[None]:
    """The page without these text objects, for as long as it is drawn."""
    handles = [ctypes.cast(ctypes.c_void_p(address), pdfium.FPDF_PAGEOBJECT) for address in objects]
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    try:
        yield
    finally:
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, True)


@dataclass(frozen=True, slots=True)
class Area:
    """The part of the page in which there is something to judge, in pixels."""

    left: int
    top: int
    width: int
    height: int
    scale: float

    @classmethod
    def around(cls, glyphs: Glyphs, boxes: Floats) -> "Area":
        """What holds all of these boxes of the displayed page."""
        left, top = np.maximum(boxes[:, :2].min(axis=0) - 1, 0).tolist()
        right = min(float(boxes[:, 2].max()) + 1, glyphs.width)
        bottom = min(float(boxes[:, 3].max()) + 1, glyphs.height)
        size = max(right - left, 1.0) * max(bottom - top, 1.0)
        scale = min(_SCALE, (_MOST_PIXELS / size) ** 0.5)
        corner = int(left * scale), int(top * scale)
        return cls(
            *corner,
            max(int(right * scale) + 1 - corner[0], 1),
            max(int(bottom * scale) + 1 - corner[1], 1),
            scale,
        )

    def drawn(self, page: Any, glyphs: Glyphs) -> Pixels:  # noqa: ANN401
        """The part of the page on white paper: rows of pixels of blue, green and red."""
        bitmap = pdfium.FPDFBitmap_Create(self.width, self.height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.width, self.height, 0xFFFFFFFF)
            whole = round(glyphs.width * self.scale), round(glyphs.height * self.scale)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, -self.left, -self.top, *whole, 0, 0)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            size = stride * self.height
            held = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        rows = np.frombuffer(held, dtype=np.uint8).reshape(self.height, stride)
        return rows[:, : 4 * self.width].reshape(self.height, self.width, 4)[:, :, :3]

    def places(self, boxes: Floats) -> list[tuple[slice, slice]]:
        """The rows and the columns of pixels that each box takes."""
        ends = (boxes * self.scale).astype(np.int64)
        ends -= [self.left, self.top, self.left - 1, self.top - 1]
        ends = np.maximum(ends, 0)
        return [(slice(y0, y1), slice(x0, x1)) for x0, y0, x1, y1 in ends.tolist()]
