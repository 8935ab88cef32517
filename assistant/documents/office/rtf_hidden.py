"""What a rich text file holds and does not show: hidden, white on white, or too small to see.

Rich Text Format 1.9.1: a state of letters that groups keep to themselves.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from assistant.documents.hidden import SAME, SMALLEST

_HALVES = 2
_STANDARD = 24
"""Half points: the size where none is stated."""
_TOKEN = re.compile(
    r"\\([a-zA-Z]+)(-?\d{1,9})? ?|(\\'[0-9a-fA-F]{2}|\\[^a-zA-Z])|([{}])|([^\\{}]+)|\\", re.S
)
_COLOURS = re.compile(r"\{\\colortbl([^{}]*)\}")
_CHANNEL = re.compile(r"\\(?:red|green|blue)(\d{1,3})")
_ENDS = frozenset({"par", "cell", "row", "line", "sect"})
_APART = frozenset({"\\*", "fonttbl", "colortbl", "stylesheet", "info", "pict", "listtable"})
_BEHIND = frozenset({"cb", "highlight", "chcbpat", "cbpat"})
_ALWAYS: dict[str, dict[str, Any]] = {
    "plain": {"hidden": False, "size": _STANDARD, "colour": 0, "shaded": False},
    "pard": {"shaded": False, "tabled": False},
    "intbl": {"tabled": True},
    "trowd": {"tabled": True},
    **{word: {"apart": True} for word in _APART},
}
"""What control words without a number do."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """How letters are shown inside a group."""

    hidden: bool = False
    size: int = _STANDARD
    colour: int = 0
    shaded: bool = False
    tabled: bool = False
    apart: bool = False
    """No part of the text: a table of fonts, a picture."""

    def unseen(self, white: frozenset[int], *, shaded_cells: bool) -> bool:
        """Nobody sees these letters of the text, where `white` are the paper's colours."""
        if self.apart:
            return False
        on_paper = not (self.shaded or (self.tabled and shaded_cells))
        tiny = self.size <= SMALLEST * _HALVES
        return self.hidden or tiny or (on_paper and self.colour in white)


def without_hidden(text: str) -> tuple[str, list[str]]:
    """The file without letters that nobody sees, and those letters as the file has them."""
    white, shaded_cells = _whites(text), "\\clcbpat" in text
    kept: list[str] = []
    taken: list[str] = []
    states = [_Letters()]
    together = False
    for token in _TOKEN.finditer(text):
        word, number, sign, brace, words = token.groups()
        _follow(states, brace, word or (sign if sign == "\\*" else None), number)
        shown = sign or words or word == "u"
        if shown and states[-1].unseen(white, shaded_cells=shaded_cells):
            taken += [""] * (not together)
            taken[-1] += token[0]
            together = True
            continue
        together = together and not shown and word not in _ENDS
        kept.append(token[0])
    return "".join(kept), taken


def _follow(
    states: list[_Letters], brace: str | None, word: str | None, number: str | None
) -> None:
    """Take note of what a token does to the letters after it."""
    if brace == "{":
        states.append(states[-1])
    elif brace and len(states) > 1:
        states.pop()
    elif word:
        states[-1] = _after(states[-1], word, None if number is None else int(number))


def _after(now: _Letters, word: str, number: int | None) -> _Letters:
    """How letters are shown after a control word."""
    if word in _ALWAYS:
        return replace(now, **_ALWAYS[word])
    if word in _BEHIND:
        return replace(now, shaded=bool(number))
    if word == "v":
        return replace(now, hidden=number != 0)
    if word == "fs":
        return replace(now, size=_STANDARD if number is None else number)
    return replace(now, colour=number or 0) if word == "cf" else now


def _whites(text: str) -> frozenset[int]:
    """The numbers of the colours that are the paper's."""
    table = _COLOURS.search(text)
    entries = table[1].split(";") if table else []
    channels = [list(map(int, _CHANNEL.findall(entry))) for entry in entries]
    return frozenset(
        at for at, found in enumerate(channels) if len(found) == 3 and min(found) >= 255 - SAME
    )
