from threading import Barrier, Event, Thread

import pytest

from embeddings.reading_lock import ReadingLock


def test_two_readers_hold_it_together() -> None:
    lock = ReadingLock()
    both_inside = Barrier(2, timeout=10)

    def read() -> None:
        with lock.reading():
            both_inside.wait()

    threads = [Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not both_inside.broken


def test_a_writer_waits_for_the_reader_and_later_readers_for_the_writer() -> None:
    lock = ReadingLock()
    order: list[str] = []
    reading, may_leave, writer_waits = Event(), Event(), Event()

    def read_first() -> None:
        with lock.reading():
            reading.set()
            assert may_leave.wait(10)
            order.append("first reader")

    def write() -> None:
        writer_waits.set()
        with lock.writing():
            order.append("writer")

    first, writer = Thread(target=read_first), Thread(target=write)
    first.start()
    assert reading.wait(10)
    writer.start()
    assert writer_waits.wait(10)
    may_leave.set()
    first.join(10)
    writer.join(10)
    with lock.reading():
        order.append("later reader")
    assert order == ["first reader", "writer", "later reader"]


def test_an_error_inside_gives_the_lock_back() -> None:
    lock = ReadingLock()
    for held in (lock.writing, lock.reading, lock.writing):
        with pytest.raises(ValueError, match="within"), held():
            int("within")
    with lock.writing():
        pass
