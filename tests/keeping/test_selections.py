from pathlib import Path

import pytest

from assistant.citations.verification import Verdict
from assistant.documents.document import Span
from assistant.errors import UnknownParagraph
from assistant.indexing.outcomes import FileOutcome
from assistant.keeping.citations import KeptCitations
from assistant.keeping.selections import select
from tests.bench import Bench

LINES = ["# Metals", "Iron rusts in rain. Copper turns green.", "Rain falls."]


def test_a_selection_keeps_the_words_and_their_surroundings(bench: Bench) -> None:
    record = bench.put("a.txt", *LINES)
    paragraph = bench.library.paragraphs(record.document_id)[1]
    span = Span(paragraph.start + 20, paragraph.end)
    chosen = select(bench.library, "What of copper?", paragraph.paragraph_id, span, address="¶ 2")
    assert bench.reopen().selections() == (chosen,)
    assert bench.library.selection_count() == 1
    assert (chosen.question, chosen.quote) == ("What of copper?", "Copper turns green.")
    assert (chosen.prefix, chosen.suffix) == ("Metals\n\nIron rusts in rain. ", "\n\nRain falls.")
    assert (chosen.revision, chosen.document, chosen.address) == (record.revision, "a.txt", "¶ 2")
    text = bench.library.text(record.document_id, chosen.revision)
    assert text[chosen.start : chosen.end] == chosen.quote


def test_a_selection_outlives_the_revision_it_was_made_of(bench: Bench) -> None:
    record = bench.put("a.txt", *LINES)
    paragraph = bench.library.paragraphs(record.document_id)[2]
    chosen = select(bench.library, "Rain?", paragraph.paragraph_id)
    bench.put("a.txt", "Sun shines.", document_id=record.document_id)
    assert bench.library.selections() == (chosen,)
    text = bench.library.text(record.document_id, chosen.revision)
    assert text[chosen.start : chosen.end] == "Rain falls."


def test_the_same_choice_twice_is_one(bench: Bench) -> None:
    record = bench.put("a.txt", *LINES)
    paragraph = bench.library.paragraphs(record.document_id)[2]
    select(bench.library, "Rain?", paragraph.paragraph_id)
    again = select(bench.library, "Rain?", paragraph.paragraph_id)
    other = select(bench.library, "Why?", paragraph.paragraph_id)
    assert bench.library.selections() == (again, other)
    bench.library.unselect(again.selection_id)
    assert bench.library.selections() == (other,)


def test_a_citation_outlives_its_document_with_its_words_and_its_place(bench: Bench) -> None:
    record = bench.put("a.txt", *LINES)
    paragraph = bench.library.paragraphs(record.document_id)[2]
    select(bench.library, "Rain?", paragraph.paragraph_id, address="p. 3 · ¶ 2")
    citations = KeptCitations(bench.library)
    assert [one.source_removed for one in citations.selections()] == [False]
    bench.library.remove(record.document_id)
    [one] = citations.selections()
    assert (one.source_removed, one.citation.quote) == (True, "Rain falls.")
    assert (one.citation.document, one.place) == ("a.txt", "p. 3 · ¶ 2")
    assert one.verification.verdict is Verdict.GONE
    assert one.verification.message == (
        "a.txt is no longer in the library, and its words are nowhere else."
    )


def test_the_words_of_a_removed_source_are_sought_in_the_other_documents(bench: Bench) -> None:
    """As where a file is converted from one format to another."""
    place = bench.write("a.md", *LINES)
    bench.index()
    [record] = bench.library.documents()
    paragraph = bench.library.paragraphs(record.document_id)[2]
    select(bench.library, "Rain?", paragraph.paragraph_id)
    place.unlink()
    bench.write("a.html", *LINES, "More.")
    outcomes: list[FileOutcome] = []
    bench.index(remove_missing=True, outcomes=outcomes)
    assert [(Path(o.path).name, o.state.value, o.citations_kept, o.note) for o in outcomes] == [
        ("a.html", "added", 0, ""),
        ("a.md", "removed", 1, "1 citation kept from it stays, marked source removed"),
    ]
    [one] = KeptCitations(bench.library).selections()
    assert (one.source_removed, one.verification.verdict) == (True, Verdict.MOVED)
    assert one.citation.document == "a.html"


@pytest.mark.parametrize("span", [Span(0, 3), Span(9, 9), Span(60, 900)])
def test_a_span_outside_its_paragraph_is_refused(bench: Bench, span: Span) -> None:
    record = bench.put("a.txt", *LINES)
    paragraph = bench.library.paragraphs(record.document_id)[1]
    with pytest.raises(UnknownParagraph):
        select(bench.library, "?", paragraph.paragraph_id, span)
