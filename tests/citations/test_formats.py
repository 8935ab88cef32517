"""Citations as people paste them."""

import json
from dataclasses import replace

import pytest

from assistant.citations.citation import Address, Citation
from assistant.citations.formats import formats, locator
from assistant.documents.document import Basis, Kind, PageNumber
from assistant.documents.speakers.speaker import Attribution, Speaker, Voice

ADDRESS = Address(
    Kind.LIST_ITEM, (PageNumber(22, "14", Basis.PRINTED),), number="37", bullet="(c)",
)  # fmt: skip
CITATION = Citation(
    number=1,
    paragraph_id="abcdef0123456789",
    document_id="d1",
    document="Forum report.pdf",
    revision="0" * 64,
    quote="fund 5% of [training] {now}",
    start=10,
    end=37,
    prefix="",
    suffix="",
    address=ADDRESS,
    url="/documents/d1?p=abc#p-abc",
)


def test_plain_names_page_paragraph_and_item() -> None:
    assert formats(CITATION)["plain"] == (
        "“fund 5% of [training] {now}” (Forum report.pdf, p. 14, para. 37, item (c))"
    )


def test_who_says_the_words_is_told_with_them_and_how_it_is_known() -> None:
    speaker = Speaker("Peru", "Peru", Voice.REPORTED, Attribution.SAYING, 10, 37, (10, 14))
    made = formats(replace(CITATION, speakers=(speaker,)))
    where = "p. 14, para. 37, item (c)"
    assert made["plain"].endswith(f"{{now}}” (Peru, reported in Forum report.pdf, {where})")
    assert made["footnote"].startswith(f"Forum report.pdf, at {where}: Peru, reported: “fund")
    assert "[Peru, reported in Forum report.pdf" in made["markdown"]


def test_markdown_escapes_what_would_be_markup_and_links() -> None:
    text = formats(CITATION, base="http://127.0.0.1:8040")["markdown"]
    assert "> fund 5% of \\[training\\] {now}" in text
    assert "(http://127.0.0.1:8040/documents/d1?p=abc#p-abc)" in text


def test_bibtex_escapes_its_own_signs() -> None:
    text = formats(CITATION, "Report & findings")["bibtex"]
    assert "title = {Report \\& findings}" in text
    assert "fund 5\\% of [training] \\{now\\}" in text
    assert text.startswith("@misc{forum-report-abcdef01,")


def test_ris_keeps_every_field_on_its_line() -> None:
    lines = formats(replace(CITATION, quote="two\nlines"))["ris"].splitlines()
    assert lines[0] == "TY  - GEN"
    assert "N1  - “two lines”" in lines
    assert lines[-1] == "ER  - "


def test_csl_is_json_with_a_locator() -> None:
    [item] = json.loads(formats(CITATION)["csl"])
    assert (item["locator"], item["label"]) == ("37", "paragraph")


@pytest.mark.parametrize(
    ("printed", "basis", "expected"),
    [
        pytest.param("14", Basis.PRINTED, "p. 14", id="printed pages are plain"),
        pytest.param("iv", Basis.LABEL, "p. iv", id="labels are plain"),
        pytest.param("14", Basis.INFERRED, "p. ~14", id="inferred pages are hedged"),
        pytest.param(None, Basis.NONE, "PDF p. 22", id="an unknown page is counted in the file"),
    ],
)
def test_a_page_is_as_sure_as_it_is_known(printed: str | None, basis: Basis, expected: str) -> None:
    address = Address(Kind.PARAGRAPH, (PageNumber(22, printed, basis),))
    assert locator(address) == expected


def test_the_address_says_how_the_page_is_known() -> None:
    assert str(ADDRESS) == "p. 14 (printed) · ¶ 37 · item (c)"
    pages = (PageNumber(22, "14", Basis.INFERRED),)
    hedged = replace(ADDRESS, pages=pages, number=None, bullet="•", confidence=0.9)
    assert str(hedged) == "p. ~14 · bullet · recognised text, 90% sure"


def test_an_item_is_addressed_through_its_paragraph() -> None:
    item = replace(ADDRESS, number=None, item_of="58", bullet="(b)")
    assert str(item) == "p. 14 (printed) · ¶ 58 (b)"
    assert locator(item) == "p. 14, para. 58, item (b)"
    assert str(replace(item, bullet="•")) == "p. 14 (printed) · ¶ 58 · bullet"


@pytest.mark.parametrize(
    ("kind", "bullet", "shown"),
    [
        pytest.param(Kind.PARAGRAPH, None, "paragraph 11 (counted)", id="a paragraph"),
        pytest.param(Kind.HEADING, None, "paragraph 11 (counted) · heading", id="a heading"),
        pytest.param(Kind.LIST_ITEM, "•", "paragraph 11 (counted) · bullet", id="a bullet"),
        pytest.param(Kind.LIST_ITEM, "(c)", "paragraph 11 (counted) · item (c)", id="an item"),
    ],
)
def test_a_paragraph_that_nothing_printed_leads_to_is_counted(
    kind: Kind, bullet: str | None, shown: str
) -> None:
    address = Address(kind, bullet=bullet, ordinal=10)
    assert str(address) == shown
    assert str(replace(address, number="37")) != shown
    assert "counted" not in str(replace(address, number="37"))
    assert "counted" not in str(replace(address, pages=(PageNumber(2),)))
    copies = formats(replace(CITATION, address=address))
    assert "(Forum report.pdf, para. 11 (counted)" in copies["plain"]
    [item] = json.loads(copies["csl"])
    assert (item["locator"], item["label"]) == ("11 (counted)", "paragraph")
