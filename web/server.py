"""The page served on this machine, until Ctrl-C."""

import contextlib
import errno
import logging
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from functools import partial

import uvicorn
from fastapi import FastAPI

from assistant.errors import SettingsError
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.threads import accounted
from embeddings.errors import EmbeddingsError
from web.app import create_app
from web.deadline import DeadlineProtocol
from web.pages import compile_templates

LONGEST_HEAD = 65_536
"""Bytes of a request's head; a question is part of the address."""

GRACE = 5
"""Seconds that requests under way are given when the server ends."""


def serve(
    assistant: Assistant,
    settings: Settings,
    *,
    open_browser: bool,
    notify: Callable[[str], None] | None = None,
) -> int:
    """Serve until interrupted; gives the exit code.

    The address is told once it listens. Raises `SettingsError` when the address
    cannot be had or would be open to a network without a secret.
    """
    app = create_app(assistant, settings)
    listener = listen(settings.host, settings.port)
    address = address_of(settings.host, listener.getsockname()[1])

    def listening() -> None:
        preparing = accounted(partial(prepare, assistant))
        threading.Thread(target=preparing, name="preparing", daemon=True).start()
        (notify or _say)(f"Pincite is at {address}/ · Ctrl-C ends it")
        if open_browser:
            opening = accounted(partial(webbrowser.open, address))
            threading.Thread(target=opening, name="browser", daemon=True).start()

    server = Server(configuration(app), listening, app.state.closing)
    try:
        server.run(sockets=[listener])
    finally:
        listener.close()
    return 0


def prepare(assistant: Assistant) -> None:
    """Load what the first reader would wait for; the first question tells what is wrong if not."""
    compile_templates()
    with contextlib.suppress(EmbeddingsError):
        assistant.prepare()


def configuration(
    app: FastAPI, protocol: type[DeadlineProtocol] = DeadlineProtocol
) -> uvicorn.Config:
    """How the application is served."""
    return uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        lifespan="off",
        log_level=logging.WARNING,
        # Questions stand in addresses, and are nobody else's business.
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=5,
    )


class Server(uvicorn.Server):
    """A server that says when it listens, and lets event streams end when it closes."""

    def __init__(
        self, config: uvicorn.Config, listening: Callable[[], None], closing: threading.Event
    ) -> None:
        super().__init__(config)
        self._listening = listening
        self._closing = closing

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End gracefully on Ctrl-C and SIGTERM.

        uvicorn would raise the signal again afterwards, before our caller can
        close the library.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        ending = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in ending}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if self.started:
            self._listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is open; streams first, since they would wait for ever."""
        self._closing.set()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address; port 0 takes a free one. Raises `SettingsError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, at = found[0]
        return socket.create_server(at, family=family)
    except OSError as error:
        raise SettingsError(_reason(error, host, port)) from error


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken, perhaps by another Pincite. "
            f"Take another with --port {port + 1}, or a free one with --port 0."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is not allowed to this user. Take one above 1023 with --port."
    return f"{host} is not an address of this machine: {error.strerror or error}."


def address_of(host: str, port: int) -> str:
    """What to type into a browser."""
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
