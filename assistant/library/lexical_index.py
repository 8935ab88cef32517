"""The words of every paragraph, ranked by BM25: tantivy on disk, and the newest in memory.

Terms are made by `terms.py` and handed to tantivy as they are, split at spaces, so
that every language is stemmed and segmented in one place and no question is ever
parsed as syntax. What was added since the last snapshot is ranked by the same
formula in plain Python (Robertson and Zaragoza 2009, in the form that Lucene and
tantivy use), with document frequencies taken over both parts.
"""

import hashlib
import json
import math
import os
import re
import shutil
import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import tantivy

from assistant.language import function_words, stop_words
from assistant.language import terms as terms_module
from assistant.language.terms import question_terms, question_words, terms
from assistant.library.database import Database
from assistant.library.folder import Folder, sync
from assistant.library.library import Scored
from assistant.library.rows import decoded
from assistant.library.snapshots import Notice, Receipts, delete

CONTEXT_WEIGHT = 0.5
"""Of a term in the title, the headings above or the lead-in, against one in the paragraph."""

MOST_TERMS = 512
"""Terms of one question that are looked up: the first ones."""

K1, B = 1.2, 0.75
"""Of BM25; tantivy's own."""

TAIL, TAIL_SHARE, LONGEST_TAIL = 64, 20, 2_000
"""A snapshot is due when more than `TAIL` and a twentieth of it is new, or `LONGEST_TAIL`."""

_OS_ERROR = re.compile(r"os error (\d+)|Os \{ code: (\d+)")
_HEAP = 32 * 2**20
_SUMS = "sums.json"
_PIECE = 5_000


Held: TypeAlias = frozenset[tuple[str, ...]]
"""A word, as `question_words` gives it."""


class Entry(NamedTuple):
    """What the lexical index holds of a paragraph."""

    entry: int
    document_id: str
    words: list[str]
    context: list[str]


@dataclass(slots=True)
class Sums:
    """How many entries there are and how many terms they have."""

    count: int = 0
    words: int = 0
    context: int = 0

    def add(self, entry: Entry) -> None:
        """Count an entry in."""
        self.count += 1
        self.words += len(entry.words)
        self.context += len(entry.context)


@dataclass(slots=True)
class Tail:
    """Entries in memory, by term."""

    sums: Sums = field(default_factory=Sums)
    documents: dict[int, str] = field(default_factory=dict)
    lengths: dict[int, tuple[int, int]] = field(default_factory=dict)
    words: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    context: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, entry: Entry) -> None:
        """Take an entry in."""
        self.sums.add(entry)
        self.documents[entry.entry] = entry.document_id
        self.lengths[entry.entry] = (len(entry.words), len(entry.context))
        for postings, found in ((self.words, entry.words), (self.context, entry.context)):
            for term, count in Counter(found).items():
                postings[term][entry.entry] = count


def bm25(count: int, length: float, mean: float, having: int, total: int) -> float:
    """Of a term that stands `count` times in a text and in `having` of `total` texts."""
    rarity = math.log(1 + (total - having + 0.5) / (having + 0.5))
    return rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * length / max(mean, 1e-9)))


@contextmanager
def _failures_of_the_disk() -> Iterator[None]:
    """Tantivy raises `ValueError` for what the file system refuses; here it is an `OSError`."""
    try:
        yield
    except ValueError as error:
        number = _OS_ERROR.search(str(error))
        if number is None:
            raise
        raise OSError(int(number[1] or number[2]), str(error)) from error


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
        self._schema = _schema()
        self._generation = -1
        self._searcher: Any = None
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
        if self._searcher is None and self._pending() > LONGEST_TAIL:
            self._fill_memory()
        for entry in self._entries(self._upto):
            self._tail.add(entry)
            self._upto = entry.entry

    def matching(self, question: str, k: int, within: Collection[str] | None) -> list[Scored]:
        """Entries, live or not, by BM25; ties in the order of their numbers."""
        asked = question_terms(question, self._languages)[:MOST_TERMS]
        found = self._stored(asked, k, within) + self._newest(asked, within)
        return sorted(found, key=lambda scored: (-scored.score, scored.row))[:k]

    def holding(self, question: str, within: Collection[str] | None) -> list[int]:
        """Entries, live or not, that hold every word of a question, in the order of numbers."""
        words = question_words(question, self._languages)[:MOST_TERMS]
        if not words:
            return []
        return sorted({*self._stored_holding(words, within), *self._newest_holding(words, within)})

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
                _link(self.receipts.place(generation), made)
            with _failures_of_the_disk():
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
        index = _open(self._schema, place)
        upto = after
        writer = index.writer(_HEAP, 1)
        for entry in self._entries(after):
            writer.add_document(_document(entry))
            sums.add(entry)
            upto = entry.entry
        writer.commit()
        writer.wait_merging_threads()
        (place / _SUMS).write_text(json.dumps([sums.count, sums.words, sums.context]), "ascii")
        return upto

    def _load(self) -> None:
        receipt = self.receipts.latest()
        self._generation = 0 if receipt is None else receipt.generation
        self._searcher, self._on_disk = None, False
        self._sums, self._tail = Sums(), Tail()
        self._upto = self._saved_upto = 0
        if receipt is None or receipt.fingerprint != fingerprint():
            return
        place = self.receipts.place(receipt.generation)
        # tantivy has no error class of its own: whatever it refuses is a ValueError or OSError.
        with suppress(OSError, ValueError):
            if digest_of(place) == receipt.sha256:
                self._sums = Sums(*json.loads((place / _SUMS).read_text("ascii")))
                self._searcher = _open(self._schema, place).searcher()
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
        index = _open(self._schema, None)
        writer = index.writer(_HEAP, 1)
        for entry in self._entries(0):
            writer.add_document(_document(entry))
            self._sums.add(entry)
            self._upto = entry.entry
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

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
            for entry, document_id, language, title, text, place in rows:
                around = _around(title, json.loads(place))
                words, context = terms(decoded(text), language), terms(around, language)
                yield Entry(entry, document_id, words, context)
                after = entry
            if len(rows) < _PIECE:
                return

    def _stored(self, asked: Sequence[str], k: int, within: Collection[str] | None) -> list[Scored]:
        if self._searcher is None or not asked:
            return []
        result = self._searcher.search(_question(self._schema, asked, within), k, count=False)
        addresses = [address for _, address in result.hits]
        entries = self._searcher.fast_field_values("entry", addresses)
        return [
            Scored(int(entry), float(score))
            for entry, (score, _) in zip(entries, result.hits, strict=True)
        ]

    def _stored_holding(
        self, words: Sequence[Held], within: Collection[str] | None
    ) -> Iterable[int]:
        if self._searcher is None:
            return ()
        asked = _limited(self._schema, _all_words(self._schema, words), within)
        found = self._searcher.search(asked, max(self._sums.count, 1), count=False)
        addresses = [address for _, address in found.hits]
        return map(int, self._searcher.fast_field_values("entry", addresses))

    def _newest_holding(
        self, words: Sequence[Held], within: Collection[str] | None
    ) -> Iterable[int]:
        def having(terms: tuple[str, ...]) -> set[int]:
            return set.intersection(*(set(self._tail.words.get(term, ())) for term in terms))

        found = set.intersection(*(set().union(*map(having, word)) for word in words))
        return (e for e in found if within is None or self._tail.documents[e] in within)

    def _newest(self, asked: Sequence[str], within: Collection[str] | None) -> list[Scored]:
        tail, sums = self._tail, self._sums
        total = sums.count + tail.sums.count
        means = (
            (sums.words + tail.sums.words) / max(total, 1),
            (sums.context + tail.sums.context) / max(total, 1),
        )
        scores: dict[int, float] = defaultdict(float)
        fields = (("words", tail.words, 1.0), ("context", tail.context, CONTEXT_WEIGHT))
        for term in asked:
            for at, (name, postings, weight) in enumerate(fields):
                found = postings.get(term)
                if not found:
                    continue
                having = len(found)
                if self._searcher is not None:
                    having += self._searcher.doc_freq(name, term)
                for entry, count in found.items():
                    length = tail.lengths[entry][at]
                    scores[entry] += weight * bm25(count, length, means[at], having, total)
        return [
            Scored(entry, score)
            for entry, score in scores.items()
            if within is None or tail.documents[entry] in within
        ]


def _around(title: bytes | None, place: Sequence[Any]) -> str:
    """Title, headings above, lead-in and speaker."""
    lead_in, section, speaker = place[6], place[7], place[10]
    parts = [None if title is None else decoded(title), *section, lead_in, speaker]
    return "\n".join(part for part in parts if part)


def _schema() -> Any:  # noqa: ANN401 - tantivy is not typed
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("context", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("entry", fast=True)
    return builder.build()


def _open(schema: Any, place: Path | None) -> Any:  # noqa: ANN401
    index = tantivy.Index(schema, path=None if place is None else os.fspath(place))
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", splitter)
    return index


def _document(entry: Entry) -> Any:  # noqa: ANN401
    document = tantivy.Document()
    document.add_text("words", " ".join(entry.words))
    document.add_text("context", " ".join(entry.context))
    document.add_text("document", entry.document_id)
    document.add_unsigned("entry", entry.entry)
    return document


def _question(schema: Any, asked: Sequence[str], within: Collection[str] | None) -> Any:  # noqa: ANN401
    query, should = tantivy.Query, tantivy.Occur.Should
    parts = []
    for term in asked:
        context = query.term_query(schema, "context", term, "freq")
        parts.append((should, query.term_query(schema, "words", term, "freq")))
        parts.append((should, query.boost_query(context, CONTEXT_WEIGHT)))
    return _limited(schema, query.boolean_query(parts), within)


def _all_words(schema: Any, words: Sequence[Held]) -> Any:  # noqa: ANN401
    """Every word, in one of its forms; without scores."""
    query, should, must = tantivy.Query, tantivy.Occur.Should, tantivy.Occur.Must

    def form(terms: tuple[str, ...]) -> Any:  # noqa: ANN401
        each = [(must, query.term_query(schema, "words", term, "basic")) for term in terms]
        return query.boolean_query(each)

    every = [(must, query.boolean_query([(should, form(f)) for f in sorted(w)])) for w in words]
    return query.const_score_query(query.boolean_query(every), 1.0)


def _limited(schema: Any, matching: Any, within: Collection[str] | None) -> Any:  # noqa: ANN401
    """A query, within some documents only."""
    if within is None:
        return matching
    query, must = tantivy.Query, tantivy.Occur.Must
    documents = query.term_set_query(schema, "document", sorted(within))
    return query.boolean_query([(must, matching), (must, query.const_score_query(documents, 0.0))])


def _link(old: Path, new: Path) -> None:
    """The same files under another folder; those that tantivy writes anew are copied."""
    for file in old.iterdir():
        if file.suffix == ".json" or file.name.startswith("."):
            shutil.copyfile(file, new / file.name)
        else:
            os.link(file, new / file.name)


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
    for module in (terms_module, function_words, stop_words):
        if module.__file__ is not None:
            sources.update(Path(module.__file__).read_bytes())
    versions = [metadata.version(name) for name in ("tantivy", "pystemmer")]
    return ":".join(["1", *versions, sources.hexdigest()[:16]])
