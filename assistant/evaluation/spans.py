"""Questions about whole files, read as a person's are: how much of the gold is quoted."""

import tempfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from assistant.answers.answer import Answer
from assistant.answers.quoting import quoted
from assistant.documents.document import Span
from assistant.documents.sandbox.reader import Reader
from assistant.errors import BadEvaluationFolder
from assistant.evaluation.encodings import encoded
from assistant.evaluation.figures import harmonic, precision_and_recall
from assistant.evaluation.gold_spans import Letters, SpanQuestion, overlap, placed
from assistant.indexing.reindexing import reindex
from assistant.library.library import Library
from assistant.library.opening import open_library
from assistant.questions.question import Question
from assistant.retrieval.retriever import Retriever
from embeddings.card import Card
from embeddings.encoder import Encoder, Fingerprint, Progress, Tokens, Vectors

SHOWN = 5
"""Paragraphs shown for each question, as a person sees them."""

Spots = dict[str, set[int]]
"""Offsets of letters and digits, by document id."""


@dataclass(frozen=True, slots=True)
class Remembering:
    """An encoder that keeps what it encoded in a folder."""

    encoder: Encoder
    cache: Path

    @property
    def fingerprint(self) -> Fingerprint:
        """That of the encoder behind it."""
        return self.encoder.fingerprint

    @property
    def card(self) -> Card:
        """That of the encoder behind it."""
        return self.encoder.card

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """As `Encoder.encode_passages`."""
        return encoded(texts, self.encoder, self.cache, progress)

    def encode_question(self, text: str, /) -> Vectors:
        """As `Encoder.encode_question`."""
        return self.encoder.encode_question(text)

    def encode_tokens(
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens] | None:
        """As `Encoder.encode_tokens`."""
        return self.encoder.encode_tokens(texts, question=question)


def span_figures(
    folder: Path,
    questions: Sequence[SpanQuestion],
    encoder: Encoder,
    cache: Path,
    progress: Progress | None = None,
) -> dict[str, float]:
    """How the quotations of the answers lie over the gold, by letters and digits.

    The files go through the real reader into a temporary library, and each question is
    asked within its file. Recall, precision and IoU are means over the questions with a
    gold stretch that could be placed, an answer *not found* counting 0; `_first` is of the
    first quotation alone. `span_recall@5` is the share of the gold that stands in the five
    paragraphs shown. Raises `BadEvaluationFolder` when a file cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="pincite-evaluate-") as scratch:
        library = open_library(
            Path(scratch) / "library",
            fingerprint=str(encoder.fingerprint),
            dimension=encoder.fingerprint.dimension,
        )
        try:
            shelf = read_files(library, folder, questions, Remembering(encoder, cache))
            return _figures(shelf, questions, progress)
        finally:
            library.close()


@dataclass(frozen=True, slots=True)
class SpanShelf:
    """The files of a set in a library, and where their letters and digits stand."""

    retriever: Retriever
    ids: Mapping[str, str]
    """Document id by the file's name."""
    raw: Mapping[str, Letters]
    """Of the files, by name."""
    read: Mapping[str, Letters]
    """Of the texts as read, by document id."""

    def gold(self, question: SpanQuestion) -> tuple[Spots, int]:
        """What an answer should quote, and how many gold stretches could not be placed."""
        id_ = self.ids[question.doc]
        spans = [placed(span, self.raw[question.doc], self.read[id_]) for span in question.gold]
        here = [(id_, span) for span in spans if span is not None]
        return _spots(here, self.read), spans.count(None)

    def answer(self, question: SpanQuestion) -> Answer:
        """As a person who asks within the file gets it."""
        asked, within = Question.of(question.text), [self.ids[question.doc]]
        return quoted(self.retriever.rank(asked, within=within, limit=SHOWN), SHOWN)

    def overlaps(self, gold: Spots, found: Answer) -> tuple[float, ...]:
        """Recall, precision and IoU of all that is quoted, of the first, and recall@5."""
        said = [(c.document_id, Span(c.start, c.end)) for c in found.citations]
        hits = [hit for hit in (found.target, *found.runners_up) if hit is not None][:SHOWN]
        paragraphs = [(p.document_id, Span(p.start, p.end)) for p in (h.paragraph for h in hits)]
        return (
            *overlap(gold, _spots(said, self.read)),
            *overlap(gold, _spots(said[:1], self.read)),
            overlap(gold, _spots(paragraphs, self.read))[0],
        )


def read_files(
    library: Library, folder: Path, questions: Sequence[SpanQuestion], encoder: Encoder
) -> SpanShelf:
    """The files that these questions are about, through the real reader into a library.

    Raises `BadEvaluationFolder` when one cannot be read.
    """
    names = list(dict.fromkeys(question.doc for question in questions))
    with Reader() as reader:
        paths = [folder / "docs" / name for name in names]
        done = reindex(library, paths, read=reader.read, encoder=encoder)
    if done.failed or done.added < len(names):
        raise BadEvaluationFolder(f"{folder / 'docs'}: {done.failed} files cannot be read.")
    ids = {
        name: library.find(str((folder / "docs" / name).resolve())).document_id for name in names
    }
    return SpanShelf(
        Retriever(library, encoder),
        ids,
        {name: Letters.of(_raw(folder / "docs" / name)) for name in names},
        {id_: Letters.of(library.text(id_)) for id_ in ids.values()},
    )


def _figures(
    shelf: SpanShelf, questions: Sequence[SpanQuestion], progress: Progress | None
) -> dict[str, float]:
    rows: list[tuple[float, ...]] = []
    silent: list[bool] = []
    lost = 0
    for question in questions:
        found = shelf.answer(question)
        silent.append(not found.found)
        gold, unplaced = shelf.gold(question)
        lost += unplaced
        if gold:
            rows.append(shelf.overlaps(gold, found))
        if progress is not None:
            progress(1)
    figures = {
        "span_questions": float(len(rows)),
        "span_gold": float(sum(len(question.gold) for question in questions)),
        "span_unplaced": float(lost),
    }
    keys = ("recall", "precision", "IoU", "recall_first", "precision_first", "IoU_first")
    for at, key in enumerate((*keys, "recall@5")):
        figures[f"span_{key}"] = fmean(row[at] for row in rows) if rows else 0.0
    absent = [not question.gold for question in questions]
    if any(absent):
        precision, recalled = precision_and_recall(silent, absent)
        figures |= {
            "span_abstention_precision": precision,
            "span_abstention_recall": recalled,
            "span_abstention_F1": harmonic(precision, recalled),
        }
    return figures


def _spots(spans: Iterable[tuple[str, Span]], read: Mapping[str, Letters]) -> Spots:
    """The offsets of the letters and digits under these spans, by document id."""
    spots: dict[str, set[int]] = defaultdict(set)
    for document_id, span in spans:
        offsets = read[document_id].offsets
        spots[document_id].update(
            offsets[bisect_left(offsets, span.start) : bisect_left(offsets, span.end)]
        )
    return dict(spots)


def _raw(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadEvaluationFolder(f"{path} cannot be read: {error}.") from error
