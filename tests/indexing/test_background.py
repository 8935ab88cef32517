"""Indexing in the background: one run at a time, and none forgotten."""

import threading
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import LibraryFull, LibraryLocked
from assistant.indexing import background as indexing_module
from assistant.indexing.background import Indexing
from assistant.indexing.reindexing import Summary

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


def test_what_waiting_does_not_mend_is_told_once() -> None:
    index = Refusing(LibraryFull("The disk is full."), 1)
    indexing = begun(index)
    indexing.wait()
    assert index.asked == 1
    assert indexing.status.error == "The disk is full."
