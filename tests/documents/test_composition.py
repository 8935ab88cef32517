from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.composition import SEPARATOR, compose, words_key
from assistant.documents.document import (
    Basis,
    Block,
    Box,
    Extract,
    Kind,
    Line,
    Page,
    PageNumber,
    Paragraph,
    Repair,
    Revision,
    Span,
    Word,
)


def revision_of(*blocks: Block, pages: tuple[Page, ...] = ()) -> Revision:
    extract = Extract("text", blocks, pages=pages, title="T", language="en", reader="r-1")
    return compose(extract, document_id="doc", sha256="00")


def paragraphs_of(*blocks: Block) -> tuple[Paragraph, ...]:
    return revision_of(*blocks).paragraphs


def test_paragraphs_stand_in_the_text_with_a_blank_line_between() -> None:
    revision = revision_of(
        Block(Kind.HEADING, "Fish", level=1), Block(Kind.PARAGRAPH, "Cod. Ling.")
    )
    assert revision.text == "Fish\n\nCod. Ling."
    assert [(p.start, p.end, p.ordinal) for p in revision.paragraphs] == [(0, 4, 0), (6, 16, 1)]
    assert revision.paragraphs[1].sentences == (Span(6, 10), Span(11, 16))
    assert (revision.title, revision.language, revision.reader) == ("T", "en", "r-1")


def test_blocks_without_a_word_are_dropped() -> None:
    assert revision_of(Block(Kind.PARAGRAPH, "- —"), Block(Kind.PARAGRAPH, "Cod.")).text == "Cod."


def test_sentences_begin_after_the_printed_number() -> None:
    (paragraph,) = paragraphs_of(Block(Kind.PARAGRAPH, "37. Cod. Ling.", number="37", mark_end=4))
    assert paragraph.sentences == (Span(4, 8), Span(9, 14))
    assert paragraph.number == "37"


def test_sections_are_the_headings_above() -> None:
    paragraphs = paragraphs_of(
        Block(Kind.HEADING, "Sea", level=1),
        Block(Kind.HEADING, "Fish", level=2),
        Block(Kind.PARAGRAPH, "Cod."),
        Block(Kind.HEADING, "Ships", level=2),
        Block(Kind.PARAGRAPH, "Brig."),
        Block(Kind.HEADING, "Land", level=1),
    )
    assert [p.section for p in paragraphs] == [
        (),
        ("Sea",),
        ("Sea", "Fish"),
        ("Sea",),
        ("Sea", "Ships"),
        (),
    ]


def item(text: str, level: int = 1) -> Block:
    return Block(Kind.LIST_ITEM, text, level=level)


def test_items_complete_the_sentence_before_them() -> None:
    paragraphs = paragraphs_of(
        Block(Kind.PARAGRAPH, "It rained. We brought:"),
        item("nets:"),
        item("fine ones", 2),
        item("rope"),
        Block(Kind.PARAGRAPH, "Then we left."),
        item("late"),
    )
    assert [p.lead_in for p in paragraphs] == [
        None,
        "We brought:",
        "We brought: nets:",
        "We brought:",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("opener", "opens"),
    [
        ("The Council decides to", True),
        ("The Council decides,", True),
        ("议会决定：", True),
        ("The Council met.", False),
        ("Did it meet?", False),
    ],
)
def test_a_sentence_without_an_end_leads_in(opener: str, opens: bool) -> None:
    paragraphs = paragraphs_of(Block(Kind.PARAGRAPH, opener), item("go on"))
    assert paragraphs[1].lead_in == (opener if opens else None)


def test_text_that_was_cut_short_leads_nowhere() -> None:
    cut = Block(Kind.PARAGRAPH, "The places where they", truncated=True)
    assert paragraphs_of(cut, item("go on"))[1].lead_in is None


def test_a_heading_ends_the_list() -> None:
    paragraphs = paragraphs_of(
        Block(Kind.PARAGRAPH, "Bring:"), Block(Kind.HEADING, "Fish", level=1), item("cod")
    )
    assert paragraphs[2].lead_in is None


def test_ids_outlive_changes_elsewhere_and_tell_equals_apart() -> None:
    first = paragraphs_of(Block(Kind.PARAGRAPH, "Cod."), Block(Kind.PARAGRAPH, "Cod."))
    later = paragraphs_of(
        Block(Kind.PARAGRAPH, "Ling."),
        Block(Kind.PARAGRAPH, "9. COD!", number="9", mark_end=3),
        Block(Kind.PARAGRAPH, "cod"),
    )
    assert len({p.paragraph_id for p in first}) == 2
    assert [p.paragraph_id for p in later[1:]] == [p.paragraph_id for p in first]
    assert all(len(p.paragraph_id) == 20 for p in first)


def test_other_documents_have_other_ids() -> None:
    extract = Extract("text", (Block(Kind.PARAGRAPH, "Cod."),))
    ids = {
        compose(extract, document_id=name, sha256="0").paragraphs[0].paragraph_id for name in "ab"
    }
    assert len(ids) == 2


def test_words_are_compared_without_case_and_punctuation_but_with_vowel_signs() -> None:
    assert words_key("“Cod”, LING!") == words_key("cod ling")
    assert words_key("की") != words_key("के")
    assert words_key("—") == "—"


def test_pages_and_lines_move_with_their_block() -> None:
    line = Line(2, Box(1, 2, 3, 4), 0, 4, (Word(0, 4, 1, 3),))
    revision = revision_of(
        Block(Kind.PARAGRAPH, "Ling."),
        Block(Kind.PARAGRAPH, "Cod.", page=2, lines=(line,)),
        Block(Kind.PARAGRAPH, "Brill.", page=9),
        pages=(Page(2, 100, 200, printed="xii", basis=Basis.LABEL),),
    )
    first, second, third = revision.paragraphs
    assert first.page == PageNumber()
    assert second.page == PageNumber(2, "xii", Basis.LABEL)
    assert third.page == PageNumber(9)
    assert second.lines == (Line(2, Box(1, 2, 3, 4), 7, 11, (Word(7, 11, 1, 3),)),)


_BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(list(Kind)),
    text=st.text(alphabet="aB1 .:!?é中。「」", min_size=1, max_size=40).map(str.strip).filter(bool),
    level=st.integers(0, 4),
)


@given(st.lists(_BLOCKS, max_size=12))
def test_every_paragraph_is_found_at_its_offsets(blocks: list[Block]) -> None:
    revision = revision_of(*blocks)
    for paragraph in revision.paragraphs:
        assert revision.text[paragraph.start : paragraph.end] == paragraph.text
        assert all(paragraph.start <= s < e <= paragraph.end for s, e in paragraph.sentences)
        assert all(a.end <= b.start for a, b in pairwise(paragraph.sentences))
    assert SEPARATOR.join(p.text for p in revision.paragraphs) == revision.text
    assert len({p.paragraph_id for p in revision.paragraphs}) == len(revision.paragraphs)


def test_an_item_knows_what_it_is_an_item_of() -> None:
    blocks = (
        Block(Kind.PARAGRAPH, "58. The Forum recommends:", number="58", mark_end=4),
        Block(Kind.LIST_ITEM, "(a) one thing;", bullet="(a)", mark_end=4, level=1),
        Block(Kind.LIST_ITEM, "(b) and these:", bullet="(b)", mark_end=4, level=1),
        Block(Kind.LIST_ITEM, "(i) a second one;", bullet="(i)", mark_end=4, level=2),
        Block(Kind.PARAGRAPH, "These were asked for:"),
        Block(Kind.LIST_ITEM, "bread.", bullet="•", level=1),
    )
    revision = compose(Extract("text", blocks), document_id="d", sha256="s")
    assert [paragraph.item_of for paragraph in revision.paragraphs] == [
        None, "58", "58", "58 (b)", None, None,
    ]  # fmt: skip


def test_a_page_says_which_paragraphs_have_words_on_it() -> None:
    box = Box(0, 0, 10, 10)
    long = Block(Kind.PARAGRAPH, "It goes on.", lines=(Line(1, box, 0, 5), Line(3, box, 6, 11)))
    note = Block(Kind.FOOTNOTE, "A note.", lines=(Line(1, box, 0, 7),))
    last = Block(Kind.PARAGRAPH, "The end.", lines=(Line(3, box, 0, 8),))
    pages = tuple(Page(number, 100, 100) for number in (1, 2, 3))
    extract = Extract("pdf", (long, note, last), pages=pages)
    revision = compose(extract, document_id="d", sha256="0")
    assert [page.paragraphs for page in revision.pages] == [Span(0, 2), None, Span(0, 3)]


def test_repairs_move_with_their_block() -> None:
    blocks = (
        Block(Kind.PARAGRAPH, "One two.", repairs=(Repair(3, 4, "\n"),)),
        Block(Kind.PARAGRAPH, "Three four.", repairs=(Repair(0, 0, "• "), Repair(5, 6, "\n"))),
    )
    revision = compose(Extract("text", blocks), document_id="d", sha256="0")
    assert revision.repairs == (Repair(3, 4, "\n"), Repair(10, 10, "• "), Repair(15, 16, "\n"))
