"""What any library takes in, and what it lets go."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.documents.document import Paragraph, Revision
from assistant.library.records import DocumentRecord, Encoded, Failure, Room, Selection, Source


class Writing(Protocol):
    """Each call is one transaction: when it returns, what it did survives a power cut.

    Raises `LibraryFull`, `LibraryReadOnly` and `LibraryLocked`.
    """

    def writing(self) -> AbstractContextManager[None]:
        """Holds the writer's lock, which every other call here takes for itself too.

        Raises `LibraryLocked` at once when another process has it; other threads of this
        process may write meanwhile.
        """
        ...

    def remember(self, roots: Sequence[Path]) -> None:
        """Keep these as the files and folders that were given to be indexed."""
        ...

    def new_document_id(self) -> str:
        """Random, and not that of any document there ever was."""
        ...

    def receiving(self) -> AbstractContextManager[Path]:
        """A folder of the library for bytes that arrive, gone when the block ends.

        After a kill it is gone with the next opening. What the disk refuses within the block
        is raised as `LibraryFull` and the like.
        """
        ...

    def stage(self, content: Path) -> tuple[Path, str]:
        """A copy of a file that `put` takes over, with the sha256 of what was copied.

        Raises `OSError` when the file cannot be read, and `ValueError` when it is none:
        a pipe that took a file's place must not be waited for.
        """
        ...

    def unstage(self, copy: Path) -> None:
        """Delete a copy that was staged; one that was taken over is passed over."""
        ...

    def unencoded(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Those that `put` needs a vector for: the library has none of their text as it is spelt.

        Of equal texts only the first is named.
        """
        ...

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
        """Add a document or replace its revision.

        `vectors` maps the ids of the paragraphs that `unencoded` names to their vectors, made
        by the `encoder` of that fingerprint: raises `EncoderChanged` where the library has
        another one by now. `content` is copied, or taken over where it was staged. Raises
        `VectorMissing`, `ValueError` when a vector cannot be used or `content` is not what
        was read, and `UnknownDocument` where it is `replacing` a document that is not there
        any more; everything is then as it was, and a staged copy can be put again.
        """
        ...

    def moved(self, document_id: str, source: Source) -> None:
        """The same bytes under another path, or with another modification time.

        Raises `UnknownDocument`.
        """
        ...

    def failed(
        self, source: Source, sha256: str, reason: str, remedy: str, *, readers: str = ""
    ) -> Failure:
        """Keep in mind that these bytes could not be read; the name stands for a missing path.

        `readers` tells those that tried from others, whose attempts are counted anew.
        """
        ...

    def forget_failures(self, paths: Collection[str]) -> None:
        """The files at these paths are gone or are not wanted any more."""
        ...

    def remove(self, document_id: str, *, with_selections: bool = False) -> None:
        """Take a document out for good: revisions, vectors, indexes, path, bytes.

        When the outermost `writing` ends, nothing of it is left but the selections, which
        are copies that a person made; they go too where that is asked. Works on a full disk.
        Raises `UnknownDocument`.
        """
        ...

    def purge(self) -> int:
        """Delete the texts of earlier revisions; gives how many there were.

        Citations of them can no longer be compared word by word.
        """
        ...


class Encoding(Protocol):
    """Whose the vectors are, and how those of another encoder take their place."""

    @property
    def fingerprint(self) -> str | None:
        """Of the encoder that made the vectors; `None` where there is none."""
        ...

    def expect(self, fingerprint: str, dimension: int) -> None:
        """Use the library with this encoder only. Raises `EncoderChanged`.

        A library without a vector takes any.
        """
        ...

    @property
    def encoding(self) -> Encoded | None:
        """How far the vectors of another encoder are that were begun; `None` without any."""
        ...

    def room_to_encode(self, dimension: int) -> Room:
        """What a change to vectors of that length takes at most, and what there is."""
        ...

    def begin_encoding(self, fingerprint: str, *, afresh: bool = False) -> None:
        """Prepare for the vectors of another encoder; the present ones serve until the last.

        What an interrupted call left for the same encoder is gone on with, unless `afresh`.
        """
        ...

    def waiting(self, count: int) -> list[tuple[int, str]]:
        """Up to `count` rows without a vector of the encoder that was begun with; their texts.

        Of equal texts only one is named.
        """
        ...

    def keep_vectors(self, rows: Sequence[int], vectors: NDArray[np.float32]) -> int:
        """The vectors of these rows by the encoder that was begun with, in their order.

        Every paragraph of an equal text gets the same; gives how many paragraphs got one. A
        row that is gone is passed over.
        """
        ...

    def forget_encoding(self) -> None:
        """Let go of the vectors of another encoder that was begun with."""
        ...

    def end_encoding(self, fingerprint: str, dimension: int) -> bool:
        """In one transaction the new vectors are the vectors, and that encoder is expected.

        False, and all as it was, where a paragraph that came meanwhile lacks its new vector.
        """
        ...


class Keeping(Protocol):
    """What people chose, and what is noted beside the documents."""

    def keep(self, selection: Selection) -> Selection:
        """Keep a choice, which gets its number and the time; the same one again replaces it.

        It is the same when question, paragraph, revision and quote are. It stays when its
        document goes, under the last name that had. Raises `UnknownDocument`.
        """
        ...

    def selections(self) -> tuple[Selection, ...]:
        """Every selection, oldest first."""
        ...

    def selection_count(self, document_id: str | None = None) -> int:
        """How many selections there are, or how many of a document, which may be gone."""
        ...

    def unselect(self, selection_id: int) -> None:
        """Forget a choice; one that is not there is passed over."""
        ...

    def note(self, name: str) -> str | None:
        """The text that was noted under a name, if any."""
        ...

    def write_note(self, name: str, text: str) -> None:
        """Note a text in place of what was noted under this name.

        It must hold no words of a document, which it would outlive.
        """
        ...
