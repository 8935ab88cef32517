"""How soon a reader sees the cited page of a long PDF, in a server that has just started.

    PYTHONPATH=. python benchmarks/open_source.py [PDF …] [--pages 300 500] [--runs 5]

Without a PDF, dense ones are made of so many pages. Each is read as always and put
into a library of its own; its vectors are made up, since no page needs them. Then,
each time with a server and a browser that were just started, the address of a
paragraph in the middle is opened: over HTTP (the page, and the picture of its page
asked for after it), and in headless Chromium, from the start of navigation until the
picture of the paragraph's page is decoded and the highlight lies in view. What the
browser takes to draw a page of one word is given beside it, the processor time of the
server (`work`), and how busy the machine was: with a load of twice its cores
everything takes thrice as long.
"""

import argparse
import contextlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from assistant.documents.document import Kind, Paragraph, Revision
from assistant.documents.packing import pack_lines, pack_repairs
from assistant.documents.sandbox.reader import Reader
from assistant.documents.sandbox.slots import Limits
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from tests.documents.typesetting import Press, sentences

TARGET = 1.0
DIMENSION = 384
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
DRAWN = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return performance.now() / 1000;
}"""
SEEN = """async () => {
  const chosen = document.querySelector("#source .selected[id]");
  const picture = chosen.closest(".leaf").querySelector("img");
  await picture.decode();
  const box = chosen.getBoundingClientRect();
  const pane = document.querySelector("#pages").getBoundingClientRect();
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return [performance.now() / 1000, box.bottom > pane.top && box.top < pane.bottom];
}"""


@dataclass(frozen=True)
class Opening:
    """Seconds until the page, the picture after it, and until both are seen in a browser."""

    page: float
    picture: float
    seen: float
    bare: float
    """Seconds in which the same browser draws a page of one word."""
    work: float
    """Processor seconds of the server and its workers for the page and the picture."""


def dense(pages: int) -> bytes:
    """A PDF of so many full pages in two columns of small print."""
    chosen = random.Random(pages)
    press = Press(columns=2, hyphenated=True, size=8.0, leading=9.5, margin=50.0, foot=50.0)
    number = 0
    while press.page <= pages:
        number += 1
        press.paragraph(sentences(chosen, chosen.randint(2, 7)), mark=f"{number}.")
    return press.finish()


def filled(folder: Path, content: Path) -> tuple[str, Paragraph]:
    """Put a file into a new library; gives the address of a paragraph in its middle."""
    started = time.process_time()
    with Reader(Limits(seconds=600)) as reader:
        revision = reader.read(content, document_id="d0c")
    library = SqliteLibrary.open(folder, fingerprint="made up", dimension=DIMENSION)
    vectors = np.random.default_rng(1).normal(size=(len(revision.paragraphs), DIMENSION))
    named = {p.paragraph_id: v for p, v in zip(revision.paragraphs, vectors, strict=True)}
    stat = content.stat()
    library.put(
        revision, Source(content.name, None, stat.st_size, stat.st_mtime_ns), content, named
    )
    library.close()
    print(
        f"{content.name}: {len(revision.pages)} pages, {len(revision.paragraphs):,} paragraphs, "
        f"{len(revision.text) / len(revision.pages):,.0f} characters a page; "
        f"put in {time.process_time() - started:.1f} CPU-s"
    )
    _tell_size(revision, folder)
    half = len(revision.pages) // 2
    middle = next(
        p
        for p in revision.paragraphs
        if (p.page.pdf or 0) > half and p.kind is Kind.PARAGRAPH and len(p.text) > 100
    )
    return f"/documents/d0c?p={middle.paragraph_id}#{middle.anchor}", middle


def _tell_size(revision: Revision, folder: Path) -> None:
    raw = len(pack_repairs(revision.repairs))
    lines = sum(len(pack_lines(paragraph.lines)) for paragraph in revision.paragraphs)
    whole = (folder / "library.sqlite3").stat().st_size
    print(
        f"  the library's file {whole / 1e6:.2f} MB, of it lines {lines / 1e6:.2f} MB, "
        f"the way back to the file {raw / 1e3:.1f} KB ({raw / whole:.2%}, "
        f"{raw / len(revision.pages):.0f} bytes a page, {len(revision.repairs):,} repairs)"
    )


@contextlib.contextmanager
def served(library: Path) -> Iterator[tuple[str, int]]:
    """The address of the page over a library, as a user starts it, and its process."""
    command = [sys.executable, "-m", "web", "--library", str(library), "serve", "--port", "0"]
    page = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert page.stderr is not None
    try:
        told = next(line for line in page.stderr if " at http" in line)
        yield told.split(" at ")[1].split("/ ")[0], page.pid
    finally:
        page.terminate()
        page.wait()


def spent(process: int) -> float:
    """Processor seconds of a process and of those that it started and that still run."""
    children = Path(f"/proc/{process}/task").glob("*/children")
    below = {int(child) for told in children for child in told.read_text().split()}
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") + sum(map(spent, below))


def asked(address: str) -> float:
    """Seconds until an address has answered in full."""
    started = time.perf_counter()
    with urllib.request.urlopen(address) as reply:
        reply.read()
    return time.perf_counter() - started


def seen_in_browser(address: str, path: str) -> tuple[float, float]:
    """Seconds until the cited page is drawn and its highlight in view, and for one word."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address + path, wait_until="commit")
        page.wait_for_selector("#source .selected[id]", state="attached")
        seconds, in_view = page.evaluate(SEEN)
        page.goto(f"{address}/healthz")
        bare = page.evaluate(DRAWN)
        browser.close()
    assert in_view, "the highlight is not in view"
    return float(seconds), float(bare)


def opened(library: Path, path: str, page: int | None) -> Opening:
    """One reader's first look, over HTTP and in a browser, each at a fresh server."""
    with served(library) as (address, process):
        time.sleep(SETTLING)
        before = spent(process)
        first = asked(address + path.partition("#")[0])
        picture = asked(f"{address}/documents/d0c/pages/{page}.webp?w=1100")
        work = spent(process) - before
    with served(library) as (address, _):
        time.sleep(SETTLING)
        seen, bare = seen_in_browser(address, path)
    return Opening(first, picture, seen, bare, work)


SETTLING = 10.0
"""Seconds in which the server loads its encoder; a reader takes longer to come."""


def measure(content: Path, runs: int) -> float:
    """Print what opening this file takes; gives the median until it is seen."""
    with tempfile.TemporaryDirectory() as folder:
        path, paragraph = filled(Path(folder) / "library", content)
        looks = [opened(Path(folder) / "library", path, paragraph.page.pdf) for _ in range(runs)]
    print(f"  load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name in ("page", "picture", "seen", "bare", "work"):
        values = [getattr(look, name) for look in looks]
        print(f"  {name:8} median {statistics.median(values):.3f} s, worst {max(values):.3f} s")
    return statistics.median(look.seen for look in looks)


def main(arguments: Sequence[str]) -> int:
    """Measure every file; gives 1 when the median of one is over the target."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", nargs="*", type=int, default=[300, 500])
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        files = list(given.files)
        for pages in given.pages:
            made = Path(folder) / f"dense-{pages}.pdf"
            made.write_bytes(dense(pages))
            files.append(made)
        return int(any(measure(file, given.runs) > TARGET for file in files))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
