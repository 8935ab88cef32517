"""An evaluation folder through the real pipeline: figures for each way of searching."""

import hashlib
import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

import platformdirs

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind
from assistant.errors import BadEvaluationFolder
from assistant.evaluation.encodings import encoded
from assistant.evaluation.figures import (
    harmonic,
    ndcg,
    percentile,
    precision_and_recall,
    recall,
    reciprocal_rank,
)
from assistant.evaluation.gold_spans import read_span_questions
from assistant.evaluation.judgements import JudgedQuestion, JudgedText, Judgements, read_judgements
from assistant.evaluation.spans import span_figures
from assistant.language.detection import detect_language
from assistant.library.library import Library
from assistant.library.opening import open_library
from assistant.library.records import Source
from assistant.questions.question import Question
from assistant.retrieval.constants import FOUND
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import MODES, Mode, Retriever
from embeddings.encoder import Encoder, Progress

_WORD = re.compile(r"\w+")

DEEPEST = 100
"""Hits asked for: what `recall@100` needs."""

PART = 500
"""Passages of one document, where the questions are not asked within documents."""

SEVERAL = 2
"""Relevant passages a question, on average, from which `mentions` is evaluated too."""


@dataclass(slots=True)
class Shelf:
    """A temporary library that holds a corpus, and which paragraph is which passage."""

    library: Library
    retriever: Retriever
    passages: dict[str, str] = field(default_factory=dict)
    """Passage id by paragraph id."""
    documents: dict[str, list[str]] = field(default_factory=dict)
    """Document ids by scope."""


def evaluate(
    folder: Path,
    *,
    modes: Sequence[str],
    encoder: Encoder,
    cache: Path | None = None,
    progress: Progress | None = None,
    limit: int | None = None,
) -> dict[str, Any]:
    """`{"set", "questions", "passages", "figures": {mode: {metric: value}}}`.

    The corpus goes into a temporary library with all that an index has, and each
    question is asked as a person's would be. Metrics are means over the questions
    that have an answer, but for the abstention on those that have none and the
    latency, in milliseconds. Passage encodings are kept in `cache`; `progress`
    counts passages and then questions. Where `spans.jsonl` judges stretches of the
    files in `docs/`, those are read and asked too, and `hybrid` has `span_figures`;
    such a set needs no corpus. Where questions have no answer, `abstention` has
    `[threshold, precision, recall]` of saying *not found*, mode by mode. Raises
    `BadEvaluationFolder`.
    """
    named = modes_named(modes)
    place = cache or Path(platformdirs.user_cache_dir("pincite", False))
    spans = read_span_questions(folder, limit) if "hybrid" in named else ()
    if spans and not (folder / "corpus.jsonl").exists():
        spanned = span_figures(folder, spans, encoder, place, progress)
        return {
            "set": folder.resolve().name,
            "questions": len(spans),
            "passages": 0,
            "figures": {"hybrid": spanned},
        }
    judgements = read_judgements(folder, limit)
    with tempfile.TemporaryDirectory(prefix="pincite-evaluate-") as scratch:
        shelf = _filled(Path(scratch), judgements, encoder, place, progress)
        curves: dict[str, list[list[float]]] = {}
        try:
            figures = {mode: _figures(shelf, judgements, mode, progress, curves) for mode in named}
        finally:
            shelf.library.close()
    if spans:
        figures["hybrid"] |= span_figures(folder, spans, encoder, place, progress)
    made: dict[str, Any] = {
        "set": judgements.name,
        "questions": len(judgements.questions),
        "passages": len(judgements.passages),
        "figures": figures,
    }
    return made | {"abstention": curves} if curves else made


def modes_named(modes: Sequence[str]) -> tuple[Mode, ...]:
    """These ways of searching, in the order of `MODES`. Raises `BadEvaluationFolder`."""
    unknown = [mode for mode in modes if mode not in MODES]
    if unknown or not modes:
        raise BadEvaluationFolder(
            f"There is no mode {', '.join(unknown) or '(none was named)'}; "
            f"the modes are {', '.join(MODES)}."
        )
    return tuple(mode for mode in MODES if mode in modes)


# -- the corpus ---------------------------------------------------------------


def _filled(
    scratch: Path,
    judgements: Judgements,
    encoder: Encoder,
    cache: Path,
    progress: Progress | None,
) -> Shelf:
    library = open_library(
        scratch / "library",
        fingerprint=str(encoder.fingerprint),
        dimension=encoder.fingerprint.dimension,
    )
    shelf = Shelf(library, Retriever(library, encoder))
    texts = _texts(judgements)
    vectors = encoded(list(texts.values()), encoder, cache, progress)
    by_passage = dict(zip(texts, vectors, strict=True))
    language = detect_language(" ".join(list(texts.values())[:200]))
    with library.writing():
        for number, (scope, members) in enumerate(_documents(judgements)):
            # A passage without a word is no paragraph.
            kept = [p for p in members if _WORD.search(texts[p.passage_id])]
            name = f"{scope or 'part'}-{number}"
            content = scratch / "original"
            content.write_text(name, "utf-8")
            blocks = tuple(Block(Kind.PARAGRAPH, texts[p.passage_id]) for p in kept)
            document_id = library.new_document_id()
            revision = compose(
                Extract("text", blocks, language=language, reader="evaluation"),
                document_id=document_id,
                sha256=hashlib.sha256(content.read_bytes()).hexdigest(),
            )
            ids = [paragraph.paragraph_id for paragraph in revision.paragraphs]
            library.put(
                revision,
                Source(name, None, len(name), 0),
                content,
                {i: by_passage[p.passage_id] for i, p in zip(ids, kept, strict=True)},
            )
            shelf.passages.update(zip(ids, (p.passage_id for p in kept), strict=True))
            if scope is not None:
                shelf.documents.setdefault(scope, []).append(document_id)
    return shelf


def _texts(judgements: Judgements) -> dict[str, str]:
    """What is indexed of each passage: its text on one line; titles of its own come first."""
    titled = not judgements.scopes
    return {
        passage.passage_id: " ".join(
            (
                f"{passage.title}. {passage.text}" if titled and passage.title else passage.text
            ).split()
        )
        for passage in judgements.passages
    }


def _documents(judgements: Judgements) -> list[tuple[str | None, list[JudgedText]]]:
    """A document a scope; the rest in documents of `PART` passages."""
    scopes = judgements.scopes
    by_scope: dict[str | None, list[JudgedText]] = {}
    for passage in judgements.passages:
        inside = [scope for scope in scopes if passage.passage_id.startswith(scope)]
        by_scope.setdefault(max(inside, key=len, default=None), []).append(passage)
    return [
        (scope, members[begin : begin + PART])
        for scope, members in by_scope.items()
        for begin in range(0, len(members), PART)
    ]


# -- the questions ------------------------------------------------------------


def _figures(
    shelf: Shelf,
    judgements: Judgements,
    mode: Mode,
    progress: Progress | None,
    curves: dict[str, list[list[float]]],
) -> dict[str, float]:
    ranked: list[list[str]] = []
    milliseconds: list[float] = []
    chances: list[float] = []
    for question in judgements.questions:
        started = time.perf_counter()
        ranking = shelf.retriever.rank(
            Question.of(question.text), within=_within(shelf, question), limit=DEEPEST, mode=mode
        )
        milliseconds.append((time.perf_counter() - started) * 1000)
        ranked.append([shelf.passages[hit.paragraph.paragraph_id] for hit in ranking.hits])
        chances.append(ranking.hits[0].chance if ranking.hits else 0.0)
        if progress is not None:
            progress(1)
    answered = [
        (passages, question.relevant)
        for passages, question in zip(ranked, judgements.questions, strict=True)
        if question.relevant
    ]
    figures = _ranking_figures(answered)
    unanswerable = [not q.relevant for q in judgements.questions]
    if any(unanswerable):
        figures |= _abstention_figures(chances, unanswerable)
        curves[mode] = _abstention_curve(chances, unanswerable)
    figures |= _mention_figures(shelf, judgements) if mode == "hybrid" else {}
    return figures | {
        "milliseconds_p50": percentile(milliseconds, 0.5),
        "milliseconds_p95": percentile(milliseconds, 0.95),
    }


def _within(shelf: Shelf, question: JudgedQuestion) -> list[str] | None:
    return None if question.scope is None else shelf.documents.get(question.scope, [])


def _ranking_figures(answered: Sequence[tuple[list[str], Mapping[str, int]]]) -> dict[str, float]:
    if not answered:
        return {}
    return {
        "nDCG@10": fmean(ndcg(ranked, relevant) for ranked, relevant in answered),
        "hit@1": fmean(bool(relevant.keys() & set(ranked[:1])) for ranked, relevant in answered),
        "MRR@10": fmean(reciprocal_rank(ranked, relevant) for ranked, relevant in answered),
    } | {
        f"recall@{k}": fmean(recall(ranked, relevant, k) for ranked, relevant in answered)
        for k in (5, 10, 50, 100)
    }


def _abstention_figures(chances: Sequence[float], unanswerable: Sequence[bool]) -> dict[str, float]:
    """Of saying *not found*."""
    silent = [chance < FOUND for chance in chances]
    precision, recalled = precision_and_recall(silent, unanswerable)
    return {
        "abstention_precision": precision,
        "abstention_recall": recalled,
        "abstention_F1": harmonic(precision, recalled),
    }


def _abstention_curve(chances: Sequence[float], unanswerable: Sequence[bool]) -> list[list[float]]:
    """Threshold, precision and recall, for thresholds from 0.05 to 0.95."""
    steps = [step / 20 for step in range(1, 20)]
    return [
        [step, *precision_and_recall([chance < step for chance in chances], unanswerable)]
        for step in steps
    ]


def _mention_figures(shelf: Shelf, judgements: Judgements) -> dict[str, float]:
    """Of `mentions` down to its honest end, where questions have several answers in a scope."""
    asked = [q for q in judgements.questions if q.relevant and q.scope is not None]
    if not asked or fmean(len(q.relevant) for q in asked) < SEVERAL:
        return {}
    scores = []
    for question in asked:
        found = mentions(
            shelf.retriever, Question.of(question.text), within=_within(shelf, question)
        )
        end = found.weak_from or len(found.hits) + 1
        said = {shelf.passages[h.paragraph.paragraph_id] for h in found.hits if h.rank < end}
        right = len(said & question.relevant.keys())
        scores.append(harmonic(right / max(len(said), 1), right / len(question.relevant)))
    return {"mentions_F1": fmean(scores)}
