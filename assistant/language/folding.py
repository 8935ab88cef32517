"""One form for every way of writing a word: case, widths, digits, marks, and where words part."""

import re
import unicodedata

# Written without spaces: Han, kana, Thai, Lao, Myanmar, Khmer; Hangul, whose particles are
# written to their word, is looked up by its pairs too.
_UNSPACED = (
    "\u0e00-\u0e4e\u0e80-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3"
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Combining marks that `\w` leaves out although they are parts of words.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0971-\u0dff"
    "\u0f71-\u0f84\u200c\u200d"
)
RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " ")
"""The marks of notes, which are no part of the word before them."""
_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐"
DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)} | str.maketrans(
    {"٫": ".", "٬": ",", "٪": "%"}
)
"""Digits of other scripts, and what stands between them, as European ones; NFKC has the rest."""
_REWRITTEN = RAISED | DIGITS | str.maketrans({"İ": "i", "׳": "", "״": ""})
"""The capital İ would fold to an i and a mark of its own; Hebrew's two signs stand within words."""
_PLAIN = re.compile(r"[^\W_]+")
WRITTEN = re.compile(f"[{_UNSPACED}]+|(?:(?![_{_UNSPACED}])[\\w{MARKS}])+")
"""A word, or a run of a script without spaces."""
UNSPACED = re.compile(f"[{_UNSPACED}]")
"""A character of a script that is written without spaces."""
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_UNWRITTEN = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c\u200c\u200d]"
)
"""Vowel points, nuktas and joiners, which are mostly left out: written or not is one word."""
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d", "þ": "th"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"}
    | {"\u0901": "\u0902"}
)


def folded(text: str) -> str:
    """A text in small letters and plain digits, compatibility forms resolved (NFKC)."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", text.translate(_REWRITTEN)).casefold()


def western_digits(text: str) -> str:
    """A text with the digits of every script as European ones; nothing else is changed.

    As long as it was: a place in one is the same place in the other.
    """
    return text if text.isascii() else text.translate(DIGITS)


def words_of(folded_text: str) -> list[str]:
    """The words of a folded text; a run without spaces is one."""
    return (_PLAIN if folded_text.isascii() else WRITTEN).findall(folded_text)


def script_of(word: str) -> str:
    """The script of a word's first letter, as in Unicode's character names: `latin`."""
    if word.isascii():
        return "latin"
    return unicodedata.name(word[0], "").partition(" ")[0].lower()


def bare(word: str, script: str) -> str:
    """A folded word without the marks and variants of letters that writers leave out."""
    if word.isascii():
        return word
    if script in ("latin", "greek"):
        word = unicodedata.normalize(
            "NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", word))
        )
    return word.translate(_LETTERS)


def unpointed(word: str) -> str:
    """A folded word without vowel points, nuktas and joiners."""
    return word if word.isascii() else _UNWRITTEN.sub("", word)
