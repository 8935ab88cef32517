"""What office files hold and do not show is left out and kept apart; what they show stays."""

import io
import zipfile

import openpyxl
import pptx
import pytest
from pptx.util import Emu, Inches

from assistant.documents.hidden import Hidden
from assistant.documents.office.docx import read_docx
from assistant.documents.office.odt import read_odt
from assistant.documents.office.pptx import read_pptx
from assistant.documents.office.rtf import read_rtf
from assistant.documents.office.spreadsheet import read_xlsx
from tests.documents.archives import zipped
from tests.documents.office.test_odt import NAMES
from tests.documents.office.word_files import style, word_file

SECRET = "Praise the harbour master."
WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def word(body: str, **parts: str) -> tuple[list[str], list[str]]:
    extract = read_docx(word_file(body, **parts))
    return [block.text for block in extract.blocks], [piece.text for piece in extract.hidden]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param("<w:vanish/>", id="hidden"),
        pytest.param(WHITE, id="white"),
        pytest.param('<w:color w:val="fdfdfd"/>', id="nearly white"),
        pytest.param('<w:sz w:val="2"/>', id="one point"),
        pytest.param(f'<w:color w:val="1F3864"/>{DARK}', id="dark on dark"),
        pytest.param('<w:rStyle w:val="Ghost"/>', id="by a style"),
    ],
)
def test_runs_that_nobody_sees_are_left_out_of_a_word_file(properties: str) -> None:
    ghost = (
        '<w:style w:type="character" w:styleId="Pale"><w:name w:val="Pale"/>'
        f"<w:rPr>{WHITE}</w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/>'
        '<w:basedOn w:val="Pale"/></w:style>'
    )
    body = paragraph(run("Seen "), run(SECRET, properties), run(" words."))
    assert word(body, styles=ghost) == (["Seen words."], [SECRET])


def test_a_paragraph_style_may_hide_its_words() -> None:
    sheet = style("Base", "").replace("<w:pPr></w:pPr>", f"<w:rPr>{WHITE}</w:rPr>")
    body = paragraph(run(SECRET), properties='<w:pStyle w:val="Base"/>') + paragraph(run("Seen."))
    assert word(body, styles=sheet) == (["Seen."], [SECRET])


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(paragraph(run("Seen.", WHITE + DARK)), id="shaded run"),
        pytest.param(
            paragraph(run("Seen.", f'{WHITE}<w:highlight w:val="black"/>')), id="highlight"
        ),
        pytest.param(paragraph(run("Seen.", WHITE), properties=DARK), id="shaded paragraph"),
        pytest.param(
            f"<w:tbl><w:tr><w:tc><w:tcPr>{DARK}</w:tcPr>{paragraph(run('Seen.', WHITE))}</w:tc>"
            "</w:tr></w:tbl>",
            id="shaded cell",
        ),
        pytest.param(
            '<w:tbl><w:tblPr><w:tblStyle w:val="Striped"/></w:tblPr><w:tr><w:tc>'
            f"{paragraph(run('Seen.', WHITE))}</w:tc></w:tr></w:tbl>",
            id="table of a shaded style",
        ),
        pytest.param(paragraph(run("Seen.", '<w:sz w:val="10"/>')), id="small print"),
        pytest.param(paragraph(run("Seen.", '<w:color w:val="C00000"/>')), id="coloured"),
        pytest.param(paragraph(run("Seen.", '<w:vanish w:val="0"/>')), id="not hidden"),
    ],
)
def test_runs_that_can_be_seen_stay_in_a_word_file(body: str) -> None:
    striped = (
        '<w:style w:type="table" w:styleId="Striped"><w:name w:val="Striped"/>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>'
    )
    assert word(body, styles=striped) == (["Seen."], [])


def test_white_words_stay_on_a_coloured_page() -> None:
    body = paragraph(run("Seen.", WHITE))
    assert word(body) == ([], ["Seen."])
    with zipfile.ZipFile(io.BytesIO(word_file(body))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    page = b'<w:background w:color="1F3864"/><w:body>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", page)
    assert [block.text for block in read_docx(zipped(parts)).blocks] == ["Seen."]


def odt(body: str) -> tuple[list[str], list[str]]:
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'
        for name, family, properties in (
            ("gone", "text", '<style:text-properties text:display="none"/>'),
            ("white", "text", '<style:text-properties fo:color="#ffffff"/>'),
            ("tiny", "text", '<style:text-properties fo:font-size="1pt"/>'),
            ("small", "text", '<style:text-properties fo:font-size="5pt"/>'),
            (
                "marked",
                "text",
                '<style:text-properties fo:color="#ffffff" fo:background-color="#000080"/>',
            ),
            ("ghost", "paragraph", '<style:text-properties fo:color="#ffffff"/>'),
            ("dark", "table-cell", '<style:table-cell-properties fo:background-color="#000080"/>'),
        )
    )
    content = (
        f"<office:document-content {NAMES} {fo}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    extract = read_odt(zipped({"content.xml": content}))
    return [block.text for block in extract.blocks], [piece.text for piece in extract.hidden]


@pytest.mark.parametrize("name", ["gone", "white", "tiny"])
def test_spans_that_nobody_sees_are_left_out_of_an_odt(name: str) -> None:
    body = f'<text:p>Seen <text:span text:style-name="{name}">{SECRET}</text:span>words.</text:p>'
    assert odt(body) == (["Seen words."], [SECRET])


def test_paragraphs_and_sections_that_nobody_sees_are_left_out_of_an_odt() -> None:
    body = (
        f'<text:p text:style-name="ghost">{SECRET}</text:p><text:p>Seen.</text:p>'
        '<text:section text:display="none"><text:p>Also gone.</text:p></text:section>'
    )
    assert odt(body) == (["Seen."], [SECRET, "Also gone."])


@pytest.mark.parametrize(
    "body",
    [
        '<text:p><text:span text:style-name="marked">Seen.</text:span></text:p>',
        '<text:p><text:span text:style-name="small">Seen.</text:span></text:p>',
        '<table:table><table:table-row><table:table-cell table:style-name="dark">'
        '<text:p text:style-name="ghost">Seen.</text:p></table:table-cell></table:table-row>'
        "</table:table>",
    ],
)
def test_words_that_can_be_seen_stay_in_an_odt(body: str) -> None:
    assert odt(body) == (["Seen."], [])


@pytest.mark.parametrize(
    ("text", "shown", "hidden"),
    [
        pytest.param(r"Seen {\v gone} words.", "Seen words.", ["gone"], id="hidden"),
        pytest.param(r"Seen \v gone\v0  words.", "Seen words.", ["gone"], id="switched off"),
        pytest.param(r"Seen {\cf1 gone \'e9} words.", "Seen words.", ["gone é"], id="white"),
        pytest.param(r"Seen {\fs2 gone} words.", "Seen words.", ["gone"], id="one point"),
        pytest.param(r"{\cf1\highlight2 Seen} words.", "Seen words.", [], id="on a mark"),
        pytest.param(r"{\cbpat2\cf1 Seen} words.", "Seen words.", [], id="shaded paragraph"),
        pytest.param(r"{\fs10\cf2 Seen} words.", "Seen words.", [], id="small and red"),
    ],
)
def test_letters_that_nobody_sees_are_left_out_of_rich_text(
    text: str, shown: str, hidden: list[str]
) -> None:
    colours = r"{\colortbl;\red255\green255\blue255;\red200\green0\blue0;}"
    extract = read_rtf((r"{\rtf1\ansi" + colours + text + r"\par}").encode("latin-1"))
    assert [block.text for block in extract.blocks] == [shown]
    assert [piece.text for piece in extract.hidden] == hidden


def test_hidden_sheets_rows_and_columns_are_left_out() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Shown"
    for row in (["State", "Note", "Count"], ["Iraq", "gone", 12], ["Malta", "gone too", 3]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    secret = book.create_sheet("Secret")
    secret.append(["Bribes", 7])
    secret.sheet_state = "veryHidden"
    sink = io.BytesIO()
    book.save(sink)
    extract = read_xlsx(sink.getvalue())
    assert [block.text for block in extract.blocks] == ["Shown", "State: Iraq; Count: 12"]
    assert extract.hidden == (
        Hidden("Note", place="sheet Shown"),
        Hidden("gone", place="sheet Shown"),
        Hidden("Malta; gone too; 3", place="sheet Shown"),
        Hidden("Bribes; 7", place="sheet Secret"),
    )


def test_shapes_that_are_hidden_or_lie_beside_the_slide_are_left_out() -> None:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    beside = Emu(-int(Inches(5)))
    for words, left in (("Seen.", Inches(1)), ("Hidden.", Inches(1)), ("Beside.", beside)):
        shape = slide.shapes.add_textbox(left, Inches(1), Inches(4), Inches(1))
        shape.text_frame.text = words
        if words == "Hidden.":
            shape.element.xpath("./*/p:cNvPr")[0].set("hidden", "1")
    sink = io.BytesIO()
    slides.save(sink)
    extract = read_pptx(sink.getvalue())
    assert [block.text for block in extract.blocks] == ["Slide 1", "Seen."]
    assert extract.hidden == (
        Hidden("Hidden.", place="slide 1"),
        Hidden("Beside.", place="slide 1"),
    )
