"""Symbols that documents are cited by: `A/HRC/25/66/Add.1`, `S/RES/2776 (2025)`."""

import re

_DASHES = re.compile("[‐‑‒–—−]")
_PART = r"(?:[A-Z0-9][A-Za-z0-9.]*(?:\-\d+)?)"
SYMBOL = re.compile(
    rf"(?<![\w/])[A-Z]{{1,6}}(?:/{_PART})+(?: ?\(\d{{4}}\))?(?:/(?:Rev|Add|Corr)\.\d+)*(?<![.\-])",
    re.ASCII,
)
"""A symbol in running text; whoever uses it asks for a digit, which `TCP/IP` has not."""
_ORGANS = ("A", "S", "E", "T", "ST")
"""What the symbols of principal organs begin with; others have three parts at least."""
_TOGETHER = re.compile(r"-(?=[A-Z]{1,6}/)")


def symbols_in(text: str) -> list[str]:
    """The symbols in a text, in order; two that hyphens join, `E/2025/42-E/CN.18/2025/7`, apart."""
    words = _TOGETHER.sub(" ", _DASHES.sub("-", text))
    return [found[0] for found in SYMBOL.finditer(words) if is_symbol(found[0])]


def is_symbol(text: str) -> bool:
    """Whether it has the parts of one: a digit, and an organ or three parts."""
    parts = text.split("/")
    has_digit = any(character.isdigit() for character in text)
    return has_digit and (len(parts) > 2 or (len(parts) == 2 and parts[0] in _ORGANS))


def symbol_key(text: str) -> str:
    """Equal for ways to write one symbol: `a 80 36`, `A/80/36`, `A_80_36`; the year apart."""
    folded = _DASHES.sub("-", text).casefold()
    return "/".join(re.findall(r"[^\W_]+(?:[.\-][^\W_]+)*", re.sub(r"\(\d{4}\)", " ", folded)))
