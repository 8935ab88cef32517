"""The calibration of an encoder: what the probes say of it, and its chances of an answer, fitted.

    PYTHONPATH=. python benchmarks/chance.py FOLDER… [--encoder NAME]… [--questions N]

The first hit of a set's own question stands for an answer, that of a question of other sets for
none: as many of them, in the same language where there are such, and none of a set that is about
the same (`KIN`). The model `unread` is for hits whose tokens are not read (those on a subject, in a
language the encoder does not know, of an endpoint): all are asked without tokens. `read` is fitted
on the questions whose first hit is read. Each set is judged by a model fitted without it and its
kin, beside the present one: area under the curve, own questions kept and foreign ones answered at
`FOUND`. Last come the lines of the encoder in the table of `retrieval/calibration.py`. With several
encoders the sets of all are fitted together, on the one scale: that is the model of an encoder
that nothing was fitted on.
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
from assistant.retrieval.calibration import ESTIMATED, Calibration, logistic
from assistant.retrieval.candidates import Candidate
from assistant.retrieval.constants import FOUND
from assistant.retrieval.probes import PROBES
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.sounding import estimated, sounded
from assistant.settings import Settings
from benchmarks.held import HeldEncoder, held_words, hold, names_of, spread
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder

KIN = ({"squad2", "xquad"}, {"upr", "upr_slovenia"})
"""Folders whose questions are about the same, by the first part of their names."""
FEWEST = 10
"""Own and foreign questions from which a set is judged."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model of `Chances`: what it weighs of a candidate, the offset being last."""

    name: str
    weighs: tuple[str, ...]
    reads: bool
    """It is of first hits whose tokens were read."""

    def present(self, calibration: Calibration) -> Floats:
        return np.array(getattr(calibration.chances, self.name))


UNREAD = Model("unread", ("meaning", "coverage", "fused"), False)
READ = Model("read", ("meaning", "coverage", "closeness"), True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the first hits of one set say, and whether the question was its own."""

    features: Floats
    own: NDArray[np.bool_]


def first_evidence(shelf: Shelf, question: str, within: list[str] | None) -> Candidate | None:
    """What the chance of a question's first hit is told by; `None` where there is no hit."""
    ranked = shelf.retriever.rank(Question.of(question), within=within, limit=1).candidates
    return ranked[0] if ranked else None


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
        if told and (told.closeness is not None) == model.reads:
            rows.append([getattr(told, name) for name in model.weighs])
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
    return np.array([logistic(float(score)) for score in scores])


def judged(model: Floats, evidence: Evidence) -> tuple[float, float, float]:
    """Area under the curve, own questions kept and foreign ones answered; NaN for too few."""
    found, own = chances(model, evidence), evidence.own
    kept, answered = (
        float((found[which] >= FOUND).mean()) if which.sum() >= FEWEST else float("nan")
        for which in (own, ~own)
    )
    is_told = min(own.sum(), (~own).sum()) >= FEWEST
    return float(roc_auc_score(own, found)) if is_told else float("nan"), kept, answered


def report(present: Floats, evidence: Mapping[str, Evidence]) -> list[str]:
    """The fitted model, then a line for each set: by the present one, and left out of the fit."""
    if not tells_apart(list(evidence.values())):
        return ["Too few to fit anything on."]
    whole = fitted(list(evidence.values()))
    made = [f"present: {_line(present)}", f"fitted:  {_line(whole)}"]
    made.append(
        f"\n{'set':22} {'own':>4} {'foreign':>7}   area, kept and answered at {FOUND:g}: "
        "present · left out · fitted on all"
    )
    for name, here in evidence.items():
        rest = [there for other, there in evidence.items() if not akin(name, other)]
        if not len(here.own) or not tells_apart(rest):
            continue
        columns = [judged(m, here) for m in (present, fitted(rest), whole)]
        figures = " · ".join(" ".join(map(_written, column)) for column in columns)
        made.append(f"{name:22} {here.own.sum():4} {(~here.own).sum():7}   {figures}")
    return made


def _line(model: Floats) -> str:
    return f"({', '.join(f'{figure:.2f}' for figure in model)})"


def _written(figure: float) -> str:
    return "    -" if np.isnan(figure) else f"{figure:.3f}"


def row_of(encoder: Encoder, chosen: Mapping[Model, Sequence[Evidence]]) -> str:
    """An encoder's row in the table, by what the probes say and what was fitted."""
    passages = encoder.encode_passages([probe.passage for probe in PROBES])
    made = estimated(encoder, passages)
    scales = ("cosine", "across", "closeness", "closeness_across")
    rows = [
        f"{name}=Scale({one.strangers:.3f}, {one.pairs:.3f})"
        for name in scales
        for one in [getattr(made, name)]
    ]
    models = ", ".join(_line(fitted(parts)) for parts in chosen.values() if tells_apart(parts))
    rows += [f"stranger={made.stranger:.3f}", f"languages={made.languages}"]
    rows += [f"probed={made.probed}", f"chances=Chances({models})", "is_estimate=False"]
    inside = "".join(f"\n    {row}," for row in rows)
    return f'"{encoder.fingerprint.model}": Calibration({inside}\n),'


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--encoder", action="append", metavar="NAME", help="as PINCITE_ENCODER")
    parser.add_argument("--questions", type=int, default=120, help="own ones of each set")
    given = parser.parse_args()
    settings = Settings()
    cache = settings.cache_folder

    def notify(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    every: dict[Model, dict[str, Evidence]] = {UNREAD: {}, READ: {}}
    for name in given.encoder or ["bundled"]:
        encoder = load_encoder(name, cache=cache)
        here = gathered(given.folders, encoder, given.questions, cache, notify)
        calibration = sounded(encoder, cache).calibration
        print(f"== {encoder.fingerprint.model}")
        for model, evidence in here.items():
            print(f"\n{model.name}:")
            print("\n".join(report(model.present(calibration), evidence)))
            every[model] |= {f"{of} {name}": one for of, one in evidence.items()}
        print(row_of(encoder, {model: list(found.values()) for model, found in here.items()}))
    if len(given.encoder or ()) > 1:
        print("== all of them, for an encoder that nothing was fitted on")
        for model, evidence in every.items():
            print(f"\n{model.name}:")
            print("\n".join(report(np.array(getattr(ESTIMATED, model.name)), evidence)))


if __name__ == "__main__":
    main()
