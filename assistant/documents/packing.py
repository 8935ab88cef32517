"""Revisions, lines and repairs as bytes: what a reader's process sends, and what a library keeps.

Payloads are JSON, and a decoder either gives frozen values or raises `BadFrame`.
Coordinates are kept to a hundredth of a point and stored as whole numbers, each
relative to its neighbour, because that makes a page's lines about a tenth of
their plain size.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from typing import Any, TypeVar

from assistant.documents.document import (
    Basis,
    Box,
    Function,
    Imprint,
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
from assistant.documents.framing import BadFrame, pack_json, unpack_json
from assistant.documents.speakers.names import canonical_name
from assistant.documents.speakers.speaker import Attribution, Speaker, Voice

_PARTS = 100
"""Of a point."""
_Result = TypeVar("_Result")


def pack_lines(lines: Sequence[Line]) -> bytes:
    """A paragraph's lines, compressed; empty bytes for no lines."""
    return _compressed([_line_row(line) for line in lines])


def unpack_lines(blob: bytes) -> tuple[Line, ...]:
    """The lines that `pack_lines` was given, to a hundredth of a point; raises `BadFrame`."""
    return _checked(lambda: tuple(_line(row) for row in _expanded(blob)))


def pack_revision(revision: Revision) -> bytes:
    """A revision as one payload, without its two identities: its receiver knows them."""
    return pack_json(
        {
            "format": revision.format,
            "reader": revision.reader,
            "text": revision.text,
            "imprint": list(astuple(revision.imprint)),
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
            imprint=_imprint(given["imprint"]),
            language=_string_or_none(given["language"]),
            notices=tuple(_string(notice) for notice in given["notices"]),
            repairs=_inside(_repairs(given["repairs"]), len(text)),
        )

    return _checked(build)


def _imprint(row: Sequence[Any]) -> Imprint:
    title, basis, *rest = row
    symbol, author, date, body = map(_string_or_none, rest)
    return Imprint(_string_or_none(title), _string(basis), symbol, author, date, body)


def pack_repairs(repairs: Sequence[Repair]) -> bytes:
    """A revision's repairs, compressed; empty bytes for none."""
    return _compressed(list(_repair_steps(repairs)))


def unpack_repairs(blob: bytes) -> tuple[Repair, ...]:
    """The repairs that `pack_repairs` was given; raises `BadFrame`."""
    return _checked(lambda: _repairs(_expanded(blob)))


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


def _compressed(content: Sequence[Any]) -> bytes:
    """Empty bytes for nothing."""
    return zlib.compress(pack_json(content), 6) if content else b""


def _expanded(blob: bytes) -> Any:  # noqa: ANN401 - JSON has no narrower type
    try:
        return unpack_json(zlib.decompress(blob)) if blob else []
    except zlib.error as error:
        raise BadFrame(f"not compressed: {error}") from error


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
        speaker_rows(paragraph.speakers),
        paragraph.truncated,
        paragraph.confidence,
        paragraph.item_of,
        str(paragraph.function),
        paragraph.function_basis,
    ]


def _paragraph(row: Sequence[Any], ordinal: int, text: str, document_id: str) -> Paragraph:
    paragraph_id, kind, start, end, number, bullet, level, lead_in, section = row[:9]
    page, lines, sentences, speakers, truncated, confidence, item_of, *rest = row[9:]
    function, function_basis = rest
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
        speakers=speakers_of(speakers),
        truncated=bool(truncated),
        confidence=None if confidence is None else float(confidence),
        item_of=_string_or_none(item_of),
        function=Function(function),
        function_basis=_string(function_basis),
    )


def speaker_rows(speakers: Sequence[Speaker]) -> list[list[Any]]:
    """Speakers as JSON has them."""
    return [
        [s.name, s.canonical, str(s.voice), str(s.basis), s.start, s.end, s.named] for s in speakers
    ]


def speakers_of(rows: Sequence[Any]) -> tuple[Speaker, ...]:
    """The speakers that `speaker_rows` was given; raises `BadFrame`."""
    return _checked(lambda: tuple(_speaker(row) for row in rows))


def earlier_speaker(turn: str | None, start: int, end: int) -> tuple[Speaker, ...]:
    """The speaker of a paragraph of which only the name was kept."""
    if turn is None:
        return ()
    canonical = canonical_name(turn)
    return (Speaker(turn, canonical, Voice.STATED, Attribution.TURN, start, end),)


def _speaker(row: Sequence[Any]) -> Speaker:
    name, canonical, voice, basis, start, end, named = row
    return Speaker(
        _string(name),
        _string(canonical),
        Voice(voice),
        Attribution(basis),
        int(start),
        int(end),
        None if named is None else (int(named[0]), int(named[1])),
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
