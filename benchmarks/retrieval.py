"""Milliseconds of each stage of a question: encode, dense, lexical, join, vectors, read, rank.

`python benchmarks/retrieval.py --paragraphs 10000` fills a temporary library with paragraphs made
of random words over random vectors: the figures are of speed, not of quality.
"""

import argparse
import hashlib
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import platformdirs

from assistant.answers.quoting import quoted
from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind
from assistant.evaluation.figures import percentile
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from assistant.questions.question import Question
from assistant.retrieval.constants import CANDIDATES
from assistant.retrieval.late_interaction import LateInteraction, first_read
from assistant.retrieval.retriever import Ranking, Retriever
from embeddings.loading import load_encoder

T = TypeVar("T")
PART = 500
ROOT = Path(__file__).parent.parent


TEXTS = ("README.md", "DECISIONS.md", "samples/documents/notes-field-visit.md")
VOCABULARY = [
    word
    for word, _ in Counter(
        word
        for text in TEXTS
        for word in re.findall("[a-z]{2,}", (ROOT / text).read_text("utf-8").casefold())
    ).most_common()
]


def words(count: int, rng: random.Random) -> str:
    """Words of the vocabulary, the common ones often."""
    return " ".join(VOCABULARY[int(len(VOCABULARY) * rng.random() ** 4)] for _ in range(count))


def fill(library: SqliteLibrary, scratch: Path, paragraphs: int, dimension: int) -> None:
    rng, generator = random.Random(1), np.random.default_rng(1)
    content = scratch / "original"
    with library.writing():
        for part in range(0, paragraphs, PART):
            content.write_text(str(part), "utf-8")
            document_id = library.new_document_id()
            sentences = [
                ". ".join(words(18, rng).capitalize() for _ in range(4)) + "." for _ in range(PART)
            ]
            revision = compose(
                Extract(
                    "text", tuple(Block(Kind.PARAGRAPH, text) for text in sentences), language="en"
                ),
                document_id=document_id,
                sha256=hashlib.sha256(content.read_bytes()).hexdigest(),
            )
            rows = generator.normal(size=(PART, dimension)).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            ids = [paragraph.paragraph_id for paragraph in revision.paragraphs]
            source = Source(f"part-{part}", None, 1, 0)
            library.put(revision, source, content, dict(zip(ids, rows, strict=True)))


def read(ranking: Ranking) -> None:
    """Read the hits that a question's ranking reads, afresh."""
    meaning, passages = ranking.meaning, [hit.passage for hit in ranking.hits]
    tokens = LateInteraction.of(meaning.encoder, ranking.question, meaning.weights)
    assert tokens is not None
    tokens.closeness(passages[: first_read(passages)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=50)
    given = parser.parse_args()
    encoder = load_encoder("bundled", cache=Path(platformdirs.user_cache_dir("pincite", False)))
    spent: dict[str, list[float]] = defaultdict(list)

    def timed(stage: str, act: Callable[[], T]) -> T:
        wall, cpu = time.perf_counter(), time.process_time()
        made = act()
        spent[stage].append((time.perf_counter() - wall) * 1000)
        spent[f"{stage}, CPU"].append((time.process_time() - cpu) * 1000)
        return made

    with tempfile.TemporaryDirectory() as scratch:
        prints = encoder.fingerprint
        library = SqliteLibrary.open(
            Path(scratch) / "library", fingerprint=str(prints), dimension=prints.dimension
        )
        fill(library, Path(scratch), given.paragraphs, prints.dimension)
        retriever = Retriever(library, encoder)
        rng = random.Random(2)
        retriever.rank(Question.of(words(8, rng) + "?"))
        for _ in range(given.questions):
            question = words(8, rng) + "?"
            vector = timed("encode", lambda q=question: encoder.encode_question(q)[0])
            dense = timed("dense", lambda v=vector: library.nearest(v, CANDIDATES))
            lexical = timed("lexical", lambda q=question: library.matching(q, CANDIDATES))
            rows = list(dict.fromkeys(row for row, _ in (*dense, *lexical)))
            timed("join", lambda r=rows: library.passages(r))
            timed("vectors", lambda r=rows: library.vectors(r))
            subject = question.rstrip("?")
            timed("rank a subject", lambda q=subject: retriever.rank(Question.of(q)))
            ranking = retriever.rank(Question.of(question))
            timed("read again", lambda r=ranking: read(r))
            timed("rank a question", lambda q=question: retriever.rank(Question.of(q)))
            timed("answer (all)", lambda q=question: quoted(retriever.rank(Question.of(q))))
        library.close()
    print(f"{given.paragraphs} paragraphs, {given.questions} questions; milliseconds p50 / p95")
    for stage, times in spent.items():
        print(f"  {stage:26} {percentile(times, 0.5):8.1f} / {percentile(times, 0.95):8.1f}")


if __name__ == "__main__":
    main()
