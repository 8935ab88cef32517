"""Numbers of paragraphs that no space parts from their words."""

import pytest

from assistant.documents.enumerators import enumerator_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("208.The practice went on.", "208"),
        ("294.I submit this report.", "294"),
        ("12.本报告说明港口的情况。", "12"),
        ("3.Mai 2031 war ein Freitag.", None),
        ("2.a small harbour", None),
        ("1.A.M. Miller spoke.", None),
        ("8.000 Truppen", None),
    ],
)
def test_a_number_is_read_that_is_glued_to_the_first_word(text: str, number: str | None) -> None:
    found = enumerator_of(text)
    assert (found.number if found else None) == number
    if found and number:
        assert text[: found.end] == f"{number}."
