"""Which encoder serves a library, and which one is wished for it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self

from assistant.errors import EncoderChanged, LibraryLocked
from assistant.indexing.maker import NOTE, EncoderSetting, Maker, makers, recognised
from assistant.library.library import Library
from assistant.library.records import Encoded
from assistant.library.upkeep import Check
from assistant.settings import Settings
from embeddings.bundled import BUNDLED, BUNDLES
from embeddings.encoder import Encoder
from embeddings.endpoint_request import NO_PROMPT, is_address
from embeddings.errors import EmbeddingsError
from embeddings.loading import load_encoder

Load = Callable[[EncoderSetting], Encoder]


@dataclass(frozen=True, slots=True)
class EncoderStatus:
    """Of what encoder a library's vectors are, and of what they are to be."""

    held: str | None
    """Fingerprint; `None` before the first vector."""
    wished: str
    """As `PINCITE_ENCODER` names it, without a password."""
    changed: bool | None
    """Whether these are two; `None` where that is not known before the encoder is loaded."""
    encoding: Encoded | None
    """How far a change is that was begun and is not done."""


class Encoders:
    """A library is searched with the encoder that made its vectors, whatever is set.

    Another one that is set takes over when it has encoded the whole library. Each is loaded
    when it is first needed; every method may be called from any thread.
    """

    def __init__(self, library: Library, wish: EncoderSetting, load: Load) -> None:
        self._library = library
        self._wish = wish
        self._load = load
        self._loading = threading.Lock()
        self._wished: Encoder | None = None
        self._before: Maker | None = None
        """What had the wished encoder's name before, where the library knows another."""
        self._loaded: dict[str, Encoder] = {}
        """By fingerprint."""
        self._settings: dict[str, EncoderSetting] = {}

    @classmethod
    def of(
        cls, library: Library, settings: Settings, notify: Callable[[str], None] | None = None
    ) -> Self:
        """Those that the settings lead to; `notify` hears what takes long."""

        def load(setting: EncoderSetting) -> Encoder:
            return load_encoder(
                setting.name,
                cache=settings.cache_folder,
                request=setting.request,
                notify=notify,
            )

        return cls(library, EncoderSetting(settings.encoder, settings.endpoint), load)

    @classmethod
    def only(cls, library: Library, load: Callable[[], Encoder]) -> Self:
        """A single one, whatever is asked for."""
        return cls(library, EncoderSetting(BUNDLED), lambda _setting: load())

    def serving(self) -> Encoder:
        """The encoder of the library's vectors; of a library without any, the wished one.

        Raises `EncoderChanged` where it cannot be had, and `EmbeddingsError`.
        """
        # A lock of its own: pages are shown while an encoder is prepared for the first time.
        with self._loading:
            while True:
                held = self._library.fingerprint
                encoder = self._loaded.get(held or "") or self._found(held)
                fingerprint = encoder.fingerprint
                try:
                    self._library.expect(str(fingerprint), fingerprint.dimension)
                except EncoderChanged:
                    if self._library.fingerprint == held:
                        raise
                else:
                    return encoder

    def wished(self, name: str | None = None) -> tuple[Encoder, Maker]:
        """The encoder that is set, or called `name`, loaded anew, and how it is loaded again.

        Raises `EmbeddingsError`.
        """
        setting = self._wish if name is None else replace(self._wish, name=name)
        encoder, _ = recognised(self._load(setting), self._library)
        encoder = self._kept(encoder, setting)
        return encoder, Maker.of(encoder, setting)

    def remember(self) -> None:
        """Note how the library's encoder is loaded again, unless that is noted or unknown."""
        held = self._library.fingerprint or ""
        noted = self._library.note(NOTE)
        if noted and Maker.read(noted).fingerprint == held:
            return
        # After a change it stands in the other note, which the next change takes.
        maker = makers(self._library).get(held)
        if maker is None and held in self._loaded:
            maker = Maker.of(self._loaded[held], self._settings[held])
        if maker is not None:
            with suppress(LibraryLocked):
                self._library.write_note(NOTE, maker.text)

    @property
    def status(self) -> EncoderStatus:
        """How things are; loads nothing."""
        held = self._library.fingerprint
        changed = None
        if held is None:
            changed = False
        elif maker := makers(self._library).get(held):
            changed = not self._is_wished(maker)
        elif self._wished is not None:
            changed = str(self._wished.fingerprint) != held
        encoding = self._library.encoding
        return EncoderStatus(held, self._wish.shown, changed, encoding)

    @property
    def notice(self) -> str:
        """What a reader should be told of it; empty where all is as it was set."""
        status = self.status
        if status.changed:
            return (
                f"Questions are answered with {status.held}, the encoder of this library; "
                f"PINCITE_ENCODER names {status.wished}. To change over: pincite reencode"
            )
        return ""

    @property
    def described(self) -> str:
        """How things are, for a person; loads nothing."""
        status = self.status
        told = f"Of the encoder {status.held}." if status.held else "Of no encoder yet."
        if status.changed:
            told += f" PINCITE_ENCODER names {status.wished}. To change over: pincite reencode"
        if begun := status.encoding:
            told += (
                f" A change to {begun.fingerprint} is under way or was interrupted: "
                f"{begun.done:,} of {begun.paragraphs:,} paragraphs. It goes on with: "
                "pincite reencode"
            )
        return told

    @property
    def check(self) -> Check:
        """As `described`, among the examinations of a library; it holds where that is noted."""
        return Check("library's encoder", holds=True, message=self.described)

    def _is_wished(self, maker: Maker) -> bool:
        """Whether these settings lead to it; a model may be served at another address now."""
        known, wish = maker.setting, self._wish.plain
        named = bool(wish.request.model) and is_address(known.name)
        if replace(known.request, edition="") != wish.request:
            return False
        return named or known.name == wish.name

    def _found(self, held: str | None) -> Encoder:
        maker = makers(self._library).get(held or "")
        if held and maker and not self._is_wished(maker):
            own = self._own(held, maker)
            if own is not None:
                return own
        if self._wished is None:
            found, self._before = recognised(self._load(self._wish), self._library)
            self._wished = self._kept(found, self._wish)
        if held in (None, str(self._wished.fingerprint)):
            return self._wished
        own = None if maker and not self._is_wished(maker) else self._own(held, maker)
        if own is None and self._before and self._before.fingerprint == held:
            raise EncoderChanged(
                f"{self._wish.shown} answers otherwise than when this library was encoded: "
                "another model, or other prompts, behind the same name. Set it back, or "
                "encode the library again with: pincite reencode"
            )
        return own or self._wished  # Which is refused, with the remedy.

    def _own(self, held: str, maker: Maker | None) -> Encoder | None:
        """The encoder of that fingerprint, if it can be had."""
        for setting in self._settings_of(held, maker):
            with suppress(EmbeddingsError):
                encoder, _ = recognised(self._load(setting), self._library)
                if str(encoder.fingerprint) == held:
                    return self._kept(encoder, setting)
        return None

    def _settings_of(self, held: str, maker: Maker | None) -> Iterator[EncoderSetting]:
        """By what the encoder may be loaded: what was noted, else what can be guessed."""
        if maker is not None:
            yield maker.setting.like(self._wish)
            return
        for bundle in BUNDLES.values():
            if held.startswith(f"{bundle.model}:"):
                yield EncoderSetting(bundle.model)
        request = self._wish.request
        if is_address(self._wish.name) and not request.question_prompt + request.passage_prompt:
            # Made before published prompts were used.
            bare = replace(request, question_prompt=NO_PROMPT, passage_prompt=NO_PROMPT)
            yield replace(self._wish, request=bare)

    def _kept(self, encoder: Encoder, setting: EncoderSetting) -> Encoder:
        name = str(encoder.fingerprint)
        self._settings.setdefault(name, setting)
        return self._loaded.setdefault(name, encoder)
