"""Groups of printed lines to blocks: one text, repaired, with every word's place."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import zip_longest

from assistant.documents.document import Block, Box, Kind, Line, Repair, Word
from assistant.documents.pdf.marks import Mark
from assistant.documents.pdf.printed_lines import PrintedLine, PrintedWord
from assistant.documents.traced import repairs_of

CELL_SEPARATOR = " | "

_UNSPACED = re.compile(
    "[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0010ffff]"
)
"""Han, kana and their punctuation are written without spaces."""

_LETTERS = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_KEEPS_HYPHEN = frozenset(
    {"und", "oder", "bzw", "and", "or", "et", "ou", "y", "e", "o", "to", "en"}
)
"""After `Ein-` these say that the hyphen stands for what follows later."""
_PREFIXES = frozenset({"non", "anti", "self", "ex", "quasi", "pre", "post", "co", "inter", "well"})


class Vocabulary:
    """How often each word occurs within the document's lines, hyphenated words as one.

    It also knows whether the document breaks words at line ends: where it does, a
    hyphen at a line's end is dropped unless the word is written with it elsewhere.
    """

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self._counts: Counter[str] = Counter()
        ends: list[tuple[str, str]] = []
        for line, following in zip_longest(lines, lines[1:]):
            found = _LETTERS.findall(line.text.casefold())
            if line.text.endswith(("-", "‐")) and found:
                last = found.pop()
                if following is not None and following.text[0].islower():
                    ends.append((last, _head(following.text.casefold())))
            self._counts.update(found)
        broken = sum(self._was_broken(a, b) for a, b in ends)
        compounds = sum(self._counts[a + b] < self._counts[f"{a}-{b}"] for a, b in ends)
        self._breaks_words = broken > compounds
        self._never_breaks = compounds > 2 and broken == 0

    def _was_broken(self, left: str, right: str) -> bool:
        """The parts of a word, by the rest of the document: written as one, or no words."""
        whole, compound = self._counts[left + right], self._counts[f"{left}-{right}"]
        if whole or compound:
            return whole > compound
        return not (self._counts[left] and self._counts[right]) and left not in _PREFIXES

    def has(self, word: str) -> bool:
        """The word occurs whole within a line."""
        return self._counts[word.casefold()] > 0

    def hyphenated(self, left: str, right: str) -> bool:
        """Whether `left-right` is written with its hyphen rather than as one word."""
        whole, compound = self._counts[left + right], self._counts[f"{left}-{right}"]
        if whole or compound:
            return compound > whole
        if left in _PREFIXES or self._never_breaks:
            return True
        if self._breaks_words:
            return False
        both = min(self._counts[left], self._counts[right])
        return both > 0 and len(left) > 2 and len(right) > 2


def block_of(
    lines: Sequence[PrintedLine],
    kind: Kind,
    words: Vocabulary,
    *,
    mark: Mark | None = None,
    level: int = 0,
    cells: Collection[int] = (),
    number: str | None = None,
) -> Block:
    """A block from the lines of one paragraph (`cells`: where lines begin another cell)."""
    writer = _Writer(words)
    for index, line in enumerate(lines):
        skip = 1 if index == 0 and mark is not None and mark.sign else 0
        writer.write(line, skip=skip, mark=mark if skip else None, cell=index in cells)
    text = writer.text
    end = 0
    if mark is not None and not mark.sign:
        end = mark.length
        while end < len(text) and text[end] == " ":
            end += 1
    confidences = [line.confidence for line in lines if line.confidence is not None]
    return Block(
        kind=kind,
        text=text,
        number=number or (mark.number if mark else None),
        bullet=mark.bullet if mark else None,
        mark_end=end,
        level=level,
        page=lines[0].page,
        lines=tuple(writer.lines),
        confidence=sum(confidences) / len(confidences) if confidences else None,
        repairs=tuple(writer.repairs),
    )


class _Writer:
    """Puts a paragraph's text together and notes where each word went."""

    def __init__(self, words: Vocabulary) -> None:
        self.text = ""
        self.lines: list[Line] = []
        self.repairs: list[Repair] = []
        self._words = words
        self._before: PrintedLine | None = None

    def write(
        self, line: PrintedLine, *, skip: int = 0, mark: Mark | None = None, cell: bool = False
    ) -> None:
        """Add a line after those before it; `skip` words at its start are signs, not text."""
        printed = _without_sign(line.words, mark) if skip else line.words
        if not printed:
            return
        if cell:
            self._add(CELL_SEPARATOR, "\t")
        elif self._before is not None:
            self._join(self._before, printed[0])
        self._before = line
        start = len(self.text)
        self.repairs += repairs_of("", _sign(line.words, printed) if skip else "", start)
        placed: list[Word] = []
        parts: list[str] = []
        at = start
        frame = line.frame
        plain = frame.along == (1, 0)
        for index, word in enumerate(printed):
            if index and word.spaced:
                parts.append(" ")
                at += 1
            parts.append(word.text)
            end = at + len(word.text)
            if word.raw is not None:
                self.repairs += repairs_of(word.text, word.raw, at)
            if plain:
                placed.append(Word(at, end, round(word.u0, 2), round(word.u1, 2)))
            else:
                box = frame.displayed(word.u0, line.top, word.u1, line.bottom)
                placed.append(Word(at, end, box.x0, box.x1))
            at = end
        self.text += "".join(parts)
        box = frame.displayed(line.u0, line.top, line.u1, line.bottom)
        box = Box(*(round(side, 2) for side in box))
        self.lines.append(Line(line.page, box, start, at, tuple(placed)))

    def _join(self, before: PrintedLine, first: PrintedWord) -> None:
        last = before.words[-1].text
        follows = first.text
        if last[-1] in "-‐" and len(last) > 1:
            self._join_at_hyphen(last, follows)
        elif (
            (_UNSPACED.match(last[-1]) and _UNSPACED.match(follows[0]))
            or (last[-1] == "/" and len(last) > 1)
            or (last[-1] == "–" and len(last) > 1 and last[-2].isdigit() and follows[0].isdigit())
        ):  # fmt: skip
            self._add("", "\n")
        else:
            self._add(" ", "\n")

    def _join_at_hyphen(self, last: str, follows: str) -> None:
        """One word across two lines: with its hyphen if the document writes it so."""
        left = _tail(last[:-1])
        right = _head(follows)
        if right in _KEEPS_HYPHEN and right == follows and not self._words.has(left + right):
            self._add(" ", "\n")
        elif left and right and right[0].islower() and not self._hyphenated(left, right):
            self._drop_hyphen(last[-1])
        else:
            self._add("", "\n")

    def _hyphenated(self, left: str, right: str) -> bool:
        return self._words.hyphenated(left.casefold(), right.casefold())

    def _add(self, text: str, raw: str) -> None:
        """Add what stands for the end of a line or cell in the file."""
        start = len(self.text)
        self.text += text
        self.repairs.append(Repair(start, start + len(text), raw))

    def _drop_hyphen(self, hyphen: str) -> None:
        self.text = self.text[:-1]
        self._add("", f"{hyphen}\n")
        line = self.lines[-1]
        last = line.words[-1]
        words = (*line.words[:-1], last._replace(end=last.end - 1))
        self.lines[-1] = Line(line.page, line.box, line.start, line.end - 1, words)


def _without_sign(words: Sequence[PrintedWord], mark: Mark | None) -> list[PrintedWord]:
    """The words after a bullet sign, which may be glued to the first."""
    first = words[0]
    sign = mark.bullet if mark and mark.bullet else ""
    if first.text == sign:
        return [words[1]._replace(spaced=False), *words[2:]] if len(words) > 1 else []
    # A sign is one character in the file too.
    raw = first.raw and first.raw[len(sign) :]
    return [first._replace(text=first.text[len(sign) :], raw=raw), *words[1:]]


def _sign(words: Sequence[PrintedWord], kept: Sequence[PrintedWord]) -> str:
    """What `_without_sign` left out, with the space behind it."""
    raw = _raw(words[0])
    if len(kept) < len(words):
        return raw + " " * words[1].spaced
    return raw[: len(raw) - len(_raw(kept[0]))]


def _raw(word: PrintedWord) -> str:
    return word.text if word.raw is None else word.raw


def _tail(text: str) -> str:
    found = re.search(r"[^\W\d_]+$", text)
    return found.group() if found else ""


def _head(text: str) -> str:
    found = re.match(r"[^\W\d_]+", text)
    return found.group() if found else ""
