"""Words with what they were made of: every change of them is noted where it is made.

A reader that changes words here need not say what it changed afterwards, and
nothing ever compares two texts to find out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

from assistant.documents.document import Repair
from assistant.language.characters import composed, normalised

_WORDS = re.compile("(?:\\S|[\x1c-\x1f])+")
"""Separators of files are control characters here, and go without leaving a space."""

_SPACING = re.compile(r"\s+")

PAGE_END = "\f"
"""Stands in what a file holds where a paragraph without printed lines goes on over a page's end."""


class Edit(NamedTuple):
    """`text[start:end]` becomes `text`; `raw` stands in the file, `None` for what stood there."""

    start: int
    end: int
    text: str
    raw: str | None = None


class Traced(NamedTuple):
    """`text`, and what of it stands otherwise in the file."""

    text: str
    repairs: tuple[Repair, ...] = ()

    @classmethod
    def of(cls, shown: str, raw: str) -> Self:
        """`shown` where the file has `raw`."""
        return cls(shown, tuple(repairs_of(shown, raw, 0)))

    @classmethod
    def joined(cls, parts: Iterable["Traced"]) -> Self:
        """The parts one after the other."""
        texts: list[str] = []
        repairs: list[Repair] = []
        length = 0
        for part in parts:
            texts.append(part.text)
            repairs += shifted(part.repairs, length)
            length += len(part.text)
        return cls("".join(texts), tuple(repairs))

    @property
    def raw(self) -> str:
        """All of it as the file has it."""
        return raw_text(self.text, self.repairs)

    def cut(self, start: int, end: int | None = None) -> "Traced":
        """`text[start:end]`; what the text leaves out at `start` is part of it."""
        end = len(self.text) if end is None else end
        if not self.repairs:
            return Traced(self.text[start:end])
        among = self.repairs
        first = bisect_left(
            among, True, key=lambda repair: repair.end > start or repair.start >= start
        )
        last = (
            len(among)
            if end == len(self.text)
            else bisect_left(among, end, lo=first, key=lambda repair: repair.start)
        )
        inside = (_clipped(repair, start, end) for repair in among[first:last])
        return Traced(self.text[start:end], tuple(shifted(inside, -start)))

    def rewritten(self, edits: Sequence[Edit]) -> "Traced":
        """The text with some stretches changed, in order and apart from each other."""
        if not edits:
            return self
        parts: list[Traced] = []
        at = 0
        for start, end, text, raw in edits:
            parts.append(self._before(at, start))
            raw = self._before(start, end).raw if raw is None else raw
            parts.append(Traced.of(text, raw))
            at = end
        return Traced.joined([*parts, self.cut(at)])

    def composed(self) -> "Traced":
        """As `characters.composed`, stretch by stretch."""
        if composed(self.text) == self.text:
            return self
        found = _WORDS.finditer(self.text)
        edits = [Edit(*m.span(), made) for m in found if (made := composed(m[0])) != m[0]]
        return self.rewritten(edits)

    def normalised(self) -> "Traced":
        """As `characters.normalised`; `text` is exactly what that gives."""
        wanted = normalised(self.text)
        if wanted == self.text:
            return self
        words = self.composed().stripped()
        found = _SPACING.finditer(words.text)
        words = words.rewritten([Edit(*m.span(), " ") for m in found if m[0] != " "])
        return words if words.text == wanted else Traced.of(wanted, self.raw)

    def stripped(self) -> "Traced":
        """Without white space at either end, also as the file has it."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self.cut(start, max(start, end))._without_ends()

    def split(self, pattern: re.Pattern[str]) -> Iterator["Traced"]:
        """The stretches between what matches, as `pattern.split` gives them."""
        at = 0
        for found in pattern.finditer(self.text):
            yield self._before(at, found.start())
            at = found.end()
        yield self.cut(at)

    def _before(self, start: int, end: int) -> "Traced":
        """As `cut`, and what the text leaves out at its very end is not part of it."""
        found = self.cut(start, end)
        if not found.repairs or end < len(self.text):
            return found
        last = len(found.text)
        return Traced(found.text, tuple(r for r in found.repairs if r.start < last))

    def _without_ends(self) -> "Traced":
        """Without repairs that only drop white space at an end."""
        last = len(self.text)
        kept = [
            repair
            for repair in self.repairs
            if repair.raw.strip() or repair.start < repair.end or 0 < repair.start < last
        ]
        return Traced(self.text, tuple(kept))


def raw_text(text: str, repairs: Iterable[Repair]) -> str:
    """What stands in the file where `text` is shown."""
    pieces: list[str] = []
    at = 0
    for start, end, raw in repairs:
        pieces += (text[at:start], raw)
        at = end
    return "".join([*pieces, text[at:]])


def repairs_of(shown: str, raw: str, at: int) -> Iterator[Repair]:
    """The repair that shows `raw` as `shown` from `at` on, without the ends they share."""
    if shown == raw:
        return
    most = min(len(shown), len(raw))
    start = tail = 0
    while start < most and shown[start] == raw[start]:
        start += 1
    while tail < most - start and shown[-1 - tail] == raw[-1 - tail]:
        tail += 1
    yield Repair(at + start, at + len(shown) - tail, raw[start : len(raw) - tail])


def within(repairs: Sequence[Repair], start: int, end: int) -> tuple[Repair, ...]:
    """Those of a whole text's repairs that are of `text[start:end]`, counted from its start."""
    first = bisect_left(repairs, start, key=lambda repair: repair.start)
    last = bisect_right(repairs, end, lo=first, key=lambda repair: repair.start)
    return tuple(shifted(repairs[first:last], -start))


def pages_before(repairs: Iterable[Repair], at: int) -> int:
    """How many pages end before a place of a text without printed lines."""
    return sum(raw.count(PAGE_END) for start, _, raw in repairs if start < at)


def shifted(repairs: Iterable[Repair], by: int) -> Iterator[Repair]:
    """The repairs of a text that stands `by` characters further on."""
    return (Repair(start + by, end + by, raw) for start, end, raw in repairs)


def _clipped(repair: Repair, start: int, end: int) -> Repair:
    """The part of a repair within a cut; its raw text goes with its beginning."""
    raw = repair.raw if repair.start >= start else ""
    return Repair(max(repair.start, start), min(repair.end, end), raw)
