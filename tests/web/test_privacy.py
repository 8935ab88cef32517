"""No word of a document reaches a log line above debug, or the answer to what failed."""

import io
import logging
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from assistant.errors import LibraryDamaged
from assistant.library.sqlite.database import Database
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.encoder import Vectors
from tests.answers.scripted_model import SaidModel
from tests.doubles import WordEncoder
from tests.web.conftest import Make

CANARY = "zanzibarium"
TEXT = f"The {CANARY} was moved at night.\n\nNobody knows where the {CANARY} is kept now.\n"


class Failing(WordEncoder):
    """Encodes until `fails` is set; its fault then quotes what it was given."""

    fails = False

    def encode_question(self, text: str, /) -> Vectors:
        if self.fails:
            raise RuntimeError(f"cannot encode {text} against {CANARY}")
        return super().encode_question(text)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """One file that can be read, and one of many kinds that cannot."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "whole.txt").write_text(TEXT, "utf-8")
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as made:
        made.writestr("word/document.xml", f"<w:document><{CANARY}>")
        made.writestr("[Content_Types].xml", f"<{CANARY}")
    for kind in ("docx", "pptx", "xlsx", "odt", "epub"):
        (folder / f"broken.{kind}").write_bytes(broken.getvalue())
    for kind in ("pdf", "rtf", "eml", "zip"):
        head = {"pdf": "%PDF-1.7\n", "rtf": "{\\rtf1", "zip": "PK\x03\x04"}.get(kind, "")
        (folder / f"broken.{kind}").write_text(f"{head}{CANARY} << /{CANARY} \x00", "utf-8")
    (folder / "broken.csv").write_text(f'"{CANARY}\n' * 3, "utf-8")
    return folder


@pytest.fixture
def encoder() -> Failing:
    return Failing()


@pytest.fixture
def assistant(tmp_path: Path, files: Path, encoder: Failing) -> Iterator[Assistant]:
    model = SaidModel([], RuntimeError(f"the model was told {CANARY}"))
    library = SqliteLibrary.open(tmp_path / "library")
    with Assistant(library, lambda: encoder, model) as opened:
        opened.index([files])
        yield opened


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """At the end of the test, no line above debug holds the word; what debug may hold is kept."""
    caplog.set_level(logging.DEBUG)
    yield caplog
    lines = [caplog.handler.format(r) for r in caplog.records if r.levelno > logging.DEBUG]
    assert [line for line in lines if CANARY in line.casefold()] == []


def addresses(client: TestClient, assistant: Assistant) -> list[tuple[str, str]]:
    """Every route with every method, its parts filled in."""
    [record] = [r for r in assistant.library.documents() if r.name == "whole.txt"]
    paragraph = assistant.view(record.document_id).paragraphs[0]
    parts = {
        "document_id": record.document_id,
        "paragraph_id": paragraph.paragraph_id,
        "number": "1",
        "name:path": "new.txt",
    }
    found = []
    for route in client.app.routes:  # type: ignore[attr-defined]
        inner = getattr(route, "original_router", None)
        for one in [route] if inner is None else inner.routes:
            if isinstance(one, APIRoute):
                path = re.sub(r"{([^}]+)}", lambda part: parts[part[1]], one.path)
                found += [(method, path) for method in sorted(one.methods or ())]
    assert len(found) > 25
    return found


def asked(client: TestClient, method: str, path: str, **given: Any) -> str:  # noqa: ANN401
    """The text of an answer that is no success."""
    answer = client.request(method, path, follow_redirects=False, **given)
    return answer.text if answer.status_code >= 400 else ""


def test_files_that_cannot_be_read_are_told_without_their_words(
    assistant: Assistant, logged: pytest.LogCaptureFixture
) -> None:
    failures = assistant.library.failures()
    assert len(failures) >= 5
    told = [f"{failure.reason} {failure.remedy}" for failure in failures]
    assert [each for each in told if CANARY in each] == []
    assert CANARY in assistant.ask(f"Where is the {CANARY}?", llm=False).statements[0].text


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(RuntimeError(f"row {CANARY}"), id="unforeseen"),
        pytest.param(ValueError(f"invalid literal: '{CANARY}'"), id="a value"),
        pytest.param(KeyError(CANARY), id="a key"),
    ],
)
def test_no_route_tells_what_an_unforeseen_error_quotes(
    assistant: Assistant,
    make: Make,
    logged: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
) -> None:
    client = make(assistant)
    routes = addresses(client, assistant)

    def failing(*_: object) -> list[Any]:
        raise fault

    monkeypatch.setattr(Database, "rows", failing)
    failed = 0
    for method, path in routes:
        question = {"question": f"{CANARY}?"} if method == "POST" and path.endswith("ask") else None
        text = asked(client, method, f"{path}?q=moved", json=question)
        assert CANARY not in text, (method, path)
        failed += "Unexpected" in text or "did not expect" in text
    assert failed > 15
    lines = [r.getMessage() for r in logged.records if r.levelno == logging.ERROR]
    assert f"Unforeseen {type(fault).__name__} in thread " in lines[0]
    assert "test_privacy.py" in lines[0]


def test_a_row_that_is_not_what_was_written_is_told_without_it(
    assistant: Assistant, make: Make, logged: pytest.LogCaptureFixture
) -> None:
    library = assistant.library
    assert isinstance(library, SqliteLibrary)
    with library.writing(), library.database.transaction() as connection:
        connection.execute("UPDATE paragraph SET place = ?", (f'{{"{CANARY}": {CANARY}}}',))
        connection.execute("UPDATE revision SET pages = ?", (f"[{CANARY}]",))
    [record] = [r for r in assistant.library.documents() if r.name == "whole.txt"]
    client = make(assistant)
    for path in (f"/documents/{record.document_id}", f"/api/v1/documents/{record.document_id}"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert CANARY not in answer.text
    with pytest.raises(LibraryDamaged) as told, library.whole():
        int(CANARY)
    assert "ValueError" in str(told.value)
    assert CANARY not in str(told.value)


def test_what_the_encoder_or_the_model_fails_with_is_not_told(
    assistant: Assistant, encoder: Failing, make: Make, logged: pytest.LogCaptureFixture
) -> None:
    client = make(assistant)
    question = "Who moved it at night?"
    assert client.get("/ask/events", params={"q": question}).text.count(CANARY) == 0
    assert CANARY not in asked(client, "GET", f"/?q={question}&mode=written")
    encoder.fails = True
    for path in (f"/?q={question}", f"/?q={question}&mode=mentions", f"/api/v1/ask?q={question}"):
        text = asked(client, "GET", path.replace(question, "Who moved it again?"))
        assert "did not expect" in text
        assert CANARY not in text


def test_what_cannot_be_understood_is_not_echoed_in_a_log(
    assistant: Assistant, make: Make, logged: pytest.LogCaptureFixture
) -> None:
    client = make(assistant)
    private = f"is the {CANARY} ours"
    for given in (
        {"content": f'{{"question": "{private}'.encode()},
        {"json": {"question": [private]}},
        {"json": {"question": private, "limit": private}},
    ):
        answer = client.post("/api/v1/ask", **given)
        assert answer.status_code == 422
        assert CANARY not in answer.text
    assert client.get("/api/v1/ask", params={"q": private, "limit": "x"}).status_code == 422


SERVING = """
import sys
from tests.web.test_privacy import served
served(sys.argv[1])
"""


def served(folder: str) -> None:
    """Serves a library whose every row quotes a document when it is read."""
    from web.server import serve

    rows = Database.rows

    def failing(self: Database, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        if "FROM document" in sql:
            raise RuntimeError(f"row {CANARY}")
        return rows(self, sql, parameters)

    Database.rows = failing  # type: ignore[method-assign]
    with Assistant(SqliteLibrary.open(Path(folder)), WordEncoder) as assistant:
        serve(assistant, Settings(port=0), open_browser=False)


def test_a_server_writes_no_word_of_a_document_to_its_log(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVING, str(tmp_path / "library")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        address = re.search(r"http://\S+", told)
        assert address is not None, told
        for path in ("", f"?q={CANARY}", "library", "api/v1/documents", f"documents/{CANARY}"):
            with pytest.raises(urllib.error.HTTPError) as answer:
                urllib.request.urlopen(address[0] + path)
            assert answer.value.code == 500
            assert CANARY not in answer.value.read().decode().replace(f"?q={CANARY}", "")
            answer.value.close()
        # What is prepared in the background may take longer than the pages.
        impatient = threading.Timer(30, process.kill)
        impatient.start()
        log = ""
        while log.count("Unforeseen RuntimeError in thread ") < 6 and (
            line := process.stderr.readline()
        ):
            log += line
        impatient.cancel()
        process.terminate()
        log += process.stderr.read()
        assert process.wait(30) == 0
    # One for each page, and one for what is prepared in the background.
    assert log.count("Unforeseen RuntimeError in thread ") == 6
    assert CANARY not in log
