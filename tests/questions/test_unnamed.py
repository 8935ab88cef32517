import pytest

from assistant.questions.unnamed import container_unnamed


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("who chaired the meeting", "meeting"),
        ("When was the report published?", "report"),
        ("Who signed the contract?", "contract"),
        ("where did the session take place", "session"),
        ("Who chaired the meeting on ferries?", None),
        ("who chaired the Committee on Information", None),
        ("What does the report say about ferries?", None),
        ("when was the bridge opened", None),
    ],
)
def test_the_meeting_of_which_nothing_tells_which_it_is(question: str, noun: str | None) -> None:
    assert container_unnamed(question, "en") == noun
