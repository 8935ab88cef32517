from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.documents.document import Block, Kind
from assistant.library.reading import Passage
from assistant.library.records import Source
from assistant.questions.question import Question
from assistant.retrieval.hit import Strength
from assistant.retrieval.mentions import mentions
from assistant.retrieval.probes import PROBES
from assistant.retrieval.retriever import Mode, Ranking, Retriever
from tests.retrieval.shelf import ConceptEncoder, Shelf


def shelf() -> Shelf:
    return filled(Shelf.empty())


def filled(made: Shelf) -> Shelf:
    with made.writing():
        made.add(
            "report.pdf",
            Block(Kind.HEADING, "Policing", level=1),
            "Officers need training before they patrol. The hall was full.",
            "The budget of the forum is 40,000 francs.",
        )
        made.add(
            "almanac.txt", "Iron rusts in rain.", "Women spoke first. Girls followed in March 2014."
        )
    return made


def retriever(library: Shelf) -> Retriever:
    return Retriever(library, library.encoder)


def rank(
    library: Shelf,
    question: str,
    *,
    within: Sequence[str] | None = None,
    limit: int = 10,
    mode: Mode = "hybrid",
) -> Ranking:
    asked = Question.of(question)
    return retriever(library).rank(asked, within=within, limit=limit, mode=mode)


def test_a_paragraph_found_by_meaning_alone_comes_first() -> None:
    hits = rank(shelf(), "What was said about corrosion?").hits
    assert hits[0].paragraph.text == "Iron rusts in rain."
    assert hits[0].why.words == ()
    assert hits[0].why.meaning > 0.8


def test_a_paragraph_found_by_words_alone_comes_first() -> None:
    hits = rank(shelf(), "Which hall was full?").hits
    assert hits[0].paragraph.text.startswith("Officers")
    assert hits[0].why.words == ("hall", "full")


def test_a_heading_stands_back_behind_what_stands_under_it() -> None:
    hits = rank(shelf(), "policing").hits
    assert hits[0].paragraph.text.startswith("Officers need training")
    assert hits[-1].paragraph.text == "Policing"


def test_hits_are_ranked_from_one_and_scores_do_not_rise() -> None:
    hits = [h for h in rank(shelf(), "police training").hits if h.paragraph.kind != "heading"]
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_limit_is_kept() -> None:
    assert len(rank(shelf(), "police", limit=2).hits) == 2


def test_a_search_within_one_document_finds_nothing_of_another() -> None:
    ranking = rank(shelf(), "training of police", within=["almanac"])
    assert {hit.passage.document.name for hit in ranking.hits} == {"almanac.txt"}
    assert (ranking.searched.documents, ranking.searched.paragraphs) == (1, 2)


def test_the_span_is_the_sentence_that_holds_the_words() -> None:
    library = shelf()
    hit = rank(library, "Which hall was full?").hits[0]
    assert library.text("report")[slice(*hit.span)] == "The hall was full."


def test_what_could_not_be_read_is_named() -> None:
    library = shelf()
    library.failed(Source("scan.pdf", "/a/scan.pdf", 7, 8), "aa", "No text", "")
    assert rank(library, "police").searched.unreadable == ("scan.pdf",)


def test_what_could_be_read_only_in_part_is_named_where_it_was_searched() -> None:
    library = shelf()
    library.add("scan.pdf", "Rain fell.", notices=("Page 2 has no text.",))
    assert rank(library, "police").searched.unreadable == ("scan.pdf",)
    assert rank(library, "police", within=["report"]).searched.unreadable == ()


def test_a_row_removed_between_two_looks_does_not_fail_the_question() -> None:
    class Racing(Shelf):
        def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
            if self.counts().documents == 2:
                self.remove("almanac")
            return super().vectors(rows)

    hits = rank(filled(Racing.empty()), "rust in rain").hits
    assert len(hits) == 3
    assert {hit.passage.document.name for hit in hits} == {"report.pdf"}


def test_an_empty_library_gives_no_hit() -> None:
    assert rank(Shelf.empty(), "police").hits == ()


def test_each_mode_uses_its_index_alone() -> None:
    library = shelf()
    dense = rank(library, "corrosion in the hall", mode="dense").hits
    lexical = rank(library, "corrosion in the hall", mode="lexical").hits
    assert dense[0].paragraph.text == "Iron rusts in rain."
    assert [hit.paragraph.text[:8] for hit in lexical] == ["Officers"]


def test_a_row_removed_meanwhile_is_left_out() -> None:
    class Shrinking(Shelf):
        def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
            if self.counts().documents == 2:
                self.remove("almanac")
            return super().passages(rows)

    hits = rank(filled(Shrinking.empty()), "rust in rain").hits
    assert {hit.passage.document.name for hit in hits} == {"report.pdf"}
    assert len(hits) == 3


def test_questions_that_are_no_questions_do_no_harm() -> None:
    asked = retriever(shelf())
    for text in (
        "the of and",
        "🦊",
        '"police" AND (NOT *)',
        "x" * 60_000,
        "'; DROP TABLE--",
        "什么",
    ):
        assert all(hit.paragraph.text for hit in asked.rank(Question.of(text)).hits)


def test_mentions_come_in_document_order_with_an_honest_end() -> None:
    library = shelf()
    library.add("minutes.txt", "Police training costs money.", "Custody of officers.", "Rain fell.")
    found = mentions(retriever(library), Question.of("policing"))
    sure = [hit for hit in found.hits if found.weak_from is None or hit.rank < found.weak_from]
    assert [hit.paragraph.text for hit in sure] == [
        "Police training costs money.",
        "Custody of officers.",
        "Officers need training before they patrol. The hall was full.",
    ]
    holding, others = found.parts
    assert [hit.paragraph.text for hit in holding] == ["Police training costs money.", "Policing"]
    assert all(hit.strength is Strength.WEAK for hit in others if hit not in sure)
    assert len(others) == 6


def test_ranked_mentions_come_by_rank() -> None:
    found = mentions(retriever(shelf()), Question.of("policing"), ranked=True)
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))


def test_the_encoder_sees_the_question_once_and_no_paragraph() -> None:
    library = shelf()
    encoder = ConceptEncoder()
    Retriever(library, encoder).rank(Question.of("police"))
    assert encoder.encoded == [probe.passage for probe in PROBES]


def test_a_subject_draws_on_what_stands_beside_it_and_a_question_does_not() -> None:
    library = Shelf.empty()
    library.add(
        "minutes.txt",
        "Officers met twice.",
        *(f"Rain fell in {place}." for place in ("Kisa", "Tera", "Lund")),
        "Police officers met the police in the capital.",
        "Officers met later.",
    )
    by_subject = [hit.paragraph.text for hit in rank(library, "officers met").hits]
    assert by_subject.index("Officers met later.") < by_subject.index("Officers met twice.")
    asked = {hit.paragraph.text: hit.score for hit in rank(library, "officers met?").hits}
    assert asked["Officers met later."] == pytest.approx(asked["Officers met twice."])
