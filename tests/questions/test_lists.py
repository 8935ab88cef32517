import pytest

from assistant.questions.lists import Listed, list_asked, listed_topic


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("Which countries recommended a ban on mercury?", Listed.STATES),
        ("How many States asked for police training?", Listed.STATES),
        ("List the delegations that spoke about ferries", Listed.STATES),
        ("Which reports mention ferries?", Listed.DOCUMENTS),
        ("list all recommendations on ferries", Listed.RECOMMENDATIONS),
        ("What measures were proposed against noise?", Listed.THINGS),
        ("Which speakers asked for a ferry?", Listed.PEOPLE),
        ("Welche Länder forderten ein Verbot?", Listed.STATES),
    ],
)
def test_what_a_list_is_asked_of(question: str, of: Listed) -> None:
    assert list_asked(question) is of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("list the recommendations on human trafficking", "human trafficking"),
        ("Which recommendations were made about ferries?", "ferries"),
        ("What decisions did the Council take concerning noise?", "noise"),
        ("list the recommendations", None),
        ("what was said about recommendations on ferries", None),
    ],
)
def test_what_the_items_of_a_list_are_on(question: str, topic: str | None) -> None:
    assert listed_topic(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "How many people were displaced?",
        "What is the budget?",
        "Which report was first?",
        "what was said about policing",
        "who chaired the meeting",
        "What does this report say about ferries?",
        "What has the mayor promised?",
    ],
)
def test_what_asks_for_one_thing_is_no_list(question: str) -> None:
    assert list_asked(question) is None
