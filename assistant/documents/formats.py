"""What a file is, by its content first and its name second."""

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from assistant.errors import UnreadableFile

MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
TABLE_NAMES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv"}
HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".xht"})

SAVE_AGAIN = "Open it in the program it was made with and save it again"
UNLOCK = "Open it with its password and save a copy without one"

_HEAD = 4096
_OFFICE_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_MIMETYPES = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {"WordDocument": "doc", "PowerPoint Document": "ppt", "Workbook": "xls"}
_BINARIES = (
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (8, b"WEBPVP8", "a WebP picture"),
    (4, b"ftypheic", "an HEIC picture"),
    (4, b"ftypavif", "an AVIF picture"),
    (0, b"AT&TFORM", "a DjVu scan"),
    (4, b"ftypM4A", "a sound recording"),
    (4, b"ftyp", "a film"),
    (8, b"WAVEfmt ", "a sound recording"),
    (8, b"AVI LIST", "a film"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (0, b"ID3", "a sound recording"),
    (0, b"OggS", "a sound recording"),
    (0, b"fLaC", "a sound recording"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a program"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"OTTO", "a font"),
    (60, b"BOOKMOBI", "a Kindle book"),
)
"""Offset, what stands there, and what such a file is."""
_REMEDIES = {
    "picture": "Make a PDF of it with text recognition (OCR) and add that",
    "scan": "Make a PDF of it with text recognition (OCR) and add that",
    "archive": "Unpack it and add the documents in it",
    "file": "Convert it to PDF",
    "book": "Convert it to EPUB",
    "table": "Save it as CSV",
}

_HTML_START = re.compile(
    r"(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
_XML_START = re.compile(r"\s*<\?xml\b")
_SVG_START = re.compile(r"(?:<!--.*?-->|<\?xml[^>]*>|<!doctype[^>]*>|\s)*<svg\b", re.I | re.S)
_HEADER = re.compile(r"([!-9;-~]+):")
_MAIL_MARKS = frozenset(
    {"received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature"}
)


def recognise(content: bytes, name: str = "") -> str:
    """The format of these bytes: `pdf`, `docx`, `text`, …; raises `UnreadableFile`.

    A name decides only where content cannot: between plain text, Markdown, CSV
    and a page that starts without any HTML mark.
    """
    suffix = PurePath(name).suffix.lower()
    if not content.strip(b"\0 \t\r\n\f"):
        raise UnreadableFile("The file is empty", "Check that it was copied or downloaded whole")
    for find in (_pdf, _zip, _ole, _rtf):
        found = find(content, suffix)
        if found:
            return found
    _refuse_binaries(content)
    if not looks_like_text(content):
        raise _not_text(suffix)
    return _text_format(content, suffix)


def looks_like_text(content: bytes) -> bool:
    """Whether the first 8 KiB read as text in some encoding.

    A tenth of control characters is allowed in UTF-8 (a damaged file is still
    worth reading), a fiftieth in other encodings: random bytes have a ninth.
    """
    sample = content[:8192]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    nuls = sample.count(0)
    if nuls > len(sample) // 5 and nuls in (sample[::2].count(0), sample[1::2].count(0)):
        return True
    controls = sum(sample.count(code) for code in range(32) if code not in b"\t\n\r\f\b\x1b")
    return controls <= len(sample) * (0.1 if _is_utf8(sample) else 0.02)


def _pdf(content: bytes, suffix: str) -> str:
    """Readers allow junk before the header, and some files have lost it."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    has_objects = b" obj" in content or b"startxref" in content
    early = b"%PDF-" in content[:1024]
    return "pdf" if has_objects and (early or suffix == ".pdf") else ""


def _rtf(content: bytes, suffix: str) -> str:
    return "rtf" if content.lstrip()[:5] == b"{\\rtf" else ""


def _zip(content: bytes, suffix: str) -> str:
    if not content.startswith((b"PK\3\4", b"PK\5\6")):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _zip_format(archive, suffix)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, zlib.error) as error:
        raise UnreadableFile(
            "The file is damaged or was cut short", "Copy or download it again"
        ) from error


def _zip_format(archive: zipfile.ZipFile, suffix: str) -> str:
    names = archive.namelist()
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        stated = archive.read("mimetype").strip().decode("ascii", "replace")
        if stated in _MIMETYPES:
            return _MIMETYPES[stated]
    if "[Content_Types].xml" in names:
        for folder, found in _OFFICE_FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return found
    if "META-INF/container.xml" in names:
        return "epub"
    if suffix == ".odt" and "content.xml" in names:
        return "odt"
    return "zip"


def _ole(content: bytes, suffix: str) -> str:
    """The container of Office files before 2007, and of encrypted ones since."""
    if not content.startswith(_OLE):
        return ""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile("The file is encrypted", UNLOCK)
    for stream, found in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in content:
            return found
    if "__substg1.0_".encode("utf-16-le") in content:
        raise UnreadableFile("The file is an Outlook message", "Save it as .eml, .html or .pdf")
    raise UnreadableFile("The file is of an old Office kind", "Save it in a present-day format")


def _refuse_binaries(content: bytes) -> None:
    for offset, magic, what in _BINARIES:
        if content.startswith(magic, offset):
            remedy = _REMEDIES.get(what.rpartition(" ")[2], "Only documents can be read")
            raise UnreadableFile(f"The file is {what}", remedy)


def _not_text(suffix: str) -> UnreadableFile:
    named = f", although its name ends in {suffix}" if suffix else ""
    return UnreadableFile(f"The file holds no text that can be read{named}", SAVE_AGAIN)


def _text_format(content: bytes, suffix: str) -> str:
    head = _head(content)
    if _HTML_START.match(head) or (suffix in HTML_NAMES and "<" in head):
        return "html"
    if _SVG_START.match(head):
        raise UnreadableFile("The file is an SVG picture", _REMEDIES["picture"])
    if _XML_START.match(head) and suffix != ".txt":
        raise UnreadableFile("The file is XML of an unknown kind", SAVE_AGAIN + " as a document")
    mail = _mail_format(head, suffix)
    if mail:
        return mail
    if suffix in MARKDOWN_NAMES:
        return "markdown"
    return TABLE_NAMES.get(suffix, "text")


def _mail_format(head: str, suffix: str) -> str:
    """`eml` or `mhtml` if the text opens with the headers of a message, else empty."""
    lines = head.lstrip("\ufeff").splitlines()
    if not lines or not _HEADER.match(lines[0]):
        return ""
    headers: set[str] = set()
    for line in lines:
        found = _HEADER.match(line)
        if found:
            headers.add(found[1].lower())
        elif not line.startswith((" ", "\t")):
            break
    if not (headers & _MAIL_MARKS or (suffix == ".eml" and "from" in headers)):
        return ""
    opening = head.lower()
    related = "multipart/related" in opening and "text/html" in opening
    return "mhtml" if related and (suffix != ".eml") else "eml"


def _head(content: bytes) -> str:
    """The first characters, good enough to look for ASCII marks in them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[: 2 * _HEAD].decode("utf-16", "replace").lstrip("\ufeff")
    return content[:_HEAD].decode("utf-8", "replace").replace("\0", "").lstrip("\ufeff")


def _is_utf8(sample: bytes) -> bool:
    """Whether a sample is UTF-8, its last character possibly cut in two."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end >= len(sample) and error.start > len(sample) - 4
    return True
