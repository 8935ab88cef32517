"""Indexing killed again and again, started again each time, until it has come to its end.

`python -m tests.faults.resuming FOLDER FILES SEED` prints how many kills it took,
and how often each file's words were encoded, as JSON. Every run is a fork, as in
`kills.py`; the last one is left to finish.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.indexing.reindexing import FileOutcome, reindex
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import examine
from embeddings.encoder import Progress, Vectors
from tests.doubles import LineReader, WordEncoder
from tests.faults.forks import in_fork, lines_of


class TellingEncoder(WordEncoder):
    """Says what it encodes."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        for text in texts:
            self._say(f"encoded {text}")
            # Slow enough that no machine is done before it has been killed thrice.
            time.sleep(0.02)
        return super().encode_passages(texts, progress=progress)


def index(root: Path, say: Callable[[str], None]) -> None:
    """Index the folder once, saying what was acknowledged."""

    def report(outcome: FileOutcome) -> None:
        if outcome.state != "unchanged":
            say(f"ack {Path(outcome.path).name}")

    library = SqliteLibrary.open(root / "library")
    reader = LineReader()
    encoder = TellingEncoder(say)
    reindex(library, [root / "files"], read=reader.read, encoder=encoder, report=report)
    library.close()
    say("finished")


def judge(root: Path, say: Callable[[str], None]) -> None:
    """Say what the library holds and what is wrong with it."""
    library = SqliteLibrary.open(root / "library")
    texts = {record.name: library.text(record.document_id) for record in library.documents()}
    wrong = [check.message for check in examine(library) if not check.holds]
    say(json.dumps({"texts": texts, "count": library.counts().documents, "wrong": wrong}))
    library.close()


def told_by(task: Callable[[Callable[[str], None]], None], delay: float | None) -> list[str]:
    """What a fork said before it was killed after `delay` seconds, or before it ended."""
    child, pipe = in_fork(task)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    told = list(lines_of(pipe))
    os.waitpid(child, 0)
    return told


def main(root: Path, files: int, seed: int) -> None:
    (root / "files").mkdir()
    for number in range(files):
        place = root / "files" / f"{number}.txt"
        place.write_text(f"Iron number {number} rusts.\nRain falls.\n")
        os.utime(place, ns=(10**18, 10**18))
    chosen = random.Random(seed)
    encoded: Counter[str] = Counter()
    acknowledged: list[str] = []
    kills = 0
    finished = False
    while not finished:
        delay = chosen.uniform(0.02, 0.35) if kills < 12 else None
        told = told_by(lambda say: index(root, say), delay)
        kills += delay is not None
        encoded.update(line[8:] for line in told if line.startswith("encoded "))
        acknowledged += [line[4:] for line in told if line.startswith("ack ")]
        finished = "finished" in told
        (state,) = told_by(lambda say: judge(root, say), None)
        held = json.loads(state)
        held["wrong"] += [f"{name} was lost" for name in acknowledged if name not in held["texts"]]
        if held["wrong"] or held["count"] != len(held["texts"]):
            break
    sys.stdout.write(
        json.dumps(
            {
                "kills": kills,
                "finished": finished,
                "acknowledged": acknowledged,
                "encoded": encoded,
                **held,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
