"""An encoder behind HTTP: any server that speaks OpenAI's embeddings interface."""

import hashlib
import time
from collections.abc import Callable, Sequence
from typing import Any, Self

import httpx
import numpy as np

from embeddings.encoder import Fingerprint, Progress, Vectors
from embeddings.errors import EndpointFailed

_BATCH = 32
_TIMEOUT = httpx.Timeout(60.0, connect=5.0)
_PAUSES = (0.5, 2.0, 8.0)
"""Seconds before each further try; what a server asks for in `Retry-After` counts more."""
_LONGEST_PAUSE = 30.0
_TOO_MANY = 429
_SERVER_ERROR = 500


class EndpointEncoder:
    """Sends texts as they are, 32 at a time, and brings the rows to unit length.

    How much of a long text the server reads is the server's own affair. No proxy,
    no redirect and no credential is taken from the environment.
    """

    def __init__(
        self,
        client: httpx.Client,
        url: str,
        model: str,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask `url` once to learn the dimension; raises `EndpointFailed`."""
        self._client = client
        self._url = url
        self._model = model
        self._pause = pause
        self._dimension = 0
        self._dimension = self._ask(["dimension"]).shape[1]

    @classmethod
    def load(cls, address: str, *, key: str | None = None) -> Self:
        """The encoder at `address`, `http(s)://host/v1#model`; raises `EndpointFailed`.

        `/embeddings` is appended unless the path ends in it. `key` is sent as a bearer token.
        """
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as error:
            raise EndpointFailed(f"{address} is not an address: {error}") from error
        model, path = url.fragment, url.path.rstrip("/")
        if not path.endswith("/embeddings"):
            path += "/embeddings"
        headers = {"authorization": f"Bearer {key}"} if key else {}
        client = httpx.Client(
            timeout=_TIMEOUT, follow_redirects=False, trust_env=False, headers=headers
        )
        return cls(client, str(url.copy_with(path=path, fragment=None)), model)

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies the model by its name; nobody can see the weights behind a server."""
        name = self._model or httpx.URL(self._url).host
        weights = hashlib.sha256(name.encode()).hexdigest()
        return Fingerprint(name, weights, "endpoint", "fp32", self._dimension)

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """One unit row per text, in order; raises `EndpointFailed`."""
        rows = np.empty((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            some = texts[start : start + _BATCH]
            rows[start : start + len(some)] = self._ask(some)
            if progress is not None:
                progress(len(some))
        return rows

    def encode_question(self, text: str, /) -> Vectors:
        """A single unit row, shape `(1, dimension)`; raises `EndpointFailed`."""
        return self._ask([text])

    def encode_tokens(self, texts: Sequence[str], /, *, question: bool = False) -> None:
        """`None`: such a server gives no rows of tokens."""

    def _ask(self, texts: Sequence[str]) -> Vectors:
        # Some servers refuse an empty text and the lone surrogates that JSON can carry.
        sent = [text.encode("utf-8", "replace").decode("utf-8") or " " for text in texts]
        body = {"model": self._model, "input": sent, "encoding_format": "float"}
        return self._rows(self._post(body), len(texts))

    def _post(self, body: dict[str, Any]) -> httpx.Response:
        for pause in (*_PAUSES, None):
            try:
                response = self._client.post(self._url, json=body)
            except httpx.TransportError as error:
                if pause is None:
                    raise EndpointFailed(
                        f"The embeddings endpoint {self._shown} does not answer: {error}. "
                        "Check that it runs and that the address is right."
                    ) from error
                self._pause(pause)
                continue
            if response.is_success:
                return response
            passing = response.status_code == _TOO_MANY or response.status_code >= _SERVER_ERROR
            if pause is None or not passing:
                raise EndpointFailed(
                    f"The embeddings endpoint {self._shown} answered {response.status_code}: "
                    f"{response.text[:200]}"
                )
            self._pause(_wait(response, pause))
        raise AssertionError("the last try returns or raises")

    def _rows(self, response: httpx.Response, count: int) -> Vectors:
        try:
            items = sorted(response.json()["data"], key=lambda item: int(item["index"]))
            rows = np.array([item["embedding"] for item in items], dtype=np.float32)
        except (ValueError, KeyError, TypeError) as error:
            raise EndpointFailed(
                f"The endpoint {self._shown} does not answer like OpenAI's embeddings."
            ) from error
        lengths = np.linalg.norm(rows, axis=1, keepdims=True) if rows.ndim == 2 else np.zeros(1)
        dimension = self._dimension or rows.shape[-1]
        if rows.shape != (count, dimension) or not np.isfinite(rows).all() or not lengths.all():
            raise EndpointFailed(
                f"The endpoint {self._shown} sent rows of shape {rows.shape}, or of length zero, "
                f"for {count} texts of dimension {dimension}."
            )
        unit: Vectors = (rows / lengths).astype(np.float32)
        return unit

    @property
    def _shown(self) -> str:
        """The address without a name and password that may stand in it."""
        return str(httpx.URL(self._url).copy_with(userinfo=b""))


def _wait(response: httpx.Response, pause: float) -> float:
    """Seconds to wait: what the server asks for within reason, else `pause`."""
    try:
        return min(max(float(response.headers["retry-after"]), 0.0), _LONGEST_PAUSE)
    except (KeyError, ValueError):
        return pause
