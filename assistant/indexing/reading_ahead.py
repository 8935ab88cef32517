"""Files copied, compared and read by a thread of its own, ahead of what is being encoded.

The thread's work is done by the reader's child process.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from assistant.documents.document import Revision
from assistant.errors import AssistantError, ReaderMissing, UnreadableFile
from assistant.indexing.known_files import KnownFiles
from assistant.indexing.scanning import Found, Refused, refused, unforeseen
from assistant.library.library import Library
from assistant.library.records import Known, Source
from assistant.threads import log_unforeseen
from embeddings.unhurried import give_way

LARGEST_FILE = 2**31
"""Bytes; a larger file is not copied, let alone read."""

_AHEAD = 2
"""Files read before they can be encoded."""


class Read(Protocol):
    """Reads a file; raises `UnreadableFile`."""

    def __call__(self, path: Path, /, *, document_id: str, name: str) -> Revision:
        """The revision in the file at `path`, which is called `name`."""
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    """A file as far as it was looked into; nothing but its bytes where those are as known."""

    source: Source
    known: Known | None
    """The document that the library has of it."""
    sha256: str = ""
    staged: Path | None = None
    """A copy of its bytes."""
    revision: Revision | None = None
    moved: Known | None = None
    """The document that it is under another path."""
    refused: Refused | None = None
    is_same: bool = False
    """Its bytes are those of `known`."""

    @property
    def path(self) -> str:
        """Absolute."""
        assert self.source.path is not None
        return self.source.path

    @property
    def is_decided(self) -> bool:
        """Nothing is left to look into."""
        return self.is_same or any((self.revision, self.moved, self.refused))


class ReadingAhead:
    """Looks into files whose size and times do not say enough."""

    def __init__(self, library: Library, read: Read, known: KnownFiles, *, rebuild: bool) -> None:
        self._library = library
        self._read = read
        self._known = known
        self._rebuild = rebuild

    def each(
        self, files: Iterable[Found], begun: Callable[[str], None]
    ) -> Generator[Ready, None, None]:
        """Each file looked into, in order; `begun` hears the name of the one that is waited for."""
        waiting = deque(files)
        ahead: deque[tuple[Found, Future[Ready]]] = deque()
        pool = ThreadPoolExecutor(1, thread_name_prefix="reading", initializer=give_way)
        try:
            while waiting or ahead:
                while waiting and len(ahead) <= _AHEAD:
                    file = waiting.popleft()
                    ahead.append((file, pool.submit(self._looked_into, file)))
                file, future = ahead.popleft()
                begun(file.name)
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    # -- in the thread -------------------------------------------------------

    def _looked_into(self, file: Found) -> Ready:
        """What nobody foresaw is one file's failure, and the others are read."""
        ready = Ready(_source(file), self._known.at(file.path))
        for step in (self._copied, self._compared, self._read_copy):
            try:
                ready = step(ready)
            except (AssistantError, OSError):
                raise
            except Exception as error:  # noqa: BLE001 - readers run foreign code on foreign files
                log_unforeseen(error)
                return replace(ready, refused=unforeseen(file.path))
            if ready.is_decided:
                break
        return ready

    def _copied(self, ready: Ready) -> Ready:
        if ready.source.size > LARGEST_FILE:
            refusal = Refused(ready.path, "It is larger than 2 GB", "Split it")
            return replace(ready, refused=refusal)
        try:
            return self._copy_of_one_state(ready)
        except (OSError, ValueError) as error:
            return replace(ready, refused=refused(ready.path, error))

    def _copy_of_one_state(self, ready: Ready) -> Ready:
        """What was written to meanwhile is copied again."""
        place = Path(ready.path)
        for _ in range(3):
            before = Found.of(ready.path, place.stat())
            staged, sha256 = self._library.stage(place)
            after = Found.of(ready.path, place.stat())
            if (before.size, before.modified_ns) == (after.size, after.modified_ns):
                return replace(ready, source=_source(after), sha256=sha256, staged=staged)
            self._library.unstage(staged)
        raise ValueError("it is being written to")

    def _compared(self, ready: Ready) -> Ready:
        known = ready.known
        if known is not None and known.sha256 == ready.sha256 and not self._rebuild:
            return replace(ready, is_same=True)
        refusal = self._known.quarantined(ready.path, ready.sha256)
        if refusal is not None and not self._rebuild:
            return replace(ready, refused=refusal)
        if known is None and (elsewhere := self._known.elsewhere(ready.sha256)) is not None:
            return replace(ready, moved=elsewhere)
        return ready

    def _read_copy(self, ready: Ready) -> Ready:
        assert ready.staged is not None
        known = ready.known
        document_id = known.document_id if known else self._library.new_document_id()
        try:
            revision = self._read(ready.staged, document_id=document_id, name=ready.source.name)
        except UnreadableFile as error:
            refusal = Refused(ready.path, error.reason, error.remedy)
            return replace(ready, refused=refusal)
        except OSError as error:
            # Not the file's fault, nor the library's: no other file can be read either.
            raise ReaderMissing(
                f"The program that reads documents could not be run ({error}). "
                "See what is wrong with: pincite doctor"
            ) from error
        return replace(ready, revision=revision)


def _source(file: Found) -> Source:
    return Source(file.name, file.path, file.size, file.modified_ns, file.changed_ns)
