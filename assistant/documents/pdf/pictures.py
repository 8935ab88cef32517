"""Pages as pictures, drawn by the same engine that placed the words."""

import io

import PIL.Image
import pypdfium2

from assistant.documents.pdf.opening import opened
from assistant.errors import UnknownPage

WIDEST = 2200
"""Pixels; wider pictures gain nothing on a screen and cost memory."""
TALLEST = 6000
_LOSSY_QUALITY = 60
_PHOTOGRAPHIC = 4096
"""More colours than this on a page, and only lossy compression is tried."""
_DENSE = 0.145
"""Bytes a pixel up to which a lossless picture is taken without trying lossy compression,
which takes twice its time: on 60 pages of text it was at most a third smaller, mostly a
tenth, and never as sharp."""


def render_page(content: bytes, number: int, width: int) -> bytes:
    """Page `number` (from 1) as a WebP picture `width` pixels wide, at most 2,200.

    Lossless where that is small, as for text, else whichever is smaller. Raises
    `UnknownPage` if there is no such page and `UnreadableFile` if the file cannot be opened.
    """
    with opened(content) as document:
        if not 1 <= number <= len(document):
            raise UnknownPage(f"there is no page {number}; the document has {len(document)}")
        picture = draw(document, number, min(max(width, 16), WIDEST))
    return _compressed(picture)


def draw(document: pypdfium2.PdfDocument, number: int, width: int) -> PIL.Image.Image:
    """Page `number` as a picture; narrower than asked for if it would be too tall."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise UnknownPage(f"page {number} is damaged and cannot be drawn") from error
    try:
        across, down = page.get_size()
        scale = min(width / max(across, 1.0), TALLEST / max(down, 1.0))
        picture: PIL.Image.Image = page.render(scale=scale).to_pil()
        return picture.convert("RGB")
    finally:
        page.close()


def _compressed(picture: PIL.Image.Image) -> bytes:
    if picture.getcolors(_PHOTOGRAPHIC) is None:
        return _webp(picture, lossless=False)
    lossless = _webp(picture, lossless=True)
    if len(lossless) <= _DENSE * picture.width * picture.height:
        return lossless
    return min(lossless, _webp(picture, lossless=False), key=len)


def _webp(picture: PIL.Image.Image, *, lossless: bool) -> bytes:
    written = io.BytesIO()
    if lossless:
        picture.save(written, "WEBP", lossless=True, quality=20, method=1)
    else:
        picture.save(written, "WEBP", quality=_LOSSY_QUALITY, method=2)
    return written.getvalue()
