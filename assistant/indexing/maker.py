"""How the encoder of a library's vectors is loaded again, kept beside them."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import numpy as np

from assistant.library.library import Library
from embeddings.bundled import bundle_named
from embeddings.encoder import Encoder, Vectors
from embeddings.endpoint_request import NO_PROMPT, EndpointRequest, is_address
from embeddings.probe import Probed, departs
from embeddings.published_prompts import prompted

NOTE, NEXT = "encoder", "next encoder"
"""Names of the notes: of the vectors that serve, and of those that are being made."""


@dataclass(frozen=True, slots=True)
class EncoderSetting:
    """What a person sets to have an encoder."""

    name: str
    """As `PINCITE_ENCODER`."""
    request: EndpointRequest = field(default_factory=EndpointRequest)
    """What an endpoint is told."""

    @property
    def plain(self) -> "EncoderSetting":
        """What makes the vectors, and nothing that must not be kept or is said in two ways.

        Without key, password and pace; prompts as they are used, a folder by its whole path.
        """
        if not is_address(self.name):
            if bundle := bundle_named(self.name):
                return EncoderSetting(bundle.model)
            folder = Path(self.name)
            return EncoderSetting(str(folder.resolve()) if folder.is_dir() else self.name)
        parts = urlsplit(self.name)
        place = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")
        given = replace(self.request, model=parts.fragment or self.request.model)
        used = prompted(given)
        request = EndpointRequest(
            model=used.model,
            question_prompt=used.question_prompt or NO_PROMPT,
            passage_prompt=used.passage_prompt or NO_PROMPT,
            dimensions=used.dimensions,
        )
        return EncoderSetting(urlunsplit(place), request)

    @property
    def shown(self) -> str:
        """Its name as it is set, without a password."""
        return self.plain.name if is_address(self.name) else self.name

    def like(self, wish: "EncoderSetting") -> "EncoderSetting":
        """A plain setting with the key, password and pace of `wish`, where both ask one server.

        A key is never sent to another address than the one that it was set for.
        """
        if not is_address(self.name) or wish.plain.name != self.name:
            return self
        kept = self.request
        request = replace(
            wish.request,
            model="" if urlsplit(wish.name).fragment == kept.model else kept.model,
            question_prompt=kept.question_prompt,
            passage_prompt=kept.passage_prompt,
            dimensions=kept.dimensions,
            edition=kept.edition,
        )
        name = urlsplit(wish.name)
        fragment = name.fragment if name.fragment == kept.model else ""
        return EncoderSetting(urlunsplit(name._replace(fragment=fragment)), request)


@dataclass(frozen=True, slots=True, eq=False)
class Maker:
    """Of what encoder vectors are."""

    fingerprint: str
    setting: EncoderSetting
    """Plain, but for the edition."""
    probe: Vectors | None = None
    """What an encoder that is known by nothing else made of the probe's sentences."""

    @classmethod
    def of(cls, encoder: Encoder, setting: EncoderSetting) -> "Maker":
        """That of an encoder which was loaded by a setting."""
        plain, probe = setting.plain, None
        if isinstance(encoder, Probed):
            probe = encoder.probe
            plain = replace(plain, request=replace(plain.request, edition=encoder.edition))
        return cls(str(encoder.fingerprint), plain, probe)

    @property
    def text(self) -> str:
        """As it is noted."""
        request = self.setting.request
        told: dict[str, Any] = {"fingerprint": self.fingerprint, "name": self.setting.name}
        if self.probe is not None:
            told |= {
                "model": request.model,
                "question_prompt": request.question_prompt,
                "passage_prompt": request.passage_prompt,
                "dimensions": request.dimensions,
                "edition": request.edition,
                "probe": base64.b64encode(self.probe.astype("<f2").tobytes()).decode(),
                "rows": len(self.probe),
            }
        return json.dumps(told)

    @classmethod
    def read(cls, text: str) -> "Maker":
        """What was noted as `text`."""
        told: Mapping[str, Any] = json.loads(text)
        setting = EncoderSetting(told["name"])
        if "probe" not in told:
            return cls(told["fingerprint"], setting)
        names = ("model", "question_prompt", "passage_prompt", "dimensions", "edition")
        request = EndpointRequest(**{name: told[name] for name in names})
        values = np.frombuffer(base64.b64decode(told["probe"]), dtype="<f2").astype(np.float32)
        probe = values.reshape(told["rows"], -1)
        return cls(told["fingerprint"], replace(setting, request=request), probe)


def makers(library: Library) -> dict[str, Maker]:
    """Those that are noted, by fingerprint."""
    noted = [Maker.read(text) for text in map(library.note, (NEXT, NOTE)) if text]
    return {maker.fingerprint: maker for maker in noted}


def recognised(encoder: Encoder, library: Library) -> tuple[Encoder, Maker | None]:
    """The encoder as the library knows it, and what it was under the same name, if another.

    One that is known by its probe alone gets another edition where it makes other vectors
    than what had its name: fingerprints are equal only where vectors may be compared.
    """
    if not isinstance(encoder, Probed):
        return encoder, None
    before = None
    for print_, maker in makers(library).items():
        named = encoder.as_edition(maker.setting.request.edition)
        if maker.probe is None or str(named.fingerprint) != print_:
            continue
        if not departs(maker.probe, encoder.probe):
            return named, None
        before = maker
    if before is None:
        return encoder, None
    digest = hashlib.sha256(np.round(encoder.probe, 2).tobytes()).hexdigest()
    return encoder.as_edition(digest[:8]), before
