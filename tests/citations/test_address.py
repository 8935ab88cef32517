"""There is one answer to whether there is an address, and nothing stands around none."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.citations.citation import Address
from assistant.citations.receipts import Receipt
from assistant.citations.verification import Verdict, verify
from assistant.command_line import terminal
from assistant.command_line.parser import main
from assistant.documents.document import Kind, PageNumber
from assistant.service import Assistant
from assistant.settings import Settings
from tests.bench import Bench
from web.app import create_app

NOWHERE = Address(Kind.PARAGRAPH)
WORDS = "Iron rusts in rain, and gold does not."


@pytest.mark.parametrize(
    ("address", "there"),
    [
        pytest.param(NOWHERE, False, id="no part"),
        pytest.param(
            Address(Kind.PARAGRAPH, (PageNumber(2, "14"),), drawn=False),
            False,
            id="a page of unknown basis",
        ),
        pytest.param(replace(NOWHERE, pages=(PageNumber(2),)), True, id="a page"),
        pytest.param(replace(NOWHERE, ordinal=0), True, id="a place in the document"),
        pytest.param(replace(NOWHERE, number="9"), True, id="a number"),
        pytest.param(replace(NOWHERE, kind=Kind.HEADING), True, id="a kind"),
    ],
)
def test_there_is_an_address_where_it_says_anything(address: Address, there: bool) -> None:
    assert bool(address) is there
    assert bool(str(address)) is there


def test_words_that_moved_to_a_place_that_is_only_counted_are_there(bench: Bench) -> None:
    before = bench.put("metals.txt", WORDS, document_id="metals")
    (cited,) = bench.library.paragraphs("metals")
    bench.put("metals.txt", "Copper turns green.", WORDS, document_id="metals")
    receipt = Receipt(
        "metals", "metals.txt", cited.paragraph_id, before.revision, WORDS, 0, len(WORDS)
    )
    told = verify(replace(receipt, address="¶ 9"), bench.library)
    assert (told.verdict, told.message) == (
        Verdict.MOVED,
        "The same words, now at paragraph 2 (counted).",
    )
    assert terminal.verification_text(told).splitlines()[-1] == (
        "  metals.txt · paragraph 2 (counted)"
    )


def test_no_line_of_a_terminal_ends_in_a_separator(
    tmp_path: Path, encoder_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "metals.txt"
    place.write_text(f"{WORDS}\n\nCopper turns green.\n", "utf-8")
    environment = {"PINCITE_CACHE": str(encoder_cache)}
    library = ["--library", str(tmp_path / "library")]

    def run(*words: str) -> str:
        main([*library, *words], environment=environment)
        return capsys.readouterr().out

    run("index", str(place))
    with Assistant.open(
        tmp_path / "library", settings=Settings(cache=str(encoder_cache))
    ) as assistant:
        [first, _] = assistant.view(assistant.library.find("metals.txt").document_id).paragraphs
    printed = [
        run("ask", "Does iron rust in rain?"),
        run("mentions", "iron"),
        run("quote", WORDS),
        run("quote", WORDS.replace("gold", "lead")),
        run("show", first.paragraph_id),
        run("select", first.paragraph_id, "--question", "Does iron rust?"),
        run("selections"),
    ]
    for text in printed:
        assert "metals.txt" in text
        assert [line for line in text.splitlines() if line.rstrip().endswith(("·", ","))] == []


def test_no_words_of_the_page_end_in_a_separator(bench: Bench) -> None:
    bench.put("metals.txt", WORDS)
    client = TestClient(
        create_app(Assistant(bench.library, lambda: bench.encoder), Settings()),
        base_url="http://localhost",
    )
    page = BeautifulSoup(client.get("/?q=iron rusts in rain and gold").text, "html.parser")
    assert page.select_one("a.cite")["aria-label"] == "Source 1: metals.txt, paragraph 1 (counted)"  # type: ignore[index]
    assert page.select_one("#said").get_text().endswith("metals.txt, paragraph 1 (counted)")  # type: ignore[union-attr]
