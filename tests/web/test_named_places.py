from fastapi.testclient import TestClient

from assistant.service import Assistant
from tests.web.test_chat import page_at, words


def test_a_document_asked_by_its_title_is_opened(client: TestClient) -> None:
    page = page_at(client, '/?q="Minutes, third sitting"')
    assert words(page.select_one(".answer q")) == "Minutes of the third sitting"
    assert "found by name" in words(page.select_one(".candidates"))
    assert page.select_one(".strength") is None
    assert words(page.select_one(".note")).startswith("Minutes, third sitting, ")


def test_a_document_that_is_not_there_is_told_with_its_name(client: TestClient) -> None:
    page = page_at(client, "/?q=paragraph 12 of A/99/1")
    told = words(page.select_one(".absence"))
    assert told.startswith("Not found in your documents A/99/1 is not in the library.")


def test_the_library_lists_titles_with_their_files(client: TestClient, forum: Assistant) -> None:
    page = page_at(client, "/library")
    row = page.select_one('.row-name[href="/documents/minutes"]')
    assert words(row) == "Minutes, third sitting"
    assert forum.library.document("minutes").name in words(page.select_one("body"))


def test_a_paragraph_that_many_documents_have_is_asked_back(client: TestClient) -> None:
    page = page_at(client, "/?q=page 1")
    links = page.select(".choices a")
    assert words(page.select_one(".absence h2")) == "Which is meant?"
    assert str(links[0]["href"]).startswith("/?q=page%201%20of%20")
    told = client.get("/api/v1/ask", params={"q": "page 1"}).json()
    assert (told["kind"], told["by"], len(told["choices"])) == ("choice", "place", len(links))
