"""The engines of an assistant, each started when it is first needed: an encoder and a reader."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.documents.document import Revision
from assistant.documents.sandbox.reader import Reader
from assistant.errors import AssistantError
from assistant.library.library import Library
from assistant.retrieval.retriever import Retriever
from embeddings.encoder import Encoder


class Engines:
    """An encoder, and a reader in processes of its own; from any thread."""

    def __init__(self, library: Library, load: Callable[[], Encoder]) -> None:
        self._library = library
        self._load = load
        self._encoder: Encoder | None = None
        self._reader: Reader | None = None
        self._lock = threading.Lock()
        self._loading = threading.Lock()

    def encoder(self) -> Encoder:
        """The encoder. Raises `EmbeddingsError`."""
        # A lock of its own: pages are shown while an encoder is prepared for the first time.
        with self._loading:
            if self._encoder is None:
                self._encoder = self._load()
            return self._encoder

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
        """What ranks the library's passages. Raises `EncoderChanged`."""
        encoder = self.encoder()
        self._library.expect(str(encoder.fingerprint), encoder.fingerprint.dimension)
        return Retriever(self._library, encoder)

    def prepare(self) -> None:
        """Load what the first question and the first page would wait for.

        Raises `EmbeddingsError`.
        """
        with suppress(AssistantError):
            if any(record.format == "pdf" for record in self._library.documents()):
                self.reader().wake()
        self.encoder()

    def close(self) -> None:
        """End the reader; another one is started if it is needed."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
