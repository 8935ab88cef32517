"""Files and folders brought into a library: scan, compare, read, encode, commit, report.

While one document is encoded the next one is copied and read by another thread,
whose work is done by the reader's child process. Every document is a transaction
of its own: interrupted at any point, the same call goes on where it was.
"""

import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Revision
from assistant.errors import ReaderMissing, UnreadableFile
from assistant.indexing.outcomes import (
    FileOutcome,
    FileState,
    Progress,
    Summary,
    emptied,
    failed_again,
    no_such_path,
    quarantined,
    unchanged,
)
from assistant.indexing.reencoding import Stopped, reencode
from assistant.indexing.scanning import (
    Found,
    Refused,
    Scan,
    is_missing,
    lies_under,
    refused,
    scan,
)
from assistant.library.catalogue import Known
from assistant.library.database import NO_SPACE, facts
from assistant.library.library import Failure, Source
from assistant.library.sqlite_library import SqliteLibrary
from embeddings.encoder import Encoder
from embeddings.unhurried import UnhurriedEncoder, give_way

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

QUARANTINE = 2
"""Failures on the same bytes after which a file is not read again."""

LARGEST_FILE = 2**31
"""Bytes; a larger file is not copied, let alone read."""

_AHEAD = 2
"""Files read before they can be encoded."""

_RACY_NS, _COARSE_NS = 50_000_000, 2_000_000_000
"""A file written within this time of being compared may have been written again unseen: its bytes
are compared once more. The longer one is for file systems that keep whole seconds."""

_SHOW_SECONDS = 0.05


class Read(Protocol):
    """Reads a file; raises `UnreadableFile`."""

    def __call__(self, path: Path, /, *, document_id: str, name: str) -> Revision:
        """The revision in the file at `path`, which is called `name`."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    """A file whose bytes have to be compared or read."""

    found: Found
    known: Known | None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file as the reading thread leaves it: with a revision, or with the reason for none."""

    job: _Job
    source: Source
    sha256: str = ""
    staged: Path | None = None
    revision: Revision | None = None
    moved: Known | None = None
    refused: Refused | None = None


@dataclass(slots=True)
class _Tally:
    """Counts for progress and summary."""

    files: int = 0
    bytes: int = 0
    bytes_done: int = 0
    encoded: int = 0
    states: Counter[FileState] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    shown: float = 0.0
    passed_over: dict[str, int] = field(default_factory=dict)

    def summary(self) -> Summary:
        """What is told at the end."""
        states = self.states
        return Summary(
            added=states[FileState.ADDED],
            updated=states[FileState.UPDATED],
            unchanged=states[FileState.UNCHANGED],
            moved=states[FileState.MOVED],
            removed=states[FileState.REMOVED],
            failed=states[FileState.FAILED],
            paragraphs_encoded=self.encoded,
            seconds=round(time.monotonic() - self.started, 3),
            passed_over=self.passed_over,
        )


def reindex(
    library: SqliteLibrary,
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
    documents; a `KeyboardInterrupt` at once; both leave everything whole.

    Reading and encoding give way to whatever else wants the processor: questions first.

    Raises `EncoderChanged`, `LibraryLocked`, `LibraryFull` and `LibraryReadOnly`.
    """
    encoder = UnhurriedEncoder(encoder)
    run = _Run(library, read, encoder, rebuild, report, progress, stop or threading.Event())
    fingerprint = encoder.fingerprint
    if not rebuild:
        library.expect(str(fingerprint), fingerprint.dimension)
    with library.writing():
        if rebuild and not run.change_encoder():
            return run.tally.summary()
        library.expect(str(fingerprint), fingerprint.dimension)
        found = scan(paths, library.folder.root)
        run.refresh(found)
        if not run.stop.is_set():
            run.clear_away(found, remove_missing=remove_missing)
    return run.tally.summary()


def take_in(
    library: SqliteLibrary, content: Path, name: str, *, read: Read, encoder: Encoder
) -> FileOutcome:
    """Add a file that has no place of its own, an upload; one of the same name is replaced.

    A file that cannot be read gives a failed outcome and is not kept among the failures.
    """
    fingerprint = encoder.fingerprint
    library.expect(str(fingerprint), fingerprint.dimension)
    with library.writing():
        same = [d for d in library.documents() if d.path is None and d.name == name]
        before = same[0] if same else None
        staged, sha256 = library.folder.stage(content)
        found = content.stat()
        source = Source(name, None, found.st_size, found.st_mtime_ns)
        if before is not None and before.revision == sha256:
            staged.unlink()
            return FileOutcome(
                name, before.document_id, FileState.UNCHANGED, paragraphs=before.paragraphs
            )
        document_id = before.document_id if before else library.new_document_id()
        try:
            revision = read(staged, document_id=document_id, name=name)
        except UnreadableFile as error:
            staged.unlink()
            return FileOutcome(
                name, None, FileState.FAILED, reason=error.reason, remedy=error.remedy
            )
        vectors = new_vectors(library, revision, encoder)
        library.put(revision, source, staged, vectors)
        state = FileState.UPDATED if before else FileState.ADDED
        return FileOutcome(name, document_id, state, len(revision.paragraphs), len(vectors))


def new_vectors(
    library: SqliteLibrary,
    revision: Revision,
    encoder: Encoder,
    encoded: Callable[[int], None] | None = None,
) -> dict[str, NDArray[np.float32]]:
    """Vectors of those paragraphs whose words are new, by paragraph id."""
    new = library.unencoded(revision.paragraphs)
    vectors = encoder.encode_passages([paragraph.text for paragraph in new], progress=encoded)
    return {p.paragraph_id: vector for p, vector in zip(new, vectors, strict=True)}


class _Run:
    """One call of `reindex`."""

    def __init__(
        self,
        library: SqliteLibrary,
        read: Read,
        encoder: Encoder,
        rebuild: bool,
        report: Callable[[FileOutcome], None] | None,
        progress: Callable[[Progress], None] | None,
        stop: threading.Event,
    ) -> None:
        self.library = library
        self.stop = stop
        self.tally = _Tally()
        self._read = read
        self._encoder = encoder
        self._rebuild = rebuild
        self._told = report
        self._progress = progress
        self._known = {known.path: known for known in library.known()}
        self._failures = {failure.path: failure for failure in library.failures()}
        self._settled: set[str] = set()
        self._by_bytes: dict[str, list[Known]] = {}
        for known in self._known.values():
            self._by_bytes.setdefault(known.sha256, []).append(known)

    def change_encoder(self) -> bool:
        """Encode the library again if it was encoded by another one; false when stopped."""
        held = self.library.fingerprint
        if held is None or held == str(self._encoder.fingerprint):
            return True

        def encoded(count: int) -> None:
            self.tally.encoded += count
            self._show("")

        return reencode(self.library, self._encoder, encoded=encoded, stop=self.stop)

    def refresh(self, found: Scan) -> None:
        """Bring every file that was found up to date."""
        jobs: list[_Job] = []
        self.tally.passed_over = dict(found.passed_over)
        self.tally.files = len(found.found) + len(found.refused) + len(found.missing)
        for refusal in found.refused:
            self._refuse(refusal)
        for file in found.found:
            job = _Job(file, self._known.get(file.path))
            if not self._settled_by_stat(job):
                jobs.append(job)
        self.tally.bytes = sum(job.found.size for job in jobs)
        for ready in self._prepared(jobs):
            try:
                self._finish(ready)
            except Stopped:
                return
            if self.stop.is_set():
                return

    def clear_away(self, found: Scan, *, remove_missing: bool) -> None:
        """Report paths where nothing is; take out what is gone, when that is wanted.

        What was seen and is gone since may be on a disk that was taken away meanwhile: it
        is kept, and so is everything in a folder of which nothing is left.
        """
        gone = {path for path in found.missing if path in self._known} if remove_missing else set()
        for path in found.missing:
            if path not in gone:
                self._tell(no_such_path(path))
        seen = found.paths()
        for folder in found.folders if remove_missing else []:
            under = [path for path in self._known if lies_under(path, folder)]
            if under and not found.has_something_in(folder):
                self._tell(emptied(folder, len(under)))
            else:
                gone.update(path for path in under if path not in seen and is_missing(path))
        for known in self.library.known():
            if known.path in gone:
                self.library.remove(known.document_id)
                self._tell(
                    FileOutcome(known.path, known.document_id, FileState.REMOVED, known.paragraphs)
                )
        over = [path for path in self._failures if self._is_over(path, found)]
        if over:
            self.library.forget_failures(over)

    def _is_over(self, path: str, found: Scan) -> bool:
        """Whether an earlier failure says nothing of what is there now."""
        if path in self._settled or is_missing(path):
            return True
        if path in found.paths():
            return False
        return any(lies_under(path, folder) for folder in found.folders)

    # -- the files one by one ------------------------------------------------

    def _settled_by_stat(self, job: _Job) -> bool:
        """Report what its size and time say is as it was: read before, or given up before."""
        if self._rebuild:
            return False
        file, known = job.found, job.known
        if known is not None and _looks_unchanged(known, file):
            self._settled.add(file.path)
            self._tell(unchanged(known))
            return True
        failure = self._failures.get(file.path)
        if failure is not None and _gave_up(failure, file):
            self._tell(failed_again(failure))
            return True
        return False

    def _prepared(self, jobs: Iterable[_Job]) -> Iterator[_Ready]:
        """Each job copied and read, in order, some ahead of the one that is asked for."""
        waiting = deque(jobs)
        ahead: deque[tuple[_Job, Future[_Ready]]] = deque()
        pool = ThreadPoolExecutor(1, thread_name_prefix="reading", initializer=give_way)
        try:
            while waiting or ahead:
                while waiting and len(ahead) <= _AHEAD:
                    job = waiting.popleft()
                    ahead.append((job, pool.submit(self._prepare, job)))
                job, future = ahead.popleft()
                self._show(os.path.basename(job.found.path))  # noqa: PTH119
                with facts(self.library.folder.root):
                    ready = future.result()
                yield ready
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _prepare(self, job: _Job) -> _Ready:
        """Copy a file, compare its bytes, and read the copy if they are new. In the thread."""
        file = job.found
        name = os.path.basename(file.path)  # noqa: PTH119
        source = Source(name, file.path, file.size, file.modified_ns, file.changed_ns)
        if file.size > LARGEST_FILE:
            refusal = Refused(file.path, "It is larger than 2 GB", "Split it")
            return _Ready(job, source, refused=refusal)
        try:
            staged, sha256, source = self._copied(source)
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno in NO_SPACE:
                raise
            return _Ready(job, source, refused=refused(file.path, error))
        ready = _Ready(job, source, sha256, staged)
        known = job.known
        if known is not None and known.sha256 == sha256 and not self._rebuild:
            return ready
        failure = self._failures.get(file.path)
        if failure is not None and failure.sha256 == sha256 and failure.attempts >= QUARANTINE:
            return replace(ready, refused=quarantined(failure))
        if known is None and (elsewhere := self._claimed(sha256)) is not None:
            return replace(ready, moved=elsewhere)
        return self._read_copy(ready, staged)

    def _copied(self, source: Source) -> tuple[Path, str, Source]:
        """A copy of one state of the file: what was written to meanwhile is copied again."""
        assert source.path is not None
        place = Path(source.path)
        for _ in range(3):
            before = place.stat()
            staged, sha256 = self.library.folder.stage(place)
            after = place.stat()
            if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
                seen = Source(
                    source.name,
                    source.path,
                    after.st_size,
                    after.st_mtime_ns,
                    after.st_ctime_ns,
                )
                return staged, sha256, seen
            staged.unlink()
        raise ValueError("it is being written to")

    def _read_copy(self, ready: _Ready, staged: Path) -> _Ready:
        known = ready.job.known
        document_id = known.document_id if known else self.library.new_document_id()
        try:
            revision = self._read(staged, document_id=document_id, name=ready.source.name)
        except UnreadableFile as error:
            refusal = Refused(ready.job.found.path, error.reason, error.remedy)
            return replace(ready, refused=refusal)
        except OSError as error:
            # Not the file's fault, nor the library's: no other file can be read either.
            raise ReaderMissing(
                f"The program that reads documents could not be run ({error}). "
                "See what is wrong with: pincite doctor"
            ) from error
        return replace(ready, revision=revision)

    def _claimed(self, sha256: str) -> Known | None:
        """A document with these bytes whose file is gone; each is given once."""
        for known in self._by_bytes.get(sha256, []):
            if is_missing(known.path):
                self._by_bytes[sha256].remove(known)
                return known
        return None

    def _finish(self, ready: _Ready) -> None:
        """Commit what the reading thread prepared, and report it."""
        self.tally.bytes_done += ready.job.found.size
        if ready.refused is not None:
            self._refuse(ready.refused, ready)
        elif ready.moved is not None:
            self.library.moved(ready.moved.document_id, ready.source)
            self._tell(replace(unchanged(ready.moved, ready.source.path), state=FileState.MOVED))
        elif ready.revision is None:
            assert ready.job.known is not None
            self.library.moved(ready.job.known.document_id, ready.source)
            self._tell(unchanged(ready.job.known))
        else:
            self._put(ready, ready.revision)
        if ready.staged is not None:
            with facts(self.library.folder.root):
                ready.staged.unlink(missing_ok=True)

    def _put(self, ready: _Ready, revision: Revision) -> None:
        assert ready.staged is not None
        before = self.tally.encoded

        def encoded(count: int) -> None:
            self.tally.encoded += count
            self._show(ready.source.name)
            if self.stop.is_set():
                self.tally.encoded = before
                raise Stopped

        vectors = new_vectors(self.library, revision, self._encoder, encoded)
        self.tally.encoded = before + len(vectors)
        self.library.put(revision, ready.source, ready.staged, vectors)
        self._tell(
            FileOutcome(
                ready.job.found.path,
                revision.document_id,
                FileState.ADDED if ready.job.known is None else FileState.UPDATED,
                len(revision.paragraphs),
                len(vectors),
            )
        )

    def _refuse(self, refusal: Refused, ready: _Ready | None = None) -> None:
        name = os.path.basename(refusal.path)  # noqa: PTH119 - the name may be no proper path
        source = ready.source if ready else Source(name, refusal.path, 0, 0)
        sha256 = ready.sha256 if ready else ""
        if refusal.stands and not self._is_kept(refusal, sha256):
            self.library.failed(source, sha256, refusal.reason, refusal.remedy)
        known = self._known.get(refusal.path)
        self._tell(
            FileOutcome(
                refusal.path,
                known.document_id if known else None,
                FileState.FAILED,
                reason=refusal.reason,
                remedy=refusal.remedy,
            )
        )

    def _is_kept(self, refusal: Refused, sha256: str) -> bool:
        """Whether the library says this of these bytes already, and need not count it again."""
        failure = self._failures.get(refusal.path)
        if failure is None or failure.sha256 != sha256:
            return False
        return failure.attempts >= QUARANTINE if sha256 else failure.reason == refusal.reason

    # -- telling -------------------------------------------------------------

    def _tell(self, outcome: FileOutcome) -> None:
        self.tally.states[outcome.state] += 1
        if self._told is not None:
            self._told(outcome)
        self._show(os.path.basename(outcome.path))  # noqa: PTH119

    def _show(self, name: str) -> None:
        """Progress, at most every 50 ms and at the end."""
        tally = self.tally
        now, done = time.monotonic(), tally.states.total()
        if self._progress is None or (now - tally.shown < _SHOW_SECONDS and done < tally.files):
            return
        tally.shown = now
        self._progress(
            Progress(
                files=tally.files,
                done=done,
                bytes=tally.bytes,
                bytes_done=tally.bytes_done,
                paragraphs_encoded=tally.encoded,
                name=name,
                seconds=now - tally.started,
            )
        )


def _looks_unchanged(known: Known, file: Found) -> bool:
    """By size and times, and not so young that a later edit could look the same."""
    coarse = known.modified_ns % 1_000_000_000 == 0
    settled = known.modified_ns <= known.checked_ns - (_COARSE_NS if coarse else _RACY_NS)
    before = (known.size, known.modified_ns, known.changed_ns)
    return settled and before == (file.size, file.modified_ns, file.changed_ns)


def _gave_up(failure: Failure, file: Found) -> bool:
    """Whether it is the file whose bytes could not be read; one that was not opened is tried."""
    same = (failure.size, failure.modified_ns) == (file.size, file.modified_ns)
    return same and failure.sha256 != "" and failure.attempts >= QUARANTINE
