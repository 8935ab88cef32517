import pytest
from fastapi.testclient import TestClient

from assistant.service import Assistant
from embeddings.encoder import Encoder
from tests.forum import composed, put
from tests.web.conftest import Make

NAME = "char\udcffter.html"
"""As Python reads a name with a byte that is no character."""


@pytest.fixture
def client(own: Assistant, encoder: Encoder, make: Make) -> TestClient:
    put(own.library, encoder, composed("charter"), called=NAME)
    return make(own)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=police",
        "/?q=police&mode=mentions",
        "/?q=police&in=charter",
        "/library",
        "/documents/charter",
        "/documents/charter/original",
        "/kept",
        "/api/v1/documents",
        "/api/v1/documents/charter",
        "/api/v1/ask?q=police&in=charter",
        "/api/v1/mentions?q=police",
        "/api/v1/documents/nothing\udcff".encode("utf-8", "replace").decode(),
    ],
)
def test_a_name_that_is_no_text_breaks_no_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == (404 if "nothing" in path else 200)


def test_programs_get_the_name_as_it_is(client: TestClient) -> None:
    names = [document["name"] for document in client.get("/api/v1/documents").json()["documents"]]
    assert NAME in names
