"""One wording for every text: composed characters, plain spaces, nothing invisible."""

import re
import unicodedata

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_INVISIBLE = (
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction marks
)
_CONTROLS = [chr(c) for c in (*range(9), *range(14, 32), *range(127, 160)) if c != 0x85]
_TABLE = str.maketrans(
    {**LIGATURES, **dict.fromkeys(_INVISIBLE, ""), **dict.fromkeys(_CONTROLS, "")}
)
_UNUSUAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\uffff\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789+-()n", f"{RAISED_DIGITS}⁺⁻⁽⁾ⁿ")
_LEVEL = str.maketrans(RAISED_DIGITS, "0123456789")


def composed(text: str) -> str:
    """NFC, ligatures spelled out, without invisible and control characters; spacing is kept."""
    if not _UNUSUAL.search(text):
        return text
    text = _SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def normalised(text: str) -> str:
    """Composed, and every run of white space one space; none at either end."""
    return " ".join(composed(text).split())


def raised(text: str) -> str:
    """Digits as superscript digits, so that a note's number stays apart from its word."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Superscript digits as plain ones."""
    return text.translate(_LEVEL)
