"""Folders watched: what changed in them, once it has been quiet for a moment."""

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import watchfiles

QUIET_MILLISECONDS = 800
"""How long nothing may happen before changes are told: programs save in several steps."""

LONGEST_MILLISECONDS = 10_000
"""After which changes are told even though there are more."""


def watch(
    paths: Sequence[Path],
    on_change: Callable[[tuple[Path, ...]], None],
    stop: threading.Event,
) -> None:
    """Call `on_change` with what to index again, until `stop` is set.

    A file that was written is named itself. For anything that is gone the watched
    path above it is named, so that moves are seen from both ends and a folder that
    vanished is found by looking. What begins with a full stop is passed over.
    """
    roots = sorted({Path(os.path.abspath(path)) for path in paths})  # noqa: PTH100
    for changes in watchfiles.watch(
        *[root for root in roots if root.exists()],
        watch_filter=_wanted,
        debounce=LONGEST_MILLISECONDS,
        step=QUIET_MILLISECONDS,
        stop_event=stop,
        raise_interrupt=True,
    ):
        changed = {_named(Path(path), roots) for _, path in changes}
        on_change(tuple(sorted(changed)))


def _wanted(change: watchfiles.Change, path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119
    return not name.startswith((".", "~$"))


def _named(path: Path, roots: Sequence[Path]) -> Path:
    if path.exists() and not path.is_dir():
        return path
    above = [root for root in roots if path.is_relative_to(root)]
    return above[-1] if above else path
