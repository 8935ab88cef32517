"""How fast texts become vectors, and what a cold question costs.

    python benchmarks/encode.py [--cache FOLDER] [--paragraphs 48] [--rounds 3]

Prints CPU seconds beside wall seconds: on a shared machine only CPU seconds at one
thread, and ratios between variants that took turns, can be compared.
"""

import argparse
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path

from embeddings.bundled import BUNDLES, ENGLISH, bundled
from embeddings.loading import load_encoder
from embeddings.onnx_runtime import OnnxEncoder, cores
from embeddings.prepared import prepared_folder
from embeddings.trial import SENTENCES

COLD = """
import sys, time
from pathlib import Path
marks = [("start of python", time.process_time())]
import numpy; marks.append(("import numpy", time.process_time()))
import onnxruntime; marks.append(("import onnxruntime", time.process_time()))
import tokenizers; marks.append(("import tokenizers", time.process_time()))
from embeddings.loading import load_encoder
marks.append(("import embeddings.loading", time.process_time()))
encoder = load_encoder(cache=Path(sys.argv[1]), prepare=False)
marks.append(("load_encoder", time.process_time()))
encoder.encode_question("what was said about policing")
marks.append(("one question", time.process_time()))
print("torch" in sys.modules)
before = 0.0
for name, mark in marks:
    print(f"{mark - before:.4f} {name}")
    before = mark
"""


def paragraphs(count: int, seed: int = 0) -> list[str]:
    """Paragraphs of 20 to 180 words, made of words of the trial sentences."""
    chooser = random.Random(seed)
    words = " ".join(SENTENCES[:11]).split()
    return [" ".join(chooser.choices(words, k=chooser.randint(20, 180))) for _ in range(count)]


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def throughput(cache: Path, count: int, rounds: int) -> None:
    import torch

    from embeddings.sentence_transformer import SentenceTransformerEncoder

    torch.set_num_threads(1)
    source, texts = bundled(BUNDLES[ENGLISH], cache), paragraphs(count)
    int8, fp32 = (prepared_folder(cache, source, precision) for precision in ("int8", "fp32"))
    variants = {
        "sentence-transformers": SentenceTransformerEncoder.load(source),
        "ONNX fp32, 1 thread": OnnxEncoder.load(fp32, threads=1),
        "ONNX int8, 1 thread": OnnxEncoder.load(int8, threads=1),
        f"ONNX int8, {cores()} threads": OnnxEncoder.load(int8, threads=cores()),
    }
    for encoder in variants.values():
        encoder.encode_passages(texts[:2])
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, encoder in variants.items():
            taken[name].append(spent(lambda e=encoder: e.encode_passages(texts)))  # type: ignore[misc]
    first = [cpu for cpu, _ in taken["sentence-transformers"]]
    print(f"\n{count} paragraphs of 20 to 180 words, {rounds} rounds in turns")
    print(f"{'':24}{'per CPU-s':>10}{'per s':>8}{'CPU ratio':>11}")
    for name, times in taken.items():
        ratio = statistics.median(a / cpu for a, (cpu, _) in zip(first, times, strict=True))
        best_cpu, best_wall = min(cpu for cpu, _ in times), min(wall for _, wall in times)
        print(f"{name:24}{count / best_cpu:10.1f}{count / best_wall:8.1f}{ratio:11.2f}")


def cold_start(cache: Path, rounds: int) -> None:
    runs: dict[str, list[float]] = {}
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-c", COLD, str(cache)], capture_output=True, text=True, check=True
        )
        torch, *lines = done.stdout.splitlines()
        assert torch == "False", "torch was imported"
        for line in lines:
            seconds, name = line.split(" ", 1)
            runs.setdefault(name, []).append(float(seconds))
    print(f"\ncold question, CPU milliseconds, median of {rounds} processes")
    for name, times in runs.items():
        print(f"{statistics.median(times) * 1000:8.0f}  {name}")
    print(f"{sum(statistics.median(t) for t in runs.values()) * 1000:8.0f}  together")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=user_cache_path("pincite"))
    parser.add_argument("--paragraphs", type=int, default=48)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    for precision in ("int8", "fp32"):
        load_encoder(cache=chosen.cache, precision=precision, notify=print)  # type: ignore[arg-type]
    cold_start(chosen.cache, chosen.rounds)
    throughput(chosen.cache, chosen.paragraphs, chosen.rounds)


if __name__ == "__main__":
    main()
