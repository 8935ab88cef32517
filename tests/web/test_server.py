import contextlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import SettingsError
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.encoder import Encoder
from embeddings.errors import EncoderMissing
from web.app import create_app
from web.deadline import DeadlineProtocol
from web.server import Server, address_of, configuration, listen, prepare, serve


class Hasty(DeadlineProtocol):
    deadline = 0.3


@contextlib.contextmanager
def running(assistant: Assistant) -> Iterator[int]:
    app = create_app(assistant, Settings())
    listener = listen("127.0.0.1", 0)
    ready = threading.Event()
    server = Server(configuration(app, Hasty), ready.set, app.state.closing)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert ready.wait(10)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def closed_by_server(port: int, *pieces: bytes, pause: float = 0.1) -> bool:
    """Send pieces with pauses; whether the server then closes without an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        for piece in pieces:
            try:
                client.sendall(piece)
            except OSError:
                return True
            time.sleep(pause)
        try:
            return client.recv(100) == b""
        except ConnectionResetError:
            return True


@pytest.fixture(scope="module")
def port(forum: Assistant) -> Iterator[int]:
    with running(forum) as number:
        yield number


HEAD = b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param((), id="silent"),
        pytest.param((b"GET / HT",), id="partial"),
        pytest.param((b"G", b"E", b"T", b" ", b"/", b" "), id="trickled"),
        pytest.param((HEAD,), id="body that never comes"),
        pytest.param((HEAD, b"{", b'"', b"q", b'"'), id="trickled body"),
    ],
)
def test_requests_that_never_end_are_closed(port: int, pieces: tuple[bytes, ...]) -> None:
    assert closed_by_server(port, *pieces)


def test_second_request_on_a_connection_has_its_deadline_too(port: int) -> None:
    whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(whole)
        answer = b""
        while not answer.endswith(b'{"status":"ok"}'):
            answer += client.recv(4096)
        client.sendall(b"GET /hea")
        assert client.recv(100) == b""


def test_request_in_two_quick_pieces_is_answered(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\n")
        time.sleep(0.05)
        client.sendall(b"Host: localhost\r\nConnection: close\r\n\r\n")
        assert client.recv(4096).startswith(b"HTTP/1.1 200")


def test_long_question_fits_into_an_address(port: int) -> None:
    asked = b"GET /api/v1/ask?q=" + b"police%20" * 6000 + b" HTTP/1.1\r\nHost: localhost\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        for at in range(0, len(asked), 5000):
            client.sendall(asked[at : at + 5000])
            time.sleep(0.002)
        client.sendall(b"Connection: close\r\n\r\n")
        assert client.recv(4096).startswith(b"HTTP/1.1 200")


def test_port_that_is_taken_is_told_with_the_way_out() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"--port {port + 1}"):
            listen("127.0.0.1", port)


def test_address_of_another_machine_is_refused() -> None:
    with pytest.raises(SettingsError, match="not an address of this machine"):
        listen("192.0.2.1", 0)


def test_page_is_not_served_to_a_network_without_a_secret(forum: Assistant) -> None:
    with pytest.raises(SettingsError, match="PINCITE_SECRET"):
        serve(forum, Settings(host="0.0.0.0", port=0), open_browser=False)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8040"),
        ("0.0.0.0", "http://localhost:8040"),
        ("::1", "http://[::1]:8040"),
    ],
)
def test_address_is_one_for_the_browser(host: str, address: str) -> None:
    assert address_of(host, 8040) == address


def test_encoder_is_loaded_ahead_and_what_is_wrong_with_it_is_told_when_asked(
    forum_folder: Path, tmp_path: Path
) -> None:
    asked = []

    def load() -> Encoder:
        asked.append("encoder")
        raise EncoderMissing("The encoder is not there.")

    folder = shutil.copytree(forum_folder, tmp_path / "library")
    with Assistant(SqliteLibrary.open(folder), load) as assistant:
        prepare(assistant)
        assert asked == ["encoder"]
        client = TestClient(create_app(assistant, Settings()), base_url="http://localhost")
        told = client.get("/?q=police")
    assert told.status_code == 503
    assert "The encoder is not there." in told.text


SERVING = """
import sys
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.settings import Settings
from web.server import serve
settings = Settings(port=0, cache=sys.argv[2])
with Assistant.open(sys.argv[1], settings=settings) as assistant:
    code = serve(assistant, settings, open_browser=False)
    print("closed")
sys.exit(code)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_server_ends_gracefully_and_returns_to_its_caller(
    forum_folder: Path, encoder_cache: Path, tmp_path: Path, number: signal.Signals
) -> None:
    folder = shutil.copytree(forum_folder, tmp_path / "library")
    command = [sys.executable, "-c", SERVING, str(folder), str(encoder_cache)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        told = process.stderr.readline()
        assert re.fullmatch(r"Pincite is at http://127\.0\.0\.1:\d+/ · Ctrl-C ends it\n", told)
        process.send_signal(number)
        assert process.wait(30) == 0
        assert process.stdout.read() == "closed\n"
