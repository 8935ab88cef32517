import pytest

from assistant.language.endings import asks, is_finished, is_question


def test_a_question_is_told_by_its_mark_within_closing_quotes_too() -> None:
    assert is_question('He asked: "Why?"')
    assert is_question("为什么？")
    assert not is_question("Why not.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Lost in the rain, or lost in a drawer?", True),
        ("Chief Constable, you were asked this morning how many had been disciplined.", True),
        ("Could you tell the committee why it was late.", True),
        ("Ms. Brook asked for interpreters at every desk.", False),
        ("Tell us more.", False),
    ],
)
def test_a_sentence_asks_or_tells_what_was_asked(sentence: str, expected: bool) -> None:
    assert asks(sentence) is expected


def test_a_text_is_finished_when_its_sentence_is() -> None:
    assert is_finished("He said “no.”¹")
    assert is_finished("结束。")
    assert not is_finished("States should:")
    assert not is_finished("II. Policing | 9")
