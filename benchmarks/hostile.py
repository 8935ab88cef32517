"""What becomes of every file in a folder: `python benchmarks/hostile.py FOLDER`.

Each file is read in the sandbox; the table shows its outcome, how long it took
by the clock, and the growth of this process's own memory over the whole run.
"""

import argparse
import resource
import time
from pathlib import Path

from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder = arguments.parse_args().folder
    before = peak()
    read = refused = 0
    slowest = 0.0
    with Reader() as reader:
        print("walls:", ", ".join(reader.walls()) or "none")
        for path in sorted(folder.rglob("*")):
            if path.is_dir() and not path.suffix:
                continue
            start = time.perf_counter()
            outcome = outcome_of(reader, path)
            seconds = time.perf_counter() - start
            slowest = max(slowest, seconds)
            read += outcome.startswith("read")
            refused += not outcome.startswith("read")
            print(f"{seconds:7.2f} s  {path.name:45.45} {outcome}", flush=True)
    print(f"{read} read, {refused} refused, slowest {slowest:.1f} s, parent +{peak() - before} MiB")


def outcome_of(reader: Reader, path: Path) -> str:
    try:
        revision = reader.read(path, document_id="d")
    except UnreadableFile as refusal:
        return f"refused: {refusal}"
    for paragraph in revision.paragraphs:
        assert revision.text[paragraph.start : paragraph.end] == paragraph.text
    notices = f"; {'; '.join(revision.notices)}" if revision.notices else ""
    return f"read: {revision.format}, {len(revision.paragraphs)} paragraphs{notices}"


def peak() -> int:
    """MiB this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
