"""How the questions that citations were kept for fare: now, and when they were asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

DEPTH = 10
"""Hits that a kept paragraph is looked for among."""

Rank: TypeAlias = int | None
"""1 is the first hit; `None` is beyond `DEPTH`."""


@dataclass(frozen=True, slots=True)
class RankedQuestion:
    """A question, and where the best placed of the paragraphs kept for it stands."""

    question: str
    paragraph_id: str
    """Of that paragraph."""
    rank: Rank
    before: Rank = None
    compared: bool = False
    """It was asked before; otherwise `before` says nothing."""

    @property
    def is_worse(self) -> bool:
        """It stood higher before."""
        return self.compared and depth(self.rank) > depth(self.before)

    @property
    def is_better(self) -> bool:
        """It stands higher than before."""
        return self.compared and depth(self.rank) < depth(self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Kept questions as they were last asked, held against the time before."""

    questions: tuple[RankedQuestion, ...]
    """Each once, the one that something was kept for last first."""
    left_out: int = 0
    """Questions of which no kept paragraph is left, or nothing tells which it is now."""
    stale: bool = False
    """The library has changed since they were asked."""

    @property
    def compared(self) -> tuple[RankedQuestion, ...]:
        """Those that were asked before too: only of these can a change be told."""
        return tuple(question for question in self.questions if question.compared)

    @property
    def worse(self) -> tuple[RankedQuestion, ...]:
        """Those that fell, the ones that stood highest first."""
        return tuple(sorted((q for q in self.questions if q.is_worse), key=_by_before))

    @property
    def better(self) -> tuple[RankedQuestion, ...]:
        """Those that rose, the ones that stand highest first."""
        return tuple(sorted((q for q in self.questions if q.is_better), key=_by_rank))

    def now(self, k: int) -> float:
        """The share of all questions with a kept paragraph among the first `k` hits."""
        return hit([question.rank for question in self.questions], k)

    def change(self, k: int) -> tuple[float, float]:
        """That share before and after, of the questions that were asked both times."""
        compared = self.compared
        return hit([q.before for q in compared], k), hit([q.rank for q in compared], k)

    def __str__(self) -> str:
        """One line: `Your 14 questions: hit@1 0.86 → 0.90, hit@5 0.93 → 0.93; 2 better, 1 worse`.

        Of questions that were never asked before only how they fare now; empty where
        there are none.
        """
        asked, compared = len(self.questions), len(self.compared)
        if not asked:
            return ""
        told = f"Your {asked:,} question{'' if asked == 1 else 's'}: "
        if compared == asked:
            return told + self._change()
        told += f"hit@1 {self.now(1):.2f}, hit@5 {self.now(5):.2f}."
        return f"{told} Of {compared:,} asked before: {self._change()}" if compared else told

    def _change(self) -> str:
        """Of those that were asked both times."""
        shares = [(k, *self.change(k)) for k in (1, 5)]
        told = ", ".join(f"hit@{k} {before:.2f} → {after:.2f}" for k, before, after in shares)
        counts = {"better": len(self.better), "worse": len(self.worse)}
        moved = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count)
        return f"{told}; {moved}." if moved else f"{told}."


def hit(ranks: Sequence[Rank], k: int) -> float:
    """hit@k: the share of the ranks that are among the first `k`; 0 where there are none."""
    return sum(depth(rank) <= k for rank in ranks) / max(len(ranks), 1)


def best(ranks: Sequence[Rank]) -> Rank:
    """The highest of them."""
    return min(ranks, key=depth, default=None)


def depth(rank: Rank) -> int:
    """A rank as a number that can be compared."""
    return DEPTH + 1 if rank is None else rank


def _by_before(question: RankedQuestion) -> tuple[int, int]:
    return depth(question.before), -depth(question.rank)


def _by_rank(question: RankedQuestion) -> tuple[int, int]:
    return depth(question.rank), -depth(question.before)
