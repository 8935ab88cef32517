"""The questions of kept citations asked of the library that holds them: figures, no folder."""

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

from assistant.errors import AssistantError
from assistant.keeping.comparison import Rank, best, hit
from assistant.keeping.kept import NOTHING_KEPT
from assistant.keeping.questions import KeptQuestion, by_question, found_at, kept_questions
from assistant.library.library import Library
from assistant.retrieval.retriever import Mode, Retriever
from embeddings.encoder import Progress


def evaluate_kept(
    library: Library,
    retriever: Callable[[], Retriever],
    modes: Sequence[Mode],
    limit: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """`{"set": "kept", "questions", "passages", "left_out", "figures", "ranks"}`.

    `figures` has `hit@1`, `hit@5` and `MRR@10` of the best placed paragraph of each question,
    mode by mode; `ranks` has each question with its paragraphs and its rank in each mode,
    `None` beyond the tenth, the newest first. `left_out` counts questions of which no
    paragraph is left. `limit` takes the newest; `progress` counts questions asked. Nothing
    is recorded. Raises `AssistantError` when there is nothing to ask.
    """
    kept = dict(list(by_question(library.selections()).items())[:limit])
    if not kept:
        raise AssistantError(NOTHING_KEPT)
    questions = kept_questions(library, kept)
    if not questions:
        raise AssistantError("The paragraphs that were kept for questions are all gone.")
    asked = retriever()
    ranks = {mode: _ranks(asked, questions, mode, progress) for mode in modes}
    return {
        "set": "kept",
        "questions": len(questions),
        "passages": library.counts().paragraphs,
        "left_out": len(kept) - len(questions),
        "figures": {mode: _figures(found) for mode, found in ranks.items()},
        "ranks": [
            {
                "question": question.question,
                "paragraph_ids": sorted(set(question.paragraphs.values())),
                "rank": {mode: ranks[mode][at] for mode in modes},
            }
            for at, question in enumerate(questions)
        ],
    }


def _ranks(
    retriever: Retriever,
    questions: Sequence[KeptQuestion],
    mode: Mode,
    progress: Progress | None,
) -> list[Rank]:
    found = []
    for question in questions:
        found.append(best([*found_at(retriever, question, mode).values()]))
        if progress is not None:
            progress(1)
    return found


def _figures(ranks: Sequence[Rank]) -> dict[str, float]:
    return {
        "hit@1": hit(ranks, 1),
        "hit@5": hit(ranks, 5),
        "MRR@10": fmean(0.0 if rank is None else 1 / rank for rank in ranks),
    }
