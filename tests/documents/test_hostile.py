"""Files made to hurt, and honest ones of every format, through the whole sandbox."""

import io
import shutil
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pptx
import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.division import LONGEST_PARAGRAPH
from assistant.documents.document import Revision
from assistant.documents.sandbox.reader import Reader
from assistant.documents.sandbox.slots import Limits
from assistant.errors import UnknownPage, UnreadableFile
from tests.documents.archives import with_declared_size, zipped

WORDS = "The forum met in Geneva."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def docx(body: str, before: str = "") -> bytes:
    document = f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped(
        {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    )


def docx_paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def odt(words: str, before: str = "") -> bytes:
    content = (
        f"{before}<office:document-content {OFFICE}><office:body><office:text><text:p>{words}"
        "</text:p></office:text></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": content})


def epub(words: str) -> bytes:
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="p.opf"/></container>',
            "p.opf": '<package><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
            '<spine><itemref idref="a"/></spine></package>',
            "a.xhtml": f"<html><body><p>{words}</p></body></html>",
        }
    )


def pdf(password: str | None = None) -> bytes:
    sink = io.BytesIO()
    locked = pdfencrypt.StandardEncryption(password) if password else None
    canvas = Canvas(sink, encrypt=locked)
    canvas.drawString(72, 700, WORDS)
    canvas.showPage()
    canvas.save()
    return sink.getvalue()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = WORDS
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def slides() -> bytes:
    made = pptx.Presentation()
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = WORDS
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


def read(reader: Reader, content: bytes, name: str = "file") -> Revision:
    return reader.read_bytes(content, document_id="d", name=name)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        pytest.param(pdf, "a.pdf", id="pdf"),
        pytest.param(lambda: docx(docx_paragraph(WORDS)), "a.docx", id="docx"),
        pytest.param(lambda: odt(WORDS), "a.odt", id="odt"),
        pytest.param(lambda: f"{{\\rtf1 {WORDS}\\par}}".encode(), "a.rtf", id="rtf"),
        pytest.param(slides, "a.pptx", id="pptx"),
        pytest.param(xlsx, "a.xlsx", id="xlsx"),
        pytest.param(lambda: f"{WORDS},1\n2,3\n".encode(), "a.csv", id="csv"),
        pytest.param(lambda: f"<html><p>{WORDS}</p></html>".encode(), "a.html", id="html"),
        pytest.param(lambda: epub(WORDS), "a.epub", id="epub"),
        pytest.param(
            lambda: f"MIME-Version: 1.0\nFrom: a@b\n\n{WORDS}\n".encode(), "a.eml", id="eml"
        ),
        pytest.param(lambda: f"# Report\n\n{WORDS}\n".encode(), "a.md", id="markdown"),
        pytest.param(lambda: WORDS.encode(), "a.txt", id="text"),
        pytest.param(lambda: zipped({"a.txt": WORDS}), "a.zip", id="zip"),
    ],
)
def test_every_format_is_read_behind_the_walls(
    reader: Reader, make: Callable[[], bytes], name: str
) -> None:
    revision = read(reader, make(), name)
    assert any(WORDS in paragraph.text for paragraph in revision.paragraphs)
    for paragraph in revision.paragraphs:
        assert revision.text[paragraph.start : paragraph.end] == paragraph.text


def flate_twice(megabytes: int) -> bytes:
    """A page whose content unpacks, in two steps, to so many MB of blanks."""
    squeezed = zlib.compressobj(9, wbits=-15)
    step = squeezed.compress(bytes(2**20)) + squeezed.flush(zlib.Z_FULL_FLUSH)
    # Every step is the same; the checksum of n zeros is n in its upper half and 1 below.
    checksum = ((megabytes * 2**20 % 65521) << 16 | 1).to_bytes(4, "big")
    inner = b"\x78\x9c" + step * megabytes + b"\x03\x00" + checksum
    content = zlib.compress(inner, 9)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>endobj\n"
        + f"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length {len(content)}>>stream\n".encode()
        + content
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )


LAUGHS = '<!DOCTYPE x [<!ENTITY l0 "ha">{}]>'.format(
    "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
)


@pytest.mark.parametrize(
    ("make", "name", "reason"),
    [
        pytest.param(lambda: docx("<w:p/>" * 2_000_000), "a.docx", "zip bomb", id="docx bomb"),
        pytest.param(
            lambda: with_declared_size(docx("<w:p/>" * 2_000_000), 10), "a.docx", "", id="lies"
        ),
        pytest.param(lambda: docx("", LAUGHS), "a.docx", "", id="docx laughs unused"),
        pytest.param(lambda: docx(docx_paragraph("&l9;"), LAUGHS), "a.docx", "", id="docx laughs"),
        pytest.param(lambda: odt("&l9;", LAUGHS), "a.odt", "damaged", id="odt laughs"),
        pytest.param(
            lambda: docx("<w:tbl><w:tr><w:tc>" * 3000), "a.docx", "broken|damaged", id="deep tables"
        ),
        pytest.param(lambda: pdf("secret"), "a.pdf", "password|encrypted", id="locked pdf"),
        pytest.param(lambda: pdf()[:300], "a.pdf", "", id="pdf cut short"),
        pytest.param(lambda: b"%PDF-1.7\n", "a.pdf", "", id="only a header"),
        pytest.param(lambda: b"", "a.docx", "empty", id="empty"),
        pytest.param(lambda: bytes(range(256)) * 99, "a.txt", "no text", id="noise"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(
    reader: Reader, make: Callable[[], bytes], name: str, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=f"(?i){reason}") as caught:
        read(reader, make(), name)
    assert caught.value.remedy
    assert caught.value.reason[0].isupper()


@pytest.mark.long
@pytest.mark.parametrize("mebibytes", [512, Limits().memory // 2**20])
def test_a_page_that_unpacks_to_gigabytes_costs_one_worker(mebibytes: int) -> None:
    with Reader(Limits(memory=mebibytes * 2**20)) as small:
        with pytest.raises(UnreadableFile, match="memory"):
            read(small, flate_twice(3000), "a.pdf")
        assert WORDS in read(small, pdf(), "a.pdf").text


HOARDER = """
import os, sys
sys.stdin.buffer.read(20)
held = []
try:
    while True:
        held.append(b"x" * 2**24)
except MemoryError:
    print(len(held) * 16, file=sys.stderr)
    os.abort()
"""
"""A reader that takes all the memory it gets, and says how many MiB that was."""


@pytest.mark.long
def test_a_worker_gets_no_more_than_a_gibibyte(caplog: pytest.LogCaptureFixture) -> None:
    confined = HOARDER.replace(
        "held = []",
        "import json, types; root, *sys.path = sys.argv[1:-1]; orders = json.loads(sys.argv[-1])\n"
        "assistant = sys.modules['assistant'] = types.ModuleType('assistant')\n"
        "assistant.__path__ = [root + '/assistant']\n"
        "from assistant.documents.sandbox.confinement import confine\n"
        "confine(orders['memory'], orders['readable'])\nheld = []",
    )
    with (
        caplog.at_level("DEBUG", logger="assistant.documents.sandbox.child"),
        Reader(program=confined) as reader,
        pytest.raises(UnreadableFile, match="memory"),
    ):
        read(reader, WORDS.encode() * 9, "a.txt")
    (taken,) = (record for record in caplog.messages if record.startswith("worker: "))
    assert 256 < int(taken.removeprefix("worker: ")) <= 1024


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_other_files_are_not_drawn_in(reader: Reader, tmp_path: Path, form: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    before = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    content = (
        docx(docx_paragraph("Words &e; stand."), before)
        if form == "docx"
        else odt("Words &e; stand.", before)
    )
    try:
        text = read(reader, content, f"a.{form}").text
    except UnreadableFile as refusal:
        text = refusal.reason
    assert "the secret" not in text


@pytest.mark.long
@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"\n\n" * 100_000 + b"Words.", "a.txt", id="100,000 empty paragraphs"),
        pytest.param(b"<html>" + b"<p></p>" * 100_000 + b"<p>Words.", "a.html", id="in HTML"),
        pytest.param(docx("<w:p/>" * 100_000 + docx_paragraph("Words.")), "a.docx", id="in Word"),
        pytest.param(
            odt("</text:p>" + "<text:p/>" * 100_000 + "<text:p>Words."), "a.odt", id="ODT"
        ),
        pytest.param(epub("</p>" + "<p></p>" * 100_000 + "<p>Words."), "a.epub", id="in EPUB"),
        pytest.param(b"Words.\0\0 And more words stand here.\0", "a.txt", id="NULs"),
        pytest.param("Grüße. ".encode() * 50 + b"Gr\xfc\xdfe. " * 50, "a.txt", id="two encodings"),
        pytest.param(b"junk before\n" + pdf(), "a.pdf", id="junk before a PDF"),
        pytest.param(pdf(), "a.docx", id="a PDF under a Word name"),
        pytest.param(b"<div>" * 100_000 + b"Words.", "a.html", id="deep HTML"),
    ],
)
def test_odd_files_are_read_all_the_same(reader: Reader, content: bytes, name: str) -> None:
    revision = read(reader, content, name)
    assert revision.paragraphs
    assert "\0" not in revision.text
    assert revision.text.encode().decode() == revision.text


RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r9" Target="{}" TargetMode="External" Type="http://schemas.openxmlformats'
    '.org/officeDocument/2006/relationships/image"/></Relationships>'
)
DRAWN = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="r9"/>'
    "</w:drawing></w:r></w:p>"
)


def linking_docx(target: str) -> bytes:
    body = docx_paragraph(WORDS) + DRAWN
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": RELATED.format(target),
        }
    )


@pytest.mark.parametrize(
    ("make", "name"),
    [
        pytest.param(linking_docx, "a.docx", id="docx"),
        pytest.param(
            lambda target: odt(
                f'{WORDS}<draw:image xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
                f' xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{target}"/>'
            ),
            "a.odt",
            id="odt",
        ),
        pytest.param(
            lambda target: epub(
                f'{WORDS}</p><iframe src="{target}"/><object data="{target}"/><img src="{target}"/>'
                f'<link rel="stylesheet" href="{target}"/><p>The end of it.'
            ),
            "a.epub",
            id="epub",
        ),
    ],
)
@pytest.mark.parametrize("far", [False, True], ids=["a file", "another machine"])
def test_what_a_file_links_to_is_not_fetched(
    reader: Reader, tmp_path: Path, make: Callable[[str], bytes], name: str, *, far: bool
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        text = read(reader, make(address if far else secret.as_uri()), name).text
        with pytest.raises(TimeoutError):
            server.accept()
    assert WORDS in text
    assert "the secret" not in text


LINE = b"The harbour master counts the ships of the morning. " * 200_000


@pytest.mark.long
@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(LINE, "a.txt", id="text"),
        pytest.param(b"x" * len(LINE), "a.txt", id="one word"),
    ],
)
def test_a_line_of_ten_megabytes_is_read_in_its_time(
    reader: Reader, content: bytes, name: str
) -> None:
    started = time.monotonic()
    revision = read(reader, content, name)
    assert time.monotonic() - started < 65
    assert sum(len(paragraph.text) for paragraph in revision.paragraphs) > len(content) * 0.99
    assert max(len(paragraph.text) for paragraph in revision.paragraphs) <= LONGEST_PARAGRAPH
    assert read(reader, WORDS.encode(), "b.txt").text == WORDS


def test_pages_are_drawn_and_missing_ones_named(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    first = reader.render(path, 1, 300)
    assert first[:4] == b"RIFF"
    assert reader.render(path, 1, 300) == first
    with pytest.raises(UnknownPage):
        reader.render(path, 2, 300)
    path.write_bytes(pdf("secret"))
    with pytest.raises(UnreadableFile):
        reader.render(path, 1, 300)
    path.unlink()
    with pytest.raises(UnreadableFile, match="not there"):
        reader.render(path, 1, 300)


def scanned() -> bytes:
    """A page that is nothing but the picture of a sentence."""
    picture = PIL.Image.new("L", (1240, 300), 255)
    drawing = PIL.ImageDraw.Draw(picture)
    drawing.text((80, 100), WORDS, fill=0, font=PIL.ImageFont.load_default(60))
    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=(595, 144))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 144)
    canvas.save()
    return sink.getvalue()


def test_a_scan_is_recognised_behind_the_walls_or_says_what_it_takes(reader: Reader) -> None:
    if shutil.which("tesseract"):
        assert "forum met in Geneva" in read(reader, scanned(), "a.pdf").text
    else:
        with pytest.raises(UnreadableFile, match="No text layer") as caught:
            read(reader, scanned(), "a.pdf")
        assert "Tesseract" in caught.value.remedy
