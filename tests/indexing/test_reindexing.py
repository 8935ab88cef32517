import errno
import os
import socket
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.documents.document import Revision
from assistant.errors import EncoderChanged, LibraryLocked, ReaderMissing
from assistant.indexing import reindexing
from assistant.indexing.reindexing import (
    FileOutcome,
    FileState,
    Progress,
    Summary,
    reindex,
    take_in,
)
from assistant.indexing.scanning import Scan, scan
from assistant.library.records import Source
from assistant.library.sqlite.folder import Folder
from embeddings.encoder import Progress as EncodingProgress
from embeddings.encoder import Vectors
from tests.bench import Bench
from tests.doubles import WordEncoder

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


def settle(bench: Bench) -> None:
    """Make every file older than the time within which an edit could go unseen."""
    for place in bench.files.rglob("*"):
        if place.is_file() and not place.is_symlink():
            stat = place.stat()
            os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns - 10_000_000_001))


def states(bench: Bench, *paths: Path, **options: bool) -> dict[str, str]:
    """What became of each file, by its name."""
    outcomes: list[FileOutcome] = []
    bench.index(*paths, outcomes=outcomes, **options)
    return {Path(outcome.path).name: outcome.state.value for outcome in outcomes}


def test_new_files_are_added_and_unchanged_ones_are_not_opened(bench: Bench) -> None:
    bench.write("a.txt", IRON)
    bench.write("deep/er/b.txt", IRON, POLICE)
    settle(bench)
    outcomes: list[FileOutcome] = []
    summary = bench.index(outcomes=outcomes)
    assert summary == Summary(added=2, paragraphs_encoded=2, seconds=summary.seconds)
    assert [(Path(o.path).name, o.state, o.paragraphs, o.encoded) for o in outcomes] == [
        ("a.txt", FileState.ADDED, 1, 1),
        ("b.txt", FileState.ADDED, 2, 1),
    ]
    assert bench.library.find("b.txt").document_id == outcomes[1].document_id
    bench.reader.names.clear()
    for place in bench.files.rglob("*.txt"):
        place.chmod(0)
    assert states(bench) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert bench.reader.names == []


def test_one_edited_paragraph_is_the_only_one_encoded(bench: Bench) -> None:
    lines = [f"Paragraph {i} of a long document." for i in range(200)]
    place = bench.write("long.txt", *lines)
    bench.index()
    before = {p.text: p.paragraph_id for p in bench.library.paragraphs(_only(bench))}
    bench.encoder.texts.clear()
    lines[77] = "This one is new."
    place.write_text("\n".join(lines) + "\n")
    assert states(bench) == {"long.txt": "updated"}
    assert bench.encoder.texts == ["This one is new."]
    after = {p.text: p.paragraph_id for p in bench.library.paragraphs(_only(bench))}
    assert {t: i for t, i in after.items() if t in before} == {
        t: i for t, i in before.items() if t in after
    }
    assert len(after) == 200


def _only(bench: Bench) -> str:
    (document,) = bench.library.documents()
    return document.document_id


def test_an_edit_whose_time_was_set_back_is_seen(bench: Bench) -> None:
    place = bench.write("a.txt", "Iron rusts.")
    bench.index()
    stat = place.stat()
    place.write_text("Iron lasts.\n")
    os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert states(bench) == {"a.txt": "updated"}
    assert bench.library.text(_only(bench)) == "Iron lasts."


@pytest.mark.parametrize("years", [-1, 1])
def test_a_clock_that_jumped_loses_no_edit(bench: Bench, years: int) -> None:
    place = bench.write("a.txt", IRON)
    bench.index()
    place.write_text(POLICE + "\n")
    then = time.time_ns() + years * 365 * 86_400 * 10**9
    os.utime(place, ns=(then, then))
    assert states(bench) == {"a.txt": "updated"}
    assert states(bench) == {"a.txt": "unchanged"}


def test_a_touched_file_is_unchanged_and_not_read(bench: Bench) -> None:
    place = bench.write("a.txt", IRON)
    bench.index()
    os.utime(place, ns=(1, 1))
    bench.reader.names.clear()
    assert states(bench) == {"a.txt": "unchanged"}
    assert bench.reader.names == []
    assert bench.library.documents()[0].modified_ns == 1


def test_a_renamed_file_keeps_its_identity(bench: Bench) -> None:
    place = bench.write("a.txt", IRON)
    bench.index()
    before = _only(bench)
    (bench.files / "sub").mkdir()
    place.rename(bench.files / "sub" / "b.txt")
    assert states(bench, remove_missing=True) == {"b.txt": "moved"}
    assert _only(bench) == before
    record = bench.library.document(before)
    assert (record.name, record.path) == ("b.txt", str(bench.files / "sub" / "b.txt"))
    assert states(bench, remove_missing=True) == {"b.txt": "unchanged"}


def test_two_equal_files_are_two_documents(bench: Bench) -> None:
    bench.write("a.txt", IRON)
    bench.write("b.txt", IRON)
    assert states(bench) == {"a.txt": "added", "b.txt": "added"}
    assert bench.library.counts().documents == 2
    assert bench.encoder.texts == [IRON]


def test_of_two_equal_files_each_takes_one_identity_when_both_move(bench: Bench) -> None:
    first, second = bench.write("a.txt", IRON), bench.write("b.txt", IRON)
    bench.index()
    ids = {record.document_id for record in bench.library.documents()}
    first.rename(bench.files / "c.txt")
    second.rename(bench.files / "d.txt")
    bench.write("e.txt", IRON)
    assert states(bench) == {"c.txt": "moved", "d.txt": "moved", "e.txt": "added"}
    assert ids < {record.document_id for record in bench.library.documents()}


def test_missing_files_are_removed_only_when_asked(bench: Bench) -> None:
    kept, gone = bench.write("a.txt", IRON), bench.write("b.txt", POLICE)
    bench.index()
    gone.unlink()
    assert states(bench) == {"a.txt": "unchanged"}
    assert bench.library.counts().documents == 2
    assert states(bench, remove_missing=True) == {"a.txt": "unchanged", "b.txt": "removed"}
    assert [record.path for record in bench.library.documents()] == [str(kept)]


def test_only_what_was_under_the_given_folder_is_removed(bench: Bench) -> None:
    bench.write("one/a.txt", IRON)
    other = bench.write("one-other/b.txt", POLICE)
    bench.index()
    other.unlink()
    assert states(bench, bench.files / "one", remove_missing=True) == {"a.txt": "unchanged"}
    assert bench.library.counts().documents == 2


def test_a_file_that_was_named_and_is_gone_is_removed_when_asked(bench: Bench) -> None:
    place = bench.write("a.txt", IRON)
    bench.index()
    place.unlink()
    assert states(bench, place) == {"a.txt": "failed"}
    assert states(bench, place, remove_missing=True) == {"a.txt": "removed"}


def test_a_folder_that_vanished_takes_no_documents_with_it(bench: Bench) -> None:
    place = bench.write("net/a.txt", IRON)
    bench.index()
    place.unlink()
    outcomes: list[FileOutcome] = []
    bench.index(bench.files / "net", outcomes=outcomes, remove_missing=True)
    assert [outcome.state for outcome in outcomes] == [FileState.FAILED]
    assert "empty" in outcomes[0].reason
    place.parent.rmdir()
    assert states(bench, place.parent, remove_missing=True) == {"net": "failed"}
    assert bench.library.counts().documents == 1


@pytest.mark.parametrize("seen", [True, False], ids=["after the scan", "within the scan"])
def test_a_folder_that_vanishes_meanwhile_takes_no_documents_with_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, seen: bool
) -> None:
    """As a network folder does; `seen` says whether the scan found every file before."""
    for number in range(5):
        bench.write(f"{number}.txt", f"Iron {number}.")
    bench.index()
    for number in range(5):
        bench.write(f"{number}.txt", f"Rain {number}.")
    aside = bench.root / "aside"

    def unplugged(paths: Sequence[Path], library: Path) -> Scan:
        found = scan(paths, library)
        bench.files.rename(aside)
        if not seen:
            del found.found[2:]
        return found

    monkeypatch.setattr(reindexing, "scan", unplugged)
    outcomes: list[FileOutcome] = []
    bench.index(remove_missing=True, outcomes=outcomes)
    assert {outcome.state for outcome in outcomes} == {FileState.FAILED}
    assert bench.library.counts().documents == 5
    monkeypatch.undo()
    aside.rename(aside.with_name("files"))
    assert set(states(bench).values()) == {"updated"}
    assert bench.library.failures() == ()


def test_a_missing_path_fails_and_the_others_do_not(bench: Bench) -> None:
    place = bench.write("a.txt", IRON)
    assert states(bench, bench.files / "no", place) == {"a.txt": "added", "no": "failed"}


def test_a_file_that_cannot_be_read_is_tried_twice(bench: Bench) -> None:
    place = bench.write("bad.txt", "BROKEN")
    bench.write("a.txt", IRON)
    for _ in range(4):
        assert states(bench)["bad.txt"] == "failed"
    assert bench.reader.names.count("bad.txt") == 2
    (failure,) = bench.library.failures()
    assert (failure.reason, failure.remedy, failure.attempts) == (
        "the file is broken",
        "Save it again",
        2,
    )
    os.utime(place, ns=(1, 1))
    assert states(bench)["bad.txt"] == "failed"
    assert bench.reader.names.count("bad.txt") == 2, "the same bytes under another time"
    place.write_text(POLICE + "\n")
    assert states(bench)["bad.txt"] == "added"
    assert bench.library.failures() == ()


def test_a_file_that_was_given_up_is_tried_again_by_other_readers_and_on_rebuild(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.write("bad.txt", "BROKEN")
    for _ in range(3):
        assert states(bench)["bad.txt"] == "failed"
    assert bench.reader.names.count("bad.txt") == 2
    bench.index(rebuild=True)
    assert bench.reader.names.count("bad.txt") == 3
    monkeypatch.setattr("assistant.indexing.known_files.readers", lambda: "newer")
    monkeypatch.setattr("assistant.indexing.committing.readers", lambda: "newer")
    for _ in range(3):
        assert states(bench)["bad.txt"] == "failed"
    assert bench.reader.names.count("bad.txt") == 5
    [failure] = bench.library.failures()
    assert (failure.attempts, failure.readers) == (2, "newer")


def test_a_broken_new_version_leaves_the_old_one_in_place(bench: Bench) -> None:
    place = bench.write("a.txt", IRON)
    bench.index()
    place.write_text("BROKEN\n")
    outcomes: list[FileOutcome] = []
    bench.index(outcomes=outcomes)
    assert outcomes[0].document_id == _only(bench)
    assert bench.library.text(_only(bench)) == IRON
    assert bench.library.counts().failures == 1


def test_a_failure_goes_with_its_file(bench: Bench) -> None:
    place = bench.write("bad.txt", "BROKEN")
    bench.index()
    place.unlink()
    bench.index()
    assert bench.library.failures() == ()


def test_a_failure_is_over_when_what_it_was_about_can_be_read(bench: Bench) -> None:
    place = bench.write("deep/a.txt", IRON)
    settle(bench)
    bench.index()
    for path in (place, place.parent):
        bench.library.failed(Source(path.name, str(path), 0, 0), "", "It may not be read", "")
    bench.write("elsewhere/b.txt", "BROKEN")
    assert states(bench, bench.files / "deep") == {"a.txt": "unchanged"}
    assert bench.library.failures() == ()
    bench.index()
    assert states(bench, bench.files / "deep") == {"a.txt": "unchanged"}
    assert [failure.name for failure in bench.library.failures()] == ["b.txt"]


def test_hidden_files_locks_and_the_library_itself_are_passed_over(bench: Bench) -> None:
    for name in (".hidden.txt", "~$report.docx", ".git/config.txt", "Thumbs.db"):
        bench.write(name, IRON)
    bench.write("a.txt", POLICE)
    bench.index()
    assert states(bench, bench.root) == {"a.txt": "unchanged"}


@pytest.mark.faults
def test_nothing_but_files_is_opened(bench: Bench) -> None:
    bench.write("a.txt", IRON)
    os.mkfifo(bench.files / "pipe")
    (bench.files / "loop").symlink_to("loop")
    (bench.files / "circle").symlink_to(bench.files)
    (bench.files / "twin.txt").symlink_to("a.txt")
    (bench.files / "nowhere").symlink_to("nothing")
    outside = bench.root / "secret.txt"
    outside.write_text("Secret.\n")
    (bench.files / "out.txt").symlink_to(outside)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(bench.files / "socket"))
        found = states(bench)
    assert found == {
        "a.txt": "added",
        "pipe": "failed",
        "socket": "failed",
        "loop": "failed",
        "nowhere": "failed",
        "out.txt": "failed",
    }
    kept = {failure.name: failure.reason for failure in bench.library.failures()}
    assert kept == {
        "pipe": "It is a pipe and not a file",
        "socket": "It is a socket and not a file",
        "loop": "It is a link that leads nowhere or in a circle",
        "nowhere": "It is a link that leads nowhere or in a circle",
        "out.txt": f"It is a link that leads out of the folder, to {outside}",
    }
    assert states(bench)["pipe"] == "failed"
    assert {failure.attempts for failure in bench.library.failures()} == {1}
    (bench.files / "loop").unlink()
    bench.index()
    assert "loop" not in {failure.name for failure in bench.library.failures()}


def test_a_file_that_may_be_read_again_is_read_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = bench.write("a.txt", IRON)
    bench.write("b.txt", POLICE)
    whole = Folder.stage

    def refusing(self: Folder, source: Path) -> tuple[Path, str]:
        if source == place:
            raise PermissionError(errno.EACCES, "Permission denied", str(source))
        return whole(self, source)

    monkeypatch.setattr(Folder, "stage", refusing)
    for _ in range(3):
        assert states(bench)["a.txt"] == "failed"
    (failure,) = bench.library.failures()
    assert (failure.reason, failure.attempts) == ("It may not be read by this user", 1)
    monkeypatch.undo()
    assert states(bench)["a.txt"] == "added"
    assert bench.library.failures() == ()


def test_a_reader_that_cannot_be_run_is_not_the_librarys_fault(bench: Bench) -> None:
    bench.write("a.txt", IRON)

    def missing(path: Path, /, *, document_id: str, name: str) -> Revision:
        raise PermissionError(errno.EACCES, "Permission denied", "python")

    with pytest.raises(ReaderMissing, match="pincite doctor"):
        reindex(bench.library, [bench.files], read=missing, encoder=bench.encoder)
    assert bench.library.failures() == ()
    assert states(bench) == {"a.txt": "added"}


def test_strange_names_are_indexed(bench: Bench) -> None:
    names = [
        "line\nbreak.txt",
        "\u202etxt.fdp.txt",
        "caf\u00e9.txt",
        "cafe\u0301.txt",
        os.fsdecode(b"caf\xe9.txt"),
        "CON.txt",
        "trailing. ",
        "%2e%2e.txt",
        "👩‍👩‍👧‍👦.txt",
        "é" * 120 + ".txt",
    ]
    for name in names:
        bench.write(name, f"Iron {names.index(name)}.")
    assert states(bench) == dict.fromkeys(names, "added")
    assert {record.name for record in bench.library.documents()} == set(names)
    settle(bench)
    bench.index()
    assert states(bench) == dict.fromkeys(names, "unchanged")


def test_a_path_too_long_for_the_system_is_said_to_be(bench: Bench) -> None:
    folder = os.open(bench.files, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=folder)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(os.open("a.txt", os.O_CREAT | os.O_WRONLY, dir_fd=folder))
    os.close(folder)
    outcomes: list[FileOutcome] = []
    bench.index(outcomes=outcomes)
    assert [(o.state, o.reason) for o in outcomes] == [
        (FileState.FAILED, "Its path is too long for this system")
    ]


def test_stopping_is_clean_and_the_next_call_goes_on(bench: Bench) -> None:
    for number in range(9):
        bench.write(f"{number}.txt", f"Iron {number}.")
    stop = threading.Event()
    seen: list[FileOutcome] = []

    def report(outcome: FileOutcome) -> None:
        seen.append(outcome)
        if len(seen) == 3:
            stop.set()

    reindex(
        bench.library,
        [bench.files],
        read=bench.reader.read,
        encoder=bench.encoder,
        report=report,
        stop=stop,
        remove_missing=True,
    )
    assert bench.library.counts().documents == 3
    assert list(bench.library.folder.staging.iterdir()) == []
    assert sorted(states(bench).values()) == ["added"] * 6 + ["unchanged"] * 3


def test_an_interruption_leaves_whole_documents(bench: Bench) -> None:
    for number in range(5):
        bench.write(f"{number}.txt", f"Iron {number}.")

    class Interrupting(WordEncoder):
        def encode_passages(
            self, texts: Sequence[str], /, *, progress: EncodingProgress | None = None
        ) -> Vectors:
            if "Iron 2." in texts:
                raise KeyboardInterrupt
            return super().encode_passages(texts, progress=progress)

    bench.encoder = Interrupting()
    with pytest.raises(KeyboardInterrupt):
        bench.index()
    assert [record.name for record in bench.library.documents()] == ["0.txt", "1.txt"]
    bench.encoder = WordEncoder()
    assert bench.index().added == 3


def test_the_next_file_is_read_while_one_is_encoded(bench: Bench) -> None:
    for name in ("a.txt", "b.txt"):
        bench.write(name, f"Iron {name}.")
    second_was_read = threading.Event()

    def read(path: Path, *, document_id: str, name: str) -> Revision:
        revision = bench.reader.read(path, document_id=document_id, name=name)
        if name == "b.txt":
            second_was_read.set()
        return revision

    class Waiting(WordEncoder):
        def encode_passages(
            self, texts: Sequence[str], /, *, progress: EncodingProgress | None = None
        ) -> Vectors:
            assert second_was_read.wait(timeout=20)
            return super().encode_passages(texts, progress=progress)

    reindex(bench.library, [bench.files], read=read, encoder=Waiting())
    assert bench.library.counts().documents == 2


def test_progress_ends_where_the_work_does(bench: Bench) -> None:
    for number in range(4):
        bench.write(f"{number}.txt", f"Iron {number}.", "Rain.")
    seen: list[Progress] = []
    reindex(
        bench.library,
        [bench.files],
        read=bench.reader.read,
        encoder=bench.encoder,
        progress=seen.append,
    )
    last = seen[-1]
    assert (last.files, last.done, last.paragraphs_encoded) == (4, 4, 5)
    assert last.bytes == last.bytes_done == sum(p.stat().st_size for p in bench.files.iterdir())


def test_a_file_is_kept_as_it_was_read(bench: Bench) -> None:
    """The file changes while it is read: what is kept is what was read, and it is read again."""
    place = bench.write("a.txt", IRON)

    def read(path: Path, *, document_id: str, name: str) -> Revision:
        place.write_text(POLICE + "\n")
        return bench.reader.read(path, document_id=document_id, name=name)

    reindex(bench.library, [place], read=read, encoder=bench.encoder)
    document = _only(bench)
    assert bench.library.text(document) == IRON
    assert bench.library.original(document).read_text() == IRON + "\n"
    assert states(bench, place) == {"a.txt": "updated"}
    assert bench.library.text(document) == POLICE


def test_a_rebuild_reads_everything_and_encodes_only_what_is_new(bench: Bench) -> None:
    bench.write("a.txt", IRON)
    bench.index()
    settle(bench)
    bench.reader.names.clear()
    before = _only(bench)
    summary = bench.index(rebuild=True)
    assert bench.reader.names == ["a.txt"]
    assert (summary.updated, summary.paragraphs_encoded) == (1, 0)
    assert _only(bench) == before


def test_a_rebuild_changes_the_encoder_for_every_document(bench: Bench) -> None:
    bench.write("a.txt", IRON)
    elsewhere = bench.put("elsewhere/b.txt", POLICE)
    bench.index(bench.files / "a.txt")
    bench.encoder = WordEncoder("other")
    with pytest.raises(EncoderChanged):
        bench.index()
    summary = bench.index(bench.files / "a.txt", rebuild=True)
    assert summary.paragraphs_encoded == 2
    assert bench.library.fingerprint == str(bench.encoder.fingerprint)
    assert bench.nearest(POLICE, 1) == [POLICE]
    assert bench.nearest(IRON, 1, [elsewhere.document_id]) == [POLICE]
    (paragraph,) = bench.library.paragraphs(elsewhere.document_id)
    row = bench.rows()[paragraph.paragraph_id]
    cosine = bench.library.vectors([row])[0] @ bench.encoder.encode_question(POLICE)[0]
    assert cosine == pytest.approx(1, abs=1e-3)


def test_an_interrupted_change_of_encoder_serves_the_old_one_and_goes_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.indexing.reencoding.PASSAGES", 2)
    bench.put("a.txt", *[f"Iron number {i}." for i in range(7)])
    old, new = bench.encoder, WordEncoder("other")
    stop = threading.Event()
    reindex(
        bench.library,
        [],
        read=bench.reader.read,
        encoder=new,
        rebuild=True,
        progress=lambda progress: stop.set(),
        stop=stop,
    )
    assert 2 <= len(new.texts) < 7
    assert bench.library.fingerprint == str(old.fingerprint)
    assert bench.nearest("Iron number 3.", 1) == ["Iron number 3."]
    bench.encoder = new
    bench.index(rebuild=True)
    assert sorted(new.texts) == sorted(f"Iron number {i}." for i in range(7))
    assert bench.nearest("Iron number 3.", 1) == ["Iron number 3."]


def test_an_upload_is_known_by_its_name(bench: Bench) -> None:
    place = bench.root / "tmp123"
    read, encoder = bench.reader.read, bench.encoder

    def upload(text: str) -> FileOutcome:
        place.write_text(text + "\n")
        return take_in(
            bench.library, place, "report.txt", read=read, encoder=encoder, replacing=True
        )

    first = upload(IRON)
    assert (first.state, first.paragraphs, first.encoded) == (FileState.ADDED, 1, 1)
    assert upload(IRON).state is FileState.UNCHANGED
    second = upload(POLICE)
    assert (second.state, second.document_id) == (FileState.UPDATED, first.document_id)
    record = bench.library.find("report.txt")
    assert (record.path, bench.library.text(record.document_id)) == (None, POLICE)
    failed = upload("BROKEN")
    assert (failed.state, failed.reason) == (FileState.FAILED, "the file is broken")
    assert list(bench.library.folder.staging.iterdir()) == []


def test_indexing_is_refused_while_another_writes(bench: Bench) -> None:
    other = bench.open()
    bench.open()
    with other.writing(), pytest.raises(LibraryLocked):
        bench.index()


def test_questions_are_answered_while_files_are_indexed(bench: Bench) -> None:
    for number in range(6):
        bench.write(f"{number}.txt", f"Iron {number} in the rain.")
    counts: list[int] = []

    def report(outcome: FileOutcome) -> None:
        counts.append(len(bench.matching("iron rain", 50)))

    reindex(
        bench.library, [bench.files], read=bench.reader.read, encoder=bench.encoder, report=report
    )
    assert counts == [1, 2, 3, 4, 5, 6]


class StoppingEncoder(WordEncoder):
    """Tells of one text after the other; sets an event after ten."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__()
        self._stop = stop

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: EncodingProgress | None = None
    ) -> Vectors:
        rows = []
        for text in texts:
            rows.append(super().encode_passages([text]))
            if len(self.texts) == 10:
                self._stop.set()
            if progress is not None:
                progress(1)
        return np.concatenate(rows)


def test_a_stop_ends_in_the_middle_of_a_long_document(bench: Bench) -> None:
    stop = threading.Event()
    bench.write("a.txt", "Iron rusts.")
    bench.write("long.txt", *[f"Paragraph number {number} says iron." for number in range(500)])
    encoder = StoppingEncoder(stop)
    summary = reindex(
        bench.library, [bench.files], read=bench.reader.read, encoder=encoder, stop=stop
    )
    assert (summary.added, summary.paragraphs_encoded, len(encoder.texts)) == (1, 1, 10)
    assert [record.name for record in bench.library.documents()] == ["a.txt"]
    assert list(bench.library.folder.staging.iterdir()) == []
    assert (bench.index().added, bench.library.counts().paragraphs) == (1, 501)


def test_one_edit_in_a_long_document_encodes_one_paragraph(bench: Bench) -> None:
    lines = [f"Paragraph number {number} of the long report says iron." for number in range(2_000)]
    bench.write("long.txt", *lines)
    bench.index()
    before = bench.library.paragraphs(bench.library.documents()[0].document_id)
    rows = bench.rows()
    assert rows.keys() == {p.paragraph_id for p in before}
    vectors = dict(zip(rows, bench.library.vectors(list(rows.values())), strict=True))
    lines[1_000] = "Paragraph number 1000 of the long report says copper."
    bench.write("long.txt", *lines)
    assert bench.index().paragraphs_encoded == 1
    after = bench.library.paragraphs(bench.library.documents()[0].document_id)
    kept = [p.paragraph_id for p in after if p.paragraph_id in rows]
    assert len(kept) == len(after) - 1 == len(before) - 1
    now = bench.rows()
    assert {p: now[p] for p in kept} == {p: rows[p] for p in kept}
    found = bench.library.vectors([rows[p] for p in kept])
    assert np.array_equal(found, np.array([vectors[p] for p in kept]))


def test_what_is_plainly_no_document_is_counted_and_not_refused(bench: Bench) -> None:
    bench.write("a.txt", "Iron rusts.")
    for name in ("1.jpg", "2.PNG", "song.mp3", "all.zip"):
        bench.write(name, "BROKEN")
    outcomes: list[FileOutcome] = []
    summary = bench.index(outcomes=outcomes)
    assert (summary.added, summary.failed) == (1, 0)
    assert summary.passed_over == {"pictures": 2, "archives": 1, "sound recordings": 1}
    assert [outcome.state for outcome in outcomes] == ["added"]
    # What is named is tried.
    assert bench.index(bench.files / "1.jpg").failed == 1


def test_a_file_dated_beyond_what_can_be_kept_is_indexed(bench: Bench) -> None:
    place = bench.write("a.txt", IRON)
    far = 2**63 + 10**18
    os.utime(place, ns=(far, far))
    bench.write("b.txt", POLICE)
    assert states(bench) == {"a.txt": "added", "b.txt": "added"}
    place.write_text("BROKEN")
    os.utime(place, ns=(far, far))
    assert states(bench) == {"a.txt": "failed", "b.txt": "unchanged"}


@pytest.mark.parametrize("where", ["read", "copied"])
def test_what_nobody_foresaw_in_one_file_is_that_files_failure(
    bench: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    for name in ("a.txt", "bad.txt", "c.txt"):
        bench.write(name, f"Iron {name}.")
    whole = Folder.stage

    def read(path: Path, *, document_id: str, name: str) -> Revision:
        if where == "read" and name == "bad.txt":
            raise RecursionError(path.read_text())
        return bench.reader.read(path, document_id=document_id, name=name)

    def stage(self: Folder, source: Path) -> tuple[Path, str]:
        if where == "copied" and source.name == "bad.txt":
            raise RecursionError(source.read_text())
        return whole(self, source)

    monkeypatch.setattr(Folder, "stage", stage)
    outcomes: list[FileOutcome] = []
    reindex(bench.library, [bench.files], read=read, encoder=bench.encoder, report=outcomes.append)
    assert [(Path(o.path).name, o.state.value) for o in outcomes] == [
        ("a.txt", "added"),
        ("bad.txt", "failed"),
        ("c.txt", "added"),
    ]
    (failure,) = bench.library.failures()
    assert failure.reason == "Something unforeseen happened while it was read"
    [record] = caplog.records
    assert record.getMessage().startswith("Unforeseen RecursionError in thread reading_0 at ")
    assert "Iron" not in caplog.text
    monkeypatch.undo()
    assert states(bench)["bad.txt"] == "added"
