from pathlib import Path

import pytest

from assistant.documents.document import Block, Kind
from assistant.documents.imprint.reading import with_imprint
from assistant.documents.office.odt import read_odt
from assistant.errors import UnreadableFile
from tests.documents.archives import zipped

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "manifest": "manifest",
    }.items()
)
STYLES = f"""<office:document-styles {NAMES}><office:styles>
<text:outline-style style:name="Outline">
 <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
 <text:outline-level-style text:level="2" style:num-format=""/>
</text:outline-style>
<text:list-style style:name="numbers">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
 <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("
  style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="points">
 <text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
</text:list-style>
</office:styles></office:document-styles>"""


def odt(body: str, **more: bytes | str) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped({"content.xml": content, "styles.xml": STYLES, **more})


def shown(body: str) -> list[tuple[Kind, str | None, str]]:
    return [
        (block.kind, block.number or block.bullet, block.text)
        for block in read_odt(odt(body)).blocks
    ]


def item(words: str, more: str = "") -> str:
    return f"<text:list-item><text:p>{words}</text:p>{more}</text:list-item>"


def test_headings_paragraphs_and_their_inner_marks() -> None:
    body = (
        '<text:h text:outline-level="1">Findings</text:h>'
        '<text:h text:outline-level="2">Policing</text:h>'
        '<text:p>One<text:s text:c="3"/>and <text:span>two</text:span>,<text:tab/>three'
        "<text:line-break/>four.</text:p>"
    )
    extract = read_odt(odt(body))
    assert extract.blocks == (
        Block(Kind.HEADING, "I. Findings", level=1),
        Block(Kind.HEADING, "Policing", level=2),
        Block(Kind.PARAGRAPH, "One and two, three four."),
    )
    assert with_imprint(extract).title == "I. Findings"
    assert extract.format == "odt"


def test_list_items_carry_the_numbers_that_are_drawn() -> None:
    inner = f"<text:list>{item('Deeper thing')}{item('Deeper still')}</text:list>"
    first = (
        f'<text:list text:style-name="numbers">{item("First", inner)}{item("Second")}</text:list>'
    )
    assert shown(first) == [
        (Kind.LIST_ITEM, "1", "1. First"),
        (Kind.LIST_ITEM, "(a)", "(a) Deeper thing"),
        (Kind.LIST_ITEM, "(b)", "(b) Deeper still"),
        (Kind.LIST_ITEM, "2", "2. Second"),
    ]


def test_a_list_starts_again_unless_it_continues() -> None:
    one = f'<text:list text:style-name="numbers">{item("First")}</text:list>'
    more = one.replace("First", "Second").replace("<text:list ", "<text:list {} ", 1)
    carried = more.format('text:continue-numbering="true"')
    assert [mark for _, mark, _ in shown(one + carried + more.format(""))] == ["1", "2", "1"]


def test_a_start_value_is_kept() -> None:
    body = (
        '<text:list text:style-name="numbers"><text:list-item text:start-value="37">'
        "<text:p>The forum met.</text:p></text:list-item></text:list>"
    )
    assert shown(body) == [(Kind.LIST_ITEM, "37", "37. The forum met.")]


def test_a_bullet_is_no_text() -> None:
    body = f'<text:list text:style-name="points">{item("A point.")}</text:list>'
    assert shown(body) == [(Kind.LIST_ITEM, "•", "A point.")]


def test_a_note_follows_its_paragraph() -> None:
    body = (
        "<text:p>Police were trained<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>See the annex.</text:p></text:note-body></text:note> well."
        "</text:p><text:p>Next.</text:p>"
    )
    assert shown(body) == [
        (Kind.PARAGRAPH, None, "Police were trained¹ well."),
        (Kind.FOOTNOTE, "1", "See the annex."),
        (Kind.PARAGRAPH, None, "Next."),
    ]


def test_a_table_row_reads_under_its_headers() -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells)
        return f"<table:table-row>{inner}</table:table-row>"

    body = (
        "<table:table><table:table-header-rows>"
        + row("State", "Count")
        + "</table:table-header-rows>"
        + row("Iraq", "12")
        + "</table:table>"
    )
    assert shown(body) == [(Kind.TABLE_ROW, None, "State: Iraq; Count: 12")]


def test_deleted_text_comments_and_contents_are_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Findings 3</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:p>Kept<office:annotation><text:p>Remark</text:p></office:annotation> words.</text:p>"
    )
    assert shown(body) == [(Kind.PARAGRAPH, None, "Kept words.")]


def test_a_text_box_follows_the_paragraph_it_hangs_on() -> None:
    body = (
        "<text:p>Before<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>"
        "</draw:frame> after.</text:p>"
    )
    assert [text for _, _, text in shown(body)] == ["Before after.", "In a box."]


def with_entities(declared: str, words: str) -> bytes:
    return zipped(
        {
            "content.xml": f"<!DOCTYPE x [{declared}]><office:document-content {NAMES}>"
            f"<office:body><office:text><text:p>{words}</text:p></office:text></office:body>"
            "</office:document-content>"
        }
    )


def test_an_entity_of_another_file_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    content = with_entities(f'<!ENTITY file SYSTEM "{secret.as_uri()}">', "Plain &file;words.")
    assert [block.text for block in read_odt(content).blocks] == ["Plain words."]


def test_a_billion_laughs_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(UnreadableFile, match="damaged"):
        read_odt(with_entities(f'<!ENTITY l0 "ha">{laughs}', "&l9;"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(zipped({"content.xml": b"<cut"}), "damaged", id="cut short"),
        pytest.param(zipped({"other.xml": b"<a/>"}), r"damaged.*content\.xml", id="no text"),
        pytest.param(
            zipped({"content.xml": f"<office:document-content {NAMES}/>"}), "no text", id="no body"
        ),
        pytest.param(
            odt(
                "",
                **{
                    "META-INF/manifest.xml": f"<manifest:manifest {NAMES}><manifest:file-entry>"
                    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
                },
            ),
            "encrypted",
            id="locked",
        ),
        pytest.param(odt("<text:section>" * 300 + "</text:section>" * 300), "damaged", id="deep"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_odt(content)
