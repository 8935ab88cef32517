"""A library examined: is the truth whole, and do the mirrors agree with it."""

import random
import zlib
from collections.abc import Callable, Iterator

from assistant.documents.framing import BadFrame
from assistant.documents.readers import VERSIONS
from assistant.errors import LibraryError
from assistant.library.sqlite.database import RESTORE
from assistant.library.sqlite.rows import Torn, decoded, vectors_of
from assistant.library.sqlite.searches import Searches
from assistant.library.upkeep import Check

SAMPLE = 20
"""Paragraphs that must find themselves."""

_PIECE = 2_000


def examine(library: Searches, *, seed: int | None = None) -> tuple[Check, ...]:
    """As `Upkeep.examine`."""
    chosen = random.Random(seed)
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("database", lambda: _structure(library)),
        ("texts", lambda: _texts(library)),
        ("paragraphs", lambda: _paragraphs(library)),
        ("vectors", lambda: _vectors(library)),
        ("originals", lambda: _originals(library)),
        ("readers", lambda: _readers(library)),
        ("index of meanings", lambda: _dense(library, chosen)),
        ("index of words", lambda: _lexical(library, chosen)),
    )
    return tuple(_checked(name, check) for name, check in checks)


class _Fails(Exception):
    """A check does not hold."""


def _checked(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, holds=True, message=check())
    except (_Fails, LibraryError, OSError) as error:
        return Check(name, holds=False, message=str(error))
    except (Torn, BadFrame, ValueError, TypeError, zlib.error) as error:
        # Rows of which SQLite found no fault, and which are not what was written.
        return Check(name, holds=False, message=f"Damaged ({error}). {RESTORE}")


def _structure(library: Searches) -> str:
    verdicts = [verdict for (verdict,) in library.database.rows("PRAGMA quick_check(3)")]
    if verdicts != ["ok"]:
        raise _Fails(f"{'; '.join(verdicts)}. Restore the latest backup.")
    if library.database.rows("PRAGMA foreign_key_check"):
        raise _Fails("Some rows belong to no document. Restore the latest backup.")
    return f"SQLite {library.database.row('SELECT sqlite_version()')[0]} finds no fault"


def _readers(library: Searches) -> str:
    """Nothing is wrong with a document that an older reader read; a newer one reads more."""
    read_by = library.database.rows("SELECT reader, count(*) FROM document GROUP BY reader")
    older = sum(count for reader, count in read_by if reader not in VERSIONS)
    if not older:
        return "every document was read by the readers of this version"
    remedy = "To read again: pincite index --rebuild PATH…"
    return f"read by an older reader: {older} documents. {remedy}"


def _texts(library: Searches) -> str:
    count = 0
    for document_id, sha256 in library.database.rows(
        "SELECT d.document_id, r.sha256 FROM revision r JOIN document d ON d.key = r.document"
    ):
        library.text(document_id, sha256)
        library.repairs(document_id)
        count += 1
    return f"{count:,} revisions are as they were written"


def _paragraphs(library: Searches) -> str:
    """Each is as it was written, and stands where it says in its revision's text."""
    count = 0
    for record in library.documents():
        text = library.text(record.document_id)
        paragraphs = library.paragraphs(record.document_id)
        for paragraph in paragraphs:
            if text[paragraph.start : paragraph.end] != paragraph.text:
                raise _Fails(f"Paragraph {paragraph.paragraph_id} of {record.name} is misplaced.")
        if len(paragraphs) != record.paragraphs:
            raise _Fails(
                f"{record.name} has {len(paragraphs)} paragraphs and not {record.paragraphs}."
            )
        count += len(paragraphs)
    return f"{count:,} paragraphs stand where they say"


def _vectors(library: Searches) -> str:
    missing = library.database.row(
        "SELECT count(*) FROM paragraph LEFT JOIN vector USING (row) WHERE value IS NULL"
    )[0]
    if missing:
        raise _Fails(f"{missing:,} paragraphs have no vector. Index again with --rebuild.")
    count = 0
    for part in _pieces(library):
        for row, value, checksum in part:
            if zlib.crc32(value) != checksum:
                raise _Fails(f"The vector of row {row} is damaged. Index again with --rebuild.")
        count += len(part)
    return f"{count:,} vectors by {library.fingerprint or 'no encoder yet'}"


def _pieces(library: Searches) -> Iterator[list[tuple[int, bytes, int]]]:
    after = 0
    while True:
        part: list[tuple[int, bytes, int]] = library.database.rows(
            "SELECT row, value, checksum FROM vector WHERE row > ? ORDER BY row LIMIT ?",
            (after, _PIECE),
        )
        if not part:
            return
        yield part
        after = part[-1][0]


def _originals(library: Searches) -> str:
    wanted = library.originals.used()
    miscounted = library.database.rows(
        "SELECT revision, count(*) FROM document GROUP BY revision"
        " EXCEPT SELECT sha256, uses FROM original"
    )
    if miscounted:
        raise _Fails(f"The uses of {len(miscounted)} originals are not those that are counted.")
    for sha256 in sorted(wanted):
        if not library.folder.is_whole(sha256):
            raise _Fails(
                f"The original {sha256[:12]} is damaged or missing. Index again with --rebuild."
            )
    over = library.originals.strays()
    if over:
        raise _Fails(
            f"{len(over)} originals in {library.folder.originals} belong to no document. "
            "They are kept; take them in with: pincite recover"
        )
    return f"{len(wanted):,} originals are byte for byte what was read"


def _dense(library: Searches, chosen: random.Random) -> str:
    """The index holds every live row, and a sample of rows are nearest to themselves."""
    dimension = library.dimension
    live = {row for (row,) in library.database.rows("SELECT row FROM vector")}
    if not live or dimension is None:
        return "empty"
    for row in chosen.sample(sorted(live), min(SAMPLE, len(live))):
        ((value,),) = library.database.rows("SELECT value FROM vector WHERE row = ?", (row,))
        vector = vectors_of([value], dimension)[0]
        best = library.nearest(vector, SAMPLE)
        ties = [scored.row for scored in best if scored.score > best[0].score - 1e-3]
        if row not in ties and len(ties) < SAMPLE:
            raise _Fails(f"Row {row} does not find itself. Delete the folder `mirrors`.")
    lacking = live - library.mirrors.dense.ids
    if lacking:
        raise _Fails(f"{len(lacking):,} rows are not in the index. Delete the folder `mirrors`.")
    return f"{len(live):,} rows; {min(SAMPLE, len(live))} of them found themselves"


def _lexical(library: Searches, chosen: random.Random) -> str:
    """A sample of paragraphs is found by its own words, among those of its document."""
    rows = library.database.rows(
        "SELECT row, text, document_id, paragraphs FROM paragraph JOIN document ON key = document"
    )
    if not rows:
        return "empty"
    for row, text, document_id, count in chosen.sample(rows, min(SAMPLE, len(rows))):
        found = {scored.row for scored in library.matching(decoded(text), count, [document_id])}
        if found and row not in found:
            raise _Fails(f"Row {row} does not find itself. Delete the folder `mirrors`.")
    if library.mirrors.lexical.entries < len(rows):
        raise _Fails("Some entries are not in the index. Delete the folder `mirrors`.")
    return f"{len(rows):,} entries; {min(SAMPLE, len(rows))} of them found themselves"


def traces(library: Searches, texts: list[str]) -> list[str]:
    """Names of the library's files in which any of these texts still stands, as bytes.

    The proof of a removal, on request: reads every file of the folder.
    """
    needles = [text.encode("utf-8", "surrogatepass") for text in texts if text]
    return [
        str(place.relative_to(library.folder.root))
        for place in sorted(library.folder.root.rglob("*"))
        if place.is_file() and any(needle in place.read_bytes() for needle in needles)
    ]
