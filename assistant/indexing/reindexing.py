"""Files and folders brought into a library: scan, compare, read, encode, commit, report.

While one document is encoded the next one is copied and read by another thread.
Every document is a transaction of its own: interrupted at any point, the same call
goes on where it was.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from assistant.errors import UnknownDocument
from assistant.indexing.committing import Committing, new_vectors
from assistant.indexing.known_files import KnownFiles
from assistant.indexing.outcomes import (
    FileOutcome,
    FileState,
    Progress,
    Summary,
    emptied,
    no_such_path,
    removed,
)
from assistant.indexing.reading_ahead import Read, ReadingAhead
from assistant.indexing.reencoding import Reencoding, Stopped, reencode
from assistant.indexing.scanning import Found, Scan, is_missing, scan
from assistant.indexing.tally import Tally
from assistant.indexing.uploads import take_in
from assistant.library.library import Library
from embeddings.encoder import Encoder
from embeddings.unhurried import UnhurriedEncoder

__all__ = [
    "FileOutcome",
    "FileState",
    "Progress",
    "Read",
    "Summary",
    "new_vectors",
    "reindex",
    "take_in",
]


def reindex(
    library: Library,
    paths: Sequence[Path],
    *,
    read: Read,
    encoder: Encoder,
    remove_missing: bool = False,
    rebuild: bool = False,
    report: Callable[[FileOutcome], None] | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Summary:
    """Add or refresh files and folders; only what changed is read, only new words are encoded.

    With `remove_missing`, documents under the given folders whose file is gone are
    removed. With `rebuild`, every file is read again and, for another encoder, every
    paragraph of the library is encoded again first. `stop` ends the work between two
    documents; a `KeyboardInterrupt` at once; both leave everything whole. A document
    that somebody removes meanwhile stays removed.

    Reading and encoding give way to whatever else wants the processor: questions first.

    Raises `EncoderChanged`, `LibraryLocked`, `LibraryFull` and `LibraryReadOnly`.
    """
    encoder = UnhurriedEncoder(encoder)
    stop = stop or threading.Event()
    tally = Tally(report, progress)
    fingerprint = encoder.fingerprint
    if not rebuild:
        library.expect(str(fingerprint), fingerprint.dimension)
    with library.writing():
        if rebuild and not _change_encoder(library, encoder, tally, stop):
            return tally.summary()
        library.expect(str(fingerprint), fingerprint.dimension)
        run = _Run(library, encoder, tally, stop)
        found = scan(paths, library.root)
        run.refresh(found, read, rebuild=rebuild)
        if not stop.is_set():
            run.clear_away(found, remove_missing=remove_missing)
    return tally.summary()


def _change_encoder(
    library: Library, encoder: Encoder, tally: Tally, stop: threading.Event
) -> bool:
    """Encode the library again if it was encoded by another one; false when stopped."""
    held = library.fingerprint
    if held is None or held == str(encoder.fingerprint):
        return True

    def told(reencoding: Reencoding) -> None:
        if reencoding.seconds_left is not None:
            tally.encoded = reencoding.done - before
            tally.show("")

    begun = library.encoding
    same = begun is not None and begun.fingerprint == str(encoder.fingerprint)
    before = begun.done if begun is not None and same else 0
    return reencode(library, encoder, told=told, stop=stop)


class _Run:
    """One call of `reindex`, once the library may be written to."""

    def __init__(
        self, library: Library, encoder: Encoder, tally: Tally, stop: threading.Event
    ) -> None:
        self._library = library
        self._tally = tally
        self._stop = stop
        self._known = KnownFiles(library)
        self._committing = Committing(library, encoder, self._known, tally, stop)

    def refresh(self, found: Scan, read: Read, *, rebuild: bool) -> None:
        """Bring every file that was found up to date."""
        tally = self._tally
        tally.passed_over = dict(found.passed_over)
        tally.files = len(found.found) + len(found.refused) + len(found.missing)
        for refusal in found.refused:
            self._committing.refuse(refusal)
        files: list[Found] = []
        for file in found.found:
            outcome = None if rebuild else self._known.settled(file)
            if outcome is None:
                files.append(file)
            else:
                tally.tell(outcome)
        tally.bytes = sum(file.size for file in files)
        reading = ReadingAhead(self._library, read, self._known, rebuild=rebuild)
        # Closed before anything else is done, also where an error ends the loop.
        with closing(reading.each(files, tally.show)) as each, suppress(Stopped):
            for file, ready in zip(files, each, strict=True):
                tally.bytes_done += file.size
                self._committing.finish(ready)
                if self._stop.is_set():
                    return

    def clear_away(self, found: Scan, *, remove_missing: bool) -> None:
        """Report paths where nothing is; take out what is gone, when that is wanted.

        What was seen and is gone since may be on a disk that was taken away meanwhile: it
        is kept, and so is everything in a folder of which nothing is left.
        """
        known = self._known
        gone = {path for path in found.missing if known.at(path)} if remove_missing else set()
        for path in found.missing:
            if path not in gone:
                self._tally.tell(no_such_path(path))
        seen = found.paths()
        for folder in found.folders if remove_missing else []:
            under = known.under(folder)
            if under and not found.has_something_in(folder):
                self._tally.tell(emptied(folder, len(under)))
            else:
                gone.update(path for path in under if path not in seen and is_missing(path))
        self._remove(gone)
        if over := known.failures_over(found):
            self._library.forget_failures(over)

    def _remove(self, gone: set[str]) -> None:
        for known in self._library.known():
            if known.path in gone:
                # Somebody else may have removed it first.
                with suppress(UnknownDocument):
                    self._library.remove(known.document_id)
                count = self._library.selection_count(known.document_id)
                self._tally.tell(removed(known, count))
