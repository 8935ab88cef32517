"""Kills the real program while it indexes real files, again and again, and judges what is left.

    PYTHONPATH=. python benchmarks/program_kills.py KILLS SEED FOLDER… [--real] [--plant NAME]

Twenty of the smallest files of the folders given are copied beside a library.
Each round edits, adds, renames and removes some of the copies, starts `pincite --json
index --remove-missing` on them, reads its lines, and sends SIGKILL at a random moment:
half of them within 80 ms of a line, the rest anywhere in the run. A fork then
opens the library and holds it against the lines: what was printed must be there,
what was not may have happened or not, but whole, and to one document at most.

The readers are the real ones, in their worker processes. The encoder is the tests'
`WordEncoder`, and the program a fork of this process, so that a kill takes a second
or two; with `--real` it is started as a user starts it, with the bundled encoder.
`--plant` puts a bug in, which must be found within the kills.
"""

import argparse
import pickle
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.documents.document import Paragraph, Revision
from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import traces
from benchmarks.changing_files import Files, sources_in
from benchmarks.killed_program import BUGS, LONGEST_SECONDS, Lines, killed, started
from tests.doubles import WordEncoder
from tests.faults.forks import answer_of
from tests.faults.verdicts import failed_checks

State = dict[str, tuple[str, str]]
"""Document id and sha256 by path."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the judge must know of a round."""

    root: Path
    before: State
    files: dict[str, str]
    told: list[dict[str, Any]]
    history: dict[str, set[str]]
    canaries: dict[str, str]
    real: bool

    def removed(self, found: State) -> list[str]:
        """Words that stood in documents which are gone."""
        live = {document_id for document_id, _ in found.values()}
        gone = {d: revisions for d, revisions in self.history.items() if d not in live}
        return [self.canaries[sha] for revs in gone.values() for sha in revs & self.canaries.keys()]


def judge(case: Case) -> dict[str, Any]:
    """What is wrong with the library, and what it holds."""
    library = SqliteLibrary.open(case.root / "library")
    wrong: list[str] = []
    records = library.documents()
    found: State = {str(r.path): (r.document_id, r.revision) for r in records}
    if len(found) != len(records):
        wrong.append(f"{len(records)} documents for {len(found)} files")
    wrong += against_lines(case, found)
    with Reader() as reader:
        for record in records:
            wrong += whole(case, library, reader, record.document_id)
    wrong += failed_checks(library)
    live = {row for (row,) in library.database.rows("SELECT row FROM vector")}
    if library.mirrors.dense.ids - live and library.database.state("purge")[0] == 0:
        library.mirrors.dense.save()
    gone = case.removed(found)
    wrong += [f"what was removed is in {place}" for place in traces(library, gone)]
    library.close()
    return {"wrong": wrong, "found": found}


def against_lines(case: Case, found: State) -> list[str]:
    """What was printed must be so; what was not, either as before or as the files are."""
    said = [broken_promise(case, found, line) for line in case.told]
    settled = {line["path"] for line in case.told}
    ids = {line["document_id"] for line in case.told}
    wrong, pending = [what for what in said if what], set()
    for path in (found.keys() | case.before.keys()) - settled:
        now, then = found.get(path), case.before.get(path)
        if now == then or (now is None and then is not None and then[0] in ids):
            continue
        pending.add((now or then or ("",))[0])
        if now is not None and now[1] != case.files.get(path):
            wrong.append(f"{path} is neither as it was nor as its file is")
    if len(pending) > 1:
        wrong.append(f"{len(pending)} documents changed without a line")
    return wrong


def broken_promise(case: Case, found: State, line: dict[str, Any]) -> str:
    """What is not as the line said; empty when it is."""
    path, state, document_id = line["path"], line["state"], line["document_id"]
    if state == "failed":
        return f"{path} failed: {line['reason']}"
    if state == "removed":
        still = any(document_id == there for there, _ in found.values())
        return f"{path} was said to be removed" if still else ""
    promised = (document_id, case.files[path])
    return "" if found.get(path) == promised else f"{path}, said to be {state}: {found.get(path)}"


def whole(case: Case, library: SqliteLibrary, reader: Reader, document_id: str) -> list[str]:
    """Text, paragraphs and vectors as reading the file gives them."""
    record = library.document(document_id)
    place = case.root / "versions" / f"{record.revision}{Path(record.name).suffix}"
    expected = reading(place, reader)
    if isinstance(expected, str):
        return [f"{record.name} cannot be read, and is in the library"]
    paragraphs = library.paragraphs(document_id)
    if library.text(document_id) != expected.text or plain(paragraphs) != plain(
        expected.paragraphs
    ):
        return [f"{record.name} is half there"]
    if case.real or not paragraphs:
        return []
    rows = dict(library.database.rows("SELECT paragraph_id, row FROM paragraph"))
    kept = library.vectors([rows[p.paragraph_id] for p in paragraphs])
    near = np.allclose(kept, WordEncoder().encode_passages([p.text for p in paragraphs]), atol=1e-3)
    return [] if near else [f"{record.name} has vectors of other words"]


def plain(paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    """Without the ids, which hang on the document's, and without boxes.

    Where a PDF does not hold its fonts, PDFium's boxes depend on what the worker read before;
    a torn box is found by the paragraph's checksum.
    """
    return [replace(p, paragraph_id="", document_id="", lines=()) for p in paragraphs]


def reading(place: Path, reader: Reader) -> Revision | str:
    """What the file is read as, or why it cannot be; read once and kept beside it."""
    kept = place.with_name(f"{place.name}.read")
    if not kept.exists():
        try:
            made: Revision | str = reader.read(place, document_id="reference")
        except UnreadableFile as error:
            made = error.reason
        kept.write_bytes(pickle.dumps(made))
    expected: Revision | str = pickle.loads(kept.read_bytes())  # noqa: S301 - written above
    return expected


@dataclass
class Seen:
    """What many kills showed."""

    kills: int = 0
    finished: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    history: dict[str, set[str]] = field(default_factory=dict)
    """Every revision that a document ever had, by its id."""


def one_round(
    root: Path,
    files: Files,
    state: State,
    seen: Seen,
    chosen: random.Random,
    given: Any,  # noqa: ANN401
) -> tuple[bool, list[dict[str, Any]], list[str]]:
    """Change the files, run, kill, judge; `state` becomes what the library holds."""
    files.change()
    now = files.now()
    arguments = ["--json", "--library", str(root / "library"), "index", "--remove-missing"]
    if chosen.random() < 0.1:
        arguments.append("--rebuild")
    child, pipe = started([*arguments, str(files.folder)], given.plant, real=given.real)
    lines = Lines(pipe)
    lines.start()
    died = killed(child, lines, chosen, 3 * LONGEST_SECONDS if given.real else LONGEST_SECONDS)
    lines.join(10)
    told = [line for line in lines.whole if "path" in line]
    case = Case(root, dict(state), now, told, seen.history, files.canaries, given.real)
    verdict = answer_of(lambda: judge(case))
    if "found" in verdict:
        state.clear()
        state.update({path: tuple(pair) for path, pair in verdict["found"].items()})
    for document_id, revision in state.values():
        seen.history.setdefault(document_id, set()).add(revision)
    return died, told, verdict["wrong"]


def main(given: argparse.Namespace) -> int:
    """Run the rounds; 1 when something was violated and nothing was planted, or the reverse."""
    chosen, seen, state = random.Random(given.seed), Seen(), State()
    started_at = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = Files(root, sources_in(given.folders), chosen)
        while seen.kills < given.kills and not (given.plant and seen.violations):
            died, told, wrong = one_round(root, files, state, seen, chosen, given)
            seen.kills += died
            seen.finished += not died
            seen.acknowledged.update(line["state"] for line in told)
            seen.violations += [f"kill {seen.kills}: {what}" for what in wrong]
            if wrong:
                print("\n".join(f"kill {seen.kills}: {what}" for what in wrong), flush=True)
            if (seen.kills + seen.finished) % 50 == 0:
                print(f"… {seen.kills} kills, {seen.acknowledged.total()} lines", flush=True)
    seconds = time.monotonic() - started_at
    print(f"{seen.kills} kills and {seen.finished} runs to the end, {seconds:.0f} s")
    print(f"acknowledged: {dict(seen.acknowledged)}; violations: {len(seen.violations)}")
    return int(bool(seen.violations) != bool(given.plant))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kills", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--plant", default="", choices=["", *BUGS])
    sys.exit(main(parser.parse_args()))
