import socket
import threading
from collections.abc import Iterator, Sequence

import pytest

from assistant.answers.exchange import Limits, Message
from assistant.answers.language_model import Circuit, LanguageModel
from assistant.errors import LanguageModelError, ModelFailed, ModelUnreachable, SettingsError
from tests.answers.scripted_model import (
    DONE,
    END,
    EVENTS,
    FAILURES,
    OK,
    Script,
    bytes_sent,
    event,
    events,
    hanging_up,
    in_turn,
    reply_of,
    scripted,
    stalling,
    status,
)

PATIENT = Limits(first=10.0, idle=10.0, total=20.0, reply=20_000)
HASTY = Limits(first=0.3, idle=0.2, total=0.5, reply=20_000)
QUESTION = (Message("system", "Be brief."), Message("user", "Does iron rust?"))


def model_at(
    url: str, *, key: str = "", limits: Limits = PATIENT, circuit: Circuit | None = None
) -> LanguageModel:
    return LanguageModel(url, "toy", key, limits=limits, circuit=circuit)


def fails(model: LanguageModel) -> str:
    """The message of the failure that asking ends in."""
    with pytest.raises(LanguageModelError) as raised:
        list(model.stream(QUESTION))
    return str(raised.value)


def test_the_pieces_of_a_reply_come_as_they_were_sent() -> None:
    with scripted(bytes_sent(reply_of("Iron rusts in rain [1]."))) as server:
        assert "".join(model_at(server.url).stream(QUESTION)) == "Iron rusts in rain [1]."
    (asked,) = server.asked
    assert asked["line"] == "POST /v1/chat/completions HTTP/1.1"
    assert asked["body"] == {
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Does iron rust?"},
        ],
        "model": "toy",
        "stream": True,
    }


def test_nothing_is_told_of_the_machine_or_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY"):
        monkeypatch.setenv(f"OPENAI_{name}", "secret-of-somebody-else")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "x-told: secret")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with scripted(bytes_sent(reply_of("Yes."))) as server:
        assert "".join(model_at(server.url).stream(QUESTION)) == "Yes."
    headers = server.asked[0]["headers"]
    assert headers.keys() <= {
        "host", "content-type", "content-length", "accept", "connection",
        "accept-encoding", "user-agent",
    }  # fmt: skip
    assert (headers["accept-encoding"], headers["user-agent"]) == ("identity", "pincite")
    assert "secret" not in str(server.asked)


def test_the_key_goes_to_its_server_and_stays_when_that_redirects() -> None:
    with scripted(bytes_sent(reply_of("No."))) as other:
        moved = f"HTTP/1.1 307 Moved\r\nlocation: {other.url}\r\ncontent-length: 0\r\n".encode()
        with (
            scripted(bytes_sent(moved + END)) as server,
            pytest.raises(ModelFailed, match="answered with 307"),
        ):
            list(model_at(server.url, key="k-1").stream(QUESTION))
    assert [asked["headers"]["authorization"] for asked in server.asked] == ["Bearer k-1"]
    assert other.asked == []


@pytest.mark.parametrize("name", FAILURES)
def test_a_server_that_fails_is_given_up_within_the_limits(name: str) -> None:
    with scripted(FAILURES[name]) as server:
        assert fails(model_at(server.url, limits=HASTY)).startswith("The language model")
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ModelUnreachable, match="is its server running"):
        list(model_at(f"http://127.0.0.1:{port}/v1").stream(QUESTION))


def test_a_server_that_stalls_is_too_slow() -> None:
    with scripted(stalling(b"")) as server:
        assert "too slow" in fails(model_at(server.url, limits=HASTY))


@pytest.mark.parametrize(
    ("script", "message"),
    [
        pytest.param(status(401), "PINCITE_LLM_KEY", id="a refused key"),
        pytest.param(status(404), "PINCITE_LLM_MODEL", id="an unknown model"),
        pytest.param(status(429), "too much to do", id="too many requests"),
        pytest.param(FAILURES["sends HTML"], "PINCITE_LLM_URL", id="a web page"),
        pytest.param(FAILURES["sends a huge reply"], "no end", id="a reply without end"),
        pytest.param(FAILURES["is cut at its length limit"], "length", id="the length limit"),
    ],
)
def test_the_message_says_what_is_wrong(script: Script, message: str) -> None:
    with scripted(script) as server:
        assert message in fails(model_at(server.url))


def test_pieces_before_a_failure_are_kept() -> None:
    broken = events(event("Iron rusts. "), event("Rain"), b"data: {\n\n")
    with scripted(broken) as server:
        pieces = model_at(server.url).stream(QUESTION)
        assert [next(pieces), next(pieces)] == ["Iron rusts. ", "Rain"]
        with pytest.raises(ModelFailed):
            next(pieces)


def test_a_reason_to_finish_is_an_end_without_done() -> None:
    ended = events(event("Iron rusts."), event(None, "stop"))
    with scripted(ended) as server:
        assert "".join(model_at(server.url).stream(QUESTION)) == "Iron rusts."


def test_events_cut_anywhere_are_put_together() -> None:
    whole = OK + EVENTS + END + event("Größe ") + event("€ 5.", "stop") + DONE

    def script(server: object, sock: socket.socket) -> None:
        for byte in whole:
            sock.sendall(bytes([byte]))

    with scripted(script) as server:
        assert "".join(model_at(server.url).stream(QUESTION)) == "Größe € 5."


def test_a_reader_who_leaves_ends_the_connection() -> None:
    gone = threading.Event()

    def script(server: object, sock: socket.socket) -> None:
        sock.sendall(OK + EVENTS + END + event("Iron "))
        if sock.recv(1) == b"":
            gone.set()

    with scripted(script) as server:
        pieces = model_at(server.url).stream(QUESTION)
        assert next(pieces) == "Iron "
        pieces.close()
        assert gone.wait(5)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_five_failures_a_server_is_left_alone_for_a_minute() -> None:
    clock = Clock()
    with scripted(hanging_up) as server:
        model = model_at(server.url, circuit=Circuit(clock))
        for _ in range(5):
            assert "broke off" in fails(model)
        assert "tried again in a minute" in fails(model)
        assert len(server.asked) == 5
        clock.now = 61
        assert "broke off" in fails(model)
        assert "tried again in a minute" in fails(model)
    assert len(server.asked) == 6


def test_one_success_forgets_the_failures() -> None:
    with scripted(in_turn(*[hanging_up] * 4, bytes_sent(reply_of("Yes.")), hanging_up)) as server:
        model = model_at(server.url)
        for _ in range(4):
            fails(model)
        assert list(model.stream(QUESTION)) == ["Yes."]
        for _ in range(5):
            assert "broke off" in fails(model)
    assert len(server.asked) == 10


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8080/v1",
        "ftp://host/v1",
        "file:///etc/passwd",
        "http:///v1",
        "http://name:word@host/v1",
        "http://host/v1?key=1",
        "http://host:99999/v1",
        "http://[::1/v1",
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(SettingsError, match="PINCITE_LLM_URL"):
        LanguageModel(url)


class Breaking:
    """A connection in which something happens that nobody foresaw."""

    def pieces(self, messages: Sequence[Message]) -> Iterator[str]:
        yield "Iron rusts"
        raise ZeroDivisionError(messages[1].text)

    def close(self) -> None:
        pass


def test_what_nobody_foresaw_breaks_the_reply_off_and_no_word_of_it_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    model = model_at("http://localhost:1/v1")
    monkeypatch.setattr(model, "_connect", Breaking)
    assert fails(model) == "The language model's reply broke off."
    assert "Unforeseen ZeroDivisionError in thread language-model at " in caplog.text
    assert "Does iron rust?" not in caplog.text
