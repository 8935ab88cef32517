"""Long paragraphs and sentences come apart where they can, and not a character is lost."""

from itertools import pairwise

import pytest

from assistant.documents.composition import compose
from assistant.documents.division import (
    LONGEST_PARAGRAPH,
    LONGEST_SENTENCE,
    PIECE,
    divided,
    short_sentences,
)
from assistant.documents.document import (
    Block,
    Box,
    Extract,
    Kind,
    Line,
    Page,
    Repair,
    Revision,
    Span,
    Word,
)

LEGAL = f"The Council {'recalls its resolution on the sea, ' * 42}and decides."
"""One sentence of about 1,500 characters."""


def revision_of(*blocks: Block, pages: tuple[Page, ...] = ()) -> Revision:
    return compose(Extract("text", blocks, pages=pages), document_id="d", sha256="0")


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("iron rusts in rain ", id="words"),
        pytest.param("iron rusts in rain, ", id="clauses"),
        pytest.param("Iron rusts in rain. ", id="sentences"),
        pytest.param("x", id="letters"),
        pytest.param("鉄は雨で錆びる、", id="Japanese clauses"),
        pytest.param("鉄は雨で錆びる", id="Japanese letters"),
        pytest.param("e\u0331", id="letters with marks"),
        pytest.param("rain \n\u3000", id="odd spaces"),
    ],
)
def test_a_line_without_an_end_comes_apart_and_loses_nothing(unit: str) -> None:
    text = (unit * (45_000 // len(unit))).strip()
    revision = revision_of(Block(Kind.PARAGRAPH, text))
    assert "".join(revision.text.split()) == "".join(text.split())
    assert len(revision.paragraphs) < 11
    for paragraph in revision.paragraphs:
        assert revision.text[paragraph.start : paragraph.end] == paragraph.text
        assert len(paragraph.text) <= LONGEST_PARAGRAPH
        assert paragraph.text == paragraph.text.strip()
        spans = paragraph.sentences
        assert (spans[0].start, spans[-1].end) == (paragraph.start, paragraph.end)
        assert all(0 < end - start <= PIECE for start, end in spans)
        assert all(not revision.text[a.end : b.start].strip() for a, b in pairwise(spans))
        assert not revision.text[paragraph.start].startswith("\u0331")


def test_the_best_place_is_taken_to_cut_at() -> None:
    filler = "iron rusts in rain " * 400
    first, second = divided(Block(Kind.PARAGRAPH, f"{filler}here. Copper turns green {filler}"))
    assert first.text.endswith("here.")
    assert second.text.startswith("Copper")
    first, second = divided(Block(Kind.PARAGRAPH, f"{filler}here; copper turns green {filler}"))
    assert first.text.endswith("here;")
    first, second = divided(Block(Kind.PARAGRAPH, "iron rusts in rain " * 600))
    assert (first.text[-4:], second.text[:4]) == ("iron", "rust")


def test_a_long_sentence_of_law_stays_whole() -> None:
    assert 1_400 < len(LEGAL) < LONGEST_SENTENCE
    assert short_sentences(f"{LEGAL} It met.") == [
        Span(0, len(LEGAL)),
        Span(len(LEGAL) + 1, len(LEGAL) + 8),
    ]
    blocks = (Block(Kind.PARAGRAPH, f"{LEGAL} " * 6),)
    assert divided(blocks[0]) == blocks


def test_number_and_mark_stay_with_the_first_part() -> None:
    text = "37. " + "iron rusts in rain " * 800
    first, second = divided(Block(Kind.PARAGRAPH, text, number="37", mark_end=4))
    assert (first.number, first.mark_end, second.number, second.mark_end) == ("37", 4, None, 0)


def test_lines_boxes_and_repairs_go_with_their_words() -> None:
    words = "iron " * 3_000
    box, page = Box(0, 0, 100, 10), Page(1, 100, 100)
    lines = (
        Line(1, box, 0, 9_900),
        Line(2, box, 9_900, 10_100, (Word(9_995, 9_999, 10, 20), Word(10_000, 10_004, 30, 40))),
        Line(3, box, 10_100, 15_000),
    )
    repairs = (Repair(4, 5, "\n"), Repair(10_004, 10_005, "\r\n"))
    block = Block(Kind.PARAGRAPH, words.strip(), page=1, lines=lines, repairs=repairs)
    revision = revision_of(block, pages=(page,))
    first, second = revision.paragraphs
    assert (first.end, second.start) == (9_999, 10_001)
    assert [line.page for line in first.lines] == [1, 2]
    assert [line.page for line in second.lines] == [2, 3]
    assert first.lines[1].box == Box(10, 0, 20, 10)
    assert second.lines[0].words == (Word(10_001, 10_005, 30, 40),)
    assert second.page.pdf == 2
    assert revision.repairs == (Repair(4, 5, "\n"), Repair(10_005, 10_006, "\r\n"))


def test_a_heading_as_long_as_a_page_heads_nothing() -> None:
    long = Block(Kind.HEADING, "iron " * 1_000, level=1)
    first, second = revision_of(long, Block(Kind.PARAGRAPH, "It rusts.")).paragraphs
    assert first.kind is Kind.PARAGRAPH
    assert second.section == ()
    extract = Extract("html", (Block(Kind.PARAGRAPH, "It rusts."),), title="iron " * 1_000)
    assert compose(extract, document_id="d", sha256="0").title is None


def test_an_item_completes_no_more_than_a_sentence() -> None:
    blocks = (
        Block(Kind.LIST_ITEM, "Iron rusts. " * 700 + "So we bring:", level=1),
        Block(Kind.LIST_ITEM, "rope", level=2),
    )
    assert revision_of(*blocks).paragraphs[-1].lead_in == "So we bring:"
