"""The files and folders that a person gave to be indexed, so that they can be looked at again."""

from collections.abc import Sequence
from pathlib import Path

from assistant.library.library import Library


def remember(library: Library, paths: Sequence[Path]) -> None:
    """Keep these with what was given before; what lies in a kept folder is left out."""
    before = library.roots()
    given = {path.absolute() for path in paths if path.exists()}
    kept = {*before, *given}
    outermost = sorted(p for p in kept if not any(p != o and p.is_relative_to(o) for o in kept))
    if tuple(outermost) != before:
        library.remember(outermost)
