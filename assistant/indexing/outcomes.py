"""What became of files: outcomes, progress and the sum of them, in a reader's words."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.indexing.reencoding import Reencoding
from assistant.keeping.comparison import Comparison
from assistant.keeping.kept import stay
from assistant.library.records import Failure, Known


class FileState(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file, with the reason and the remedy where it failed."""

    path: str
    document_id: str | None
    state: FileState
    paragraphs: int = 0
    encoded: int = 0
    """Paragraphs whose words were new to the library."""
    reason: str = ""
    remedy: str = ""
    note: str = ""
    """What a person should know of a file that did not fail."""
    citations_kept: int = 0
    """From a document that was removed: they stay."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is."""

    files: int
    done: int
    bytes: int
    """Of all files that have to be looked into."""
    bytes_done: int
    paragraphs_encoded: int
    name: str
    """Of the file at hand."""
    seconds: float
    questions: int = 0
    """Kept questions, where it is them that are being asked; the rest is 0 then."""
    asked: int = 0
    """Of these."""
    reencoding: Reencoding | None = None
    """How far another encoder is, where that is what is done; the rest is 0 then."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Files by what became of them."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    moved: int = 0
    removed: int = 0
    failed: int = 0
    paragraphs_encoded: int = 0
    seconds: float = 0.0
    passed_over: dict[str, int] = field(default_factory=dict)
    """Files in folders that are plainly no documents, by kind: `pictures`, `films` …"""
    questions: Comparison | None = None
    """How kept questions fare after what changed; `None` where they were not asked again."""


def asking(asked: int, questions: int) -> Progress:
    """How far the kept questions are."""
    return Progress(0, 0, 0, 0, 0, "", 0.0, questions=questions, asked=asked)


def changing(reencoding: Reencoding) -> Progress:
    """How far another encoder is."""
    return Progress(0, 0, 0, 0, 0, "", 0.0, reencoding=reencoding)


def unchanged(known: Known, path: str | None = None) -> FileOutcome:
    """A file that is as it was; `path` where it has another one now."""
    return FileOutcome(path or known.path, known.document_id, FileState.UNCHANGED, known.paragraphs)


def failed_again(failure: Failure) -> FileOutcome:
    """A file that was given up before."""
    return FileOutcome(
        failure.path, None, FileState.FAILED, reason=failure.reason, remedy=failure.remedy
    )


def removed(known: Known, citations: int) -> FileOutcome:
    """A document whose file is gone; so many citations that were kept from it stay."""
    return FileOutcome(
        known.path,
        known.document_id,
        FileState.REMOVED,
        known.paragraphs,
        note=stay(citations),
        citations_kept=citations,
    )


def removed_meanwhile(path: str, document_id: str | None) -> FileOutcome:
    """A document that was taken out while its file was looked into: the removal holds."""
    return FileOutcome(
        path,
        document_id,
        FileState.REMOVED,
        reason="It was taken out of the library while its file was read",
        remedy="Index the file again to have it back",
    )


def no_such_path(path: str) -> FileOutcome:
    """A path where nothing is."""
    return FileOutcome(
        path,
        None,
        FileState.FAILED,
        reason="There is no such file or folder",
        remedy="Check the name; if it is on another disk or a network folder, connect that first",
    )


def emptied(folder: str, count: int) -> FileOutcome:
    """A folder whose documents have all vanished: more likely not connected than cleared."""
    return FileOutcome(
        folder,
        None,
        FileState.FAILED,
        reason=f"The folder is empty, and {count} documents of the library were in it",
        remedy="Connect the disk or network folder; or take them out with: pincite remove",
    )
