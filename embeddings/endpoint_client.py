"""The way to an embeddings endpoint: what is sent, tried again and refused there."""

import math
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self

import httpx

from embeddings.endpoint_request import EndpointRequest
from embeddings.errors import EndpointFailed

_CONNECT_SECONDS = 5.0
_FIRST_PAUSE, _GROWTH = 0.5, 4.0
"""Seconds before the second try, and how much longer each further one waits."""
_LONGEST_PAUSE = 30.0
"""Also where a server asks for more in `Retry-After`."""
_TOO_MANY = 429
_SERVER_ERROR = 500
_KEY_REFUSED = (401, 403)
_REASONS = {
    401: "it refuses the key. See PINCITE_ENCODER_KEY",
    403: "it refuses the key. See PINCITE_ENCODER_KEY",
    404: "it knows no such address or model. See PINCITE_ENCODER and PINCITE_ENCODER_MODEL",
    413: "it takes less at a time. Set PINCITE_ENCODER_BATCH lower",
    429: "it has too much to do, or the key's allowance is used up. Try again later, "
    "or set PINCITE_ENCODER_REQUESTS_PER_MINUTE",
}


class EndpointClient:
    """Posts to one address. The key is sent and never shown, nor a password in the address.

    No proxy, no redirect and no credential is taken from the environment.
    """

    def __init__(
        self,
        client: httpx.Client,
        url: str,
        request: EndpointRequest | None = None,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Nothing is sent yet; raises `EndpointFailed` for a key that no header can hold."""
        self._sending = request or EndpointRequest()
        self.url = url
        self._client = client
        self._headers = _bearer(self._sending.key)
        self._pause = pause
        self._turn = threading.Lock()
        self._next = -math.inf
        """When the next request may go out, by the monotonic clock."""

    @classmethod
    def at(cls, url: httpx.URL, request: EndpointRequest) -> Self:
        """A client of that address's `/embeddings`; raises `EndpointFailed`."""
        if url.userinfo and request.key:
            raise EndpointFailed(
                "PINCITE_ENCODER holds a name or a password and PINCITE_ENCODER_KEY is set; "
                "only one of them can be sent. Take the other away."
            )
        path = url.path.rstrip("/")
        if not path.endswith("/embeddings"):
            path += "/embeddings"
        timeout = httpx.Timeout(float(request.timeout), connect=_CONNECT_SECONDS)
        client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False)
        return cls(client, str(url.copy_with(path=path, fragment=None)), request)

    @property
    def shown(self) -> str:
        """The address without a name and password that may stand in it."""
        return str(httpx.URL(self.url).copy_with(userinfo=b""))

    def post(self, body: dict[str, Any]) -> httpx.Response:
        """The answer to a request; tried again where that may help. Raises `EndpointFailed`."""
        for tried in range(self._sending.retries + 1):
            last = tried == self._sending.retries
            pause = min(_FIRST_PAUSE * _GROWTH**tried, _LONGEST_PAUSE)
            self._await_turn()
            try:
                response = self._client.post(self.url, json=body, headers=self._headers)
            except httpx.RequestError as error:
                if last:
                    raise self._unreached(error) from error
                self._pause(pause)
                continue
            if response.is_success:
                return response
            passing = response.status_code == _TOO_MANY or response.status_code >= _SERVER_ERROR
            if last or not passing:
                raise self.failed(self._refusal(response))
            self._pause(_wait(response, pause))
        raise AssertionError("the last try returns or raises")

    def failed(self, fault: str) -> EndpointFailed:
        """A refusal that names the endpoint."""
        return EndpointFailed(f"The embeddings endpoint {self.shown} {fault}")

    def _await_turn(self) -> None:
        """Wait until another request may go out, where a minute may have only so many."""
        if not self._sending.per_minute:
            return
        with self._turn:
            now = time.monotonic()
            wait = max(0.0, self._next - now)
            self._next = now + wait + 60 / self._sending.per_minute
        if wait:
            self._pause(wait)

    def _unreached(self, error: httpx.RequestError) -> EndpointFailed:
        if isinstance(error, httpx.ReadTimeout):
            return self.failed(
                f"was silent for {self._sending.timeout} s. Check what it is doing, "
                "or set PINCITE_ENCODER_TIMEOUT higher or PINCITE_ENCODER_BATCH lower."
            )
        return self.failed(
            f"does not answer: {self._without_key(str(error))}. "
            "Check that it runs and that the address is right."
        )

    def _without_key(self, text: str) -> str:
        return text.replace(self._sending.key, "…") if self._sending.key else text

    def _refusal(self, response: httpx.Response) -> str:
        """What a status means; not the words of a server that may repeat the key it refuses."""
        status = response.status_code
        said = "" if status in _KEY_REFUSED else self._without_key(response.text)[:200]
        words = ". It says: ".join(part for part in (_REASONS.get(status), said) if part)
        return f"answered {status}: {words or 'it does not say why'}"


def _bearer(key: str) -> dict[str, str]:
    """The header that carries `key`, refused here: the HTTP client would quote it."""
    if not key:
        return {}
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise EndpointFailed(
            "PINCITE_ENCODER_KEY cannot be sent: it holds a space, a line's end or a letter "
            "beyond ASCII."
        )
    return {"authorization": f"Bearer {key}"}


def _wait(response: httpx.Response, pause: float) -> float:
    """Seconds to wait: what the server asks for within reason, else `pause`."""
    asked = _asked_for(response.headers.get("retry-after", ""))
    return min(asked, _LONGEST_PAUSE) if asked >= 0 else pause  # NaN is not.


def _asked_for(value: str) -> float:
    """Seconds of a `Retry-After` in either of its forms; NaN for anything else.

    A date that has passed asks for no wait at all.
    """
    try:
        return float(value)
    except ValueError:
        pass
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return math.nan
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())
