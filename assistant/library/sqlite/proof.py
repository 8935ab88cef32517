"""The proof that a removed document is gone: its words are sought in every file of the library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.library.sqlite.rows import decoded, encoded, path_bytes
from assistant.library.sqlite.searches import Searches
from assistant.library.upkeep import Proof

SHORTEST = 12
"""Characters of a text that is sought: shorter ones stand by chance in any file."""

MOST = 2_000
"""Texts that are sought, the longest first."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What a document holds before it is removed, so that it can be sought afterwards."""

    document_id: str
    name: str
    rows: tuple[int, ...]
    texts: tuple[str, ...]


def remains(library: Searches, document_id: str) -> Remains:
    """Note what the document holds, before it is removed. Raises `UnknownDocument`."""
    record = library.document(document_id)
    texts = {paragraph.text for paragraph in library.paragraphs(document_id)}
    rows = library.database.rows(
        "SELECT row FROM paragraph JOIN document ON key = document WHERE document_id = ?",
        (document_id,),
    )
    quotes = library.database.rows(
        "SELECT quote FROM selection WHERE document_id = ?", (document_id,)
    )
    texts.update(decoded(quote) for (quote,) in quotes)
    return Remains(document_id, record.name, tuple(row for (row,) in rows), tuple(sorted(texts)))


def prove(library: Searches, gone: Remains) -> Proof:
    """Seek what a removed document held in every file of the folder, and count its rows.

    What other documents hold too, word for word or within a longer text, proves
    nothing and is left out; it is counted. What citations hold that a person kept from the
    document is that person's copy: it is sought everywhere but in the truth, where they are.
    """
    long = sorted((t for t in gone.texts if len(t) >= SHORTEST), key=len, reverse=True)[:MOST]
    own = _unshared(library, [encoded(text) for text in long])
    shared = len(long) - len(own)
    if not any(record.name == gone.name for record in library.documents()):
        own.append(path_bytes(gone.name))
    kept = library.database.rows(
        "SELECT quote, prefix, suffix, question, name FROM selection WHERE document_id = ?",
        (gone.document_id,),
    )
    unkept = [text for text in own if not any(text in part for row in kept for part in row)]
    files, size, places = 0, 0, []
    for place in sorted(library.folder.root.rglob("*")):
        if place.is_file():
            content = place.read_bytes()
            files, size = files + 1, size + len(content)
            holds_kept = place.name.startswith(library.folder.truth.name)
            if any(text in content for text in (unkept if holds_kept else own)):
                places.append(str(place.relative_to(library.folder.root)))
    (rows,) = library.database.row(
        "SELECT (SELECT count(*) FROM document WHERE document_id = ?)"
        " + (SELECT count(*) FROM revision WHERE document NOT IN (SELECT key FROM document))"
        " + (SELECT count(*) FROM raw WHERE document NOT IN (SELECT key FROM document))"
        " + (SELECT count(*) FROM paragraph WHERE document NOT IN (SELECT key FROM document))",
        (gone.document_id,),
    )
    return Proof(
        texts=len(own),
        shared=shared,
        files=files,
        bytes=size,
        places=tuple(places),
        vectors=_vectors_left(library, gone.rows),
        rows=int(rows),
        citations=len(kept),
    )


def _unshared(library: Searches, texts: Sequence[bytes]) -> list[bytes]:
    """Those that stand in no document that is left."""
    left = list(texts)
    for held in _held(library):
        left = [text for text in left if text not in held]
        if not left:
            break
    return left


def _held(library: Searches) -> Iterable[bytes]:
    """Everything that live documents hold as plain bytes: texts, headings, the originals."""
    for record in library.documents():
        yield encoded(library.text(record.document_id))
        yield library.original(record.document_id).read_bytes()
    for columns in library.database.rows(
        "SELECT quote, prefix, suffix, question FROM selection"
        " WHERE document_id IN (SELECT document_id FROM document)"
    ):
        yield b"\n".join(columns)


def _vectors_left(library: Searches, rows: Sequence[int]) -> int:
    there = {row for (row,) in library.database.rows("SELECT row FROM vector")}
    return len((there | library.mirrors.dense.ids) & set(rows))
