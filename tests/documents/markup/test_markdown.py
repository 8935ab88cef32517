from assistant.documents.document import Kind
from assistant.documents.imprint.reading import with_imprint
from assistant.documents.markup.markdown import read_markdown


def test_markdown_becomes_blocks() -> None:
    source = (
        "# Harbour\n\nIt was *rebuilt* after\nthe storm.\n\n3. rope\n4. nets\n   - fine\n\n"
        "> Up!\n\n| State | Count |\n|---|---|\n| Iraq | 12 |\n\nWall\n----\n\n```\ncode\n```\n"
    )
    extract = read_markdown(source.encode())
    assert [(b.kind, b.level, b.bullet, b.text) for b in extract.blocks] == [
        (Kind.HEADING, 1, None, "Harbour"),
        (Kind.PARAGRAPH, 0, None, "It was rebuilt after the storm."),
        (Kind.LIST_ITEM, 1, "3.", "rope"),
        (Kind.LIST_ITEM, 1, "4.", "nets"),
        (Kind.LIST_ITEM, 2, "•", "fine"),
        (Kind.PARAGRAPH, 0, None, "Up!"),
        (Kind.TABLE_ROW, 0, None, "State: Iraq; Count: 12"),
        (Kind.HEADING, 2, None, "Wall"),
        (Kind.PARAGRAPH, 0, None, "code"),
    ]
    assert with_imprint(extract).title == "Harbour"
    assert extract.format == "markdown"
    assert extract.reader == "markdown-1"


def test_html_inside_is_shown_and_not_rendered() -> None:
    extract = read_markdown(b"Press <b>here</b> <script>evil()</script>\n")
    assert [b.text for b in extract.blocks] == ["Press <b>here</b> <script>evil()</script>"]


def test_front_matter_gives_the_title_and_no_text() -> None:
    extract = read_markdown(b'---\ntitle: "The Harbour"\ndate: 1911\n---\n\nIt fell.\n')
    assert extract.title == "The Harbour"
    assert [b.text for b in extract.blocks] == ["It fell."]


def test_line_ends_of_other_systems_count() -> None:
    extract = read_markdown(b"One.\r\n\r\nTwo.\r\rThree.")
    assert [b.text for b in extract.blocks] == ["One.", "Two.", "Three."]


def test_deep_nesting_keeps_the_words() -> None:
    extract = read_markdown(b"> " * 3000 + b"deep\n")
    assert "deep" in extract.blocks[-1].text


def test_an_empty_file_has_no_blocks() -> None:
    assert read_markdown(b"").blocks == ()
