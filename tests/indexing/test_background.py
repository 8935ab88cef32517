"""Indexing in the background: one run at a time, and none forgotten."""

import queue
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import LibraryFull, LibraryLocked
from assistant.indexing import background as indexing_module
from assistant.indexing.background import UNFORESEEN, Indexing, IndexingStatus
from assistant.indexing.outcomes import Summary

PATIENCE = 20
LOCKED = "The library is being written to by process 7."


class Refusing:
    """Refuses some times, then indexes."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error = error
        self.times = times
        self.asked = 0
        self.shown: list[str] = []
        self.indexing: Indexing | None = None

    def __call__(self, paths: Any, **_: object) -> Summary:  # noqa: ANN401
        self.asked += 1
        assert self.indexing is not None
        self.shown.append(self.indexing.status.error)
        if self.asked <= self.times:
            raise self.error
        return Summary(added=len(paths))


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing_module, "AGAIN_SECONDS", 0.01)


def begun(index: Refusing) -> Indexing:
    index.indexing = Indexing(index)
    index.indexing.start([Path("/a")])
    return index.indexing


def test_it_waits_for_another_process_and_says_so_meanwhile() -> None:
    index = Refusing(LibraryLocked(LOCKED), 3)
    indexing = begun(index)
    indexing.wait()
    assert index.asked == 4
    assert index.shown == ["", LOCKED, LOCKED, LOCKED]
    assert (indexing.status.error, indexing.status.summary) == ("", Summary(added=1))


def test_waiting_for_another_process_can_be_stopped() -> None:
    index = Refusing(LibraryLocked(LOCKED), 10**9)
    indexing = begun(index)
    while index.asked < 2:
        threading.Event().wait(0.005)
    indexing.stop(wait=True)
    assert not indexing.status.running
    assert indexing.status.stopped
    assert indexing.status.error == "", "nobody waits any more"


def test_what_waiting_does_not_mend_is_told_once() -> None:
    index = Refusing(LibraryFull("The disk is full."), 1)
    indexing = begun(index)
    indexing.wait()
    assert index.asked == 1
    assert indexing.status.error == "The disk is full."


class Call:
    """One call of `index`, which goes on when it may."""

    def __init__(self, paths: tuple[Path, ...], stop: threading.Event) -> None:
        self.paths = paths
        self.stop = stop
        self.error: BaseException | None = None
        self._go_on = threading.Event()

    def end(self, error: BaseException | None = None) -> None:
        self.error = error
        self._go_on.set()

    def wait(self) -> Summary:
        assert self._go_on.wait(PATIENCE)
        if self.error is not None:
            raise self.error
        return Summary(added=len(self.paths))


class Paced:
    """Tells of each call when it begins, and ends it when told to: never by itself."""

    def __init__(self) -> None:
        self.calls: queue.SimpleQueue[Call] = queue.SimpleQueue()
        self.indexing = Indexing(self._index)

    def _index(self, paths: tuple[Path, ...], *, stop: threading.Event, **_: object) -> Summary:
        call = Call(paths, stop)
        self.calls.put(call)
        return call.wait()

    def start(self, name: str) -> None:
        self.indexing.start([Path(name)])

    def begun(self, name: str) -> Call:
        call = self.calls.get(timeout=PATIENCE)
        assert (call.paths, call.stop.is_set()) == ((Path(name),), False)
        return call

    def over(self) -> IndexingStatus:
        self.indexing.wait()
        assert self.calls.empty()
        return self.indexing.status


def test_what_is_started_after_a_stop_runs_though_the_first_has_not_ended() -> None:
    paced = Paced()
    paced.start("/a")
    first = paced.begun("/a")
    paced.indexing.stop()
    assert first.stop.is_set()
    assert paced.indexing.status.stopped
    paced.start("/b")
    assert (paced.indexing.status.running, paced.indexing.status.stopped) == (True, False)
    first.end()
    second = paced.begun("/b")
    assert not second.stop.is_set()
    second.end()
    status = paced.over()
    assert (status.running, status.stopped, status.summary) == (False, False, Summary(added=1))


def test_a_stop_ends_what_runs_and_what_waits_and_nothing_that_comes_later() -> None:
    paced = Paced()
    paced.start("/a")
    first = paced.begun("/a")
    paced.start("/b")
    paced.indexing.stop()
    paced.start("/c")
    first.end()
    paced.begun("/c").end()
    assert not paced.over().stopped


def test_the_last_stop_holds_as_the_last_start_does() -> None:
    paced = Paced()
    paced.start("/a")
    first = paced.begun("/a")
    paced.indexing.stop()
    paced.start("/b")
    paced.indexing.stop()
    paced.indexing.stop()
    assert not paced.indexing.is_waiting
    first.end()
    status = paced.over()
    assert (status.running, status.stopped) == (False, True)


def test_two_starts_are_two_runs_one_after_the_other() -> None:
    paced = Paced()
    paced.start("/a")
    paced.start("/b")
    assert paced.indexing.is_waiting
    first = paced.begun("/a")
    assert paced.calls.empty()
    first.end()
    paced.begun("/b").end()
    paced.over()


def test_a_stop_of_nothing_stops_nothing_later() -> None:
    paced = Paced()
    paced.indexing.stop(wait=True)
    assert paced.indexing.status == IndexingStatus()
    paced.start("/a")
    paced.begun("/a").end()
    paced.over()
    paced.indexing.stop(wait=True)
    paced.start("/b")
    paced.begun("/b").end()
    assert not paced.over().stopped


def test_a_stop_that_waits_returns_when_its_run_has_ended_though_another_goes_on() -> None:
    paced = Paced()
    paced.start("/a")
    first = paced.begun("/a")
    stopping = threading.Thread(target=paced.indexing.stop, kwargs={"wait": True})
    stopping.start()
    assert first.stop.wait(PATIENCE)
    paced.start("/b")
    first.end()
    stopping.join(PATIENCE)
    assert not stopping.is_alive()
    paced.begun("/b").end()
    paced.over()


def test_nothing_begins_after_the_end() -> None:
    paced = Paced()
    paced.start("/a")
    first = paced.begun("/a")
    closing = threading.Thread(target=paced.indexing.close)
    closing.start()
    assert first.stop.wait(PATIENCE)
    paced.start("/b")
    first.end()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    paced.start("/c")
    status = paced.over()
    assert (status.running, status.stopped) == (False, True)


@pytest.mark.parametrize("kind", [ZeroDivisionError, MemoryError, SystemExit])
def test_what_nobody_foresaw_is_told_and_what_waits_is_done(
    kind: type[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    paced = Paced()
    paced.start("/a")
    first = paced.begun("/a")
    paced.start("/b")
    first.end(kind("Iron rusts in rain."))
    second = paced.begun("/b")
    assert (paced.indexing.status.running, paced.indexing.status.error) == (True, UNFORESEEN)
    second.end()
    status = paced.over()
    assert (status.running, status.error, status.summary) == (False, UNFORESEEN, Summary(added=1))
    [record] = caplog.records
    assert record.levelname == "ERROR"
    assert record.getMessage().startswith(f"Unforeseen {kind.__name__} in thread indexing at ")
    assert "Iron" not in caplog.text
    paced.start("/c")
    assert paced.indexing.status.error == ""
    paced.begun("/c").end()
    paced.over()


def test_an_error_is_not_forgotten_when_the_next_run_waits_for_another_process() -> None:
    errors = iter([LibraryFull("The disk is full."), LibraryLocked(LOCKED), None])
    shown: list[str] = []

    def index(paths: Sequence[Path], **_: object) -> Summary:
        shown.append(indexing.status.error)
        error = next(errors)
        if error is not None:
            begun.wait(PATIENCE)
            raise error
        return Summary()

    begun = threading.Event()
    indexing = Indexing(index)
    indexing.start([])
    indexing.start([])
    begun.set()
    indexing.wait()
    assert shown == ["", "The disk is full.", LOCKED]
    assert indexing.status.error == "The disk is full."
