"""The range of what is said comes before the same thing again."""

from assistant.answers.variety import ranged
from assistant.questions.question import Question
from assistant.retrieval.retriever import Retriever
from tests.answers.shelves import answered
from tests.retrieval.shelf import Shelf


def shelf() -> Shelf:
    library = Shelf.empty()
    library.add(
        "a.txt",
        "Police officers need training in the law of their towns.",
        "Police officers need more training in the law of their towns.",
        "Police officers need much training in the law of their towns.",
    )
    library.add("b.txt", "Training of police officers costs the budget of each town a million.")
    library.add("c.txt", "Women among police officers asked for training on gender.")
    return library


def test_the_first_hit_stays_first_and_what_is_unlike_it_comes_next() -> None:
    library = shelf()
    ranking = Retriever(library, library.encoder).rank(Question.of("training of police officers"))
    hits = ranged(ranking.hits)
    assert hits[0].paragraph == ranking.hits[0].paragraph
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert {hit.paragraph.document_id for hit in hits[:3]} == {"a", "b", "c"}
    assert sorted(h.paragraph.paragraph_id for h in hits) == sorted(
        h.paragraph.paragraph_id for h in ranking.hits
    )


def test_the_first_screen_gives_several_documents() -> None:
    found = answered(shelf(), "training of police officers", limit=3)
    assert found.target is not None
    shown = [found.target, *found.runners_up]
    assert len({hit.paragraph.document_id for hit in shown}) == 3


def test_two_hits_are_in_the_order_of_their_scores() -> None:
    library = Shelf.empty()
    library.add("a.txt", "Police officers need training.", "Police need training.")
    ranking = Retriever(library, library.encoder).rank(Question.of("training of police officers"))
    assert ranged(ranking.hits) == list(ranking.hits)
