import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.documents.document import (
    Basis,
    Box,
    Function,
    Imprint,
    Kind,
    Line,
    Page,
    PageNumber,
    Paragraph,
    Repair,
    Revision,
    Span,
    Word,
)
from assistant.documents.speakers.speaker import Attribution, Speaker, Voice
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.library.reading import Passage
from assistant.library.records import Counts, Source
from tests.doubles import revision_of
from tests.library.contract.stores import Desk

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


def test_what_was_put_is_read_back_whole(desk: Desk) -> None:
    line = Line(2, Box(72.0, 90.5, 300.0, 104.0), 0, 19, (Word(0, 4, 72.0, 95.25),))
    paragraph = Paragraph(
        paragraph_id="p1",
        document_id="d1",
        ordinal=0,
        kind=Kind.LIST_ITEM,
        text=IRON,
        start=0,
        end=19,
        number="131.105",
        bullet="(b)",
        level=2,
        lead_in="It is recommended:",
        section=("Metals", "Iron"),
        page=PageNumber(2, "xiv", Basis.LABEL),
        lines=(line,),
        sentences=(Span(0, 19),),
        speakers=(Speaker("Ms Ahn", "Ms Ahn", Voice.REPORTED, Attribution.SAYING, 0, 19, (0, 4)),),
        truncated=True,
        confidence=0.875,
        function=Function.RECOMMENDATION,
        function_basis="numbered, its State in brackets",
    )
    pages = (Page(1, 595.0, 842.0), Page(2, 595.0, 842.0, "xiv", Basis.LABEL, reason="why"))
    place = desk.write("iron.txt", IRON)
    digest = revision_of("d1", place.read_bytes()).sha256
    imprint = Imprint("Métaux", "title page", "A/80/1", "Curie", "1911-12-10", "Académie")
    revision = Revision(
        "d1", digest, "pdf", "r 1", IRON, (paragraph,), pages, imprint, "fr", ("page 3 is blank",)
    )
    record = desk.put_revision(revision, place)
    library = desk.reopen()
    assert library.document("d1") == record
    assert (record.name, record.path, record.imprint) == ("iron.txt", str(place), imprint)
    assert record.title == "Métaux"
    assert (record.language, record.pages, record.paragraphs) == ("fr", 2, 1)
    assert record.notices == ("page 3 is blank",)
    assert library.partly_read() == (("d1", "iron.txt"),)
    assert library.paragraphs("d1") == (paragraph,)
    assert library.pages("d1") == pages
    assert library.text("d1") == IRON
    passage = library.passage("p1")
    assert (passage.paragraph, passage.document) == (paragraph, record)
    row = desk.rows()["p1"]
    assert library.passages([row, row + 99]) == {row: passage}
    assert library.original("d1").read_bytes() == place.read_bytes()


@pytest.mark.parametrize(
    "text",
    ["lone \ud800 surrogate", "NUL \0 within", "emoji 👩‍👩‍👧‍👦", "\u202ertl"],
    ids=["surrogate", "nul", "emoji", "rtl"],
)
def test_any_text_is_kept_as_it_is(desk: Desk, text: str) -> None:
    place = desk.write("a.txt", "x")
    made = revision_of("d1", place.read_bytes())
    paragraph = replace(made.paragraphs[0], text=text, end=len(text), sentences=())
    desk.put_revision(
        replace(made, text=text, paragraphs=(paragraph,), imprint=Imprint(text, "first line")),
        place,
    )
    assert desk.library.text("d1") == text
    assert desk.library.paragraphs("d1") == (paragraph,)
    assert desk.library.document("d1").title == text


def test_vectors_come_back_to_the_precision_of_float16(desk: Desk) -> None:
    desk.put("iron.txt", IRON, POLICE)
    expected = desk.encoder.encode_passages([IRON, POLICE])
    iron, police = sorted(desk.rows().values())
    stored = desk.library.vectors([police, iron])
    assert stored.dtype == np.float32
    np.testing.assert_array_equal(stored, expected[::-1].astype(np.float16))
    with pytest.raises(UnknownParagraph):
        desk.library.vectors([iron, police + 1])


def test_earlier_texts_are_kept_until_they_are_purged(desk: Desk) -> None:
    before = desk.put("a.txt", IRON)
    after = desk.put("a.txt", POLICE, document_id=before.document_id)
    assert desk.library.text(before.document_id, before.revision) == IRON
    assert desk.library.text(before.document_id, after.revision) == POLICE
    assert desk.library.purge() == 1
    with pytest.raises(UnknownDocument, match="revision"):
        desk.library.text(before.document_id, before.revision)
    assert desk.library.text(before.document_id) == POLICE
    assert desk.library.purge() == 0


def test_documents_are_listed_by_name_in_parts(desk: Desk) -> None:
    for name in ("tea.txt", "Zinc.txt", "été.txt", "\udcff.txt", "b/tea.txt", "a.txt"):
        desk.put(name, "Words.")
    listed = desk.library.documents()
    names = [record.name for record in listed]
    assert names == ["Zinc.txt", "a.txt", "tea.txt", "tea.txt", "été.txt", "\udcff.txt"]
    paths = [Path(record.path or "") for record in listed[2:4]]
    assert [path.parent.name for path in paths] == ["b", "files"]
    assert desk.library.documents(1, 3) == listed[1:3]
    assert desk.library.documents(4) == listed[4:]
    assert desk.library.documents(9, 12) == ()
    assert desk.library.names() == [(record.document_id, record.name) for record in listed]


def test_a_document_is_found_by_id_path_or_name(desk: Desk) -> None:
    record = desk.put("caf\u00e9.txt", IRON)
    for reference in (record.document_id, str(record.path), "caf\u00e9.txt", "cafe\u0301.txt"):
        assert desk.library.find(reference) == record
    with pytest.raises(UnknownDocument):
        desk.library.find("tea.txt")
    with pytest.raises(UnknownDocument):
        desk.library.find("\ud800")


def test_a_name_that_two_documents_share_is_refused_with_their_ids(desk: Desk) -> None:
    first, second = desk.put("one/a.txt", IRON), desk.put("two/a.txt", POLICE)
    with pytest.raises(UnknownDocument) as refusal:
        desk.library.find("a.txt")
    assert first.document_id in str(refusal.value)
    assert second.document_id in str(refusal.value)


def test_undecodable_and_twin_names_stay_apart(desk: Desk) -> None:
    names = [os.fsdecode(b"caf\xe9.txt"), "caf\u00e9.txt", "cafe\u0301.txt", "line\nbreak.txt"]
    for name in names:
        desk.put(name, f"Iron {names.index(name)}.")
    assert sorted(record.name for record in desk.reopen().documents()) == sorted(names)
    for name in names:
        assert desk.library.find(name).name == name


def test_failures_count_attempts_on_the_same_bytes(desk: Desk) -> None:
    source = Source("a.pdf", "/files/a.pdf", 7, 8)
    desk.library.failed(source, "aa", "It is locked", "Unlock it")
    assert desk.library.failed(source, "aa", "It is locked", "Unlock it").attempts == 2
    assert desk.library.failed(source, "bb", "It is empty", "").attempts == 1
    (failure,) = desk.library.failures()
    assert (failure.path, failure.reason, failure.sha256) == ("/files/a.pdf", "It is empty", "bb")
    assert desk.library.counts() == Counts(0, 0, 1)
    desk.library.forget_failures(["/files/a.pdf"])
    assert desk.library.failures() == ()


def test_paragraphs_are_given_by_their_place(desk: Desk) -> None:
    record = desk.put("a.txt", "# Metals", IRON, POLICE)
    first, second, third = desk.library.paragraphs(record.document_id)
    assert desk.library.paragraphs(record.document_id, 1, 3) == (second, third)
    assert desk.library.paragraphs(record.document_id, 0, 1) == (first,)
    assert desk.library.paragraphs(record.document_id, 3) == ()


def test_what_came_from_a_file_is_known_by_its_path(desk: Desk) -> None:
    record = desk.put("a.txt", IRON, POLICE)
    (known,) = desk.library.known()
    assert (known.document_id, known.path) == (record.document_id, record.path)
    assert (known.sha256, known.size, known.paragraphs) == (record.revision, record.size, 2)
    assert known.modified_ns == record.modified_ns < known.checked_ns
    moved = Source("b.txt", "/elsewhere/b.txt", 1, 2, 3)
    desk.library.failed(moved, "aa", "It is locked", "")
    desk.library.moved(record.document_id, moved)
    (known,) = desk.library.known()
    assert (known.path, known.size, known.modified_ns, known.changed_ns) == (moved.path, 1, 2, 3)
    assert desk.library.find("b.txt").document_id == record.document_id
    assert desk.library.failures() == ()


def test_the_paths_given_to_be_indexed_are_remembered_but_for_those_of_removed_files(
    desk: Desk,
) -> None:
    assert desk.library.roots() == ()
    record = desk.put("a.txt", IRON)
    given = [desk.files / "a.txt", desk.files / os.fsdecode(b"caf\xe9")]
    desk.library.remember(given)
    assert desk.reopen().roots() == tuple(given)
    desk.library.remove(record.document_id)
    assert desk.library.roots() == (given[1],)


def repaired(desk: Desk, document_id: str, *repairs: Repair) -> Revision:
    place = desk.write("a.txt", "Iron rusts in rain.")
    revision = replace(revision_of(document_id, place.read_bytes()), repairs=repairs)
    desk.put_revision(revision, place)
    return revision


def test_the_way_back_to_the_file_is_kept_with_the_document(desk: Desk) -> None:
    document = repaired(desk, "d1", Repair(4, 5, "\n"), Repair(10, 10, "-\n")).document_id
    assert desk.library.repairs(document) == (Repair(4, 5, "\n"), Repair(10, 10, "-\n"))
    desk.reopen()
    assert desk.library.repairs(document) == (Repair(4, 5, "\n"), Repair(10, 10, "-\n"))


def test_nothing_is_kept_where_nothing_was_repaired(desk: Desk) -> None:
    document = repaired(desk, "d1").document_id
    assert desk.library.repairs(document) == ()


def test_a_new_revision_has_its_own(desk: Desk) -> None:
    repaired(desk, "d1", Repair(4, 5, "\n"))
    repaired(desk, "d1", Repair(4, 5, "\t"))
    assert desk.library.repairs("d1") == (Repair(4, 5, "\t"),)


def test_it_goes_with_the_document(desk: Desk) -> None:
    repaired(desk, "d1", Repair(4, 5, "\n"))
    desk.library.remove("d1")
    with pytest.raises(UnknownDocument):
        desk.library.repairs("d1")


def test_pages_keep_which_paragraphs_they_hold(desk: Desk) -> None:
    place = desk.write("a.txt", "Iron rusts in rain.")
    pages = (Page(1, 10, 10, paragraphs=Span(0, 1)), Page(2, 10, 10))
    desk.put_revision(replace(revision_of("d1", place.read_bytes()), pages=pages), place)
    assert desk.library.pages("d1") == pages


def test_a_passage_knows_what_stands_around_it(desk: Desk) -> None:
    record = desk.put("a.txt", IRON, POLICE, "Gold stays.")
    desk.put("b.txt", "Rain falls.", "Snow lies.")
    first, second, third = desk.library.paragraphs(record.document_id)
    passage = desk.library.passage(second.paragraph_id)
    assert (passage.before, passage.after) == (first, third)
    assert desk.library.passage(first.paragraph_id).before is None
    assert desk.library.passage(third.paragraph_id).after is None
    following = desk.library.passage(first.paragraph_id).following(5)
    assert [other.paragraph for other in following] == [second, third]
    assert passage.text() == desk.library.text(record.document_id)


def test_a_line_is_counted_over_the_documents_that_hold_it_now(desk: Desk) -> None:
    """Figures and case do not tell lines apart; the count follows what comes and goes."""
    for number in range(1, 5):
        desk.put(f"{number}.txt", f"Harbour office, copy {number} of 9.", IRON * number)
    first, second = _passages(desk, "1.txt")
    assert (first.spread, second.spread) == (4, 1)
    assert first.function is Function.STATEMENT
    last = desk.put("5.txt", "HARBOUR OFFICE, copy 5 of 9")
    row = desk.rows()[first.paragraph.paragraph_id]
    assert desk.library.passages([row])[row].spread == 5
    first, second = _passages(desk, "1.txt")
    assert (first.spread, first.function) == (5, Function.BOILERPLATE)
    assert (second.spread, second.function) == (1, Function.STATEMENT)
    desk.library.remove(last.document_id)
    assert _passages(desk, "1.txt")[0].function is Function.STATEMENT


def test_a_line_without_letters_is_not_counted(desk: Desk) -> None:
    for number in range(6):
        desk.put(f"{number}.txt", f"{number} 12 44", IRON * (number + 1))
    assert [passage.spread for passage in _passages(desk, "3.txt")] == [1, 1]


def _passages(desk: Desk, name: str) -> list[Passage]:
    found = desk.library.paragraphs(desk.library.find(name).document_id)
    return [desk.library.passage(paragraph.paragraph_id) for paragraph in found]
