from importlib import import_module

import pytest

from assistant.documents.document import Block, Extract, Kind, Page, PageSource
from assistant.documents.formats import MARKDOWN_NAMES
from assistant.documents.readers import VERSIONS
from assistant.documents.reading import (
    READERS,
    ZIPPED,
    _storable,
    _without_text,
    read_extract,
    revision_of,
)
from assistant.errors import UnreadableFile
from tests.documents.archives import zipped

PAGE = b"<!DOCTYPE html><p>Words stand here.</p>"


def test_the_revision_has_the_given_identity_and_its_text() -> None:
    extract = read_extract(PAGE, name="a.html")
    revision = revision_of(extract, document_id="d1", sha256="ab" * 32)
    assert (revision.document_id, revision.sha256) == ("d1", "ab" * 32)
    assert revision.text == "Words stand here."


def test_a_bomb_is_refused_before_its_reader_sees_it() -> None:
    bomb = zipped({"[Content_Types].xml": b"", "word/document.xml": bytes(11 * 2**20)})
    with pytest.raises(UnreadableFile, match="zip bomb"):
        read_extract(bomb, name="a.docx")


def test_every_reader_is_known_by_its_name_of_today() -> None:
    names = {import_module(module).READER for module, _ in READERS.values() if _has_name(module)}
    assert names == VERSIONS


def _has_name(module: str) -> bool:
    return hasattr(import_module(module), "READER")


def test_every_archived_format_has_a_reader() -> None:
    assert set(READERS) > ZIPPED
    assert MARKDOWN_NAMES


def test_what_no_store_can_keep_is_replaced_sign_by_sign() -> None:
    extract = Extract("text", (Block(Kind.PARAGRAPH, "a\0b\ud800c"), Block(Kind.HEADING, "d")))
    assert [block.text for block in _storable(extract).blocks] == ["a\ufffdb\ufffdc", "d"]


@pytest.mark.parametrize(
    ("extract", "reason", "remedy"),
    [
        pytest.param(
            Extract("text", ()),
            "The file holds no text",
            "Check that it was saved whole",
            id="bare",
        ),
        pytest.param(
            Extract("zip", (), notices=("a.jpg: a picture. Make a PDF of it",)),
            "a.jpg: a picture",
            "Make a PDF of it",
            id="a notice of two sentences",
        ),
        pytest.param(
            Extract(
                "pdf",
                (),
                pages=(
                    Page(1, 9, 9),
                    Page(2, 9, 9, source=PageSource.NONE, reason="no text: install it"),
                ),
                notices=("Page 2: no text: install it",),
            ),
            "no text",
            "install it",
            id="a page's reason",
        ),
    ],
)
def test_a_file_without_words_says_why(extract: Extract, reason: str, remedy: str) -> None:
    refusal = _without_text(extract)
    assert (refusal.reason, refusal.remedy) == (reason, remedy)
