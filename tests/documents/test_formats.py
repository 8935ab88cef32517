import pytest

from assistant.documents.formats import recognise
from assistant.errors import UnreadableFile
from tests.documents.archives import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)
ODT = b"application/vnd.oasis.opendocument.text"
PAGE = "<!DOCTYPE html>\n<html><body><p>Words</p></body></html>"
MESSAGE = b"From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n\r\nHello\r\n"
SAVED_PAGE = (
    b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html"; boundary="b"\r\n\r\n--b\r\n'
)


def office(folder: str) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        pytest.param(b"%PDF-1.7\n", "a.txt", "pdf", id="a PDF under another name"),
        pytest.param(b"junk\n%PDF-1.4\n1 0 obj", "a.pdf", "pdf", id="junk before the header"),
        pytest.param(b"1 0 obj\n<<>>\nendobj", "a.pdf", "pdf", id="a PDF without a header"),
        pytest.param(b"About the mark %PDF- in files", "a.txt", "text", id="text about PDF"),
        pytest.param(office("word"), "a.doc", "docx", id="new Word file, old name"),
        pytest.param(office("xl"), "a", "xlsx", id="spreadsheet"),
        pytest.param(office("ppt"), "a", "pptx", id="slides"),
        pytest.param(zipped({"mimetype": ODT, "content.xml": b"<x/>"}), "a", "odt", id="ODT"),
        pytest.param(zipped({"content.xml": b"<x/>"}), "a.odt", "odt", id="ODT without its type"),
        pytest.param(zipped({"mimetype": b"application/epub+zip"}), "a", "epub", id="EPUB"),
        pytest.param(zipped({"META-INF/container.xml": b""}), "a", "epub", id="EPUB, untyped"),
        pytest.param(zipped({"a.txt": b"x"}), "a.docx", "zip", id="a plain archive"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "a", "doc", id="old Word"),
        pytest.param(OLE + "Workbook".encode("utf-16-le"), "a.doc", "xls", id="old Excel"),
        pytest.param(b"{\\rtf1\\ansi Hello}", "a.doc", "rtf", id="RTF under a Word name"),
        pytest.param(PAGE.encode(), "a.txt", "html", id="a page under a text name"),
        pytest.param(PAGE.encode("utf-16"), "a.txt", "html", id="a page in UTF-16"),
        pytest.param(b"<!-- x --> <html>", "a", "html", id="a page after a comment"),
        pytest.param(b"<p>Bare</p>", "a.htm", "html", id="a page without a start, by name"),
        pytest.param(b"<p>Bare</p>", "a.txt", "text", id="the same as text"),
        pytest.param(MESSAGE, "a.txt", "eml", id="a message"),
        pytest.param(b"From: The chair\n\nWe met.", "a.txt", "text", id="a memo is no message"),
        pytest.param(SAVED_PAGE, "a.mht", "mhtml", id="a saved page"),
        pytest.param(b"# Title\n", "a.md", "markdown", id="Markdown by name"),
        pytest.param(b"# Title\n", "a.txt", "text", id="the same as text"),
        pytest.param(b"a;b\n1;2\n", "A.CSV", "csv", id="CSV by name"),
        pytest.param(b"a\tb\n", "a.tsv", "tsv", id="TSV by name"),
        pytest.param("Grüße".encode("latin-1"), "a", "text", id="Latin-1"),
        pytest.param("Привет мир".encode("cp1251"), "a.txt", "text", id="Windows Cyrillic"),
        pytest.param("hello there".encode("utf-16-le"), "a", "text", id="UTF-16 without a mark"),
        pytest.param(b"some\0words\0with NULs between them", "a", "text", id="a few NULs"),
        pytest.param("é".encode() * 5000, "a", "text", id="a character cut by the sample"),
        pytest.param(("x" + "é" * 5000).encode(), "a", "text", id="cut in its middle"),
    ],
)
def test_content_decides_before_the_name(content: bytes, name: str, expected: str) -> None:
    assert recognise(content, name) == expected


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        pytest.param(b"", "a.txt", "The file is empty", id="empty"),
        pytest.param(bytes(1000), "a.pdf", "The file is empty", id="only NULs"),
        pytest.param(b"\xff\xd8\xff\xe0", "a.pdf", "a JPEG picture", id="JPEG"),
        pytest.param(b"<svg xmlns='x'/>", "a.svg", "an SVG picture", id="SVG"),
        pytest.param(b"RIFF1234WEBPVP8 ", "a", "a WebP picture", id="WebP"),
        pytest.param(b"\0\0\0\x18ftypisom", "a.mp4", "a film", id="MP4"),
        pytest.param(b"\x1f\x8b\x08\0", "a.txt", "a gzip archive", id="gzip"),
        pytest.param(b"\x7fELF" + bytes(range(32)), "a", "a program", id="program"),
        pytest.param(bytes(range(256)) * 40, "a.txt", "no text", id="random bytes"),
        pytest.param(b"<?xml version='1.0'?><a/>", "a.xml", "XML", id="XML"),
        pytest.param(b"PK\3\4 and then nothing", "a.docx", "damaged", id="broken zip"),
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted", id="locked Word"
        ),
        pytest.param(OLE, "a.doc", "old Office kind", id="unknown container"),
        pytest.param(
            OLE + "__substg1.0_".encode("utf-16-le"), "a.msg", "Outlook", id="Outlook message"
        ),
    ],
)
def test_what_is_no_document_is_named(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as caught:
        recognise(content, name)
    assert caught.value.remedy
