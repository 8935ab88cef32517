import threading
from collections.abc import Callable

import numpy as np
import pytest

from assistant.library.records import Source
from tests.doubles import revision_of
from tests.library.contract.stores import Desk, Store

IRON = "Iron rusts in rain."
ROUNDS = 40


def together(*tasks: Callable[[], None]) -> list[BaseException]:
    """What failed of tasks that run each in a thread of its own."""
    failures: list[BaseException] = []

    def run(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_bytes_shared_by_two_documents_go_with_the_last(desk: Desk) -> None:
    first, second = desk.put("a.txt", IRON), desk.put("b.txt", IRON)
    original = desk.library.original(first.document_id)
    desk.library.remove(first.document_id)
    assert original.read_bytes() == (desk.files / "b.txt").read_bytes()
    desk.library.remove(second.document_id)
    assert not original.exists()


def test_a_document_removed_and_added_back_at_once_has_its_bytes(desk: Desk) -> None:
    first = desk.put("a.txt", IRON)
    with desk.library.writing():
        desk.library.remove(first.document_id)
        second = desk.put("a.txt", IRON)
    assert desk.library.original(second.document_id).read_text() == f"{IRON}\n"
    assert all(check.holds for check in desk.reopen().examine())


def test_bytes_are_kept_whoever_else_lets_go_of_the_same_meanwhile(desk: Desk) -> None:
    desk.put("other.txt", "Zinc.")
    contents = {name: desk.write(name, IRON) for name in ("a.txt", "b.txt", "c.txt")}
    revisions = {name: revision_of(name, place.read_bytes()) for name, place in contents.items()}
    (vector,) = desk.encoder.encode_passages([IRON])

    def put(name: str, vector: np.ndarray) -> None:
        revision = revisions[name]
        vectors = {revision.paragraphs[0].paragraph_id: vector}
        desk.library.put(revision, Source(name, None, 1, 1), contents[name], vectors)

    def come_and_go(name: str) -> None:
        for _ in range(ROUNDS):
            put(name, vector)
            assert desk.library.original(name).read_text() == f"{IRON}\n"
            desk.library.remove(name)

    def fail() -> None:
        for _ in range(ROUNDS):
            with pytest.raises(ValueError, match="finite"):
                put("c.txt", np.zeros(3, dtype=np.float32))

    with desk.library.writing():
        failures = together(lambda: come_and_go("a.txt"), lambda: come_and_go("b.txt"), fail)
    assert failures == []
    assert all(check.holds for check in desk.library.examine())


def test_nothing_is_left_over_of_a_document_that_two_replace_at_once(desk: Desk) -> None:
    desk.put("a.txt", IRON, document_id="a")
    (vector,) = desk.encoder.encode_passages([IRON])

    def replace(mark: str) -> None:
        for number in range(ROUNDS // 2):
            place = desk.write(f"{mark}{number}.txt", f"Iron {mark} {number}.")
            revision = revision_of("a", place.read_bytes())
            vectors = {revision.paragraphs[0].paragraph_id: vector}
            desk.library.put(revision, Source("a.txt", None, 1, 1), place, vectors)

    with desk.library.writing():
        assert together(lambda: replace("one"), lambda: replace("two")) == []
    assert all(check.holds for check in desk.library.examine(seed=1))


def test_a_backup_is_whole_whatever_is_removed_meanwhile(desk: Desk, store: Store) -> None:
    words = [" ".join(f"rain{number}x{i}" for i in range(5_000)) for number in range(8)]
    records = [desk.put(f"{number}.txt", text) for number, text in enumerate(words)]
    copies = [desk.root / f"{number}.backup" for number in range(2)]

    def back_up() -> None:
        for copy in copies:
            desk.library.backup(copy)

    def remove() -> None:
        for record in records:
            desk.library.remove(record.document_id)

    with desk.library.writing():
        assert together(back_up, remove) == []
    for number, copy in enumerate(copies):
        with Desk(desk.root / f"restored{number}", store.open) as other:
            other.root.mkdir()
            store.restore(copy, other.folder)
            assert all(check.holds for check in other.library.examine())
