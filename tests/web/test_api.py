import pytest
from fastapi.testclient import TestClient

from assistant import contract
from tests.web.doubles import Double
from web import uploads
from web.security import CONTENT_POLICY
from web.uploads import label


def test_answers_have_the_shape_of_the_command_line(client: TestClient, double: Double) -> None:
    expected = contract.answer_json(double.ask("police", within=["minutes"]))
    assert client.get("/api/v1/ask", params={"q": "police", "in": "minutes"}).json() == expected
    body = {"question": "police", "in": ["minutes"]}
    assert client.post("/api/v1/ask", json=body).json() == expected


def test_mentions_documents_and_paragraphs_have_theirs(client: TestClient, double: Double) -> None:
    assert client.get("/api/v1/mentions", params={"q": "police"}).json() == (
        contract.mentions_json(double.mentions("police"))
    )
    listed = client.get("/api/v1/documents").json()
    assert [document["name"] for document in listed["documents"]] == [
        record.name for record in double.documents()
    ]
    assert listed["failures"] == [contract.failure_json(f) for f in double.failures()]
    whole = client.get("/api/v1/documents/minutes").json()
    paragraphs = double.view("minutes").paragraphs
    name = double.document("minutes").name
    assert whole["content"] == [
        {**contract.paragraph_json(p, name), "raw": None} for p in paragraphs
    ]
    one = client.get(f"/api/v1/paragraphs/{paragraphs[1].paragraph_id}").json()
    assert one == {
        **contract.paragraph_json(paragraphs[1], name),
        "raw": None,
        "repairs": None,
        "address": "heading",
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


def test_uploaded_bytes_become_a_document(client: TestClient, double: Double) -> None:
    response = client.put("/api/v1/uploads/notes.txt", content=b"Iron rusts.\nGold does not.")
    assert response.json() == {
        "path": "notes.txt",
        "document_id": "up5",
        "state": "added",
        "paragraphs": 2,
        "reason": None,
        "remedy": None,
    }
    assert [p.text for p in double.view("up5").paragraphs] == ["Iron rusts.", "Gold does not."]


def test_upload_that_cannot_be_read_says_why(client: TestClient) -> None:
    outcome = client.put("/api/v1/uploads/noise.bin", content=b"\xff\xfe\xfd").json()
    assert (outcome["state"], outcome["reason"], outcome["remedy"]) == (
        "failed",
        "No text was found",
        "Send text",
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


def test_indexing_is_started_watched_and_stopped(client: TestClient, double: Double) -> None:
    assert client.get("/api/v1/indexing").json() == {
        "running": False,
        "files": 0,
        "done": 0,
        "name": "",
        "outcomes": [],
        "questions": None,
        "error": None,
    }
    double.go_on.clear()
    assert client.post("/api/v1/indexing").json() == {"running": True}
    assert client.get("/api/v1/indexing").json()["running"] is True
    double.go_on.set()
    double.indexing.stop(wait=True)
    after = client.get("/api/v1/indexing").json()
    assert after["running"] is False
    assert [outcome["path"] for outcome in after["outcomes"]] == ["/forum/Annual report.pdf"]


def test_events_end_when_the_work_does(client: TestClient, double: Double) -> None:
    client.post("/api/v1/indexing")
    double.indexing.stop(wait=True)
    with client.stream("GET", "/api/v1/indexing/events") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in response.iter_lines() if line]
    assert lines == [
        "event: progress",
        'data: {"done": 1, "files": 4}',
        "event: done",
        "data: {}",
    ]


def test_document_is_removed_for_good(client: TestClient) -> None:
    assert client.delete("/api/v1/documents/minutes").json()["state"] == "removed"
    assert client.get("/documents/minutes").status_code == 404


def test_api_is_described_without_foreign_help(client: TestClient) -> None:
    page = client.get("/api")
    assert "/api/v1/uploads/{name}" in page.text
    assert "https://" not in page.text


def test_health_is_told(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
