import io
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.document import Kind, PageSource
from assistant.documents.pdf.printed_lines import Frame, PrintedLine, PrintedWord
from assistant.documents.pdf.reader import read_pdf
from assistant.documents.pdf.recognition import NotRecognised, Tesseract, find_recogniser
from tests.documents.typesetting import HEIGHT, WIDTH, Press

SENTENCES = [
    "The archive keeps the letters of the harbour office in seven wooden boxes.",
    "Every box has a list of its letters, and every list names the writers.",
]


def scanned(content: bytes) -> bytes:
    """The same pages as pictures without text."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT))
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            picture = page.render(scale=200 / 72).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture(scope="module")
def scan() -> bytes:
    press = Press(size=12, leading=16)
    for sentence in SENTENCES:
        press.paragraph(sentence, after=20)
    return scanned(press.finish())


@dataclass(frozen=True)
class Double:
    """Finds one line on every picture: `Seven keys`, at 72 points, 90 % sure."""

    fails: bool = False

    def lines(
        self, picture: PIL.Image.Image, *, page: int, width: float, height: float
    ) -> list[PrintedLine]:
        if self.fails:
            raise NotRecognised("too dark")
        assert (picture.width, picture.height) == (1653, 2340)
        words = [
            PrintedWord("Seven", 72, 100, spaced=False, raised=False),
            PrintedWord("keys", 103, 125, spaced=True, raised=False),
        ]
        frame = Frame((1, 0), (0, 1), width, height)
        return [
            PrintedLine(
                page, frame, words, "Seven keys", 72, 125, 100, 10, False, False, confidence=0.9
            )
        ]


def test_a_scan_is_unread_until_there_is_a_recogniser(scan: bytes) -> None:
    extract = read_pdf(scan)
    assert extract.blocks == ()
    assert extract.pages[0].source is PageSource.NONE
    assert extract.notices == (
        "Page 1: no text layer (scanned): install Tesseract (package tesseract-ocr), "
        "then read the file again",
    )


def test_recognised_text_carries_its_place_and_confidence(scan: bytes) -> None:
    extract = read_pdf(scan, recogniser=Double())
    (block,) = extract.blocks
    assert (block.kind, block.text, block.confidence) == (Kind.PARAGRAPH, "Seven keys", 0.9)
    assert block.lines[0].box == pytest.approx((72, 92.6, 125, 102.1))
    assert extract.pages[0].source is PageSource.OCR
    assert extract.notices == ()


def test_a_page_that_cannot_be_recognised_says_so(scan: bytes) -> None:
    extract = read_pdf(scan, recogniser=Double(fails=True))
    assert extract.notices == ("Page 1: recognition failed: scan the page again",)


def test_recognition_stops_when_its_time_is_over(scan: bytes) -> None:
    extract = read_pdf(scan, recogniser=Double(), seconds=-1)
    assert extract.notices == ("Page 1: recognition stopped after -1 seconds: split the file",)


def test_tesseract_tables_become_lines(tmp_path: Path) -> None:
    table = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "4\t1\t1\t1\t1\t0\t200\t100\t500\t30\t-1\t\n"
        "5\t1\t1\t1\t1\t1\t200\t100\t200\t20\t96\tSeven\n"
        "5\t1\t1\t1\t1\t2\t420\t100\t100\t26\t80\tkeys\n"
        "5\t1\t1\t1\t2\t1\t200\t140\t100\t20\t90\tAnd\n"
    )
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\nprintf '%s' '{table}'\n")
    program.chmod(0o755)
    picture = PIL.Image.new("L", (1000, 2000))
    first, second = Tesseract(str(program), ("eng",)).lines(
        picture, page=3, width=500.0, height=1000.0
    )
    assert (first.text, first.page, first.u0, first.u1, first.v) == (
        "Seven keys", 3, 100, 260, 60,
    )  # fmt: skip
    assert first.confidence == pytest.approx((0.96 * 5 + 0.8 * 4) / 9)
    assert (second.text, second.v, second.size) == ("And", 80, first.size)


def test_a_program_that_fails_is_named_as_such(tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    with pytest.raises(NotRecognised):
        Tesseract(str(program), ("eng",)).lines(
            PIL.Image.new("L", (10, 10)), page=1, width=10, height=10
        )


def test_without_the_program_nothing_recognises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_recogniser() is None


def test_a_scan_is_read_where_tesseract_is_installed_and_refused_where_not(scan: bytes) -> None:
    recogniser = find_recogniser()
    extract = read_pdf(scan, recogniser=recogniser)
    if recogniser is None or "eng" not in recogniser.languages:
        assert all(page.source is not PageSource.TEXT for page in extract.pages)
        return
    assert [block.text for block in extract.blocks] == SENTENCES
    assert all((block.confidence or 0) > 0.8 for block in extract.blocks)
    top = extract.blocks[0].lines[0].box
    assert top.x0 == pytest.approx(72, abs=3)
    assert top.y1 == pytest.approx(72 + 16 + 2.5, abs=3)
