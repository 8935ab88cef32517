import pytest

from assistant.answers.reasoning import spoken

SAID = "Iron rusts [1]."


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (SAID, SAID),
        (f"<think>Iron flies [1]. So?</think>\n\n{SAID}", f"\n\n{SAID}"),
        (f"\n<Thinking>Hm < 5 </thin> </THINKING>{SAID}", SAID),
        ("<think></think>" + SAID, SAID),
        ("<think>It never ends, <b>it</b> seems", ""),
        ("<thimble> is a word. " + SAID, "<thimble> is a word. " + SAID),
        ("x <= 5 holds. <think>late</think>", "x <= 5 holds. <think>late</think>"),
        ("<think", "<think"),
        ("  ", "  "),
        ("", ""),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_reasoning_before_a_reply_is_not_said(reply: str, expected: str, size: int) -> None:
    pieces = (reply[at : at + size] for at in range(0, len(reply), size))
    assert "".join(spoken(pieces)) == expected


def test_what_can_be_said_is_said_at_once() -> None:
    pieces = iter(["<think>a</think>Iron", " rusts", " here"])
    said = spoken(pieces)
    assert next(said) == "Iron"
    assert next(pieces) == " rusts"
