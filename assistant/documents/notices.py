"""Notices taken apart: kind, place, count, remedy, as far as their words tell.

Readers give a notice as a sentence; those whose form is known are made by
`pdf.notices.notices` and `hidden.notice_of`.
"""

import re
from dataclasses import dataclass

_PAGES = re.compile(r"(?P<where>Pages? (?P<numbers>[\d–, ]+)): [^:]+(?:: (?P<remedy>.+))?", re.S)
_HIDDEN = re.compile(
    r"Hidden text was left out(?: on (?P<pages>pages? [\d–, ]+)| \((?P<places>.*)\))?: "
    r"(?P<count>[\d,]+) words?\. (?P<remedy>.+)",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What of a file was not read; `None` where its words do not tell."""

    kind: str
    """`pages` that could not be read, `hidden` text that was left out, else `notice`."""
    where: str | None
    count: int | None
    """Of pages or of words."""
    remedy: str | None
    text: str
    """All of it, as a reader is told."""


def parted(text: str) -> Notice:
    """A notice, taken apart where its form is known."""
    if found := _PAGES.fullmatch(text):
        return Notice("pages", found["where"], _counted(found["numbers"]), found["remedy"], text)
    if found := _HIDDEN.fullmatch(text):
        count = int(found["count"].replace(",", ""))
        where = found["pages"] or found["places"]
        return Notice("hidden", where, count, found["remedy"], text)
    return Notice("notice", None, None, None, text)


def _counted(ranges: str) -> int:
    count = 0
    for run in ranges.split(","):
        first, _, last = run.partition("–")
        count += int(last or first) - int(first) + 1
    return count
