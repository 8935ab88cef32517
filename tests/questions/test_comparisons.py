import pytest

from assistant.questions.comparisons import comparison_asked


@pytest.mark.parametrize(
    ("question", "sides", "topic"),
    [
        ("Compare Peru and Chile on fishing", ("Peru", "Chile"), "fishing"),
        ("compare A/80/36 with A/80/21 on funding", ("A/80/36", "A/80/21"), "funding"),
        (
            "What is the difference between Peru and Chile regarding fishing?",
            ("Peru", "Chile"),
            "fishing",
        ),
        ("How do Peru and Chile differ on fishing?", ("Peru", "Chile"), "fishing"),
        ("What did Peru and Chile say about fishing?", ("Peru", "Chile"), "fishing"),
        (
            "How did spending on schools change between 2015 and 2019?",
            ("2015", "2019"),
            "spending on schools",
        ),
        ("hate speech in 2014 compared with 2019", ("2014", "2019"), "hate speech"),
    ],
)
def test_both_sides_of_a_comparison_and_its_topic(
    question: str, sides: tuple[str, str], topic: str
) -> None:
    asked = comparison_asked(question)
    assert asked is not None
    assert asked.sides == sides
    assert asked.topic == topic


@pytest.mark.parametrize(
    "question",
    ["what was said about policing", "When did the mayor and the clerk meet?", "Peru and Chile"],
)
def test_what_compares_nothing(question: str) -> None:
    assert comparison_asked(question) is None
