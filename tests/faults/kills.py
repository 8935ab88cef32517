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
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.library.sqlite.library import SqliteLibrary
from tests.doubles import WordEncoder
from tests.faults.forks import answer_of, in_fork, lines_of
from tests.faults.plants import PLANTS
from tests.faults.verdicts import NAMES, State, allowed, judge, put

LONGEST_SECONDS = 0.25


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


@dataclass
class Outcome:
    """What many kills showed."""

    kills: int = 0
    acknowledged: int = 0
    violations: list[str] = field(default_factory=list)


def one_round(root: Path, state: State, seed: int, plant: str, outcome: Outcome) -> State:
    """Work, kill, judge; gives what the library holds."""
    delay = random.Random(seed).uniform(0, LONGEST_SECONDS)
    child, pipe = in_fork(lambda say: work(root, seed, say, early=plant == "acknowledged early"))
    lines = lines_of(pipe)
    told = [next(lines)]
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    told += lines
    os.waitpid(child, 0)
    outcome.kills += 1
    errors = [line for line in told if line.startswith("error")]
    outcome.acknowledged += sum(line.startswith("ack ") for line in told)
    sure = allowed((line for line in told[1:] if line not in errors), state)
    verdict = answer_of(lambda: judge(root, sure))
    outcome.violations += [*errors, *verdict["wrong"]]
    found: State = verdict.get("found", state)
    return found


def run(kills: int, seed: int, plant: str = "", *, until_caught: bool = False) -> Outcome:
    """Many rounds on one library; with `until_caught` the first violation ends them."""
    outcome, state = Outcome(), State()
    if plant:
        PLANTS[plant]()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            state = one_round(Path(folder), state, seed * 100_000 + number, plant, outcome)
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
