"""The table of constants: what each constant of ranking, spans and mentions gains, and where.

    PYTHONPATH=. python benchmarks/sweep.py FOLDER… [--only NAME,…] [--questions N] [--no-tokens]
                                              [--encoder NAME]

Each constant takes the values around its own, and the neutral one that switches the idea off,
with all others as they are, over all folders (as `pincite evaluate` reads them). Figures are means
over sets of the means over questions; a gain is the present value's over another, with its
standard error over questions, and of the sets that it loses and gains most on. The library of a
set is filled and searched once, its texts are encoded once. `--no-tokens` measures with an
encoder that gives none, as an endpoint does.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, pvariance

from assistant.retrieval import constants
from assistant.settings import Settings
from benchmarks.held import MENTIONS, RANKING, SPANS, Scores, asked_again, names_of, replaced
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder

Value = float | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Swept:
    """A constant, or several that only mean something together, and the values it takes."""

    name: str
    measure: str
    neutral: Value | None
    """Switches the idea off; `None` where nothing does."""
    others: tuple[Value, ...]

    @property
    def names(self) -> list[str]:
        return self.name.split(", ")

    @property
    def present(self) -> Value:
        found = tuple(getattr(constants, name) for name in self.names)
        return found if len(found) > 1 else found[0]

    @property
    def values(self) -> list[Value]:
        neutral = [] if self.neutral is None else [self.neutral]
        return sorted({*neutral, *self.others, self.present})

    def assigned(self, value: Value) -> dict[str, float]:
        values = value if isinstance(value, tuple) else (value,)
        return dict(zip(self.names, values, strict=True))


NEVER = 10**9
TABLE = (
    Swept("CANDIDATES", RANKING, None, (50, 200)),
    Swept("LEXICAL_WEIGHT", RANKING, 0.0, (0.25, 0.4, 0.6, 0.75)),
    Swept("COVERAGE_WEIGHT", RANKING, 0.0, (0.15, 0.45)),
    Swept("CONTEXT_SHARE", SPANS, 0.0, (0.25, 0.75)),
    Swept("SHORT_QUESTION, LONG_QUESTION", RANKING, (-1, 0), ((1, 4), (3, 9))),
    Swept("FEEDBACK", RANKING, 0.0, (0.15, 0.45)),
    Swept("FEEDBACK_HITS", RANKING, None, (1, 2, 5)),
    Swept("NEIGHBOUR_SHARE", RANKING, 0.0, (0.1, 0.3)),
    Swept("NEIGHBOURS", RANKING, None, (6, 24)),
    Swept("WORD_FEEDBACK", RANKING, 0.0, (0.15, 0.45)),
    Swept("FEEDBACK_STEEPNESS", RANKING, 0.0, (2.5, 10.0)),
    Swept("SENTENCE_COVERAGE", RANKING, 0.0, (0.1, 0.3)),
    Swept("BESIDE", RANKING, 0.0, (0.1, 0.3)),
    Swept("CLOSENESS", RANKING, 0.0, (2.0, 3.0, 6.0)),
    Swept("MOST_READ", RANKING, 1, (6, 20)),
    Swept("READ_CHARACTERS", RANKING, 0, (5_000, 20_000)),
    Swept("LONGEST_READ", RANKING, NEVER, (1_000, 2_000, 8_000)),
    Swept("LEAST_TRUST", RANKING, 1.0, (0.0, 0.15, 0.5)),
    Swept("AGREEING", RANKING, None, (0.6, 1.2)),
    Swept("DISAGREEING", RANKING, None, (-0.6, 0.0)),
    Swept("FOREIGN_TRUST", RANKING, 1.0, (0.0, 0.3)),
    Swept("EXPECTED_SLOPE, EXPECTED_FROM", RANKING, (0.0, 0.1), ((0.6, 0.1),)),
    Swept("SHARED_WORDS", RANKING, 0.0, (1.0,)),
    Swept("MENTION_SHARE", MENTIONS, 0.0, (0.55, 0.6, 0.7, 0.75)),
    Swept("FRAGMENT_SHARE", SPANS, 1.0, (0.5, 0.85)),
    Swept("TITLE_WORDS", SPANS, 0, (4, 12)),
    Swept("NEW_TERMS", SPANS, 0, (2, 6)),
    Swept("ITEM_TERMS", SPANS, 0, (2,)),
    Swept("ENCODED_SENTENCES", SPANS, None, (10, 40)),
    Swept("SENTENCE_WORDS", SPANS, 0.0, (0.35, 0.65)),
    Swept("SENTENCE_MEANING", SPANS, 0.0, (0.35, 0.65)),
    Swept("SENTENCE_CLOSENESS", SPANS, 0.0, (0.5, 1.5)),
    Swept("SUITING", SPANS, 0.0, (0.05, 0.2)),
    Swept("NO_ANSWER", SPANS, 0.0, (0.05, 0.2)),
    Swept("SHORT_SENTENCE", SPANS, 0, (10, 40)),
    Swept("MOST_STATEMENTS", SPANS, 1, (3, 7)),
    Swept("STATEMENT_SHARE", SPANS, NEVER, (0.8, 0.82, 0.86, 0.88)),
    Swept("SHORT_BETWEEN", SPANS, 0, (150, 600)),
    Swept("LONGEST_QUOTE", SPANS, NEVER, (1_000,)),
    Swept("SAME_STATEMENT", SPANS, NEVER, (0.6,)),
)


# -- the table -----------------------------------------------------------------


@dataclass(slots=True)
class Outcome:
    """The scores of one constant's values, by set."""

    swept: Swept
    by_value: dict[Value, dict[str, Scores]] = field(default_factory=dict)

    def means(self, value: Value) -> list[float]:
        """Each figure, averaged over the sets."""
        sets = [
            list(map(fmean, zip(*scores, strict=True))) for scores in self.by_value[value].values()
        ]
        return list(map(fmean, zip(*sets, strict=True)))

    def gains(self, value: Value) -> tuple[dict[str, float], float]:
        """What the present value gains over this one in the leading figure: by set, and the error.

        The leading figure is the last of the spans' (IoU), the first of the others'.
        """
        at = -1 if self.swept.measure == SPANS else 0
        gains, error = {}, 0.0
        for name, scores in self.by_value[self.swept.present].items():
            pairs = zip(scores, self.by_value[value][name], strict=True)
            differences = [here[at] - there[at] for here, there in pairs]
            gains[name] = fmean(differences)
            error += pvariance(differences) / len(differences)
        return gains, math.sqrt(error) / len(gains)


def sweep(
    folders: Sequence[Path],
    encoder: Encoder,
    *,
    rows: Sequence[Swept] = TABLE,
    count: int = 100,
    cache: Path,
    tokens: bool = True,
    notify: Callable[[str], None] = lambda _: None,
) -> list[Outcome]:
    """The outcome of each row; the table so far is shown after each set."""
    outcomes = [Outcome(row) for row in rows]
    measures = {row.measure for row in rows}
    for name, folder in names_of(folders).items():
        with asked_again(folder, encoder, count, cache, measures, tokens) as asks:
            present = {measure: ask() for measure, ask in asks.items()}
            for outcome in outcomes:
                swept = outcome.swept
                if swept.measure not in asks:
                    continue
                notify(f"{name}: {swept.name}")
                for value in swept.values:
                    scores = present[swept.measure]
                    if value != swept.present:
                        with replaced(constants, swept.assigned(value)):
                            scores = asks[swept.measure]()
                    outcome.by_value.setdefault(value, {})[name] = scores
        notify("\n".join(lines(outcomes)))
    return outcomes


def lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A block for each measure, with its sets and a line for each value of each constant."""
    measured = [outcome for outcome in outcomes if outcome.by_value]
    for measure in dict.fromkeys(outcome.swept.measure for outcome in measured):
        block = [outcome for outcome in measured if outcome.swept.measure == measure]
        sets = block[0].by_value[block[0].swept.present]
        yield f"{measure}: " + ", ".join(f"{name} ({len(found)})" for name, found in sets.items())
        head = f"{'constant':30} {'value':>10} {measure:>22}"
        yield f"{head}   gain of the present, worst and best set"
        for outcome in block:
            yield from _lines(outcome)
        yield ""


def _lines(outcome: Outcome) -> Iterator[str]:
    swept = outcome.swept
    for value in swept.values:
        figures = " ".join(f"{figure:.4f}" for figure in outcome.means(value))
        line = f"{swept.name:30} {_written(value):>10} {figures:>22}"
        if value == swept.present:
            yield f"{line}   present"
            continue
        gains, error = outcome.gains(value)
        worst, best = min(gains, key=gains.__getitem__), max(gains, key=gains.__getitem__)
        yield (
            f"{line}   {fmean(gains.values()):+.4f} ±{error:.4f}  "
            f"{worst} {gains[worst]:+.3f}, {best} {gains[best]:+.3f}"
            + ("  (neutral)" if value == swept.neutral else "")
        )


def _written(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_written, value))
    return "off" if value == NEVER else f"{value:g}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--only", metavar="NAME,…")
    parser.add_argument("--questions", type=int, default=100, help="of each set, evenly spread")
    parser.add_argument("--no-tokens", action="store_true")
    parser.add_argument("--encoder", default="bundled", metavar="NAME", help="as PINCITE_ENCODER")
    given = parser.parse_args()
    wanted = set(given.only.split(",")) if given.only else None
    rows = [row for row in TABLE if wanted is None or wanted & set(row.names)]
    if wanted and (unknown := wanted.difference(*(row.names for row in rows))):
        parser.error(f"not swept: {', '.join(sorted(unknown))}")
    cache = Settings().cache_folder
    outcomes = sweep(
        given.folders,
        load_encoder(given.encoder, cache=cache),
        rows=rows,
        count=given.questions,
        cache=cache,
        tokens=not given.no_tokens,
        notify=lambda line: print(line, flush=True, file=sys.stderr),
    )
    print("\n".join(lines(outcomes)))


if __name__ == "__main__":
    main()
