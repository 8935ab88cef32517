"""Answers judged as stretches of raw files, and where those stretches are in the text as read."""

import json
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.document import Span
from assistant.errors import BadEvaluationFolder
from assistant.evaluation.judgements import entries, metadata_of

_CONTEXT = 64
"""Letters before and after that tell one occurrence of the same words from another."""


@dataclass(frozen=True, slots=True)
class SpanQuestion:
    """A question about one file, with the stretches of it that answer it."""

    text: str
    doc: str
    """The name of its file under `docs/`."""
    gold: tuple[Span, ...]
    """In the raw file, decoded with its line ends as they are; empty where there is no answer."""


def read_span_questions(folder: Path, limit: int | None = None) -> tuple[SpanQuestion, ...]:
    """The questions of `queries.jsonl` that name a file (`metadata.doc`) and are judged.

    At most `limit`, the first ones; none when there are no `spans.jsonl` and `docs/`.
    Raises `BadEvaluationFolder`.
    """
    if not (folder / "spans.jsonl").is_file() or not (folder / "docs").is_dir():
        return ()
    gold: dict[tuple[str, str], list[Span]] = defaultdict(list)
    try:
        lines = (folder / "spans.jsonl").read_text("utf-8").split("\n")
        for entry in map(json.loads, filter(None, map(str.strip, lines))):
            place = str(entry["query_id"]), str(entry["doc"])
            gold[place].append(Span(int(entry["start"]), int(entry["end"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadEvaluationFolder(
            f"{folder / 'spans.jsonl'}: not lines of query_id, doc, start and end: {error!r}."
        ) from error
    found = []
    for entry in entries(folder / "queries.jsonl"):
        metadata = metadata_of(entry)
        doc = metadata.get("doc")
        spans = tuple(gold.get((str(entry["_id"]), str(doc)), ()))
        if doc and (spans or metadata.get("answerable") is False):
            found.append(SpanQuestion(str(entry["text"]), str(doc), spans))
    return tuple(found[:limit])


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, folded, and the offset that each stands at."""

    folded: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Letters":
        """Of any text; a ligature gives the letters it is made of, all at one offset."""
        letters: list[str] = []
        offsets: list[int] = []
        for offset, character in enumerate(text):
            for letter in _fold(character):
                letters.append(letter)
                offsets.append(offset)
        return cls("".join(letters), tuple(offsets))


_folds: dict[str, str] = {}


def _fold(character: str) -> str:
    if character not in _folds:
        folded = unicodedata.normalize("NFKD", character).casefold()
        _folds[character] = "".join(filter(str.isalnum, folded))
    return _folds[character]


def placed(span: Span, raw: Letters, read: Letters) -> Span | None:
    """Where a stretch of the raw file stands in the text as read; `None` if it does not.

    Reading changes spaces, line ends, hyphens and marks, and leaves out running heads:
    letters and digits are what stays. Of several occurrences of the same letters the one
    in the most equal surroundings is taken, then the one nearest by position. A stretch
    that reading has broken up has no place.
    """
    start, end = bisect_left(raw.offsets, span.start), bisect_left(raw.offsets, span.end)
    wanted = raw.folded[start:end]
    if not wanted:
        return None
    expected = start / len(raw.folded) * len(read.folded)
    best: tuple[int, float] | None = None
    chosen = -1
    at = read.folded.find(wanted)
    while at >= 0:
        alike = _shared(raw.folded[:start][-_CONTEXT:][::-1], read.folded[:at][-_CONTEXT:][::-1])
        after = at + len(wanted)
        alike += _shared(raw.folded[end : end + _CONTEXT], read.folded[after : after + _CONTEXT])
        if best is None or (alike, -abs(at - expected)) > best:
            best, chosen = (alike, -abs(at - expected)), at
        at = read.folded.find(wanted, at + 1)
    if chosen < 0:
        return None
    return Span(read.offsets[chosen], read.offsets[chosen + len(wanted) - 1] + 1)


def _shared(one: str, other: str) -> int:
    """Length of the common beginning."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def overlap(gold: Mapping[str, set[int]], said: Mapping[str, set[int]]) -> tuple[float, ...]:
    """Recall, precision and intersection over union of sets of offsets; 0 for nothing."""
    shared = sum(len(spots & said.get(doc, set())) for doc, spots in gold.items())
    wanted, given = sum(map(len, gold.values())), sum(map(len, said.values()))
    union = wanted + given - shared
    return (
        shared / wanted if wanted else 0.0,
        shared / given if given else 0.0,
        shared / union if union else 0.0,
    )
