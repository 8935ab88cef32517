"""What *every mention* costs where 20,000 paragraphs hold the word, against 1,000: mentions.py

A page of fifty, and the whole list, of libraries made up of random sentences; CPU seconds, the
best of three. A list that grew with the square of what it finds would take 400 times as long.
"""

import hashlib
import random
import tempfile
import time
from pathlib import Path

import numpy as np

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from assistant.questions.question import Question
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from embeddings.loading import load_encoder

SIZES = (1_000, 5_000, 20_000)
A_DOCUMENT = 100
WORDS = [
    *("police", "women", "training", "budget", "court", "rights", "council", "report", "state"),
    *("children", "health", "water", "school", "region", "minority", "language", "peace"),
    *("security", "mission", "officer", "law", "reform", "justice", "prison", "violence"),
]


def filled(folder: Path, size: int) -> Retriever:
    encoder = load_encoder(cache=Settings().cache_folder)
    library = SqliteLibrary.open(folder)
    library.expect(str(encoder.fingerprint), encoder.fingerprint.dimension)
    rng, directions = random.Random(5), np.random.default_rng(5)
    with library.writing():
        for number in range(size // A_DOCUMENT):
            content = folder / f"{number}.txt"
            content.write_text(str(number), "utf-8")
            blocks = tuple(
                Block(Kind.PARAGRAPH, " ".join(map(sentence, [rng] * 4)) + " It was interpreted.")
                for _ in range(A_DOCUMENT)
            )
            revision = compose(
                Extract("text", blocks, language="en"),
                document_id=library.new_document_id(),
                sha256=hashlib.sha256(content.read_bytes()).hexdigest(),
            )
            new = library.unencoded(revision.paragraphs)
            vectors = directions.normal(size=(len(new), encoder.fingerprint.dimension))
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            made = {p.paragraph_id: v.astype(np.float32) for p, v in zip(new, vectors, strict=True)}
            library.put(revision, Source(content.name, None, 1, 1), content, made)
    return Retriever(library, encoder)


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(8, 22))).capitalize() + "."


def seconds(retriever: Retriever, limit: int | None) -> tuple[float, int]:
    best, found = float("inf"), 0
    for _ in range(3):
        started = time.process_time()
        found = mentions(retriever, Question.of("interpreting"), limit=limit).containing
        best = min(best, time.process_time() - started)
    return best, found


def main() -> None:
    print(f"{'paragraphs':>10} {'listed':>7} {'a page':>8} {'all':>8}   CPU seconds")
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="pincite-mentions-") as scratch:
            retriever = filled(Path(scratch), size)
            page, found = seconds(retriever, 50)
            whole, _ = seconds(retriever, None)
            print(f"{size:>10,} {found:>7,} {page:>8.2f} {whole:>8.2f}")


if __name__ == "__main__":
    main()
