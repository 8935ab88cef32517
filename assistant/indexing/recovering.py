"""Originals whose database is lost, read again: each becomes a document under a new name."""

import threading
from collections.abc import Callable
from pathlib import Path

from assistant.documents.document import Revision
from assistant.errors import UnreadableFile
from assistant.indexing.committing import commit
from assistant.indexing.naming import free_name, name_of
from assistant.indexing.outcomes import FileOutcome, FileState, Progress, Summary
from assistant.indexing.reading_ahead import Read
from assistant.indexing.tally import Tally
from assistant.library.library import Library
from assistant.library.records import Source
from embeddings.encoder import Encoder

_ALTERED = UnreadableFile(
    "Its bytes are not those that were kept", "It stays where it is, to be looked at"
)


def recover(
    library: Library,
    *,
    read: Read,
    encoder: Encoder,
    report: Callable[[FileOutcome], None] | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Summary:
    """Read every original that no document accounts for, and add it as an upload.

    Names are lost with the database: a document is called by its title, else by its format
    and the first digits of its sha256. What cannot be read stays where it is. Interrupted at
    any point, the same call goes on. Raises `EncoderChanged`, `LibraryLocked` and `LibraryFull`.
    """
    stop = stop or threading.Event()
    tally = Tally(report, progress)
    fingerprint = encoder.fingerprint
    library.expect(str(fingerprint), fingerprint.dimension)
    with library.writing():
        strays = library.strays()
        tally.files = len(strays)
        tally.bytes = sum(stray.stat().st_size for stray in strays)
        for stray in strays:
            if stop.is_set():
                break
            tally.bytes_done += stray.stat().st_size
            tally.tell(_taken_in(library, stray, read, encoder, tally))
    return tally.summary()


def _taken_in(
    library: Library, stray: Path, read: Read, encoder: Encoder, tally: Tally
) -> FileOutcome:
    staged, sha256 = library.stage(stray)
    try:
        if sha256 != stray.name:
            return _failed(stray, _ALTERED)
        revision = read(staged, document_id=library.new_document_id(), name="")
        return _put(library, revision, staged, encoder, tally)
    except UnreadableFile as error:
        return _failed(stray, error)
    finally:
        library.unstage(staged)


def _failed(stray: Path, error: UnreadableFile) -> FileOutcome:
    return FileOutcome(str(stray), None, FileState.FAILED, reason=error.reason, remedy=error.remedy)


def _put(
    library: Library, revision: Revision, staged: Path, encoder: Encoder, tally: Tally
) -> FileOutcome:
    name = free_name(
        name_of(revision.title, revision.format, revision.sha256),
        {known for _, known in library.names()},
    )
    found = staged.stat()
    source = Source(name, None, found.st_size, found.st_mtime_ns)
    encoded = commit(library, revision, source, staged, encoder, replacing=False)
    tally.encoded += encoded
    count = len(revision.paragraphs)
    return FileOutcome(name, revision.document_id, FileState.ADDED, count, encoded)
