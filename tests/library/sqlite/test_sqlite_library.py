import errno
import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.documents.document import (
    Basis,
    Box,
    Kind,
    Line,
    Page,
    PageNumber,
    Paragraph,
    Revision,
    Span,
    Word,
)
from assistant.errors import (
    EncoderChanged,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryLocked,
    LibraryTooNew,
    UnknownDocument,
    UnknownParagraph,
)
from assistant.library.library import Library
from assistant.library.records import Counts, Source
from assistant.library.sqlite.folder import Folder
from assistant.library.sqlite.library import SqliteLibrary
from assistant.library.sqlite.self_checks import examine
from tests.bench import Bench
from tests.doubles import DIMENSION, WordEncoder, revision_of

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


def test_it_is_a_library(bench: Bench) -> None:
    library: Library = bench.library
    assert library.counts() == Counts(0, 0, 0)


def test_an_empty_library_finds_nothing(bench: Bench) -> None:
    assert bench.nearest("iron") == []
    assert bench.matching("iron") == []
    assert bench.library.documents() == ()


def test_what_was_put_is_read_back_whole(bench: Bench) -> None:
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
        speaker="Ms Ahn",
        truncated=True,
        confidence=0.875,
    )
    pages = (Page(1, 595.0, 842.0), Page(2, 595.0, 842.0, "xiv", Basis.LABEL, reason="why"))
    place = bench.write("iron.txt", IRON)
    digest = revision_of("d1", place.read_bytes()).sha256
    revision = Revision(
        "d1", digest, "pdf", "r 1", IRON, (paragraph,), pages, "Métaux", "fr", ("page 3 is blank",)
    )
    record = bench.put_revision(revision, place)
    library = bench.reopen()
    assert library.document("d1") == record
    assert (record.name, record.path, record.title) == ("iron.txt", str(place), "Métaux")
    assert (record.language, record.pages, record.paragraphs) == ("fr", 2, 1)
    assert record.notices == ("page 3 is blank",)
    assert library.partly_read() == (("d1", "iron.txt"),)
    assert library.paragraphs("d1") == (paragraph,)
    assert library.pages("d1") == pages
    assert library.text("d1") == IRON
    located = library.paragraph("p1")
    assert located == (1, paragraph, "iron.txt", "Métaux")
    assert library.located([1, 99]) == {1: located}
    assert library.original("d1").read_bytes() == place.read_bytes()


@pytest.mark.parametrize(
    "text",
    ["lone \ud800 surrogate", "NUL \0 within", "emoji 👩‍👩‍👧‍👦", "\u202ertl"],
    ids=["surrogate", "nul", "emoji", "rtl"],
)
def test_any_text_is_kept_as_it_is(bench: Bench, text: str) -> None:
    place = bench.write("a.txt", "x")
    made = revision_of("d1", place.read_bytes())
    paragraph = replace(made.paragraphs[0], text=text, end=len(text), sentences=())
    bench.put_revision(replace(made, text=text, paragraphs=(paragraph,), title=text), place)
    assert bench.library.text("d1") == text
    assert bench.library.paragraphs("d1") == (paragraph,)
    assert bench.library.document("d1").title == text


def test_vectors_come_back_to_the_precision_of_float16(bench: Bench) -> None:
    bench.put("iron.txt", IRON, POLICE)
    expected = bench.encoder.encode_passages([IRON, POLICE])
    stored = bench.library.vectors([2, 1])
    assert stored.dtype == np.float32
    np.testing.assert_array_equal(stored, expected[::-1].astype(np.float16))
    with pytest.raises(UnknownParagraph):
        bench.library.vectors([1, 3])


def test_nearest_agrees_with_comparing_everything(bench: Bench) -> None:
    lines = [f"word{i} word{i * 7 % 31} word{i % 5}" for i in range(60)]
    bench.put("words.txt", *lines)
    question = bench.encoder.encode_question("word3 word21 word4")[0]
    cosines = bench.library.vectors(range(1, 61)) @ question
    best = np.argsort(-cosines, kind="stable")[:10]
    found = bench.library.nearest(question, 10)
    assert [row for row, _ in found] == [int(at) + 1 for at in best]
    np.testing.assert_allclose([score for _, score in found], cosines[best], atol=1e-3)


def test_searches_are_limited_to_documents(bench: Bench) -> None:
    first = bench.put("a.txt", IRON, POLICE)
    second = bench.put("b.txt", IRON + " Often.", "Rain falls.")
    assert bench.nearest(IRON, 2, [second.document_id]) == [IRON + " Often.", "Rain falls."]
    assert bench.matching("iron", 5, [first.document_id]) == [IRON]
    assert bench.matching("iron", 5, []) == []
    assert bench.nearest(IRON, 5, ["nobody"]) == []


def test_a_replaced_document_keeps_the_rows_of_unchanged_paragraphs(bench: Bench) -> None:
    before = bench.put("a.txt", "# Metals", IRON, POLICE)
    rows = {p.text: bench.library.paragraph(p.paragraph_id).row for p in _paragraphs(bench)}
    bench.encoder.texts.clear()
    after = bench.put("a.txt", "# Metals", "New.", IRON, document_id=before.document_id)
    assert bench.encoder.texts == ["New."]
    assert [p.text for p in _paragraphs(bench)] == ["Metals", "New.", IRON]
    kept = {p.text: bench.library.paragraph(p.paragraph_id).row for p in _paragraphs(bench)}
    assert kept == {"Metals": rows["Metals"], IRON: rows[IRON], "New.": 4}
    assert bench.library.paragraph(_paragraphs(bench)[2].paragraph_id).paragraph.ordinal == 2
    assert bench.matching("police") == []
    assert bench.nearest(POLICE, 5)[0] != POLICE
    assert after.document_id == before.document_id


def _paragraphs(bench: Bench) -> tuple[Paragraph, ...]:
    return bench.library.paragraphs(bench.library.documents()[0].document_id)


def test_rows_are_never_used_again(bench: Bench) -> None:
    first = bench.put("a.txt", IRON)
    bench.library.remove(first.document_id)
    second = bench.put("b.txt", POLICE)
    (paragraph,) = bench.library.paragraphs(second.document_id)
    assert bench.library.paragraph(paragraph.paragraph_id).row == 2


def test_equal_words_anywhere_are_encoded_once(bench: Bench) -> None:
    bench.put("a.txt", IRON, IRON, POLICE)
    bench.put("b.txt", POLICE, IRON)
    assert bench.encoder.texts == [IRON, POLICE]
    assert bench.nearest(IRON, 3) == [IRON, IRON, IRON]


def test_a_paragraph_spelt_otherwise_keeps_its_id_and_gets_its_own_vector(bench: Bench) -> None:
    first = bench.put("a.txt", "Iron bent.", "IRON BENT.", "Rain fell.")
    before = bench.library.paragraphs(first.document_id)
    rows = [bench.library.paragraph(p.paragraph_id).row for p in before]
    # The first takes over a spelling that a paragraph has which is spelt otherwise now.
    bench.put("a.txt", "IRON BENT.", "iron, bent", "Rain fell.", document_id=first.document_id)
    after = bench.library.paragraphs(first.document_id)
    assert [p.paragraph_id for p in after] == [p.paragraph_id for p in before]
    assert [p.text for p in after] == ["IRON BENT.", "iron, bent", "Rain fell."]
    now = [bench.library.paragraph(p.paragraph_id).row for p in after]
    assert now[2] == rows[2]
    assert len({*rows, *now}) == 5
    expected = bench.encoder.encode_passages([p.text for p in after])
    assert np.allclose(bench.library.vectors(now), expected, atol=1e-3)
    assert bench.matching("iron bent") == ["IRON BENT.", "iron, bent"]
    assert sorted(bench.nearest("iron bent", 2)) == ["IRON BENT.", "iron, bent"]


def test_a_changed_heading_changes_what_matches_below_it(bench: Bench) -> None:
    before = bench.put("a.txt", "# Metals", POLICE)
    assert bench.matching("metal") == ["Metals", POLICE]
    bench.put("a.txt", "# Minerals", POLICE, document_id=before.document_id)
    assert bench.matching("metal") == []
    assert bench.matching("mineral") == ["Minerals", POLICE]


def test_earlier_texts_are_kept_until_they_are_purged(bench: Bench) -> None:
    before = bench.put("a.txt", IRON)
    after = bench.put("a.txt", POLICE, document_id=before.document_id)
    assert bench.library.text(before.document_id, before.revision) == IRON
    assert bench.library.text(before.document_id, after.revision) == POLICE
    assert bench.library.purge() == 1
    with pytest.raises(UnknownDocument, match="revision"):
        bench.library.text(before.document_id, before.revision)
    assert bench.library.text(before.document_id) == POLICE
    assert bench.library.purge() == 0


def test_a_removed_document_is_nowhere(bench: Bench) -> None:
    kept, gone = bench.put("a.txt", IRON), bench.put("b.txt", POLICE)
    (paragraph,) = bench.library.paragraphs(gone.document_id)
    original = bench.library.original(gone.document_id)
    bench.library.remove(gone.document_id)
    assert bench.library.documents() == (kept,)
    assert bench.matching("police") == []
    assert bench.nearest(POLICE) == [IRON]
    assert not original.exists()
    with pytest.raises(UnknownParagraph):
        bench.library.paragraph(paragraph.paragraph_id)
    with pytest.raises(UnknownDocument):
        bench.library.paragraphs(gone.document_id)
    with pytest.raises(UnknownDocument):
        bench.library.remove(gone.document_id)


def test_removed_rows_do_not_starve_a_search(bench: Bench) -> None:
    kept = bench.put("kept.txt", *[f"Iron number {i} stays." for i in range(5)])
    gone = bench.put("gone.txt", *[f"Iron number {i} goes." for i in range(300)])
    with bench.library.writing():
        bench.library.remove(gone.document_id)
        assert len(bench.nearest("Iron number 1 goes.", 5)) == 5
        assert len(bench.matching("iron goes", 5)) == 5
    assert bench.library.counts().paragraphs == kept.paragraphs


def test_bytes_shared_by_two_documents_go_with_the_last(bench: Bench) -> None:
    first, second = bench.put("a.txt", IRON), bench.put("b.txt", IRON)
    original = bench.library.original(first.document_id)
    bench.library.remove(first.document_id)
    assert original.read_bytes() == (bench.files / "b.txt").read_bytes()
    bench.library.remove(second.document_id)
    assert not original.exists()


def test_a_document_is_found_by_id_path_or_name(bench: Bench) -> None:
    record = bench.put("caf\u00e9.txt", IRON)
    for reference in (record.document_id, str(record.path), "caf\u00e9.txt", "cafe\u0301.txt"):
        assert bench.library.find(reference) == record
    with pytest.raises(UnknownDocument):
        bench.library.find("tea.txt")
    with pytest.raises(UnknownDocument):
        bench.library.find("\ud800")


def test_a_name_that_two_documents_share_is_refused_with_their_ids(bench: Bench) -> None:
    first, second = bench.put("one/a.txt", IRON), bench.put("two/a.txt", POLICE)
    with pytest.raises(UnknownDocument) as refusal:
        bench.library.find("a.txt")
    assert first.document_id in str(refusal.value)
    assert second.document_id in str(refusal.value)


def test_undecodable_and_twin_names_stay_apart(bench: Bench) -> None:
    names = [os.fsdecode(b"caf\xe9.txt"), "caf\u00e9.txt", "cafe\u0301.txt", "line\nbreak.txt"]
    for name in names:
        bench.put(name, f"Iron {names.index(name)}.")
    assert sorted(record.name for record in bench.reopen().documents()) == sorted(names)
    for name in names:
        assert bench.library.find(name).name == name


def test_failures_count_attempts_on_the_same_bytes(bench: Bench) -> None:
    source = Source("a.pdf", "/files/a.pdf", 7, 8)
    bench.library.failed(source, "aa", "It is locked", "Unlock it")
    assert bench.library.failed(source, "aa", "It is locked", "Unlock it").attempts == 2
    assert bench.library.failed(source, "bb", "It is empty", "").attempts == 1
    (failure,) = bench.library.failures()
    assert (failure.path, failure.reason, failure.sha256) == ("/files/a.pdf", "It is empty", "bb")
    assert bench.library.counts() == Counts(0, 0, 1)
    bench.library.forget_failures(["/files/a.pdf"])
    assert bench.library.failures() == ()


def test_a_put_with_a_missing_vector_leaves_everything_as_it_was(bench: Bench) -> None:
    before = bench.put("a.txt", IRON)
    place = bench.write("a.txt", POLICE)
    revision = revision_of(before.document_id, place.read_bytes())
    with pytest.raises(ValueError, match="no vector"):
        bench.library.put(revision, Source("a.txt", None, 1, 1), place, {})
    assert bench.library.document(before.document_id) == before
    assert bench.library.text(before.document_id) == IRON
    assert bench.library.folder.kept() == {before.revision}


@pytest.mark.parametrize("bad", [np.full(DIMENSION, np.nan), np.zeros(3)], ids=["nan", "short"])
def test_a_vector_that_cannot_be_compared_is_refused(
    bench: Bench, bad: NDArray[np.float64]
) -> None:
    bench.put("a.txt", IRON)
    place = bench.write("b.txt", POLICE)
    revision = revision_of("d2", place.read_bytes())
    vectors = {revision.paragraphs[0].paragraph_id: bad.astype(np.float32)}
    with pytest.raises(ValueError, match="finite"):
        bench.library.put(revision, Source("b.txt", None, 1, 1), place, vectors)
    assert bench.library.counts().documents == 1


def test_content_that_is_not_what_was_read_is_refused(bench: Bench) -> None:
    revision = revision_of("d1", b"something else\n")
    with pytest.raises(ValueError, match="changed"):
        bench.put_revision(revision, bench.write("a.txt", IRON))
    assert bench.library.counts().documents == 0
    assert list(bench.library.folder.staging.iterdir()) == []


def test_another_encoder_is_refused_with_the_remedy(bench: Bench) -> None:
    bench.put("a.txt", IRON)
    bench.close()
    other = WordEncoder("other").fingerprint
    with pytest.raises(EncoderChanged, match="pincite index --rebuild"):
        SqliteLibrary.open(bench.folder, fingerprint=str(other), dimension=DIMENSION)
    with pytest.raises(EncoderChanged):
        bench.library.nearest(np.zeros(3, dtype=np.float32), 1)


def test_an_empty_library_takes_any_encoder(bench: Bench) -> None:
    record = bench.put("a.txt", IRON)
    bench.library.remove(record.document_id)
    bench.encoder = WordEncoder("other")
    bench.put("b.txt", POLICE)
    assert bench.library.fingerprint == str(bench.encoder.fingerprint)


def test_only_its_owner_may_look_into_the_folder(bench: Bench) -> None:
    bench.put("a.txt", IRON)
    bench.close()
    assert bench.folder.stat().st_mode & 0o777 == 0o700
    for place in bench.folder.rglob("*"):
        assert place.stat().st_mode & 0o077 == 0, place


def test_a_second_process_is_told_who_is_writing(bench: Bench) -> None:
    library = bench.library
    program = (
        "import sys, pathlib\n"
        "from assistant.library.sqlite.library import SqliteLibrary\n"
        "from assistant.errors import LibraryLocked\n"
        "library = SqliteLibrary.open(pathlib.Path(sys.argv[1]))\n"
        "try:\n"
        "    with library.writing(): print('wrote')\n"
        "except LibraryLocked as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, str(bench.folder)]
    with library.writing():
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"process {os.getpid()} on " in told
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "wrote\n"


def test_a_reader_sees_what_another_one_commits(bench: Bench) -> None:
    writer, reader = bench.open(), bench.open()
    bench.opened = [reader, writer]
    first = bench.put("a.txt", IRON)
    question = bench.encoder.encode_question(IRON)[0]
    assert [row for row, _ in reader.nearest(question, 5)] == [1]
    bench.put("b.txt", POLICE)
    assert {row for row, _ in reader.nearest(question, 5)} == {1, 2}
    assert [row for row, _ in reader.matching("police", 5)] == [2]
    writer.remove(first.document_id)
    assert [row for row, _ in reader.nearest(question, 5)] == [2]
    assert reader.matching("iron", 5) == []


def test_many_threads_may_read_while_one_writes(bench: Bench) -> None:
    bench.put("a.txt", IRON)
    problems: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            if IRON not in bench.matching("iron rain", 50) or not bench.nearest(IRON, 1):
                problems.append("lost")

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(15):
        bench.put(f"{number}.txt", f"Copper number {number} turns green.")
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert bench.library.counts().documents == 16


def test_a_newer_library_is_refused(bench: Bench) -> None:
    bench.put("a.txt", IRON)
    bench.close()
    with sqlite3.connect(bench.folder / "library.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryTooNew, match="version 99"):
        bench.open()


def test_another_programs_database_is_refused(bench: Bench) -> None:
    bench.folder.mkdir()
    with sqlite3.connect(bench.folder / "library.sqlite3") as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(LibraryError, match="not a library"):
        bench.open()


def test_a_file_that_is_no_database_is_damaged(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "library.sqlite3").write_bytes(b"no database " * 1000)
    with pytest.raises(LibraryDamaged, match="pincite restore"):
        bench.open()


def test_a_missing_library_is_not_made_unless_wanted(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        SqliteLibrary.open(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


def test_writing_is_refused_while_another_library_object_writes(bench: Bench) -> None:
    first, second = bench.open(), bench.open()
    with first.writing(), pytest.raises(LibraryLocked), second.writing():
        raise AssertionError
    with second.writing():
        pass


def test_an_original_that_cannot_be_deleted_is_swept_when_the_library_is_opened(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.put("a.txt", "Iron bent.", document_id="d")

    def refused(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Folder, "drop", refused)
    with pytest.raises(LibraryError, match="Input/output"):
        bench.put("a.txt", "Iron rang.", document_id="d")
    monkeypatch.undo()
    assert bench.library.text("d") == "Iron rang."
    assert len(bench.library.folder.kept()) == 2
    bench.reopen()
    assert len(bench.library.folder.kept()) == 1
    assert all(check.holds for check in examine(bench.library))


def test_an_original_that_could_not_be_named_for_sure_is_not_left_behind(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Folder.keep

    def late(self: Folder, content: Path, sha256: str) -> None:
        whole(self, content, sha256)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Folder, "keep", late)
    with pytest.raises(LibraryError, match="Input/output"):
        bench.put("a.txt", "Iron bent.")
    assert bench.library.folder.kept() == set()


def test_a_lock_that_the_disk_refuses_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.put("a.txt", "Iron bent.")

    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    with pytest.raises(LibraryFull), bench.library.writing():
        pass
