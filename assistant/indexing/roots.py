"""The files and folders that a person gave to be indexed, so that they can be looked at again."""

import json
from collections.abc import Sequence
from pathlib import Path

from assistant.library.sqlite_library import SqliteLibrary


def roots(library: SqliteLibrary) -> tuple[Path, ...]:
    """What was given before, outermost folders only, by path."""
    row = library.database.row("SELECT value FROM meta WHERE name = 'roots'")
    return () if row is None else tuple(Path(path) for path in json.loads(row[0]))


def remember(library: SqliteLibrary, paths: Sequence[Path]) -> None:
    """Keep these with what was given before; what lies in a kept folder is left out."""
    given = {path.absolute() for path in paths if path.exists()}
    kept = {*roots(library), *given}
    outermost = sorted(p for p in kept if not any(p != o and p.is_relative_to(o) for o in kept))
    if tuple(outermost) == roots(library):
        return
    # JSON in ASCII holds undecodable bytes of a path as lone surrogates.
    value = json.dumps([str(path) for path in outermost])
    with library.writing(), library.database.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('roots', ?)", (value,))
