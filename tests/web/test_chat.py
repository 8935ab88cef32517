from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.documents.document import Imprint, Kind, Paragraph
from assistant.library.records import Source as File
from assistant.service import Assistant
from tests.forum import NAMES, PATROLS, QUESTION, QUOTE
from tests.web.conftest import Make
from web.chat import telling_heading
from web.wording import known_as

ELSEWHERE = "moon landing"
MINUTES = NAMES["minutes"][0]


def page_at(client: TestClient, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def words(element: object) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())  # type: ignore[attr-defined]


def test_answer_quotes_the_documents_exactly_and_nothing_else_stands_in_quotation_marks(
    client: TestClient,
) -> None:
    page = page_at(client, "/?q=what was recommended on police training")
    says = page.select(".says")
    assert [q.get_text() for q in page.select(".says q")] == [QUOTE, PATROLS]
    assert words(says[0].select_one(".lead")) == "The Forum recommended that councils: (c)"
    assert words(says[0]) == f"The Forum recommended that councils: (c) “ {QUOTE} ” 1"
    assert says[1].select_one(".lead") is None


def test_target_is_selected_in_its_source_beside_the_answer(
    client: TestClient, forum: Assistant
) -> None:
    page = page_at(client, "/?q=what was recommended on police training")
    target = forum.ask("what was recommended on police training").target
    assert target is not None
    selected = page.select("#source .paragraph.selected")
    assert [group["id"] for group in selected] == [target.paragraph.anchor]
    assert words(page.select_one(".where")) == ("Forum report 2025 p. 14 (printed) PDF 2 ¶ 37 (c)")
    assert words(page.select_one("#said")) == (
        "Result 1 of 5, strong match, selected: Forum report 2025.pdf, p. 14 (printed) · ¶ 37 (c)"
    )


def test_citations_are_links_that_select_what_they_quote(
    client: TestClient, forum: Assistant
) -> None:
    page = page_at(client, "/?q=what was recommended on police training")
    links = page.select("a.cite")
    assert [words(link) for link in links] == ["1", "2"]
    assert links[0]["aria-current"] == "true"
    second = str(links[1]["href"])
    citation = forum.ask("what was recommended on police training").citations[1]
    assert second == (
        f"/?q=what%20was%20recommended%20on%20police%20training&p={citation.paragraph_id}"
        f"&s=0-{len(PATROLS)}#p-{citation.paragraph_id}"
    )
    followed = page_at(client, second.partition("#")[0])
    chosen = followed.select("#source .paragraph.selected")
    assert [group["id"] for group in chosen] == [f"p-{citation.paragraph_id}"]
    assert [mark.get_text() for mark in followed.select("#source mark")] == [PATROLS]
    assert words(followed.select_one("a.cite[aria-current]")) == "2"


def test_candidates_show_their_reasons_and_the_chosen_one(
    client: TestClient, forum: Assistant
) -> None:
    page = page_at(client, "/?q=what was recommended on police training")
    first, second, *_ = page.select(".candidate")
    assert first.get("aria-current") == "true"
    assert second.get("aria-current") is None
    assert [mark.get_text() for mark in first.select("mark")] == ["training", "police", "policing"]
    assert words(first.select_one(".strength")) == "match: strong"
    assert "Ms. Okoro, stated" in words(second)
    hit = forum.ask(QUESTION).runners_up[0]
    assert f"meaning {hit.why.meaning:.2f}".replace("0.", ".") in words(second)


def test_candidates_between_which_little_decides_say_so(client: TestClient) -> None:
    page = page_at(client, "/?q=what was said about registers")
    first, second, *_ = page.select(".candidate")
    assert first.select_one(".close") is None
    assert words(second.select_one(".close")) == "close call"
    assert "Close call." in words(page.select_one(".target"))
    sure = page_at(client, f"/?q={QUESTION}")
    assert [c.select_one(".close") for c in sure.select(".candidate")[:2]] == [None, None]
    assert "Close call." not in words(sure.select_one(".target"))


def test_question_can_be_limited_to_documents_and_freed_again(client: TestClient) -> None:
    page = page_at(client, "/?q=police officers&in=minutes")
    assert words(page.select_one(".says q")) == PATROLS
    hidden = page.select_one("#limits input[name=in]")
    assert hidden is not None
    assert hidden["value"] == "minutes"
    chip = page.select_one(".chip")
    assert chip is not None
    assert chip["href"] == "/?q=police%20officers"


def test_every_mention_is_counted_by_document_with_the_weak_ones_behind_a_line(
    client: TestClient,
) -> None:
    page = page_at(client, "/?q=police figures&mode=mentions")
    groups = [
        (words(group.select_one("h2")), len(group.select(".candidate")))
        for group in page.select(".talk > .group")
    ]
    assert groups == [("Forum report 2025 1", 1), ("Minutes, third sitting 1", 1)]
    tail = page.select_one("details.tail")
    assert tail is not None
    assert words(tail.select_one("summary")) == "Below here the match is weak: 5 more paragraphs"
    assert len(tail.select(".candidate")) == 5
    assert words(page.select_one(".tabs [aria-current]")) == "Every mention · 7"


def test_nothing_found_says_what_was_searched_and_shows_the_nearest_miss(
    client: TestClient,
) -> None:
    page = page_at(client, f"/?q={ELSEWHERE}")
    assert words(page.select_one(".absence h2")) == "Not found in your documents"
    assert "33 paragraphs in 6 documents were searched." in words(page.select_one(".absence"))
    assert "1 document could not be read in full" in words(page.select_one(".unread"))
    assert len(page.select(".absence .candidate")) == 1
    assert page.select_one("#source .selected") is None
    assert page.select_one(".says") is None


def test_empty_library_says_what_to_do(empty: Assistant, make: Make) -> None:
    page = page_at(make(empty), "/")
    assert words(page.select_one(".welcome h1")) == "Add your first documents"
    assert "pincite index ~/Documents/reports" in words(page.select_one(".steps"))


def test_sample_questions_come_from_the_documents(client: TestClient) -> None:
    page = page_at(client, "/")
    samples = [words(sample) for sample in page.select(".samples a")]
    assert samples == [
        "What is said about “<img src=x onerror=alert(1)> zebra crossing”?",
        "What is said about “Charter on policing”?",
        "What is said about “Measures proposed”?",
    ]


@pytest.mark.parametrize(
    ("headings", "telling"),
    [
        pytest.param(["Human rights of children"], "Human rights of children", id="its own case"),
        pytest.param(["United Nations"], None, id="a masthead"),
        pytest.param(["HUMAN RIGHTS COUNCIL"], None, id="a masthead in capitals"),
        pytest.param(["IV. Early Warning"], "Early Warning", id="numbered, so no masthead"),
        pytest.param(["Closing plenary⁶"], "Closing plenary", id="without the mark of its note"),
        pytest.param(["United Nations", "Opening of the session"], "Opening of the session",
                     id="the next one"),
    ],
)  # fmt: skip
def test_sample_heading_is_a_subject(headings: list[str], telling: str | None) -> None:
    paragraphs = [
        Paragraph(f"p{at}", "d", at, Kind.PARAGRAPH, "Words.", 0, 6, section=(heading,))
        for at, heading in enumerate(headings)
    ]
    assert telling_heading(paragraphs) == telling


def test_follow_up_says_how_it_was_understood_and_how_to_undo_it(
    client: TestClient, forum: Assistant
) -> None:
    page = page_at(client, "/?q=and police?&after=what was said about patrols")
    understood = page.select_one(".understood")
    assert words(understood) == (
        "Understood as what was said about police · Ask “ and police? ” on its own"
    )
    link = page.select_one(".understood a")
    assert link is not None
    assert link["href"] == "/?q=and%20police%3F"
    after = page.select_one("#composer [name=after]")
    assert after is not None
    # The next follow-up leans on what was understood, so that chains of them hold.
    assert after["value"] == "what was said about police"


def test_words_that_the_target_lacks_are_told_beside_the_answer(client: TestClient) -> None:
    page = page_at(client, "/?q=stops in North and Rotterdam in 2025")
    omission = page.select_one(".answer .omission")
    assert words(omission) == "Not in the paragraph of 1 : Rotterdam"
    link = page.select_one(".omission a.cite")
    cited = page.select_one(".says a.cite")
    assert link is not None
    assert cited is not None
    assert link["href"] == cited["href"]


def test_words_that_the_nearest_miss_lacks_are_told(client: TestClient) -> None:
    page = page_at(client, "/?q=tax on carbon")
    assert words(page.select_one(".absence .omission")) == "Not in it: tax , carbon"
    assert page_at(client, f"/?q={QUESTION}").select_one(".omission") is None


def test_masthead_is_no_name_for_a_document(forum: Assistant) -> None:
    record = forum.library.document("minutes")
    assert known_as(record) == "Minutes, third sitting"
    assert known_as(replace(record, imprint=Imprint("United Nations", "properties"))) == record.name


def test_number_of_kept_citations_stands_above_every_page(
    own_client: TestClient, own: Assistant
) -> None:
    badge = page_at(own_client, "/").select_one("#kept .badge")
    assert badge is not None
    assert badge.has_attr("hidden")
    own.select("police", own.view("minutes").paragraphs[2].paragraph_id)
    badge = page_at(own_client, "/").select_one("#kept .badge")
    assert badge is not None
    assert (badge.get_text(), badge.has_attr("hidden")) == ("1", False)


def test_blank_question_is_no_question(client: TestClient) -> None:
    page = page_at(client, "/?q=%20%20")
    assert page.select_one(".welcome") is not None


def test_paragraph_that_is_gone_is_told_and_the_answer_stands(client: TestClient) -> None:
    page = page_at(client, "/?q=police&p=0000")
    assert "is not in the library any more" in words(page.select_one(".notice"))
    assert len(page.select("#source .paragraph.selected")) == 1


def test_document_that_is_gone_is_no_limit(client: TestClient) -> None:
    page = page_at(client, "/?q=police&in=nothing")
    assert "all documents were searched" in words(page.select_one(".notice"))


def test_any_paragraph_can_be_selected_and_its_neighbours_follow(
    client: TestClient, forum: Assistant
) -> None:
    paragraphs = forum.view("charter").paragraphs
    page = page_at(client, f"/?q=police&p={paragraphs[2].paragraph_id}")
    links = {name: page.select_one(f"[data-{name}]") for name in ("before", "after")}
    for name, at in (("before", 1), ("after", 3)):
        link = links[name]
        assert link is not None
        assert str(link["href"]).endswith(f"#{paragraphs[at].anchor}")
    assert page.select_one(".says q") is not None


def test_fragment_holds_the_workspace_alone_and_says_that_it_varies(client: TestClient) -> None:
    response = client.get("/?q=police", headers={"X-Fragment": "1"})
    assert response.headers["vary"] == "X-Fragment, X-Open"
    assert "<html" not in response.text
    assert 'id="talk"' in response.text
    assert 'id="source"' in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=zebra",
        "/?q=zebra&mode=mentions",
        "/?q=zebra&in=hostile&d=hostile",
        "/documents/hostile",
        "/library",
        f"/?q={quote('<script>alert(1)</script>')}",
        f"/library?problem={quote('<script>alert(1)</script>')}",
        f"/?q=police&p={quote(chr(34) + '><script>alert(1)</script>')}",
    ],
)
def test_nothing_from_documents_or_addresses_becomes_markup(
    own: Assistant, own_client: TestClient, address: str
) -> None:
    own.library.failed(File("<img src=x>", "<script>", 0, 0), "", "<b>bad", "<i>worse")
    page = page_at(own_client, address)
    assert [script.get("src") for script in page.select("script")] == ["/static/app.js"]
    assert [image for image in page.select("img") if image.get("src") == "x"] == []
    assert page.select("[style], style") == []
    assert not [name for tag in page.select("*") for name in tag.attrs if name.startswith("on")]
    assert not any("\u202e" in text for text in page.stripped_strings)


def test_expressions_in_documents_are_text(client: TestClient) -> None:
    page = page_at(client, "/documents/hostile")
    assert "{{ 7 * 7 }}" in words(page.select_one("article"))


def test_next_question_may_follow_up_the_one_before(client: TestClient) -> None:
    page = page_at(client, "/?q=police")
    hidden = page.select_one("#limits input[name=after]")
    assert hidden is not None
    assert hidden["value"] == "police"
    after = page_at(client, "/?q=and figures&after=police&in=minutes")
    link = after.select_one(".earlier a")
    assert words(link) == "Before that you asked: police"
    assert link is not None
    assert link["href"] == "/?q=police&in=minutes"


def test_subject_without_a_mention_says_what_was_searched(client: TestClient) -> None:
    page = page_at(client, "/?q=?!&mode=mentions&in=charter")
    assert words(page.select_one(".absence")) == (
        "No mention in your documents 8 paragraphs in 1 document were searched."
    )
    assert page.select_one(".end") is None


def test_mentions_can_be_narrowed_to_a_speaker_and_back(client: TestClient) -> None:
    page = page_at(client, "/?q=police&mode=mentions")
    labels = [words(facet.select_one(".quiet")) for facet in page.select(".facet")]
    assert labels[0] == "Document"
    chip = next(c for c in page.select(".facet .chip") if "Minutes" in words(c))
    assert "in=minutes" in str(chip["href"])
    narrowed = page_at(client, "/?q=police&mode=mentions&speaker=Ms. Okoro&year=")
    speakers = {words(c) for c in narrowed.select(".candidate .spoken")}
    assert speakers == {"Ms. Okoro, stated"}
    current = narrowed.select_one('.facet .chip[aria-current="true"]')
    assert current is not None
    assert words(current).startswith("Ms. Okoro")
    assert current["href"] == "/?q=police&mode=mentions"
    nobody = page_at(client, "/?q=police&mode=mentions&speaker=Nobody")
    assert words(nobody.select_one(".absence h2")) == "No mention in your documents"


def test_mentions_stand_under_their_headings(client: TestClient) -> None:
    page = page_at(client, "/?q=police&mode=mentions")
    assert page.select(".group h3")


def test_mentions_that_hold_the_words_are_counted_before_the_others(client: TestClient) -> None:
    page = page_at(client, "/?q=police&mode=mentions")
    line = words(page.select_one(".talk > .quiet"))
    held = int(line.split(" ")[0])
    groups = page.select('.group[aria-label^="Mentions in "]')
    listed = [g for g in groups if "in other words" not in str(g["aria-label"])]
    assert held == sum(len(group.select(".candidate")) for group in listed) > 0
    assert line.startswith(f"{held} paragraphs contain these words; ")


def test_a_long_list_of_mentions_is_read_in_parts(
    own: Assistant, make: Make, tmp_path: Path
) -> None:
    place = tmp_path / "long.txt"
    place.write_text("\n\n".join(f"Gneiss is stone number {n}." for n in range(230)), "utf-8")
    own.index([place])
    client = make(own)
    page = page_at(client, "/?q=gneiss&mode=mentions")
    assert "230 paragraphs contain these words; " in words(page.select_one(".talk > .quiet"))
    assert "1 to 100 are listed" in words(page.select_one(".talk > .quiet"))
    assert len(page.select(".candidate")) == 100
    more = page.find("a", string="More mentions")
    assert more is not None
    assert more["href"] == "/?q=gneiss&mode=mentions&first=100"
    second = page_at(client, str(more["href"]))
    assert "101 to 200 are listed" in words(second.select_one(".talk > .quiet"))
    back = second.find("a", string="Earlier mentions")
    assert back is not None
    assert back["href"] == "/?q=gneiss&mode=mentions"


@pytest.mark.parametrize("first", ["-5", "x", "9" * 30, "1e9", "٣"])
def test_a_beginning_that_is_no_number_is_the_first(client: TestClient, first: str) -> None:
    page = page_at(client, f"/?q=police&mode=mentions&first={first}")
    assert page.select(".candidate")
