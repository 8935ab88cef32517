"""How long a client may take to say what it wants."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

DEADLINE = 10.0
"""Seconds for the head of a request."""

SLOWEST = 1024
"""Bytes a second below which a body is given up."""


class DeadlineProtocol(H11Protocol):
    """HTTP/1.1 that closes silent, partial and trickled requests.

    uvicorn waits for ever for the rest of a request. Here the head must be
    complete `DEADLINE` seconds after its connection or its first byte, and a body
    must keep up `SLOWEST` while the application wants more of it. Responses may
    take as long as they like, so event streams stay open.
    """

    deadline: float = DEADLINE
    _timer: asyncio.TimerHandle | None = None
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for the first request."""
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request."""
        self._received += len(data)
        before = self.conn.their_state
        super().data_received(data)
        after = self.conn.their_state
        if after not in (h11.IDLE, h11.SEND_BODY):
            self._rest()
        elif before is not after or self._timer is None:
            self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request on the same connection."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE:
            self._watch()

    def _watch(self) -> None:
        self._rest()
        self._received = 0
        self._timer = self.loop.call_later(self.deadline, self._check)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _check(self) -> None:
        self._timer = None
        body = self.conn.their_state is h11.SEND_BODY
        keeping_up = self._received >= SLOWEST * self.deadline or self.flow.read_paused
        if body and keeping_up:
            self._watch()
        elif not self.transport.is_closing():
            self.transport.close()
