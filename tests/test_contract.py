"""The shapes that programs rely on, where no room has a test of its own."""

from assistant.keeping.comparison import Comparison, RankedQuestion
from assistant.reports import comparison_json


def test_before_and_after_are_of_the_questions_asked_both_times() -> None:
    found = Comparison(
        (
            RankedQuestion("Why?", "p1", 2, 1, compared=True),
            RankedQuestion("Who?", "p2", 1, None, compared=True),
            RankedQuestion("When?", "p3", 1),
        ),
        left_out=4,
    )
    assert comparison_json(found) == {
        "asked": 3,
        "compared": 2,
        "left_out": 4,
        "hit@1": {"before": 0.5, "after": 0.5, "now": 2 / 3},
        "hit@5": {"before": 0.5, "after": 1.0, "now": 1.0},
        "worse": [{"question": "Why?", "paragraph_id": "p1", "rank_before": 1, "rank_after": 2}],
        "better": [
            {"question": "Who?", "paragraph_id": "p2", "rank_before": None, "rank_after": 1}
        ],
    }


def test_where_nothing_was_asked_before_after_is_of_all() -> None:
    found = comparison_json(Comparison((RankedQuestion("When?", "p3", 3),)))
    assert found["hit@1"] == {"before": None, "after": 0.0, "now": 0.0}
    assert found["hit@5"] == {"before": None, "after": 1.0, "now": 1.0}
    assert (found["compared"], found["worse"], found["better"]) == (0, [], [])
