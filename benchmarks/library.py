"""What the library costs: putting, opening, searching, scanning, being read meanwhile.

    python benchmarks/library.py [PARAGRAPHS] [FILES]

Vectors are random and the text is made of 20,000 words by Zipf's law, about 70 to
a paragraph, 20 paragraphs to a document. Times are of one run on the machine at
hand; CPU times where a machine is shared.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind, Revision
from assistant.indexing.reindexing import new_vectors, reindex
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from embeddings.card import Card
from embeddings.encoder import Fingerprint, Progress, Vectors, card_of

DIMENSION, A_DOCUMENT, WORDS = 384, 20, 70

COLD = """
import sys, time
from pathlib import Path
import numpy as np
from assistant.library.sqlite.library import SqliteLibrary
imported = time.process_time()
library = SqliteLibrary.open(Path(sys.argv[1]))
vector = np.random.default_rng(1).standard_normal(384).astype(np.float32)
library.nearest(vector / np.linalg.norm(vector), 100)
library.matching("w5 w77 w412 what was said", 100)
print(f"{imported:.3f} {time.process_time() - imported:.3f}")
"""


class RandomEncoder:
    """Unit vectors drawn anew for every text: costs next to nothing."""

    def __init__(self) -> None:
        self._draw = np.random.default_rng(7)

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint("random", "0" * 64, "test", "fp32", DIMENSION)

    @property
    def card(self) -> Card:
        return card_of(self.fingerprint)

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        rows = self._draw.standard_normal((len(texts), DIMENSION)).astype(np.float32)
        made: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return made

    def encode_question(self, text: str, /) -> Vectors:
        return self.encode_passages([text])

    def encode_tokens(self, texts: Sequence[str], /, *, question: bool = False) -> None:
        return None


def texts(count: int) -> Iterator[str]:
    draw = np.random.default_rng(3)
    for _ in range(count):
        yield " ".join(f"w{n}" for n in np.minimum(draw.zipf(1.3, WORDS), 20_000))


def read(path: Path, /, *, document_id: str, name: str) -> Revision:
    content = path.read_bytes()
    blocks = [Block(Kind.PARAGRAPH, line) for line in content.decode().splitlines()]
    extract = Extract("text", tuple(blocks), language="en", reader="lines")
    return compose(extract, document_id=document_id, sha256=hashlib.sha256(content).hexdigest())


@contextmanager
def timed(what: str, per: int = 1, unit: str = "") -> Iterator[None]:
    wall, cpu = time.monotonic(), time.process_time()
    yield
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    each = f"  {1000 * cpu / per:.2f} CPU-ms {unit}" if per > 1 else ""
    print(f"{what:46} {wall:8.2f} s wall {cpu:8.2f} s CPU{each}")


def percentiles(ask: Callable[[], object], count: int) -> str:
    times = []
    for _ in range(count):
        started = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - started))
    return f"p50 {np.percentile(times, 50):6.1f} ms  p95 {np.percentile(times, 95):6.1f} ms"


def put_all(library: SqliteLibrary, folder: Path, paragraphs: int, encoder: RandomEncoder) -> None:
    lines = texts(paragraphs)
    for number in range(paragraphs // A_DOCUMENT):
        batch = [next(lines) for _ in range(A_DOCUMENT)]
        put_one(library, folder / f"{number}.txt", batch, encoder)


def put_one(
    library: SqliteLibrary, place: Path, lines: Sequence[str], encoder: RandomEncoder
) -> None:
    place.write_text("\n".join(lines))
    revision = read(place, document_id=library.new_document_id(), name=place.name)
    stat = place.stat()
    source = Source(place.name, str(place), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    library.put(revision, source, place, new_vectors(library, revision, encoder))


def searching(library: SqliteLibrary, folder: Path, encoder: RandomEncoder) -> None:
    vector = encoder.encode_question("")[0]
    some = [record.document_id for record in library.documents()[:5]]

    words = "w5 w77 w412 what was said"
    long = " ".join(f"w{n}" for n in range(9_000))

    def ask() -> None:
        library.nearest(vector, 100)
        library.matching(words, 100)

    ask()
    for what, task in (
        ("nearest, 100 rows", lambda: library.nearest(vector, 100)),
        ("matching, 100 rows", lambda: library.matching(words, 100)),
        ("matching, within 5 documents", lambda: library.matching(words, 100, some)),
        ("matching, a question of 50 kB", lambda: library.matching(long, 100)),
        ("both, nothing being indexed", ask),
    ):
        print(f"{what:46} {percentiles(task, 100)}")
    done = threading.Event()

    def write() -> None:
        lines = texts(10**6)
        number = 0
        with library.writing():
            while not done.is_set():
                number += 1
                batch = [next(lines) for _ in range(A_DOCUMENT)]
                put_one(library, folder / f"late{number}.txt", batch, encoder)
                # Encoding 20 paragraphs takes about this long, on another core.
                done.wait(0.45)

    thread = threading.Thread(target=write)
    thread.start()
    print(f"{'both, while documents are put':46} {percentiles(ask, 200)}")
    done.set()
    thread.join()


def main(paragraphs: int = 10_000, files: int = 10_000) -> None:
    encoder = RandomEncoder()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "files").mkdir()
        library = SqliteLibrary.open(root / "library")
        library.expect(str(encoder.fingerprint), DIMENSION)
        with timed(f"put {paragraphs:,} paragraphs", paragraphs, "a paragraph"), library.writing():
            put_all(library, root / "files", paragraphs, encoder)
        size = sum(p.stat().st_size for p in (root / "library").rglob("*") if p.is_file())
        print(f"size of the folder, with 16 MiB reserve        {size / 2**20:8.1f} MiB")
        with timed("open again"):
            library.close()
            library = SqliteLibrary.open(root / "library")
        command = [sys.executable, "-c", COLD, str(root / "library")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        print(f"cold process: {told[0]} CPU-s of imports, {told[1]} CPU-s to open and search both")
        searching(library, root / "files", encoder)
        with timed("remove one document and all its traces"):
            library.remove(library.documents()[0].document_id)
        library.close()
        unchanged(root, files, encoder)


def unchanged(root: Path, files: int, encoder: RandomEncoder) -> None:
    folder = root / "many"
    folder.mkdir()
    for number in range(files):
        place = folder / f"{number}.txt"
        place.write_text(f"File {number}.")
        os.utime(place, ns=(10**18, 10**18))
    library = SqliteLibrary.open(root / "other")
    with timed(f"index {files:,} files of one paragraph", files, "a file"):
        reindex(library, [folder], read=read, encoder=encoder)
    with timed(f"index {files:,} unchanged files"):
        summary = reindex(library, [folder], read=read, encoder=encoder, progress=lambda p: None)
    assert summary.unchanged == files
    library.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
