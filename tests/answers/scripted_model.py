"""A server on loopback that answers as an OpenAI-compatible one does, or fails to in many ways."""

import gzip
import json
import socket
import socketserver
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from assistant.answers.exchange import Message

Script = Callable[["ScriptedServer", socket.socket], None]

OK = b"HTTP/1.1 200 OK\r\n"
EVENTS = b"content-type: text/event-stream; charset=utf-8\r\n"
END = b"connection: close\r\n\r\n"
DONE = b"data: [DONE]\n\n"


def event(text: str | None, finish: str | None = None) -> bytes:
    """One chunk of a chat completion as a server-sent event."""
    delta = {} if text is None else {"content": text}
    choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
    body = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "toy"}
    return b"data: " + json.dumps({**body, "choices": choices}).encode() + b"\n\n"


def reply_of(text: str, size: int = 7) -> bytes:
    """A whole streamed reply in pieces of `size` characters."""
    pieces = [event(text[at : at + size]) for at in range(0, len(text), size)]
    return OK + EVENTS + END + b"".join([*pieces, event(None, "stop"), DONE])


def bytes_sent(content: bytes) -> Script:
    """Sends this and closes."""

    def script(server: "ScriptedServer", sock: socket.socket) -> None:
        sock.sendall(content)

    return script


def status(code: int, body: bytes = b'{"error": {"message": "no"}}') -> Script:
    head = f"HTTP/1.1 {code} No\r\ncontent-length: {len(body)}\r\n".encode()
    return bytes_sent(head + b"content-type: application/json\r\n" + END + body)


def dripping(content: bytes, pause: float = 0.05) -> Script:
    """Sends a byte at a time; the head of an endless reply is endless too."""

    def script(server: "ScriptedServer", sock: socket.socket) -> None:
        for byte in content:
            if server.stopped.wait(pause):
                return
            sock.sendall(bytes([byte]))
        server.stopped.wait()

    return script


def stalling(content: bytes) -> Script:
    """Sends this, then nothing, and stays."""

    def script(server: "ScriptedServer", sock: socket.socket) -> None:
        sock.sendall(content)
        server.stopped.wait()

    return script


def endless(head: bytes, again: bytes, pause: float = 0.0) -> Script:
    """Sends `again` for ever."""

    def script(server: "ScriptedServer", sock: socket.socket) -> None:
        sock.sendall(head)
        while not server.stopped.wait(pause):
            sock.sendall(again)

    return script


def in_turn(*scripts: Script) -> Script:
    """Each request gets the next script, the last one again and again."""

    def script(server: "ScriptedServer", sock: socket.socket) -> None:
        scripts[min(len(server.asked), len(scripts)) - 1](server, sock)

    return script


def hanging_up(server: "ScriptedServer", sock: socket.socket) -> None:
    """Closes without a word."""


def events(*some: bytes) -> Script:
    return bytes_sent(OK + EVENTS + END + b"".join(some))


HALF = "Iron rusts in rain [1]. Officers need trai"
BOMB = gzip.compress(b"data: " + b"0" * 50_000_000)

FAILURES: dict[str, Script] = {
    "hangs up": hanging_up,
    "drips its head": dripping(OK + b"x-slow: " + b"y" * 10_000),
    "drips its body": dripping(OK + EVENTS + END + b"data: " + b"0" * 10_000),
    "stalls before the head": stalling(b""),
    "stalls after the head": stalling(OK + EVENTS + END),
    "stalls after half a reply": stalling(OK + EVENTS + END + event("Iron rusts ")),
    "429": status(429),
    "500": status(500),
    "401": status(401),
    "404": status(404),
    "sends HTML": bytes_sent(OK + b"content-type: text/html\r\n" + END + b"<h1>Hello</h1>"),
    "sends JSON in one piece": bytes_sent(
        OK + b"content-type: application/json\r\n" + END + b'{"choices": []}'
    ),
    "sends garbage JSON": events(b'data: {"choices": [{\n\n', DONE),
    "sends JSON of another shape": events(b"data: [1, 2]\n\n", b"data: 7\n\n", DONE),
    "nests JSON without end": events(b"data: " + b"[" * 100_000 + b"\n\n", DONE),
    "sends a huge reply": endless(OK + EVENTS + END, event("iron " * 20_000)),
    "sends one endless line": endless(OK + EVENTS + END + b"data: ", b"0" * 65_536),
    "sends a huge error": endless(b"HTTP/1.1 500 No\r\n" + END, b"0" * 65_536),
    "never ends": endless(OK + EVENTS + END, event("iron rusts. "), 0.01),
    "sends only comments": endless(OK + EVENTS + END, b": alive\n\n", 0.01),
    "sends only empty pieces": endless(OK + EVENTS + END, event(""), 0.01),
    "breaks off": events(event("Iron rusts in rain.")),
    "sends invalid UTF-8": events(b'data: {"choices": "\xff\xfe\xc3"}\n\n', DONE),
    "sends a wrong [DONE]": events(event("Iron rusts."), b"data: [DUNE]\n\n"),
    "sends no [DONE] and no reason": events(event("Iron rusts.")),
    "sends no choices": events(b'data: {"choices": []}\n\n', DONE),
    "sends null": events(event(None), b'data: {"choices": null}\n\n', b"data: null\n\n", DONE),
    "sends an error event": events(b'data: {"error": {"message": "no"}}\n\n', DONE),
    "redirects": bytes_sent(
        b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/v1\r\ncontent-length: 0\r\n" + END
    ),
    "sends a gzip bomb": bytes_sent(OK + EVENTS + b"content-encoding: gzip\r\n" + END + BOMB),
    "sends a gzip bomb with an error": bytes_sent(
        b"HTTP/1.1 500 No\r\ncontent-encoding: gzip\r\n" + END + BOMB
    ),
    "speaks another protocol": bytes_sent(b"220 mail.example ESMTP\r\n"),
    "is cut at its length limit": events(event("Iron rusts"), event(None, "length"), DONE),
}
"""Ways not to answer; each must end in `LanguageModelError`."""


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, ScriptedServer)
        with suppress(OSError), self.request.makefile("rb") as incoming:
            line = incoming.readline().decode()
            headers = {}
            while (header := incoming.readline().decode().strip()) != "":
                name, _, value = header.partition(":")
                headers[name.lower()] = value.strip()
            body = json.loads(incoming.read(int(headers.get("content-length", 0))) or b"null")
            self.server.asked.append({"line": line.strip(), "headers": headers, "body": body})
            self.server.script(self.server, self.request)


class ScriptedServer(socketserver.ThreadingTCPServer):
    """Follows its script for every request and remembers what it was asked."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.asked: list[dict[str, Any]] = []
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that cuts the connection is what is being tested."""


@contextmanager
def scripted(script: Script) -> Iterator[ScriptedServer]:
    """A server that runs as long as the block."""
    with ScriptedServer(script) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            thread.join()


class SaidModel:
    """A language model that replies with these pieces, whatever it is told."""

    def __init__(self, pieces: Sequence[str], error: Exception | None = None) -> None:
        self.pieces = pieces
        self.error = error
        self.asked: list[Sequence[Message]] = []

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.asked.append(messages)
        yield from self.pieces
        if self.error is not None:
            raise self.error
