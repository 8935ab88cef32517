"""At which rank the paragraph of each selection came when its question was last asked.

Only numbers are kept, under the numbers of the selections, which are never used
twice: what is left of a selection that is gone says nothing and goes with the next record.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.keeping.comparison import Rank
from assistant.library.library import Library

_NOTE = "ranks"


@dataclass(frozen=True, slots=True)
class Ranks:
    """What was found out when the questions were last asked, and the time before."""

    change: int = -1
    """The library's count of changes when they were last asked; -1 if they never were."""
    before: Mapping[int, Rank] = field(default_factory=dict)
    after: Mapping[int, Rank] = field(default_factory=dict)
    """Both by selection id."""


def ranks(library: Library) -> Ranks:
    """What was recorded last; nothing where there is no record that can be read."""
    try:
        told = json.loads(library.note(_NOTE) or "{}")
        return Ranks(
            int(told.get("change", -1)), _numbered(told, "before"), _numbered(told, "after")
        )
    except (ValueError, TypeError, AttributeError):
        return Ranks()


def record(library: Library, found: Ranks) -> None:
    """Keep this in place of what was recorded. Raises `LibraryLocked`."""
    value = json.dumps(
        {"change": found.change, "before": dict(found.before), "after": dict(found.after)}
    )
    library.write_note(_NOTE, value)


def _numbered(told: Mapping[str, Mapping[str, Rank]], name: str) -> dict[int, Rank]:
    """JSON knows numbers as keys only as text."""
    return {
        int(selection): None if rank is None else int(rank)
        for selection, rank in told.get(name, {}).items()
    }
