"""An encoder behind HTTP: any server that speaks OpenAI's embeddings interface."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import httpx
import numpy as np

from embeddings.card import Card
from embeddings.encoder import Fingerprint, Progress, Vectors, card_of
from embeddings.endpoint_client import EndpointClient
from embeddings.endpoint_request import EndpointRequest
from embeddings.errors import EndpointFailed

_BATCH = 32


class EndpointEncoder:
    """Sends texts behind their prompt, 32 at a time, and brings the rows to unit length.

    How much of a long text the server reads is the server's own affair.
    """

    def __init__(self, client: EndpointClient, request: EndpointRequest) -> None:
        """Ask once to learn the dimension; raises `EndpointFailed`."""
        self._client = client
        self._request = request
        self._dimension = 0
        self._dimension = self._ask(["dimension"]).shape[1]

    @classmethod
    def load(cls, address: str, request: EndpointRequest | None = None) -> Self:
        """The encoder at `address`, `http(s)://host/v1`; raises `EndpointFailed`.

        `/embeddings` is appended unless the path ends in it. The model may stand behind
        a `#` instead of in the request.
        """
        request = request or EndpointRequest()
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as error:
            # Not the address itself: a password may stand in it.
            raise EndpointFailed(
                "PINCITE_ENCODER is no address; it must be one such as http://localhost:8080/v1."
            ) from error
        model = url.fragment or request.model
        if request.model not in ("", model):
            raise EndpointFailed(
                f"PINCITE_ENCODER names the model {model} and PINCITE_ENCODER_MODEL "
                f"{request.model}. Take one away."
            )
        return cls(EndpointClient.at(url, request.key), replace(request, model=model))

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies the model by its name; nobody can see the weights behind a server."""
        name = self._request.model or httpx.URL(self._client.url).host
        weights = hashlib.sha256(name.encode()).hexdigest()
        return Fingerprint(name, weights, "endpoint", "fp32", self._dimension, self._prompts)

    @property
    def card(self) -> Card:
        """What the settings and the first answer say; a server tells no more."""
        return replace(
            card_of(self.fingerprint),
            question_prompt=self._request.question_prompt,
            passage_prompt=self._request.passage_prompt,
        )

    @property
    def reached(self) -> str:
        """What answered, for a person who examines the installation."""
        model = f"the model {self._request.model}" if self._request.model else "no model named"
        prompts = f", prompts {self._prompts}" if self._prompts else ""
        return f"{self._client.shown} answered: {model}, {self._dimension} dimensions{prompts}"

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """One unit row per text, in order; raises `EndpointFailed`."""
        rows = np.empty((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            some = texts[start : start + _BATCH]
            rows[start : start + len(some)] = self._ask(some, self._request.passage_prompt)
            if progress is not None:
                progress(len(some))
        return rows

    def encode_question(self, text: str, /) -> Vectors:
        """A single unit row, shape `(1, dimension)`; raises `EndpointFailed`."""
        return self._ask([text], self._request.question_prompt)

    def encode_tokens(self, texts: Sequence[str], /, *, question: bool = False) -> None:
        """`None`: such a server gives no rows of tokens."""

    def _ask(self, texts: Sequence[str], prompt: str = "") -> Vectors:
        # Some servers refuse an empty text and the lone surrogates that JSON can carry.
        sent = [(prompt + text).encode("utf-8", "replace").decode("utf-8") or " " for text in texts]
        body: dict[str, Any] = {
            "model": self._request.model,
            "input": sent,
            "encoding_format": "float",
        }
        if self._request.dimensions:
            body["dimensions"] = self._request.dimensions
        return self._rows(self._client.post(body), len(texts))

    def _rows(self, response: httpx.Response, count: int) -> Vectors:
        try:
            items = sorted(response.json()["data"], key=lambda item: int(item["index"]))
            rows = np.array([item["embedding"] for item in items], dtype=np.float64)
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise self._client.failed("does not answer like OpenAI's embeddings.") from error
        if len(rows) != count:
            raise self._client.failed(f"sent {len(rows)} vectors for {count} texts.")
        if rows.ndim != 2:
            raise self._client.failed("does not answer like OpenAI's embeddings.")
        self._check_dimension(rows.shape[1])
        if not np.isfinite(rows).all():
            raise self._client.failed("sent a vector with NaN or infinity in it.")
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not lengths.all():
            raise self._client.failed("sent a vector of length zero.")
        unit: Vectors = (rows / lengths).astype(np.float32)
        return unit

    def _check_dimension(self, found: int) -> None:
        asked = self._request.dimensions
        if asked and found != asked:
            raise self._client.failed(
                f"sent vectors of {found} dimensions where {asked} were asked for. "
                "Its model has no others; take PINCITE_ENCODER_DIMENSIONS away."
            )
        if self._dimension and found != self._dimension:
            raise self._client.failed(
                f"sent vectors of {found} dimensions, {self._dimension} before."
            )

    @property
    def _prompts(self) -> str:
        """The prompts that are set, quoted, so that a person can set them again."""
        prompts = {
            "question": self._request.question_prompt,
            "passage": self._request.passage_prompt,
        }
        quoted = [f"{of}={json.dumps(p, ensure_ascii=False)}" for of, p in prompts.items() if p]
        return " ".join(quoted)
