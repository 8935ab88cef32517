import os
import threading

import pytest

from assistant.errors import LibraryLocked
from tests.library.contract.stores import Desk

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


def test_a_reader_sees_what_another_one_commits(desk: Desk) -> None:
    writer, reader = desk.open(), desk.open()
    desk.opened = [reader, writer]
    first = desk.put("a.txt", IRON)
    question = desk.encoder.encode_question(IRON)[0]
    (iron,) = [row for row, _ in reader.nearest(question, 5)]
    desk.put("b.txt", POLICE)
    (police,) = [row for row, _ in reader.matching("police", 5)]
    assert [row for row, _ in reader.nearest(question, 5)] == [iron, police]
    writer.remove(first.document_id)
    assert [row for row, _ in reader.nearest(question, 5)] == [police]
    assert reader.matching("iron", 5) == []


def test_many_threads_may_read_while_one_writes(desk: Desk) -> None:
    desk.put("a.txt", IRON)
    problems: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            if IRON not in desk.matching("iron rain", 50) or not desk.nearest(IRON, 1):
                problems.append("lost")

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(15):
        desk.put(f"{number}.txt", f"Copper number {number} turns green.")
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert desk.library.counts().documents == 16


def test_writing_is_refused_while_another_library_object_writes(desk: Desk) -> None:
    first, second = desk.open(), desk.open()
    with first.writing(), pytest.raises(LibraryLocked), second.writing():
        raise AssertionError
    with second.writing():
        pass


def test_a_process_that_dies_leaves_what_was_acknowledged(desk: Desk) -> None:
    kept = desk.put("kept.txt", IRON)
    gone = desk.put("gone.txt", POLICE)
    desk.close()
    if (child := os.fork()) == 0:
        try:
            library = desk.open()
            with library.writing():
                desk.put("kept.txt", "Copper turns green.", document_id=kept.document_id)
                library.remove(gone.document_id)
                library.stage(desk.files / "gone.txt")
                os._exit(7)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert desk.library.text(kept.document_id) == "Copper turns green."
    assert desk.library.text(kept.document_id, kept.revision) == IRON
    assert [record.name for record in desk.library.documents()] == ["kept.txt"]
    assert desk.matching("police") == []
    with desk.library.writing():
        pass
    assert all(check.holds for check in desk.library.examine())
    assert desk.put("gone.txt", POLICE).paragraphs == 1
