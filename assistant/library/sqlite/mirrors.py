"""Both indexes of a library: searched from any thread, written by whoever holds the lock."""

import json
import threading
from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.documents.packing import speakers_of
from assistant.documents.speakers.names import canonical_name
from assistant.documents.speakers.speaker import canonical_names
from assistant.errors import LibraryError
from assistant.library.records import Scored, Standing
from assistant.library.sqlite.database import Database, chunks, facts, marks
from assistant.library.sqlite.folder import Folder
from assistant.library.sqlite.lexical_index import LexicalMirror
from assistant.library.sqlite.rows import decoded, path_text
from assistant.library.sqlite.snapshots import DenseMirror, Notice, delete

_SPARE = 16
"""Numbers asked of a mirror beyond those that are wanted: some may be gone."""


class Mirrors:
    """Finds rows by meaning and by words, and only such as are live in the truth.

    Before each search the mirrors catch up with what was committed, so a search
    sees every document whose `put` has returned, and none whose `remove` has.
    Snapshots are written beside the searching, which waits for none of them.
    """

    def __init__(self, folder: Folder, database: Database, notice: Notice) -> None:
        self._folder = folder
        self._database = database
        self._notice = notice
        self._turn = threading.RLock()
        self._saving = threading.RLock()
        """Held by the one thread that writes snapshots; taken before `_turn`, never within it."""
        self._dense_at = self._lexical_at = (-1, -1)
        self.dense = DenseMirror(folder, database, notice, self._turn)
        self.lexical = LexicalMirror(folder, database, notice, self._turn)

    def nearest(
        self, vector: NDArray[np.float32], k: int, within: Collection[str] | None
    ) -> list[Scored]:
        """Up to `k` live rows by cosine, best first."""
        with self._turn:
            self._follow_dense(vector.shape[-1])
        allowed = None if within is None else self._rows_of(within)
        return _topmost(lambda want: self.dense.nearest(vector, want, allowed), k, self._live_rows)

    def matching(self, question: str, k: int, within: Collection[str] | None) -> list[Scored]:
        """Up to `k` live rows by BM25, best first."""
        with self._turn:
            self._follow_lexical()
            return _topmost(
                lambda want: self.lexical.matching(question, want, within), k, self._rows_of_entries
            )

    def near(self, word: str, k: int) -> list[int]:
        """The live rows among up to `k` entries that hold a word of nearly the same letters."""
        with self._turn:
            self._follow_lexical()
            return list(self._rows_of_entries(self.lexical.near(word, k)).values())

    def holding(self, question: str, within: Collection[str] | None) -> list[Standing]:
        """Every live paragraph that holds all words of a question, in document order."""
        with self._turn:
            self._follow_lexical()
            entries = self.lexical.holding(question, within)
        found: list[Standing] = []
        for part in chunks(entries):
            rows = self._database.rows(
                "SELECT d.name, d.document_id, p.ordinal, d.title,"
                " json_extract(p.place, '$[14]'), json_extract(p.place, '$[10]'), p.row,"
                " json_extract(d.imprint, '$[3]')"
                " FROM paragraph p JOIN document d ON d.key = p.document"
                f" WHERE p.entry IN ({marks(part)})",
                part,
            )
            found += [
                Standing(
                    path_text(name),
                    id_,
                    at,
                    None if title is None else decoded(title),
                    _speakers(speakers, turn),
                    row,
                    issued,
                )
                for name, id_, at, title, speakers, turn, row, issued in rows
            ]
        return sorted(found, key=lambda standing: standing[:3])

    @property
    def due(self) -> bool:
        """Whether what was searched lacks a snapshot that is worth writing."""
        return self.lexical.stale() or self.dense.stale()

    def save(self, dimension: int | None) -> None:
        """Write those snapshots that are due. A failure costs time later and nothing else."""
        with self._saving:
            self._catch_up(dimension)
            if self.lexical.stale():
                self._attempt(self.lexical.save)
            if self.dense.stale():
                self._attempt(self.dense.save)

    def save_words(self) -> None:
        """Write the snapshot of words when it is due; cheap, because only the new is added."""
        with self._saving:
            if self.lexical.stale():
                self._attempt(self.lexical.save)

    def rewrite(self, dimension: int | None) -> None:
        """Write both afresh, so that nothing which was removed is in them.

        The old ones serve until then; where the new ones cannot be written beside them,
        as on a full disk, they go first. Raises `LibraryError`; the old ones are gone even then.
        """
        with self._saving, facts(self._folder.root):
            try:
                with facts(self._folder.root):
                    self._renew(dimension)
            except LibraryError:
                with self._turn:
                    self._forget()
                    self._renew(dimension)

    def _renew(self, dimension: int | None) -> None:
        self._catch_up(dimension)
        self.lexical.rewrite()
        self.dense.save()

    def _forget(self) -> None:
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM mirror")
        self.lexical.receipts.discard()
        self.dense.receipts.discard()

    def sweep(self) -> None:
        """Delete what an interrupted writer was making."""
        for left in self._folder.mirrors.glob("making-*"):
            delete(left)

    def _attempt(self, save: Callable[[], None]) -> None:
        try:
            with facts(self._folder.root):
                save()
        except LibraryError as error:
            self._notice(f"An index could not be written and will be made again later. {error}")

    def _catch_up(self, dimension: int | None) -> None:
        with self._turn:
            self._follow_lexical()
            if dimension is not None:
                self._follow_dense(dimension)

    def _follow_dense(self, dimension: int) -> None:
        change, epoch = self._state()
        if (change, epoch) != self._dense_at:
            self.dense.follow(epoch, dimension)
            self._dense_at = (change, epoch)

    def _follow_lexical(self) -> None:
        at = self._state()
        if at != self._lexical_at:
            self.lexical.follow()
            self._lexical_at = at

    def _state(self) -> tuple[int, int]:
        change, epoch = self._database.state("change, epoch")
        return change, epoch

    def _rows_of(self, documents: Collection[str]) -> NDArray[np.int64]:
        rows: list[int] = []
        for part in chunks(sorted(documents)):
            found = self._database.rows(
                "SELECT row FROM paragraph WHERE document IN"
                f" (SELECT key FROM document WHERE document_id IN ({marks(part)}))",
                part,
            )
            rows += [row for (row,) in found]
        return np.array(rows, dtype=np.int64)

    def _live_rows(self, rows: Sequence[int]) -> dict[int, int]:
        return self._numbers("SELECT row, row FROM vector WHERE row", rows)

    def _rows_of_entries(self, entries: Sequence[int]) -> dict[int, int]:
        return self._numbers("SELECT entry, row FROM paragraph WHERE entry", entries)

    def _numbers(self, sql: str, numbers: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for part in chunks(numbers):
            found.update(self._database.rows(f"{sql} IN ({marks(part)})", part))
        return found


def _speakers(kept: str | None, turn: str | None) -> tuple[str, ...]:
    """What a row tells of who speaks; one of an earlier version tells only whose turn it is."""
    rows = () if kept is None else speakers_of(json.loads(kept))
    return canonical_names(rows) or ((canonical_name(turn),) if turn else ())


def _topmost(
    search: Callable[[int], list[Scored]],
    k: int,
    live: Callable[[Sequence[int]], dict[int, int]],
) -> list[Scored]:
    """The `k` best live rows: asks for more as long as what is gone leaves too few."""
    want = k + _SPARE
    while True:
        found = search(want)
        rows = live([number for number, _ in found])
        kept = [Scored(rows[number], score) for number, score in found if number in rows]
        if len(kept) >= k or len(found) < want:
            return kept[:k]
        want *= 4
