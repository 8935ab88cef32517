from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant import contract
from assistant.indexing.outcomes import FileOutcome
from assistant.service import Assistant
from tests.conftest import Held
from tests.web.conftest import Make
from web import uploads
from web.security import CONTENT_POLICY
from web.uploads import label


def timeless(found: dict[str, Any]) -> dict[str, Any]:
    """Without how long it took."""
    return {**found, "searched": {**found["searched"], "milliseconds": None}}


def test_answers_have_the_shape_of_the_command_line(client: TestClient, forum: Assistant) -> None:
    expected = timeless(contract.answer_json(forum.ask("police", within=["minutes"])))
    asked = client.get("/api/v1/ask", params={"q": "police", "in": "minutes"})
    assert timeless(asked.json()) == expected
    body = {"question": "police", "in": ["minutes"]}
    assert timeless(client.post("/api/v1/ask", json=body).json()) == expected


def test_mentions_documents_and_paragraphs_have_theirs(
    client: TestClient, forum: Assistant
) -> None:
    assert timeless(client.get("/api/v1/mentions", params={"q": "police"}).json()) == timeless(
        contract.mentions_json(forum.mentions("police"))
    )
    listed = client.get("/api/v1/documents").json()
    assert [document["name"] for document in listed["documents"]] == [
        record.name for record in forum.library.documents()
    ]
    assert listed["failures"] == [contract.failure_json(f) for f in forum.library.failures()]
    whole = client.get("/api/v1/documents/minutes").json()
    paragraphs = forum.view("minutes").paragraphs
    name = forum.library.document("minutes").name
    assert whole["content"] == [
        {**contract.paragraph_json(p, name), "raw": None} for p in paragraphs
    ]
    one = client.get(f"/api/v1/paragraphs/{paragraphs[1].paragraph_id}").json()
    assert one == {
        **contract.paragraph_json(paragraphs[1], name),
        "raw": None,
        "repairs": None,
        "address": "paragraph 2 (counted) · heading",
        "before": paragraphs[0].paragraph_id,
        "after": paragraphs[2].paragraph_id,
    }


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/api/v1/ask?q=%20", 422, "EmptyQuestion"),
        ("/api/v1/ask?q=a&limit=0", 422, "InvalidRequest"),
        ("/api/v1/documents/none", 404, "UnknownDocument"),
        ("/api/v1/paragraphs/none", 404, "UnknownParagraph"),
        ("/api/v1/nowhere", 404, "Http"),
    ],
)
def test_refusals_have_one_shape(client: TestClient, address: str, status: int, kind: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.json().keys() == {"error"}
    assert response.json()["error"]["kind"] == kind
    assert response.json()["error"]["message"]


def test_question_of_a_megabyte_is_too_large(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": "a" * 1_000_000})
    assert response.status_code == 413
    assert response.json() == {
        "error": {"message": "The request is larger than allowed.", "kind": "TooLarge"}
    }
    assert response.headers["content-security-policy"] == CONTENT_POLICY


def test_question_that_grows_too_large_is_cut_off(client: TestClient) -> None:
    pieces = (b"a" * 10_000 for _ in range(10))
    response = client.post(
        "/api/v1/ask", content=pieces, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 413
    assert response.json()["error"]["message"] == "The request is larger than allowed."


def test_question_is_json_and_nothing_else(client: TestClient) -> None:
    text = '{"question": "police"}'
    plain = client.post("/api/v1/ask", content=text, headers={"Content-Type": "text/plain"})
    assert plain.status_code == 422
    unknown = client.post("/api/v1/ask", json={"question": "police", "path": "/etc/passwd"})
    assert unknown.status_code == 422


def test_no_request_names_a_path_or_an_address(client: TestClient) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    names = {name for schema in schemas.values() for name in schema.get("properties", {})}
    assert not names & {"path", "url", "uri", "file", "folder", "base_url"}


def test_notices_of_a_document_are_objects(forum: Assistant) -> None:
    record = replace(forum.library.documents()[0], notices=("Page 3: the page is damaged",))
    assert contract.document_json(record)["notices"] == [
        {
            "kind": "pages",
            "where": "Page 3",
            "count": 1,
            "remedy": None,
            "text": "Page 3: the page is damaged",
        }
    ]


def test_uploaded_bytes_become_a_document(own_client: TestClient, own: Assistant) -> None:
    content = b"Iron rusts.\n\nGold does not."
    outcome = own_client.put("/api/v1/uploads/notes.txt", content=content).json()
    assert outcome == {
        "path": "notes.txt",
        "document_id": own.library.find("notes.txt").document_id,
        "state": "added",
        "paragraphs": 2,
        "reason": None,
        "remedy": None,
        "note": None,
        "citations_kept": 0,
    }
    paragraphs = own.view(outcome["document_id"]).paragraphs
    assert [p.text for p in paragraphs] == ["Iron rusts.", "Gold does not."]


def test_another_file_of_the_same_name_is_kept_apart_unless_it_is_to_replace(
    own_client: TestClient, own: Assistant
) -> None:
    def upload(query: str, content: bytes) -> dict[str, str]:
        put = own_client.put(f"/api/v1/uploads/notes.txt{query}", content=content)
        told: dict[str, str] = put.json()
        return told

    first = upload("", b"Iron rusts.")
    second = upload("", b"Gold does not.")
    assert (second["path"], second["note"]) == (
        "notes (2).txt",
        "Added as notes (2).txt: another document is called notes.txt",
    )
    third = upload("?replace=true", b"Tin is soft.")
    assert (third["state"], third["document_id"]) == ("updated", first["document_id"])


@pytest.mark.parametrize("name", ["a%0Ab.txt", "a.txt%0A", "%0Aa.txt", "a%0D%0Ab.txt"])
def test_a_name_may_have_a_line_end(name: str, own_client: TestClient) -> None:
    response = own_client.put(f"/api/v1/uploads/{name}", content=b"Iron rusts.")
    assert (response.status_code, response.json()["state"]) == (200, "added")


def test_what_arrives_lies_in_the_library_and_is_gone_afterwards(
    own_client: TestClient, own: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    upload = Assistant.upload

    def watched(self: Assistant, name: str, content: Path, *, replace: bool = False) -> FileOutcome:
        seen.append(content)
        return upload(self, name, content, replace=replace)

    monkeypatch.setattr(Assistant, "upload", watched)
    own_client.put("/api/v1/uploads/notes.txt", content=b"Iron rusts.")
    own_client.post("/library/files", files={"files": ("other.txt", b"Gold does not.")})
    assert own.library.root is not None
    assert [place.is_relative_to(own.library.root) for place in seen] == [True, True]
    assert [place.parent.exists() for place in seen] == [False, False]


def test_upload_that_cannot_be_read_says_why(own_client: TestClient) -> None:
    outcome = own_client.put("/api/v1/uploads/noise.pdf", content=b"\xff\xfe\xfd").json()
    assert (outcome["state"], outcome["reason"], outcome["remedy"]) == (
        "failed",
        "The file holds no text",
        "Check that it was saved whole",
    )


def test_upload_beyond_the_limit_is_refused_before_it_is_read(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10)
    response = client.put("/api/v1/uploads/big.txt", content=b"eleven byte")
    assert response.status_code == 413
    assert response.json()["error"]["kind"] == "UploadTooLarge"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\report.pdf", "report.pdf"),
        ("...", "unnamed"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\n.txt", "a�b�.txt"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("\u202egpj.exe", "�gpj.exe"),
    ],
)
def test_name_of_an_upload_is_a_label(given: str, shown: str) -> None:
    assert label(given) == shown
    assert len(label(given)) <= 200


def test_indexing_is_started_watched_and_stopped(held: Held, make: Make) -> None:
    client = make(held.assistant)
    assert client.get("/api/v1/indexing").json() == {
        "running": False,
        "files": 0,
        "done": 0,
        "name": "",
        "outcomes": [],
        "encoder": {
            "encoder": held.assistant.library.fingerprint,
            "wished": "bundled",
            "changed": None,
            "encoding": None,
        },
        "questions": None,
        "error": None,
    }
    assert client.post("/api/v1/indexing").json() == {"running": True}
    assert client.get("/api/v1/indexing").json()["running"] is True
    held.encoder.go_on.set()
    held.assistant.indexing.wait()
    after = client.get("/api/v1/indexing").json()
    assert after["running"] is False
    assert [(outcome["path"], outcome["state"]) for outcome in after["outcomes"]] == [
        (str(held.files / "annual report.txt"), "added")
    ]


def test_indexing_is_stopped_on_request(held: Held, make: Make) -> None:
    client = make(held.assistant)
    client.post("/api/v1/indexing")
    assert client.delete("/api/v1/indexing").json() == {"running": True}
    held.encoder.go_on.set()
    held.assistant.indexing.wait()
    assert held.assistant.indexing.status.stopped


def test_events_end_when_the_work_does(held: Held, make: Make) -> None:
    client = make(held.assistant)
    held.encoder.go_on.set()
    client.post("/api/v1/indexing")
    held.assistant.indexing.wait()
    with client.stream("GET", "/api/v1/indexing/events") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in response.iter_lines() if line]
    assert lines == [
        "event: progress",
        'data: {"done": 1, "files": 1}',
        "event: done",
        "data: {}",
    ]


def test_document_is_removed_for_good(own_client: TestClient) -> None:
    assert own_client.delete("/api/v1/documents/minutes").json()["state"] == "removed"
    assert own_client.get("/documents/minutes").status_code == 404


def test_api_is_described_without_foreign_help(client: TestClient) -> None:
    page = client.get("/api")
    assert "/api/v1/uploads/{name}" in page.text
    assert "https://" not in page.text


def test_health_is_told(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
