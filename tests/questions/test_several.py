import pytest

from assistant.questions.several import questions_in


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Who chaired the forum? When did it end?",
            ("Who chaired the forum?", "When did it end?"),
        ),
        (
            "What was said about police and how many officers were trained?",
            ("What was said about police?", "how many officers were trained?"),
        ),
        ("When and where was the forum held?", ("When and where was the forum held?",)),
        ("What was said about police and women?", ("What was said about police and women?",)),
        ("The hall was full. Who paid for it?", ("The hall was full. Who paid for it?",)),
        ("police training", ("police training",)),
        ("Really? What did the mayor say?", ("Really? What did the mayor say?",)),
        (
            "Wer leitete die Sitzung und wann endete die Sitzung?",
            ("Wer leitete die Sitzung?", "wann endete die Sitzung?"),
        ),
    ],
)
def test_questions_of_one_text_are_told_apart(text: str, parts: tuple[str, ...]) -> None:
    assert questions_in(text) == parts


def test_of_a_long_story_with_a_question_the_question_is_asked() -> None:
    story = "In the hall many people spoke for hours of the ferry and of its lamps. " * 20
    assert questions_in(f"{story}Who paid for the ferry?") == ("Who paid for the ferry?",)
    assert questions_in(story.strip()) == (story.strip(),)
