"""A change of encoder killed again and again, started again each time, there and back.

`python -m tests.faults.reencoding FOLDER CHANGES SEED` prints as JSON how many kills and
changes there were and what was wrong. Every run is a fork; while it encodes, it puts a
document in and takes one out. After each the library must be whole, and of one encoder:
every vector is what that encoder makes of the text as it stands.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.encoders import Encoders
from assistant.indexing import reencoding
from assistant.indexing.maker import EncoderSetting
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from embeddings.encoder import Progress, Vectors
from tests.doubles import WideEncoder, WordEncoder
from tests.faults.forks import in_fork, lines_of
from tests.faults.verdicts import failed_checks

NAMES = ("words", "wide")
PARAGRAPHS = 40
Say = Callable[[str], None]


def encoder_of(setting: EncoderSetting) -> WordEncoder:
    """Of 16 dimensions, or of 32."""
    return WideEncoder("wide") if setting.name == "wide" else WordEncoder("words")


class Slow(WideEncoder):
    """As another encoder, with time to be killed in, and something done in the midst."""

    def __init__(self, other: WordEncoder, say: Say, meddle: Callable[[], None]) -> None:
        super().__init__(other.name)
        self._other, self._say, self._meddle = other, say, meddle

    fingerprint = property(lambda self: self._other.fingerprint)

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        self._say(f"encoding {len(texts)}")
        time.sleep(0.004)
        self._meddle()
        return self._other.encode_passages(texts, progress=progress)

    def encode_question(self, text: str, /) -> Vectors:
        return self._other.encode_question(text)


def opened(root: Path, name: str, load: Callable[[EncoderSetting], WordEncoder]) -> Assistant:
    library = SqliteLibrary.open(root / "library")
    return Assistant(library, Encoders(library, EncoderSetting(name), load))


def change(root: Path, name: str, seed: int, say: Say) -> None:
    """Change over to an encoder, and one document for another on the way."""
    reencoding.PASSAGES = 4
    chosen = random.Random(seed)

    def meddle() -> None:
        if chosen.random() < 0.1:
            place = root / "upload.txt"
            place.write_text(f"Ferry number {chosen.random()} waited.\n\nThe harbour froze.")
            assistant.upload("upload.txt", place, replace=True)
        if chosen.random() < 0.1:
            uploads = [r for r in assistant.library.documents() if r.path is None]
            for record in uploads[:1]:
                assistant.remove(record.document_id)

    def load(setting: EncoderSetting) -> WordEncoder:
        made = encoder_of(setting)
        return Slow(made, say, meddle) if setting.name == name else made

    with opened(root, name, load) as assistant:
        say("begins")
        assistant.intake.reencode()
        say("changed")
    say("closed")


def judge(root: Path, say: Say) -> None:
    """Say of what encoder the library is and what is wrong with it."""
    with opened(root, "words", encoder_of) as assistant:
        library = assistant.library
        assert isinstance(library, SqliteLibrary)
        held = (library.fingerprint or "").split(":")[0]
        encoder = encoder_of(EncoderSetting(held))
        texts = {
            paragraph.paragraph_id: paragraph.text
            for record in library.documents()
            for paragraph in library.paragraphs(record.document_id)
        }
        rows = dict(library.database.rows("SELECT paragraph_id, row FROM paragraph"))
        found = library.vectors([rows[name] for name in texts])
        expected = encoder.encode_passages(list(texts.values())).astype(np.float16)
        wrong = [] if np.array_equal(found, expected) else ["vectors of another encoder or text"]
        wrong += [] if len(texts) in (PARAGRAPHS, PARAGRAPHS + 2) else [f"{len(texts)} paragraphs"]
        answer = assistant.ask("Iron number 7 rusts.")
        if not answer.citations or answer.citations[0].quote != "Iron number 7 rusts.":
            wrong.append("a question is not answered")
        wrong += failed_checks(library)
        begun = library.encoding
    say(json.dumps({"held": held, "wrong": wrong, "done": begun.done if begun else None}))


def killed(task: Callable[[Say], None], chosen: random.Random) -> list[str]:
    """What a fork said before it was killed: up to 10 ms after one of its first lines."""
    child, pipe = in_fork(task)
    last, told = chosen.randrange(1, 14), list[str]()
    for line in lines_of(pipe):
        told.append(line)
        if len(told) == last or line == "changed":
            time.sleep(chosen.uniform(0, 0.01))
            os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return told


def told_by(task: Callable[[Say], None]) -> list[str]:
    """What a fork said that ran to its end."""
    child, pipe = in_fork(task)
    told = list(lines_of(pipe))
    os.waitpid(child, 0)
    return told


def main(root: Path, changes: int, seed: int) -> None:
    """Change there and back, with a kill in every run."""
    chosen = random.Random(seed)
    place = root / "iron.txt"
    place.write_text("\n\n".join(f"Iron number {n} rusts." for n in range(PARAGRAPHS)))

    def begin(say: Say) -> None:
        with opened(root, "words", encoder_of) as assistant:
            assistant.index([place])

    told_by(begin)
    kills, made, wrong, held = 0, 0, list[str](), "words"
    while made < changes and not wrong:
        wish = NAMES[held == "words"]
        run = chosen.randrange(2**30)
        told = killed(lambda say, wish=wish, run=run: change(root, wish, run, say), chosen)  # type: ignore[misc]
        kills += 1
        wrong += [line for line in told if line.startswith("error")]
        (verdict,) = told_by(lambda say: judge(root, say))
        if verdict.startswith("error"):
            wrong.append(verdict)
            break
        state = json.loads(verdict)
        wrong += state["wrong"]
        if "changed" in told and state["held"] != wish:
            wrong.append("a change that was told is not there")
        made += state["held"] != held
        held = state["held"]
    sys.stdout.write(json.dumps({"kills": kills, "changes": made, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
