"""The stores that the contract holds for: another one is one more entry."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.library.library import Library
from assistant.library.sqlite.backup import restore
from assistant.library.sqlite.library import SqliteLibrary
from tests.bench import LibraryBench

Desk = LibraryBench[Library]
"""All that a test of the contract may know of a library."""


@dataclass(frozen=True, slots=True)
class Store:
    """How the library at a place of a test's own is opened, and restored from a backup."""

    open: Callable[[Path], Library]
    restore: Callable[[Path, Path], None]


STORES = {"sqlite": Store(SqliteLibrary.open, restore)}
