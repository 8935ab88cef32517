"""The coefficients of the choice among passages: what they give now, fitted afresh, and left out.

    PYTHONPATH=. python benchmarks/choice.py [--pile LIBRARY QUESTIONS]… [FOLDER…] [--questions N]
        [--encoder NAME]

A pile is a library with a file of questions, one JSON object a line: `question`, and `answers`,
each with `document` (a file's name) and `contains` (words of the right paragraph). A folder is a
judged set. Scores without the worth of traits stay as they are; the coefficients are those of the
likeliest choice of a right passage among the first ones, pulled towards those that stand. Each
part is judged by coefficients fitted without it: first right, and mean reciprocal rank. The gain
of a trait is what that rank loses over all parts where the trait is left out.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.evaluation.judgements import read_judgements
from assistant.evaluation.shelf import filled
from assistant.library.opening import open_library
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.choice.choosing import worth_of
from assistant.retrieval.choice.coefficients import CHOSEN, COEFFICIENTS
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from benchmarks.held import spread
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder

NAMES = tuple(COEFFICIENTS)
STANDING = np.array([COEFFICIENTS[name] for name in NAMES])
PULL = 8.0
"""How strongly coefficients are held to those that stand."""
STEEPNESS = 8.0
"""How surely a higher score is a likelier choice; fitted once beside the coefficients."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the first passages of one question."""

    scores: Floats
    """Without the worth of traits."""
    traits: Floats
    right: NDArray[np.bool_]


def asked(
    retriever: Retriever,
    question: str,
    within: list[str] | None,
    is_right: Callable[[Passage], bool],
) -> Asked | None:
    """`None` where no right passage is among those judged."""
    ranking = retriever.rank(Question.of(question), within=within, limit=CHOSEN)
    judged = [one for one in ranking.candidates if one.traits is not None]
    right = np.array([is_right(one.passage) for one in judged], np.bool_)
    if not right.any():
        return None
    return Asked(
        np.array([one.score - worth_of(one.traits or {}) for one in judged]),
        np.array([[(one.traits or {}).get(name, 0.0) for name in NAMES] for one in judged]),
        right,
    )


def of_pile(folder: Path, questions: Path, encoder: Encoder) -> Iterator[Asked | None]:
    library = open_library(folder)
    try:
        retriever = Retriever(library, encoder)
        for line in questions.read_text("utf-8").splitlines():
            judged = json.loads(line)
            if judged["answers"]:
                yield asked(retriever, judged["question"], None, holding(judged["answers"]))
    finally:
        library.close()


def holding(answers: Sequence[Mapping[str, str]]) -> Callable[[Passage], bool]:
    def is_right(passage: Passage) -> bool:
        text, name = plain(passage.paragraph.text), Path(passage.document.name).name
        return any(a["document"] == name and plain(a["contains"]) in text for a in answers)

    return is_right


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()


def of_folder(folder: Path, count: int, encoder: Encoder, cache: Path) -> Iterator[Asked | None]:
    judgements = read_judgements(folder)
    with tempfile.TemporaryDirectory(prefix="pincite-choice-") as scratch:
        shelf = filled(Path(scratch), judgements, encoder, cache)
        try:
            for one in spread([q for q in judgements.questions if q.relevant], count):
                relevant, passages = one.relevant, shelf.passages
                yield asked(
                    shelf.retriever,
                    one.text,
                    shelf.within(one),
                    lambda p, r=relevant, s=passages: s[p.paragraph.paragraph_id] in r,  # type: ignore[misc]
                )
        finally:
            shelf.library.close()


def fitted(parts: Sequence[Asked], left_out: int | None = None) -> Floats:
    """The coefficients under which right passages are likeliest chosen."""
    used = np.array([at != left_out for at in range(len(NAMES))], np.float64)

    def loss(weights: Floats) -> tuple[float, Floats]:
        away = weights - STANDING
        total, slope = PULL * float(away @ away) / 2, PULL * away
        for one in parts:
            scores = STEEPNESS * (one.scores + one.traits @ (weights * used))
            chances = np.exp(scores - scores.max())
            whole, right = chances.sum(), chances[one.right].sum()
            total -= float(np.log(right / whole))
            pull = chances / whole - np.where(one.right, chances, 0.0) / right
            slope = slope + STEEPNESS * used * (one.traits.T @ pull)
        return total, slope

    found = minimize(loss, STANDING, jac=True, method="L-BFGS-B")
    return np.asarray(found.x * used, np.float64)


def figures(parts: Sequence[Asked], weights: Floats) -> tuple[int, float]:
    """How many right passages come first, and the mean reciprocal rank of the first one."""
    ranks = []
    for one in parts:
        order = np.argsort(-(one.scores + one.traits @ weights), kind="stable")
        ranks.append(1 + int(np.argmax(one.right[order])))
    return ranks.count(1), float(np.mean([1 / rank for rank in ranks]))


def without(parts: Mapping[str, list[Asked]], left_out: int | None = None) -> dict[str, Floats]:
    """For each part, the coefficients fitted on the others."""
    return {
        name: fitted([one for other in parts if other != name for one in parts[other]], left_out)
        for name in parts
    }


def mean_rank(parts: Mapping[str, list[Asked]], weights: Mapping[str, Floats]) -> float:
    return float(np.mean([figures(part, weights[name])[1] for name, part in parts.items()]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--pile", nargs=2, type=Path, action="append", default=[])
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--encoder", default=Settings().encoder)
    given = parser.parse_args()
    cache = Settings().cache_folder
    encoder = load_encoder(given.encoder, cache=cache)
    found = {str(file): of_pile(folder, file, encoder) for folder, file in given.pile}
    found |= {str(f): of_folder(f, given.questions, encoder, cache) for f in given.folders}
    parts = {name: [one for one in part if one is not None] for name, part in found.items()}
    apart = without(parts)
    for name, part in parts.items():
        print(name, len(part), "questions: first right, mean reciprocal rank")
        for told, weights in (
            ("without traits", np.zeros(len(NAMES))),
            ("as they stand", STANDING),
            ("fitted on the others", apart[name]),
        ):
            right, rank = figures(part, weights)
            print(f"  {told:22} {right:4} {rank:.3f}")
    whole, best = fitted([one for part in parts.values() for one in part]), mean_rank(parts, apart)
    for at, name in enumerate(NAMES):
        gain = best - mean_rank(parts, without(parts, at))
        print(f"{name:24} {STANDING[at]:6.2f} fitted {whole[at]:6.2f} gain {gain:+.3f}")


if __name__ == "__main__":
    main()
