"""Printed page numbers: folios that agree with each other, and the file's own labels.

No page is better than a wrong page: a folio counts when at least three pages agree
on one distance between the printed and the counted number.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.documents.document import Basis
from assistant.documents.pdf.furniture import BAND, PrintedPage
from assistant.documents.pdf.printed_lines import PrintedLine
from assistant.language.numerals import roman_value

AGREEING = 3
"""Pages that must agree on one distance."""

_INTEGER = r"\d{1,4}"
_ROMAN = r"[ivxlc]{1,7}"
_LONE = re.compile(
    rf"(?:page|p\.|seite|página|страница|стр\.|صفحة|[-–—|\[(]*)\s*({_INTEGER}|{_ROMAN})"
    rf"\s*(?:(?:/|of|de|von|из)\s*(\d{{1,4}}))?[-–—|\])]*",
    re.IGNORECASE,
)
_TOTAL = r"(?:\s*/\s*(\d{1,4})|\s+of\s+(\d{1,4}))?"
_FIRST = re.compile(rf"(?:page\s+)?({_INTEGER}){_TOTAL}(?=\s|\|)", re.IGNORECASE)
_LAST = re.compile(rf"(?:^|.*[\s|])(?:page\s+)?({_INTEGER}){_TOTAL}$", re.IGNORECASE)


class Folio(NamedTuple):
    """A printed page number: as printed, and how it is known."""

    printed: str | None = None
    basis: Basis = Basis.NONE


class _Candidate(NamedTuple):
    """A number at the edge of a page that may be its folio."""

    page: int
    value: int
    roman: bool
    text: str
    line: PrintedLine
    alone: bool
    total: int | None = None
    """What follows in `3 / 12`."""
    height: float = 0.0
    """Points from the top of the displayed page."""


def page_numbers(pages: Sequence[PrintedPage], labels: Sequence[str]) -> dict[int, Folio]:
    """The printed number of each page, and the folio lines set aside as furniture.

    `labels` are the file's own page labels, an empty text where it has none.
    """
    read = _corroborated([c for page in pages for c in _candidates(page)], len(pages))
    for page in pages:
        _set_aside(page, read.get(page.number))
    found = {n: Folio(c.text, Basis.PRINTED) for n, c in read.items()}
    if len(pages) == 1:
        found |= _sole_page(pages[0])
    _add_labels(found, labels)
    _infer(found, len(labels) or len(pages), read)
    return {page.number: found.get(page.number, Folio()) for page in pages}


def _candidates(page: PrintedPage) -> Iterator[_Candidate]:
    edge = BAND * page.height
    heights = {id(line): line.middle for line in page.furniture + page.lines}
    outermost = {min(heights.values(), default=0.0), max(heights.values(), default=0.0)}
    aside_ids = {id(line) for line in page.furniture}
    for line in page.furniture + page.lines:
        height = heights[id(line)]
        aside = id(line) in aside_ids
        if not aside and edge < height < page.height - edge and height not in outermost:
            continue
        if len(line.text) > 90:
            continue
        yield from _numbers(page.number, line, aside=aside)


def _numbers(page: int, line: PrintedLine, *, aside: bool) -> Iterator[_Candidate]:
    text = line.text.strip()
    lone = _LONE.fullmatch(text)
    if lone:
        yield _candidate(page, lone, line, alone=True)
    elif aside:
        for pattern in (_FIRST, _LAST):
            found = pattern.match(text)
            if found:
                yield _candidate(page, found, line, alone=False)


def _candidate(page: int, found: re.Match[str], line: PrintedLine, *, alone: bool) -> _Candidate:
    text = found.group(1)
    roman = not text.isdecimal()
    value = roman_value(text) if roman else int(text)
    total = next((int(t) for t in found.groups()[1:] if t), None)
    return _Candidate(page, value, roman, text, line, alone, total, line.middle)


def _corroborated(candidates: Sequence[_Candidate], count: int) -> dict[int, _Candidate]:
    """For each page the folio whose distance most pages share; of two, the better supported."""
    by_distance: dict[tuple[bool, int], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_distance[candidate.roman, candidate.value - candidate.page].append(candidate)
    groups = sorted(by_distance.values(), key=lambda group: -len({c.page for c in group}))
    chosen: dict[int, _Candidate] = {}
    for group in groups:
        pages = {c.page for c in group}
        counted = all(c.total == count and c.value == c.page for c in group)
        if len(pages) < (2 if counted else AGREEING):
            continue
        if not _dense(pages) or not _level(group) or _contradicts(pages, chosen):
            continue
        for candidate in sorted(group, key=lambda c: not c.alone):
            chosen.setdefault(candidate.page, candidate)
    return chosen


def _dense(pages: set[int]) -> bool:
    """Every second page of their stretch, so that chance does not agree."""
    return len(pages) * 2 >= max(pages) - min(pages) + 1


def _level(group: Sequence[_Candidate]) -> bool:
    """Most stand at one or two heights, as folios do and cells of tables do not."""
    usual = Counter(round(c.height / 6) for c in group).most_common(2)
    near = sum(any(abs(c.height / 6 - level) < 1.5 for level, _ in usual) for c in group)
    return near * 5 >= len(group) * 4


def _contradicts(pages: set[int], chosen: dict[int, _Candidate]) -> bool:
    """Pages of another distance lie amidst these."""
    amidst = sum(min(pages) <= n <= max(pages) for n in chosen)
    return amidst * 10 > len(pages)


def _set_aside(page: PrintedPage, folio: _Candidate | None) -> None:
    if folio is None or not folio.alone or any(folio.line is f for f in page.furniture):
        return
    page.furniture.append(folio.line)
    page.lines = [line for line in page.lines if line is not folio.line]


def _sole_page(page: PrintedPage) -> dict[int, Folio]:
    """The folio of a one-page document: a lone number that is its last or first line."""
    by_height = sorted(page.lines, key=lambda line: line.v)
    if len(by_height) < 4 or not all(line.frame.upright for line in by_height):
        return {}
    for line, gap in (
        (by_height[-1], by_height[-1].top - by_height[-2].bottom),
        (by_height[0], by_height[1].top - by_height[0].bottom),
    ):
        lone = _LONE.fullmatch(line.text.strip())
        centred = abs((line.u0 + line.u1) / 2 - page.width / 2) < 0.1 * page.width
        outside = min(line.v, page.height - line.v) < 0.1 * page.height
        if lone and lone.group(1).isdecimal() and outside and centred and gap > line.size:
            _set_aside(page, _candidate(page.number, lone, line, alone=True))
            return {page.number: Folio(lone.group(1), Basis.INFERRED)}
    return {}


def _add_labels(found: dict[int, Folio], labels: Sequence[str]) -> None:
    """Labels stand in where no folio was read, unless one of them is belied by a folio."""
    if all(label in ("", str(n)) for n, label in enumerate(labels, 1)):
        return
    believed = all(
        found[n].printed == label for n, label in enumerate(labels, 1) if label and n in found
    )
    if not believed:
        return
    for n, label in enumerate(labels, 1):
        if label and n not in found:
            found[n] = Folio(label, Basis.LABEL)


def _infer(found: dict[int, Folio], count: int, read: dict[int, _Candidate]) -> None:
    """Pages between two that agree on their distance count on from them."""
    pages = sorted(read)
    for before, after in pairwise(pages):
        first, second = read[before], read[after]
        if first.roman or second.roman or first.value - before != second.value - after:
            continue
        for n in range(before + 1, min(after, count + 1)):
            found.setdefault(n, Folio(str(first.value + n - before), Basis.INFERRED))
