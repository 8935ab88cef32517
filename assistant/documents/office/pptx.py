"""Slides: each under a heading `Slide 7: its title`, with its tables and notes."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from zipfile import BadZipFile

import pptx
from lxml import etree
from pptx.exc import PackageNotFoundError, PythonPptxError

from assistant.documents.document import Block, Extract, Kind
from assistant.documents.enumerators import marked
from assistant.documents.hidden import Hidden
from assistant.documents.languages import language_of
from assistant.documents.table_rows import row_block
from assistant.documents.traced import Traced
from assistant.errors import UnreadableFile
from assistant.language.characters import normalised

READER = "pptx-2"

_DAMAGES = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    BadZipFile,
    PackageNotFoundError,
    PythonPptxError,
    etree.XMLSyntaxError,
)
"""What python-pptx raises for a part that is missing or not what it should be."""
_SUPPLEMENTS = frozenset({13, 15, 16})
"""Placeholder kinds that repeat on every slide: its number, the footer and the date."""


def read_pptx(content: bytes, *, name: str = "") -> Extract:
    """Every slide's words, shape by shape from the top, also of hidden slides."""
    try:
        presentation = pptx.Presentation(io.BytesIO(content))
        size = presentation.slide_width or 0, presentation.slide_height or 0
        hidden: list[Hidden] = []
        read = []
        for number, slide in enumerate(presentation.slides, 1):
            hidden += _take_hidden(slide, size, f"slide {number}")
            read.append((number, *_slide(slide, number)))
    except _DAMAGES as error:
        raise UnreadableFile(
            "The presentation is damaged", "Open it in its own program and save it again"
        ) from error
    blocks = tuple(block for _, found, _ in read for block in found)
    return Extract(
        "pptx",
        blocks,
        title=next((title for _, _, title in read if title), None),
        title_basis="first titled slide",
        language=language_of(blocks),
        reader=READER,
        hidden=tuple(hidden),
    )


def _take_hidden(slide: Any, size: tuple[int, int], place: str) -> list[Hidden]:  # noqa: ANN401
    """The words of shapes that are hidden or lie beside the slide, which loses them.

    A title beside the slide names it in every list of slides, and stays.
    """
    hidden: list[Hidden] = []
    for shape in list(slide.shapes):
        if not _is_hidden(shape) and (shape == slide.shapes.title or not _is_beside(shape, size)):
            continue
        hidden += [Hidden(block.text, place=place) for block in _shape(shape)]
        shape.element.getparent().remove(shape.element)
    return hidden


def _is_hidden(shape: Any) -> bool:  # noqa: ANN401 - untyped library
    return any(on in ("1", "true") for on in shape.element.xpath("./*/p:cNvPr/@hidden"))


def _is_beside(shape: Any, size: tuple[int, int]) -> bool:  # noqa: ANN401 - untyped library
    """Nothing of the shape is on the slide; one without a place has that of its layout."""
    if None in (shape.left, shape.top, shape.width, shape.height) or not all(size):
        return False
    across = shape.left >= size[0] or shape.left + shape.width <= 0
    return bool(across or shape.top >= size[1] or shape.top + shape.height <= 0)


def _slide(slide: Any, number: int) -> tuple[list[Block], str]:  # noqa: ANN401 - untyped library
    """The slide's blocks and its title; no block for a slide without words."""
    title = slide.shapes.title
    titled = normalised(title.text_frame.text) if title is not None else ""
    shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    body = [block for shape in sorted(shapes, key=_place) for block in _shape(shape)]
    notes = list(_notes(slide, number))
    if not (titled or body or notes):
        return [], ""
    heading = f"Slide {number}: {titled}" if titled else f"Slide {number}"
    return [Block(Kind.HEADING, heading, level=1), *body, *notes], titled


def _place(shape: Any) -> tuple[int, int]:  # noqa: ANN401 - untyped library
    return shape.top or 0, shape.left or 0


def _shape(shape: Any) -> Iterator[Block]:  # noqa: ANN401 - untyped library
    if shape.is_placeholder and shape.placeholder_format.type in _SUPPLEMENTS:
        return
    members = getattr(shape, "shapes", None)
    if members is not None:
        for member in sorted(members, key=_place):
            yield from _shape(member)
    elif getattr(shape, "has_table", False):
        yield from _table(shape.table)
    elif shape.has_text_frame:
        yield from _paragraphs(shape.text_frame.paragraphs, listed=shape.is_placeholder)


def _paragraphs(paragraphs: Iterable[Any], *, listed: bool) -> Iterator[Block]:
    """Several paragraphs of a placeholder are drawn as bullets."""
    found = [p for p in paragraphs if normalised(p.text)]
    for paragraph in found:
        words = paragraph.text.replace("\v", "\n")
        if listed and len(found) > 1:
            block = marked(words, Kind.LIST_ITEM, level=paragraph.level + 1)
            if block and not (block.bullet or block.number):
                block = replace(block, bullet="•")
        else:
            block = marked(words)
        if block:
            yield block


def _table(table: Any) -> Iterator[Block]:  # noqa: ANN401 - untyped library
    rows = [[Traced(cell.text).normalised() for cell in row.cells] for row in table.rows]
    headers = [cell.text for cell in rows[0]] if table.first_row and len(rows) > 1 else []
    for row in rows[1:] if headers else rows:
        if any(cell.text for cell in row):
            yield row_block(headers, row)


def _notes(slide: Any, number: int) -> Iterator[Block]:  # noqa: ANN401 - untyped library
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    found = list(_paragraphs(frame.paragraphs, listed=False)) if frame is not None else []
    if found:
        yield Block(Kind.HEADING, f"Notes to slide {number}", level=2)
        yield from found
