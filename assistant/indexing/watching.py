"""Folders watched: what changed in them, once it has been quiet for a moment."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import watchfiles
from watchfiles._rust_notify import WatchfilesRustInternalError
from watchfiles.main import FileChange

from assistant.errors import WatchingFailed
from assistant.indexing.scanning import identity

Changes = set[FileChange]

QUIET_MILLISECONDS = 800
"""How long nothing may happen before changes are told: programs save in several steps."""

LONGEST_MILLISECONDS = 10_000
"""After which changes are told even though there are more."""


LOST_MILLISECONDS = 1_000
"""How soon after changes that could not be told everything is named, and how often it is seen
whether a folder is still the same."""


def watch(
    paths: Sequence[Path],
    on_change: Callable[[tuple[Path, ...]], None],
    stop: threading.Event,
) -> None:
    """Call `on_change` with what to index again, until `stop` is set.

    A file that was written is named itself. For anything that is gone the watched
    path above it is named, so that moves are seen from both ends and a folder that
    vanished is found by looking. What begins with a full stop is passed over, and so
    is what a link leads to outside. Raises `WatchingFailed`.
    """
    roots = sorted({Path(os.path.abspath(path)) for path in paths})  # noqa: PTH100
    for changes in _changes(roots, stop):
        named = set(roots) if changes is None else _named(changes, roots)
        if named:
            on_change(tuple(sorted(named)))


def _changes(roots: Sequence[Path], stop: threading.Event) -> Iterator[Changes | None]:
    """Changes; an empty set where nothing happened for a while, `None` where some were lost."""
    lost = False
    while not stop.is_set():
        there = _identities(roots)
        try:
            for changes in watchfiles.watch(
                *[root for root in roots if there[root]],
                watch_filter=_wanted,
                debounce=LONGEST_MILLISECONDS,
                step=QUIET_MILLISECONDS,
                stop_event=stop,
                rust_timeout=LOST_MILLISECONDS,
                yield_on_timeout=True,
                raise_interrupt=True,
                ignore_permission_denied=True,
            ):
                yield None if lost else changes
                lost = _is_another(there, _identities(roots))
                if lost:
                    break
            else:
                return
        except WatchfilesRustInternalError:
            # A name that is no text: the watcher gives up, and with it what else had changed.
            lost = True
        except OSError as error:
            raise WatchingFailed(
                f"Changes cannot be watched: {error}. "
                "The same command without --watch looks for them once."
            ) from error


def _identities(roots: Sequence[Path]) -> dict[Path, tuple[int, int] | None]:
    """Which folder each path names; `None` where there is none."""
    return {root: identity(root) for root in roots}


def _is_another(
    before: Mapping[Path, tuple[int, int] | None], now: Mapping[Path, tuple[int, int] | None]
) -> bool:
    """Whether a path names another folder, as one on a network does when it is back."""
    return any(now[root] not in (None, before[root]) for root in now)


def _wanted(change: watchfiles.Change, path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119
    return not name.startswith((".", "~$"))


def _named(changes: Changes, roots: Sequence[Path]) -> set[Path]:
    named = set()
    for _, changed in changes:
        path = Path(changed)
        above = [root for root in roots if path.is_relative_to(root)]
        if not above or not _is_inside(path, above[-1]):
            continue
        named.add(path if path.exists() and not path.is_dir() else above[-1])
    return named


def _is_inside(path: Path, root: Path) -> bool:
    """Whether a path that begins with the root's does not leave it through a link."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
