"""What the library knew of files when a run began: what theirs is compared with."""

from assistant.documents.readers import readers
from assistant.indexing.outcomes import FileOutcome, failed_again, unchanged
from assistant.indexing.scanning import Found, Refused, Scan, is_missing, lies_under
from assistant.library.library import Library
from assistant.library.records import Failure, Known

QUARANTINE = 2
"""Failures on the same bytes after which the same readers do not read a file again."""

_RACY_NS, _COARSE_NS = 50_000_000, 2_000_000_000
"""A file written within this time of being compared may have been written again unseen: its bytes
are compared once more. The longer one is for file systems that keep whole seconds."""


class KnownFiles:
    """Documents that came from files, and files that could not be read, by path."""

    def __init__(self, library: Library) -> None:
        self._known = {known.path: known for known in library.known()}
        self._failures = {failure.path: failure for failure in library.failures()}
        self._settled: set[str] = set()
        self._by_bytes: dict[str, list[Known]] = {}
        for known in self._known.values():
            self._by_bytes.setdefault(known.sha256, []).append(known)

    def at(self, path: str) -> Known | None:
        """The document that was read from a path."""
        return self._known.get(path)

    def under(self, folder: str) -> list[str]:
        """Paths of the documents in a folder."""
        return [path for path in self._known if lies_under(path, folder)]

    def settled(self, file: Found) -> FileOutcome | None:
        """What a file's size and times say: read before, or given up before; else `None`."""
        known = self.at(file.path)
        if known is not None and _looks_unchanged(known, file):
            self._settled.add(file.path)
            return unchanged(known)
        failure = self._failures.get(file.path)
        if failure is not None and _gave_up(failure, file):
            return failed_again(failure)
        return None

    def quarantined(self, path: str, sha256: str) -> Refused | None:
        """Why a file is not read again as long as its bytes and the readers are the same."""
        failure = self._failures.get(path)
        if failure is None or failure.sha256 != sha256 or not _in_quarantine(failure):
            return None
        return Refused(failure.path, failure.reason, failure.remedy)

    def elsewhere(self, sha256: str) -> Known | None:
        """A document with these bytes whose file is gone; each is given once."""
        for known in self._by_bytes.get(sha256, []):
            if is_missing(known.path):
                self._by_bytes[sha256].remove(known)
                return known
        return None

    def is_kept(self, refusal: Refused, sha256: str) -> bool:
        """Whether the library says this of these bytes already, and need not count it again."""
        failure = self._failures.get(refusal.path)
        if failure is None or failure.sha256 != sha256:
            return False
        return _in_quarantine(failure) if sha256 else failure.reason == refusal.reason

    def failures_over(self, found: Scan) -> list[str]:
        """Paths whose earlier failure says nothing of what is there now."""
        return [path for path in self._failures if self._is_over(path, found)]

    def _is_over(self, path: str, found: Scan) -> bool:
        if path in self._settled or is_missing(path):
            return True
        if path in found.paths():
            return False
        return any(lies_under(path, folder) for folder in found.folders)


def _looks_unchanged(known: Known, file: Found) -> bool:
    """By size and times, and not so young that a later edit could look the same."""
    coarse = known.modified_ns % 1_000_000_000 == 0
    settled = known.modified_ns <= known.checked_ns - (_COARSE_NS if coarse else _RACY_NS)
    before = (known.size, known.modified_ns, known.changed_ns)
    return settled and before == (file.size, file.modified_ns, file.changed_ns)


def _gave_up(failure: Failure, file: Found) -> bool:
    """Whether it is the file whose bytes could not be read; one that was not opened is tried."""
    same = (failure.size, failure.modified_ns) == (file.size, file.modified_ns)
    return same and failure.sha256 != "" and _in_quarantine(failure)


def _in_quarantine(failure: Failure) -> bool:
    return failure.attempts >= QUARANTINE and failure.readers == readers()
