"""Lines of plain text to paragraphs: what was broken to fit a line is put together again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assistant.documents.enumerators import SIGNS, enumerator_of
from assistant.documents.text.pages import TextLine
from assistant.documents.traced import PAGE_END, Edit, Traced
from assistant.language.function_words import word_set
from assistant.language.numerals import CAPITAL_ROMAN, COUNT, COUNTS, SMALL_ROMAN

_WIDEST_WRAP = 200
"""Lines beyond this many columns are paragraphs, not lines that were wrapped."""

_TAIL = 60
"""Characters of a line's end that show how it ends; a line can be megabytes long."""

_LONGEST_CELL = 60
"""Characters; wide gaps between longer pieces are spacing, not columns."""

_ENDED = re.compile(r"[.!?:;…。！？؟۔।][\"'”’»)\]]*(?:\[?\d{0,3}\]?)$")
_DOT_LEADER = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]{1,5}$|(?:…\s?){2,}\s*\d{1,4}$")
_LONE_MARK = re.compile(
    rf"[(\[]?(?:{COUNTS}|[a-z]{{1,2}}|{SMALL_ROMAN}|{CAPITAL_ROMAN}|[A-Z])[.)\]]{{1,2}}"
    rf"|{COUNT}\.{COUNT}"
)
"""A number or letter that stands before its paragraph on a line of its own."""

_RULE = re.compile(r"[-=_*~+]{3,}")
_HOISTED = re.compile(rf"(?:[-–—*{SIGNS}]\s+)+[-–—*{SIGNS}]")
_GAP = re.compile(r"\s{3,}")
_WIDE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_JOINED_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_KEEPS_HYPHEN = word_set("und oder bzw and or to y o e et ou и")


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """Lines that belong together, joined; `lines` says how many they were."""

    words: Traced
    page: int | None
    lines: int
    after_blank: bool
    cells: tuple[Traced, ...] = ()
    """The parts of a line with wide gaps, when its neighbours have them too."""
    underlined: bool = False
    unwrapped: bool = False
    """The file breaks lines only between paragraphs."""

    @property
    def text(self) -> str:
        """The words alone."""
        return self.words.text


class _Margin(NamedTuple):
    """The right edge in columns, and how far before it a full line may end."""

    edge: int
    spare: int

    @property
    def wraps(self) -> bool:
        """Whether lines are broken to fit an edge at all."""
        return self.edge <= _WIDEST_WRAP


def joined_lines(lines: Sequence[TextLine]) -> list[TextParagraph]:
    """Paragraphs of these lines.

    A line ends its paragraph when the first word of the next would still have
    fitted behind it and it ends a sentence or the next begins one; the right edge
    is the 98th percentile of the line widths. Blank lines, bullets, printed
    numbers and first-line indents also begin paragraphs.
    """
    margin = _margin(lines)
    forms = Counter(word.lower() for line in lines for word in _JOINED_WORD.findall(line.text))
    rows = _in_table(lines)
    paragraphs: list[TextParagraph] = []
    lone_mark: Traced | None = None
    for group in _groups(lines, margin, rows):
        underlined = len(group) > 1 and bool(_RULE.fullmatch(group[-1].text))
        first = group[0]
        words = _join(group[:-1] if underlined else group, forms)
        if lone_mark is not None:
            words = Traced.joined([lone_mark, _line_end(" ", first), words])
        lone_mark = words if _LONE_MARK.fullmatch(words.text) else None
        if lone_mark is not None or _RULE.fullmatch(words.text):
            continue
        if underlined:
            words = Traced.joined([words, Traced.of("", f"\n{group[-1].words.raw}")])
        cells = tuple(first.words.split(_GAP)) if first in rows else ()
        paragraphs.append(
            TextParagraph(
                words,
                first.page,
                len(group),
                first.after_blank,
                cells,
                underlined,
                not margin.wraps,
            )
        )
    if lone_mark is not None:
        paragraphs.append(TextParagraph(lone_mark, lines[-1].page, 1, after_blank=True))
    return paragraphs


def _margin(lines: Sequence[TextLine]) -> _Margin:
    """Where lines end; letters of different widths make lines that were full look short.

    How short is measured on lines that certainly go on: no end mark here, a small
    letter there.
    """
    if len(lines) < 2:
        return _Margin(_WIDEST_WRAP + 1, 0)
    widths = sorted(line.width for line in lines)
    edge = widths[int(len(widths) * 0.98)]
    spare = sorted(
        edge - last.width - _first_word(line)
        for last, line in pairwise(lines)
        if line.text[:1].islower() and not line.after_blank and not _ended(last)
    )
    usual = spare[int(len(spare) * 0.95)] if spare else 0
    return _Margin(edge, min(max(usual, 0), edge // 2))


def _in_table(lines: Sequence[TextLine]) -> set[TextLine]:
    """Lines with two wide gaps or more next to another such line."""
    if not lines:
        return set()
    gapped = [_is_row(line.text) for line in lines]
    neighbours = zip(lines, gapped, [False, *gapped[:-1]], [*gapped[1:], False], strict=True)
    return {line for line, here, above, below in neighbours if here and (above or below)}


def _is_row(text: str) -> bool:
    cells = _GAP.split(text)
    return len(cells) > 2 and all(len(cell) <= _LONGEST_CELL for cell in cells)


def _groups(
    lines: Sequence[TextLine], margin: _Margin, rows: set[TextLine]
) -> Iterator[list[TextLine]]:
    group: list[TextLine] = []
    for line in lines:
        if group and _breaks(group, line, margin, rows):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _breaks(group: list[TextLine], line: TextLine, margin: _Margin, rows: set[TextLine]) -> bool:
    """Whether a paragraph begins with this line."""
    last = group[-1]
    if line.page != last.page and line not in rows:
        return _breaks_over_page(group, line, margin)
    if _HOISTED.fullmatch(last.text):
        return False
    if _RULE.fullmatch(line.text):
        return line.after_blank or len(group) > 2
    if line.after_blank or _RULE.fullmatch(last.text) or line in rows or last in rows:
        return True
    if not margin.wraps or _DOT_LEADER.search(last.text[-_TAIL:]):
        return True
    return _begins(group, line, margin)


def _breaks_over_page(group: list[TextLine], line: TextLine, margin: _Margin) -> bool:
    """A sentence that the page's end interrupts goes on; blank lines there mean nothing."""
    last = group[-1]
    if not margin.wraps:
        return _ended(last) or not line.text[:1].islower()
    if _ended(last) or enumerator_of(line.text) or _DOT_LEADER.search(last.text[-_TAIL:]):
        return True
    return not line.text[:1].islower() and _fits(last, line, margin)


def _begins(group: list[TextLine], line: TextLine, margin: _Margin) -> bool:
    last = group[-1]
    ended = _ended(last)
    fits = _fits(last, line, margin)
    mark = enumerator_of(line.text)
    if mark:
        first = enumerator_of(group[0].text)
        sibling = first is not None and first.bullet is not None and mark.bullet is not None
        drawn = mark.sign and line.text[0] in SIGNS
        return drawn or ended or fits or (sibling and line.indent <= group[0].indent)
    if line.indent > last.indent + 1 and ended and not enumerator_of(group[0].text):
        return True
    if line.indent < group[0].indent and ended and line.indent + 1 < last.indent:
        return True
    return fits and (ended or not line.text[:1].islower())


def _ended(line: TextLine) -> bool:
    return bool(_ENDED.search(line.text[-_TAIL:]))


def _fits(last: TextLine, line: TextLine, margin: _Margin) -> bool:
    """Whether the first word of a line would have fitted on the line before.

    Behind a line without an end mark a capital letter may be a name: there the
    line has to be clearly short.
    """
    room = margin.edge - margin.spare
    if not _ended(last):
        room = min(room, margin.edge * 7 // 10)
    return last.width + _first_word(line) <= room


def _first_word(line: TextLine) -> int:
    """Columns that the first word takes behind another line."""
    word = line.text.split(maxsplit=1)[0]
    return 1 if _WIDE.match(word) else len(word) + 1


def _join(group: Sequence[TextLine], forms: Counter[str]) -> Traced:
    pieces = [group[0].words]
    for last, line in pairwise(group):
        before = pieces[-1].text
        if before.endswith("-") and before[-2:-1].isalpha() and line.text[:1].isalpha():
            kept, glue = _mended(before, line.text, forms)
            if kept < len(before):
                pieces[-1] = pieces[-1].rewritten([Edit(kept, len(before), "")])
        else:
            glue = "" if _WIDE.match(before[-1:]) or _WIDE.match(line.text) else " "
        pieces += [_line_end(glue, line, (line.page or 0) - (last.page or 0)), line.words]
    return Traced.joined(pieces)


def _line_end(glue: str, following: TextLine, pages: int = 0) -> Traced:
    """What stands for the end of a line and of pages, and for the margin of what follows."""
    return Traced.of(glue, f"\n{PAGE_END * pages}{following.margin}")


def _mended(before: str, after: str, forms: Counter[str]) -> tuple[int, str]:
    """How much of a line stays without a hyphen that only broke a word, and what to put behind."""
    left = before[:-1].split()[-1].lower()
    left = left[max(left.rfind(c) for c in "-(“\"'") + 1 :]
    right = _JOINED_WORD.match(after)
    word = right[0].lower() if right else ""
    if word in _KEEPS_HYPHEN:
        return len(before), " "
    if not after[:1].islower() or forms[f"{left}-{word}"] > forms[left + word]:
        return len(before), ""
    return len(before) - 1, ""
