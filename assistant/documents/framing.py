"""Revisions and lines as bytes: what crosses the pipe from a reader, and what a library keeps.

Nothing here can run code: the payloads are JSON, and a decoder either gives
frozen values or raises `BadFrame`. Coordinates are kept to a hundredth of a
point and stored as whole numbers, each relative to its neighbour, because
that makes a page's lines about a tenth of their plain size.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, TypeVar

from assistant.documents.document import (
    Basis,
    Box,
    Kind,
    Line,
    Page,
    PageNumber,
    PageSource,
    Paragraph,
    Repair,
    Revision,
    Span,
    Word,
)

LARGEST_FRAME = 256 * 2**20
"""Bytes; a longer frame is refused before it is read."""

_HEAD = 8
_PARTS = 100
_Result = TypeVar("_Result")


class BadFrame(ValueError):
    """Bytes that are not what this module writes."""


def write_frame(stream: IO[bytes], payload: bytes) -> None:
    """Eight bytes of length, highest first, and the payload; flushed."""
    stream.write(len(payload).to_bytes(_HEAD, "big"))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes], limit: int = LARGEST_FRAME) -> bytes:
    """The next payload; raises `BadFrame` if it is cut short or over `limit` bytes."""
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        raise BadFrame("the stream ended before a frame")
    length = int.from_bytes(head, "big")
    if length > limit:
        raise BadFrame(f"a frame of {length} bytes, over the limit of {limit}")
    payload = stream.read(length)
    if len(payload) < length:
        raise BadFrame("the stream ended within a frame")
    return payload


def pack_json(content: object) -> bytes:
    """Compact JSON in ASCII, so that even a lone surrogate survives."""
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def unpack_json(payload: bytes) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """The content of a frame; raises `BadFrame`."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"not JSON: {error}") from error


def pack_lines(lines: Sequence[Line]) -> bytes:
    """A paragraph's lines, compressed; empty bytes for no lines."""
    return zlib.compress(pack_json([_line_row(line) for line in lines]), 6) if lines else b""


def unpack_lines(blob: bytes) -> tuple[Line, ...]:
    """The lines that `pack_lines` was given, to a hundredth of a point; raises `BadFrame`."""
    if not blob:
        return ()
    try:
        payload = zlib.decompress(blob)
    except zlib.error as error:
        raise BadFrame(f"not compressed lines: {error}") from error
    return _checked(lambda: tuple(_line(row) for row in unpack_json(payload)))


def pack_revision(revision: Revision) -> bytes:
    """A revision as one payload, without its two identities: its receiver knows them."""
    return pack_json(
        {
            "format": revision.format,
            "reader": revision.reader,
            "text": revision.text,
            "title": revision.title,
            "language": revision.language,
            "notices": revision.notices,
            "repairs": list(_repair_steps(revision.repairs)),
            "pages": [_page_row(page) for page in revision.pages],
            "paragraphs": [_paragraph_row(paragraph) for paragraph in revision.paragraphs],
        }
    )


def unpack_revision(content: object, *, document_id: str, sha256: str) -> Revision:
    """The revision in a decoded payload; raises `BadFrame`.

    A paragraph's words are always cut from the revision's text here, so
    `text[start:end] == paragraph.text` holds whoever wrote the payload.
    """

    def build() -> Revision:
        given: Any = content
        text = _string(given["text"])
        return Revision(
            document_id=document_id,
            sha256=sha256,
            format=_string(given["format"]),
            reader=_string(given["reader"]),
            text=text,
            paragraphs=tuple(
                _paragraph(row, ordinal, text, document_id)
                for ordinal, row in enumerate(given["paragraphs"])
            ),
            pages=tuple(_page(row) for row in given["pages"]),
            title=_string_or_none(given["title"]),
            language=_string_or_none(given["language"]),
            notices=tuple(_string(notice) for notice in given["notices"]),
            repairs=_inside(_repairs(given["repairs"]), len(text)),
        )

    return _checked(build)


def pack_repairs(repairs: Sequence[Repair]) -> bytes:
    """A revision's repairs, compressed; empty bytes for none."""
    return zlib.compress(pack_json(list(_repair_steps(repairs))), 6) if repairs else b""


def unpack_repairs(blob: bytes) -> tuple[Repair, ...]:
    """The repairs that `pack_repairs` was given; raises `BadFrame`."""
    if not blob:
        return ()
    try:
        payload = zlib.decompress(blob)
    except zlib.error as error:
        raise BadFrame(f"not compressed repairs: {error}") from error
    return _checked(lambda: _repairs(unpack_json(payload)))


def _repair_steps(repairs: Iterable[Repair]) -> Iterator[int | str]:
    """Three values a repair: its distance from the one before, its length, the raw text."""
    at = 0
    for start, end, raw in repairs:
        yield from (start - at, end - start, raw)
        at = end


def _repairs(steps: Sequence[Any]) -> tuple[Repair, ...]:
    repairs: list[Repair] = []
    at = 0
    for gap, extent, raw in zip(steps[::3], steps[1::3], steps[2::3], strict=True):
        start = _ordered(at, gap)
        at = _ordered(start, extent)
        repairs.append(Repair(start, at, _string(raw)))
    return tuple(repairs)


def _inside(repairs: tuple[Repair, ...], length: int) -> tuple[Repair, ...]:
    if repairs and repairs[-1].end > length:
        raise BadFrame("a repair lies outside the text")
    return repairs


def _checked(build: Callable[[], _Result]) -> _Result:
    """Run a decoder; whatever does not fit is a `BadFrame`."""
    try:
        return build()
    except (TypeError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise BadFrame(f"not the expected shape: {error!r}") from error


def _line_row(line: Line) -> list[Any]:
    x0, y0, x1, y1 = (_parts(value) for value in line.box)
    head = [line.page, x0, y0, x1 - x0, y1 - y0, line.start, line.end - line.start]
    return [*head, list(_word_steps(line.words, x0, line.start))]


def _line(row: Sequence[Any]) -> Line:
    page, x0, y0, width, height, start, length, steps = row
    box = Box(x0 / _PARTS, y0 / _PARTS, (x0 + width) / _PARTS, (y0 + height) / _PARTS)
    words = tuple(_words(steps, x0, start))
    return Line(page=int(page), box=box, start=start, end=_ordered(start, length), words=words)


def _word_steps(words: Iterable[Word], x: int, offset: int) -> Iterator[int]:
    """Four whole numbers a word: gap and length in the text, gap and width on the page."""
    for word in words:
        x0, x1 = _parts(word.x0), _parts(word.x1)
        yield from (word.start - offset, word.end - word.start, x0 - x, x1 - x0)
        x, offset = x1, word.end


def _words(steps: Sequence[int], x: int, offset: int) -> Iterator[Word]:
    for at in range(0, len(steps), 4):
        gap, length, space, width = steps[at : at + 4]
        offset += gap
        x += space
        yield Word(offset, offset + length, x / _PARTS, (x + width) / _PARTS)
        x, offset = x + width, offset + length


def _paragraph_row(paragraph: Paragraph) -> list[Any]:
    return [
        paragraph.paragraph_id,
        str(paragraph.kind),
        paragraph.start,
        paragraph.end,
        paragraph.number,
        paragraph.bullet,
        paragraph.level,
        paragraph.lead_in,
        paragraph.section,
        [paragraph.page.pdf, paragraph.page.printed, str(paragraph.page.basis)],
        [_line_row(line) for line in paragraph.lines],
        paragraph.sentences,
        paragraph.speaker,
        paragraph.truncated,
        paragraph.confidence,
        paragraph.item_of,
    ]


def _paragraph(row: Sequence[Any], ordinal: int, text: str, document_id: str) -> Paragraph:
    paragraph_id, kind, start, end, number, bullet, level, lead_in, section = row[:9]
    page, lines, sentences, speaker, truncated, confidence, item_of = row[9:]
    if not 0 <= start <= end <= len(text):
        raise BadFrame(f"paragraph {ordinal} lies outside the text")
    return Paragraph(
        paragraph_id=_string(paragraph_id),
        document_id=document_id,
        ordinal=ordinal,
        kind=Kind(kind),
        text=text[start:end],
        start=start,
        end=end,
        number=_string_or_none(number),
        bullet=_string_or_none(bullet),
        level=int(level),
        lead_in=_string_or_none(lead_in),
        section=tuple(_string(heading) for heading in section),
        page=PageNumber(page[0], _string_or_none(page[1]), Basis(page[2])),
        lines=tuple(_line(line) for line in lines),
        sentences=tuple(Span(int(a), int(b)) for a, b in sentences),
        speaker=_string_or_none(speaker),
        truncated=bool(truncated),
        confidence=None if confidence is None else float(confidence),
        item_of=_string_or_none(item_of),
    )


def _page_row(page: Page) -> list[Any]:
    size = (_parts(page.width), _parts(page.height))
    place = [page.number, *size, page.printed, str(page.basis), str(page.source), page.reason]
    return [*place, page.paragraphs]


def _page(row: Sequence[Any]) -> Page:
    number, width, height, printed, basis, source, reason, paragraphs = row
    return Page(
        number=int(number),
        width=width / _PARTS,
        height=height / _PARTS,
        printed=_string_or_none(printed),
        basis=Basis(basis),
        source=PageSource(source),
        reason=_string(reason),
        paragraphs=None if paragraphs is None else Span(*map(int, paragraphs)),
    )


def _parts(points: float) -> int:
    """Hundredths of a point."""
    return round(points * _PARTS)


def _ordered(start: int, length: int) -> int:
    if length < 0:
        raise BadFrame("a stretch ends before it starts")
    return start + length


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise BadFrame(f"{value!r:.40} is no text")
    return value


def _string_or_none(value: object) -> str | None:
    return None if value is None else _string(value)
