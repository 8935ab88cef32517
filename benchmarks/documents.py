"""Every file of a folder read in one run by three extractors, side by side.

    python benchmarks/documents.py FOLDER…

Pages a second of processor time, paragraphs, unreadable pages, and the share of each other
extractor's words that stand in our paragraphs: `pdftotext` (poppler) and pypdf, both in a
process of their own with 60 seconds. Words set aside as running heads and feet are counted
apart, in `heads`. The outcome is the sandbox's; its peak is the worker's memory.
"""

import argparse
import logging
import multiprocessing
import re
import resource
import shutil
import subprocess
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pypdfium2

from assistant.documents.composition import compose
from assistant.documents.document import Revision
from assistant.documents.pdf.gathering import lines_of
from assistant.documents.pdf.glyphs import glyphs_of
from assistant.documents.pdf.opening import opened
from assistant.documents.reading import read_extract
from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile

LONGEST = 60
_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Shares:
    """Words an extractor finds, and how many of them we have in paragraphs or as heads."""

    words: int
    kept: int
    heads: int

    @property
    def share(self) -> float:
        """Of the words that are no running heads."""
        return self.kept / max(self.words - self.heads, 1)

    def __str__(self) -> str:
        return f"{self.share:7.4f} {self.heads:5}" if self.words else "      –     –"


def words(texts: Iterable[str]) -> Counter[str]:
    """Words of three letters or more, hyphens at line ends closed; Han by character."""
    counts: Counter[str] = Counter()
    for text in texts:
        plain = unicodedata.normalize("NFKC", text.replace("\u0002", "-")).casefold()
        plain = re.sub(r"[-‐\u00ad\ufffe]\s*\n\s*", "", plain)
        plain = re.sub(r"[-‐\u00ad\ufffe]", "", plain)
        counts.update(_UNSPACED.findall(plain))
        counts.update(_WORD.findall(_UNSPACED.sub(" ", plain)))
    return counts


def shares(theirs: Counter[str], ours: Counter[str], heads: Counter[str]) -> Shares:
    lost = theirs - ours
    as_heads = (lost & heads).total()
    return Shares(theirs.total(), theirs.total() - lost.total(), as_heads)


def printed(content: bytes) -> Iterator[str]:
    """Every line that we see on the pages, before running heads are set aside."""
    with opened(content) as document:
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue  # a damaged page shows nothing
            lines = lines_of(glyphs_of(page.raw), 1)
            yield "\n".join(line.text for line in lines)
            page.close()


def by_poppler(path: Path) -> str:
    program = shutil.which("pdftotext")
    assert program is not None, "poppler-utils is not installed"
    command = [program, str(path), "-"]
    done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
    return done.stdout.decode("utf-8", "replace")


def by_pypdf(path: Path) -> str:
    """Empty where pypdf fails or needs too long."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        try:
            return pool.apply_async(_pypdf_text, (str(path),)).get(LONGEST)
        except multiprocessing.TimeoutError:
            return ""


def _pypdf_text(path: str) -> str:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
    try:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    except Exception:  # noqa: BLE001 - a foreign library, and only its text is wanted
        return ""


def outcome(reader: Reader, path: Path) -> tuple[Revision | None, str]:
    try:
        revision = reader.read(path, document_id="d")
    except UnreadableFile as refusal:
        return None, f"refused: {refusal.reason}"
    return revision, "; ".join(revision.notices) or "read"


def speed(path: Path, content: bytes) -> float:
    """Pages a second of processor time, with boxes and paragraphs."""
    started = time.process_time()
    extract = read_extract(content, name=path.name)
    compose(extract, document_id="d", sha256="0")
    return len(extract.pages) / (time.process_time() - started)


def row(reader: Reader, path: Path, *, verbose: bool) -> tuple[Shares, Shares]:
    revision, said = outcome(reader, path)
    none = Shares(0, 0, 0)
    if revision is None:
        print(f"{path.name:44.44} {said}", flush=True)
        return none, none
    ours = words(p.text for p in revision.paragraphs)
    content = path.read_bytes()
    is_pdf = revision.format == "pdf"
    unread = sum(page.reason != "" for page in revision.pages)
    heads = words(printed(content)) - ours if is_pdf else Counter()
    theirs = [words([by(path)]) for by in (by_poppler, by_pypdf)] if is_pdf else [Counter()] * 2
    found = [shares(counts, ours, heads) for counts in theirs]
    pages = f"{len(revision.pages):4} {speed(path, content):6.1f}" if is_pdf else "   –      –"
    print(
        f"{path.name:44.44} {pages} {len(revision.paragraphs):6} {unread:4} "
        f"{found[0]} {found[1]}  {said:.70}",
        flush=True,
    )
    if verbose:
        for counts in theirs:
            lost = counts - ours - heads
            print("    lost:", lost.most_common(14))
    return found[0], found[1]


def main() -> None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="+", type=Path)
    arguments.add_argument("--verbose", action="store_true")
    given = arguments.parse_args()
    files = [
        file
        for path in given.paths
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if file.is_file()
    ]
    print(f"{'file':44} pages  pg/s  parag. unr. poppler heads   pypdf heads  outcome")
    totals: list[tuple[Shares, Shares]] = []
    with Reader() as reader:
        totals += [row(reader, file, verbose=given.verbose) for file in files]
    for name, column in zip(("pdftotext", "pypdf"), zip(*totals, strict=True), strict=True):
        counted = [shares for shares in column if shares.words]
        kept = sum(shares.kept for shares in counted)
        body = sum(shares.words - shares.heads for shares in counted)
        low = sum(shares.share < 0.99 for shares in counted)
        print(f"{name}: {kept}/{body} = {kept / max(body, 1):.4f}, {low} files under .99")


if __name__ == "__main__":
    main()
