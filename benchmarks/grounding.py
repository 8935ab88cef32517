"""What grounding links: scripted replies that are false, and faithful ones, over real paragraphs.

`python benchmarks/grounding.py FOLDER [FOLDER…] [--replies 10000] [--faithful 200]`

FOLDER is BEIR-style (`corpus.jsonl`, and for answers `queries.jsonl`, `qrels/test.tsv`).
Five paragraphs at a time are the sources. Every false reply that is linked is printed.
"""

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.answers.grounding import ground
from assistant.answers.sources import Source
from assistant.language.characters import normalised
from assistant.settings import Settings
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder
from tests.answers.forgeries import FAITHFUL, cited, forged
from tests.answers.shelves import source_of

_ASKED = re.compile(r"(?:Who|What) (\w+ed|is|was|were|are|has|had) (.+)\?")


def texts(folder: Path, most: int, rng: random.Random) -> list[str]:
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        found = [normalised(json.loads(line)["text"]) for line in lines]
    found = [text for text in dict.fromkeys(found) if 80 < len(text) < 4_000]
    return rng.sample(found, min(most, len(found)))


def sources_of(some: list[str], language: str) -> list[Source]:
    return [source_of(text, number, language) for number, text in enumerate(some, start=1)]


def fives(some: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(some) - 4, 5):
        yield some[at : at + 5]


def judge_false(
    shelves: list[list[Source]], encoder: Encoder, replies: int, rng: random.Random
) -> None:
    asked, linked = Counter[str](), Counter[str]()
    started = time.perf_counter()
    while asked.total() < replies:
        shelf = rng.choice(shelves)
        for reply in forged(rng, shelf, 60):
            asked[reply.kind] += 1
            grounded = ground(reply.text, shelf, encoder)
            if grounded.citations:
                linked[reply.kind] += 1
                print(f"LINKED {reply.kind}: {reply.text}\n   <- {grounded.citations[0].quote}")
    seconds = time.perf_counter() - started
    for kind, count in sorted(asked.items()):
        print(f"  {kind:28} {count:6} replies  {linked[kind]:4} linked")
    print(f"false: {asked.total()} replies, {linked.total()} linked, {seconds:.1f} s")


def judge_faithful(
    shelves: list[list[Source]], encoder: Encoder, most: int, rng: random.Random
) -> None:
    asked, linked = Counter[str](), Counter[str]()
    missed: dict[str, list[str]] = {}
    for kind, make in FAITHFUL.items():
        for _ in range(most * 200):
            if asked[kind] >= most // len(FAITHFUL):
                break
            shelf = rng.choice(shelves)
            own = rng.choice(shelf)
            said = rng.choice([text for _, text in own.sentences()])
            text = make(rng, said) if len(said.split()) > 4 else None
            if text is None:
                continue
            asked[kind] += 1
            if ground(cited(text, own.number), shelf, encoder).citations:
                linked[kind] += 1
            else:
                missed.setdefault(kind, []).append(f"{text}\n     <- {said}")
    for kind, count in asked.items():
        print(f"  {kind:28} {count:4} replies  {linked[kind]:4} supported")
        for example in missed.get(kind, [])[:3]:
            print("     missed:", example)
    print(f"faithful: {asked.total()} replies, {linked.total()} supported")


def judge_answers(folder: Path, language: str, encoder: Encoder, most: int) -> None:
    """`Who …?` and `What …?` whose answer is put in the place of the question word."""
    corpus = {}
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            corpus[entry["_id"]] = normalised(entry["text"])
    right = dict(
        row.split("\t")[:2]
        for row in (folder / "qrels" / "test.tsv").read_text("utf-8").splitlines()[1:]
    )
    with (folder / "spans.jsonl").open(encoding="utf-8", newline="") as lines:
        answers = {entry["query_id"]: entry.get("text") for entry in map(json.loads, lines)}
    asked = linked = 0
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            match = _ASKED.fullmatch(entry["text"])
            answer = answers.get(entry["_id"])
            if not match or not answer or entry["_id"] not in right or asked >= most:
                continue
            asked += 1
            claim = f"{answer[0].upper()}{answer[1:]} {match[1]} {match[2]}."
            shelf = sources_of([corpus[right[entry["_id"]]]], language)
            linked += bool(ground(cited(claim, 1), shelf, encoder).citations)
    print(f"answers put into their questions: {asked} replies, {linked} supported")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--replies", type=int, default=10_000)
    parser.add_argument("--faithful", type=int, default=200)
    parser.add_argument("--language", default="en")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    encoder = load_encoder("bundled", cache=Settings().cache_folder)
    for folder in given.folders:
        rng = random.Random(given.seed)
        print(folder.name)
        shelves = [sources_of(some, given.language) for some in fives(texts(folder, 1_000, rng))]
        judge_false(shelves, encoder, given.replies // len(given.folders), rng)
        judge_faithful(shelves, encoder, given.faithful, rng)
        if (folder / "spans.jsonl").exists():
            judge_answers(folder, given.language, encoder, given.faithful)


if __name__ == "__main__":
    main()
