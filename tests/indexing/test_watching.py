import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

from assistant.errors import WatchingFailed
from assistant.indexing import watching

Changes: TypeAlias = "queue.Queue[tuple[Path, ...]]"


@contextmanager
def watched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Changes]:
    monkeypatch.setattr(watching, "QUIET_MILLISECONDS", 60)
    told: Changes = queue.Queue()
    stop = threading.Event()
    thread = threading.Thread(target=watching.watch, args=([folder], told.put, stop))
    thread.start()
    try:
        # The watcher is ready when it has seen a first file.
        for attempt in range(100):
            (folder / f"ready{attempt}").write_text("x")
            try:
                told.get(timeout=0.2)
                break
            except queue.Empty:
                continue
        time.sleep(0.2)
        while not told.empty():
            told.get()
        yield told
    finally:
        stop.set()
        thread.join(timeout=10)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(lambda f: (f / "a.txt").write_text("new"), "a.txt", id="a file is written"),
        pytest.param(lambda f: (f / "old.txt").unlink(), "", id="a file is gone"),
    ],
)
def test_what_changed_is_told_once_it_is_quiet(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Path], object],
    expected: str,
) -> None:
    (tmp_path / "old.txt").write_text("old")
    with watched(tmp_path, monkeypatch) as told:
        act(tmp_path)
        assert told.get(timeout=20) == (tmp_path / expected,)


def test_hidden_files_and_locks_are_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(tmp_path, monkeypatch) as told:
        (tmp_path / ".swap").write_text("x")
        (tmp_path / "~$a.docx").write_text("x")
        (tmp_path / "a.txt").write_text("x")
        assert told.get(timeout=20) == (tmp_path / "a.txt",)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
def test_a_name_that_is_no_text_makes_everything_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(tmp_path, monkeypatch) as told:
        (tmp_path / os.fsdecode(b"raw\xff.txt")).write_text("x")
        assert told.get(timeout=20) == (tmp_path,)
        time.sleep(0.5)
        while not told.empty():
            told.get()
        (tmp_path / "a.txt").write_text("x")
        assert told.get(timeout=20) == (tmp_path / "a.txt",)


def test_what_a_link_leads_to_outside_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "out").symlink_to(outside)
    (inside / "circle").symlink_to(inside)
    with watched(inside, monkeypatch) as told:
        (outside / "secret.txt").write_text("x")
        (inside / "a.txt").write_text("x")
        assert told.get(timeout=20) == (inside / "a.txt",)
        assert told.empty()


def test_a_watcher_that_cannot_begin_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(28, "OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refused)
    with pytest.raises(WatchingFailed, match="without --watch"):
        watching.watch([tmp_path], lambda _: None, threading.Event())


def test_a_folder_that_was_away_is_watched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOST_MILLISECONDS", 100)
    folder = tmp_path / "folder"
    folder.mkdir()
    with watched(folder, monkeypatch) as told:
        folder.rename(tmp_path / "away")
        assert told.get(timeout=20) == (folder,)
        folder.mkdir()
        (folder / "a.txt").write_text("x")
        assert told.get(timeout=20) == (folder,)
        (folder / "b.txt").write_text("x")
        assert told.get(timeout=20) == (folder / "b.txt",)
