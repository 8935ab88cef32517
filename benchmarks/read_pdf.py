"""How well PDFs are read: numbered paragraphs, and what poppler finds under our boxes.

python benchmarks/read_pdf.py numbered FOLDER_WITH_CORPUS…
python benchmarks/read_pdf.py reports FILE…
python benchmarks/read_pdf.py boxes FILE…
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2

from assistant.documents.document import Block, Extract, Kind, Line
from assistant.documents.pdf.reader import read_pdf
from assistant.errors import UnreadableFile


def letters(text: str) -> str:
    """Letters and digits alone: what two extractions of one paragraph share."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def timed(path: Path) -> tuple[Extract, float]:
    content = path.read_bytes()
    started = time.process_time()
    extract = read_pdf(content, name=path.name)
    return extract, time.process_time() - started


def numbered(folders: Sequence[Path], *, verbose: bool) -> None:
    """Gold numbered paragraphs that come out as exactly one block, complete."""
    total: Counter[str] = Counter()
    for folder in folders:
        gold: dict[str, list[dict[str, object]]] = defaultdict(list)
        for row in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(row)
            gold[entry["metadata"]["pdf"]].append(entry)
        for pdf, entries in sorted(gold.items()):
            extract, seconds = timed(folder / "docs" / pdf)
            counts = Counter(_verdict(entry, extract, verbose=verbose) for entry in entries)
            total += counts
            pages = len(extract.pages)
            print(f"{pdf:28} {dict(counts)} {pages / seconds:5.1f} pages/s")
    print("ALL", dict(total), f"complete {total['complete'] / total.total():.4f}")


def _verdict(entry: dict, extract: Extract, *, verbose: bool) -> str:  # type: ignore[type-arg]
    number = entry["metadata"]["para"]
    found = [b for b in extract.blocks if b.number == number and b.kind is not Kind.FOOTNOTE]
    cuts = [m.start() for m in re.finditer(r"[\r\n]", entry["text"])] + [len(entry["text"])]
    want = {_loose(entry["text"][:cut]) for cut in cuts if cut > 20}
    right = [b for b in found if _loose(b.text) in want]
    if len(found) == 1 and right:
        return "complete"
    verdict = "absent" if not found else "several" if right else "differs"
    if verbose:
        print(
            f"  {verdict} {entry['_id']}\n    gold {entry['text'][:90]!r} … {entry['text'][-90:]!r}"
        )
        for block in found[:3]:
            print(f"    ours p{block.page} {block.kind} {block.text[:60]!r} … {block.text[-90:]!r}")
    return verdict


def _loose(text: str) -> str:
    """ASCII letters and digits without raised digits: the gold text lost the others."""
    kept = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", text)
    return "".join(c for c in kept.casefold() if c.isascii() and c.isalnum())


def reports(files: Sequence[Path], *, verbose: bool) -> None:
    """Numbered paragraphs in files without a gold list: started, and complete."""
    total: Counter[str] = Counter()
    for path in files:
        try:
            extract, seconds = timed(path)
        except UnreadableFile as error:
            print(f"{path.name:40} {error}")
            continue
        counts = _numbered_in_raw(path, extract, verbose=verbose)
        total += counts
        print(
            f"{path.name:40} {len(extract.pages):4} p {len(extract.blocks):5} blocks "
            f"{len(extract.pages) / seconds:6.1f} pages/s {dict(counts)}"
        )
    if total["numbers"]:
        n = total["numbers"]
        print(
            f"ALL {dict(total)} start {total['start'] / n:.4f} complete {total['complete'] / n:.4f}"
        )


def _numbered_in_raw(path: Path, extract: Extract, *, verbose: bool) -> Counter[str]:
    """The run 1., 2., 3., … at line starts of the raw text; each must open one block.

    Complete: the block ends with a final mark or a colon, and no later block is its rest.
    """
    raw: list[str] = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            raw += page.get_textpage().get_text_range().splitlines()
    counts: Counter[str] = Counter()
    blocks = [b for b in extract.blocks if b.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM)]
    for line in _numbered_lines(raw):
        counts["numbers"] += 1
        opening = letters(line)[:20]
        starts = [i for i, b in enumerate(blocks) if letters(b.text).startswith(opening)]
        counts["start"] += bool(starts)
        complete = bool(starts) and _complete(blocks, starts[0])
        counts["complete"] += complete
        if verbose and not complete:
            around = blocks[starts[0] : starts[0] + 2] if starts else []
            texts = [f"p{b.page} {b.text[:40]!r} … {b.text[-60:]!r}" for b in around]
            print(f"  {'cut' if starts else 'no start'}: {line[:60]!r} {texts}")
    return counts


def _numbered_lines(raw: Iterable[str]) -> Iterable[str]:
    """Lines of the raw text that begin the next numbered paragraph, or start again at 1."""
    following = 1
    for line in raw:
        found = re.match(r"(\d{1,3})\.\s+(\S.{25,})", line)
        number = int(found.group(1)) if found else 0
        if number == following or (number == 1 and following > 5):
            following = number + 1
            yield line


def _complete(blocks: Sequence[Block], index: int) -> bool:
    text = re.sub(r"[\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹*† ]+$", "", blocks[index].text)
    after = blocks[index + 1].text if index + 1 < len(blocks) else ""
    if blocks[index].kind is Kind.HEADING:
        return not after[:1].islower()
    return text.endswith((".", ":", ";", "?", "!", "–", "—")) and not after[:1].islower()


def boxes(files: Sequence[Path], *, verbose: bool) -> None:
    """What `pdftotext` finds under the boxes of random paragraphs, against their text."""
    chosen = random.Random(7)
    inside = foreign = expected = 0
    for path in files:
        extract, _ = timed(path)
        candidates = [b for b in extract.blocks if len(b.text) > 40]
        for block in chosen.sample(candidates, min(10, len(candidates))):
            want = Counter(letters(block.text))
            shifts = {line.page: _cut_away(path, line.page) for line in block.lines}
            got = Counter(
                letters(" ".join(_under(path, line, *shifts[line.page]) for line in block.lines))
            )
            expected += want.total()
            inside += (want & got).total()
            foreign += (got - want).total()
            if verbose and (got - want).total() + (want - got).total() > 0.02 * want.total():
                print(
                    f"  {path.name} p{block.page} {block.text[:70]!r} -{want - got} +{got - want}"
                )
    print(
        f"inside {inside / expected:.4f} foreign {foreign / expected:.4f} of {expected} characters"
    )


def _cut_away(path: Path, number: int) -> tuple[float, float]:
    """Points that the crop box cuts off a page at the left and at the top, as displayed.

    Poppler measures from the media box, whatever it is told of the crop box.
    """
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        media, crop = page.get_mediabox(), page.get_cropbox()
        left, bottom, right, top = (abs(a - b) for a, b in zip(media, crop, strict=True))
        turned = page.get_rotation()
    return {0: (left, top), 90: (bottom, left), 180: (right, bottom), 270: (top, right)}[turned]


def _under(path: Path, line: Line, across: float, down: float) -> str:
    """Text that poppler finds under the words of a line, cropped at ten dots a point."""
    program = shutil.which("pdftotext")
    assert program is not None, "poppler-utils is not installed"
    left = min(word.x0 for word in line.words)
    right = max(word.x1 for word in line.words)
    height = line.box.y1 - line.box.y0
    sides = [across + left - 0.5, down + line.box.y0, right - left + 1, height]
    x, y, width, height = (str(round(10 * side)) for side in sides)
    command = [program, "-f", str(line.page), "-l", str(line.page), "-r", "720"]
    command += ["-x", x, "-y", y, "-W", width, "-H", height, str(path), "-"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    return done.stdout.decode("utf-8", "replace")


MEASUREMENTS = {f.__name__: f for f in (numbered, reports, boxes)}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measurement", choices=MEASUREMENTS)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    MEASUREMENTS[chosen.measurement](chosen.paths, verbose=chosen.verbose)
