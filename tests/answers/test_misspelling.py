import pytest

from assistant.answers.misspelling import respelled
from tests.retrieval.shelf import Shelf


def shelf() -> Shelf:
    library = Shelf.empty()
    library.add("a.txt", "Policing of the harbour is dear.", "The government spends on ferries.")
    library.add("b.txt", "Ireland asked about ferries.", "Trafficking in salt was told of.")
    return library


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("what was said about polcing", "what was said about policing"),
        ("what was said abuot policing", "what was said about policing"),
        ("spending of the goverment", "spending of the government"),
        ("POLCING", "policing"),
        ("trafiking in salt", "trafficking in salt"),
        ("what was said about policing", None),
        ("What did Iceland ask?", None),
        ("what did iceland ask?", None),
        ("mercury in the harbour", None),
    ],
)
def test_a_word_that_stands_nowhere_is_read_as_one_that_is_a_sign_off(
    question: str, meant: str | None
) -> None:
    assert respelled(question, shelf()) == meant


def test_words_of_a_snapshot_are_found_as_those_in_memory() -> None:
    library = shelf()
    fresh = {passage.paragraph.paragraph_id for passage in library.near("polcing")}
    library.mirrors.lexical.save()
    assert {passage.paragraph.paragraph_id for passage in library.near("polcing")} == fresh
