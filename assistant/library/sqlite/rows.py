"""Paragraphs, pages and vectors as a library's rows hold them, with a checksum each.

SQLite notices a damaged page only where its structure breaks; the checksum
notices a changed letter. A vector is kept as float16: the same precision as the
index built from it, half the bytes.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import (
    Basis,
    Function,
    Kind,
    Page,
    PageNumber,
    PageSource,
    Paragraph,
    Revision,
    Span,
)
from assistant.documents.packing import (
    earlier_speaker,
    pack_lines,
    speaker_rows,
    speakers_of,
    unpack_lines,
)


class Torn(ValueError):
    """A row is not what was written."""


def encoded(text: str) -> bytes:
    """UTF-8; lone surrogates, which a damaged file can hold, are let through."""
    return text.encode("utf-8", "surrogatepass")


def decoded(blob: bytes) -> str:
    """What `encoded` was given. Raises `Torn`."""
    if not isinstance(blob, bytes):
        raise Torn("the type of a value")
    return blob.decode("utf-8", "surrogatepass")


def path_bytes(path: str) -> bytes:
    """A path or a file's name as the file system has it."""
    return os.fsencode(path)


def path_text(blob: bytes) -> str:
    """A path as Python has it: undecodable bytes are lone surrogates."""
    return os.fsdecode(blob)


def words_digest(text: str) -> bytes:
    """Equal for paragraphs of equal text, in whatever document."""
    return hashlib.sha256(encoded(text)).digest()[:16]


def terms_digest(paragraph: Paragraph, revision: Revision) -> bytes:
    """Equal as long as a paragraph's index terms are."""
    told = [
        revision.language,
        revision.title,
        paragraph.section,
        paragraph.lead_in,
        paragraph.turn,
        paragraph.text,
    ]
    return hashlib.sha256(json.dumps(told).encode()).digest()[:16]


def paragraph_row(paragraph: Paragraph) -> tuple[bytes, str, bytes, int]:
    """Text, place, lines and checksum."""
    place = json.dumps(
        [
            str(paragraph.kind),
            paragraph.start,
            paragraph.end,
            paragraph.number,
            paragraph.bullet,
            paragraph.level,
            paragraph.lead_in,
            paragraph.section,
            [paragraph.page.pdf, paragraph.page.printed, str(paragraph.page.basis)],
            paragraph.sentences,
            paragraph.turn,
            paragraph.truncated,
            paragraph.confidence,
            paragraph.item_of,
            speaker_rows(paragraph.speakers),
        ],
        separators=(",", ":"),
    )
    text, lines = encoded(paragraph.text), pack_lines(paragraph.lines)
    return text, place, lines, _checksum(text, place, lines)


def function_row(paragraph: Paragraph) -> tuple[str, str, int]:
    """What it does, how that is known, and a digest of its letters; 0 where it has none.

    Equal for lines that differ in figures, signs and case alone: `Page 3 of 9`.
    """
    spans = paragraph.sentences
    body = paragraph.text[spans[0].start - paragraph.start :] if spans else paragraph.text
    letters = "".join(filter(str.isalpha, body.casefold()))
    digest = hashlib.sha256(encoded(letters)).digest()[:8] if letters else b""
    return (
        str(paragraph.function),
        paragraph.function_basis,
        int.from_bytes(digest, "big", signed=True),
    )


def paragraph_of(
    paragraph_id: str,
    document_id: str,
    ordinal: int,
    row: tuple[bytes, str, bytes, int, str, str],
) -> Paragraph:
    """The paragraph that `paragraph_row` and `function_row` were given. Raises `Torn`."""
    text, place, lines, checksum, function, function_basis = row
    if _checksum(text, place, lines) != checksum:
        raise Torn(f"paragraph {paragraph_id}")
    kind, start, end, number, bullet, level, lead_in, section, page, *rest = json.loads(place)
    sentences, turn, truncated, confidence, item_of, *speakers = rest
    # Rows of an earlier version tell only whose turn it is.
    named = speakers_of(speakers[0]) if speakers else earlier_speaker(turn, start, end)
    return Paragraph(
        paragraph_id=paragraph_id,
        document_id=document_id,
        ordinal=ordinal,
        kind=Kind(kind),
        text=decoded(text),
        start=start,
        end=end,
        number=number,
        bullet=bullet,
        level=level,
        lead_in=lead_in,
        section=tuple(section),
        page=PageNumber(page[0], page[1], Basis(page[2])),
        lines=unpack_lines(lines),
        sentences=tuple(Span(a, b) for a, b in sentences),
        speakers=named,
        truncated=truncated,
        confidence=confidence,
        item_of=item_of,
        function=Function(function),
        function_basis=function_basis,
    )


def _checksum(text: bytes, place: str, lines: bytes) -> int:
    return zlib.crc32(lines, zlib.crc32(place.encode(), zlib.crc32(text)))


def text_row(text: str, pages: Sequence[Page]) -> tuple[bytes, str, int]:
    """A revision's text, compressed, its pages as JSON, and their checksum."""
    blob = zlib.compress(encoded(text), 6)
    told = json.dumps(
        [
            [
                *(p.number, p.width, p.height, p.printed, str(p.basis), str(p.source), p.reason),
                *([p.paragraphs] if p.paragraphs else []),
            ]
            for p in pages
        ],
        separators=(",", ":"),
    )
    return blob, told, zlib.crc32(told.encode(), zlib.crc32(blob))


def text_of(blob: bytes, pages: str, checksum: int) -> str:
    """The text that `text_row` was given. Raises `Torn`."""
    if zlib.crc32(pages.encode(), zlib.crc32(blob)) != checksum:
        raise Torn("the text of a revision")
    return decoded(zlib.decompress(blob))


def pages_of(blob: bytes, pages: str, checksum: int) -> tuple[Page, ...]:
    """The pages that `text_row` was given. Raises `Torn`."""
    if zlib.crc32(pages.encode(), zlib.crc32(blob)) != checksum:
        raise Torn("the pages of a revision")
    # Pages that an earlier version kept do not say which paragraphs they hold.
    return tuple(
        Page(
            number,
            width,
            height,
            printed,
            Basis(basis),
            PageSource(source),
            reason,
            Span(*paragraphs[0]) if paragraphs else None,
        )
        for number, width, height, printed, basis, source, reason, *paragraphs in json.loads(pages)
    )


def vector_row(vector: NDArray[np.float32], dimension: int) -> tuple[bytes, int]:
    """A vector as float16, little-endian, and its checksum. Raises `ValueError`."""
    blob = np.asarray(vector, dtype="<f2").tobytes()
    if len(blob) != 2 * dimension or not np.isfinite(vector).all():
        raise ValueError(f"a vector must hold {dimension} finite numbers")
    return blob, zlib.crc32(blob)


def vectors_of(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    """Shape `(len(blobs), dimension)`. Raises `Torn`."""
    if any(len(blob) != 2 * dimension for blob in blobs):
        raise Torn("the length of a vector")
    values: NDArray[Any] = np.frombuffer(b"".join(blobs), dtype="<f2")
    return values.astype(np.float32).reshape(len(blobs), dimension)
