import pytest

from assistant.questions.question import Question


@pytest.mark.parametrize(
    ("question", "sentence", "fit"),
    [
        ("How many officers were trained?", "In Keld 45 officers were trained.", 1.0),
        ("How many officers were trained?", "The town has 45 halls.", 0.5),
        ("How many officers were trained?", "Officers were trained.", 0.0),
        ("How long did the strike last?", "The strike lasted 12 days.", 1.0),
        ("How long did the strike last?", "The strike of 1987 ended.", 0.5),
        ("How much did the bridge cost?", "It cost 17.5 million francs.", 1.0),
        ("When was the bridge opened?", "It was opened on 3 May 1984.", 1.0),
        ("When was the bridge opened?", "It was opened by the mayor.", 0.0),
        ("When must a fee be paid?", "It is paid within twenty working days.", 1.0),
        ("When was the fee paid?", "It is paid within twenty working days.", 0.0),
        ("Who designed the bridge?", "Marta Lindqvist designed the bridge.", 0.5),
        ("Who designed the bridge?", "The bridge was designed well.", 0.0),
        ("What share of the men voted?", "Of the men 45 per cent voted.", 1.0),
        ("what was said about bridges", "On 3 May 1984 it was opened.", 0.0),
    ],
)
def test_how_far_a_sentence_holds_what_is_asked_for(
    question: str, sentence: str, fit: float
) -> None:
    assert Question.of(question).fit(sentence, "en") == fit
