"""An encoder behind HTTP: any server that speaks OpenAI's embeddings interface."""

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import httpx

from embeddings.card import Card
from embeddings.encoder import Fingerprint, Progress, Vectors, card_of
from embeddings.endpoint_answer import Expected, rows_of
from embeddings.endpoint_client import EndpointClient
from embeddings.endpoint_request import NO_PROMPT, EndpointRequest
from embeddings.errors import EndpointChanged, EndpointFailed
from embeddings.probe import SENTENCES, departs
from embeddings.published_prompts import prompted

LOOK_SECONDS = 300.0
"""Between two questions with which the model is looked at again; each passage's request does."""


class EndpointEncoder:
    """Sends texts behind their prompt, a batch at a time, and brings the rows to unit length.

    With each batch of passages goes a sentence whose vector is known, so that vectors of a
    model that was exchanged behind its name are never taken. How much of a long text the
    server reads is the server's own affair.
    """

    def __init__(self, client: EndpointClient, request: EndpointRequest) -> None:
        """Ask once to learn what the model makes of texts; raises `EndpointFailed`."""
        self._client = client
        self.request = prompted(request)
        given = (request.question_prompt, request.passage_prompt)
        self._published = self.request != request and NO_PROMPT not in given
        self._expected = Expected(request.dimensions)
        self.probe: Vectors = self._ask([self.request.passage_prompt + text for text in SENTENCES])
        """As `Probed.probe`."""
        self._expected = Expected(request.dimensions, self.probe.shape[1])
        self._looked = time.monotonic()

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
        return cls(EndpointClient.at(url, request), replace(request, model=model))

    @property
    def edition(self) -> str:
        """As `Probed.edition`."""
        return self.request.edition

    def as_edition(self, edition: str) -> Self:
        """As `Probed.as_edition`; nothing is asked."""
        made = object.__new__(type(self))
        made.__dict__ |= self.__dict__
        made.request = replace(self.request, edition=edition)
        return made

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies the model by its name; nobody can see the weights behind a server."""
        name = self.request.model or httpx.URL(self._client.url).host
        weights = hashlib.sha256((name + self.request.edition).encode()).hexdigest()
        dimension = self.probe.shape[1]
        return Fingerprint(name, weights, "endpoint", "fp32", dimension, self._prompts)

    @property
    def card(self) -> Card:
        """What the settings and the first answer say; a server tells no more."""
        return replace(
            card_of(self.fingerprint),
            question_prompt=self.request.question_prompt,
            passage_prompt=self.request.passage_prompt,
        )

    @property
    def reached(self) -> str:
        """What answered, for a person who examines the installation."""
        model = f"the model {self.request.model}" if self.request.model else "no model named"
        prompts = f", prompts {self._prompts}" if self._prompts else ", no prompts"
        if self._published:
            prompts += ", as its makers publish them"
        return f"{self._client.shown} answered: {model}, {self.probe.shape[1]} dimensions{prompts}"

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """One unit row per text, in order; raises `EndpointFailed`."""
        rows = self._expected.empty(len(texts))
        # A batch of one has no room for the sentence that is known.
        step = max(1, self.request.batch - 1)
        for start in range(0, len(texts), step):
            some = [self.request.passage_prompt + text for text in texts[start : start + step]]
            watched = self.request.batch > 1
            rows[start : start + len(some)] = self._watched(some) if watched else self._ask(some)
            if progress is not None:
                progress(len(some))
        return rows

    def encode_question(self, text: str, /) -> Vectors:
        """A single unit row, shape `(1, dimension)`; raises `EndpointFailed`."""
        sent = [self.request.question_prompt + text]
        due = time.monotonic() - self._looked > LOOK_SECONDS
        return self._watched(sent) if due else self._ask(sent)

    def encode_tokens(self, texts: Sequence[str], /, *, question: bool = False) -> None:
        """`None`: such a server gives no rows of tokens."""

    def _watched(self, texts: Sequence[str]) -> Vectors:
        """The rows of `texts`, by the model that answered first; raises `EndpointChanged`."""
        rows = self._ask([*texts, self.request.passage_prompt + SENTENCES[0]])
        if departs(self.probe[:1], rows[-1:]):
            raise EndpointChanged(
                f"The embeddings endpoint {self._client.shown} answers otherwise than it did "
                "before: another model, or other prompts, behind the same name. Nothing of "
                "it was taken. Set it back, or encode the library again with: pincite reencode"
            )
        self._looked = time.monotonic()
        return rows[:-1]

    def _ask(self, texts: Sequence[str]) -> Vectors:
        # Some servers refuse an empty text and the lone surrogates that JSON can carry.
        sent = [text.encode("utf-8", "replace").decode("utf-8") or " " for text in texts]
        body: dict[str, Any] = {
            "model": self.request.model,
            "input": sent,
            "encoding_format": "float",
        }
        if self.request.dimensions:
            body["dimensions"] = self.request.dimensions
        response = self._client.post(body)
        try:
            return rows_of(response, len(texts), self._expected)
        except ValueError as error:
            raise self._client.failed(str(error)) from error

    @property
    def _prompts(self) -> str:
        """The prompts that are put before texts, quoted, so that a person can set them again."""
        prompts = {
            "question": self.request.question_prompt,
            "passage": self.request.passage_prompt,
        }
        quoted = [f"{of}={json.dumps(p, ensure_ascii=False)}" for of, p in prompts.items() if p]
        return " ".join(quoted)
