from assistant.documents.document import Block, Kind
from assistant.documents.office.rtf import read_rtf


def test_paragraphs_numbers_and_foreign_letters() -> None:
    content = (
        rb"{\rtf1\ansi\ansicpg1252 {\fonttbl{\f0 Times;}}\pard The {\b forum} met.\par"
        rb" 37. Caf\'e9s were \u8222?open\u8220?.\par\par}"
    )
    extract = read_rtf(content)
    assert extract.blocks == (
        Block(Kind.PARAGRAPH, "The forum met."),
        Block(Kind.PARAGRAPH, "37. Cafés were „open“.", number="37", mark_end=4),
    )
    assert extract.notices == ()


def test_a_table_row_is_a_paragraph() -> None:
    content = rb"{\rtf1 \trowd Iraq\cell 12\cell\row}"
    assert [(b.kind, b.text) for b in read_rtf(content).blocks] == [(Kind.TABLE_ROW, "Iraq; 12")]


def test_missing_footnotes_are_admitted() -> None:
    content = rb"{\rtf1 Words{\footnote A note.} go on.\par}"
    assert read_rtf(content).notices == (
        "Footnotes are not read: save the file as DOCX to have them.",
    )


def test_a_file_cut_short_still_gives_its_words() -> None:
    assert [b.text for b in read_rtf(rb"{\rtf1 {\b Half of").blocks] == ["Half of"]
