"""At which rank the paragraph of each selection came when its question was last asked.

Only numbers are kept, under the numbers of the selections, which are never used
twice: what is left of a selection that is gone says nothing and goes with the next record.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.keeping.comparison import Rank
from assistant.library.sqlite_library import SqliteLibrary


@dataclass(frozen=True, slots=True)
class Ranks:
    """What was found out when the questions were last asked, and the time before."""

    change: int = -1
    """The library's count of changes when they were last asked; -1 if they never were."""
    before: Mapping[int, Rank] = field(default_factory=dict)
    after: Mapping[int, Rank] = field(default_factory=dict)
    """Both by selection id."""


def changes(library: SqliteLibrary) -> int:
    """A number that grows with every change of what can be found."""
    return library.database.state("change")[0]


def ranks(library: SqliteLibrary) -> Ranks:
    """What was recorded last; nothing where there is no record that can be read."""
    row = library.database.row("SELECT value FROM meta WHERE name = 'ranks'")
    try:
        told = json.loads(row[0]) if row else {}
        return Ranks(
            int(told.get("change", -1)), _numbered(told, "before"), _numbered(told, "after")
        )
    except (ValueError, TypeError, AttributeError):
        return Ranks()


def record(library: SqliteLibrary, found: Ranks) -> None:
    """Keep this in place of what was recorded. Raises `LibraryLocked`."""
    value = json.dumps(
        {"change": found.change, "before": dict(found.before), "after": dict(found.after)}
    )
    with library.writing(), library.database.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('ranks', ?)", (value,))


def _numbered(told: Mapping[str, Mapping[str, Rank]], name: str) -> dict[int, Rank]:
    """JSON knows numbers as keys only as text."""
    return {
        int(selection): None if rank is None else int(rank)
        for selection, rank in told.get(name, {}).items()
    }
