"""What paragraphs do: F1 by function on labels made by hand, and how long the judging takes.

    PYTHONPATH=. python benchmarks/functions.py draw FOLDER sheet.jsonl
    PYTHONPATH=. python benchmarks/functions.py score FOLDER labels.jsonl [--half fit] [--wrong]

A label is one JSON object a line: `document` (a path under FOLDER), `ordinal`, `text`,
`labels` (what a careful reader says it does; several where more than one would do) and
`half` (`fit` or `held`). Labels are no part of this repository: the texts have owners.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from assistant.documents.document import Function, Paragraph
from assistant.documents.functions.classification import with_functions
from assistant.documents.reading import read_extract, revision_of
from assistant.errors import UnreadableFile

Label = dict[str, Any]


def read(path: Path) -> tuple[Paragraph, ...]:
    """The paragraphs of one file; none where it cannot be read."""
    try:
        extract = read_extract(path.read_bytes(), name=path.name)
        return revision_of(extract, document_id=path.name, sha256="").paragraphs
    except UnreadableFile:
        return ()


def draw(folder: Path, seed: int = 1, each: int = 8) -> list[Label]:
    """Paragraphs to be labelled: of every file some of each kind, of its beginning and end."""
    chosen: list[Label] = []
    dice = random.Random(seed)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        paragraphs = read(path)
        by_kind: dict[str, list[Paragraph]] = defaultdict(list)
        for paragraph in paragraphs:
            by_kind[paragraph.kind].append(paragraph)
        pools = [*by_kind.values(), list(paragraphs[:14]), list(paragraphs[-8:])]
        picked = {dice.choice(pool).ordinal for _ in range(each) for pool in pools if pool}
        for ordinal in sorted(dice.sample(sorted(picked), min(each, len(picked)))):
            name, text = str(path.relative_to(folder)), paragraphs[ordinal].text
            chosen.append({"document": name, "ordinal": ordinal, "text": text, "labels": []})
    return chosen


def nearest(paragraphs: tuple[Paragraph, ...], label: Label) -> Paragraph | None:
    """The labelled paragraph: readers change, and ordinals with them."""
    same = [paragraph for paragraph in paragraphs if paragraph.text == label["text"]]
    return min(same, key=lambda paragraph: abs(paragraph.ordinal - label["ordinal"]), default=None)


def score(folder: Path, labels: list[Label], show_wrong: bool) -> None:
    """Print precision, recall and F1 a function, and what statements were lost."""
    judged: list[tuple[Label, Paragraph]] = []
    seconds, count = 0.0, 0
    for name in sorted({label["document"] for label in labels}):
        paragraphs = read(folder / name)
        start = time.process_time()
        paragraphs = with_functions(paragraphs)
        seconds, count = seconds + time.process_time() - start, count + len(paragraphs)
        for label in labels:
            found = nearest(paragraphs, label) if label["document"] == name else None
            if found is not None:
                judged.append((label, found))
    print(f"{len(judged)} of {len(labels)} found again; {1e6 * seconds / count:.0f} µs a paragraph")
    print("function          labels   prec.  recall      F1")
    for function in Function:
        print(_line(function, judged))
    right = sum(paragraph.function in label["labels"] for label, paragraph in judged)
    print(f"right: {right / len(judged):.3f}")
    lost = Counter(
        str(paragraph.function)
        for label, paragraph in judged
        if label["labels"] == ["statement"] and paragraph.function is not Function.STATEMENT
    )
    print("statements taken for another thing:", dict(lost))
    for label, paragraph in judged:
        if show_wrong and paragraph.function not in label["labels"]:
            told = (
                f"{'/'.join(label['labels'])} → {paragraph.function} ({paragraph.function_basis})"
            )
            print(f"{told}  {label['document'][-30:]} {paragraph.ordinal} {paragraph.text[:120]}")


def _line(function: Function, judged: list[tuple[Label, Paragraph]]) -> str:
    """One function's figures: an answer among several good ones is right and counts as it."""
    true = sum(p.function is function and function in label["labels"] for label, p in judged)
    given = sum(p.function is function for _, p in judged)
    missed = sum(
        label["labels"][0] == function and p.function not in label["labels"] for label, p in judged
    )
    precision = true / given if given else 0.0
    recall = true / (true + missed) if true + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    labels = true + missed
    return f"{function:16}  {labels:6}   {precision:.3f}   {recall:.3f}   {f1:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["draw", "score"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--half", choices=["fit", "held"])
    parser.add_argument("--within", default="", help="only documents whose path holds this")
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    if given.what == "draw":
        lines = [json.dumps(label, ensure_ascii=False) for label in draw(given.folder)]
        given.labels.write_text("\n".join(lines), "utf-8")
        return
    labels = [json.loads(line) for line in given.labels.read_text("utf-8").splitlines()]
    labels = [label for label in labels if given.half in (None, label["half"])]
    labels = [label for label in labels if given.within in label["document"]]
    score(given.folder, labels, given.wrong)


if __name__ == "__main__":
    sys.exit(main())
