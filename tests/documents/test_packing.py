import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from assistant.documents.framing import BadFrame, unpack_json
from assistant.documents.packing import (
    pack_lines,
    pack_repairs,
    pack_revision,
    unpack_lines,
    unpack_repairs,
    unpack_revision,
)
from assistant.documents.speakers.speaker import Attribution, Speaker, Voice

POINTS = st.integers(-(10**7), 10**7).map(lambda parts: parts / 100)
OFFSETS = st.integers(0, 10**9)
TEXTS = st.text(st.characters(codec=None), max_size=30).filter(
    # JSON has two lone surrogates that make a pair for the character they make.
    lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text)
)
MAYBE = st.none() | TEXTS
SPEAKERS = st.builds(
    Speaker,
    TEXTS,
    TEXTS,
    st.sampled_from(Voice),
    st.sampled_from(Attribution),
    OFFSETS,
    OFFSETS,
    st.none() | st.tuples(OFFSETS, OFFSETS),
)

WORDS = st.builds(Word, OFFSETS, OFFSETS, POINTS, POINTS)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    start = draw(OFFSETS)
    return Line(
        page=draw(st.integers(1, 3000)),
        box=draw(st.builds(Box, POINTS, POINTS, POINTS, POINTS)),
        start=start,
        end=start + draw(st.integers(0, 500)),
        words=tuple(draw(st.lists(WORDS, max_size=6))),
    )


@st.composite
def repairs(draw: st.DrawFn, length: int) -> tuple[Repair, ...]:
    ends = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    return tuple(Repair(a, b, draw(TEXTS)) for a, b in zip(ends[::2], ends[1::2], strict=False))


@st.composite
def revisions(draw: st.DrawFn) -> Revision:
    text = draw(TEXTS)
    paragraphs = []
    for ordinal in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        paragraphs.append(
            Paragraph(
                paragraph_id=draw(TEXTS),
                document_id="d1",
                ordinal=ordinal,
                kind=draw(st.sampled_from(Kind)),
                text=text[start:end],
                start=start,
                end=end,
                number=draw(MAYBE),
                bullet=draw(MAYBE),
                level=draw(st.integers(0, 9)),
                lead_in=draw(MAYBE),
                section=tuple(draw(st.lists(TEXTS, max_size=2))),
                page=PageNumber(
                    draw(st.none() | st.integers(1, 99)), draw(MAYBE), draw(st.sampled_from(Basis))
                ),
                lines=tuple(draw(st.lists(lines(), max_size=2))),
                sentences=tuple(draw(st.lists(st.builds(Span, OFFSETS, OFFSETS), max_size=2))),
                speakers=tuple(draw(st.lists(SPEAKERS, max_size=2))),
                truncated=draw(st.booleans()),
                confidence=draw(st.none() | st.floats(0, 1)),
                function=draw(st.sampled_from(Function)),
                function_basis=draw(TEXTS),
            )
        )
    pages = st.builds(
        Page,
        number=st.integers(1, 99),
        width=POINTS,
        height=POINTS,
        printed=MAYBE,
        basis=st.sampled_from(Basis),
        source=st.sampled_from(PageSource),
        reason=TEXTS,
        paragraphs=st.none() | st.builds(Span, OFFSETS, OFFSETS),
    )
    return Revision(
        document_id="d1",
        sha256="ab" * 32,
        format=draw(TEXTS),
        reader=draw(TEXTS),
        text=text,
        paragraphs=tuple(paragraphs),
        pages=tuple(draw(st.lists(pages, max_size=2))),
        imprint=draw(st.builds(Imprint, MAYBE, TEXTS, MAYBE, MAYBE, MAYBE, MAYBE)),
        language=draw(MAYBE),
        notices=tuple(draw(st.lists(TEXTS, max_size=2))),
        repairs=draw(repairs(len(text))),
    )


def paragraph_row(kind: str, end: int) -> list[object]:
    """As it stands in a payload."""
    unnumbered: list[object] = ["a", kind, 0, end, None, None, 0, None, []]
    return [*unnumbered, [1, None, "none"], [], [], None, False, None, None, "statement", ""]


@given(revisions())
def test_a_revision_comes_back_equal(revision: Revision) -> None:
    content = unpack_json(pack_revision(revision))
    assert unpack_revision(content, document_id="d1", sha256="ab" * 32) == revision


@given(st.lists(lines(), max_size=4))
def test_lines_come_back_equal(given_lines: list[Line]) -> None:
    assert unpack_lines(pack_lines(given_lines)) == tuple(given_lines)


@given(repairs(50))
def test_repairs_come_back_equal(given_repairs: tuple[Repair, ...]) -> None:
    assert unpack_repairs(pack_repairs(given_repairs)) == given_repairs


def test_no_repairs_take_no_bytes() -> None:
    assert pack_repairs(()) == b""
    assert unpack_repairs(b"") == ()


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"no zlib", id="not compressed"),
        pytest.param(zlib.compress(b"[1,2]"), id="a value is missing"),
        pytest.param(zlib.compress(b"[1,2,3]"), id="no text"),
        pytest.param(zlib.compress(b'[-1,2,"a"]'), id="before the text"),
    ],
)
def test_repairs_that_were_not_written_here_are_refused(blob: bytes) -> None:
    with pytest.raises(BadFrame):
        unpack_repairs(blob)


def test_a_repair_outside_the_text_is_refused() -> None:
    revision = Revision("d1", "", "text", "", "abc", (), repairs=(Repair(2, 4, "x"),))
    with pytest.raises(BadFrame, match="outside the text"):
        unpack_revision(unpack_json(pack_revision(revision)), document_id="d1", sha256="")


def test_no_lines_take_no_bytes() -> None:
    assert pack_lines(()) == b""
    assert unpack_lines(b"") == ()


def test_coordinates_are_kept_to_a_hundredth_of_a_point() -> None:
    line = Line(1, Box(72.0049, 10.006, 99.999, 20.0), 0, 5, (Word(0, 5, 72.0049, 99.999),))
    (kept,) = unpack_lines(pack_lines([line]))
    assert kept == Line(1, Box(72.0, 10.01, 100.0, 20.0), 0, 5, (Word(0, 5, 72.0, 100.0),))


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(b"junk", id="not compressed"),
        pytest.param(zlib.compress(b"{"), id="not JSON"),
        pytest.param(zlib.compress(b"[[1,2,3]]"), id="too few fields"),
        pytest.param(zlib.compress(b'[[1,0,0,9,9,"a",1,[]]]'), id="a word for an offset"),
        pytest.param(zlib.compress(b"[[1,0,0,9,9,4,-1,[]]]"), id="ends before it starts"),
        pytest.param(zlib.compress(b"[[1,0,0,9,9,0,9,[1,2]]]"), id="half a word"),
    ],
)
def test_damaged_lines_are_refused(blob: bytes) -> None:
    with pytest.raises(BadFrame):
        unpack_lines(blob)


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param(["a" * 20, "paragraph", 0, 99], id="too few fields"),
        pytest.param(
            paragraph_row("paragraph", 99),
            id="outside the text",
        ),
        pytest.param(
            paragraph_row("poem", 1),
            id="unknown kind",
        ),
    ],
)
def test_a_revision_that_lies_is_refused(paragraph: list[object]) -> None:
    content = {
        "format": "text",
        "reader": "r",
        "text": "abc",
        "title": None,
        "language": None,
        "notices": [],
        "pages": [],
        "paragraphs": [paragraph],
    }
    with pytest.raises(BadFrame):
        unpack_revision(content, document_id="d1", sha256="00")


@pytest.mark.parametrize("content", [None, [], "text", {"text": 3}, {}])
def test_a_payload_of_another_shape_is_refused(content: object) -> None:
    with pytest.raises(BadFrame):
        unpack_revision(content, document_id="d1", sha256="00")
