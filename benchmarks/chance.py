"""The chance of an answer: fits the logistic models of `retrieval/calibration.py`, and judges them.

    PYTHONPATH=. python benchmarks/chance.py FOLDER… [--questions N]

The first hit of a set's own question stands for an answer, that of a question of other sets for
none: as many of them, in the same language where there are such, and none of a set that is about
the same (`KIN`). `SCORE_SLOPE` and those beside it are for hits whose tokens are not read (those on
a subject, in a language the encoder does not know, of an endpoint): all are asked without tokens.
`READ_COSINE_SLOPE` and those beside it are fitted on the questions whose first hit is read. Each
set is judged by a model fitted without it and its kin, beside the present constants: area under the
curve, own questions kept and foreign ones answered at `FOUND`.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant.evaluation.judgements import JudgedQuestion, Judgements, read_judgements
from assistant.evaluation.shelf import Shelf, filled
from assistant.language.detection import detect_language
from assistant.questions.question import Question
from assistant.retrieval import calibration, constants
from assistant.retrieval.constants import FOUND
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from benchmarks.held import HeldEncoder, held_words, hold, names_of, replaced, spread
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder

KIN = ({"squad2", "xquad"}, {"upr", "upr_slovenia"})
"""Folders whose questions are about the same, by the first part of their names."""
FEWEST = 10
"""Own and foreign questions from which a set is judged."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: its constants, the last one the offset, and what the others weigh."""

    names: tuple[str, ...]
    weighs: tuple[int, ...]
    """Of what `chance_of` is given: cosine, coverage, score, closeness."""
    reads: bool
    """It is of first hits whose tokens were read."""

    @property
    def present(self) -> Floats:
        return np.array([getattr(constants, name) for name in self.names])


UNREAD = Model(("SCORE_SLOPE", "COSINE_SLOPE", "COVERAGE_SLOPE", "OFFSET"), (2, 0, 1), False)
READ = Model(
    ("READ_COSINE_SLOPE", "READ_COVERAGE_SLOPE", "CLOSENESS_SLOPE", "READ_OFFSET"), (0, 1, 3), True
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the first hits of one set say, and whether the question was its own."""

    features: Floats
    own: NDArray[np.bool_]


def first_evidence(shelf: Shelf, question: str, within: list[str] | None) -> tuple[float, ...]:
    """What the chance of a question's first hit is told by; empty where there is no hit."""
    seen: list[tuple[float, ...]] = []

    def keep(*given: float) -> float:
        seen.append(given)
        return 0.0

    with replaced(calibration, {"chance_of": keep}):
        shelf.retriever.rank(Question.of(question), within=within, limit=1)
    return seen[0] if seen else ()


def gathered(
    folders: Sequence[Path],
    encoder: Encoder,
    count: int,
    cache: Path,
    notify: Callable[[str], None] = lambda _: None,
) -> dict[Model, dict[str, Evidence]]:
    """The evidence for each model, set by set."""
    sets = {name: read_judgements(folder) for name, folder in names_of(folders).items()}
    found: dict[Model, dict[str, Evidence]] = {UNREAD: {}, READ: {}}
    for name, judgements in sets.items():
        notify(name)
        own = spread([q for q in judgements.questions if q.relevant], count)
        foreign = foreign_questions(name, sets, len(own))
        asked = [(q.text, q, True) for q in own]
        asked += [(text, q, False) for text, q in zip(foreign, own, strict=False)]
        with tempfile.TemporaryDirectory(prefix="pincite-chance-") as scratch, held_words():
            shelf = filled(Path(scratch), judgements, encoder, cache)
            try:
                hold(shelf.library)
                for model, evidence in found.items():
                    held = HeldEncoder(encoder, model.reads)
                    shelf.retriever = Retriever(shelf.library, held)
                    evidence[name] = _evidence(model, shelf, asked)
            finally:
                shelf.library.close()
    return found


def _evidence(
    model: Model, shelf: Shelf, asked: Sequence[tuple[str, JudgedQuestion, bool]]
) -> Evidence:
    """A foreign question is asked within the documents of an own one."""
    rows, own = [], []
    for text, beside, is_own in asked:
        told = first_evidence(shelf, text, shelf.within(beside))
        if told and (told[3] is not None) == model.reads:
            rows.append([told[at] for at in model.weighs])
            own.append(is_own)
    width = len(model.weighs)
    return Evidence(np.array(rows, np.float64).reshape(-1, width), np.array(own, np.bool_))


def foreign_questions(name: str, sets: Mapping[str, Judgements], count: int) -> list[str]:
    """Questions of the other sets, evenly from each: those in this set's language if any are."""
    others = [other for other in sets if not akin(name, other)]
    alike = [other for other in others if language_of(sets[other]) == language_of(sets[name])]
    chosen = alike or others
    share = -(-count // max(len(chosen), 1))
    parts = [
        spread([q.text for q in sets[other].questions if q.relevant], share) for other in chosen
    ]
    return spread([text for part in parts for text in part], count)


def language_of(judgements: Judgements) -> str | None:
    return detect_language(" ".join(q.text for q in judgements.questions[:200]))


def akin(one: str, other: str) -> bool:
    """Whether two sets are about the same; each is akin to itself."""
    first, second = (name.replace("\\", "/").split("/")[0] for name in (one, other))
    return first == second or any({first, second} <= kin for kin in KIN)


# -- the models ----------------------------------------------------------------


def fitted(parts: Sequence[Evidence]) -> Floats:
    """The constants of the likeliest logistic model, the offset last."""
    model = LogisticRegression(C=np.inf, max_iter=10_000, tol=1e-8)
    model.fit(np.concatenate([e.features for e in parts]), np.concatenate([e.own for e in parts]))
    return np.array([*model.coef_[0], *model.intercept_])


def tells_apart(parts: Sequence[Evidence]) -> bool:
    """Whether there are own questions and foreign ones in these."""
    return any(part.own.any() for part in parts) and any((~part.own).any() for part in parts)


def chances(model: Floats, evidence: Evidence) -> Floats:
    scores = evidence.features @ model[:-1] + model[-1]
    return np.array([calibration.logistic(float(score)) for score in scores])


def judged(model: Floats, evidence: Evidence) -> tuple[float, float, float]:
    """Area under the curve, own questions kept and foreign ones answered; NaN for too few."""
    found, own = chances(model, evidence), evidence.own
    kept, answered = (
        float((found[which] >= FOUND).mean()) if which.sum() >= FEWEST else float("nan")
        for which in (own, ~own)
    )
    is_told = min(own.sum(), (~own).sum()) >= FEWEST
    return float(roc_auc_score(own, found)) if is_told else float("nan"), kept, answered


def report(model: Model, evidence: Mapping[str, Evidence]) -> list[str]:
    """The constants, then a line for each set: by the present ones, and left out of the fit."""
    if not tells_apart(list(evidence.values())):
        return ["Too few to fit anything on."]
    whole = fitted(list(evidence.values()))
    made = [f"{'':22} {'present':>8} {'fitted':>8}"]
    made += [
        f"{name:22} {present:8.2f} {fit:8.2f}"
        for name, present, fit in zip(model.names, model.present, whole, strict=True)
    ]
    made.append(
        f"\n{'set':22} {'own':>4} {'foreign':>7}   area, kept and answered at {FOUND:g}: "
        "present · left out · fitted on all"
    )
    for name, here in evidence.items():
        rest = [there for other, there in evidence.items() if not akin(name, other)]
        if not len(here.own) or not tells_apart(rest):
            continue
        columns = [judged(m, here) for m in (model.present, fitted(rest), whole)]
        figures = " · ".join(" ".join(map(_written, column)) for column in columns)
        made.append(f"{name:22} {here.own.sum():4} {(~here.own).sum():7}   {figures}")
    return made


def _written(figure: float) -> str:
    return "    -" if np.isnan(figure) else f"{figure:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--questions", type=int, default=120, help="own ones of each set")
    given = parser.parse_args()
    cache = Settings().cache_folder

    def notify(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    found = gathered(given.folders, load_encoder(cache=cache), given.questions, cache, notify)
    for model, evidence in found.items():
        print("\nFirst hits that are read" if model.reads else "First hits that are not read")
        print("\n".join(report(model, evidence)))


if __name__ == "__main__":
    main()
