"""Contents, titles over lines and the notes of LibreOffice, on pages set for the purpose."""

from assistant.documents.composition import compose
from assistant.documents.contents_words import names_contents
from assistant.documents.document import Block, Extract, Kind, Paragraph
from assistant.documents.markup.markdown import read_markdown
from assistant.documents.pdf.reader import read_pdf
from assistant.documents.reading import read_extract
from tests.documents.typesetting import BOLD, HEIGHT, REGULAR, Press

PROSE = (
    "The delegates met in the old hall and heard the report of the treasurer, who said that "
    "the money would last for another year if nothing else were bought before the spring."
)


def lines_of(*lines: tuple[float, float, str, str, float]) -> Press:
    """A page with these lines: `x`, `y` from the top, font, text, size."""
    press = Press()
    for x, y, font, text, size in lines:
        press.canvas.setFont(font, size)
        press.canvas.drawString(x, HEIGHT - y, text)
    return press


def paragraphs(press: Press) -> tuple[Paragraph, ...]:
    extract = read_extract(press.finish(), name="made.pdf")
    return compose(extract, document_id="d", sha256="0").paragraphs


def report() -> Press:
    """A title over two lines, contents with leaders, and two sections."""
    return lines_of(
        (72, 80, BOLD, "Report of the Forum on Safety and", 20),
        (232, 104, BOLD, "Valleys", 20),
        (72, 160, BOLD, "Contents", 14),
        (72, 180, REGULAR, "I. Opening of the session ............................ 3", 10),
        (72, 194, REGULAR, "II. A title that is so long that it goes on below", 10),
        (90, 206, REGULAR, "the line ......................................... 14", 10),
        (72, 240, BOLD, "I. Opening of the session", 12),
        (72, 260, REGULAR, PROSE[:86], 10),
        (72, 272, REGULAR, PROSE[87:], 10),
        (72, 300, BOLD, "II. The money", 12),
        (72, 320, REGULAR, PROSE[:86], 10),
        (72, 332, REGULAR, PROSE[87:], 10),
    )


def test_a_title_over_two_lines_is_one_heading() -> None:
    first = paragraphs(report())[0]
    assert (first.kind, first.text) == (
        Kind.HEADING,
        "Report of the Forum on Safety and Valleys",
    )


def test_each_row_of_the_contents_is_a_row_without_its_dots() -> None:
    rows = [p.text for p in paragraphs(report()) if p.kind is Kind.TABLE_ROW]
    assert rows == [
        "I. Opening of the session | 3",
        "II. A title that is so long that it goes on below the line | 14",
    ]


def test_the_contents_stand_over_their_rows_and_over_no_section() -> None:
    title = "Report of the Forum on Safety and Valleys"
    sections = {p.section for p in paragraphs(report()) if p.kind is not Kind.HEADING}
    assert sections == {
        (title, "Contents"),
        (title, "I. Opening of the session"),
        (title, "II. The money"),
    }


def test_a_pdf_has_the_language_of_its_words() -> None:
    assert read_extract(report().finish(), name="made.pdf").language == "en"


def test_the_ninth_lettered_heading_is_no_roman_one() -> None:
    press = Press()
    for letter in "ABCDEFGHIJ":
        press.paragraph(f"{letter}. A section", font=BOLD, size=12)
        press.paragraph(PROSE)
    found = read_pdf(press.finish()).blocks
    assert [b.level for b in found if b.kind is Kind.HEADING] == [1] * 10


def test_numbers_that_are_not_raised_open_notes_where_the_text_calls_them() -> None:
    press = lines_of(
        (72, 80, REGULAR, PROSE[:86], 10),
        (72, 92, REGULAR, "and nobody asked for more.", 10),
        (72, 700, REGULAR, "1", 8),
        (89, 700, REGULAR, "Minutes of the first day.", 8),
        (72, 711, REGULAR, "2", 8),
        (89, 711, REGULAR, "Minutes of the second day.", 8),
    )
    press.canvas.setFont(REGULAR, 6)
    press.canvas.drawString(186, HEIGHT - 88, "1")
    notes = [b for b in read_pdf(press.finish()).blocks if b.kind is Kind.FOOTNOTE]
    assert [(b.number, b.text) for b in notes] == [
        ("1", "¹ Minutes of the first day."),
        ("2", "² Minutes of the second day."),
    ]


def test_a_contents_heading_closes_at_the_next_heading_of_any_level() -> None:
    blocks = (
        Block(Kind.HEADING, "Contents", level=1),
        Block(Kind.HEADING, "Opening", level=2),
        Block(Kind.PARAGRAPH, PROSE),
    )
    revision = compose(Extract("text", blocks), document_id="d", sha256="0")
    assert revision.paragraphs[-1].section == ("Opening",)


def test_contents_are_known_by_name() -> None:
    assert names_contents("Contents")
    assert names_contents("目　次")
    assert names_contents("TABLE DES MATIÈRES")
    assert not names_contents("Contents of the box")


def test_thousands_of_open_brackets_are_words() -> None:
    found = read_markdown(b"[" * 5_000 + b" and words").blocks
    assert [b.text for b in found] == ["[" * 5_000 + " and words"]
