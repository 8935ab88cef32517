"""Size, speed and recall of the dense index.

    python benchmarks/dense_index.py [--rows 10000 100000] [--flat-rows 300000]

Rows are scattered about as many centres as the square root of their number, as
clusters of related paragraphs are; recall on real text has to be measured on it.
A smaller `--flat-rows` shows the index of cells at sizes that are quick to build.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from embeddings.dense_index import FLAT_ROWS, DenseIndex
from embeddings.encoder import Vectors

DIMENSION = 384
QUESTIONS = 100


def clustered(rows: int, random: np.random.Generator) -> tuple[Vectors, Vectors]:
    """Rows, and questions near the same centres."""
    centres = random.normal(size=(int(rows**0.5), DIMENSION)).astype(np.float32)

    def near(count: int) -> Vectors:
        made = centres[random.integers(0, len(centres), count)]
        made = made + 0.8 * random.normal(size=made.shape).astype(np.float32)
        unit: Vectors = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
        return unit

    return near(rows), near(QUESTIONS)


def measure(rows: int, flat_rows: int) -> None:
    vectors, questions = clustered(rows, np.random.default_rng(0))
    ids = np.arange(rows)
    cpu = time.process_time()
    index = DenseIndex.of(ids, vectors, flat_rows=flat_rows)
    building = time.process_time() - cpu
    exact = np.argsort(-(questions @ vectors.T), axis=1)[:, :10]
    times, shared = [], 0
    for question, best in zip(questions, exact, strict=True):
        start = time.perf_counter()
        found, _ = index.nearest(question, 10)
        times.append(1000 * (time.perf_counter() - start))
        shared += len(np.intersect1d(found, best))
    allowed = ids[::100]
    start = time.perf_counter()
    index.nearest(questions[0], 10, allowed)
    filtered = 1000 * (time.perf_counter() - start)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        path.write_bytes(index.to_bytes())
        start = time.perf_counter()
        DenseIndex.open(path).nearest(questions[0], 10)
        opening = 1000 * (time.perf_counter() - start)
        size = path.stat().st_size / 1e6
    start = time.perf_counter()
    index.remove(ids[:100])
    removing = 1000 * (time.perf_counter() - start)
    print(
        f"{rows:9}  recall@10 {shared / 10 / QUESTIONS:.3f}  "
        f"p50 {statistics.median(times):.2f} ms  p95 {sorted(times)[94]:.2f} ms  "
        f"1 % allowed {filtered:.2f} ms  {size:.0f} MB  build {building:.1f} CPU-s  "
        f"open and ask {opening:.1f} ms  remove 100 {removing:.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--flat-rows", type=int, default=FLAT_ROWS)
    chosen = parser.parse_args()
    for rows in chosen.rows:
        measure(rows, chosen.flat_rows)


if __name__ == "__main__":
    main()
