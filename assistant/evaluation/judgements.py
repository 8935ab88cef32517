"""A folder of questions with judged answers, in the layout of the BEIR benchmark."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.documents.document import Kind
from assistant.errors import BadEvaluationFolder
from assistant.keeping.test_set import InDocument


@dataclass(frozen=True, slots=True)
class JudgedText:
    """An entry of the corpus."""

    passage_id: str
    title: str
    text: str
    place: InDocument | None = None
    """What it is in its document, where the set was exported from a library."""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with what is known of its answers."""

    question_id: str
    text: str
    scope: str | None
    """Prefix of the passage ids that it may return; `None` for all."""
    relevant: Mapping[str, int]
    """Grade by passage id, above 0; empty for a question without an answer."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """An evaluation set; only questions that are judged are in it."""

    name: str
    passages: tuple[JudgedText, ...]
    questions: tuple[JudgedQuestion, ...]

    @property
    def scopes(self) -> tuple[str, ...]:
        """The different scopes, in the order of the questions."""
        return tuple(dict.fromkeys(q.scope for q in self.questions if q.scope is not None))


def read_judgements(folder: Path, limit: int | None = None) -> Judgements:
    """Read an evaluation folder; at most `limit` questions, the first ones.

    A question is judged when `qrels/test.tsv` gives it a passage or its
    `metadata.answerable` is false; others are left out. Raises
    `BadEvaluationFolder` when a file is missing or the files do not agree.
    """
    passages = tuple(_passage(entry) for entry in entries(folder / "corpus.jsonl"))
    ids = {passage.passage_id for passage in passages}
    if len(ids) < len(passages):
        raise BadEvaluationFolder(f"{folder / 'corpus.jsonl'}: an _id stands there twice.")
    grades = _grades(folder / "qrels" / "test.tsv")
    questions = [
        _question(entry, grades)
        for entry in entries(folder / "queries.jsonl")
        if str(entry["_id"]) in grades or metadata_of(entry).get("answerable") is False
    ][:limit]
    if not passages or not questions:
        raise BadEvaluationFolder(f"{folder}: no passages, or no question that is judged.")
    for question in questions:
        unknown = question.relevant.keys() - ids
        if unknown:
            raise BadEvaluationFolder(
                f"{folder}: question {question.question_id} is judged by passage "
                f"{min(unknown)}, which corpus.jsonl does not have."
            )
    return Judgements(folder.resolve().name, passages, tuple(questions))


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, each with an `_id` and a `text`.

    Raises `BadEvaluationFolder`.
    """
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadEvaluationFolder(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            entry["_id"], entry["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise BadEvaluationFolder(
                f"{path}, line {number}: not a JSON object with _id and text."
            ) from error
        yield entry


def metadata_of(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an entry says beside its text; empty when it says nothing."""
    found = entry.get("metadata")
    return found if isinstance(found, dict) else {}


def _passage(entry: Mapping[str, Any]) -> JudgedText:
    told = metadata_of(entry).get("paragraph")
    try:
        place = InDocument(**{**told, "kind": Kind(told["kind"])}) if told else None
    except (TypeError, KeyError, ValueError) as error:
        raise BadEvaluationFolder(
            f"What passage {entry['_id']} is in its document cannot be read: {error}. "
            "Export the test set again, or take `paragraph` out of its metadata."
        ) from error
    text, title = str(entry["text"]), str(entry.get("title") or "")
    return JudgedText(str(entry["_id"]), title, text, place)


def _question(entry: Mapping[str, Any], grades: Mapping[str, Mapping[str, int]]) -> JudgedQuestion:
    metadata = metadata_of(entry)
    unanswerable = metadata.get("answerable") is False
    scope = metadata.get("scope")
    return JudgedQuestion(
        question_id=str(entry["_id"]),
        text=str(entry["text"]),
        scope=None if scope is None else str(scope),
        relevant={} if unanswerable else grades[str(entry["_id"])],
    )


def _grades(path: Path) -> dict[str, dict[str, int]]:
    """Grades above 0 by question and passage; questions with none are left out."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadEvaluationFolder(f"{path} cannot be read: {error}.") from error
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and not cells[-1].strip().lstrip("-").isdigit()):
            continue
        try:
            question, passage, grade = cells[0], cells[-2], int(cells[-1])
        except (ValueError, IndexError) as error:
            raise BadEvaluationFolder(
                f"{path}, line {number}: not question, passage and score, parted by tabs."
            ) from error
        if grade > 0:
            grades[question][passage] = grade
    return dict(grades)
