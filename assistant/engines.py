"""The engines of an assistant, each started when it is first needed: encoders and a reader."""

import threading
from contextlib import suppress
from pathlib import Path

from assistant.documents.document import Revision
from assistant.documents.sandbox.reader import Reader
from assistant.encoders import Encoders
from assistant.errors import AssistantError
from assistant.library.library import Library
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.sounding import Sounding, sounded


class Engines:
    """Encoders, and a reader in processes of its own; from any thread."""

    def __init__(self, library: Library, encoders: Encoders, cache: Path | None = None) -> None:
        """`cache` is a folder where what was found of an encoder is kept."""
        self._library = library
        self.encoders = encoders
        self._cache = cache
        self._sounding: Sounding | None = None
        self._reader: Reader | None = None
        self._lock = threading.Lock()

    def reader(self) -> Reader:
        """The reader."""
        with self._lock:
            if self._reader is None:
                self._reader = Reader()
            return self._reader

    def read(self, path: Path, /, *, document_id: str, name: str) -> Revision:
        """As `Reader.read`."""
        return self.reader().read(path, document_id=document_id, name=name)

    def retriever(self) -> Retriever:
        """What ranks the library's passages. Raises `EncoderChanged` and `EmbeddingsError`."""
        encoder = self.encoders.serving()
        with self._lock:
            if self._sounding is None or self._sounding.fingerprint != encoder.fingerprint:
                self._sounding = sounded(encoder, self._cache)
            return Retriever(self._library, encoder, self._sounding)

    def prepare(self) -> None:
        """Load what the first question and the first page would wait for.

        Raises `EmbeddingsError`.
        """
        with suppress(AssistantError):
            if any(record.format == "pdf" for record in self._library.documents()):
                self.reader().wake()
        with suppress(AssistantError):
            self.encoders.serving()

    def close(self) -> None:
        """End the reader; another one is started if it is needed."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
