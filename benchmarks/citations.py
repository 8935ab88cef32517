"""Anchor survival: receipts over real documents, the documents edited, every verdict graded.

    PYTHONPATH=. python benchmarks/citations.py FOLDER [--receipts 500] [--seed 1]

Each document is read, cited, edited by a script that knows what it does to every
paragraph (kept, moved, reworded, a number changed, deleted; others inserted; page
breaks shifted; or the whole exported as TXT or DOCX and read again) and verified.
A silent wrong anchor is a verdict of unchanged, moved or reworded that points at
another paragraph than the cited one has become.

A document's receipts are verified together, and one by one they must come out the
same. What that costs is told beside what reading the cited document whole costs.
"""

import argparse
import hashlib
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.receipts import Receipt
from assistant.citations.verification import Verdict, Verification, verify, verify_all
from assistant.citations.wording import tokens
from assistant.documents.composition import compose
from assistant.documents.document import Extract, Revision, Span
from assistant.documents.sandbox.reader import Reader
from assistant.errors import UnreadableFile
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from benchmarks.edited_documents import edit, exported

ANCHORED = (Verdict.UNCHANGED, Verdict.MOVED, Verdict.REWORDED)
EXPECTED = {
    "kept": (Verdict.UNCHANGED, Verdict.MOVED),
    "moved": (Verdict.UNCHANGED, Verdict.MOVED),
    "exported": (Verdict.UNCHANGED, Verdict.MOVED),
    "reworded": (Verdict.REWORDED,),
    "number": (Verdict.REWORDED,),
    "deleted": (Verdict.GONE,),
}


def put(library: SqliteLibrary, revision: Revision, file: Path, content: bytes) -> None:
    new = [p.paragraph_id for p in library.unencoded(revision.paragraphs)]
    vector = np.zeros(8, dtype=np.float32)
    vector[0] = 1.0
    with library.writing(), tempfile.NamedTemporaryFile() as kept:
        kept.write(content)
        kept.flush()
        source = Source(name=file.name, path=str(file), size=1, modified_ns=0)
        library.put(revision, source, Path(kept.name), dict.fromkeys(new, vector))


def receipt_of(citation: Citation) -> Receipt:
    return Receipt(
        citation.document_id, citation.document, citation.paragraph_id, citation.revision,
        citation.quote, citation.start, citation.end, citation.prefix, citation.suffix,
        str(citation.address),
    )  # fmt: skip


def receipts_of(
    library: SqliteLibrary, revision: Revision, count: int, chance: random.Random
) -> dict[int, Receipt]:
    long = [p for p in revision.paragraphs if len(tokens(p.text)) >= 6 and p.sentences]
    chosen = chance.sample(long, min(count, len(long)))
    made = {}
    for paragraph in chosen:
        whole = Span(paragraph.sentences[0].start, paragraph.end)
        span = chance.choice([*paragraph.sentences, whole])
        passage = library.passage(paragraph.paragraph_id)
        made[paragraph.ordinal] = receipt_of(cite(1, passage, span, text=revision.text))
    return made


def same_words(one: str, other: str) -> bool:
    return [t.word for t in tokens(one)] == [t.word for t in tokens(other)]


@dataclass(slots=True)
class Tally:
    verdicts: Counter[tuple[str, str]]
    wrong: list[str]
    unexpected: list[str]
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """CPU time by what it went into, for as many receipts each."""

    @contextmanager
    def timing(self, what: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.seconds[what] += time.process_time() - started

    def grade(self, action: str, outcome: Verification, right_place: bool) -> None:
        self.verdicts[(action, outcome.verdict.value)] += 1
        line = f"{action} → {outcome.verdict.value}: {outcome.receipt.quote[:90]!r}"
        if outcome.verdict in ANCHORED and not right_place:
            now = outcome.now.quote[:90] if outcome.now else None
            self.wrong.append(f"{line} now {now!r}")
        elif outcome.verdict not in EXPECTED[action]:
            self.unexpected.append(line)


def verified(
    receipts: Sequence[Receipt], library: SqliteLibrary, tally: Tally
) -> tuple[Verification, ...]:
    with tally.timing("together"):
        together = verify_all(receipts, library)
    with tally.timing("one by one"):
        alone = tuple(verify(receipt, library) for receipt in receipts)
    assert together == alone, "a receipt is verified alike alone and among others"
    return together


def survive_edit(
    library: SqliteLibrary,
    file: Path,
    revision: Revision,
    count: int,
    chance: random.Random,
    tally: Tally,
) -> None:
    made = receipts_of(library, revision, count, chance)
    edited, done = edit(revision, set(made), chance)
    extract = Extract(revision.format, tuple(e.block for e in edited), revision.pages)
    content = chance.randbytes(64)
    digest = hashlib.sha256(content).hexdigest()
    changed = compose(extract, document_id=revision.document_id, sha256=digest)
    kept = [e for e in edited if re.search(r"\w", e.block.text)]
    with tally.timing("before the edit"):
        before = verify_all([*made.values()], library)
    assert all(outcome.verdict is Verdict.UNCHANGED for outcome in before)
    with tally.timing("reading it whole"):
        for receipt in made.values():
            library.paragraphs(receipt.document_id)
    put(library, changed, file, content)
    outcomes = verified([*made.values()], library, tally)
    for ordinal, outcome in zip(made, outcomes, strict=True):
        place = None
        if outcome.now is not None:
            there = library.passage(outcome.now.paragraph_id).paragraph.ordinal
            place = kept[there].origin
        action = done[ordinal]
        if action in ("reworded", "number"):
            block = next(e.block for e in kept if e.origin == ordinal)
            if same_inside(outcome.receipt.quote, block.text):
                action = "kept"
        tally.grade(action, outcome, place == ordinal)


def same_inside(quote: str, text: str) -> bool:
    wanted, there = [t.word for t in tokens(quote)], [t.word for t in tokens(text)]
    return any(there[i : i + len(wanted)] == wanted for i in range(len(there) - len(wanted) + 1))


def survive_export(
    library: SqliteLibrary, reader: Reader, file: Path, revision: Revision, count: int,
    chance: random.Random, tally: Tally,
) -> None:  # fmt: skip
    made = receipts_of(library, revision, count, chance)
    kind = chance.choice(["txt", "docx"])
    content = exported(revision, kind)
    again = reader.read_bytes(content, document_id=revision.document_id, name=f"export.{kind}")
    put(library, again, file, content)
    for outcome in verify_all([*made.values()], library):
        right = outcome.now is not None and same_words(outcome.now.quote, outcome.receipt.quote)
        tally.grade("exported", outcome, right)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--receipts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    files = sorted(f for f in given.folder.iterdir() if f.is_file())
    each = -(-given.receipts // max(1, len(files)))
    tally = Tally(Counter(), [], [])
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        library = SqliteLibrary.open(Path(folder) / "library", fingerprint="benchmark", dimension=8)
        for file in files:
            for way in ("edit", "export"):
                try:
                    revision = reader.read(file, document_id=library.new_document_id())
                except UnreadableFile:
                    continue
                put(library, revision, file, file.read_bytes())
                if way == "edit":
                    survive_edit(library, file, revision, each, chance, tally)
                else:
                    survive_export(library, reader, file, revision, -(-each // 4), chance, tally)
        library.close()
    for (action, verdict), count in sorted(tally.verdicts.items()):
        print(f"{action:10} {verdict:10} {count:5}")
    whole = tally.seconds.pop("reading it whole")
    for what, seconds in tally.seconds.items():
        print(f"{what:15} {seconds / whole:.3f} of reading the document whole for each receipt")
    print(f"silent wrong anchors: {len(tally.wrong)}")
    print(f"other verdicts than expected: {len(tally.unexpected)}")
    print(*tally.wrong, *tally.unexpected[:40], sep="\n")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
