"""Names for documents that have no place of their own: no two are called the same."""

import re
from collections.abc import Collection

LONGEST = 80
"""Characters of a title that becomes a name."""

_ENDINGS = {"markdown": ".md", "text": ".txt"}
"""Of the formats that are not called as files of theirs end."""

_NOT_IN_NAMES = re.compile(r"[\x00-\x1f/\\]+")


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or where it is taken the first free one with a number before its ending."""
    stem, ending = _parted(name)
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{stem} ({number}){ending}"
    return free


def is_form_of(name: str, other: str) -> bool:
    """Whether `name` is `other`, or what `free_name` makes of it."""
    stem, ending = _parted(other)
    return (
        re.fullmatch(f"{re.escape(stem)}( \\(\\d+\\))?{re.escape(ending)}", name, re.S) is not None
    )


def name_of(title: str | None, kind: str, sha256: str) -> str:
    """What a document is called whose name is lost: by its title, else its format and bytes."""
    plain = _NOT_IN_NAMES.sub(" ", title or "").strip()[:LONGEST].strip(" .#")
    return (plain or f"{kind} {sha256[:8]}") + _ENDINGS.get(kind, f".{kind}")


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem else (name, "")
