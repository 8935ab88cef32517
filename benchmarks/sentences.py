"""Sentence boundaries: F1 on files with one sentence a line, and megabytes a second.

    PYTHONPATH=. python benchmarks/sentences.py gold/en.txt gold/de.txt

Sentences are joined by one space, in eights. Without arguments, the sentences
written for the tests are measured: they were tuned on and say little.
"""

import statistics
import sys
import time
from pathlib import Path

from assistant.language.sentences import sentence_spans
from tests.language.sentence_samples import SENTENCES, sentences_in

TOGETHER = 8
LEAST_BYTES = 4_000_000


def f1(sentences: list[str]) -> float:
    """F1 of sentence ends over all groups."""
    right = expected = found = 0
    for first in range(0, len(sentences), TOGETHER):
        group = sentences[first : first + TOGETHER]
        ends = set()
        at = -1
        for sentence in group:
            at += len(sentence) + 1
            ends.add(at)
        got = {end for _, end in sentence_spans(" ".join(group))}
        right += len(ends & got)
        expected += len(ends)
        found += len(got)
    return 2 * right / (expected + found)


def speed(sentences: list[str]) -> float:
    """Megabytes of UTF-8 a second of CPU time."""
    text = " ".join(sentences)
    text = (text + " ") * (LEAST_BYTES // len(text.encode()) + 1)
    start = time.process_time()
    sentence_spans(text)
    return len(text.encode()) / 1e6 / (time.process_time() - start)


def main(paths: list[str]) -> None:
    """Print a line a language and the mean."""
    sets = {Path(path).stem: Path(path).read_text("utf-8").splitlines() for path in paths}
    sets = sets or {language: sentences_in(language) for language in SENTENCES}
    scores = []
    print("language  sentences     F1   MB/s")
    for language, lines in sets.items():
        sentences = [line.strip() for line in lines if line.strip()]
        scores.append(f1(sentences))
        rate = speed(sentences)
        print(f"{language:8}  {len(sentences):9}  {scores[-1]:.3f}  {rate:5.1f}")
    print(f"{'mean':8}  {'':9}  {statistics.mean(scores):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
