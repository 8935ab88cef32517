"""Ranks before and after, as figures and as a line."""

import pytest

from assistant.keeping.comparison import Comparison, Rank, RankedQuestion, best, hit


def asked(name: str, rank: Rank, *before: Rank) -> RankedQuestion:
    """A question with its rank, and its rank before where it was asked before."""
    return RankedQuestion(name, f"p-{name}", rank, before[0] if before else None, bool(before))


FELL = asked("fell", 3, 1)
VANISHED = asked("vanished", None, 2)
ROSE = asked("rose", 1, None)
STAYED = asked("stayed", 1, 1)
NEW = asked("new", 6)


def test_a_hit_is_a_rank_among_the_first() -> None:
    assert (hit([1, 5, None, 2], 1), hit([1, 5, None, 2], 5), hit([], 1)) == (0.25, 0.75, 0.0)
    assert (best([None, 4, 2]), best([None]), best([])) == (2, None, None)


def test_a_change_is_told_only_of_what_was_asked_both_times() -> None:
    found = Comparison((FELL, VANISHED, ROSE, STAYED, NEW))
    assert found.compared == (FELL, VANISHED, ROSE, STAYED)
    assert (found.change(1), found.change(5)) == ((0.5, 0.5), (0.75, 0.75))
    assert (found.now(1), found.now(5)) == (0.4, 0.6)
    assert (found.worse, found.better) == ((FELL, VANISHED), (ROSE,))


def test_those_that_matter_most_come_first() -> None:
    low, far, near = asked("low", 9, 3), asked("far", None, 1), asked("near", 2, 1)
    assert Comparison((low, near, far)).worse == (far, near, low)
    up, high, most = asked("up", 4, 5), asked("high", 1, 2), asked("most", 1, None)
    assert Comparison((up, high, most)).better == (most, high, up)


@pytest.mark.parametrize(
    ("questions", "line"),
    [
        pytest.param((), "", id="nothing was asked"),
        pytest.param((NEW,), "Your 1 question: hit@1 0.00, hit@5 0.00.", id="the first time"),
        pytest.param(
            (FELL, STAYED, ROSE),
            "Your 3 questions: hit@1 0.67 → 0.67, hit@5 0.67 → 1.00; 1 better, 1 worse.",
            id="all were asked before",
        ),
        pytest.param(
            (STAYED, NEW),
            "Your 2 questions: hit@1 0.50, hit@5 0.50. "
            "Of 1 asked before: hit@1 1.00 → 1.00, hit@5 1.00 → 1.00.",
            id="some were asked before",
        ),
    ],
)
def test_the_line_says_what_can_be_compared(
    questions: tuple[RankedQuestion, ...], line: str
) -> None:
    assert str(Comparison(questions)) == line
