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
import hashlib
import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path
from typing import IO, Any

import numpy as np

from assistant import service
from assistant.command_line import parser as cli
from assistant.documents.document import Paragraph, Revision
from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import examine, traces
from tests.doubles import WordEncoder
from tests.faults.kills import PLANTS, in_fork, lines_of

FILES, TEXT_FILES, LARGEST = 20, 8, 300_000
KINDS = frozenset({".pdf", ".docx", ".odt", ".xlsx", ".html", ".txt", ".md"})
TEXTS = frozenset({".txt", ".md"})
NEAR_SECONDS, LONGEST_SECONDS = 0.08, 1.5

State = dict[str, tuple[str, str]]
"""Document id and sha256 by path."""


def acknowledge_early() -> None:
    """A document is committed only when the next one is, but told of at once."""
    whole = SqliteLibrary.put
    held: list[tuple[Any, ...]] = []

    def late(self: SqliteLibrary, revision: Any, *rest: Any) -> Any:  # noqa: ANN401
        if held:
            whole(*held.pop())
        source, content, vectors = rest
        copy = content.with_name("held")
        shutil.copy(content, copy)
        held.append((self, revision, source, copy, vectors))

    SqliteLibrary.put = late  # type: ignore[assignment]


def nothing_looked_up() -> None:
    """A file that is known gets a new document each time it changes."""
    whole = SqliteLibrary.put

    def doubling(self: SqliteLibrary, revision: Any, *rest: Any) -> Any:  # noqa: ANN401
        fresh = self.new_document_id()
        paragraphs = [
            replace(p, document_id=fresh, paragraph_id=f"{fresh}{p.ordinal}")
            for p in revision.paragraphs
        ]
        source, content, _ = rest
        vectors = WordEncoder().encode_passages([p.text for p in paragraphs])
        named = {p.paragraph_id: v for p, v in zip(paragraphs, vectors, strict=True)}
        made = replace(revision, document_id=fresh, paragraphs=tuple(paragraphs))
        return whole(self, made, source, content, named)

    SqliteLibrary.put = doubling  # type: ignore[assignment]


BUGS: dict[str, Callable[[], None]] = {
    name: plant for name, plant in PLANTS.items() if name != "acknowledged early"
} | {"acknowledged early": acknowledge_early, "no identity": nothing_looked_up}


@dataclass
class Seen:
    """What many kills showed."""

    kills: int = 0
    finished: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    history: dict[str, set[str]] = field(default_factory=dict)
    """Every revision that a document ever had, by its id."""


# -- the files ---------------------------------------------------------------------


class Files:
    """A folder of copies that changes between rounds; every state of a file is kept aside."""

    def __init__(self, root: Path, sources: list[Path], chosen: random.Random) -> None:
        self.folder, self.versions = root / "files", root / "versions"
        self.folder.mkdir()
        self.versions.mkdir()
        self._sources, self._chosen = sources, chosen
        self._number = 0
        self.canaries: dict[str, str] = {}
        """By sha256 of the text it stands in."""
        for source in sources:
            self._add(source)

    def now(self) -> dict[str, str]:
        """Sha256 by path; keeps what is new aside."""
        found = {}
        for place in sorted(self.folder.rglob("*")):
            if place.is_file():
                sha256 = hashlib.sha256(place.read_bytes()).hexdigest()
                kept = self.versions / f"{sha256}{place.suffix}"
                if not kept.exists():
                    shutil.copy(place, kept)
                found[str(place)] = sha256
        return found

    def change(self) -> None:
        """Three to eight changes at random."""
        for _ in range(self._chosen.randrange(3, 9)):
            there = [place for place in self.folder.rglob("*") if place.is_file()]
            act = self._chosen.choice(["add", "remove", "rename", "edit", "edit", "swap", "touch"])
            if act == "add" or len(there) < FILES // 2:
                self._add(self._chosen.choice(self._sources))
            else:
                self._alter(act, self._chosen.choice(sorted(there)))

    def _alter(self, act: str, place: Path) -> None:
        if act == "remove" or len(list(self.folder.rglob("*"))) > 2 * FILES:
            place.unlink()
        elif act == "rename":
            place.rename(self._fresh(place.suffix))
        elif act == "touch":
            os.utime(place)
        elif act == "edit" and place.suffix in TEXTS:
            self._edit(place)
        else:
            same = [source for source in self._sources if source.suffix == place.suffix]
            self._write(place, self._chosen.choice(same))

    def _fresh(self, suffix: str) -> Path:
        self._number += 1
        folder = self.folder / self._chosen.choice(["", "inner"])
        folder.mkdir(exist_ok=True)
        return folder / f"file {self._number}{suffix}"

    def _add(self, source: Path) -> None:
        self._write(self._fresh(source.suffix), source)

    def _write(self, place: Path, source: Path) -> None:
        if place.suffix not in TEXTS:
            shutil.copy(source, place)
            return
        lines = source.read_text("utf-8", "replace").splitlines()
        start = self._chosen.randrange(max(1, len(lines) - 40))
        self._mark(place, lines[start : start + 40])

    def _edit(self, place: Path) -> None:
        lines = place.read_text("utf-8").splitlines()[:-1]
        where = self._chosen.randrange(len(lines) + 1)
        lines[where : where + self._chosen.randrange(3)] = [f"Edit {self._chosen.random()}.", ""]
        self._mark(place, lines)

    def _mark(self, place: Path, lines: list[str]) -> None:
        """Write a text that ends with a word of its own."""
        canary = f"canary{self._chosen.getrandbits(60):x}"
        place.write_text("\n".join([*lines, canary]) + "\n", "utf-8")
        self.canaries[hashlib.sha256(place.read_bytes()).hexdigest()] = canary


def sources_in(folders: list[Path]) -> list[Path]:
    """The smallest files that can be read, and texts: each is given a part of its own.

    Texts are what can be edited, and marked so that their traces can be sought.
    """
    found = [place for folder in folders for place in sorted(folder.iterdir())]
    small = [p for p in found if p.suffix in KINDS and p.stat().st_size <= LARGEST]
    small.sort(key=lambda place: place.stat().st_size)
    texts = [place for place in small if place.suffix in TEXTS]
    with Reader() as reader:
        others = (p for p in small if p.suffix not in TEXTS and readable(p, reader))
        chosen = list(islice(others, FILES - TEXT_FILES if texts else FILES))
    return chosen + list(islice(cycle(texts), FILES - len(chosen)))


def readable(place: Path, reader: Reader) -> bool:
    """Whether there are words in it."""
    try:
        reader.read(place, document_id="tried")
    except UnreadableFile:
        return False
    return True


# -- the program -------------------------------------------------------------------


def program(say_to: int, arguments: list[str], plant: str) -> None:
    """The command line in this process, its output into a pipe."""
    os.dup2(say_to, 1)
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - a pipe, until the end
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if plant:
        BUGS[plant]()
    vars(service)["load_encoder"] = lambda *_, **__: WordEncoder()
    os._exit(cli.main(arguments, environment={}))


def started(arguments: list[str], plant: str, *, real: bool) -> tuple[int, int]:
    """Process id, and the pipe that its lines come through."""
    if real:
        command = [sys.executable, "-m", "web", *arguments]
        begun = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert begun.stdout is not None
        pipe = os.dup(begun.stdout.fileno())
        begun.stdout.close()
        begun.returncode = 0  # waited for below
        return begun.pid, pipe
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            program(writing, arguments, plant)
        finally:
            os._exit(70)
    os.close(writing)
    return child, reading


class Lines(threading.Thread):
    """Reads a pipe to its end; `count` tells how many lines came so far."""

    def __init__(self, pipe: int) -> None:
        super().__init__(daemon=True)
        self._pipe: IO[bytes] = os.fdopen(pipe, "rb")
        self.whole: list[dict[str, Any]] = []
        self.came = threading.Condition()

    def run(self) -> None:
        with self._pipe:
            for line in self._pipe:
                if line.endswith(b"\n"):
                    with self.came:
                        self.whole.append(json.loads(line))
                        self.came.notify()


def killed(child: int, lines: Lines, chosen: random.Random, longest: float) -> bool:
    """Kill it at a random moment; false when it had come to its end before."""
    deadline = time.monotonic() + longest
    if chosen.random() < 0.5:
        wanted = chosen.randrange(1, FILES)
        with lines.came:
            lines.came.wait_for(lambda: len(lines.whole) >= wanted, timeout=longest)
        time.sleep(chosen.uniform(0, NEAR_SECONDS))
    else:
        time.sleep(chosen.uniform(0, max(0.0, deadline - time.monotonic())))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


# -- the judge ---------------------------------------------------------------------


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
    with library.writing():
        pass
    wrong += [f"{check.name}: {check.message}" for check in examine(library) if not check.holds]
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
    rows = [library.paragraph(p.paragraph_id).row for p in paragraphs]
    vectors = WordEncoder().encode_passages([p.text for p in paragraphs])
    near = np.allclose(library.vectors(rows), vectors, atol=1e-3)
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


# -- rounds ------------------------------------------------------------------------


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
    judging, pipe = in_fork(lambda say: say(json.dumps(judge(case))))
    (answer,) = lines_of(pipe)
    os.waitpid(judging, 0)
    if answer.startswith("error"):
        return died, told, [answer]
    verdict = json.loads(answer)
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
