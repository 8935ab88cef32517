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


class Engines:
    """Encoders, and a reader in processes of its own; from any thread."""

    def __init__(self, library: Library, encoders: Encoders) -> None:
        self._library = library
        self.encoders = encoders
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
        return Retriever(self._library, self.encoders.serving())

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
