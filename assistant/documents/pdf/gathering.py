"""Words gathered to printed lines by where they stand."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import groupby, pairwise

import numpy as np

from assistant.documents.pdf.glyphs import Glyphs, Integers
from assistant.documents.pdf.printed_lines import (
    Frame,
    PrintedLine,
    PrintedWord,
    joined,
    normalised,
)
from assistant.documents.pdf.tokens import (
    Token,
    drawn_twice,
    frame_of,
    on_page,
    runs_left,
    tokens_of,
)
from assistant.documents.pdf.vertical import DOWNWARDS, full_width, set_downwards

MARK = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[IVXLC]{1,6}|[A-Za-z]{1,2})[.):]*\)?[.:]?|[^\w\s]{1,2}|o"
)
"""What may stand apart at the left of a line's text: a number, a letter, a bullet."""

_STOP_AND_NUMBER = re.compile(r"([.,:;،؛؟!]+)(\d[\d.,/٫٬]*)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏͰ-ԯ]")
_STRETCHED = 0.7
"""Sizes between words that no text has but a line stretched to its column."""
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Characters of scripts whose words have no spaces between them."""


def lines_of(glyphs: Glyphs, page: int) -> list[PrintedLine]:
    """The page's lines in the order the file draws them, the main direction first."""
    ink = np.flatnonzero((glyphs.codes != 32) & on_page(glyphs))
    if not len(ink):
        return []
    ink = ink[~drawn_twice(glyphs, ink)]
    columns = set_downwards(glyphs, ink)
    if not columns.any():
        return _lines_across(glyphs, ink, page)
    inked = ink[columns]
    down = _lines_along(full_width(glyphs, inked), inked, DOWNWARDS, page)
    for line in down:
        line.downwards = True
    rest = _lines_across(glyphs, ink[~columns], page) if len(inked) < len(ink) else []
    return down + rest if len(inked) * 2 > len(ink) else rest + down


def _lines_across(glyphs: Glyphs, ink: Integers, page: int) -> list[PrintedLine]:
    """Lines in the directions that the text objects have."""
    directions = [style.direction for style in glyphs.styles]
    if len(set(directions)) == 1:
        return _lines_along(glyphs, ink, directions[0], page)
    of_glyph = np.array([directions.index(d) for d in directions])[glyphs.style[ink]]
    lines: list[PrintedLine] = []
    for index, _ in Counter(of_glyph.tolist()).most_common():
        lines += _lines_along(glyphs, ink[of_glyph == index], directions[index], page)
    return lines


def _lines_along(
    glyphs: Glyphs, ink: Integers, direction: tuple[int, int], page: int
) -> list[PrintedLine]:
    text = glyphs.codes[ink].astype("<u4").tobytes().decode("utf-32-le")
    frame = frame_of(glyphs, direction, leftwards=runs_left(text))
    return _gathered(tokens_of(glyphs, ink, text, frame), page, frame)


class _Gathering:
    """The line that is being put together."""

    __slots__ = ("chars", "size", "tokens", "u0", "u1", "v")

    def __init__(self, token: Token) -> None:
        self.tokens = [token]
        self.v, self.size = token.v, token.size
        self.u0, self.u1 = token.u0, token.u1
        self.chars = len(token.text)

    def takes(self, token: Token, *, mirrored: bool) -> bool:
        """The token continues this line on the right (mirrored: or beside it)."""
        size = max(self.size, token.size)
        if abs(token.v - self.v) > 0.52 * size:
            return False
        gap = token.u0 - self.u1
        if mirrored:
            return max(gap, self.u0 - token.u1) < 15 * size
        if gap < -0.6 * size:
            return False
        if gap < 1.6 * size:
            return True
        if abs(token.v - self.v) > 0.15 * size:
            return False
        apart = gap < 4.5 * size
        return apart and len(self.tokens) <= 3 and bool(MARK.fullmatch(self.text()))

    def text(self) -> str:
        """Its words without spaces."""
        return "".join(token.text for token in self.tokens)

    def add(self, token: Token) -> None:
        """Take the token; a bigger one after a small start shows where the baseline is."""
        self.tokens.append(token)
        if token.size > 1.12 * self.size and self.chars <= 4:
            self.v, self.size = token.v, token.size
        self.chars += len(token.text)
        self.u0 = min(self.u0, token.u0)
        self.u1 = max(self.u1, token.u1)

    def line(self, page: int, frame: Frame) -> PrintedLine:
        """The finished line; its size is that of most of its characters."""
        sizes: Counter[float] = Counter()
        bold = italic = 0
        for token in self.tokens:
            length = len(token.text)
            sizes[token.size] += length
            bold += length * token.bold
            italic += length * token.italic
        size = sizes.most_common(1)[0][0]
        base = self.v if self.size == size else _baseline(self.tokens, size)
        words = _words(self.tokens, base, size)
        soft = bool(words) and words[-1].text.endswith("\u00ad")
        if soft:
            last = words[-1]
            words[-1] = last._replace(text=last.text[:-1] + "-")
        return PrintedLine(
            page=page,
            frame=frame,
            words=words,
            text=joined(words),
            u0=self.u0,
            u1=self.u1,
            v=base,
            size=size,
            bold=bold * 2 > self.chars,
            italic=italic * 2 > self.chars,
            soft=soft,
            bold_ends=(self.tokens[0].bold, self.tokens[-1].bold),
        )


def _gathered(tokens: list[Token], page: int, frame: Frame) -> list[PrintedLine]:
    """Tokens to lines: a line ends where the next token is not on its right."""
    mirrored = frame.along[0] + frame.along[1] != frame.down[1] - frame.down[0]
    pieces = [_Gathering(tokens[0])]
    for token in tokens[1:]:
        if pieces[-1].takes(token, mirrored=mirrored):
            pieces[-1].add(token)
        else:
            pieces.append(_Gathering(token))
    pieces = _leftward(pieces) if mirrored else _filled(pieces)
    lines = [piece.line(page, frame) for piece in _spread_lines(pieces)]
    return [line for line in lines if line.text]


def _leftward(pieces: list[_Gathering]) -> list[_Gathering]:
    """Pieces of one baseline together, their words as they are read from right to left.

    Files draw what is no letter of the script (marks of notes, quotation marks, signs) in
    any place; words of other scripts run to the right among themselves.
    """
    result = pieces[:1]
    for piece in pieces[1:]:
        if _adjoins(result[-1], piece):
            first, second = sorted((result[-1], piece), key=lambda p: -p.chars)
            first.tokens += second.tokens
            first.chars += second.chars
            first.u0, first.u1 = min(first.u0, second.u0), max(first.u1, second.u1)
            result[-1] = first
        else:
            result.append(piece)
    for piece in result:
        piece.tokens = [_number_first(token) for token in _from_right(piece.tokens)]
    return result


def _adjoins(a: _Gathering, b: _Gathering) -> bool:
    size = max(a.size, b.size)
    return abs(a.v - b.v) < 0.52 * size and max(a.u0 - b.u1, b.u0 - a.u1) < 1.6 * size


def _from_right(tokens: list[Token]) -> list[Token]:
    """The words of one line by their places; runs of words that run to the right kept so."""
    placed = sorted(tokens, key=lambda token: token.u0)
    result: list[Token] = []
    for rightwards, found in groupby(placed, key=lambda token: bool(_LATIN.search(token.text))):
        run = list(found)
        result += reversed(run) if rightwards else run
    if result != tokens:
        result = [
            token if id(token) == id(before) else token._replace(spaced=_apart(previous, token))
            for previous, token, before in zip([None, *result], result, tokens, strict=False)
        ]
    return result


def _number_first(token: Token) -> Token:
    """A number with the stop behind it, which PDFium finds on its left and so gives first."""
    found = _STOP_AND_NUMBER.fullmatch(token.text)
    return token._replace(text=found[2] + found[1]) if found else token


def _apart(before: Token | None, token: Token) -> bool:
    """There is room for a space between two words, whichever stands on the left."""
    if before is None:
        return True
    return max(token.u0 - before.u1, before.u0 - token.u1) > 0.12 * token.size


def _filled(pieces: list[_Gathering]) -> list[_Gathering]:
    """The pieces, those that stand in the gaps of the one before them put into it.

    Word processors draw what a line has of a second font behind the whole line: the
    quotation marks of a Chinese one, a name in capitals.
    """
    result = pieces[:1]
    for piece in pieces[1:]:
        if _fits_into(result[-1], piece):
            result[-1] = _merged(result[-1], piece)
        else:
            result.append(piece)
    return result


def _fits_into(line: _Gathering, piece: _Gathering) -> bool:
    """The piece is on the line's baseline, within its extent, and over none of its words."""
    size = line.size
    if abs(piece.v - line.v) > 0.05 * size or abs(piece.size - size) > 0.1 * size:
        return False
    if piece.u0 < line.u0 or piece.u1 > line.u1 + size or len(line.tokens) < 2:
        return False
    slack = 0.15 * size
    starts = [token.u0 for token in sorted(line.tokens, key=lambda token: token.u0)]
    ends = sorted(token.u1 for token in line.tokens)
    return all(
        bisect_left(starts, token.u1 - slack) == bisect_right(ends, token.u0 + slack)
        for token in piece.tokens
    )


def _merged(line: _Gathering, piece: _Gathering) -> _Gathering:
    """Both in order; a space stands beside what was put in where there is room for one."""
    added = {id(token) for token in piece.tokens}
    tokens = sorted([*line.tokens, *piece.tokens], key=lambda token: token.u0)
    result = _Gathering(tokens[0])
    for before, token in pairwise(tokens):
        if id(token) in added or id(before) in added:
            room = 0.75 if _UNSPACED.search(before.text + token.text) else 0.2
            token = token._replace(spaced=token.u0 - before.u1 > room * line.size)
        result.add(token)
    result.v, result.size = line.v, line.size
    return result


def _spread_lines(pieces: list[_Gathering]) -> list[_Gathering]:
    """Pieces of a line that was justified by wide but equal spaces, put together.

    The cells of a table's row differ in their distances, or hold no letters; the words
    within them stand close.
    """
    result: list[_Gathering] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and _beside(pieces[end - 1], pieces[end]):
            end += 1
        run = pieces[at:end]
        if len(run) > 1 and _evenly_spaced(run):
            for piece in run[1:]:
                for token in piece.tokens:
                    run[0].add(token)
            run = run[:1]
        result += run
        at = end
    return result


def _beside(a: _Gathering, b: _Gathering) -> bool:
    size = max(a.size, b.size)
    return abs(a.v - b.v) < 0.1 * size and 0 < b.u0 - a.u1 < 3.2 * size and b.tokens[0].spaced


def _evenly_spaced(run: list[_Gathering]) -> bool:
    tokens = [token for piece in run for token in piece.tokens]
    if MARK.fullmatch(tokens[0].text):
        # What follows a bullet or a number stands further away.
        run = run[1:] if len(run[0].tokens) == 1 else run
        tokens = tokens[1:]
    gaps = [b.u0 - a.u1 for a, b in pairwise(tokens) if b.spaced]
    if len(gaps) < 2:
        return False
    lettered = [any(c.isalpha() for c in piece.text()) for piece in run]
    least, most, size = min(gaps), max(gaps), run[0].size
    if all(lettered):
        return most < 1.4 * least or (least > _STRETCHED * size and most < 2.6 * least)
    words = lettered[0] and sum(lettered) * 2 > len(lettered)
    return words and len(gaps) > 2 and most - least < 0.12 * size


def _baseline(tokens: list[Token], size: float) -> float:
    return next(token.v for token in tokens if token.size == size)


def _words(tokens: list[Token], base: float, size: float) -> list[PrintedWord]:
    words: list[PrintedWord] = []
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        rise = base - token.v
        raised = rise > 0.15 * size and (token.size < 0.9 * size or rise > 0.28 * size)
        text = normalised(token.text, raised=raised)
        if "\u00ad" in text:
            text = _visible_hyphens(text, at_end=index == last)
        if not text:
            continue
        spaced = bool(words) and token.spaced and not (raised and _close(tokens[index - 1], token))
        words.append(PrintedWord(text, token.u0, token.u1, spaced, raised, _raw(token, text)))
    return words


def _raw(token: Token, text: str) -> str | None:
    """The token's own text, unless it is the word's; soft hyphens are ink."""
    if token.text == text:
        return None
    raw = token.text.replace("\u00ad", "-")
    return raw if raw != text.replace("\u00ad", "-") else None


def _close(before: Token, raised: Token) -> bool:
    """The raised token hugs the word before it: PDFium sometimes sees a space there."""
    return -0.5 * before.size < raised.u0 - before.u1 < 0.3 * before.size


def _visible_hyphens(text: str, *, at_end: bool) -> str:
    """Soft hyphens within a line are ink like any hyphen; the last one stays marked."""
    if at_end and text.endswith("\u00ad") and len(text) > 1:
        return text[:-1].replace("\u00ad", "-") + "\u00ad"
    return text.replace("\u00ad", "-")
