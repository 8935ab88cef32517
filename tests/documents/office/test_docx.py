import io
import zipfile

import docx
import pytest

from assistant.documents.document import Block, Kind
from assistant.documents.imprint.reading import with_imprint
from assistant.documents.office.docx import read_docx
from assistant.errors import UnreadableFile
from tests.documents.office.word_files import (
    abstract,
    instance,
    level,
    numbered,
    p,
    style,
    word_file,
)


def blocks(body: str, **parts: str) -> list[Block]:
    return list(read_docx(word_file(body, **parts)).blocks)


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


LEGAL = abstract(
    1,
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "(%2)"),
    level(2, "lowerRoman", "%3)"),
) + instance(1, 1)


def test_automatic_numbers_are_written_and_counted() -> None:
    found = blocks(
        numbered("One", 1)
        + numbered("a", 1, 1)
        + numbered("b", 1, 1)
        + numbered("i", 1, 2)
        + numbered("Two", 1)
        + numbered("a again", 1, 1),
        numbering=LEGAL,
    )
    assert [(b.kind, b.number, b.bullet, b.level, b.text) for b in found] == [
        (Kind.PARAGRAPH, "1", None, 0, "1. One"),
        (Kind.LIST_ITEM, None, "(a)", 2, "(a) a"),
        (Kind.LIST_ITEM, None, "(b)", 2, "(b) b"),
        (Kind.LIST_ITEM, None, "i)", 3, "i) i"),
        (Kind.PARAGRAPH, "2", None, 0, "2. Two"),
        (Kind.LIST_ITEM, None, "(a)", 2, "(a) a again"),
    ]
    assert [b.text[b.mark_end :] for b in found[:2]] == ["One", "a"]


def test_a_list_goes_on_after_plain_paragraphs() -> None:
    body = numbered("One", 1) + p("Plain.") + numbered("Two", 1)
    assert texts(body, numbering=LEGAL) == ["1. One", "Plain.", "2. Two"]


def test_instances_of_one_numbering_count_on_unless_told_to_start_anew() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.", start=5))
    numbering += instance(1, 1) + instance(2, 1)
    numbering += instance(
        3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
    )
    body = "".join(numbered("x", n) for n in (1, 2, 3, 3))
    assert texts(body, numbering=numbering) == ["5. x", "6. x", "9. x", "10. x"]


def test_numbers_of_several_levels_are_put_together() -> None:
    legal = "<w:isLgl/>"
    numbering = abstract(
        1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more=legal)
    ) + instance(1, 1)
    body = numbered("A", 1) + numbered("B", 1) + numbered("C", 1, 1)
    assert texts(body, numbering=numbering) == ["I. A", "II. B", "2.1 C"]


def test_a_level_that_never_restarts_counts_on() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    numbering = abstract(
        1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", more=never)
    ) + instance(1, 1)
    body = "".join(numbered("x", 1, depth) for depth in (0, 1, 0, 1))
    assert texts(body, numbering=numbering) == ["1. x", "(a) x", "2. x", "(b) x"]


def test_a_style_numbers_its_paragraphs() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.", more='<w:pStyle w:val="Para"/>'))
    styles = style("Para", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    styles += style("Sub", "", based_on="Para")
    body = p("One", '<w:pStyle w:val="Para"/>') + p("Two", '<w:pStyle w:val="Sub"/>')
    body += p("Off", '<w:pStyle w:val="Para"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(body, numbering=numbering + instance(1, 1), styles=styles) == [
        "1. One",
        "2. Two",
        "Off",
    ]


def test_bullets_are_marks_and_no_text() -> None:
    numbering = abstract(1, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o")) + instance(1, 1)
    found = blocks(numbered("rope", 1) + numbered("fine", 1, 1), numbering=numbering)
    assert [(b.kind, b.bullet, b.level, b.text) for b in found] == [
        (Kind.LIST_ITEM, "•", 1, "rope"),
        (Kind.LIST_ITEM, "○", 2, "fine"),
    ]


def test_headings_come_from_styles_and_outline_levels_with_their_numbers() -> None:
    numbering = abstract(1, level(0, "upperRoman", "%1.")) + instance(1, 1)
    styles = style("H1", "", title="heading 1")
    styles += style("Own", '<w:outlineLvl w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    body = p("Harbour", '<w:pStyle w:val="H1"/>') + p("Wall", '<w:pStyle w:val="Own"/>')
    extract = read_docx(word_file(body + p("It fell."), numbering=numbering, styles=styles))
    assert [(b.kind, b.level, b.text) for b in extract.blocks] == [
        (Kind.HEADING, 1, "Harbour"),
        (Kind.HEADING, 2, "I. Wall"),
        (Kind.PARAGRAPH, 0, "It fell."),
    ]
    assert with_imprint(extract).title == "Harbour"


def test_tracked_changes_show_the_newest_text() -> None:
    body = (
        "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>rose</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>fell</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t> here</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> there</w:t></w:r></w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r></w:p>"
    )
    assert texts(body) == ["It fell there"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    deleted = (
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    body = numbered("One", 1) + deleted + numbered("Two", 1)
    assert texts(body, numbering=LEGAL) == ["1. One", "2. Two"]


def test_rows_are_paragraphs_with_their_headers() -> None:
    def row(*cells: str, properties: str = "") -> str:
        inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"

    table = (
        "<w:tbl>"
        + row(p("State"), p("Advice"), properties="<w:tblHeader/>")
        + row(p("Chad"), numbered("Train police", 1) + p("soon"))
        + "</w:tbl>"
    )
    found = blocks(table, numbering=LEGAL)
    assert [(b.kind, b.text) for b in found] == [
        (Kind.TABLE_ROW, "State: Chad; Advice: 1. Train police soon")
    ]


def test_notes_stand_apart_and_headers_are_left_out() -> None:
    body = (
        '<w:p><w:r><w:t>It fell</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t> twice.</w:t></w:r></w:p>"
    )
    notes = f'<w:footnote w:id="2">{p("Once by day.")}</w:footnote>'
    found = blocks(body, footnotes=notes, header1=p("Running head"))
    assert [(b.kind, b.number, b.text) for b in found] == [
        (Kind.PARAGRAPH, None, "It fell¹ twice."),
        (Kind.FOOTNOTE, "1", "Once by day."),
    ]


def test_formulas_fields_and_content_controls_keep_their_words() -> None:
    body = (
        '<w:p xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath><w:sdt><w:sdtContent><w:r><w:t> chosen</w:t>"
        "</w:r></w:sdtContent></w:sdt><w:smartTag><w:r><w:t> tagged</w:t></w:r></w:smartTag></w:p>"
    )
    assert texts(body) == ["a=b chosen tagged"]


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent>" + p("In the box.") + "</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:r><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(body) == ["In the box."]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        word_file("<w:p>"),
        word_file("<w:p>&boom;</w:p>"),
        word_file("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
    ],
    ids=["empty", "no package", "open element", "unknown entity", "3,000 tables deep"],
)
def test_broken_files_are_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_docx(content)
    assert refusal.value.remedy


def test_a_package_without_a_document_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("other.txt", "x")
    with pytest.raises(UnreadableFile):
        read_docx(written.getvalue())


def test_linked_pictures_are_not_opened() -> None:
    body = (
        '<w:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:r><w:drawing>'
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic><a:graphicData><a:blip r:link="styles"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r><w:r><w:t>Words.</w:t></w:r></w:p>"
    )
    assert texts(body) == ["Words."]


def test_items_of_the_list_number_style_are_items_and_other_numbers_are_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph("try the slip;", style="List Number")
    document.add_paragraph("pay for it.", style="List Number")
    written = io.BytesIO()
    document.save(written)
    found = read_docx(written.getvalue()).blocks
    assert [(b.kind, b.number, b.bullet, b.text[b.mark_end :]) for b in found] == [
        (Kind.LIST_ITEM, None, "1.", "try the slip;"),
        (Kind.LIST_ITEM, None, "2.", "pay for it."),
    ]
