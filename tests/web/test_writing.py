import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.answers.answer import Notice, Statement, Support
from tests.web.doubles import Double, full

Make = Callable[[Double], TestClient]
QUESTION = "what was said about policing"


@pytest.fixture
def double(tmp_path: Path) -> Double:
    """Documents, and a language model that says one thing that holds and one that does not."""
    double = full(tmp_path)
    paragraph = double.view("minutes").paragraphs[2]
    double.script = (
        replace(double.cite(paragraph.paragraph_id), number=1),
        Statement("Residents want officers who stay.", (1,), Support.SUPPORTED),
        Statement("Patrols <b>restored</b> trust.", (), Support.UNSUPPORTED),
    )
    return double


def told(client: TestClient, address: str) -> list[tuple[str, dict[str, str]]]:
    lines = [line for line in client.get(address).text.splitlines() if ": " in line]
    pairs = [line.split(": ", 1) for line in lines]
    assert [name for name, _ in pairs] == ["event", "data"] * (len(pairs) // 2)
    values = [value for _, value in pairs]
    return [(kind, json.loads(body)) for kind, body in zip(values[::2], values[1::2], strict=True)]


def test_quotations_are_there_at_once_and_the_page_says_where_more_comes_from(
    double: Double, make: Make
) -> None:
    page = BeautifulSoup(make(double).get(f"/?q={QUESTION}").text, "html.parser")
    assert len(page.select(".answer .says q")) == 2
    section = page.select_one("#written")
    assert section is not None
    assert section["data-stream"] == "/ask/events?q=what%20was%20said%20about%20policing"
    assert section.select(".says") == []


def test_statements_come_with_links_and_unsupported_ones_without(
    double: Double, make: Make
) -> None:
    events = told(make(double), f"/ask/events?q={QUESTION}")
    assert [kind for kind, _ in events] == ["part", "part", "done"]
    first = BeautifulSoup(events[0][1]["html"], "html.parser")
    link = first.select_one("a.cite")
    assert link is not None
    assert link.get_text() == "a"
    paragraph = double.view("minutes").paragraphs[2]
    assert str(link["href"]).endswith(f"#{paragraph.anchor}")
    second = BeautifulSoup(events[1][1]["html"], "html.parser")
    assert second.select("a") == []
    assert second.select("b") == []
    assert [mark.get_text() for mark in second.select("s.cite")] == ["unsupported"]


def test_written_answer_stays_while_the_selection_moves(double: Double, make: Make) -> None:
    client = make(double)
    told(client, f"/ask/events?q={QUESTION}")
    paragraph = double.view("minutes").paragraphs[2]
    page = BeautifulSoup(
        client.get(f"/?q={QUESTION}&p={paragraph.paragraph_id}").text, "html.parser"
    )
    section = page.select_one("#written")
    assert section is not None
    assert "data-stream" not in section.attrs
    assert len(section.select(".says")) == 2
    assert [link.get_text() for link in section.select("a[aria-current]")] == ["a"]
    assert double.asked.count(QUESTION) == 2


def test_model_that_cannot_be_reached_is_told_below_the_quotations(
    double: Double, make: Make
) -> None:
    double.script = (Notice("The language model cannot be reached."),)
    client = make(double)
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


def test_without_script_the_answer_can_be_waited_for(double: Double, make: Make) -> None:
    client = make(double)
    page = BeautifulSoup(client.get(f"/?q={QUESTION}").text, "html.parser")
    link = page.select_one("#written .unscripted a")
    assert link is not None
    waited = BeautifulSoup(client.get(str(link["href"])).text, "html.parser")
    assert len(waited.select("#written .says")) == 2


def test_nothing_is_to_come_where_nothing_was_found_or_nobody_writes(
    double: Double, make: Make
) -> None:
    client = make(double)
    assert 'id="written"' not in client.get("/?q=quantum chromodynamics").text
    double.script = ()
    assert 'id="written"' not in client.get(f"/?q={QUESTION}").text
