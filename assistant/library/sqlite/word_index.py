"""Tantivy as an index of words: terms go in as they are, no question is parsed as syntax."""

import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import tantivy

from assistant.language.names import is_sound
from assistant.library.records import Scored
from assistant.library.sqlite.bm25 import CONTEXT_WEIGHT, NAME_WEIGHT, Entry, Held, rarity

_OS_ERROR = re.compile(r"os error (\d+)|Os \{ code: (\d+)")
_HEAP = 32 * 2**20
LONG_TERM = 6
"""Letters beyond which two of a term may be others."""


@contextmanager
def failures_of_the_disk() -> Iterator[None]:
    """Tantivy raises `ValueError` for what the file system refuses; here it is an `OSError`."""
    try:
        yield
    except ValueError as error:
        number = _OS_ERROR.search(str(error))
        if number is None:
            raise
        raise OSError(int(number[1] or number[2]), str(error)) from error


class WordIndex:
    """Entries by their terms, in a folder or in memory; what is added later is not searched."""

    def __init__(self, place: Path | None = None) -> None:
        """Open what is in the folder, or begin it. Raises `OSError` and `ValueError`."""
        self._schema = _schema()
        path = None if place is None else os.fspath(place)
        with failures_of_the_disk():
            self._index = tantivy.Index(self._schema, path=path)
            splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer("terms", splitter)
            self._searcher = self._index.searcher()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Entries in memory, to be searched."""
        made = cls()
        made.add(entries)
        made._index.reload()
        made._searcher = made._index.searcher()
        return made

    def add(self, entries: Iterable[Entry]) -> None:
        """All of them or none. Raises `OSError`."""
        with failures_of_the_disk():
            writer = self._index.writer(_HEAP, 1)
            for entry in entries:
                writer.add_document(_document(entry))
            writer.commit()
            writer.wait_merging_threads()

    def having(self, field: str, term: str) -> int:
        """In how many entries a field has a term."""
        return int(self._searcher.doc_freq(field, term))

    def matching(
        self, asked: Sequence[str], k: int, within: Collection[str] | None
    ) -> list[Scored]:
        """Up to `k` entries by BM25, best first."""
        if not asked:
            return []
        words = [term for term in asked if not is_sound(term)]
        total = self._searcher.num_docs
        names = {
            term: NAME_WEIGHT * rarity(self.having("names", term), total)
            for term in asked
            if is_sound(term)
        }
        question = _question(self._schema, words, names)
        result = self._searcher.search(_limited(self._schema, question, within), k, count=False)
        addresses = [address for _, address in result.hits]
        entries = self._searcher.fast_field_values("entry", addresses)
        return [
            Scored(int(entry), float(score))
            for entry, (score, _) in zip(entries, result.hits, strict=True)
        ]

    def near(self, term: str, k: int) -> list[int]:
        """Up to `k` entries that hold a term of nearly the same letters."""
        far = 2 if len(term) > LONG_TERM else 1
        like = tantivy.Query.fuzzy_term_query(self._schema, "words", term, far)
        result = self._searcher.search(like, k, count=False)
        addresses = [address for _, address in result.hits]
        return list(map(int, self._searcher.fast_field_values("entry", addresses)))

    def holding(self, words: Sequence[Held], within: Collection[str] | None) -> set[int]:
        """Entries that hold every word, in one of its forms."""
        asked = _limited(self._schema, _all_words(self._schema, words), within)
        result = self._searcher.search(asked, max(self._searcher.num_docs, 1), count=False)
        addresses = [address for _, address in result.hits]
        return set(map(int, self._searcher.fast_field_values("entry", addresses)))


def _schema() -> Any:  # noqa: ANN401 - tantivy is not typed
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("context", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("names", tokenizer_name="terms", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("entry", fast=True)
    return builder.build()


def _document(entry: Entry) -> Any:  # noqa: ANN401
    document = tantivy.Document()
    document.add_text("words", " ".join(entry.words))
    document.add_text("context", " ".join(entry.context))
    document.add_text("names", " ".join(sorted(entry.names)))
    document.add_text("document", entry.document_id)
    document.add_unsigned("entry", entry.entry)
    return document


def _question(schema: Any, words: Sequence[str], names: Mapping[str, float]) -> Any:  # noqa: ANN401
    """Words by BM25, and the sounds of names by what each is worth wherever it stands."""
    query, should = tantivy.Query, tantivy.Occur.Should
    parts = []
    for sound, worth in names.items():
        held = query.term_query(schema, "names", sound, "basic")
        parts.append((should, query.const_score_query(held, worth)))
    for term in words:
        context = query.term_query(schema, "context", term, "freq")
        parts.append((should, query.term_query(schema, "words", term, "freq")))
        parts.append((should, query.boost_query(context, CONTEXT_WEIGHT)))
    return query.boolean_query(parts)


def _all_words(schema: Any, words: Sequence[Held]) -> Any:  # noqa: ANN401
    """Every word, in one of its forms; without scores."""
    query, should, must = tantivy.Query, tantivy.Occur.Should, tantivy.Occur.Must

    def form(terms: tuple[str, ...]) -> Any:  # noqa: ANN401
        fields = ("names" if is_sound(term) else "words" for term in terms)
        each = zip(fields, terms, strict=True)
        return query.boolean_query(
            [(must, query.term_query(schema, name, term, "basic")) for name, term in each]
        )

    every = [(must, query.boolean_query([(should, form(f)) for f in sorted(w)])) for w in words]
    return query.const_score_query(query.boolean_query(every), 1.0)


def _limited(schema: Any, matching: Any, within: Collection[str] | None) -> Any:  # noqa: ANN401
    """A query, within some documents only."""
    if within is None:
        return matching
    query, must = tantivy.Query, tantivy.Occur.Must
    documents = query.term_set_query(schema, "document", sorted(within))
    return query.boolean_query([(must, matching), (must, query.const_score_query(documents, 0.0))])


def link(old: Path, new: Path) -> None:
    """The same files under another folder; those that tantivy writes anew are copied."""
    for file in old.iterdir():
        if file.suffix == ".json" or file.name.startswith("."):
            shutil.copyfile(file, new / file.name)
        else:
            os.link(file, new / file.name)
