"""The one place that imports `openai`: its client, held to our limits and to one origin."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress

import httpx2
import openai

from assistant.answers.exchange import Limits, Message
from assistant.errors import ModelFailed, ModelUnreachable

_WIRE = 16
"""Bytes taken from the wire for each character that a reply may have: events are wordy."""
_HEADERS = frozenset({"host", "content-type", "content-length", "accept", "connection"})
"""What is sent beside the key; the client would add its version, the machine's kind, and
whatever `OPENAI_*` variables hold."""
_UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError)
"""What parsing a reply that is not one, however deep, and using a cut connection can raise."""
_REASONS = {
    401: "it refuses the key; see PINCITE_LLM_KEY",
    403: "it refuses the key; see PINCITE_LLM_KEY",
    404: "it knows no such address or model; see PINCITE_LLM_URL and PINCITE_LLM_MODEL",
    429: "it has too much to do",
}


class _Refused(httpx2.TransportError):
    """A response that is not read to its end."""


class _Capped(httpx2.SyncByteStream):
    """A body of at most `most` bytes."""

    def __init__(self, stream: httpx2.SyncByteStream, most: int) -> None:
        self._stream = stream
        self._most = most

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        for chunk in self._stream:
            taken += len(chunk)
            if taken > self._most:
                raise _Refused("the reply has no end")
            yield chunk

    def close(self) -> None:
        self._stream.close()


class _BoundTransport(httpx2.BaseTransport):
    """Reaches one origin, sends no more than is needed, and reads no more than is allowed.

    A connection that fails is tried once more; nothing else is tried twice.
    """

    def __init__(self, url: str, key: str, most: int) -> None:
        self._inner = httpx2.HTTPTransport(retries=1, trust_env=False)
        self._origin = _origin(httpx2.URL(url))
        self._key = key
        self._most = most
        self._socket: socket.socket | None = None

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if _origin(request.url) != self._origin:
            raise _Refused("the request leaves its origin")
        headers = {k: v for k, v in request.headers.items() if k.lower() in _HEADERS}
        # Compressed replies can grow a thousandfold in memory.
        headers["accept-encoding"] = "identity"
        headers["user-agent"] = "pincite"
        if self._key:
            headers["authorization"] = f"Bearer {self._key}"
        request.headers = httpx2.Headers(headers)
        response = self._inner.handle_request(request)
        network = response.extensions.get("network_stream")
        self._socket = None if network is None else network.get_extra_info("socket")
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            response.close()
            raise _Refused("the reply is compressed")
        assert isinstance(response.stream, httpx2.SyncByteStream)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Capped(response.stream, self._most),
            extensions=response.extensions,
        )

    def close(self) -> None:
        # Closing alone does not wake the thread that waits for more, and the server would
        # go on writing for nobody until that thread's time is over.
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
        self._inner.close()


class OpenAIConnection:
    """One request to a chat-completions endpoint."""

    def __init__(self, url: str, model: str, key: str, limits: Limits) -> None:
        """Nothing is sent before `pieces`."""
        self._model = model
        self._http = httpx2.Client(
            transport=_BoundTransport(url, key, _WIRE * limits.reply),
            timeout=httpx2.Timeout(limits.idle, connect=limits.first),
            follow_redirects=False,
            trust_env=False,
        )
        self._client = openai.OpenAI(
            base_url=url, api_key="unset", max_retries=0, http_client=self._http
        )

    def pieces(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply in pieces, empty ones as signs of life; raises `LanguageModelError`."""
        try:
            yield from self._pieces(messages)
        except openai.APIStatusError as error:
            status = error.status_code
            reason = _REASONS.get(status, "it cannot answer now")
            raise ModelFailed(f"The language model answered with {status}: {reason}.") from error
        except openai.APIConnectionError as error:
            raise _of_connection(error) from error
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError) as error:
            raise ModelFailed("The language model's reply broke off.") from error
        except _UNREADABLE as error:
            raise ModelFailed(
                "The language model's server does not answer as OpenAI's would."
            ) from error

    def close(self) -> None:
        """Cut the connection."""
        self._http.close()

    def _pieces(self, messages: Sequence[Message]) -> Iterator[str]:
        stream = self._client.chat.completions.create(
            model=self._model,
            messages=[_sent(message) for message in messages],
            stream=True,
        )
        kind = stream.response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "text/event-stream":
            raise ModelFailed(
                "The language model's server does not send a stream of events; "
                "is PINCITE_LLM_URL the address of an OpenAI-compatible interface?"
            )
        finish = None
        for chunk in stream:
            for text, reason in _choices(chunk):
                finish = reason or finish
                yield text
            yield ""
        if finish is None:
            raise ModelFailed("The language model's reply broke off.")
        if finish != "stop":
            raise ModelFailed(f"The language model's server cut the reply short ({finish[:20]}).")


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _sent(
    message: Message,
) -> openai.types.chat.ChatCompletionMessageParam:
    if message.role == "system":
        return {"role": "system", "content": message.text}
    return {"role": "user", "content": message.text}


def _choices(chunk: object) -> Iterator[tuple[str, str | None]]:
    """Text and reason to finish of the first choice; servers send nothing at all, too."""
    choices = getattr(chunk, "choices", None)
    if not isinstance(choices, list) or not choices:
        return
    text = getattr(getattr(choices[0], "delta", None), "content", None)
    reason = getattr(choices[0], "finish_reason", None)
    yield (
        text if isinstance(text, str) else "",
        reason if isinstance(reason, str) and reason else None,
    )


def _of_connection(error: openai.APIConnectionError) -> ModelFailed | ModelUnreachable:
    """A failure on the way: nobody there, too slow, or refused by us."""
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__) is not None and len(causes) < 8:
        causes.append(cause)
    for cause in causes:
        if isinstance(cause, _Refused):
            return ModelFailed(f"The language model's reply was refused: {cause}.")
        if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout):
            return ModelUnreachable("The language model cannot be reached; is its server running?")
    if isinstance(error, openai.APITimeoutError):
        return ModelFailed("The language model is too slow.")
    return ModelFailed("The language model's reply broke off.")
