"""What the page shows of an answer beside its quotations: places, contexts, choices, undoing."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from tests.doubles import WordEncoder
from tests.web.conftest import Make

FERRY = "The council of Keld asked for a new ferry and for trained officers on board."
FILES = {
    "minutes.txt": f"{FERRY}\n\nIt also asked the towns to pay for lamps in every harbour.\n",
    "reprint.txt": f"Tea was served at noon.\n\n{FERRY}\n",
    "march.txt": "The meeting was chaired by Mr. Anton Berg.\n\nRain fell.\n",
    "april.txt": "Ms. Clara Dahl chaired the meeting.\n\nSnow fell.\n",
}


def library_of(folder: Path, files: Mapping[str, str]) -> Assistant:
    (folder / "files").mkdir()
    for name, text in files.items():
        (folder / "files" / name).write_text(text, "utf-8")
    made = Assistant(SqliteLibrary.open(folder / "library"), WordEncoder)
    made.index([folder / "files"])
    return made


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("harbour"), FILES) as opened:
        yield opened


def page_at(client: TestClient, question: str) -> BeautifulSoup:
    response = client.get("/", params={"q": question})
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def words(element: object) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())  # type: ignore[attr-defined]


def test_another_place_of_the_same_words_is_a_link_that_selects_them_there(
    harbour: Assistant, make: Make
) -> None:
    client = make(harbour)
    page = page_at(client, "new ferry and trained officers")
    also = page.select_one(".answer .also")
    assert words(also).startswith("Also in ")
    [link] = also.select("a")  # type: ignore[union-attr]
    followed = client.get(str(link["href"]).partition("#")[0])
    selected = BeautifulSoup(followed.text, "html.parser").select_one("#source .selected")
    assert words(selected) == FERRY
    assert len(page.select(".candidates .excerpt")) == len(
        {words(excerpt) for excerpt in page.select(".candidates .excerpt")}
    )


def test_what_a_pronoun_means_stands_before_the_quotation_and_leads_to_its_place(
    harbour: Assistant, make: Make
) -> None:
    page = page_at(make(harbour), "lamps in every harbour")
    said = page.select_one(".says")
    assert words(said.select_one("q")).startswith("It also asked the towns")  # type: ignore[union-attr]
    lead = said.select_one(".lead a")  # type: ignore[union-attr]
    assert words(lead) == FERRY
    assert str(lead["href"]).startswith("/?q=lamps")  # type: ignore[index]


def test_each_quotation_is_followed_by_its_source(harbour: Assistant, make: Make) -> None:
    page = page_at(make(harbour), "lamps in every harbour")
    assert words(page.select_one(".answer .by")).startswith("minutes.txt")


def test_a_question_that_fits_many_documents_is_a_link_to_each(
    harbour: Assistant, make: Make
) -> None:
    client = make(harbour)
    page = page_at(client, "who chaired the meeting")
    links = page.select(".part-of a")
    assert [words(link) for link in links] == ["april.txt", "march.txt"] or [
        words(link) for link in links
    ] == ["march.txt", "april.txt"]
    followed = BeautifulSoup(client.get(str(links[0]["href"])).text, "html.parser")
    assert not followed.select(".part-of")
    assert words(followed.select_one(".by")).startswith(words(links[0]))


def test_a_second_question_is_a_link(harbour: Assistant, make: Make) -> None:
    page = page_at(make(harbour), "Who asked for a new ferry? Who chaired the meeting?")
    assert words(page.select_one(".also-asked")).startswith("2 questions were asked")
    [link] = page.select(".choices a")
    assert words(link) == "Who chaired the meeting?"


def test_a_paragraph_that_was_chosen_says_so_and_the_choice_is_undone_on_the_page(
    tmp_path: Path, make: Make
) -> None:
    question = "Who asked for a new ferry?"
    with library_of(tmp_path, FILES) as assistant:
        client = make(assistant)
        tea = next(
            paragraph.paragraph_id
            for record in assistant.library.documents()
            for paragraph in assistant.library.paragraphs(record.document_id)
            if paragraph.text.startswith("Tea")
        )
        assistant.select(question, tea)
        page = page_at(client, question)
        assert words(page.select_one(".says q")) == "Tea was served at noon."
        assert words(page.select_one(".candidates .chose")) == "you chose this"
        form = page.select_one("form[action='/kept/forget']")
        fields = {str(f["name"]): str(f["value"]) for f in form.select("input")}  # type: ignore[union-attr]
        back = client.post("/kept/forget", data=fields, follow_redirects=False)
        assert (back.status_code, back.headers["location"]) == (303, fields["back"])
        after = page_at(client, question)
        assert not after.select(".chose")
        assert words(after.select_one(".says q")) == FERRY
