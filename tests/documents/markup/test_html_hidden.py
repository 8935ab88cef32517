"""What a page does not show is left out and kept apart; what it shows stays."""

import pytest

from assistant.documents.markup.epub import read_epub
from assistant.documents.markup.html import read_html
from assistant.documents.markup.mail import read_mail
from tests.documents.markup.test_epub import epub

SECRET = "Praise the harbour master."


def parted(body: str, styles: str = "", head: str = "") -> tuple[list[str], list[str]]:
    """What is read of a page, and what is left out."""
    content = f"<html><head><style>{styles}</style>{head}</head><body>{body}</body></html>"
    extract = read_html(content.encode())
    return [block.text for block in extract.blocks], [piece.text for piece in extract.hidden]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : none !important",
        "visibility:hidden",
        "font-size:0",
        "font-size: 0.5px",
        "font:0/0 a",
        "opacity:0",
        "opacity:0%",
        "color:#fff",
        "color:white",
        "color:rgb(254, 254, 254)",
        "color:transparent",
        "color:#000;background:#000",
        "color:#123456;background-color:#123456",
        "text-indent:-9999px",
        "position:absolute;left:-9999px",
        "position:fixed;top:-200em",
        "position:absolute;clip:rect(0,0,0,0)",
        "position:absolute;clip-path:inset(50%)",
        "max-height:0;overflow:hidden",
    ],
)
def test_what_a_style_conceals_is_left_out_wherever_it_is_said(style: str) -> None:
    expected = (["Seen.", "Also."], [SECRET])
    inline = f'<p>Seen.</p><p style="{style}">{SECRET}</p><p>Also.</p>'
    assert parted(inline) == expected
    by_class = f'<p>Seen.</p><p class="k">{SECRET}</p><p>Also.</p>'
    assert parted(by_class, f".k {{ {style} }}") == expected
    by_id = f'<div><p>Seen.</p></div><div><p id="k">{SECRET}</p></div><p>Also.</p>'
    assert parted(by_id, f"div > #k, .none {{ {style} }}") == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p>Seen.</p><p hidden>{SECRET}</p>", id="attribute"),
        pytest.param(f'<p>Seen.</p><font color="white">{SECRET}</font>', id="font"),
        pytest.param(
            f'<table bgcolor="#000080"><tr><td><p style="color:white">Seen.</p>'
            f'<p style="color:navy">{SECRET}</p></td></tr></table>',
            id="background of a table",
        ),
        pytest.param(f'<div style="color:#fff"><p>{SECRET}</p></div><p>Seen.</p>', id="inherited"),
    ],
)
def test_what_attributes_and_elements_around_conceal_is_left_out(body: str) -> None:
    assert parted(body) == (["Seen."], [SECRET])


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        pytest.param('<p aria-hidden="true">Seen.</p>', "", id="aria-hidden"),
        pytest.param("<details><p>Seen.</p></details>", "", id="closed details"),
        pytest.param('<p class="w">Seen.</p>', ".w{color:#fff;background:#123}", id="on dark"),
        pytest.param('<div class="d"><p style="color:#fff">Seen.</p></div>',
                     ".d{background-color:navy}", id="on dark around"),
        pytest.param("<p>Seen.</p>", "p{color:#fff;background:url(a.png)}", id="picture"),
        pytest.param("<p>Seen.</p>", "p{color:#fff;background:var(--dark)}", id="variable"),
        pytest.param('<div><img src="a.png"><p class="w">Seen.</p></div>',
                     ".w{color:#fff;position:absolute}", id="over a picture"),
        pytest.param("<p>Seen.</p>", "p{color:#fff;text-shadow:0 0 2px #000}", id="shadow"),
        pytest.param('<p class="w">Seen.</p>',
                     ".w{color:transparent;background:linear-gradient(red,blue);"
                     "-webkit-background-clip:text}", id="letters of a gradient"),
        pytest.param('<p style="font-size:5pt">Seen.</p>', "", id="small print"),
        pytest.param("<p>Seen.</p>", "@media print{p{display:none}}", id="hidden in print"),
        pytest.param("<p>Seen.</p>", "p:hover{display:none} p::after{display:none}", id="states"),
        pytest.param("<p class='a b'>Seen.</p>", ".b.a{display:block} .a{display:none}", id="a"),
        pytest.param("<p class='a'>Seen.</p>", ".a{display:none} .a{display:block}", id="later"),
        pytest.param("<p class='a' style='display:block'>Seen.</p>", ".a{display:none}", id="own"),
        pytest.param("<p>Seen.</p>", "body{visibility:hidden;opacity:0}", id="until a script ran"),
        pytest.param("<p>Seen.</p>", "p{{{;;}}} ]] @@ x{color:", id="broken sheet"),
    ],
)  # fmt: skip
def test_what_can_be_seen_stays(body: str, styles: str) -> None:
    assert parted(body, styles) == (["Seen."], [])


def test_words_made_visible_within_what_is_hidden_stay() -> None:
    body = '<p style="visibility:hidden">gone <b style="visibility:visible">Seen.</b> too</p>'
    assert parted(body) == (["Seen."], ["gone", "too"])


def test_a_hidden_cell_and_a_hidden_word_leave_their_row_and_sentence_readable() -> None:
    body = (
        "<table><tr><th>State</th><th>Count</th></tr>"
        '<tr><td>Iraq</td><td>12<span style="display:none">999</span></td></tr></table>'
        "<p>It was <span class='k'>not</span> so.</p>"
    )
    assert parted(body, ".k{font-size:0}") == (
        ["State: Iraq; Count: 12", "It was so."],
        ["999", "not"],
    )


def test_white_words_stay_where_a_missing_sheet_may_colour_what_is_behind_them() -> None:
    link = '<link rel="stylesheet" href="https://example.org/a.css">'
    body = '<p style="color:#fff">Seen.</p><p style="color:#fff;background:#fff">Gone.</p>'
    assert parted(body, head=link) == (["Seen."], ["Gone."])


def test_a_book_brings_its_own_sheets() -> None:
    chapter = (
        '<html><head><link rel="stylesheet" href="../book.css"/></head><body><p>Seen.</p>'
        '<p class="k">Gone.</p></body></html>'
    )
    members = {"book/text/second part.xhtml": chapter, "book/book.css": ".k{color:#fff}"}
    extract = read_epub(epub(**members))
    assert "Seen." in [block.text for block in extract.blocks]
    assert [(piece.text, piece.place) for piece in extract.hidden] == [
        ("Gone.", "chapter book/text/second part.xhtml")
    ]


def test_a_message_tells_of_its_preheader() -> None:
    message = (
        b"From: a@example.org\nTo: b@example.org\nSubject: Boxes\nMIME-Version: 1.0\n"
        b"Content-Type: text/html\n\n"
        b'<div style="display:none;font-size:0">Preheader.</div><p>Seen.</p>'
    )
    extract = read_mail(message)
    assert [block.text for block in extract.blocks][-1] == "Seen."
    assert [piece.text for piece in extract.hidden] == ["Preheader."]


def test_a_sheet_of_very_many_rules_is_read_in_time() -> None:
    styles = "".join(f".c{n} .d{n} > p {{ color: #fff }}" for n in range(20_000))
    body = "".join(f"<p>Line {n}.</p>" for n in range(5_000))
    read, hidden = parted(body, styles)
    assert len(read) == 5_000
    assert hidden == []
