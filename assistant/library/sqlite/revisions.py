"""Documents taken in, replaced, moved, removed: each change whole or not at all."""

import json
import secrets
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Revision
from assistant.errors import LibraryFull, UnknownDocument
from assistant.library.records import DocumentRecord, Failure, Source
from assistant.library.sqlite.catalogue import Catalogue
from assistant.library.sqlite.database import facts
from assistant.library.sqlite.encodings import Encodings
from assistant.library.sqlite.replacing import keep_repairs, now, replace, take_out
from assistant.library.sqlite.rows import path_bytes
from assistant.library.sqlite.transit import passing


class Revisions(Catalogue, Encodings):
    """Implements `Writing`, but for what is told of paragraphs."""

    def remember(self, roots: Sequence[Path]) -> None:
        """As `Writing.remember`."""
        # JSON in ASCII holds undecodable bytes of a path as lone surrogates.
        value = json.dumps([str(path) for path in roots])
        with self.writing(), self.database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('roots', ?)", (value,))

    def new_document_id(self) -> str:
        """As `Writing.new_document_id`: 80 random bits."""
        return secrets.token_hex(10)

    @contextmanager
    def receiving(self) -> Iterator[Path]:
        """As `Writing.receiving`."""
        with facts(self.root), passing(self.folder) as place:
            yield place

    def stage(self, content: Path) -> tuple[Path, str]:
        """As `Writing.stage`."""
        return self.folder.stage(content)

    def unstage(self, copy: Path) -> None:
        """As `Writing.unstage`."""
        with facts(self.root):
            copy.unlink(missing_ok=True)

    def put(
        self,
        revision: Revision,
        source: Source,
        content: Path,
        vectors: Mapping[str, NDArray[np.float32]],
        *,
        replacing: bool = False,
        encoder: str | None = None,
    ) -> DocumentRecord:
        """As `Writing.put`."""
        with self.writing():
            with self.originals.keeping(content, revision.sha256) as connection:
                if replacing:
                    self.document(revision.document_id)
                if encoder is not None:
                    self._check_maker(connection, encoder)
                dimension = self._settled_dimension(connection, vectors)
                replace(connection, revision, source, vectors, dimension)
                keep_repairs(connection, revision)
            self.mirrors.save_words()
            return self.document(revision.document_id)

    def moved(self, document_id: str, source: Source) -> None:
        """As `Writing.moved`."""
        path = None if source.path is None else path_bytes(source.path)
        with self.writing(), self.database.transaction() as connection:
            changed = connection.execute(
                "UPDATE document SET name = ?, path = ?, size = ?, modified_ns = ?,"
                " changed_ns = ?, checked_ns = ? WHERE document_id = ?",
                (
                    path_bytes(source.name),
                    path,
                    source.size,
                    source.modified_ns,
                    source.changed_ns,
                    time.time_ns(),
                    document_id,
                ),
            )
            if not changed.rowcount:
                raise UnknownDocument(f"There is no document {document_id} in the library.")
            if path is not None:
                connection.execute("DELETE FROM failure WHERE path = ?", (path,))

    def failed(
        self, source: Source, sha256: str, reason: str, remedy: str, *, readers: str = ""
    ) -> Failure:
        """As `Writing.failed`."""
        path = source.path or source.name
        with self.writing(), self.database.transaction() as connection:
            connection.execute(
                "INSERT INTO failure VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)"
                " ON CONFLICT (path) DO UPDATE SET name = excluded.name,"
                " reason = excluded.reason, remedy = excluded.remedy,"
                " at = excluded.at, sha256 = excluded.sha256, size = excluded.size,"
                " modified_ns = excluded.modified_ns, readers = excluded.readers,"
                " attempts = 1 + iif((sha256, readers) = (excluded.sha256, excluded.readers),"
                " attempts, 0)",
                (
                    path_bytes(path),
                    path_bytes(source.name),
                    sha256,
                    _shown(reason),
                    _shown(remedy),
                    now(),
                    source.size,
                    source.modified_ns,
                    readers,
                ),
            )
        return next(failure for failure in self.failures() if failure.path == path)

    def forget_failures(self, paths: Collection[str]) -> None:
        """As `Writing.forget_failures`."""
        with self.writing(), self.database.transaction() as connection:
            connection.executemany(
                "DELETE FROM failure WHERE path = ?", [(path_bytes(path),) for path in paths]
            )

    def remove(self, document_id: str, *, with_selections: bool = False) -> None:
        """As `Writing.remove`."""
        with self.writing(), self.originals.changing():
            self.document(document_id)
            try:
                self._take_out(document_id, with_selections=with_selections)
            except LibraryFull:
                self.folder.release()
                self._take_out(document_id, with_selections=with_selections)

    def purge(self) -> int:
        """As `Writing.purge`."""
        with self.writing(), self.database.transaction() as connection:
            gone = connection.execute(
                "DELETE FROM revision WHERE sha256 !="
                " (SELECT d.revision FROM document d WHERE d.key = revision.document)"
            ).rowcount
            connection.execute("UPDATE state SET purge = 1 WHERE ?", (gone > 0,))
            return gone

    def _take_out(self, document_id: str, *, with_selections: bool) -> None:
        with self.database.transaction() as connection:
            take_out(connection, document_id, with_selections=with_selections)


def _shown(text: str) -> str:
    """A message that may quote an undecodable name."""
    return text.encode("utf-8", "backslashreplace").decode()
