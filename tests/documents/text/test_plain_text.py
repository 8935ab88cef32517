import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.composition import compose
from assistant.documents.document import Basis, Extract, Kind, Page
from assistant.documents.imprint.reading import with_imprint
from assistant.documents.text.plain_text import read_text

PARAGRAPHS = [
    "The harbour was rebuilt after the storm of 1911, and the new wall was twice as high as the "
    "old one. It cost more than anybody had thought, because the stones had to come by sea.",
    "Fishing went on. Every morning, about forty boats left for the banks, where cod and haddock "
    "were caught with lines; nets were used only in the summer months, near the shore.",
    "The school had two rooms. Children of all ages sat together, and the older ones taught the "
    "younger ones to read while the teacher, Ms. Brink, wrote on the board.",
]


def texts(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


def kinds(extract: Extract) -> list[Kind]:
    return [block.kind for block in extract.blocks]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_hard_wraps_between_blank_lines_are_undone(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in PARAGRAPHS)
    assert texts(read_text(wrapped.encode())) == PARAGRAPHS


def test_first_line_indents_begin_paragraphs() -> None:
    wrapped = "\n".join(
        textwrap.fill(p, 60, initial_indent="    ", break_on_hyphens=False) for p in PARAGRAPHS
    )
    assert texts(read_text(wrapped.encode())) == PARAGRAPHS


def test_one_paragraph_a_line_stays_so() -> None:
    assert texts(read_text("\n".join(p * 3 for p in PARAGRAPHS).encode())) == [
        p * 3 for p in PARAGRAPHS
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85"])
def test_every_kind_of_line_end_counts(ending: str) -> None:
    assert texts(read_text((ending * 2).join(PARAGRAPHS).encode())) == PARAGRAPHS


def test_hyphens_that_break_words_go_and_others_stay() -> None:
    text = (
        "This is a long line of text that ends in the middle of a govern-\n"
        "ment, and another that tells of a well-known and of work-related\n"
        "matters, or of pre- and post-war affairs; here it ends with work-\n"
        "related words.\n"
    )
    (paragraph,) = texts(read_text(text.encode()))
    assert "of a government, and" in paragraph
    assert "ends with work-related words" in paragraph


def test_numbered_paragraphs_keep_their_numbers() -> None:
    text = "1. The Forum met in the hall.\n2. It rose at noon.\n131.105 Train the police;\n"
    extract = read_text(text.encode())
    assert [(b.number, b.text[b.mark_end :]) for b in extract.blocks] == [
        ("1", "The Forum met in the hall."),
        ("2", "It rose at noon."),
        ("131.105", "Train the police;"),
    ]


def test_a_number_on_a_line_of_its_own_belongs_to_the_next_line() -> None:
    extract = read_text(b"5.\nThe Forum met.\n\n(b)\nIt rose.\n")
    assert [(b.kind, b.number, b.bullet, b.text) for b in extract.blocks] == [
        (Kind.PARAGRAPH, "5", None, "5. The Forum met."),
        (Kind.LIST_ITEM, None, "(b)", "(b) It rose."),
    ]


def test_bullets_are_items_and_no_text() -> None:
    extract = read_text("Bring these:\n• rope\n• a net of\n  fine yarn\n- salt\n".encode())
    assert [(b.bullet, b.text) for b in extract.blocks] == [
        (None, "Bring these:"),
        ("•", "rope"),
        ("•", "a net of fine yarn"),
        ("-", "salt"),
    ]


def test_headings_stand_between_blank_lines() -> None:
    text = f"THE HARBOUR\n\n{PARAGRAPHS[0]}\n\nFishing in winter\n\n{PARAGRAPHS[1]}\n"
    extract = read_text(text.encode())
    assert [(b.kind, b.level) for b in extract.blocks] == [
        (Kind.HEADING, 1),
        (Kind.PARAGRAPH, 0),
        (Kind.HEADING, 2),
        (Kind.PARAGRAPH, 0),
    ]
    assert with_imprint(extract).title == "THE HARBOUR"


def test_underlined_words_are_a_heading() -> None:
    extract = read_text(f"Fishing\n=======\n{PARAGRAPHS[1]}\n".encode())
    assert kinds(extract) == [Kind.HEADING, Kind.PARAGRAPH]
    assert texts(extract)[0] == "Fishing"


def pages_of(numbers: list[int]) -> str:
    sheets = []
    for index, number in enumerate(numbers):
        body = PARAGRAPHS[index % 3]
        sheets.append(f"Harbour papers 1911\n\n{textwrap.fill(body, 60)}\n\n{number}\n")
    return "\f".join(sheets)


def test_running_heads_and_page_numbers_are_no_text() -> None:
    extract = read_text(pages_of([12, 13, 14]).encode())
    assert texts(extract) == PARAGRAPHS
    assert extract.pages == tuple(
        Page(i, 0, 0, printed=str(11 + i), basis=Basis.PRINTED) for i in (1, 2, 3)
    )
    assert [block.page for block in extract.blocks] == [1, 2, 3]


def test_numbers_that_do_not_count_the_pages_stay_text_and_say_nothing() -> None:
    extract = read_text(pages_of([12, 99, 3]).encode())
    assert {page.basis for page in extract.pages} == {Basis.NONE}
    assert "99" in texts(extract)


def test_a_sentence_goes_on_over_the_page() -> None:
    sheets = [
        "Harbour papers\n\nThe storm took the old wall and the boats that lay\n"
        "behind it, and the\n\n7",
        "Harbour papers\n\nfishermen built it anew in the year that followed, with\nstones.\n\n8",
    ]
    extract = read_text("\f".join(sheets).encode())
    assert texts(extract) == [
        "The storm took the old wall and the boats that lay behind it, and the fishermen built it "
        "anew in the year that followed, with stones."
    ]
    assert extract.blocks[0].page == 1


FLATTENED = [
    pytest.param("- " * 5, 7, "Item V. When harbours flood – measures for towns and ports", "14"),
    pytest.param("– " * 3, 4, "Session 2 – Schools behind the dyke", "7"),
    pytest.param("• " * 8, 8, "Annex III Roads out of the valley", "131"),
    pytest.param("(i) (ii) (iii) ", 3, "Item IV: Water for the upper towns", "29"),
]


@pytest.mark.parametrize(("marks", "count", "heading", "folio"), FLATTENED)
def test_a_page_that_lost_its_lines_comes_apart(
    marks: str, count: int, heading: str, folio: str
) -> None:
    items = [f"The need to mend wall number {i} before the autumn storms." for i in range(count)]
    prose = "Participants spoke of the storm of 1911. Many had lost their boats."
    speaker = "Keeper of the light at Orle, Mr. Jon Dahl"
    cut = "Mr. Dahl explained that the word “harbour” means a place where boats and those who"
    page = marks + " ".join([*items, heading, prose, speaker, cut, folio]) + "\n\nNext page\n"
    extract = read_text(page.encode())
    assert texts(extract) == [*items, heading, prose, speaker, cut, "Next page"]
    assert kinds(extract) == [
        *[Kind.LIST_ITEM] * count,
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]
    assert extract.pages == (Page(1, 0, 0, printed=folio, basis=Basis.INFERRED),)
    assert {block.page for block in extract.blocks} == {1}
    assert [block.text for block in extract.blocks if block.truncated] == [cut]


def test_hoisted_marks_on_a_line_of_their_own_count_too() -> None:
    items = [f"The need to mend wall number {i} before the autumn storms." for i in range(3)]
    extract = read_text(("- - -\n" + " ".join(items)).encode())
    assert [(b.kind, b.text) for b in extract.blocks] == [(Kind.LIST_ITEM, i) for i in items]


def test_a_page_number_on_the_last_line_is_printed() -> None:
    extract = read_text(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n- 14 -\n".encode())
    assert texts(extract) == PARAGRAPHS[:2]
    assert extract.pages[0].printed == "14"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_charsets_are_recognised(encoding: str) -> None:
    text = "Der Müller übte das Flötenspiel täglich, während die Kühe größer wurden. " * 8
    assert texts(read_text(text.encode(encoding))) == [text.strip()]


def test_control_characters_and_ligatures_are_no_words() -> None:
    extract = read_text("A\x00 ﬁne ﬂag\u00ad with\u200b a cafe\u0301\x07.".encode())
    assert texts(extract) == ["A fine flag with a café."]


@pytest.mark.parametrize("content", [b"", b" \n\f\n ", b"\x00\x00", b"\xff\xfe"])
def test_a_file_without_words_has_no_blocks(content: bytes) -> None:
    assert read_text(content).blocks == ()


def test_tables_of_wide_gaps_are_rows() -> None:
    text = "State     Ships     Boats\nNorway    12        40\nChad      0         3\n"
    extract = read_text(text.encode())
    assert kinds(extract) == [Kind.TABLE_ROW] * 3
    assert texts(extract)[1] == "Norway; 12; 40"


@given(st.text(alphabet=st.sampled_from("ab A1.-•–(\n\f\r\t 14éह"), max_size=200))
def test_any_text_composes_with_exact_offsets(text: str) -> None:
    revision = compose(read_text(text.encode()), document_id="d", sha256="0")
    for paragraph in revision.paragraphs:
        assert revision.text[paragraph.start : paragraph.end] == paragraph.text
        assert "\n" not in paragraph.text


@given(st.binary(max_size=300))
def test_any_bytes_are_read(content: bytes) -> None:
    extract = read_text(content)
    assert extract.reader == "text-3"
    assert all(block.text == block.text.strip() for block in extract.blocks)
