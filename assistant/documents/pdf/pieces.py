"""Pieces of printed lines: words that a file draws one after another on one baseline."""

import re
from collections import Counter

from assistant.documents.pdf.printed_lines import (
    Frame,
    PrintedLine,
    PrintedWord,
    joined,
    normalised,
)
from assistant.documents.pdf.tokens import Token
from assistant.language.numerals import CAPITAL_ROMAN, COUNTS, SMALL_ROMAN

MARK = re.compile(
    rf"\(?(?:{COUNTS}|{SMALL_ROMAN}|{CAPITAL_ROMAN}|[A-Za-z]{{1,2}})[.):]*\)?[.:]?"
    r"|[^\w\s]{1,2}|o"
)
"""What may stand apart at the left of a line's text: a number, a letter, a bullet."""


class Piece:
    """A line that is being put together, or the part of it that is drawn in one go."""

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
        base = self.v
        if self.size != size:
            base = next(token.v for token in self.tokens if token.size == size)
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
