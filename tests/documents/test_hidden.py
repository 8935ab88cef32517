"""Hidden text is told in one way by every reader, and shown on purpose."""

import zipfile
from pathlib import Path

import pytest

from assistant.documents.hidden import Hidden, notice_of
from assistant.documents.reading import read_extract
from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile

SHOW = "Show it with: pincite read --hidden FILE"
PAGE = '<title>Boxes</title><p>Seen.</p><p style="display:none">Two words</p>'


@pytest.mark.parametrize(
    ("hidden", "told"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([Hidden("one")], [f"Hidden text was left out: 1 word. {SHOW}"], id="one"),
        pytest.param(
            [Hidden("one two", 3), Hidden("three", 1), Hidden("four", 2)],
            [f"Hidden text was left out on pages 1–3: 4 words. {SHOW}"],
            id="pages",
        ),
        pytest.param(
            [Hidden("one", 7), Hidden("two", 7)],
            [f"Hidden text was left out on page 7: 2 words. {SHOW}"],
            id="a page",
        ),
        pytest.param(
            [Hidden("word", place=f"sheet {name}") for name in "ABCDEFF"],
            [
                "Hidden text was left out (sheet A, sheet B, sheet C, sheet D, sheet E, …): "
                f"7 words. {SHOW}"
            ],
            id="places",
        ),
    ],
)
def test_the_notice_says_how_much_was_left_out_and_where(
    hidden: list[Hidden], told: list[str]
) -> None:
    assert list(notice_of(hidden)) == told


def test_every_file_that_hides_text_says_so() -> None:
    extract = read_extract(PAGE.encode(), name="a.html")
    assert extract.notices == (f"Hidden text was left out: 2 words. {SHOW}",)


def test_an_archive_tells_once_of_all_its_documents(tmp_path: Path) -> None:
    place = tmp_path / "all.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("a.html", PAGE)
        archive.writestr("b.html", PAGE)
    extract = read_extract(place.read_bytes(), name="all.zip")
    assert extract.notices == (f"Hidden text was left out (a.html, b.html): 4 words. {SHOW}",)


def test_what_is_hidden_is_shown_on_purpose_and_else_never(tmp_path: Path) -> None:
    place = tmp_path / "a.html"
    place.write_text(PAGE)
    with Reader() as reader:
        shown = reader.read(place, document_id="d")
        hidden = reader.read_hidden(place, document_id="d")
    assert [p.text for p in shown.paragraphs] == ["Seen."]
    assert [p.text for p in hidden.paragraphs] == ["Two words"]
    assert hidden.notices == ()


def test_a_file_of_nothing_but_hidden_text_is_refused_with_the_way_to_see_it(
    tmp_path: Path,
) -> None:
    place = tmp_path / "a.html"
    place.write_text("<title>Boxes</title><p hidden>Two words</p>")
    with Reader() as reader, pytest.raises(UnreadableFile) as refusal:
        reader.read(place, document_id="d")
    assert refusal.value.reason == "Hidden text was left out: 2 words"
    assert refusal.value.remedy == SHOW
