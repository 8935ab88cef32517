from dataclasses import replace

import pytest

from assistant.documents.document import Block, Kind
from assistant.errors import UnknownDocument
from assistant.library.reading import Passage
from tests.bench import Bench
from tests.retrieval.shelf import Shelf


def passages(bench: Bench, name: str, *lines: str) -> list[Passage]:
    record = bench.put(name, *lines)
    found = bench.library.paragraphs(record.document_id)
    return [bench.library.passage(paragraph.paragraph_id) for paragraph in found]


def test_what_stands_beside_a_passage_is_of_the_same_document(bench: Bench) -> None:
    first, second, third = passages(bench, "a.txt", "Iron rusts.", "Copper turns green.", "Gold.")
    alone, last = passages(bench, "b.txt", "Rain falls.", "Snow lies.")
    assert (first.before, first.after) == (None, second.paragraph)
    assert (second.before, second.after) == (first.paragraph, third.paragraph)
    assert (third.before, third.after) == (second.paragraph, None)
    assert (alone.before, last.after) == (None, None)


def test_what_follows_is_read_on_to_the_end_of_the_document(bench: Bench) -> None:
    first, second, third = passages(bench, "a.txt", "Iron rusts.", "Copper turns green.", "Gold.")
    passages(bench, "b.txt", "Rain falls.")
    assert first.following(1) == [second]
    assert first.following(9) == [second, third]
    assert first.following(0) == third.following(2) == []


def test_a_passage_of_a_document_that_is_gone_has_nothing_around_it(bench: Bench) -> None:
    first, second = passages(bench, "a.txt", "Iron rusts.", "Copper turns green.")
    bench.library.remove(first.document.document_id)
    assert second.paragraph.text == "Copper turns green."
    for look in (second.text, lambda: second.before, lambda: first.after):
        with pytest.raises(UnknownDocument):
            look()


def test_sentences_are_as_they_stand_in_the_text(bench: Bench) -> None:
    _, second = passages(bench, "a.txt", "Gold.", "Iron rusts. Copper turns green.")
    assert second.sentence_texts == ["Iron rusts.", "Copper turns green."]
    assert [second.text()[slice(*span)] for span in second.sentences] == second.sentence_texts
    assert [second.words(span) for span in second.sentences] == second.sentence_texts


def test_a_paragraph_without_marked_sentences_is_one() -> None:
    library = Shelf.empty()
    library.add("a.txt", "Gold.", Block(Kind.TABLE_ROW, "Iron | rusts. Copper | green."))
    _, row = library.rows
    unmarked = replace(row, paragraph=replace(row.paragraph, sentences=()))
    assert unmarked.sentence_texts == ["Iron | rusts. Copper | green."]
    assert unmarked.sentences == ((row.paragraph.start, row.paragraph.end),)


def test_the_context_is_the_headings_and_the_lead_in_over_a_passage() -> None:
    library = Shelf.empty()
    library.add(
        "a.txt",
        Block(Kind.HEADING, "Metals", level=1),
        Block(Kind.HEADING, "Iron", level=2),
        "States should:",
        Block(Kind.LIST_ITEM, "(a) paint it.", bullet="(a)", mark_end=4, level=1),
        language="fr",
    )
    *_, opener, item = library.rows
    assert opener.context.split() == ["Metals", "Iron"]
    assert item.context == "Metals Iron States should:"
    assert (item.language, item.document.name) == ("fr", "a.txt")
