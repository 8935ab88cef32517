import pytest

from assistant.questions.premises import premise_of


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("Why did Keld leave the League?", "Keld did leave the League"),
        ("When was the Ardeth Bridge closed?", "the Ardeth Bridge was closed"),
        ("why is iron rusting", None),
        ("What did Keld say?", None),
        ("Why not train officers?", None),
    ],
)
def test_what_a_question_takes_for_granted(question: str, premise: str | None) -> None:
    assert premise_of(question) == premise
