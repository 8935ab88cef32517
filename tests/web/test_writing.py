import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.answers.exchange import Model
from assistant.errors import LanguageModelError
from assistant.service import Assistant
from embeddings.encoder import Encoder
from tests.answers.scripted_model import SaidModel
from tests.conftest import OpenForum
from tests.forum import PATROLS, QUESTION, HeldEncoder
from tests.web.conftest import Make

SAID = f"{PATROLS.removesuffix('.')} [2]. Patrols <b>restored</b> trust [2]."
"""One thing that holds and one that does not."""


Speak = Callable[[Model], TestClient]


@pytest.fixture
def asked(encoder: Encoder) -> HeldEncoder:
    return HeldEncoder(encoder)


@pytest.fixture
def speak(open_forum: OpenForum, make: Make, asked: HeldEncoder) -> Speak:
    """A client of the forum with a language model."""
    return lambda model: make(open_forum(encoder=asked, model=model))


@pytest.fixture
def client(speak: Speak) -> TestClient:
    return speak(SaidModel([SAID]))


def told(client: TestClient, address: str) -> list[tuple[str, dict[str, str]]]:
    lines = [line for line in client.get(address).text.splitlines() if ": " in line]
    pairs = [line.split(": ", 1) for line in lines]
    assert [name for name, _ in pairs] == ["event", "data"] * (len(pairs) // 2)
    values = [value for _, value in pairs]
    return [(kind, json.loads(body)) for kind, body in zip(values[::2], values[1::2], strict=True)]


def test_quotations_are_there_at_once_and_the_page_says_where_more_comes_from(
    client: TestClient,
) -> None:
    page = BeautifulSoup(client.get(f"/?q={QUESTION}").text, "html.parser")
    assert len(page.select(".answer .says q")) == 2
    section = page.select_one("#written")
    assert section is not None
    assert section["data-stream"] == f"/ask/events?q={quote(QUESTION)}"
    assert section.select(".says") == []


def test_statements_come_with_links_and_unsupported_ones_without(
    client: TestClient, forum: Assistant
) -> None:
    events = told(client, f"/ask/events?q={QUESTION}")
    assert [kind for kind, _ in events] == ["part", "part", "done"]
    first = BeautifulSoup(events[0][1]["html"], "html.parser")
    link = first.select_one("a.cite")
    assert link is not None
    assert link.get_text() == "a"
    paragraph = forum.view("minutes").paragraphs[2]
    assert str(link["href"]).endswith(f"#{paragraph.anchor}")
    second = BeautifulSoup(events[1][1]["html"], "html.parser")
    assert second.select("a") == []
    assert second.select("b") == []
    assert [mark.get_text() for mark in second.select("s.cite")] == ["unsupported"]


def test_written_answer_stays_while_the_selection_moves(
    client: TestClient, forum: Assistant, asked: HeldEncoder
) -> None:
    told(client, f"/ask/events?q={QUESTION}")
    paragraph = forum.view("minutes").paragraphs[2]
    page = BeautifulSoup(
        client.get(f"/?q={QUESTION}&p={paragraph.paragraph_id}").text, "html.parser"
    )
    section = page.select_one("#written")
    assert section is not None
    assert "data-stream" not in section.attrs
    assert len(section.select(".says")) == 2
    assert [link.get_text() for link in section.select("a[aria-current]")] == ["a"]
    assert asked.questions.count(QUESTION) == 2


def test_model_that_cannot_be_reached_is_told_below_the_quotations(speak: Speak) -> None:
    client = speak(SaidModel([], LanguageModelError("The language model cannot be reached.")))
    events = told(client, f"/ask/events?q={QUESTION}")
    assert "The language model cannot be reached." in events[0][1]["html"]
    page = BeautifulSoup(client.get(f"/?q={QUESTION}").text, "html.parser")
    section = page.select_one("#written")
    assert section is not None
    assert [notice.get_text() for notice in section.select(".notice")] == [
        "The language model cannot be reached."
    ]
    assert section.select(".says") == []
    assert len(page.select(".answer .says q")) == 2


def test_without_script_the_answer_can_be_waited_for(client: TestClient) -> None:
    page = BeautifulSoup(client.get(f"/?q={QUESTION}").text, "html.parser")
    link = page.select_one("#written .unscripted a")
    assert link is not None
    waited = BeautifulSoup(client.get(str(link["href"])).text, "html.parser")
    assert len(waited.select("#written .says")) == 2


def test_nothing_is_to_come_where_nothing_was_found_or_nobody_writes(
    client: TestClient, forum: Assistant, make: Make
) -> None:
    assert 'id="written"' not in client.get("/?q=quantum chromodynamics").text
    assert 'id="written"' not in make(forum).get(f"/?q={QUESTION}").text
