"""A library in a new folder, with hand-made documents."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, Self, TypeVar

from assistant.documents.document import Revision
from assistant.indexing.reindexing import FileOutcome, Summary, new_vectors, reindex
from assistant.library.library import Library
from assistant.library.records import DocumentRecord, Source
from assistant.library.sqlite.library import SqliteLibrary
from tests.doubles import LineReader, WordEncoder, revision_of

Opened = TypeVar("Opened", bound=Library)


class LibraryBench(Generic[Opened]):
    """A library of any store; `files` is a folder beside it."""

    def __init__(self, root: Path, opener: Callable[[Path], Opened]) -> None:
        self.root = root
        self.opener = opener
        self.encoder = WordEncoder()
        self.reader = LineReader()
        self.opened: list[Opened] = []

    @property
    def files(self) -> Path:
        folder = self.root / "files"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def folder(self) -> Path:
        return self.root / "library"

    @property
    def library(self) -> Opened:
        if not self.opened:
            self.open()
        return self.opened[-1]

    def open(self) -> Opened:
        self.opened.append(self.opener(self.folder))
        return self.opened[-1]

    def reopen(self) -> Opened:
        self.close()
        return self.open()

    def close(self) -> None:
        while self.opened:
            self.opened.pop().close()

    def write(self, name: str, *lines: str) -> Path:
        place = self.files / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(lines) + "\n", "utf-8")
        return place

    def put(self, name: str, *lines: str, document_id: str | None = None) -> DocumentRecord:
        """A document of these lines, put as reindexing does it."""
        place = self.write(name, *lines)
        return self.put_revision(
            revision_of(document_id or self.library.new_document_id(), place.read_bytes()), place
        )

    def put_revision(self, revision: Revision, place: Path) -> DocumentRecord:
        library, fingerprint = self.library, self.encoder.fingerprint
        library.expect(str(fingerprint), fingerprint.dimension)
        stat = place.stat()
        source = Source(place.name, str(place), stat.st_size, stat.st_mtime_ns)
        return library.put(revision, source, place, new_vectors(library, revision, self.encoder))

    def index(
        self,
        *paths: Path,
        outcomes: list[FileOutcome] | None = None,
        remove_missing: bool = False,
        rebuild: bool = False,
    ) -> Summary:
        return reindex(
            self.library,
            paths or (self.files,),
            read=self.reader.read,
            encoder=self.encoder,
            remove_missing=remove_missing,
            rebuild=rebuild,
            report=None if outcomes is None else outcomes.append,
        )

    def nearest(self, text: str, k: int = 5, within: Sequence[str] | None = None) -> list[str]:
        """Texts of the nearest paragraphs."""
        vector = self.encoder.encode_question(text)[0]
        found = self.library.nearest(vector, k, within)
        located = self.library.passages([row for row, _ in found])
        return [located[row].paragraph.text for row, _ in found]

    def rows(self) -> dict[str, int]:
        """The row of every live paragraph that has a vector, by paragraph id."""
        vector = self.encoder.encode_question("")[0]
        located = self.library.passages([row for row, _ in self.library.nearest(vector, 10_000)])
        return {found.paragraph.paragraph_id: row for row, found in located.items()}

    def matching(self, question: str, k: int = 5, within: Sequence[str] | None = None) -> list[str]:
        """Texts of the paragraphs that match."""
        found = self.library.matching(question, k, within)
        located = self.library.passages([row for row, _ in found])
        return [located[row].paragraph.text for row, _ in found]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Bench(LibraryBench[SqliteLibrary]):
    """The library in a folder, with all that is its own."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, SqliteLibrary.open)
