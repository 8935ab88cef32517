from dataclasses import replace

from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.documents.document import Box, Line
from assistant.service import Assistant
from embeddings.encoder import Encoder
from tests.bench import Bench
from tests.forum import composed, put
from tests.web.conftest import Make


def soup(client: TestClient, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def test_source_alone_selects_a_paragraph_on_every_page_it_covers(
    client: TestClient, forum: Assistant
) -> None:
    crossing = forum.view("report").paragraphs[2]
    page = soup(client, f"/documents/report?p={crossing.paragraph_id}")
    groups = page.select(".paragraph.selected")
    assert [group.find_parent("section")["id"] for group in groups] == ["page-1", "page-2"]  # type: ignore[index]
    assert [group.get("id") for group in groups] == [crossing.anchor, None]
    assert [group["data-p"] for group in groups] == [crossing.paragraph_id] * 2
    lines = [line.get_text() for group in groups for line in group.select("tspan")]
    assert " ".join(lines) == crossing.text


def test_quoted_stretch_is_marked_apart_from_its_paragraph(
    client: TestClient, forum: Assistant
) -> None:
    item = forum.view("report").paragraphs[7]
    assert item.text[4:24] == "fund the training of"
    page = soup(client, f"/documents/report?p={item.paragraph_id}&s=4-24")
    group = page.select_one(".paragraph.selected")
    assert group is not None
    line = item.lines[0]
    under = line.box_of(item.start + 4, item.start + 24)
    assert under is not None
    quoted = group.select_one(".quoted")
    assert quoted is not None
    assert quoted["d"] == (
        f"M{under.x0:.1f} {under.y0:.1f}H{under.x1:.1f}V{under.y1:.1f}H{under.x0:.1f}z"
    )
    assert group.select_one(".lines")["d"].count("M") == 3  # type: ignore[index]


def test_text_of_pages_far_from_the_selection_is_fetched_when_it_comes_near(
    client: TestClient, forum: Assistant
) -> None:
    first = forum.view("report").paragraphs[0]
    page = soup(client, f"/documents/report?p={first.paragraph_id}")
    layers = {str(leaf["id"]): leaf.get("data-layer") for leaf in page.select("section.leaf")}
    assert [name for name, layer in layers.items() if layer is None] == [
        "page-1",
        "page-2",
        "page-3",
    ]
    assert layers["page-7"] == "/documents/report/pages/7"
    # What is selected is near: nothing of the other pages is worked out.
    assert page.select("#page-7 .paragraph") == []
    fetched = client.get("/documents/report/pages/7", headers={"X-Fragment": "1"})
    layer = BeautifulSoup(fetched.text, "html.parser")
    assert [line.get_text() for line in layer.select("tspan")] == [
        "43. The annex on district 7 lists its registers."
    ]


def test_paragraphs_of_all_pages_are_there_when_none_is_selected(client: TestClient) -> None:
    # A fragment finds them without script.
    far = soup(client, "/documents/report").select("#page-7 .paragraph[id]")
    assert len(far) == 1
    assert far[0].select("tspan") == []
    assert str(far[0].select_one(".lines")["d"]).startswith("M90")  # type: ignore[index]


def test_page_pictures_are_sized_lazy_and_kept_by_revision(client: TestClient) -> None:
    page = soup(client, "/documents/report")
    image = page.select_one("#page-2 img")
    assert image is not None
    assert (image["width"], image["height"], image["loading"]) == ("595", "842", "lazy")
    response = client.get(str(image["src"]))
    assert response.headers["content-type"] == "image/webp"
    assert response.headers["cache-control"] == "private, max-age=31536000, immutable"
    other = client.get("/documents/report/pages/2.webp?w=1100&v=another")
    assert other.headers["cache-control"] == "no-store"


def test_page_that_does_not_exist_is_refused(client: TestClient) -> None:
    assert client.get("/documents/report/pages/99.webp").status_code == 404
    assert client.get("/documents/report/pages/99").status_code == 404
    assert client.get("/documents/nothing").status_code == 404


def test_flowing_document_keeps_its_kinds(client: TestClient) -> None:
    page = soup(client, "/documents/charter")
    article = page.select_one("article.sheet")
    assert article is not None
    assert [tag.get_text() for tag in article.select("h2")] == ["Charter on policing"]
    items = [" ".join(item.get_text(" ").split()) for item in article.select("ul.items > li")]
    assert items == ["• the name of the officer on duty;", "• the way to complain."]
    assert [row.get_text() for row in article.select("tr td")] == [
        "Stops in 2024: North 212, South 198",
        "Stops in 2025: North 140, South 201",
    ]
    assert article.select_one(".footnotes p") is not None


def test_speakers_are_named_once_where_they_begin(client: TestClient) -> None:
    page = soup(client, "/documents/minutes")
    assert [tag.get_text() for tag in page.select(".speaks")] == ["Ms. Okoro", "The Chair"]


def test_quote_of_a_flowing_document_is_marked_by_its_offsets(
    client: TestClient, forum: Assistant
) -> None:
    paragraph = forum.view("minutes").paragraphs[3]
    assert paragraph.text == "Policing by strangers is policing without memory."
    page = soup(client, f"/documents/minutes?p={paragraph.paragraph_id}&s=25-33")
    chosen = page.select_one("#source .selected")
    assert chosen is not None
    # "policing" stands there twice: only the stretch that was cited is marked.
    assert [mark.get_text() for mark in chosen.select("mark")] == ["policing"]
    assert chosen.get_text() == paragraph.text
    first_piece = chosen.contents[0]
    assert str(first_piece) == "Policing by strangers is "


def test_right_to_left_text_says_so(client: TestClient) -> None:
    page = soup(client, "/documents/arabic")
    assert {p["dir"] for p in page.select("article .paragraph")} == {"auto"}


def test_paragraph_that_was_edited_away_still_leads_to_its_document(client: TestClient) -> None:
    page = soup(client, "/documents/charter?p=0000")
    notice = page.select_one(".notice")
    assert notice is not None
    assert "is not in this document any more" in notice.get_text()
    assert page.select(".selected") == []


def test_paragraph_of_another_document_is_not_selected_here(
    client: TestClient, forum: Assistant
) -> None:
    other = forum.view("minutes").paragraphs[0]
    page = soup(client, f"/documents/charter?p={other.paragraph_id}")
    assert page.select(".selected") == []


def test_original_is_saved_and_never_shown(client: TestClient) -> None:
    response = client.get("/documents/hostile/original")
    assert response.content == b"<script>alert('hostile')</script>"
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert response.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''"
        "%3Cscript%3Ealert%28%27name%27%29%3C%2Fscript%3E%E2%80%AEgpj.md"
    )


def test_card_offers_the_citation_in_every_format(client: TestClient, forum: Assistant) -> None:
    item = forum.view("report").paragraphs[7]
    page = soup(client, f"/documents/report?p={item.paragraph_id}&s=4-24")
    texts = {str(pre["id"]): pre.get_text() for pre in page.select(".format pre")}
    assert list(texts) == [
        f"copy-{name}" for name in ("plain", "markdown", "footnote", "bibtex", "ris", "csl")
    ]
    assert texts["copy-plain"] == (
        "“fund the training of” (Forum, reported in Forum report 2025, p. 14, para. 37, item (c))"
    )
    url = f"http://localhost/documents/report?p={item.paragraph_id}&s=4-24#{item.anchor}"
    assert f"UR  - {url}" in texts["copy-ris"]


def test_quote_is_widened_and_narrowed_by_sentences(client: TestClient, forum: Assistant) -> None:
    item = forum.view("report").paragraphs[7]
    first, second = item.sentences
    begin, middle, end = first.start - item.start, first.end - item.start, second.end - item.start
    page = soup(client, f"/documents/report?p={item.paragraph_id}&s={begin}-{middle}")
    buttons = {a.get_text(): str(a["href"]) for a in page.select(".acts a.button")}
    assert "Narrow" not in buttons
    assert f"&s={begin}-{end}#" in buttons["Widen"]
    wider = soup(client, buttons["Widen"].partition("#")[0])
    assert wider.select_one(".quote q").get_text() == item.text[begin:end]  # type: ignore[union-attr]
    again = {a.get_text(): str(a["href"]) for a in wider.select(".acts a.button")}
    assert f"&s={begin}-{middle}#" in again["Narrow"]
    assert f"&s=0-{len(item.text)}#" in again["Widen"]


def test_text_with_page_numbers_flows_and_names_its_page(
    client: TestClient, forum: Assistant
) -> None:
    paragraph = forum.view("leaflet").paragraphs[0]
    page = soup(client, f"/documents/leaflet?p={paragraph.paragraph_id}")
    assert page.select("img") == []
    assert page.select_one("#source .selected mark").get_text() == "Lamps are lit at dusk."  # type: ignore[union-attr]
    assert page.select_one(".here").get_text() == "p. 14 (printed)"  # type: ignore[union-attr]


def test_lines_that_run_down_the_page_have_their_bar_above_and_their_text_turned(
    own: Assistant, own_client: TestClient, encoder: Encoder
) -> None:
    revision = composed("report")
    last = revision.paragraphs[-1]
    (line,) = last.lines
    down = replace(line, box=Box(100, 200, 113, 500), words=())
    cell = Line(line.page, Box(100, 520, 113, 526), last.end - 1, last.end)
    turned = replace(last, lines=(replace(down, end=last.end - 1), cell))
    put(own.library, encoder, replace(revision, paragraphs=(*revision.paragraphs[:-1], turned)))
    page = soup(own_client, f"/documents/report?p={last.paragraph_id}")
    group = page.select_one("#source .selected")
    assert group is not None
    bar = group.select_one(".beside")
    assert bar is not None
    assert [bar[name] for name in ("x", "y", "width", "height")] == [
        "100.0",
        "191.0",
        "13.0",
        "3.0",
    ]
    texts = [str(text["transform"]) for text in group.select("text")]
    assert texts == ["rotate(90 102.9 200.0)", "rotate(90 102.9 520.0)"]
    assert [span["textlength"] for span in group.select("tspan")] == ["300.0", "6.0"]


OLD = "The council set aside 5 % of its budget for the training of officers."


def followed(bench: Bench, make: Make, *now: str, kept: bool = True) -> BeautifulSoup:
    """What a link to `OLD` shows, after it was kept or not, once its document has other lines."""
    bench.put("budget.txt", "It met in May.", OLD, document_id="budget")
    [_, cited] = bench.library.paragraphs("budget")
    assistant = Assistant(bench.library, lambda: bench.encoder)
    if kept:
        assistant.select("How much?", cited.paragraph_id)
    bench.put("budget.txt", "It met in May.", *now, document_id="budget")
    return soup(make(assistant), f"/documents/budget?p={cited.paragraph_id}")


def test_a_link_to_a_reworded_paragraph_opens_there_and_says_what_changed(
    bench: Bench, make: Make
) -> None:
    page = followed(bench, make, "Rain fell.", OLD.replace("5 %", "6 %"))
    selected = page.select_one(".selected")
    assert selected is not None
    assert "set aside 6 % of its budget" in selected.get_text()
    notice = page.select_one(".notice")
    assert notice is not None
    assert "changed in 1 place. “5” is now “6”." in notice.get_text()


def test_a_link_whose_words_are_gone_says_so(bench: Bench, make: Make) -> None:
    page = followed(bench, make, "Rain fell.")
    assert page.select_one(".selected") is None
    assert "These words are no longer in the document." in page.get_text()


def test_a_link_of_which_no_words_were_kept_says_that_nothing_tells(
    bench: Bench, make: Make
) -> None:
    page = followed(bench, make, OLD.replace("5 %", "6 %"), kept=False)
    assert page.select_one(".selected") is None
    assert "No citation of it was kept, so nothing tells which." in page.get_text()
