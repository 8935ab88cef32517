import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from assistant.encoders import Encoders
from assistant.indexing.background import Indexing, IndexingStatus
from assistant.indexing.maker import EncoderSetting
from assistant.indexing.outcomes import Progress, asking
from assistant.keeping.ranks import Ranks, record
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from embeddings.encoder import Progress as Counting
from embeddings.encoder import Vectors
from tests.conftest import Held, OpenForum
from tests.doubles import WordEncoder
from tests.web.conftest import Make


def soup(client: TestClient, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def words(element: object) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())  # type: ignore[attr-defined]


def test_file_that_failed_is_listed_with_reason_and_remedy(client: TestClient) -> None:
    failed = soup(client, "/library").select_one(".failed")
    assert words(failed) == (
        "Annex (scan).pdf The file is locked with a password. "
        "Save a copy without the password and add that. "
        "/forum/Annex (scan).pdf · tried 2 times, and again when the file changes"
    )


def test_form_adds_files_without_script(own_client: TestClient, own: Assistant) -> None:
    files = [("files", ("one.txt", b"Iron rusts.")), ("files", ("../two.txt", b"Gold does not."))]
    response = own_client.post("/library/files", files=files, follow_redirects=False)
    assert response.headers["location"] == "/library?told=2%20added"
    assert {record.name for record in own.library.documents()} >= {"one.txt", "two.txt"}
    assert words(soup(own_client, "/library?told=2 added").select_one(".done")) == "2 added."


def test_form_says_which_file_could_not_be_added(own_client: TestClient) -> None:
    response = own_client.post("/library/files", files={"files": ("noise.pdf", b"\xff\xfe\xfd")})
    assert words(BeautifulSoup(response.text, "html.parser").select_one(".notice")) == (
        "noise.pdf: The file holds no text"
    )


def test_indexing_shows_its_bar_and_the_time_left_and_the_page_renews_itself(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress(4, 1, 1000, 400, 12, "Annual report.pdf", 6.0)
    status = IndexingStatus(running=True, progress=progress)
    monkeypatch.setattr(Indexing, "status", status)
    page = soup(client, "/library")
    bar = page.select_one("progress")
    assert bar is not None
    assert (bar["value"], bar["max"]) == ("400", "1000")
    card = page.select_one("#indexing")
    assert card is not None
    assert card["data-events"] == "/api/v1/indexing/events"
    assert "1 of 4 files · Annual report.pdf" in words(card)
    assert "about 10 s left · Asking works meanwhile." in words(card)


def test_page_renews_itself_until_the_work_is_done(held: Held, make: Make) -> None:
    client = make(held.assistant)
    client.post("/library/reindex")
    page = soup(client, "/library")
    held.encoder.go_on.set()
    held.assistant.indexing.wait()
    assert page.select_one("noscript meta[http-equiv=refresh]") is not None
    assert page.select_one(".pill.working") is not None
    after = soup(client, "/library")
    assert after.select_one("noscript") is None
    assert words(after.select_one(".outcomes")) == "annual report.txt added · 2 paragraphs"


def test_folders_are_watched_when_switched_on_and_no_more_when_off(held: Held, make: Make) -> None:
    client = make(held.assistant)
    held.encoder.go_on.set()

    def switch() -> Tag:
        found = soup(client, "/library").select_one("[role=switch]")
        assert found is not None
        return found

    assert switch()["aria-checked"] == "false"
    client.post("/library/watch", data={"on": "true"})
    assert held.assistant.lookout.is_on
    assert switch()["aria-checked"] == "true"
    client.post("/library/watch")
    assert not held.assistant.lookout.is_on
    assert switch()["aria-checked"] == "false"
    held.assistant.indexing.wait()


def test_indexing_that_was_paused_goes_on(held: Held, make: Make) -> None:
    client = make(held.assistant)
    client.post("/library/reindex")
    client.post("/library/stop")
    held.encoder.go_on.set()
    held.assistant.indexing.wait()
    card = soup(client, "/library").select_one("#indexing")
    assert "Paused. What was finished is kept. Continue" in words(card)
    client.post("/library/reindex")
    held.assistant.indexing.wait()
    assert "Look for changes" in words(soup(client, "/library").select_one("#indexing"))


def test_document_is_removed_by_a_form(own_client: TestClient, own: Assistant) -> None:
    own_client.post("/library/remove", data={"document": "minutes"})
    assert "minutes" not in {record.document_id for record in own.library.documents()}


def test_a_removal_says_that_citations_stay_and_they_are_marked(
    own_client: TestClient, own: Assistant
) -> None:
    keep(own, "Who stays?", "minutes", 2)
    form = {"document": "minutes"}
    page = BeautifulSoup(own_client.post("/library/remove", data=form).text, "html.parser")
    assert words(page.select_one(".done")) == (
        "It was removed; 1 citation kept from it stays, marked source removed."
    )
    kept = soup(own_client, "/kept").select_one(".kept")
    assert "gone source removed" in words(kept)
    assert kept is not None
    assert [link["href"] for link in kept.select("a")] == ["/?q=Who%20stays%3F"]


def test_citations_go_with_their_document_where_that_is_ticked(
    own_client: TestClient, own: Assistant
) -> None:
    keep(own, "Who stays?", "minutes", 2)
    form = {"document": "minutes", "with_citations": "true"}
    page = BeautifulSoup(own_client.post("/library/remove", data=form).text, "html.parser")
    assert words(page.select_one(".done")) == "It was removed."
    assert own.kept.count() == 0


def test_the_form_says_under_which_name_a_file_was_added(own_client: TestClient) -> None:
    for content in (b"Iron rusts.", b"Gold does not."):
        files = {"files": ("notes.txt", content)}
        page = BeautifulSoup(own_client.post("/library/files", files=files).text, "html.parser")
    assert words(page.select_one(".done")) == (
        "1 added; notes (2).txt: Added as notes (2).txt: another document is called notes.txt."
    )


def test_empty_library_tells_how_to_begin(empty: Assistant, make: Make) -> None:
    page = soup(make(empty), "/library")
    assert "pincite index FOLDER" in words(page.select_one("main"))


def test_citation_is_kept_listed_and_forgotten(own_client: TestClient, own: Assistant) -> None:
    paragraph = own.view("minutes").paragraphs[3]
    kept = own_client.post(
        "/kept",
        data={"p": paragraph.paragraph_id, "s": "0-7", "question": "police?", "back": "/?q=a"},
        follow_redirects=False,
    )
    assert kept.headers["location"] == "/?q=a"
    page = soup(own_client, "/kept")
    assert "Of 1 citation kept: 1 unchanged." in words(
        soup(own_client, "/library").select_one("main")
    )
    assert [q.get_text() for q in page.select("blockquote q")] == ["Policing"[:7]]
    assert [link["href"] for link in page.select(".kept a")] == [
        f"/documents/minutes?p={paragraph.paragraph_id}&s=0-7#{paragraph.anchor}",
        "/?q=police%3F",
    ]
    own_client.post("/kept/forget", data={"selection": "1"})
    assert "Nothing yet." in words(soup(own_client, "/kept").select_one("main"))


def keep(assistant: Assistant, question: str, document: str, ordinal: int) -> int:
    """The number of the citation kept."""
    paragraph = assistant.view(document).paragraphs[ordinal]
    return assistant.select(question, paragraph.paragraph_id).selection_id


def test_kept_questions_that_fell_or_rose_are_listed_and_can_be_asked(
    own_client: TestClient, own: Assistant
) -> None:
    assert soup(own_client, "/library").select_one("#questions") is None
    stays, pays, patrols = (
        keep(own, "Who <stays>?", "minutes", 2),
        keep(own, "Who pays & why?", "report", 8),
        keep(own, "Who patrols?", "minutes", 2),
    )
    before, after = {stays: 1, pays: 1, patrols: 3}, {stays: 1, pays: None, patrols: 1}
    record(own.library, Ranks(own.library.changes(), before, after))
    section = soup(own_client, "/library").select_one("#questions")
    assert section is not None
    fared = "Your 3 questions: hit@1 0.67 → 0.67, hit@5 1.00 → 0.67; 1 better, 1 worse."
    assert fared in words(section)
    assert "The library has changed since" not in words(section)
    details = section.select_one("details")
    assert details is not None
    assert details.has_attr("open")
    assert [words(item) for item in details.select("li")] == [
        "Who pays & why? 1 → below 10",
        "Who patrols? 3 → 1",
    ]
    assert [link["href"] for link in details.select("a")] == [
        "/?q=Who%20pays%20%26%20why%3F",
        "/?q=Who%20patrols%3F",
    ]


def test_kept_questions_that_stand_as_before_need_no_list(
    own_client: TestClient, own: Assistant
) -> None:
    one = keep(own, "Who patrols?", "minutes", 2)
    record(own.library, Ranks(own.library.changes(), {}, {one: 1}))
    own.remove("leaflet")
    section = soup(own_client, "/library").select_one("#questions")
    assert section is not None
    assert "Your 1 question: hit@1 1.00, hit@5 1.00." in words(section)
    assert "The library has changed since; they are asked again" in words(section)
    assert section.select("details") == []


def test_while_kept_questions_are_asked_the_bar_counts_them(
    own_client: TestClient, own: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = keep(own, "Who patrols?", "minutes", 2)
    record(own.library, Ranks(own.library.changes(), {}, {one: 1}))
    status = IndexingStatus(running=True, progress=asking(5, 14))
    monkeypatch.setattr(Indexing, "status", status)
    page = soup(own_client, "/library")
    bar = page.select_one("#indexing progress")
    assert bar is not None
    assert (bar["value"], bar["max"]) == ("5", "14")
    assert "5 of 14 questions of kept citations asked" in words(page.select_one("#indexing"))
    assert page.select_one("#questions") is None


def test_keeping_leads_to_no_other_site(own_client: TestClient, own: Assistant) -> None:
    paragraph = own.view("minutes").paragraphs[3]
    response = own_client.post(
        "/kept",
        data={"p": paragraph.paragraph_id, "back": "//evil.test"},
        follow_redirects=False,
    )
    assert response.headers["location"] == "/"


def test_library_of_another_encoder_offers_to_be_encoded_again(
    open_forum: OpenForum, make: Make
) -> None:
    other = WordEncoder()
    assistant = open_forum(encoder=other)
    client = make(assistant)
    response = client.get("/?q=police")
    assert response.status_code == 503
    form = BeautifulSoup(response.text, "html.parser").select_one("form")
    assert form is not None
    assert form["action"] == "/library/reencode"
    client.post("/library/reencode")
    assistant.indexing.wait()
    assert assistant.library.fingerprint == str(other.fingerprint)
    assert client.get("/?q=police").status_code == 200


def test_a_change_of_encoder_is_offered_watched_paused_and_gone_on_with(
    tmp_path: Path, make: Make
) -> None:
    place = tmp_path / "harbour.txt"
    place.write_text("\n\n".join(f"Harbour {number} froze." for number in range(50)))
    go_on, begun = threading.Event(), threading.Event()

    class Held(WordEncoder):
        def encode_passages(
            self, texts: Sequence[str], /, *, progress: Counting | None = None
        ) -> Vectors:
            begun.set()
            assert go_on.wait(20)
            return super().encode_passages(texts, progress=progress)

    def load(setting: EncoderSetting) -> WordEncoder:
        return Held("second") if setting.name == "second" else WordEncoder(setting.name)

    def opened(name: str) -> Assistant:
        library = SqliteLibrary.open(tmp_path / "library")
        return Assistant(library, Encoders(library, EncoderSetting(name), load))

    with opened("first") as assistant:
        assistant.index([place])
    with opened("second") as assistant:
        client = make(assistant)
        card = soup(client, "/library").select_one("#indexing")
        assert "The library is of first:0000000000000000:test:fp32:16" in words(card)
        assert "second is set. Encode everything again" in words(card)
        client.post("/library/reencode")
        assert begun.wait(20)
        card = soup(client, "/library").select_one("#indexing")
        assert "0 of 50 paragraphs encoded with the new encoder" in words(card)
        assert "The present encoder answers meanwhile." in words(card)
        assert client.get("/?q=Harbour 7 froze").status_code == 200
        client.post("/library/stop")
        go_on.set()
        assistant.indexing.wait()
        card = soup(client, "/library").select_one("#indexing")
        assert "A change of encoder was begun: 0 of 50 paragraphs. Go on encoding" in words(card)
        told = client.post("/api/v1/reencoding").json()
        assert told == {"running": True}
        assistant.indexing.wait()
        found = client.get("/api/v1/indexing").json()["encoder"]
        assert (found["encoder"], found["changed"]) == (
            "second:0000000000000000:test:fp32:16",
            False,
        )
        assert "Encode everything again" not in words(soup(client, "/library"))
