import pytest

from assistant.documents.document import Block, Kind
from assistant.retrieval.facets import Narrowing, year_in
from assistant.retrieval.hit import Facet
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf


@pytest.mark.parametrize(
    ("names", "year"),
    [
        (("minutes-2014.txt",), "2014"),
        (("A_HRC_20_13.pdf", "Report of 2019"), "2019"),
        (("2014-2016 plan.pdf", "Report of 2019"), None),
        (("2014 and 2014.pdf",), "2014"),
        (("order 12014.pdf", None), None),
        ((), None),
    ],
)
def test_a_year_is_told_by_a_name_that_holds_one(
    names: tuple[str | None, ...], year: str | None
) -> None:
    assert year_in(*names) == year


def retriever() -> Retriever:
    library = Shelf()
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
    facets = mentions(retriever(), "police officers").facets
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
    every = mentions(retriever(), "police officers")
    hers = mentions(
        retriever(), "police officers", narrowing=Narrowing(speaker="Ms. Okoro", year="2015")
    )
    assert [(h.document, h.paragraph.speaker) for h in hers.hits] == [
        ("minutes-2015.txt", "Ms. Okoro")
    ]
    assert {hit.rank for hit in hers.hits} <= {hit.rank for hit in every.hits}
    assert hers.facets.years == every.facets.years
    assert hers.weak_from == every.weak_from
    assert mentions(retriever(), "police", narrowing=Narrowing(year="1999")).hits == ()
