"""A document as running text: repaired or as its file has it, with the same place selected."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from assistant.documents.document import Kind, Repair, Span
from assistant.documents.reading import read_extract
from assistant.documents.traced import Traced
from assistant.service import Assistant
from embeddings.encoder import Encoder
from tests.forum import QUESTION, composed, put
from web.flow import pieces
from web.tables import Cell, cells_of, heads


def soup(client: TestClient, path: str, **headers: str) -> BeautifulSoup:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def chosen(page: BeautifulSoup) -> Tag:
    """The selected paragraph, where it begins."""
    (found,) = page.select("#source .selected[id]")
    return found


def test_raw_text_shows_what_the_file_holds_with_the_same_place_selected(
    client: TestClient, forum: Assistant
) -> None:
    item = forum.view("charter").paragraphs[3]
    assert item.text == "the name of the officer on duty;"
    repaired = chosen(soup(client, f"/documents/charter?p={item.paragraph_id}&s=4-27"))
    raw = chosen(soup(client, f"/documents/charter?p={item.paragraph_id}&s=4-27&text=raw"))
    assert repaired["id"] == raw["id"] == item.anchor
    assert [mark.get_text() for mark in repaired.select("mark")] == ["name of the officer on "]
    assert raw.get_text() == "• the name\n  of the officer\u00ad on duty;"
    assert [mark.get_text() for mark in raw.select("mark")] == ["name\n  of the officer\u00ad on "]


def test_pages_can_be_read_as_text_and_raw(client: TestClient, forum: Assistant) -> None:
    crossing = forum.view("report").paragraphs[2]
    at = f"/documents/report?p={crossing.paragraph_id}"
    pages = soup(client, at)
    assert len(pages.select("section.leaf")) == 8
    text = soup(client, f"{at}&text=repaired")
    assert text.select("section.leaf") == []
    assert chosen(text).get_text() == crossing.text
    raw = soup(client, f"{at}&text=raw")
    assert chosen(raw).get_text().split("\n") == [
        "36. Speakers agreed that early signs were seen and not acted on.",
        "Several towns kept registers which nobody read. A common register,",
        "open to all councils, would have shown the pattern within weeks.",
    ]
    assert [p.get_text() for p in text.select(".begins")][:2] == [
        "Page 13 · 1 in the file",
        "Page 14 · 2 in the file",
    ]


@pytest.mark.parametrize(
    ("document", "names"),
    [
        pytest.param("report", ["Pages", "Text", "Raw"], id="pages"),
        pytest.param("charter", ["Text", "Raw"], id="no pages"),
    ],
)
def test_switch_leads_to_the_same_place_in_every_form(
    client: TestClient, forum: Assistant, document: str, names: list[str]
) -> None:
    paragraph = forum.view(document).paragraphs[2]
    page = soup(client, f"/documents/{document}?p={paragraph.paragraph_id}&s=1-9")
    links = page.select("nav.forms a")
    assert [link.get_text() for link in links] == names
    assert [link.get("aria-current") for link in links] == ["true", *[None] * (len(names) - 1)]
    for link in links:
        other = soup(client, str(link["href"]).partition("#")[0])
        assert chosen(other)["id"] == paragraph.anchor
        assert str(link["href"]).endswith(f"#{paragraph.anchor}")
        current = other.select("nav.forms a[aria-current]")
        assert [now.get_text() for now in current] == [link.get_text()]


def test_form_stays_while_the_reader_moves(client: TestClient, forum: Assistant) -> None:
    paragraph = forum.view("charter").paragraphs[2]
    page = soup(client, f"/documents/charter?p={paragraph.paragraph_id}&text=raw")
    link = page.select_one("[data-after]")
    assert link is not None
    assert "text=raw" in str(link["href"])


def test_chat_shows_its_source_raw(client: TestClient) -> None:
    page = soup(client, f"/?q={QUESTION}&text=raw")
    assert chosen(page).get_text().startswith("(c) fund the training of police")
    assert "\n" in chosen(page).get_text()


def test_unknown_form_is_the_original(client: TestClient) -> None:
    assert soup(client, "/documents/report?text=cooked").select("section.leaf") != []


def test_open_document_in_another_form_is_sent_whole(client: TestClient, forum: Assistant) -> None:
    last = forum.view("report").paragraphs[-1].paragraph_id
    raw = soup(client, f"/documents/report?p={last}&text=raw")
    edition = str(raw.select_one("#source")["data-document"])  # type: ignore[index]
    assert edition.endswith("-raw")
    back = soup(client, f"/documents/report?p={last}", **{"X-Open": edition})
    assert len(back.select("section.leaf")) == 8


def test_document_whose_raw_text_was_not_kept_says_so(client: TestClient) -> None:
    page = soup(client, "/documents/minutes?text=raw")
    (notice,) = page.select("#source .notice")
    assert "pincite index --rebuild" in notice.get_text()
    assert page.select("#source .raw") != []


def test_programs_have_the_raw_text_too(client: TestClient, forum: Assistant) -> None:
    item = forum.view("charter").paragraphs[3]
    told = client.get(f"/api/v1/paragraphs/{item.paragraph_id}").json()
    assert told["raw"] == "• the name\n  of the officer\u00ad on duty;"
    assert told["repairs"] == [[0, 0, "• "], [8, 9, "\n  "], [23, 23, "\u00ad"]]
    whole = client.get("/api/v1/documents/charter").json()
    assert whole["content"][3]["raw"] == told["raw"]
    lost = forum.view("minutes").paragraphs[3]
    told = client.get(f"/api/v1/paragraphs/{lost.paragraph_id}").json()
    assert told["raw"] is None
    assert told["repairs"] is None


ROWS = b"""<table><tr><th>State</th><th>Year</th><th>Count</th></tr>
<tr><td>Iraq and
 others</td><td></td><td>12</td></tr><tr><td></td><td>2024</td><td>7; or 8</td></tr></table>
<table><tr><th>Name</th><td>Ada | Bo</td></tr></table>"""


def test_rows_are_shown_as_cells_under_their_headers() -> None:
    rows = [
        cells_of(block.text, block.repairs) for block in read_extract(ROWS, name="a.html").blocks
    ]
    assert rows[0] == (Cell(0, "State", 7, 22), Cell(2, "Count", 31, 33))
    assert rows[1] == (Cell(1, "Year", 6, 10), Cell(2, "Count", 19, 26))
    assert rows[2] == (Cell(0, "", 0, 4), Cell(1, "", 6, 14))
    # The third row has no headers of its own and stands under those above it.
    assert heads(rows) == [("State", "Year", "Count")] * 3


def test_another_header_begins_another_table() -> None:
    first, second = Cell(0, "State", 7, 9), Cell(0, "City", 6, 9)
    assert heads([[first], [second], [second]]) == [("State",), ("City",), ("City",)]


def test_quote_across_two_cells_is_marked_in_both(
    own: Assistant, own_client: TestClient, encoder: Encoder
) -> None:
    revision = composed("charter")
    row = next(p for p in revision.paragraphs if p.kind is Kind.TABLE_ROW)
    assert row.text == "Stops in 2024: North 212, South 198"
    tab = Repair(row.start + 13, row.start + 15, "\t")
    put(own.library, encoder, replace(revision, repairs=(tab,)))
    page = soup(own_client, f"/documents/charter?p={row.paragraph_id}&s=9-20")
    cells = chosen(page).select("td")
    assert [cell.get_text() for cell in cells] == ["Stops in 2024", "North 212, South 198"]
    assert [mark.get_text() for mark in chosen(page).select("mark")] == ["2024", "North"]


def test_pieces_are_the_whole_text_in_order() -> None:
    words = Traced("Iron rusts.", (Repair(0, 0, "• "), Repair(4, 5, "\n"), Repair(11, 11, "¹")))
    assert [(p.text, p.quoted) for p in pieces(words, Span(5, 11), raw=True)] == [
        ("• Iron\n", False),
        ("rusts.¹", True),
    ]
    assert [(p.text, p.quoted) for p in pieces(words, Span(0, 4))] == [
        ("Iron", True),
        (" rusts.", False),
    ]
