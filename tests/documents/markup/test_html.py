import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from assistant.documents.composition import compose
from assistant.documents.document import Block, Kind
from assistant.documents.imprint.reading import with_imprint
from assistant.documents.markup.html import read_html
from assistant.documents.markup.html_blocks import blocks_of_html


def blocks(body: str) -> list[Block]:
    return list(read_html(f"<html><body>{body}</body></html>".encode()).blocks)


def pairs(body: str) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in blocks(body)]


def test_headings_paragraphs_and_quotations() -> None:
    found = blocks("<h1>Harbour</h1><p>It was\n  <b>re</b>built.</p><h3>Wall</h3><blockquote>Up!")
    assert [(b.kind, b.level, b.text) for b in found] == [
        (Kind.HEADING, 1, "Harbour"),
        (Kind.PARAGRAPH, 0, "It was rebuilt."),
        (Kind.HEADING, 3, "Wall"),
        (Kind.PARAGRAPH, 0, "Up!"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>evil()</script>",
        "<style>p{}</style>",
        "<template><p>no</p></template>",
        "<nav><ul><li>Home</li></ul></nav>",
        "<aside>Advert</aside>",
        "<p hidden>no</p>",
        '<div style="display: none">no</div>',
        "<header><p>Site name</p></header>",
        "<footer>Imprint</footer>",
        "<!-- <p>no</p> -->",
        "<svg><text>no</text></svg>",
        "<select><option>no</option></select>",
    ],
)
def test_what_is_not_for_reading_is_left_out_and_its_tail_kept(hidden: str) -> None:
    assert pairs(f"<p>One.</p>{hidden} tail <p>Two.</p>") == [
        (Kind.PARAGRAPH, "One."),
        (Kind.PARAGRAPH, "tail"),
        (Kind.PARAGRAPH, "Two."),
    ]


def test_header_and_footer_of_an_article_are_kept() -> None:
    found = pairs("<article><header><h2>News</h2></header><p>It rains.</p><footer>By A</footer>")
    assert [text for _, text in found] == ["News", "It rains.", "By A"]


def test_the_only_main_heading_is_kept_though_the_header_is_not() -> None:
    assert pairs("<header><h1>Harbour</h1><p>Menu</p></header><p>It rains.</p>") == [
        (Kind.HEADING, "Harbour"),
        (Kind.PARAGRAPH, "It rains."),
    ]
    assert pairs("<header><h1>Logo</h1></header><h1>Harbour</h1>") == [(Kind.HEADING, "Harbour")]


def test_lists_carry_their_marks_and_levels() -> None:
    found = blocks(
        '<ol type="a" start="3"><li>three<ul><li>inner</li></ul></li><li>four</li></ol>'
        '<ol><li value="7">seven<li>eight</ol><ol type="I" reversed><li>two<li>one</ol>'
        '<ol style="list-style-type: lower-roman"><li><p>first</p><p>more</p></ol>'
    )
    assert [(b.kind, b.bullet, b.level, b.text) for b in found] == [
        (Kind.LIST_ITEM, "c.", 1, "three"),
        (Kind.LIST_ITEM, "•", 2, "inner"),
        (Kind.LIST_ITEM, "d.", 1, "four"),
        (Kind.LIST_ITEM, "7.", 1, "seven"),
        (Kind.LIST_ITEM, "8.", 1, "eight"),
        (Kind.LIST_ITEM, "II.", 1, "two"),
        (Kind.LIST_ITEM, "I.", 1, "one"),
        (Kind.LIST_ITEM, "i.", 1, "first"),
        (Kind.LIST_ITEM, None, 1, "more"),
    ]


def test_a_mark_written_in_the_text_stays_there() -> None:
    found = blocks("<ul><li>(a) rope</li></ul><p>37. The Forum met.</p><p>(b) nets</p>")
    assert [(b.bullet, b.number, b.mark_end, b.text) for b in found] == [
        ("(a)", None, 4, "(a) rope"),
        (None, "37", 4, "37. The Forum met."),
        ("(b)", None, 4, "(b) nets"),
    ]


def test_rows_name_their_columns() -> None:
    table = (
        "<table><caption>Ships</caption><thead><tr><th>State</th><th>Count</th></tr></thead>"
        "<tbody><tr><td>Iraq</td><td>12</td></tr><tr><td>Chad</td><td></td></tr></tbody></table>"
    )
    assert pairs(table) == [
        (Kind.CAPTION, "Ships"),
        (Kind.TABLE_ROW, "State: Iraq; Count: 12"),
        (Kind.TABLE_ROW, "State: Chad"),
    ]


def test_rows_without_headers_stand_alone() -> None:
    assert pairs("<table><tr><td>Iraq</td><td>12</td></tr></table>") == [
        (Kind.TABLE_ROW, "Iraq; 12")
    ]
    assert pairs("<table><tr><th>Date</th><td>3 May</td></tr></table>") == [
        (Kind.TABLE_ROW, "Date: 3 May")
    ]


def test_a_name_over_two_columns_comes_before_those_below_it() -> None:
    table = (
        "<table><tr><th colspan=2>Fleet</th></tr><tr><th>Ships</th><th>Boats</th></tr>"
        "<tr><td>1</td><td>2</td></tr></table>"
    )
    assert pairs(table) == [(Kind.TABLE_ROW, "Fleet Ships: 1; Fleet Boats: 2")]


def test_a_table_that_lays_out_a_page_is_walked() -> None:
    page = "<table><tr><td><h2>News</h2><p>It rains.</p></td><td>More</td></tr></table>"
    assert pairs(page) == [
        (Kind.HEADING, "News"),
        (Kind.PARAGRAPH, "It rains."),
        (Kind.PARAGRAPH, "More"),
    ]


def test_notes_stand_apart_and_their_numbers_do_not_glue_to_words() -> None:
    found = blocks(
        '<p>It rained<sup><a href="#fn1">1</a></sup><a href="#fn2">[2]</a> twice.</p>'
        '<ol><li id="fn1"><p>Daily. <a href="#r1">↩</a></p></li></ol><div id="fn2">[2] Hourly.'
    )
    assert [(b.kind, b.number, b.text) for b in found] == [
        (Kind.PARAGRAPH, None, "It rained¹ ² twice."),
        (Kind.FOOTNOTE, "1", "Daily."),
        (Kind.FOOTNOTE, None, "[2] Hourly."),
    ]


def test_two_line_breaks_end_a_paragraph_and_one_does_not() -> None:
    assert pairs("One<br>line.<br> <br/>Two.") == [
        (Kind.PARAGRAPH, "One line."),
        (Kind.PARAGRAPH, "Two."),
    ]


def test_words_between_blocks_are_paragraphs() -> None:
    assert pairs("bare <i>words</i><div>in<p>a</p>tail</div>end") == [
        (Kind.PARAGRAPH, "bare words"),
        (Kind.PARAGRAPH, "in"),
        (Kind.PARAGRAPH, "a"),
        (Kind.PARAGRAPH, "tail"),
        (Kind.PARAGRAPH, "end"),
    ]


def test_captions_terms_and_verbatim_text() -> None:
    assert pairs(
        "<figure><img alt=x><figcaption>The wall</figcaption></figure>"
        "<dl><dt>Cod</dt><dd>A fish</dd></dl><pre>one\n two\n\nthree</pre>"
    ) == [
        (Kind.CAPTION, "The wall"),
        (Kind.PARAGRAPH, "Cod"),
        (Kind.PARAGRAPH, "A fish"),
        (Kind.PARAGRAPH, "one two"),
        (Kind.PARAGRAPH, "three"),
    ]


def test_a_short_bold_paragraph_is_a_heading() -> None:
    assert pairs("<p><b>The wall</b></p><p><b>It fell.</b></p><p><b>Wall:</b> high</p>") == [
        (Kind.HEADING, "The wall"),
        (Kind.PARAGRAPH, "It fell."),
        (Kind.PARAGRAPH, "Wall: high"),
    ]


def test_an_essay_in_a_headings_tag_is_a_paragraph() -> None:
    assert pairs(f"<h2>{'The wall fell. ' * 30}</h2>")[0][0] is Kind.PARAGRAPH


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_ten_thousand_levels_lose_no_words(tag: str) -> None:
    extract = read_html((f"<{tag}>" * 10_000 + "deep<p>one</p>two").encode())
    assert [block.text for block in extract.blocks] == ["deep", "one", "two"]
    assert extract.notices


def test_the_title_is_the_pages_own() -> None:
    assert read_html(b"<title> The \n Harbour</title><p>x").title == "The Harbour"
    assert with_imprint(read_html(b"<h1>Harbour</h1><p>x")).title == "Harbour"
    assert read_html(b"<p>x").title is None
    told = read_html(b'<meta property="og:title" content="Harbour"><title>Harbour | News</title>x')
    assert told.title == "Harbour"


@pytest.mark.parametrize(
    "content",
    [
        "<meta charset=iso-8859-1><p>Müller".encode("latin-1"),
        b'<meta http-equiv=content-type content="text/html; charset=windows-1252"><p>M\xfcller',
        "<p>Müller".encode("utf-16"),
        "<p>Müller".encode("utf-8-sig"),
        '<?xml version="1.0" encoding="UTF-8"?><html><p>Müller</p></html>'.encode(),
        b"<meta charset=no-such-set><p>M&uuml;ller",
    ],
)
def test_charsets_are_declared_or_seen(content: bytes) -> None:
    assert [block.text for block in read_html(content).blocks] == ["Müller"]


@pytest.mark.parametrize("content", [b"", b"  ", b"<!-- -->", b"<html></html>", b"\x00"])
def test_a_page_without_words_has_no_blocks(content: bytes) -> None:
    assert read_html(content).blocks == ()


def test_the_walk_serves_trees_of_other_formats_and_leaves_them_alone() -> None:
    tree = html.fromstring("<div><p>One<script>no</script></p></div>")
    before = html.tostring(tree)
    assert [block.text for block in blocks_of_html(tree)] == ["One"]
    assert html.tostring(tree) == before


_TAGS = ["p", "div", "ul", "ol", "li", "b", "table", "tr", "td", "th", "h2", "br", "sup", "a"]


@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
            st.sampled_from(["one", " two ", "3. ", "(a) ", "\n", "é"]),
        ),
        max_size=40,
    )
)
def test_any_soup_keeps_its_words_and_its_offsets(pieces: list[str]) -> None:
    revision = compose(read_html("".join(pieces).encode()), document_id="d", sha256="0")
    for paragraph in revision.paragraphs:
        assert revision.text[paragraph.start : paragraph.end] == paragraph.text
    words = sum(piece.count("one") + piece.count("two") for piece in pieces)
    assert revision.text.count("one") + revision.text.count("two") >= words
