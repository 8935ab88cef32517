"""Documents that tell their own version, and a library of them held against what was said of it.

What is told of an operation is two lines, `try put NAME VERSION` and `ack put NAME VERSION`,
or the same with `remove` and 0: one that was tried and not acknowledged may have happened
or not, but as a whole.
"""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from assistant.indexing.reindexing import new_vectors
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import examine, traces
from tests.doubles import WordEncoder, revision_of

NAMES = [f"n{number}" for number in range(8)]

State = dict[str, int]
"""Versions by name."""


def content_of(name: str, version: int) -> bytes:
    """A document's bytes: some paragraphs stay from version to version, some do not."""
    lines = [f"# Heading {name}", f"canary{name}x version {version} of iron."]
    lines += [f"Iron {name} stays, number {number}." for number in range(5)]
    lines += [f"Rain of day {(version * 7 + number) % 50} fell." for number in range(version % 9)]
    return ("\n".join(lines) + "\n").encode()


def put(library: SqliteLibrary, encoder: WordEncoder, root: Path, name: str, version: int) -> None:
    """Put one version of a document, as reindexing does it."""
    place = root / f"{name}.txt"
    place.write_bytes(content_of(name, version))
    revision = revision_of(name, place.read_bytes())
    vectors = new_vectors(library, revision, encoder)
    library.put(revision, Source(place.name, str(place), 0, version), place, vectors)


def allowed(told: Iterable[str], before: State) -> list[State]:
    """What a library may hold after these lines: what is sure, and what was tried last."""
    sure, tried = dict(before), list[State]()
    for line in told:
        kind, _, name, version = line.split()
        after = {other: there for other, there in sure.items() if other != name}
        if int(version):
            after[name] = int(version)
        if kind == "ack":
            sure, tried = after, []
        else:
            tried = [after]
    return [sure, *tried]


def held(library: SqliteLibrary) -> tuple[State, list[str]]:
    """The versions that a library holds, and which of them it holds by halves."""
    found, wrong = State(), list[str]()
    for record in library.documents():
        name = Path(record.name).stem
        text = library.text(record.document_id)
        version = found[name] = int(text.split(" version ")[1].split()[0])
        expected = revision_of(record.document_id, content_of(name, version))
        paragraphs = library.paragraphs(record.document_id)
        if text != expected.text or paragraphs != expected.paragraphs:
            wrong.append(f"{name} is half there")
    return found, wrong


def failed_checks(library: SqliteLibrary) -> list[str]:
    """What the library's own checks find, once its next writer has tidied up."""
    with library.writing():
        pass
    return [f"{check.name}: {check.message}" for check in examine(library) if not check.holds]


def judge(root: Path, may_hold: list[State], removed: Collection[str] = NAMES) -> dict[str, Any]:
    """What is wrong with the library in a folder, what it holds and what it notices.

    Of the documents that were `removed` and are not there, not a word may be left.
    """
    library = SqliteLibrary.open(root / "library")
    found, wrong = held(library)
    if found not in may_hold:
        wrong.append(f"{found} is none of {may_hold}")
    wrong += failed_checks(library)
    (library.folder.root / "reserve").unlink(missing_ok=True)
    for name in set(removed) - found.keys():
        left = traces(library, [f"canary{name}x"])
        wrong += [f"{name} was removed and is in {', '.join(left)}"] if left else []
    if library.mirrors.dense.ids != {r for (r,) in library.database.rows("SELECT row FROM vector")}:
        library.mirrors.dense.save()
    notices = [str(notice) for notice in library.notices]
    library.close()
    return {"wrong": wrong, "found": found, "notices": notices}
