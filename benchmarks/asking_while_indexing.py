"""How long questions take while documents are indexed, against how long they take in quiet.

    PYTHONPATH=. python benchmarks/asking_while_indexing.py FOLDER [--files 20] [--quiet 150]

Half of that many files of the folder are indexed; then `pincite serve`, as a user starts it
and with the bundled encoder, is asked over HTTP: in quiet, while the other half is
indexed, and in quiet again. In the first way the page itself indexes in the
background, in the second `pincite index` does, as another process. A question is a
stretch of words from the documents, each asked once, the next one 0.1 s after an answer.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import numpy as np

from assistant.library.sqlite.library import SqliteLibrary

PAUSE_SECONDS = 0.1
TARGET = 2.0


def pincite(library: Path, *arguments: str) -> list[str]:
    """The command that a user would type."""
    return [sys.executable, "-m", "web", "--library", str(library), *arguments]


@contextlib.contextmanager
def served(library: Path) -> Iterator[str]:
    """The address of the page over a library."""
    command = pincite(library, "serve", "--port", "0")
    page = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert page.stderr is not None
    try:
        told = next(line for line in page.stderr if " at http" in line)
        yield told.split(" at ")[1].split("/ ")[0]
    finally:
        page.terminate()
        page.wait()


def called(address: str, method: str = "GET") -> dict[str, object]:
    """What an address answers."""
    own = {"Origin": "/".join(address.split("/")[:3])}
    request = urllib.request.Request(address, method=method, headers=own)
    with urllib.request.urlopen(request) as reply:
        found: dict[str, object] = json.loads(reply.read())
    return found


class Asker:
    """Asks one question after another and keeps how long each answer took."""

    def __init__(self, address: str, questions: Iterator[str]) -> None:
        self._address = address
        self._questions = questions

    def ask(self, go_on: Callable[[int], bool]) -> list[float]:
        """Milliseconds of each answer, as long as `go_on` says so of their number."""
        took: list[float] = []
        while go_on(len(took)):
            started = time.perf_counter()
            called(f"{self._address}/api/v1/ask?q={quote(next(self._questions))}")
            took.append(1000 * (time.perf_counter() - started))
            time.sleep(PAUSE_SECONDS)
        return took


def questions_of(library: Path, seed: int) -> Iterator[str]:
    """Stretches of five to nine words, no paragraph twice."""
    opened = SqliteLibrary.open(library)
    texts = [p.text for d in opened.documents() for p in opened.paragraphs(d.document_id)]
    opened.close()
    chosen = random.Random(seed)
    chosen.shuffle(texts)
    for text in texts:
        words = text.split()
        if len(words) >= 12:
            start = chosen.randrange(len(words) - 9)
            stretch = words[start : start + chosen.randrange(5, 10)]
            yield f"What was said about {' '.join(stretch)}?"


def in_the_page(address: str, library: Path, folder: Path) -> Callable[[], bool]:
    """Start the page's own indexing; gives whether it is still at work."""
    called(f"{address}/api/v1/indexing", "POST")
    return lambda: bool(called(f"{address}/api/v1/indexing")["running"])


def in_another_process(address: str, library: Path, folder: Path) -> Callable[[], bool]:
    """Start `pincite index`; gives whether it is still at work."""
    command = pincite(library, "--json", "index", str(folder))
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return lambda: running.poll() is None


WAYS = {"page": in_the_page, "process": in_another_process}


def shown(times: list[float]) -> str:
    """Number, median and 95th percentile."""
    median, late = np.percentile(times, [50, 95])
    return (
        f"{len(times):4} questions, median {median:4.0f} ms, "
        f"p95 {late:4.0f} ms, longest {max(times):4.0f} ms"
    )


def measure(way: str, root: Path, given: argparse.Namespace, later: list[Path]) -> float:
    """One way of indexing; gives the ratio of the p95s."""
    library, folder = root / f"library-{way}", root / "files"
    shutil.copytree(root / "library", library)
    with served(library) as address:
        asker = Asker(address, questions_of(library, given.seed))
        asker.ask(lambda count: count < 10)
        quiet = asker.ask(lambda count: count < given.quiet)
        for file in later:
            shutil.copy(file, folder / file.name)
        before = encoded(library)
        started = time.monotonic()
        working = WAYS[way](address, library, folder)
        busy = asker.ask(lambda _: working())
        seconds = time.monotonic() - started
        paragraphs = encoded(library) - before
        after = asker.ask(lambda count: count < given.quiet)
    for file in later:
        (folder / file.name).unlink()
    ratio = float(np.percentile(busy, 95) / np.percentile(quiet + after, 95))
    print(
        f"{way}: {paragraphs} paragraphs in {seconds:.0f} s ({paragraphs / seconds:.1f} a second)"
    )
    print(f"  in quiet, before  {shown(quiet)}")
    print(f"  while indexing    {shown(busy)}")
    print(f"  in quiet, after   {shown(after)}")
    print(f"  p95 while indexing / p95 in quiet: {ratio:.2f}", flush=True)
    return ratio


def encoded(library: Path) -> int:
    """Paragraphs in the library."""
    opened = SqliteLibrary.open(library)
    count = opened.counts().paragraphs
    opened.database.close()
    return count


def main(given: argparse.Namespace) -> int:
    """Both ways; 1 when one is above the target."""
    files = sorted(f for f in given.folder.iterdir() if f.is_file())
    chosen = random.Random(given.seed)
    chosen.shuffle(files)
    files = files[: given.files]
    half = len(files) // 2
    print(f"{os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "files").mkdir()
        for file in files[:half]:
            shutil.copy(file, root / "files" / file.name)
        command = pincite(root / "library", "--json", "index", str(root / "files"))
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(f"{encoded(root / 'library')} paragraphs to begin with", flush=True)
        ratios = [measure(way, root, given, files[half:]) for way in given.ways]
    return int(max(ratios) > TARGET)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--quiet", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    sys.exit(main(parser.parse_args()))
