"""Text for a terminal: nothing that moves its cursor, wrapped to its width, in its colours."""

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable

_BOLD, _DIM, _MARK, _END = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"
_NEXT_LINE = "\x85\u2028\u2029"
_ENDLESS = re.compile(r"\S{1000,}")


def plain(text: str) -> str:
    """Text that cannot move the cursor, colour the screen or turn the writing direction."""
    kept = []
    for character in text:
        control = ord(character) < 32 or 127 <= ord(character) < 160 or character in _NEXT_LINE
        turns = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
        kept.append(
            "\ufffd" if control or turns or "\ud800" <= character <= "\udfff" else character
        )
    return "".join(kept)


def wrapped(text: str, indent: str = "") -> str:
    """The text wrapped to the terminal, at most 100 columns."""
    width = min(shutil.get_terminal_size((88, 24)).columns, 100)
    room = max(width - len(indent), 1)
    # `textwrap` cuts an endless word in time that grows with its square.
    cut = _ENDLESS.sub(lambda word: " ".join(_pieces(word[0], room)), plain(text))
    return textwrap.fill(
        cut, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _pieces(word: str, length: int) -> Iterable[str]:
    return (word[at : at + length] for at in range(0, len(word), length))


def bold(text: str) -> str:
    """Bold, where the output is a terminal that wants colour."""
    return _styled(text, _BOLD)


def dim(text: str) -> str:
    """Dim, where the output is a terminal that wants colour."""
    return _styled(text, _DIM)


def mark(text: str) -> str:
    """The colour of what is selected, where the output is a terminal that wants colour."""
    return _styled(text, _MARK)


def _styled(text: str, style: str) -> str:
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return f"{style}{text}{_END}" if coloured and text else text
