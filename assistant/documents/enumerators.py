"""Numbers, letters and bullet signs that a paragraph's words begin with.

Of text alone less is sure than of a printed page (`pdf/marks.py`): a letter
beyond `h` may be an initial, a number wants words behind it that are no date
and no amount.
"""

import re
from typing import NamedTuple

from assistant.documents.document import Block, Kind
from assistant.documents.traced import Edit, Traced
from assistant.language.abbreviations import MONTHS
from assistant.language.numerals import COUNT, DRAWN_BULLETS, SMALL_ROMAN

SIGNS = f"{DRAWN_BULLETS}∙·"
"""Signs that are nothing but bullets; dashes and asterisks are bullets before a space."""

_SIGN = re.compile(rf"(?P<sign>[{SIGNS}]|[-–—*](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,4})(?P<stop>\.)?\s+(?P<next>\S)")
_GLUED = re.compile(rf"({COUNT})\.(?=[^\W\d_])")
_BRACKETED = re.compile(
    rf"(?P<mark>[(\[]?(?:{COUNT}|[a-z]{{1,2}}|{SMALL_ROMAN}|[A-Z])[)\]])\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<mark>(?:[ivxl]{1,6}|[IVXL]{2,6}|[a-h])\.)\s+(?=[^\W\d_])")
_MONTH = re.compile(r"[^\W\d_]+")


class Enumerator(NamedTuple):
    """What counts or marks a paragraph; `end` is where its words begin."""

    end: int
    number: str | None = None
    """`37`, `131.105`: numbers a paragraph is cited by."""
    bullet: str | None = None
    """`(b)`, `iv.`, `•`: marks of a list item."""
    sign: bool = False
    """It is a drawn sign, which is not text."""


def enumerator_of(text: str) -> Enumerator | None:
    """The enumerator that a text begins with; `None` for plain words, dates and quantities."""
    sign = _SIGN.match(text)
    if sign:
        return Enumerator(sign.end(), bullet=sign["sign"], sign=True)
    number = _NUMBER.match(text)
    if number and _numbers_a_paragraph(text, number):
        return Enumerator(number.start("next"), number=number["number"])
    glued = _GLUED.match(text)
    if glued and begins_glued(text, glued.end()):
        return Enumerator(glued.end(), number=glued[1])
    listed = _BRACKETED.match(text) or _LETTER.match(text)
    if listed:
        return Enumerator(listed.end(), bullet=listed["mark"])
    return None


def _numbers_a_paragraph(text: str, number: re.Match[str]) -> bool:
    """`37. The` and `2.1 Scope`, but not `8.000 Truppen`, `3. Mai` or `2.5 million`."""
    parts = number["number"].split(".")
    if not number["stop"] and (len(parts) == 1 or _quantity(parts)):
        return False
    following = number["next"]
    if following.islower() or (following.isdigit() and number["stop"] and len(parts) == 1):
        return False
    word = _MONTH.match(text, number.start("next"))
    return word is None or word[0].lower() not in MONTHS or len(parts) > 1


def begins_glued(text: str, at: int) -> bool:
    """Whether the word at this place begins a sentence: `208.The practice`.

    Not `3.Mai`, `2.a` or the initials of `1.A.`
    """
    word = _MONTH.match(text, at)
    if word is None or word[0][0].islower() or word[0].lower() in MONTHS:
        return False
    return text[word.end() : word.end() + 1] != "." and len(text) > word.end()


def _quantity(parts: list[str]) -> bool:
    return parts[-1] == "000" or (len(parts[-1]) == 3 and len(parts[0]) < 3) or parts[0] == "0"


def marked(
    given: str | Traced, kind: Kind = Kind.PARAGRAPH, *, level: int = 0, page: int | None = None
) -> Block | None:
    """A block of these words with the mark they begin with; `None` without a character."""
    words = (Traced(given) if isinstance(given, str) else given).normalised()
    if not words.text:
        return None
    marking = kind in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.FOOTNOTE)
    mark = enumerator_of(words.text) if marking else None
    if mark is None:
        return Block(kind, words.text, level=level, page=page, repairs=words.repairs)
    if mark.bullet and kind is Kind.PARAGRAPH:
        kind, level = Kind.LIST_ITEM, max(level, 1)
    if mark.sign:
        words = words.rewritten([Edit(0, mark.end, "")])
    return Block(
        kind,
        words.text,
        number=mark.number,
        bullet=mark.bullet,
        mark_end=0 if mark.sign else mark.end,
        level=level,
        page=page,
        repairs=words.repairs,
    )
