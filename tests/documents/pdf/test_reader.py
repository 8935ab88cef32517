import io
import random

import PIL.Image
import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.document import Basis, Kind, PageSource
from assistant.documents.hidden import ranges
from assistant.documents.pdf.pictures import render_page
from assistant.documents.pdf.reader import read_pdf
from assistant.errors import UnknownPage, UnreadableFile
from tests.documents.typesetting import BOLD, HEIGHT, REGULAR, WIDTH, Press, sentences


def drawn(*strings: tuple[float, float, str], size: float = 10, font: str = REGULAR) -> bytes:
    """One page with strings at places counted from the upper left corner."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    canvas.setFont(font, size)
    for x, y, text in strings:
        canvas.drawString(x, HEIGHT - y, text)
    canvas.save()
    return written.getvalue()


def texts(content: bytes) -> list[str]:
    return [block.text for block in read_pdf(content).blocks]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"%PDF-1.4\nnothing more", "the PDF is damaged or not a PDF", id="cut short"),
        pytest.param(b"\x00" * 500, "the PDF is damaged or not a PDF", id="zeros"),
    ],
)
def test_what_is_no_pdf_is_refused_with_a_remedy(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_pdf(content)
    assert refusal.value.reason == reason
    assert refusal.value.remedy.endswith(".")


def test_a_locked_pdf_asks_for_a_copy_without_password() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 700, "hidden")
    canvas.save()
    with pytest.raises(UnreadableFile, match="locked by a password"):
        read_pdf(written.getvalue())


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    written = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for _ in range(2001):
            document.new_page(100, 100)
        document.save(written)
    with pytest.raises(UnreadableFile, match="2001 pages"):
        read_pdf(written.getvalue())


def test_a_blank_page_is_blank_and_not_a_scan() -> None:
    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.showPage()
    canvas.save()
    extract = read_pdf(written.getvalue())
    assert extract.blocks == ()
    assert extract.notices == ()
    assert extract.pages[0].source is PageSource.TEXT


def test_columns_drawn_in_turns_are_read_one_after_the_other() -> None:
    left = ["The river rises in the", "hills above the old mill", "and runs to the harbour."]
    right = ["The road follows it on", "the other bank as far as", "the bridge of the town."]
    rows = []
    for n, (a, b) in enumerate(zip(left * 4, right * 4, strict=True)):
        rows += [(320, 100 + 14 * n, b), (72, 100 + 14 * n, a)]
    found = texts(drawn(*rows))
    assert " ".join(found).index("The road") > " ".join(found).rindex("The river")


def test_cells_on_one_baseline_are_one_row() -> None:
    rows = [(72, 100 + 20 * n, name) for n, name in enumerate(("Iron", "Copper", "Tin"))]
    cells = [(300, 100 + 20 * n, amount) for n, amount in enumerate(("14 boxes", "3 boxes", "1"))]
    both = [entry for pair in zip(rows, cells, strict=True) for entry in pair]
    blocks = read_pdf(drawn(*both)).blocks
    assert [block.text for block in blocks] == ["Iron | 14 boxes", "Copper | 3 boxes", "Tin | 1"]
    assert {block.kind for block in blocks} == {Kind.TABLE_ROW}
    assert [word.x0 > 290 for word in blocks[0].lines[1].words] == [True, True]


def test_text_drawn_twice_for_boldness_is_read_once() -> None:
    content = drawn((72, 100, "All letters follow"), (72.4, 100, "All letters follow"))
    assert texts(content) == ["All letters follow"]


def test_raised_digits_stay_raised() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    text = canvas.beginText(72, 700)
    text.setFont(REGULAR, 10)
    text.textOut("The list was closed.")
    text.setFont(REGULAR, 6)
    text.setRise(4)
    text.textOut("12")
    text.setFont(REGULAR, 10)
    text.setRise(0)
    text.textOut(" It stays closed.")
    canvas.drawText(text)
    canvas.save()
    assert texts(written.getvalue()) == ["The list was closed.¹² It stays closed."]


def test_a_year_at_a_line_start_opens_nothing() -> None:
    press = Press(justified=False)
    lines = ["The office of the harbour was opened in the early spring of the year", "1985. It"]
    for n, line in enumerate(lines):
        press.canvas.setFont(REGULAR, 10)
        press.canvas.drawString(72, 700 - 12 * n, line)
    (block,) = read_pdf(press.finish()).blocks
    assert (block.number, block.text) == (None, " ".join(lines))


@pytest.mark.parametrize(
    ("text", "number", "bullet", "length"),
    [
        ("131.105 Ratify the agreement (Peru);", "131.105", None, 8),
        ("37. The delegation thanked the others.", "37", None, 4),
        ("12.5 per cent of all letters were lost.", None, None, 0),
        ("8.000 letters were sent in this year.", None, None, 0),
        ("(iv) Further cooperation of all archives;", None, "(iv)", 5),
        ("2) Further cooperation of all archives;", None, "2)", 3),
    ],
)
def test_marks(text: str, number: str | None, bullet: str | None, length: int) -> None:
    (block,) = read_pdf(drawn((72, 100, text))).blocks
    assert (block.number, block.bullet, block.mark_end) == (number, bullet, length)
    assert block.text == text


def test_a_paragraph_cut_by_a_figure_is_one() -> None:
    press = Press()
    first = "The letters of the harbour office were sorted by hand in the years after the great"
    press.canvas.setFont(REGULAR, 10)
    press.canvas.drawString(72, 700, "All of them were read before. " + first)
    press.canvas.drawString(
        72,
        688,
        "flood, and the writers of the letters were entered in lists which filled two rooms and a",
    )
    press.canvas.setFont(REGULAR, 7)
    press.canvas.drawString(72, 600, "Figure 1. The rooms after the flood.")
    press.canvas.setFont(REGULAR, 10)
    press.canvas.drawString(
        72,
        500,
        "half of the old house at the harbour, where they are kept to this day by three clerks and",
    )
    press.canvas.drawString(72, 488, "one old bookbinder.")
    blocks = read_pdf(press.finish()).blocks
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.CAPTION]
    assert blocks[0].text.endswith("two rooms and a half of the old house at the harbour, where "
        "they are kept to this day by three clerks and one old bookbinder.")  # fmt: skip


def test_the_last_paragraph_may_be_cut_short() -> None:
    press = Press()
    press.paragraph("The letters are kept in seven boxes and the lists of the letters are kept in")
    (block,) = read_pdf(press.finish()).blocks
    assert block.truncated


def test_labels_stand_in_for_folios() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    for n in range(4):
        canvas.addPageLabel(n, style="ROMAN_LOWER", start=n + 1) if n < 2 else None
        canvas.addPageLabel(2, style="ARABIC", start=1) if n == 2 else None
        canvas.drawString(72, 700, f"Letters of the {n + 3}rd clerk")
        canvas.showPage()
    canvas.save()
    pages = read_pdf(written.getvalue()).pages
    assert [(page.printed, page.basis) for page in pages] == [
        ("i", Basis.LABEL),
        ("ii", Basis.LABEL),
        ("1", Basis.LABEL),
        ("2", Basis.LABEL),
    ]


def test_boxes_are_counted_from_the_crop_box() -> None:
    with pypdfium2.PdfDocument(drawn((172, 100, "Seven keys"))) as document:
        document[0].set_cropbox(100, 0, WIDTH, HEIGHT - 50)
        written = io.BytesIO()
        document.save(written)
    extract = read_pdf(written.getvalue())
    page, box = extract.pages[0], extract.blocks[0].lines[0].box
    assert page.width == pytest.approx(WIDTH - 100)
    assert page.height == pytest.approx(HEIGHT - 50)
    assert box.x0 == pytest.approx(72, abs=1)
    assert box.y1 == pytest.approx(52.1, abs=0.2)


def test_text_that_runs_up_the_page_has_boxes_on_the_page() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    canvas.rotate(90)
    canvas.setFont(REGULAR, 10)
    canvas.drawString(200, -300, "The keys of the harbour")
    canvas.drawString(200, -312, "office hang in the hall.")
    canvas.save()
    (block,) = read_pdf(written.getvalue()).blocks
    assert block.text == "The keys of the harbour office hang in the hall."
    first, second = (line.box for line in block.lines)
    assert first.x1 == pytest.approx(302.1, abs=0.2)
    assert second.x1 == pytest.approx(314.1, abs=0.2)
    assert first.y1 == pytest.approx(HEIGHT - 200, abs=1)
    assert first.y0 < HEIGHT - 280


def test_a_page_is_drawn_as_wide_as_asked_for_up_to_a_limit() -> None:
    content = drawn((72, 100, "Seven keys"), font=BOLD)
    with PIL.Image.open(io.BytesIO(render_page(content, 1, 600))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (600, 850))
    with PIL.Image.open(io.BytesIO(render_page(content, 1, 9000))) as picture:
        assert picture.size[0] == 2200
    with pytest.raises(UnknownPage, match="no page 2"):
        render_page(content, 2, 600)


def test_the_highlighted_box_is_where_the_ink_is() -> None:
    content = drawn((72, 100, "Seven keys"), (200, 300, "hang in the hall"))
    for block in read_pdf(content).blocks:
        (line,) = block.lines
        with PIL.Image.open(io.BytesIO(render_page(content, 1, int(WIDTH)))) as picture:
            page = picture.convert("L")
        x0, y0, x1, y1 = (round(side) for side in line.box)
        assert min(page.crop((x0, y0, x1, y1)).tobytes()) < 100
        assert min(page.crop((x0 - 30, y0 - 30, x0 - 2, y1 + 30)).tobytes()) == 255


def test_pages_are_named_in_ranges() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


def test_text_is_drawn_without_loss_and_a_photograph_is_not() -> None:
    words = drawn(*((72, 100 + 12 * i, "sharp letters on paper " * 4) for i in range(40)))
    assert b"VP8L" in render_page(words, 1, 600)[:40]
    chosen = random.Random(1)
    noise = PIL.Image.frombytes("RGB", (200, 200), chosen.randbytes(120_000))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    canvas.drawInlineImage(noise, 0, 0, WIDTH, HEIGHT)
    canvas.save()
    assert b"VP8L" not in render_page(written.getvalue(), 1, 600)[:40]


def test_what_is_drawn_behind_a_line_is_put_into_its_gaps() -> None:
    first, wide = "They said ", "we are ready"
    at = 72 + stringWidth(first, REGULAR, 10)
    quote = stringWidth("“", REGULAR, 10)
    end = at + quote + stringWidth(wide, REGULAR, 10)
    content = drawn(
        (72, 100, first),
        (at + quote, 100, wide),
        (end + quote, 100, " and then they left the hall."),
        (at, 100, "“"),
        (end, 100, "”"),
    )
    assert texts(content) == ["They said “we are ready” and then they left the hall."]


def test_footnotes_of_two_columns_that_share_a_baseline_stay_apart() -> None:
    press = Press(columns=2, foot=120)
    chosen = random.Random(5)
    bodies = [sentences(chosen, 5) for _ in range(14)]
    for body in bodies:
        press.paragraph(body)
    canvas = press.canvas
    for x, mark, words in ((72, "1", "See the first report."), (309, "2", "See the second one.")):
        canvas.setFont(REGULAR, 5)
        canvas.drawString(x, 94, mark)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(x + 4, 90, words)
    notes = [b for b in read_pdf(press.finish()).blocks if b.kind is Kind.FOOTNOTE]
    assert [(b.number, b.text) for b in notes] == [
        ("1", "¹ See the first report."),
        ("2", "² See the second one."),
    ]


def test_a_line_stretched_to_its_column_is_no_row_of_a_table() -> None:
    words, places = ["before", "every", "year", "1998", "came"], [72.0]
    for word in words:
        places.append(places[-1] + stringWidth(word, REGULAR, 10) + 24)
    content = drawn(
        (72, 100, "Harbours and their keepers were counted there"),
        *((x, 112, word) for x, word in zip(places, words, strict=False)),
        (72, 124, "and the ice closed all of them until the spring."),
    )
    (block,) = read_pdf(content).blocks
    assert "there before every year 1998 came and" in block.text


def test_a_number_in_the_middle_of_a_sentence_begins_no_paragraph() -> None:
    press = Press(foot=780)
    last = "The office stands since many years in the old house at the corner of Long Street"
    press.canvas.setFont(REGULAR, 10)
    width = press.column_width
    for row, words in enumerate(["All letters go to one address in the town.", last]):
        spread = press.canvas.beginText(72, 760 - 12 * row)
        spread.setFont(REGULAR, 10)
        gaps = words.count(" ")
        spread.setWordSpace((width - stringWidth(words, REGULAR, 10)) / gaps)
        spread.textOut(words)
        press.canvas.drawText(spread)
    press.next_page()
    press.canvas.setFont(REGULAR, 10)
    press.canvas.drawString(72, 760, "14. Visitors come in by the yard and ask for the keeper.")
    joined = [b for b in read_pdf(press.finish()).blocks if "Long Street 14. Visitors" in b.text]
    assert len(joined) == 1


def test_columns_from_top_to_bottom_are_read_from_right_to_left() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    columns = ["山の上に古い家がある。", "毎朝その戸が開いて、", "一人の男が海を見る。"]
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    canvas.setFont("HeiseiMin-W3", 12)
    for column, text in reversed(list(enumerate(columns))):
        for row, character in enumerate(text):
            canvas.drawString(500 - 20 * column, 760 - 12 * row, character)
    canvas.save()
    blocks = read_pdf(written.getvalue()).blocks
    assert "".join(block.text for block in blocks) == "".join(columns)
    line = blocks[0].lines[0]
    assert line.box.x0 < 505 < line.box.x1 < 520
    assert line.box.y1 - line.box.y0 == pytest.approx(12 * len(columns[0]), abs=3)


def test_a_number_on_the_only_page_is_hedged_for_nothing_bears_it_out() -> None:
    lines = [(72.0, 100.0 + 14 * n, f"Line {n} of the letters of a clerk") for n in range(6)]
    [page] = read_pdf(drawn(*lines, (WIDTH / 2 - 5, HEIGHT - 40, "14"))).pages
    assert (page.printed, page.basis) == ("14", Basis.INFERRED)
