"""LibreOffice is played by a small script here: what is tested is how it is called and confined."""

import hashlib
import sys
from pathlib import Path

import pytest

from assistant.documents.office.legacy_office import convert, not_installed
from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile

LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "WordDocument".encode("utf-16-le")
WRITING = """
import os, sys, zipfile
folder = sys.argv[sys.argv.index("--outdir") + 1]
kind = sys.argv[sys.argv.index("--convert-to") + 1]
source = open(sys.argv[-1], "rb").read()
assert source.startswith(b"\\xd0\\xcf\\x11\\xe0"), source[:8]
assert os.environ["HOME"] == folder
try:
    open({elsewhere!r}, "w").write("escaped")
except OSError:
    pass
names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
rels = "http://schemas.openxmlformats.org/package/2006/relationships"
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
types = "http://schemas.openxmlformats.org/package/2006/content-types"
main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
with zipfile.ZipFile(folder + "/source." + kind, "w") as made:
    made.writestr("[Content_Types].xml", f'<Types xmlns="{{types}}">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{{main}}"/></Types>')
    made.writestr("_rels/.rels", f'<Relationships xmlns="{{rels}}">'
        f'<Relationship Id="r1" Type="{{office}}" Target="word/document.xml"/></Relationships>')
    made.writestr("word/document.xml", f"<w:document {{names}}><w:body><w:p><w:r>"
        "<w:t>The old words.</w:t></w:r></w:p></w:body></w:document>")
"""


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(commands: Path, program: str) -> None:
    script = commands / "soffice"
    script.write_text(f"#!{sys.executable} -I\n{program}")
    script.chmod(0o755)


def test_a_legacy_file_is_read_through_the_converter(commands: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "escaped"
    install(commands, WRITING.format(elsewhere=str(elsewhere)))
    with Reader() as reader:
        revision = reader.read_bytes(LEGACY, document_id="d", name="old.doc")
        walls = reader.walls()
    assert [paragraph.text for paragraph in revision.paragraphs] == ["The old words."]
    assert revision.format == "doc"
    assert revision.sha256 == hashlib.sha256(LEGACY).hexdigest()
    assert not ("landlock" in walls and elsewhere.exists())


def test_without_a_converter_the_remedy_is_named(commands: Path) -> None:
    with Reader() as reader, pytest.raises(UnreadableFile) as caught:
        reader.read_bytes(LEGACY, document_id="d", name="old.doc")
    assert str(caught.value) == str(not_installed("doc"))
    assert caught.value.remedy == "Install LibreOffice, or save the file as .docx"
    assert not list(commands.iterdir())


def test_a_converter_that_makes_nothing_is_a_refusal(commands: Path) -> None:
    install(commands, "raise SystemExit(1)")
    with Reader() as reader, pytest.raises(UnreadableFile, match="could not convert"):
        reader.read_bytes(LEGACY, document_id="d", name="old.doc")


def test_a_converter_that_hangs_is_ended(commands: Path, tmp_path: Path) -> None:
    install(commands, "import time; time.sleep(60)")
    with pytest.raises(UnreadableFile, match="could not convert"):
        convert(LEGACY, "doc", str(tmp_path), 0.3)
