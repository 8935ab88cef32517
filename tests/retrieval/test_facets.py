import pytest

from assistant.documents.document import Block, Kind
from assistant.library.records import Standing
from assistant.questions.question import Question
from assistant.retrieval.facets import Narrowing, year_of
from assistant.retrieval.hit import Facet
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("minutes-2014.txt", None, "2014"),
        ("A_HRC_20_13.pdf", "Report of 2019", "2019"),
        ("2014-2016 plan.pdf", "Report of 2019", None),
        ("2014 and 2014.pdf", None, "2014"),
        ("order 12014.pdf", None, None),
        ("kept since 2012/minutes.txt", None, None),
    ],
)
def test_a_year_is_told_by_a_name_that_holds_one(
    name: str, title: str | None, year: str | None
) -> None:
    place = Standing(name, "d", 0, title, speakers=(), row=1)
    assert year_of(place) == year


def retriever() -> Retriever:
    library = Shelf.empty()
    for year in ("2014", "2015"):
        library.add(
            f"minutes-{year}.txt",
            Block(Kind.PARAGRAPH, "Police officers met the police.", speaker="Ms. Okoro"),
            Block(Kind.PARAGRAPH, "The police met officers again.", speaker="Mr. Lund"),
            Block(Kind.PARAGRAPH, "Police met once more, the officers said."),
            Block(Kind.PARAGRAPH, "Zebra migration was not on the agenda."),
        )
    return Retriever(library, library.encoder)


def test_mentions_are_counted_by_document_speaker_and_year() -> None:
    facets = mentions(retriever(), Question.of("police officers")).facets
    assert {(facet.name, facet.count) for facet in facets.documents} == {
        ("minutes-2014.txt", 3),
        ("minutes-2015.txt", 3),
    }
    assert facets.years == (Facet("2014", "2014", 3), Facet("2015", "2015", 3))
    assert {(facet.key, facet.count) for facet in facets.speakers} == {
        ("Ms. Okoro", 2),
        ("Mr. Lund", 2),
    }


def test_narrowed_mentions_keep_their_ranks_and_the_facets_of_all() -> None:
    every = mentions(retriever(), Question.of("police officers"))
    narrowing = Narrowing(frozenset({"okoro"}), year="2015")
    hers = mentions(retriever(), Question.of("police officers"), narrowing=narrowing)
    assert [(h.passage.document.name, h.paragraph.speaker) for h in hers.hits] == [
        ("minutes-2015.txt", "Ms. Okoro")
    ]
    assert {hit.rank for hit in hers.hits} <= {hit.rank for hit in every.hits}
    assert hers.facets.years == every.facets.years
    assert hers.weak_from == every.weak_from
    assert mentions(retriever(), Question.of("police"), narrowing=Narrowing(year="1999")).hits == ()
