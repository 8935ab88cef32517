"""A library killed again and again while it works, and what it must look like afterwards.

Each round forks a worker that puts, replaces and removes documents at random,
saying on a pipe what it tries and what was acknowledged; after a random moment it
gets SIGKILL. A second fork opens the library and holds it against what was
acknowledged: the one operation in flight may have happened or not, as a whole.
This process itself never opens the library, so that every fork starts clean.

`python -m tests.faults.kills KILLS SEED [PLANT]` prints what it saw as JSON. PLANT
names a bug that is planted in the worker: a harness that misses it proves nothing.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.indexing.reindexing import new_vectors
from assistant.library.records import Source
from assistant.library.sqlite import replacing, revisions
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import examine, traces
from tests.doubles import WordEncoder, revision_of

NAMES = [f"n{number}" for number in range(8)]
LONGEST_SECONDS = 0.25


def content_of(name: str, version: int) -> bytes:
    """A document's bytes: some paragraphs stay from version to version, some do not."""
    lines = [f"# Heading {name}", f"canary{name}x version {version} of iron."]
    lines += [f"Iron {name} stays, number {number}." for number in range(5)]
    lines += [f"Rain of day {(version * 7 + number) % 50} fell." for number in range(version % 9)]
    return ("\n".join(lines) + "\n").encode()


# -- the worker ------------------------------------------------------------------


def work(root: Path, seed: int, say: Callable[[str], None], early: bool) -> None:
    """Operations without end, in stretches of one to six within one `writing`."""
    chosen = random.Random(seed)
    encoder = WordEncoder()
    library = SqliteLibrary.open(root / "library")
    library.expect(str(encoder.fingerprint), encoder.fingerprint.dimension)
    versions = {record.document_id for record in library.documents()}
    question = encoder.encode_question("iron and rain")[0]
    version = seed * 1000
    say("ready")
    while True:
        with library.writing():
            for _ in range(chosen.randrange(1, 7)):
                name, version = chosen.choice(NAMES), version + 1
                removing = name in versions and chosen.random() < 0.3
                told = f"remove {name} 0" if removing else f"put {name} {version}"
                say(f"try {told}")
                if early:
                    say(f"ack {told}")
                if removing:
                    library.remove(name)
                    versions.discard(name)
                else:
                    put(library, encoder, root, name, version)
                    versions.add(name)
                if not early:
                    say(f"ack {told}")
            library.nearest(question, 5)
            library.matching("iron rain", 5)
            if chosen.random() < 0.5:
                library.mirrors.lexical.save()
                library.mirrors.dense.save()


def put(library: SqliteLibrary, encoder: WordEncoder, root: Path, name: str, version: int) -> None:
    """Put one version of a document, as reindexing does it."""
    place = root / f"{name}.txt"
    place.write_bytes(content_of(name, version))
    revision = revision_of(name, place.read_bytes())
    vectors = new_vectors(library, revision, encoder)
    library.put(revision, Source(place.name, str(place), 0, version), place, vectors)


# -- planted bugs ------------------------------------------------------------------


def _two_transactions() -> None:
    """The document's own row is committed before its paragraphs."""
    whole = replacing._document

    def torn(connection: Any, *rest: Any) -> int:  # noqa: ANN401
        key = whole(connection, *rest)
        connection.execute("COMMIT")
        time.sleep(0.01)
        connection.execute("BEGIN IMMEDIATE")
        return key

    vars(replacing)["_document"] = torn


def _rows_used_again() -> None:
    """New paragraphs take the numbers of those that are gone."""
    whole = replacing._insert

    def reusing(connection: Any, *rest: Any) -> int:  # noqa: ANN401
        row = whole(connection, *rest)
        gap = connection.execute(
            "SELECT p.row - 1 FROM paragraph p LEFT JOIN paragraph q ON q.row = p.row - 1"
            " WHERE p.row > 1 AND q.row IS NULL LIMIT 1"
        ).fetchone()
        if gap is None:
            return row
        connection.execute("UPDATE paragraph SET row = ? WHERE row = ?", (gap[0], row))
        return int(gap[0])

    vars(replacing)["_insert"] = reusing


def _original_goes_first() -> None:
    """The bytes of the old revision are deleted before the new one is committed."""
    whole = SqliteLibrary.put

    def hasty(self: SqliteLibrary, revision: Any, *rest: Any) -> Any:  # noqa: ANN401
        for record in self.documents():
            if record.document_id == revision.document_id:
                self.folder.drop([record.revision])
                time.sleep(0.01)
        return whole(self, revision, *rest)

    SqliteLibrary.put = hasty  # type: ignore[assignment, method-assign]


def _removal_half_done() -> None:
    """Nobody remembers that the mirrors still hold what was removed."""

    def forgetful(connection: Any, document_id: str) -> None:  # noqa: ANN401
        connection.execute("DELETE FROM document WHERE document_id = ?", (document_id,))
        connection.execute("UPDATE state SET change = change + 1")

    vars(revisions)["take_out"] = forgetful


PLANTS: dict[str, Callable[[], None]] = {
    "two transactions": _two_transactions,
    "rows used again": _rows_used_again,
    "original goes first": _original_goes_first,
    "removal half done": _removal_half_done,
    "acknowledged early": lambda: None,
}


# -- the judge ---------------------------------------------------------------------


def judge(root: Path, allowed: list[dict[str, int]]) -> dict[str, Any]:
    """What is wrong with the library, and what it holds: versions by document id."""
    library = SqliteLibrary.open(root / "library")
    wrong: list[str] = []
    found: dict[str, int] = {}
    for record in library.documents():
        text = library.text(record.document_id)
        version = int(text.split(" version ")[1].split()[0])
        found[record.document_id] = version
        expected = revision_of(record.document_id, content_of(record.document_id, version))
        if text != expected.text or library.paragraphs(record.document_id) != expected.paragraphs:
            wrong.append(f"{record.document_id} is half there")
    if found not in allowed:
        wrong.append(f"{found} is none of {allowed}")
    with library.writing():
        pass
    wrong += [f"{check.name}: {check.message}" for check in examine(library) if not check.holds]
    (library.folder.root / "reserve").unlink(missing_ok=True)
    for name in NAMES:
        left = traces(library, [f"canary{name}x"]) if name not in found else []
        wrong += [f"{name} was removed and is in {', '.join(left)}"] if left else []
    if library.mirrors.dense.ids != {r for (r,) in library.database.rows("SELECT row FROM vector")}:
        library.mirrors.dense.save()
    library.close()
    return {"wrong": wrong, "found": found}


# -- rounds ------------------------------------------------------------------------


@dataclass
class Outcome:
    """What many kills showed."""

    kills: int = 0
    acknowledged: int = 0
    violations: list[str] = field(default_factory=list)


def in_fork(task: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Run a task in a fork; gives its process id and the pipe that it writes lines to."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading

    def say(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    try:
        task(say)
    except BaseException as error:  # noqa: BLE001 - a fork must not return into its parent
        os.write(writing, f"error {error!r}\n".encode())
    os._exit(0)


def lines_of(pipe: int) -> Iterator[str]:
    """The whole lines that were written to a pipe until its writer died."""
    with os.fdopen(pipe, "rb") as reading:
        for line in reading:
            if line.endswith(b"\n"):
                yield line.decode().strip()


def one_round(root: Path, state: dict[str, int], seed: int, plant: str, outcome: Outcome) -> None:
    """Work, kill, judge; `state` becomes what the library holds."""
    delay = random.Random(seed).uniform(0, LONGEST_SECONDS)
    child, pipe = in_fork(lambda say: work(root, seed, say, early=plant == "acknowledged early"))
    lines = lines_of(pipe)
    told = [next(lines)]
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    told += lines
    os.waitpid(child, 0)
    outcome.kills += 1
    outcome.violations += [line for line in told if line.startswith("error")]
    sure, open_try = dict(state), None
    for line in told[1:]:
        kind, operation, name, version = line.split()
        if kind == "ack":
            outcome.acknowledged += 1
            apply(sure, operation, name, int(version))
            open_try = None
        else:
            open_try = (operation, name, int(version))
    allowed = [sure]
    if open_try is not None:
        allowed.append(dict(sure))
        apply(allowed[1], *open_try)
    judged, pipe = in_fork(lambda say: say(json.dumps(judge(root, allowed))))
    (answer,) = lines_of(pipe)
    os.waitpid(judged, 0)
    if answer.startswith("error"):
        outcome.violations.append(answer)
        return
    verdict = json.loads(answer)
    outcome.violations += verdict["wrong"]
    state.clear()
    state.update(verdict["found"])


def apply(state: dict[str, int], operation: str, name: str, version: int) -> None:
    """What an operation does to the documents there are."""
    if operation == "put":
        state[name] = version
    else:
        state.pop(name, None)


def run(kills: int, seed: int, plant: str = "", *, until_caught: bool = False) -> Outcome:
    """Many rounds on one library; with `until_caught` the first violation ends them."""
    outcome, state = Outcome(), dict[str, int]()
    if plant:
        PLANTS[plant]()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            one_round(Path(folder), state, seed * 100_000 + number, plant, outcome)
            if outcome.violations and until_caught:
                break
    return outcome


if __name__ == "__main__":
    planted = sys.argv[3] if len(sys.argv) > 3 else ""
    seen = run(int(sys.argv[1]), int(sys.argv[2]), planted, until_caught=bool(planted))
    sys.stdout.write(
        json.dumps(
            {
                "kills": seen.kills,
                "acknowledged": seen.acknowledged,
                "violations": seen.violations[:20],
            }
        )
    )
