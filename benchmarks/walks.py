"""The way of a question and of a paragraph through the rooms, counted.

    PYTHONPATH=. python benchmarks/walks.py [--order]

One question is put to the samples through `Assistant.ask`, after another that loaded what
is loaded once. One paragraph goes from its file through `Assistant.index`, with its reader
in this process so that it can be seen, to its page over HTTP. Every call of a function of
ours is counted, in the order of the calls. A room is the first two parts of a module's
name; `embeddings` and `web` are one room each, and the modules that stand in `assistant`
itself are one. A stay is a longest run of calls within one room, a return a stay in a room
that was left before, a climb a call out of a lower room into a higher one. Where a
function calls another many times, stays are also counted with its first call alone.

With `PYTHONPATH` on another checkout its rooms are walked, by this same measure.
"""

import argparse
import hashlib
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from runpy import run_path
from types import CodeType, FrameType
from typing import NamedTuple

from fastapi.testclient import TestClient

import assistant
from assistant import service
from assistant.documents.document import Revision
from assistant.documents.reading import read_extract, revision_of
from assistant.service import Assistant
from assistant.settings import Settings
from web.app import create_app

ROOT = Path(assistant.__file__).parents[1]
SAMPLES = ROOT / "samples" / "documents"
PACKAGES = ("assistant", "embeddings", "web")
QUESTION, QUESTION_BEFORE = "what was said about policing", "who asked for interpreters?"
PARAGRAPH = "The moon pulls at the sea and makes the tides.\n"

# The law of this checkout; an older one, walked by it, has fewer rooms.
LAW = Path(__file__).parents[1] / "tests" / "test_architecture.py"
FLOORS: tuple[tuple[str, ...], ...] = run_path(str(LAW))["FLOORS"]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# Frames that Python makes within a function, which nobody calls.
WITHIN = {"<listcomp>", "<dictcomp>", "<setcomp>", "<module>"}


class Function(NamedTuple):
    """A function of ours."""

    module: str
    name: str

    @property
    def room(self) -> str:
        """Where it is defined."""
        room = ".".join(self.module.split(".")[:2])
        return room if room in FLOOR else room.split(".")[0]


class Call(NamedTuple):
    """A function of ours called, and the nearest of ours that it was called from."""

    caller: Function | None
    called: Function


class Walk:
    """The calls of ours while it is watched, in all threads, in order."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._known: dict[CodeType, Function | None] = {}
        self._starts: dict[CodeType, int] = {}

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Count what is called within."""
        threading.setprofile(self._hear)
        sys.setprofile(self._hear)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    def _hear(self, frame: FrameType, event: str, _: object) -> None:
        if event != "call" or (called := self._function(frame)) is None:
            return
        # A generator is called once; what is heard of it later is that it goes on.
        if frame.f_lasti != self._starts.setdefault(frame.f_code, frame.f_lasti):
            return
        above = frame.f_back
        while above is not None and self._function(above) is None:
            above = above.f_back
        self.calls.append(Call(self._function(above) if above else None, called))

    def _function(self, frame: FrameType) -> Function | None:
        """A function of ours; what dataclasses write for themselves is none."""
        code = frame.f_code
        if code not in self._known:
            module = str(frame.f_globals.get("__name__", ""))
            ours = module.split(".")[0] in PACKAGES and code.co_filename.startswith(str(ROOT))
            named = Function(module, code.co_qualname)
            self._known[code] = named if ours and code.co_name not in WITHIN else None
        return self._known[code]


class ReaderInSight:
    """Reads in this process what the sandbox would read in its own."""

    def read(self, path: Path, *, document_id: str, name: str | None = None) -> Revision:
        """The file as a revision."""
        content = path.read_bytes()
        extract = read_extract(content, name=name or path.name)
        sha256 = hashlib.sha256(content).hexdigest()
        return revision_of(extract, document_id=document_id, sha256=sha256)

    def close(self) -> None:
        """Nothing is open."""


def question_walk(opened: Assistant) -> list[Call]:
    """The calls of one question, answered."""
    opened.ask(QUESTION_BEFORE)
    walk = Walk()
    with walk.watched():
        assert opened.ask(QUESTION).found
    return walk.calls


def paragraph_walk(opened: Assistant, folder: Path) -> list[Call]:
    """The calls of one paragraph: its file indexed, its page asked for."""
    file = folder / "moon.txt"
    file.write_text(PARAGRAPH, "utf-8")
    app, walk = create_app(opened, Settings()), Walk()
    with walk.watched():
        assert opened.index([file]).added == 1
    library = getattr(opened, "library", opened)
    found = (getattr(library, "find", None) or library.document)(file.name)
    (shown,) = opened.view(found.document_id).paragraphs
    with walk.watched(), TestClient(app, base_url="http://localhost") as client:
        reply = client.get(f"/documents/{shown.document_id}", params={"p": shown.paragraph_id})
    assert PARAGRAPH.strip() in reply.text
    return walk.calls


def stays(calls: Sequence[Call]) -> list[str]:
    """The rooms entered, in order."""
    return [room for room, _ in groupby(call.called.room for call in calls)]


def climbs(calls: Sequence[Call]) -> Counter[Call]:
    """Calls out of a lower room into a higher one."""
    return Counter(
        call for call in calls if call.caller and FLOOR[call.caller.room] < FLOOR[call.called.room]
    )


def told(name: str, calls: Sequence[Call], *, verbose: bool) -> None:
    """Print what a walk comes to."""
    entered, once, up = stays(calls), stays(list(dict.fromkeys(calls))), climbs(calls)
    functions = {call.called for call in calls}
    rooms = list(dict.fromkeys(entered))
    modules = {function.module for function in functions}
    print(f"\n{name}: {len(calls)} calls of {len(functions)} functions in {len(modules)} modules")
    print(
        f"{len(entered)} stays in {len(rooms)} rooms, {len(entered) - len(rooms)} returns;", end=" "
    )
    print(f"loops walked once: {len(once)} stays, {len(once) - len(rooms)} returns;", end=" ")
    print(f"{up.total()} climbs at {len(up)} places")
    print(f"{'room, as first entered':24} stays  once  modules  functions")
    for room in rooms:
        own = {function for function in functions if function.room == room}
        counts = entered.count(room), once.count(room), len({f.module for f in own}), len(own)
        print("{:24} {:5} {:5} {:8} {:10}".format(room, *counts))
    for call, count in up.most_common():
        assert call.caller is not None
        print(f"climb {count} × {'.'.join(call.caller)} → {'.'.join(call.called)}")
    if verbose:
        print(" → ".join(once))


def main() -> None:
    """Walk the samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--order", action="store_true", help="print the stays, loops once")
    given = parser.parse_args()
    vars(service)["Reader"] = ReaderInSight
    with (
        tempfile.TemporaryDirectory() as folder,
        Assistant.open(Path(folder) / "library", settings=Settings()) as opened,
    ):
        opened.index([SAMPLES])
        told("A question", question_walk(opened), verbose=given.order)
        told("A paragraph", paragraph_walk(opened, Path(folder)), verbose=given.order)


if __name__ == "__main__":
    main()
