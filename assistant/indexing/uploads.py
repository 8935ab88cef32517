"""Files that have no place of their own, known by their names alone."""

from pathlib import Path

from assistant.errors import UnknownDocument, UnreadableFile
from assistant.indexing.committing import commit
from assistant.indexing.outcomes import FileOutcome, FileState, removed_meanwhile
from assistant.indexing.reading_ahead import Read
from assistant.library.library import Library
from assistant.library.records import Source
from embeddings.encoder import Encoder


def take_in(
    library: Library, content: Path, name: str, *, read: Read, encoder: Encoder
) -> FileOutcome:
    """Add a file that has no place of its own, an upload; one of the same name is replaced.

    A file that cannot be read gives a failed outcome and is not kept among the failures.
    """
    fingerprint = encoder.fingerprint
    library.expect(str(fingerprint), fingerprint.dimension)
    with library.writing():
        same = [d for d in library.documents() if d.path is None and d.name == name]
        before = same[0] if same else None
        staged, sha256 = library.stage(content)
        found = content.stat()
        source = Source(name, None, found.st_size, found.st_mtime_ns)
        if before is not None and before.revision == sha256:
            library.unstage(staged)
            return FileOutcome(
                name, before.document_id, FileState.UNCHANGED, paragraphs=before.paragraphs
            )
        document_id = before.document_id if before else library.new_document_id()
        try:
            revision = read(staged, document_id=document_id, name=name)
        except UnreadableFile as error:
            library.unstage(staged)
            return FileOutcome(
                name, None, FileState.FAILED, reason=error.reason, remedy=error.remedy
            )
        try:
            encoded = commit(
                library, revision, source, staged, encoder, replacing=before is not None
            )
        except UnknownDocument:
            library.unstage(staged)
            return removed_meanwhile(name, document_id)
        state = FileState.UPDATED if before else FileState.ADDED
        return FileOutcome(name, document_id, state, len(revision.paragraphs), encoded)
