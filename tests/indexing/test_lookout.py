"""Folders watched in the background: what changes is indexed, and the last word holds."""

import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.indexing.background import Indexing
from assistant.indexing.lookout import BY_ITSELF, NOTHING, OVER, UNFORESEEN, Lookout
from assistant.indexing.outcomes import Summary

Told = Callable[[tuple[Path, ...]], None]

PATIENCE = 20


class Watched:
    """One call of `watch`, which ends when it may, whatever its event says."""

    def __init__(self, on_change: Told, stop: threading.Event) -> None:
        self.on_change = on_change
        self.stop = stop
        self._thread = threading.current_thread()
        self._error: BaseException | None = None
        self._go_on = threading.Event()

    def wait(self) -> None:
        assert self._go_on.wait(PATIENCE)
        if self._error is not None:
            raise self._error

    def end(self, error: BaseException | None = None) -> None:
        """And see its thread end."""
        self._error = error
        self._go_on.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


class Scene:
    """A lookout over one folder, and what it had indexed."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[tuple[tuple[Path, ...], bool]] = []
        self.begun: queue.SimpleQueue[Watched] = queue.SimpleQueue()
        self.folder = folder
        self.indexing = Indexing(self._index)
        self.lookout = Lookout(self._watch, self.indexing, lambda: (folder, folder / "gone"))

    def _index(self, paths: tuple[Path, ...], *, remove_missing: bool, **_: object) -> Summary:
        self.asked.append((paths, remove_missing))
        return Summary()

    def _watch(self, paths: Sequence[Path], on_change: Told, stop: threading.Event) -> None:
        assert list(paths) == [self.folder]
        watched = Watched(on_change, stop)
        self.begun.put(watched)
        watched.wait()

    def start(self) -> Watched:
        self.lookout.start()
        watched = self.begun.get(timeout=PATIENCE)
        assert self.lookout.is_on
        assert not watched.stop.is_set()
        return watched

    def indexed(self) -> list[tuple[tuple[Path, ...], bool]]:
        self.indexing.wait()
        return self.asked


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_what_changes_is_indexed_and_what_is_gone_is_taken_out(scene: Scene) -> None:
    changed = scene.folder / "a.txt"
    assert not scene.lookout.is_on
    watched = scene.start()
    scene.lookout.start()
    assert scene.begun.empty()
    watched.on_change((changed,))
    scene.lookout.stop()
    assert watched.stop.is_set()
    assert not scene.lookout.is_on
    watched.end()
    assert scene.indexed() == [((scene.folder,), False), ((changed,), True)]
    assert scene.lookout.error == ""


def test_watching_started_again_goes_on_whatever_the_stopped_one_does(scene: Scene) -> None:
    first = scene.start()
    scene.lookout.stop()
    scene.lookout.stop()
    second = scene.start()
    first.on_change((scene.folder / "late.txt",))
    first.end(OSError("too many folders"))
    assert (scene.lookout.is_on, scene.lookout.error) == (True, "")
    assert not second.stop.is_set()
    second.on_change((scene.folder / "a.txt",))
    scene.lookout.stop()
    second.end()
    assert not scene.lookout.is_on
    whole = ((scene.folder,), False)
    assert scene.indexed() == [whole, whole, ((scene.folder / "a.txt",), True)]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError("too many folders"), "too many folders"),
        (ZeroDivisionError("Iron rusts in rain."), UNFORESEEN),
        (None, BY_ITSELF),
    ],
    ids=["refused", "unforeseen", "by itself"],
)
def test_watching_that_ended_is_told_and_can_be_started_again(
    scene: Scene, caplog: pytest.LogCaptureFixture, error: BaseException | None, why: str
) -> None:
    scene.start().end(error)
    assert (scene.lookout.is_on, scene.lookout.error) == (False, OVER.format(why))
    assert "Iron" not in caplog.text
    assert [record.levelname for record in caplog.records] == ["ERROR"] * (why == UNFORESEEN)
    watched = scene.start()
    assert scene.lookout.error == ""
    scene.lookout.stop()
    watched.end()


def test_nothing_is_watched_or_indexed_after_the_end(scene: Scene) -> None:
    watched = scene.start()
    assert scene.indexed() == [((scene.folder,), False)]
    closing = threading.Thread(target=scene.lookout.close)
    closing.start()
    assert watched.stop.wait(PATIENCE)
    scene.lookout.start()
    watched.on_change((scene.folder / "late.txt",))
    watched.end()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    scene.lookout.start()
    assert not scene.lookout.is_on
    assert scene.begun.empty()
    assert scene.indexed() == [((scene.folder,), False)]


@pytest.mark.parametrize("roots", [(), (Path("/nowhere/at/all"),)])
def test_where_no_folder_is_there_nothing_is_watched(roots: tuple[Path, ...]) -> None:
    def watch(paths: Sequence[Path], on_change: Told, stop: threading.Event) -> None:
        raise AssertionError

    lookout = Lookout(watch, Indexing(lambda *_, **__: Summary()), lambda: roots)
    lookout.start()
    assert (lookout.is_on, lookout.error) == (False, NOTHING)
