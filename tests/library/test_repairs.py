from dataclasses import replace

import pytest

from assistant.documents.document import Page, Repair, Revision, Span
from assistant.errors import LibraryDamaged, UnknownDocument
from tests.bench import Bench
from tests.doubles import revision_of


def repaired(bench: Bench, document_id: str, *repairs: Repair) -> Revision:
    place = bench.write("a.txt", "Iron rusts in rain.")
    revision = replace(revision_of(document_id, place.read_bytes()), repairs=repairs)
    bench.put_revision(revision, place)
    return revision


def test_the_way_back_to_the_file_is_kept_with_the_document(bench: Bench) -> None:
    document = repaired(bench, "d1", Repair(4, 5, "\n"), Repair(10, 10, "-\n")).document_id
    assert bench.library.repairs(document) == (Repair(4, 5, "\n"), Repair(10, 10, "-\n"))
    bench.reopen()
    assert bench.library.repairs(document) == (Repair(4, 5, "\n"), Repair(10, 10, "-\n"))


def test_nothing_is_kept_where_nothing_was_repaired(bench: Bench) -> None:
    document = repaired(bench, "d1").document_id
    assert bench.library.repairs(document) == ()
    assert bench.library.database.rows("SELECT length(repairs) FROM raw") == [(0,)]


def test_a_new_revision_has_its_own(bench: Bench) -> None:
    repaired(bench, "d1", Repair(4, 5, "\n"))
    repaired(bench, "d1", Repair(4, 5, "\t"))
    assert bench.library.repairs("d1") == (Repair(4, 5, "\t"),)


def test_it_goes_with_the_document(bench: Bench) -> None:
    repaired(bench, "d1", Repair(4, 5, "\n"))
    bench.library.remove("d1")
    assert bench.library.database.rows("SELECT * FROM raw") == []
    with pytest.raises(UnknownDocument):
        bench.library.repairs("d1")


def test_a_damaged_one_is_noticed(bench: Bench) -> None:
    repaired(bench, "d1", Repair(4, 5, "\n"))
    with bench.library.database.transaction() as connection:
        connection.execute("UPDATE raw SET repairs = x'789c00'")
    with pytest.raises(LibraryDamaged, match="repairs"):
        bench.library.repairs("d1")


def test_pages_keep_which_paragraphs_they_hold(bench: Bench) -> None:
    place = bench.write("a.txt", "Iron rusts in rain.")
    pages = (Page(1, 10, 10, paragraphs=Span(0, 1)), Page(2, 10, 10))
    bench.put_revision(replace(revision_of("d1", place.read_bytes()), pages=pages), place)
    assert bench.library.pages("d1") == pages
