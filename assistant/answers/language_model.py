"""A language model behind an OpenAI-compatible endpoint: messages in, pieces of a reply out."""

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit

from assistant.answers.exchange import Connection, Limits, Message
from assistant.errors import LanguageModelError, ModelFailed, ModelUnreachable, SettingsError
from assistant.threads import accounted


class Circuit:
    """Stops asking a server that keeps failing: after 5 failures in a row, for a minute.

    After the minute one request may try; its failure opens the circuit again.
    """

    FAILURES = 5
    PAUSE = 60.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds that never go back."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    def enter(self) -> None:
        """Raises `ModelUnreachable` while the circuit is open."""
        with self._lock:
            if self._failures < self.FAILURES:
                return
            if self._clock() < self._until:
                raise ModelUnreachable(
                    "The language model failed several times; it will be tried again in a minute."
                )
            # Others wait for the outcome of this one.
            self._until = self._clock() + self.PAUSE

    def record(self, *, failed: bool) -> None:
        """Count a failure, or forget all of them after a success."""
        with self._lock:
            self._failures = self._failures + 1 if failed else 0
            if self._failures >= self.FAILURES:
                self._until = self._clock() + self.PAUSE


class LanguageModel:
    """Asks one model at one address, given by the person who runs Pincite and by nobody else.

    Every reply is read in a thread of its own, so that no server can hold a
    reader longer than `limits` say: not by slow name look-up, headers or body.
    """

    def __init__(
        self,
        url: str,
        model: str = "",
        key: str = "",
        *,
        limits: Limits | None = None,
        circuit: Circuit | None = None,
    ) -> None:
        """`url` ends before `/chat/completions`; raises `SettingsError` for no http(s) address."""
        self._url = checked_address(url)
        self._model = model or "default"
        self._key = key
        self._limits = limits or Limits()
        self._circuit = circuit or Circuit()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The reply in pieces, as they arrive.

        Raises `ModelUnreachable` or `ModelFailed`; pieces that came before stay true to the reply.
        """
        self._circuit.enter()
        failed = True
        try:
            yield from self._within_limits(self._connect(), messages)
            failed = False
        except GeneratorExit:
            failed = False
            raise
        finally:
            self._circuit.record(failed=failed)

    def _connect(self) -> Connection:
        from assistant.answers.openai_client import OpenAIConnection  # A second, 30 MB.

        return OpenAIConnection(self._url, self._model, self._key, self._limits)

    def _within_limits(self, connection: Connection, messages: Sequence[Message]) -> Iterator[str]:
        arrived: queue.SimpleQueue[str | LanguageModelError | None] = queue.SimpleQueue()
        broken = ModelFailed("The language model's reply broke off.")
        read = accounted(
            partial(_read, connection, messages, arrived), lambda _: arrived.put(broken)
        )
        threading.Thread(target=read, name="language-model", daemon=True).start()
        deadline = time.monotonic() + self._limits.total
        wait, size = self._limits.first, 0
        try:
            while (piece := _next(arrived, wait, deadline)) is not None:
                wait = self._limits.idle
                size += len(piece)
                if size > self._limits.reply:
                    raise ModelFailed(
                        "The language model's reply has no end; the rest is left out."
                    )
                if piece:
                    yield piece
        finally:
            connection.close()


def _read(
    connection: Connection,
    messages: Sequence[Message],
    arrived: "queue.SimpleQueue[str | LanguageModelError | None]",
) -> None:
    """Pass on what arrives; last its error, or `None`."""
    try:
        for piece in connection.pieces(messages):
            arrived.put(piece)
        arrived.put(None)
    except LanguageModelError as error:
        arrived.put(error)


def _next(
    arrived: "queue.SimpleQueue[str | LanguageModelError | None]", wait: float, deadline: float
) -> str | None:
    """The next piece, `None` at the end; raises what the reading raised, or that it is too slow."""
    left = deadline - time.monotonic()
    try:
        item = arrived.get(timeout=max(0.0, min(wait, left)))
    except queue.Empty as error:
        seconds = f"{wait:.0f} s passed with nothing new" if wait < left else "its time is over"
        raise ModelFailed(f"The language model is too slow: {seconds}.") from error
    if isinstance(item, LanguageModelError):
        raise item
    return item


def checked_address(url: str) -> str:
    """The address without a slash at its end; raises `SettingsError` when it is none."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        usable = False
    if not usable or parts.username or parts.query or parts.fragment:
        raise SettingsError(
            "PINCITE_LLM_URL must be an address such as http://localhost:8080/v1, without a name, "
            "a password or anything behind the path."
        )
    return url.rstrip("/")
