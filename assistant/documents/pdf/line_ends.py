"""How a printed line ends, and whether it had to: the next word may have fitted on it."""

import re

from assistant.documents.pdf.columns import PlacedLine
from assistant.language.abbreviations import BEFORE_NUMBER, NEVER_LAST

_STOP = re.compile(r"[.!?…:;。！？।؟۔:;][\"'”’»)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹*†]*[.\"'”’»)]*$")
FULL_STOP = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹*†]*[.\"'”’»)]*$")
GO_ON = re.compile(r"(?:\b(?:and|or|the|of|in|to|para|paras|No|Nos|see|and/or)\.?|[,–-])$")
"""Words and signs that want others after them."""

_NOT_LAST = (NEVER_LAST | BEFORE_NUMBER) - {"no", "art", "fig", "figs", "tab"}
_OPENERS = frozenset("「『（《〈【［“‘([")
_DAY = re.compile(r"(?:^|\s)\d{1,2}\.$")
_MONTH_AND_YEAR = re.compile(r"\d{1,2}\. ?\d{4}\b")


def ended(a: PlacedLine) -> bool:
    """The line ends in a mark that may end a paragraph: a stop, a colon, a semicolon."""
    return bool(_STOP.search(a.line.text)) and not _abbreviated(a.line.text)


def stopped(a: PlacedLine) -> bool:
    """The line ends in a mark that ends sentences."""
    return bool(FULL_STOP.search(a.line.text)) and not _abbreviated(a.line.text)


def _abbreviated(text: str) -> bool:
    """The stop belongs to an abbreviation that wants a word or a number after it."""
    return text.endswith(".") and text[text.rfind(" ") + 1 : -1].lstrip('(“"').lower() in _NOT_LAST


def has_room(a: PlacedLine, b: PlacedLine) -> bool:
    """The first word of `b` would have fitted at the end of `a`.

    An opening bracket or quotation mark never ends a line: it counts with what follows it.
    """
    words = b.line.words
    last = words[1] if words[0].text in _OPENERS and len(words) > 1 else words[0]
    width = abs(last.u1 - words[0].u0)
    return a.line.u1 + 0.3 * a.line.size + width < a.right - 0.2 * a.line.size


def after_speech(a: PlacedLine, b: PlacedLine) -> bool:
    """`“Are you coming?” – asked` over a line's end."""
    return a.line.text[-1] in "”»\"'“" and len(b.line.words) > 1 and b.line.words[1].text.islower()


def splits_a_date(a: PlacedLine, b: PlacedLine) -> bool:
    """`1. 9. 1939` over a line's end."""
    return bool(_DAY.search(a.line.text) and _MONTH_AND_YEAR.match(b.line.text))


def ended_early(a: PlacedLine, b: PlacedLine) -> bool:
    """There was room for the next word, and the text reads as if it ended there."""
    if not has_room(a, b) or a.line.soft:
        return False
    return ended(a) or (b.line.text[0].isupper() and not GO_ON.search(a.line.text))


def stopped_early(a: PlacedLine) -> bool:
    """The line ends well before its column does."""
    return stopped(a) and a.right - a.line.u1 > 3 * a.line.size
