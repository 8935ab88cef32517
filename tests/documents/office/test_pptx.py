import io

import pptx
import pytest
from pptx.util import Inches

from assistant.documents.document import Block, Kind
from assistant.documents.office.pptx import read_pptx
from assistant.errors import UnreadableFile
from tests.documents.archives import zipped


def test_slides_with_bullets_tables_and_notes() -> None:
    slides = pptx.Presentation()
    first = slides.slides.add_slide(slides.slide_layouts[1])
    first.shapes.title.text = "Training of police"
    first.placeholders[1].text = "Invest more\nReport early"
    first.placeholders[1].text_frame.paragraphs[1].level = 1
    first.notes_slide.notes_text_frame.text = "Say this slowly."
    second = slides.slides.add_slide(slides.slide_layouts[6])
    place = (Inches(1), Inches(3), Inches(4), Inches(1))
    table = second.shapes.add_table(2, 2, *place).table
    for row, cells in enumerate((("State", "Count"), ("Iraq", "12"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    box = second.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1))
    box.text_frame.text = "Above the table."
    slides.slides.add_slide(slides.slide_layouts[6])
    sink = io.BytesIO()
    slides.save(sink)

    extract = read_pptx(sink.getvalue())
    assert extract.blocks == (
        Block(Kind.HEADING, "Slide 1: Training of police", level=1),
        Block(Kind.LIST_ITEM, "Invest more", bullet="•", level=1),
        Block(Kind.LIST_ITEM, "Report early", bullet="•", level=2),
        Block(Kind.HEADING, "Notes to slide 1", level=2),
        Block(Kind.PARAGRAPH, "Say this slowly."),
        Block(Kind.HEADING, "Slide 2", level=1),
        Block(Kind.PARAGRAPH, "Above the table."),
        Block(Kind.TABLE_ROW, "State: Iraq; Count: 12"),
    )
    assert extract.title == "Training of police"


def test_a_damaged_presentation_is_refused() -> None:
    content = zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"})
    with pytest.raises(UnreadableFile, match="damaged"):
        read_pptx(content)
