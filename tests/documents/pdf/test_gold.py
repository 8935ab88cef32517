"""PDFs set from known paragraphs come apart into exactly these paragraphs."""

import random

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.document import Basis, Kind
from assistant.documents.pdf.reader import read_pdf
from tests.documents.typesetting import BOLD, HEIGHT, WIDTH, Press, sentences


def running_head(canvas: Canvas, page: int) -> None:
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(72, HEIGHT - 45, "Report of the Forum on Local Archives")
    canvas.drawRightString(WIDTH - 72, 45, f"{page + 16}")


def texts(content: bytes) -> list[str]:
    return [block.text for block in read_pdf(content).blocks]


@pytest.mark.parametrize(
    ("columns", "justified", "hyphenated", "indent", "after"),
    [
        pytest.param(1, True, False, 0.0, 6.0, id="spaced, justified"),
        pytest.param(1, False, False, 0.0, 6.0, id="spaced, ragged"),
        pytest.param(1, True, True, 16.0, 0.0, id="indented, hyphenated"),
        pytest.param(1, False, True, 16.0, 0.0, id="indented, ragged, hyphenated"),
        pytest.param(2, True, True, 12.0, 0.0, id="two columns, indented, hyphenated"),
        pytest.param(2, True, False, 0.0, 5.0, id="two columns, spaced"),
        pytest.param(3, False, True, 10.0, 0.0, id="three columns, ragged"),
    ],
)
def test_every_paragraph_comes_out_whole(
    columns: int, justified: bool, hyphenated: bool, indent: float, after: float
) -> None:
    chosen = random.Random(11)
    press = Press(columns, justified, hyphenated, furniture=running_head)
    gold = [
        press.paragraph(sentences(chosen, chosen.randint(2, 6)), first=indent, after=after)
        for _ in range(60)
    ]
    extract = read_pdf(press.finish())
    found = [block.text for block in extract.blocks]
    whole = sum(text in found for text in gold)
    assert whole >= 0.95 * len(gold), [text for text in gold if text not in found]
    assert not any("Local Archives" in text for text in found)
    assert [page.printed for page in extract.pages] == [
        str(n + 17) for n in range(len(extract.pages))
    ]


def test_numbered_paragraphs_keep_their_numbers_over_page_ends() -> None:
    chosen = random.Random(5)
    press = Press(furniture=running_head)
    gold = [press.paragraph(sentences(chosen, 4), mark=f"{n}.") for n in range(1, 61)]
    blocks = read_pdf(press.finish()).blocks
    assert [block.text for block in blocks] == gold
    assert [block.number for block in blocks] == [str(n) for n in range(1, 61)]
    assert {block.text[: block.mark_end] for block in blocks[:2]} == {"1. ", "2. "}
    crossing = [block for block in blocks if len({line.page for line in block.lines}) == 2]
    assert len(crossing) >= 2


def test_bullets_are_signs_and_letters_are_text() -> None:
    chosen = random.Random(3)
    press = Press()
    lead = press.paragraph("The forum asks the archives for the following things:")
    bullets = [
        press.paragraph(sentences(chosen, 2), mark="•", first=28.0, hang=28.0) for _ in range(4)
    ]
    letters = [
        press.paragraph(sentences(chosen, 2), mark=f"({c})", first=28.0, hang=28.0) for c in "abc"
    ]
    blocks = read_pdf(press.finish()).blocks
    assert [block.text for block in blocks] == [
        lead,
        *(text.removeprefix("• ") for text in bullets),
        *letters,
    ]
    assert [block.bullet for block in blocks] == [None, *"••••", "(a)", "(b)", "(c)"]
    assert [block.mark_end for block in blocks] == [0, 0, 0, 0, 0, 4, 4, 4]
    assert {block.kind for block in blocks[1:]} == {Kind.LIST_ITEM}


def test_headings_have_levels_by_size() -> None:
    chosen = random.Random(8)
    press = Press()
    press.paragraph("Archives and their readers", font=BOLD, size=16, after=10)
    press.paragraph(sentences(chosen, 3))
    press.paragraph("A. Opening hours", font=BOLD, size=12, after=8)
    press.paragraph(sentences(chosen, 5))
    kinds = [(block.kind, block.level) for block in read_pdf(press.finish()).blocks]
    assert kinds == [
        (Kind.HEADING, 1),
        (Kind.PARAGRAPH, 0),
        (Kind.HEADING, 2),
        (Kind.PARAGRAPH, 0),
    ]


def test_footnotes_stand_apart_and_cut_no_paragraph() -> None:
    chosen = random.Random(21)

    def notes(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Roman", 5)
        canvas.drawString(72, 74, str(page))
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(77, 71, f"See the shelf list, volume {page}, part two.")

    press = Press(furniture=notes)
    gold = [press.paragraph(sentences(chosen, 9)) for _ in range(16)]
    blocks = read_pdf(press.finish()).blocks
    assert [block.text for block in blocks if block.kind is Kind.PARAGRAPH] == gold
    footnotes = [block for block in blocks if block.kind is Kind.FOOTNOTE]
    assert [block.number for block in footnotes] == [str(n) for n in range(1, press.page + 1)]
    assert footnotes[1].text[footnotes[1].mark_end :] == "See the shelf list, volume 2, part two."


def test_hyphens_the_document_writes_are_kept() -> None:
    press = Press()
    canvas = press.canvas
    lines = [
        "The well-lit rooms and the well-lit halls were opened to the readers who came well-",
        "lit by lamps, and the cata-",
        "logue was there in the catalogue room, with the Winter-",
        "Garden beside it.",
    ]
    for n, line in enumerate(lines):
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 700 - 12 * n, line)
    assert texts(press.finish()) == [
        "The well-lit rooms and the well-lit halls were opened to the readers who came "
        "well-lit by lamps, and the catalogue was there in the catalogue room, with the "
        "Winter-Garden beside it."
    ]


def test_pages_without_a_folio_between_others_are_inferred() -> None:
    chosen = random.Random(2)

    def folio(canvas: Canvas, page: int) -> None:
        if page != 3:
            canvas.setFont("Times-Roman", 9)
            canvas.drawCentredString(WIDTH / 2, 40, str(page + 8))

    press = Press(furniture=folio)
    for _ in range(40):
        press.paragraph(sentences(chosen, 8))
    pages = read_pdf(press.finish()).pages
    assert [(page.printed, page.basis) for page in pages[:4]] == [
        ("9", Basis.PRINTED),
        ("10", Basis.PRINTED),
        ("11", Basis.INFERRED),
        ("12", Basis.PRINTED),
    ]


def test_a_cell_at_the_foot_of_every_page_is_no_folio() -> None:
    chosen = random.Random(4)

    def cell(canvas: Canvas, page: int) -> None:
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(100, 60, str([17, 5, 40, 3, 22, 9, 31, 11][page % 8]))

    press = Press(furniture=cell)
    for _ in range(40):
        press.paragraph(sentences(chosen, 8))
    pages = read_pdf(press.finish()).pages
    assert {page.basis for page in pages} == {Basis.NONE}


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_on_the_displayed_page(rotation: int) -> None:
    press = Press(rotation=rotation)
    press.paragraph("Seven keys hang in the hall of the archive.")
    extract = read_pdf(press.finish())
    page, line = extract.pages[0], extract.blocks[0].lines[0]
    baseline = HEIGHT - 72 - 12
    upright = (72.0, HEIGHT - baseline - 7.4, 72.0 + 169, HEIGHT - baseline + 2.1)
    x0, y0, x1, y1 = {
        0: upright,
        90: (baseline - 2.1, 72.0, baseline + 7.4, 72.0 + 169),
        180: (WIDTH - 72 - 169, baseline - 2.1, WIDTH - 72, baseline + 7.4),
        270: (HEIGHT - baseline - 7.4, WIDTH - 72 - 169, HEIGHT - baseline + 2.1, WIDTH - 72),
    }[rotation]
    assert (page.width, page.height) == (
        (WIDTH, HEIGHT) if rotation % 180 == 0 else (HEIGHT, WIDTH)
    )
    assert line.box == pytest.approx((x0, y0, x1, y1), abs=4)


def test_every_character_is_inside_exactly_one_word() -> None:
    chosen = random.Random(9)
    press = Press(2, hyphenated=True)
    for n in range(1, 30):
        press.paragraph(sentences(chosen, 3), mark=f"{n}.")
    for block in read_pdf(press.finish()).blocks:
        owners = [0] * len(block.text)
        for line in block.lines:
            for word in line.words:
                assert line.start <= word.start < word.end <= line.end
                assert word.x0 < word.x1
                for at in range(word.start, word.end):
                    owners[at] += 1
        assert owners == [0 if c == " " else 1 for c in block.text]
