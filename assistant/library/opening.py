"""The one place that knows which stores there are."""

from pathlib import Path

from assistant.library.library import Library
from assistant.library.sqlite.backup import restore
from assistant.library.sqlite.library import SqliteLibrary


def open_library(
    place: Path,
    *,
    fingerprint: str | None = None,
    dimension: int | None = None,
    create: bool = True,
    recovering: bool = False,
) -> Library:
    """The library in a folder; with `create`, made when the folder is empty or absent.

    With `fingerprint`, as `expect`. With `recovering`, made anew beside originals whose
    database is lost, which is refused otherwise. Raises `LibraryError` and what is derived
    from it.
    """
    return SqliteLibrary.open(
        place,
        fingerprint=fingerprint,
        dimension=dimension,
        create=create,
        recovering=recovering,
    )


def restore_library(backup: Path, place: Path) -> None:
    """Make the library that a backup holds, in a folder that holds none.

    Raises `LibraryDamaged` when the file is not a whole backup, and `LibraryError`
    when there is a library already. Nothing is left of an attempt that failed.
    """
    restore(backup, place)
