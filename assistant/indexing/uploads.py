"""Files that have no place of their own, known by their names alone."""

from pathlib import Path

from assistant.errors import UnknownDocument, UnreadableFile
from assistant.indexing.committing import commit
from assistant.indexing.naming import free_name, is_form_of
from assistant.indexing.outcomes import FileOutcome, FileState, removed_meanwhile
from assistant.indexing.reading_ahead import Read
from assistant.library.library import Library
from assistant.library.records import DocumentRecord, Source
from embeddings.encoder import Encoder


def take_in(
    library: Library,
    content: Path,
    name: str,
    *,
    read: Read,
    encoder: Encoder,
    replacing: bool = False,
) -> FileOutcome:
    """Add a file that has no place of its own, an upload.

    Other bytes under the name of an upload that is there become a document of their own,
    with a number in its name; with `replacing` they take that one's place. A file that
    cannot be read gives a failed outcome and is not kept among the failures.
    """
    fingerprint = encoder.fingerprint
    library.expect(str(fingerprint), fingerprint.dimension)
    with library.writing():
        staged, sha256 = library.stage(content)
        uploads = [record for record in library.documents() if record.path is None]
        if same := _same(uploads, name, sha256):
            library.unstage(staged)
            return FileOutcome(
                same.name,
                same.document_id,
                FileState.UNCHANGED,
                same.paragraphs,
                note="These very bytes are in the library already",
            )
        before = next((record for record in uploads if record.name == name), None)
        own = name
        if before is not None and not replacing:
            own, before = free_name(name, {record.name for record in uploads}), None
        found = content.stat()
        source = Source(own, None, found.st_size, found.st_mtime_ns)
        return _added(library, source, staged, before, name, read=read, encoder=encoder)


def _same(uploads: list[DocumentRecord], name: str, sha256: str) -> DocumentRecord | None:
    """The upload of this name, or of one made from it, that has these bytes."""
    return next((r for r in uploads if r.revision == sha256 and is_form_of(r.name, name)), None)


def _added(
    library: Library,
    source: Source,
    staged: Path,
    before: DocumentRecord | None,
    asked: str,
    *,
    read: Read,
    encoder: Encoder,
) -> FileOutcome:
    document_id = before.document_id if before else library.new_document_id()
    try:
        revision = read(staged, document_id=document_id, name=asked)
        encoded = commit(library, revision, source, staged, encoder, replacing=before is not None)
    except UnreadableFile as error:
        return FileOutcome(asked, None, FileState.FAILED, reason=error.reason, remedy=error.remedy)
    except UnknownDocument:
        return removed_meanwhile(asked, document_id)
    finally:
        library.unstage(staged)
    note = ""
    if source.name != asked:
        note = f"Added as {source.name}: another document is called {asked}"
    elif before is not None:
        note = f"It took the place of the document called {asked}"
    state = FileState.UPDATED if before else FileState.ADDED
    return FileOutcome(
        source.name, document_id, state, len(revision.paragraphs), encoded, note=note
    )
