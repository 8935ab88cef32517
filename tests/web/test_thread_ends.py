"""What ends a thread is seen on the library's page, with everything behind the page real."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.indexing.background import UNFORESEEN as INDEXING_ENDED
from assistant.indexing.lookout import OVER
from assistant.indexing.lookout import UNFORESEEN as WATCHING_ENDED
from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.encoder import Progress, Vectors
from tests.bench import Bench
from tests.doubles import WordEncoder
from web.app import create_app

PATIENCE = 20
SECRET = "Iron rusts in rain."


class Pausing(WordEncoder):
    """Waits within each passage, and fails over those that have a certain word."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        self.begun.set()
        assert self.go_on.wait(PATIENCE)
        if any("rusts" in text for text in texts):
            raise ZeroDivisionError(texts[0])
        return super().encode_passages(texts, progress=progress)


@pytest.fixture
def encoder() -> Pausing:
    return Pausing()


@pytest.fixture
def assistant(bench: Bench, encoder: Pausing) -> Iterator[Assistant]:
    with Assistant(bench.library, lambda: encoder) as opened:
        bench.opened.clear()  # the assistant closes it
        yield opened


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return TestClient(create_app(assistant, Settings()), base_url="http://localhost")


def card(client: TestClient) -> tuple[list[str], str]:
    """What the card says in alarm, and all that it says."""
    page = BeautifulSoup(client.get("/library").text, "html.parser")
    found = page.select_one("#indexing")
    assert found is not None
    alarms = [alarm.get_text() for alarm in found.select("[role=alert]")]
    return alarms, " ".join(found.get_text(" ").split())


def test_indexing_that_ended_unforeseen_is_told_on_the_page(
    client: TestClient, assistant: Assistant, bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.write("a.txt", SECRET)
    assistant.indexing.start([bench.files])
    assistant.indexing.wait()
    alarms, words = card(client)
    assert alarms == [INDEXING_ENDED]
    assert "Look for changes" in words
    assert client.get("/api/v1/indexing").json()["error"] == INDEXING_ENDED
    assert "Unforeseen ZeroDivisionError in thread indexing at " in caplog.text
    assert SECRET not in caplog.text


def test_watching_that_ended_unforeseen_is_told_on_the_page(
    client: TestClient,
    assistant: Assistant,
    bench: Bench,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bench.write("a.txt", "Copper turns green.")
    assistant.index([bench.files])

    def failing(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr("watchfiles.watch", failing)
    client.post("/library/watch", data={"on": "true"})
    for thread in threading.enumerate():
        if thread.name == "lookout":
            thread.join(PATIENCE)
    assistant.indexing.wait()
    alarms, words = card(client)
    assert alarms == [OVER.format(WATCHING_ENDED)]
    assert "Off: changes are taken in when you ask for them." in words
    assert "Unforeseen ZeroDivisionError in thread lookout at " in caplog.text
    assert SECRET not in caplog.text


def test_a_document_removed_on_the_page_while_it_is_encoded_stays_removed(
    client: TestClient, assistant: Assistant, encoder: Pausing, bench: Bench
) -> None:
    place = bench.write("a.txt", "Copper turns green.", "Rain falls.")
    assistant.index([bench.files])
    [record] = assistant.library.documents()
    place.write_text("Copper turns green.\n\nSnow melts.\n")
    bench.write("b.txt", "Rain falls.")
    encoder.begun.clear()
    encoder.go_on.clear()
    client.post("/library/reindex")
    assert encoder.begun.wait(PATIENCE)
    client.post("/library/remove", data={"document": record.document_id})
    encoder.go_on.set()
    assistant.indexing.wait()
    alarms, words = card(client)
    assert alarms == []
    assert "a.txt removed It was taken out of the library while its file was read." in words
    assert "b.txt added · 1 paragraph" in words
    assert [left.name for left in assistant.library.documents()] == ["b.txt"]


def test_pausing_and_going_on_at_once_goes_on(
    client: TestClient, assistant: Assistant, encoder: Pausing, bench: Bench
) -> None:
    bench.write("a.txt", "Copper turns green.")
    assistant.index([bench.files])
    bench.write("b.txt", "Rain falls.")
    encoder.begun.clear()
    encoder.go_on.clear()
    client.post("/library/reindex")
    assert encoder.begun.wait(PATIENCE)
    client.post("/library/stop")
    client.post("/library/reindex")
    encoder.go_on.set()
    assistant.indexing.wait()
    _, words = card(client)
    assert "Paused" not in words
    assert [record.name for record in assistant.library.documents()] == ["a.txt", "b.txt"]


def test_nothing_is_indexed_once_the_program_ends(bench: Bench, encoder: Pausing) -> None:
    assistant = Assistant(bench.library, lambda: encoder)
    bench.opened.clear()
    assistant.close()
    assistant.indexing.start([bench.files])
    assert not assistant.indexing.status.running
