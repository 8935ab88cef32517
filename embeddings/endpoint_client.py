"""The way to an embeddings endpoint: what is sent, tried again and refused there."""

import time
from collections.abc import Callable
from typing import Any, Self

import httpx

from embeddings.errors import EndpointFailed

_TIMEOUT = httpx.Timeout(60.0, connect=5.0)
_PAUSES = (0.5, 2.0, 8.0)
"""Seconds before each further try; what a server asks for in `Retry-After` counts more."""
_LONGEST_PAUSE = 30.0
_TOO_MANY = 429
_SERVER_ERROR = 500
_KEY_REFUSED = (401, 403)
_REASONS = {
    401: "it refuses the key. See PINCITE_ENCODER_KEY",
    403: "it refuses the key. See PINCITE_ENCODER_KEY",
    404: "it knows no such address or model. See PINCITE_ENCODER and PINCITE_ENCODER_MODEL",
    429: "it has too much to do, or the key's allowance is used up. Try again later",
}


class EndpointClient:
    """Posts to one address. The key is sent and never shown, nor a password in the address.

    No proxy, no redirect and no credential is taken from the environment.
    """

    def __init__(
        self,
        client: httpx.Client,
        url: str,
        key: str = "",
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Nothing is sent yet; raises `EndpointFailed` for a key that no header can hold."""
        self.url = url
        self._client = client
        self._key = key
        self._headers = _bearer(key)
        self._pause = pause

    @classmethod
    def at(cls, url: httpx.URL, key: str) -> Self:
        """A client of that address's `/embeddings`; raises `EndpointFailed`."""
        if url.userinfo and key:
            raise EndpointFailed(
                "PINCITE_ENCODER holds a name or a password and PINCITE_ENCODER_KEY is set; "
                "only one of them can be sent. Take the other away."
            )
        path = url.path.rstrip("/")
        if not path.endswith("/embeddings"):
            path += "/embeddings"
        client = httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=False)
        return cls(client, str(url.copy_with(path=path, fragment=None)), key)

    @property
    def shown(self) -> str:
        """The address without a name and password that may stand in it."""
        return str(httpx.URL(self.url).copy_with(userinfo=b""))

    def post(self, body: dict[str, Any]) -> httpx.Response:
        """The answer to a request; tried again where that may help. Raises `EndpointFailed`."""
        for pause in (*_PAUSES, None):
            try:
                response = self._client.post(self.url, json=body, headers=self._headers)
            except httpx.TransportError as error:
                if pause is None:
                    raise self.failed(
                        f"does not answer: {self._without_key(str(error))}. "
                        "Check that it runs and that the address is right."
                    ) from error
                self._pause(pause)
                continue
            if response.is_success:
                return response
            passing = response.status_code == _TOO_MANY or response.status_code >= _SERVER_ERROR
            if pause is None or not passing:
                raise self.failed(self._refusal(response))
            self._pause(_wait(response, pause))
        raise AssertionError("the last try returns or raises")

    def failed(self, fault: str) -> EndpointFailed:
        """A refusal that names the endpoint."""
        return EndpointFailed(f"The embeddings endpoint {self.shown} {fault}")

    def _without_key(self, text: str) -> str:
        return text.replace(self._key, "…") if self._key else text

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
    try:
        asked = float(response.headers["retry-after"])
    except (KeyError, ValueError):
        return pause
    return min(asked, _LONGEST_PAUSE) if asked >= 0 else pause  # NaN is not.
