"""What was read, committed: new words encoded, the revision put, and what became of it told."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph, Revision
from assistant.documents.readers import readers
from assistant.errors import UnknownDocument
from assistant.indexing.known_files import KnownFiles
from assistant.indexing.outcomes import FileOutcome, FileState, removed_meanwhile, unchanged
from assistant.indexing.reading_ahead import Ready
from assistant.indexing.reencoding import Stopped
from assistant.indexing.scanning import Refused
from assistant.indexing.tally import Tally
from assistant.library.library import Library
from assistant.library.records import Source, VectorMissing
from embeddings.encoder import Encoder

Vectors = dict[str, NDArray[np.float32]]


def commit(
    library: Library,
    revision: Revision,
    source: Source,
    content: Path,
    encoder: Encoder,
    *,
    replacing: bool,
    encoded: Callable[[int], None] | None = None,
) -> int:
    """Encode what is new and put the revision; gives how many paragraphs were encoded.

    With `replacing` it is another revision of a document that is there: one that is removed
    meanwhile stays removed. Raises `UnknownDocument` then, and what `put` raises:
    `EncoderChanged` where another encoder took the library over meanwhile.
    """
    vectors = new_vectors(library, revision, encoder, encoded)
    maker = str(encoder.fingerprint)
    try:
        library.put(revision, source, content, vectors, replacing=replacing, encoder=maker)
    except VectorMissing:
        # A document that shared its words with this one was removed meanwhile, and its
        # vectors with it. With vectors for all, none can be missing.
        rest = [p for p in revision.paragraphs if p.paragraph_id not in vectors]
        vectors |= _encoded(rest, encoder, encoded)
        library.put(revision, source, content, vectors, replacing=replacing, encoder=maker)
    return len(vectors)


def new_vectors(
    library: Library,
    revision: Revision,
    encoder: Encoder,
    encoded: Callable[[int], None] | None = None,
) -> Vectors:
    """Vectors of those paragraphs whose words are new, by paragraph id."""
    return _encoded(library.unencoded(revision.paragraphs), encoder, encoded)


def _encoded(
    paragraphs: Sequence[Paragraph], encoder: Encoder, encoded: Callable[[int], None] | None
) -> Vectors:
    rows = encoder.encode_passages([p.text for p in paragraphs], progress=encoded)
    return {p.paragraph_id: row for p, row in zip(paragraphs, rows, strict=True)}


class Committing:
    """Commits files one by one as the reading thread leaves them, and reports each."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        known: KnownFiles,
        tally: Tally,
        stop: threading.Event,
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._known = known
        self._tally = tally
        self._stop = stop

    def finish(self, ready: Ready) -> None:
        """Commit what was found of a file. Raises `Stopped` where it is not wanted any more."""
        if ready.refused is not None:
            self.refuse(ready.refused, ready)
        else:
            self._tally.tell(self._committed(ready))
        if ready.staged is not None:
            self._library.unstage(ready.staged)

    def refuse(self, refusal: Refused, ready: Ready | None = None) -> None:
        """Keep and report why something is not in the library."""
        name = os.path.basename(refusal.path)  # noqa: PTH119 - the name may be no proper path
        source = ready.source if ready else Source(name, refusal.path, 0, 0)
        sha256 = ready.sha256 if ready else ""
        if refusal.stands and not self._known.is_kept(refusal, sha256):
            self._library.failed(source, sha256, refusal.reason, refusal.remedy, readers=readers())
        known = self._known.at(refusal.path)
        self._tally.tell(
            FileOutcome(
                refusal.path,
                known.document_id if known else None,
                FileState.FAILED,
                reason=refusal.reason,
                remedy=refusal.remedy,
            )
        )

    def _committed(self, ready: Ready) -> FileOutcome:
        """A document that somebody removes while its file is looked into stays removed."""
        before = ready.moved or ready.known
        try:
            if ready.revision is not None:
                return self._put(ready, ready.revision)
            assert before is not None
            self._library.moved(before.document_id, ready.source)
        except UnknownDocument:
            document_id = before.document_id if before else None
            return removed_meanwhile(ready.path, document_id)
        if ready.moved is None:
            return unchanged(before)
        return replace(unchanged(before, ready.path), state=FileState.MOVED)

    def _put(self, ready: Ready, revision: Revision) -> FileOutcome:
        assert ready.staged is not None
        tally, before, added = self._tally, self._tally.encoded, 0

        def encoded(count: int) -> None:
            tally.encoded += count
            tally.show(ready.source.name)
            if self._stop.is_set():
                raise Stopped

        try:
            added = commit(
                self._library,
                revision,
                ready.source,
                ready.staged,
                self._encoder,
                replacing=ready.known is not None,
                encoded=encoded,
            )
        finally:
            # What was encoded in vain does not count.
            tally.encoded = before + added
        return FileOutcome(
            ready.path,
            revision.document_id,
            FileState.ADDED if ready.known is None else FileState.UPDATED,
            len(revision.paragraphs),
            added,
        )
