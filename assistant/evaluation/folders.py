"""An evaluation folder through the real pipeline: figures for each way of searching."""

import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import platformdirs

from assistant.errors import BadEvaluationFolder
from assistant.evaluation.figures import (
    harmonic,
    ndcg,
    percentile,
    precision_and_recall,
    recall,
    reciprocal_rank,
)
from assistant.evaluation.gold_spans import read_span_questions
from assistant.evaluation.judgements import JudgedQuestion, Judgements, read_judgements
from assistant.evaluation.shelf import Shelf, filled
from assistant.evaluation.spans import span_figures
from assistant.questions.question import Question
from assistant.retrieval.constants import FOUND
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import MODES, Mode
from embeddings.encoder import Encoder, Progress

DEEPEST = 100
"""Hits asked for: what `recall@100` needs."""

SEVERAL = 2
"""Relevant passages a question, on average, from which `mentions` is evaluated too."""


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
        shelf = filled(Path(scratch), judgements, encoder, place, progress)
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
            Question.of(question.text), within=shelf.within(question), limit=DEEPEST, mode=mode
        )
        milliseconds.append((time.perf_counter() - started) * 1000)
        found = (shelf.passages[hit.paragraph.paragraph_id] for hit in ranking.hits)
        ranked.append(list(dict.fromkeys(found)))
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


def _ranking_figures(answered: Sequence[tuple[list[str], Mapping[str, int]]]) -> dict[str, float]:
    if not answered:
        return {}
    return {
        "nDCG@10": fmean(ndcg(ranked, relevant) for ranked, relevant in answered),
        "hit@1": _hit(answered, 1),
        "hit@5": _hit(answered, 5),
        "MRR@10": fmean(reciprocal_rank(ranked, relevant) for ranked, relevant in answered),
    } | {
        f"recall@{k}": fmean(recall(ranked, relevant, k) for ranked, relevant in answered)
        for k in (5, 10, 50, 100)
    }


def _hit(answered: Sequence[tuple[list[str], Mapping[str, int]]], k: int) -> float:
    """The share of questions with a relevant passage among the first `k`."""
    return fmean(not relevant.keys().isdisjoint(ranked[:k]) for ranked, relevant in answered)


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
    asked = asked_for_all(judgements)
    if not asked:
        return {}
    return {"mentions_F1": fmean(mention_score(shelf, question) for question in asked)}


def asked_for_all(judgements: Judgements) -> list[JudgedQuestion]:
    """The questions within documents that have an answer; none where one answer is the rule."""
    asked = [q for q in judgements.questions if q.relevant and q.scope is not None]
    return asked if asked and fmean(len(q.relevant) for q in asked) >= SEVERAL else []


def mention_score(shelf: Shelf, question: JudgedQuestion) -> float:
    """F1 of what `mentions` finds before its weak matches."""
    found = mentions(shelf.retriever, Question.of(question.text), within=shelf.within(question))
    end = found.weak_from or len(found.hits) + 1
    said = {shelf.passages[h.paragraph.paragraph_id] for h in found.hits if h.rank < end}
    right = len(said & question.relevant.keys())
    return harmonic(right / max(len(said), 1), right / len(question.relevant))
