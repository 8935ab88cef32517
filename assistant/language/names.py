"""How names sound: `Мария`, `Maria` and `Mariya` find each other, and `محمد` and `Mohammed`.

A name is written in Latin letters (anyascii) and reduced to what all spellings share. Scripts
that leave vowels out share consonants only, so a name in one of them is looked up by those.
"""

import re
from functools import lru_cache

from assistant.language.folding import (
    RAISED,
    UNSPACED,
    WRITTEN,
    bare,
    folded,
    script_of,
    unpointed,
)
from assistant.language.function_words import FUNCTION_WORDS
from assistant.language.stemming import memory_of

WHOLE, CONSONANTS, UNVOWELLED = "~", "^", "'"
"""What a sound begins with, so that it is no word: a whole name; its consonants where the name
has its vowels; and where the script leaves them out."""

_UNVOWELLED = frozenset({"arabic", "hebrew", "syriac"})
_WITHOUT_CAPITALS = _UNVOWELLED | {"devanagari", "bengali", "georgian", "tamil", "telugu"}
_SHORTEST, _FEWEST_CONSONANTS = 4, 3
_SPELLINGS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("shch|sch|tch|ch|sh|zh", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
        ("dh", "d"),
        ("ts|c(?=[eiy])", "s"), ("ck|q|c", "k"), ("x", "ks"), ("w", "v"), ("[yj]", "i"),
        ("ou|oo|ue", "u"), ("ee", "i"), ("ae", "a"), ("oe", "o"), ("[^a-z]", ""),
        (r"(.)\1+", r"\1"), ("(?<=[aeiou])h(?![aeiou])", ""),
    )
]  # fmt: skip
"""From the spelling of one language to that of none, in order."""
_TO_CONSONANTS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("[aeiou]", ""), ("p", "b"), ("v", "f"), ("z", "s"), ("g", "k"),
        (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_SPELT_OUT = str.maketrans({"č": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ś": "sh", "ž": "zh"})
_ARTICLE = re.compile("^و?(?:بال|كال|لل|ال|و)(?=.{3})")
_HALF_VOWELS = re.compile("[vwy]")
_STOPS = frozenset(word for words in FUNCTION_WORDS.values() for word in words)


def is_sound(term: str) -> bool:
    """Whether a term is the sound of a name, and no word."""
    return term[:1] in (WHOLE, CONSONANTS, UNVOWELLED)


def names_in(text: str) -> frozenset[str]:
    """The sounds of what may be names in a text: capitalised words, or all of a script without."""
    found: set[str] = set()
    for written in set(WRITTEN.findall(text.translate(RAISED))):
        found.update(sounds_of(written))
    return frozenset(found)


@lru_cache(maxsize=100_000)
def sounds_of(written: str) -> tuple[str, ...]:
    """The sounds that a word of a text is found by; none of a word that is no name."""
    return _sounds(written, {True: (UNVOWELLED,), False: (WHOLE, CONSONANTS)})


@lru_cache(maxsize=1_000)
def asked_sounds(written: str) -> tuple[str, ...]:
    """The sounds that a word of a question looks for."""
    return _sounds(written, {True: (CONSONANTS,), False: (WHOLE, UNVOWELLED)})


def _sounds(written: str, marks: dict[bool, tuple[str, ...]]) -> tuple[str, ...]:
    """The sounds of a name under the marks for scripts that leave vowels out, and for others."""
    script = _script_of_name(written)
    if script is None:
        return ()
    found: dict[str, None] = {}
    for word in _forms(folded(written), script):
        whole = _whole(word, script)
        consonants = _without_vowels(whole)
        for mark in marks[script in _UNVOWELLED]:
            if mark == WHOLE and len(whole) >= _SHORTEST:
                found[mark + whole] = None
            elif mark != WHOLE and len(consonants) >= _FEWEST_CONSONANTS:
                found[mark + consonants] = None
    return tuple(found)


def _forms(word: str, script: str) -> tuple[str, ...]:
    """A name, and in Russian what is left of it without the ending of its case."""
    if script in _UNVOWELLED:
        return (_ARTICLE.sub("", unpointed(word)),)
    return (word, *memory_of("ru")[word]) if script == "cyrillic" else (word,)


def _script_of_name(written: str) -> str | None:
    """The script of a word that may be a name; `None` of other words."""
    if UNSPACED.match(written) or not written[0].isalpha():
        return None
    script = script_of(written)
    if script not in _WITHOUT_CAPITALS and not (written[0].isupper() and len(written) >= _SHORTEST):
        return None
    return None if folded(written) in _STOPS else script


def _whole(word: str, script: str) -> str:
    """A name in Latin letters, without what spellings differ in."""
    latin = bare(word.translate(_SPELT_OUT), script)
    if not latin.isascii():
        # Most libraries and questions are in Latin letters: starting need not import it.
        from anyascii import anyascii

        latin = anyascii(latin).lower()
    if script in _UNVOWELLED:
        latin = _HALF_VOWELS.sub("", latin)
    for pattern, plain in _SPELLINGS:
        latin = pattern.sub(plain, latin)
    return latin


def _without_vowels(whole: str) -> str:
    for pattern, plain in _TO_CONSONANTS:
        whole = pattern.sub(plain, whole)
    return whole
