"""Lines of plain text to paragraphs: what was broken to fit a line is put together again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.enumerators import SIGNS, mark_of
from assistant.documents.function_words import word_set
from assistant.documents.text_pages import TextLine

_WIDEST_WRAP = 200
"""Lines beyond this many columns are paragraphs, not lines that were wrapped."""

_ENDED = re.compile(r"[.!?:;…。！？؟۔।][\"'”’»)\]]*(?:\[?\d{0,3}\]?)$")
_DOT_LEADER = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]{1,5}$|(?:…\s?){2,}\s*\d{1,4}$")
_RULE = re.compile(r"[-=_*~+]{3,}")
_HOISTED = re.compile(rf"(?:[-–—*{SIGNS}]\s+)+[-–—*{SIGNS}]")
_GAP = re.compile(r"\s{3,}")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_JOINED_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_KEEPS_HYPHEN = word_set("und oder bzw and or to y o e et ou и")


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """Lines that belong together, joined; `lines` says how many they were."""

    text: str
    page: int | None
    lines: int
    after_blank: bool
    cells: tuple[str, ...] = ()
    """The parts of a line with wide gaps, when its neighbours have them too."""
    underlined: bool = False


def joined_lines(lines: Sequence[TextLine]) -> list[TextParagraph]:
    """Paragraphs of these lines.

    A line ends its paragraph when the first word of the next would still have
    fitted behind it and it ends a sentence or the next begins one; the right edge
    is the 98th percentile of the line widths. Blank lines, bullets, printed
    numbers and first-line indents also begin paragraphs.
    """
    edge = _right_edge(lines)
    forms = Counter(word.lower() for line in lines for word in _JOINED_WORD.findall(line.text))
    rows = _in_table(lines)
    paragraphs: list[TextParagraph] = []
    for group in _groups(lines, edge, rows):
        text = _join(group, forms)
        underlined = len(group) > 1 and bool(_RULE.fullmatch(group[-1].text))
        if underlined:
            text = _join(group[:-1], forms)
        cells = tuple(_GAP.split(group[0].text)) if group[0] in rows else ()
        if not _RULE.fullmatch(text):
            paragraphs.append(
                TextParagraph(
                    text, group[0].page, len(group), group[0].after_blank, cells, underlined
                )
            )
    return paragraphs


def _right_edge(lines: Sequence[TextLine]) -> int:
    widths = sorted(line.width for line in lines)
    return widths[int(len(widths) * 0.98)] if len(widths) > 1 else _WIDEST_WRAP + 1


def _in_table(lines: Sequence[TextLine]) -> set[TextLine]:
    """Lines with two wide gaps or more next to another such line."""
    gapped = [len(_GAP.split(line.text)) > 2 for line in lines]
    neighbours = zip(lines, gapped, [False, *gapped[:-1]], [*gapped[1:], False], strict=True)
    return {line for line, here, above, below in neighbours if here and (above or below)}


def _groups(lines: Sequence[TextLine], edge: int, rows: set[TextLine]) -> Iterator[list[TextLine]]:
    group: list[TextLine] = []
    for line in lines:
        if group and _breaks(group, line, edge, rows):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _breaks(group: list[TextLine], line: TextLine, edge: int, rows: set[TextLine]) -> bool:
    """Whether a paragraph begins with this line."""
    last = group[-1]
    if line.page != last.page and line not in rows:
        return _breaks_over_page(group, line, edge)
    if _HOISTED.fullmatch(last.text):
        return False
    if _RULE.fullmatch(line.text):
        return line.after_blank or len(group) > 2
    if line.after_blank or _RULE.fullmatch(last.text) or line in rows or last in rows:
        return True
    if edge > _WIDEST_WRAP or _DOT_LEADER.search(last.text):
        return True
    return _begins(group, line, edge)


def _breaks_over_page(group: list[TextLine], line: TextLine, edge: int) -> bool:
    """A sentence that the page's end interrupts goes on; blank lines there mean nothing."""
    last = group[-1]
    if edge > _WIDEST_WRAP:
        return bool(_ENDED.search(last.text)) or not line.text[:1].islower()
    if _ENDED.search(last.text) or mark_of(line.text) or _DOT_LEADER.search(last.text):
        return True
    return not line.text[:1].islower() and _fits(last, line, edge)


def _begins(group: list[TextLine], line: TextLine, edge: int) -> bool:
    last = group[-1]
    ended = bool(_ENDED.search(last.text))
    fits = _fits(last, line, edge)
    mark = mark_of(line.text)
    if mark:
        return bool(mark.sign and line.text[0] in SIGNS) or ended or fits or len(group) == 1
    if line.indent > last.indent + 1 and ended and not mark_of(group[0].text):
        return True
    if line.indent < group[0].indent and ended and line.indent + 1 < last.indent:
        return True
    return fits and (ended or not line.text[:1].islower())


def _fits(last: TextLine, line: TextLine, edge: int) -> bool:
    """Whether the first word of a line would have fitted on the line before."""
    word = line.text.split(maxsplit=1)[0]
    first = 1 if _WIDE.match(word) else len(word) + 1
    return last.width + first <= edge


def _join(group: Sequence[TextLine], forms: Counter[str]) -> str:
    text = group[0].text
    pieces = [text]
    for line in group[1:]:
        before = pieces[-1]
        if before.endswith("-") and before[-2:-1].isalpha() and line.text[:1].isalpha():
            pieces[-1], glue = _mended(before, line.text, forms)
        else:
            glue = "" if _WIDE.match(before[-1:]) and _WIDE.match(line.text) else " "
        pieces += [glue, line.text] if glue else [line.text]
    return "".join(pieces)


def _mended(before: str, after: str, forms: Counter[str]) -> tuple[str, str]:
    """The end of a line without the hyphen that only broke a word, and what to put behind it."""
    left = before[:-1].split()[-1].lower()
    left = left[max(left.rfind(c) for c in "-(“\"'") + 1 :]
    right = _JOINED_WORD.match(after)
    word = right[0].lower() if right else ""
    if word in _KEEPS_HYPHEN:
        return before, " "
    if not after[:1].islower() or forms[f"{left}-{word}"] > forms[left + word]:
        return before, ""
    return before[:-1], ""
