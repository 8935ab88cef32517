"""Every paragraph of every format keeps what the file really holds."""

import io
import random
import re
import zipfile

import pptx
import pypdfium2
import pytest
from lxml import etree

from assistant.documents.document import Paragraph, Revision
from assistant.documents.reading import read_extract, revision_of
from assistant.documents.traced import Traced, within
from tests.documents.markup.test_epub import epub, page
from tests.documents.office.test_odt import item, odt
from tests.documents.office.test_spreadsheet import book
from tests.documents.office.word_files import numbered, p, word_file
from tests.documents.pdf.test_reader import drawn
from tests.documents.typesetting import Press, sentences

HTML = """<html><body><h1>Rules of the
   house</h1><ul><li>Keep&nbsp;quiet<br>after
 ten.</li></ul><p>Iron rusts<sup><a href="#fn1">[1]</a></sup> in rain\u00ads.</p>
<table><tr><th>State</th><th>Count</th></tr><tr><td>Iraq and
 others</td><td>12</td></tr><tr><td></td><td>7</td></tr></table>
<p id="fn1">1 Or ﬂakes.</p></body></html>"""
TEXT = """RULES OF THE HOUSE
==================

37.
   The forum that meets in spring discussed the train-
   ing of police officers at great and at some further
   length,\u00a0and the ﬁve members of it agreed.

Speakers recommended: - - - Invest more in training. Report early and often. Publish it.

State      Year     Count
Iraq       2025     12
Slovenia   2024     7
"""
MAIL = (
    "From: Ada <ada@example.org>\nTo: Bo <bo@example.org>\nSubject: Rust\n"
    "Content-Type: text/plain; charset=utf-8\n\n" + TEXT
)
MARKDOWN = "# Rules\n\nIron rusts\nin rain,  slowly.\n\n* Keep quiet\n* Leave  early\n"
RTF = rb"{\rtf1\ansi\pard The  {\b forum} met.\par 37. Caf\'e9s\par \trowd Iraq\cell 12\cell\row}"


def slides() -> bytes:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Training"
    slide.placeholders[1].text = "Invest  more\n• Report\vearly"
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


def printed(*, columns: int) -> bytes:
    chosen = random.Random(7)
    press = Press(columns=columns, hyphenated=True)
    for number in range(1, 30):
        press.paragraph(sentences(chosen, 3), mark=f"{number}.")
        press.paragraph(sentences(chosen, 2), mark="•", hang=20.0)
    return press.finish()


def words_of_page(text: str) -> str:
    return re.sub("<[^>]+>", "", text).replace("&nbsp;", "\u00a0")


def words_of_parts(content: bytes, *names: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        roots = [etree.fromstring(package.read(name)) for name in names]
    return "\n".join("".join(str(piece) for piece in root.itertext()) for root in roots)


def words_of_pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        texts = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    return "\n".join(texts).replace("\ufffe", "-").replace("\x02", "-").replace("\r", "")


DOCX = word_file(
    p("Rules of  the house") + numbered("Keep quiet\u00a0always.", 1) + p("• The ﬁrst sign."),
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
ODT = odt("<text:p>One <text:span>ﬁne</text:span>  day</text:p>" + item("Keep\nquiet"))
EPUB = epub(**{"book/first.xhtml": page("<h1>One</h1><p>The\n  beginning.</p>")})
SHEETS: list[list[object]] = [["State", "Count"], ["Iraq  and others", 12], [None, 7]]
CSV = 'State,Count\n"Iraq  and\nothers",12\n,7\n'
LIGATURES = drawn((72, 100, "The e\ufb03cient way of doing things is dis-"), (72, 112, "cussed."))

FILES = [
    pytest.param("a.html", HTML.encode(), words_of_page(HTML), id="html"),
    pytest.param("a.txt", TEXT.encode(), TEXT, id="text"),
    pytest.param("a.txt", TEXT.replace("\n", "\r\n").encode(), TEXT, id="text of Windows"),
    pytest.param("a.eml", MAIL.encode(), MAIL, id="mail"),
    pytest.param("a.md", MARKDOWN.encode(), MARKDOWN, id="markdown"),
    pytest.param("a.rtf", RTF, "The  forum met.\n37. Cafés\nIraq\n12", id="rich text"),
    pytest.param("a.pptx", slides(), "Training\nInvest  more\n• Report\nearly", id="slides"),
    pytest.param("a.docx", DOCX, words_of_parts(DOCX, "word/document.xml"), id="word"),
    pytest.param("a.odt", ODT, words_of_parts(ODT, "content.xml"), id="open document"),
    pytest.param(
        "a.epub",
        EPUB,
        words_of_parts(EPUB, "book/first.xhtml", "book/text/second part.xhtml"),
        id="book",
    ),
    pytest.param("a.xlsx", book(Rows=SHEETS), "State\nCount\nIraq  and others\n12\n7", id="sheet"),
    pytest.param("a.csv", CSV.encode(), CSV, id="commas"),
    pytest.param(
        "a.pdf", printed(columns=1), words_of_pdf(printed(columns=1)), id="pages of one column"
    ),
    pytest.param(
        "a.pdf", printed(columns=2), words_of_pdf(printed(columns=2)), id="pages of two columns"
    ),
]

OURS = re.compile(r"Slide \d+: |(?:From|To): |Rows")
"""Words that a reader says of its own accord."""


def revision(content: bytes, name: str) -> Revision:
    extract = read_extract(content, name=name)
    return revision_of(extract, document_id="d", sha256="0")


def traced(whole: Revision, paragraph: Paragraph) -> Traced:
    return Traced(paragraph.text, within(whole.repairs, paragraph.start, paragraph.end))


def raws(content: bytes, name: str) -> list[str]:
    whole = revision(content, name)
    return [traced(whole, paragraph).raw for paragraph in whole.paragraphs]


@pytest.mark.parametrize(("name", "content", "held"), FILES)
def test_what_is_kept_stands_in_the_file_to_the_letter(
    name: str, content: bytes, held: str
) -> None:
    for raw in raws(content, name):
        for line in re.split(r"[\n\t]", OURS.sub("", raw)):
            assert line.strip() in held


@pytest.mark.parametrize(("name", "content", "held"), FILES)
def test_what_was_not_changed_maps_to_the_file(name: str, content: bytes, held: str) -> None:
    whole = revision(content, name)
    assert whole.repairs
    for paragraph in whole.paragraphs:
        words = traced(whole, paragraph)
        assert words.text == whole.text[paragraph.start : paragraph.end]
        starts = {repair.start for repair in words.repairs}
        changed = {at for start, end, _ in words.repairs for at in range(start, end)}
        for at in range(len(words.text)):
            if at not in changed and at not in starts:
                assert words.raw[len(words.cut(0, at).raw)] == words.text[at]


def test_a_text_file_keeps_its_lines_its_hyphens_and_its_hoisted_marks() -> None:
    assert raws(TEXT.encode(), "a.txt") == [
        "RULES OF THE HOUSE\n==================",
        "37.\n   The forum that meets in spring discussed the train-\n   ing of police officers"
        " at great and at some further\n   length,\u00a0and the ﬁve members of it agreed.",
        "Speakers recommended:",
        "- - - Invest more in training.",
        "Report early and often.",
        "Publish it.",
        "State\tYear\tCount",
        "Iraq\t2025\t12",
        "Slovenia\t2024\t7",
    ]


def test_a_page_keeps_its_lines_and_what_notes_are_called_by() -> None:
    assert raws(HTML.encode(), "a.html") == [
        "Rules of the\n   house",
        "Keep\u00a0quiet\nafter\n ten.",
        "Iron rusts[1] in rain\u00ads.",
        "Iraq and\n others\t12",
        "\t7",
        "1 Or ﬂakes.",
    ]


def test_a_number_that_word_counts_is_not_in_the_file() -> None:
    whole = revision(DOCX, "a.docx")
    assert [paragraph.text for paragraph in whole.paragraphs] == [
        "Rules of the house",
        "1. Keep quiet always.",
        "The first sign.",
    ]
    assert raws(DOCX, "a.docx") == [
        "Rules of  the house",
        "Keep quiet\u00a0always.",
        "• The ﬁrst sign.",
    ]


def test_a_printed_line_keeps_the_hyphen_at_its_end() -> None:
    press = Press(hyphenated=True)
    press.paragraph("The unanimously discussed arrangements were " * 4)
    press.paragraph("An item of the list.", mark="•", hang=20.0)
    content = press.finish()
    first, second = raws(content, "a.pdf")
    assert "arrangements were The unanimous-\nly discussed" in first
    assert "arrangements were The unanimously discussed" in revision(content, "a.pdf").text
    assert second == "• An item of the list."


def test_nothing_is_kept_of_words_that_the_file_has_as_they_are_shown() -> None:
    assert revision(b"<p>Iron rusts.</p><p>So it does.</p>", "a.html").repairs == ()
