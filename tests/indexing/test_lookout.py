"""Folders watched in the background: what changes is indexed, and no thread is left behind."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.indexing.background import Indexing
from assistant.indexing.lookout import NOTHING, Lookout
from assistant.indexing.reindexing import Summary

Told = Callable[[tuple[Path, ...]], None]


class Indexed:
    """Remembers what it was asked to index."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[Path, ...], bool]] = []

    def __call__(self, paths: tuple[Path, ...], *, remove_missing: bool, **_: object) -> Summary:
        self.asked.append((paths, remove_missing))
        return Summary()


def test_what_changes_is_indexed_and_what_is_gone_is_taken_out(tmp_path: Path) -> None:
    changed = tmp_path / "a.txt"
    indexed = Indexed()
    indexing = Indexing(indexed)

    def watch(paths: Sequence[Path], on_change: Told, stop: threading.Event) -> None:
        on_change((changed,))
        assert stop.wait(10)

    lookout = Lookout(watch, indexing, lambda: (tmp_path, tmp_path / "gone"))
    assert not lookout.is_on
    lookout.start()
    lookout.start()
    assert lookout.is_on
    lookout.stop(wait=True)
    assert not lookout.is_on
    indexing.wait()
    assert sorted(indexed.asked) == [((tmp_path,), False), ((changed,), True)]


def test_folder_that_cannot_be_watched_is_told(tmp_path: Path) -> None:
    def watch(paths: Sequence[Path], on_change: Told, stop: threading.Event) -> None:
        raise OSError("too many folders")

    lookout = Lookout(watch, Indexing(Indexed()), lambda: (tmp_path,))
    lookout.start()
    lookout.stop(wait=True)
    assert lookout.error == "The folders are not watched any more: too many folders"


@pytest.mark.parametrize("roots", [(), (Path("/nowhere/at/all"),)])
def test_where_no_folder_is_there_nothing_is_watched(roots: tuple[Path, ...]) -> None:
    def watch(paths: Sequence[Path], on_change: Told, stop: threading.Event) -> None:
        raise AssertionError

    lookout = Lookout(watch, Indexing(Indexed()), lambda: roots)
    lookout.start()
    assert (lookout.is_on, lookout.error) == (False, NOTHING)
