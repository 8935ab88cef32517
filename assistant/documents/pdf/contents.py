"""Tables of contents: their headings, and their rows without the dots that lead to the page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.documents.pdf.printed_lines import PrintedLine, PrintedWord, joined

_LEADERS = re.compile(r"(?:[.…·_]\s?){5,}\s*(?:\d{1,4}(?:\s*[–-]\s*\d{1,4})?|[ivxlc]{1,6})?$")
_DOTS = re.compile(r"[.…·_]{2,}")
_DOT = 0.26
"""Advance of a leader's dot as a share of the size, to place what stands beside dots."""


def is_led(row: Sequence[PrintedLine]) -> bool:
    """Dots lead from the words of this row to a page number or to the margin."""
    if not any("." in line.text or "…" in line.text or "_" in line.text for line in row):
        return False
    text = " ".join(line.text for line in row[-6:])[-400:]
    return bool(_LEADERS.search(text)) or any(_LEADERS.search(line.text[-400:]) for line in row)


def without_leaders(row: Sequence[PrintedLine]) -> list[PrintedLine]:
    """What stands before, between and after the dots, a piece each; empty for dots alone."""
    return [piece for line in row for piece in _pieces(line)]


def _pieces(line: PrintedLine) -> list[PrintedLine]:
    pieces: list[list[PrintedWord]] = [[]]
    for word in line.words:
        parts = _parts(word, line.size)
        pieces[-1] += parts[:1] if parts and not _is_dots(parts[0].text) else []
        for part in parts if parts and _is_dots(parts[0].text) else parts[1:]:
            if _is_dots(part.text):
                if pieces[-1]:
                    pieces[-1][-1] = _led_by(part, pieces[-1][-1])
                pieces.append([])
            else:
                pieces[-1].append(part)
    return [_line(line, words) for words in pieces if words]


def _parts(word: PrintedWord, size: float) -> list[PrintedWord]:
    """A word that is glued to its leader, cut where the dots begin and end."""
    if _is_dots(word.text) or not _DOTS.search(word.text):
        return [word]
    cuts = sorted({0, len(word.text), *(at for m in _DOTS.finditer(word.text) for at in m.span())})
    texts = [word.text[a:b] for a, b in pairwise(cuts)]
    dots = sum(len(text) for text in texts if _is_dots(text))
    extent = word.u1 - word.u0
    dot = min(_DOT * size, 0.95 * extent / dots)
    letter = (extent - dot * dots) / max(len(word.text) - dots, 1)
    parts: list[PrintedWord] = []
    at = word.u0
    for text in texts:
        end = at + len(text) * (dot if _is_dots(text) else letter)
        spaced = word.spaced and not parts
        parts.append(word._replace(text=text, u0=at, u1=end, spaced=spaced, raw=None))
        at = end
    return parts


def _led_by(dots: PrintedWord, word: PrintedWord) -> PrintedWord:
    """The word with the dots behind it, which are in the file alone."""
    raw = f"{word.text if word.raw is None else word.raw}{' ' * dots.spaced}{dots.text}"
    return word._replace(raw=raw)


def _is_dots(text: str) -> bool:
    return all(c in ".…·_" for c in text)


def _line(line: PrintedLine, words: list[PrintedWord]) -> PrintedLine:
    words = [words[0]._replace(spaced=False), *words[1:]]
    return replace(
        line, words=words, text=joined(words), u0=words[0].u0, u1=words[-1].u1, soft=False
    )
