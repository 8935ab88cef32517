"""Citations that people kept, written as a test set that `pincite evaluate` runs.

The folder is in the form of BEIR: `corpus.jsonl` holds every paragraph of the
library, `queries.jsonl` the questions, `qrels/test.tsv` which paragraph answers which.
What a paragraph is in its document stands in its `metadata`, so that `pincite evaluate`
finds in the folder what it finds in the library.
A question whose every citation is gone, or whose place nothing tells, is left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.documents.document import Block, Kind, Paragraph
from assistant.errors import AssistantError
from assistant.keeping.kept import NOTHING_KEPT, Kept
from assistant.library.library import Library
from assistant.library.records import DocumentRecord


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written."""

    questions: int
    passages: int
    left_out: int
    """Citations without a question, or without a place now."""


@dataclass(frozen=True, slots=True)
class InDocument:
    """What a text is in its document: what ranks it beside its words."""

    document: str
    """Its id; texts of one document stand together, in their order."""
    title: str | None
    language: str | None
    kind: Kind
    level: int
    number: str | None
    bullet: str | None
    mark_end: int
    speaker: str | None
    truncated: bool

    @classmethod
    def of(cls, record: DocumentRecord, paragraph: Paragraph) -> "InDocument":
        """That of a paragraph of the library."""
        first = paragraph.sentences[0].start if paragraph.sentences else paragraph.start
        return cls(
            document=record.document_id,
            title=record.title,
            language=record.language,
            kind=paragraph.kind,
            level=paragraph.level,
            number=paragraph.number,
            bullet=paragraph.bullet,
            mark_end=first - paragraph.start,
            speaker=paragraph.turn,
            truncated=paragraph.truncated,
        )

    def block(self, text: str) -> Block:
        """The text as a reader would give it."""
        return Block(
            self.kind,
            text,
            number=self.number,
            bullet=self.bullet,
            mark_end=self.mark_end,
            level=self.level,
            speaker=self.speaker,
            truncated=self.truncated,
        )


def export_test_set(library: Library, kept: Sequence[Kept], folder: Path) -> Exported:
    """Write the folder; what is in it already under these names is replaced.

    Raises `AssistantError` when nothing can be exported or the folder cannot be written.
    """
    answers: dict[str, set[str]] = {}
    for one in kept:
        if one.question and one.verification.now is not None:
            answers.setdefault(one.question, set()).add(one.verification.now.paragraph_id)
    if not answers:
        raise AssistantError(NOTHING_KEPT)
    numbered = {f"q{number}": question for number, question in enumerate(answers, start=1)}
    passages = [
        {
            "_id": paragraph.paragraph_id,
            "title": _title(record),
            "text": paragraph.text,
            "metadata": {"paragraph": asdict(InDocument.of(record, paragraph))},
        }
        for record in library.documents()
        for paragraph in library.paragraphs(record.document_id)
    ]
    queries = [{"_id": name, "text": question} for name, question in numbered.items()]
    grades = [f"{q}\t{p}\t1" for q, text in numbered.items() for p in sorted(answers[text])]
    try:
        (folder / "qrels").mkdir(parents=True, exist_ok=True)
        _write(folder / "corpus.jsonl", map(_line, passages))
        _write(folder / "queries.jsonl", map(_line, queries))
        _write(folder / "qrels" / "test.tsv", ["query-id\tcorpus-id\tscore", *grades])
    except OSError as error:
        raise AssistantError(f"The test set cannot be written to {folder}: {error}.") from error
    left_out = sum(1 for one in kept if not one.question or one.verification.now is None)
    return Exported(len(queries), len(passages), left_out)


def _title(record: DocumentRecord) -> str:
    """Of the document; a name may hold bytes that are no characters."""
    return record.title or record.name.encode("utf-8", "backslashreplace").decode()


def _line(entry: Mapping[str, Any]) -> str:
    """JSON in ASCII, so that no character of a document ends a line or cannot be written."""
    return json.dumps(entry)


def _write(place: Path, lines: Iterable[str]) -> None:
    with place.open("w", encoding="utf-8") as writing:
        writing.writelines(f"{line}\n" for line in lines)
