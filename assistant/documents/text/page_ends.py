"""How the text of a page ends: with the page's number, or in the middle of a sentence."""

import re
from typing import NamedTuple

from assistant.language.function_words import word_set

_FOLIO = re.compile(r"(?P<word>\S+)\s+(?P<number>\d{1,4})$")
_NEEDS_NUMBER = word_set(
    "year years day days month age jahr jahre jahren an année années ans año años год году годах "
    "para para. paras paras. paragraph paragraphs no no. nos nos. nr nr. page pages p. pp. "
    "art art. article articles section sections rule resolution chapter item items table "
    "figure fig. annex appendix part session day volume vol. number about around over under "
    "nearly almost only than least most approximately in of and or to by from at for with "
    "until till since before after between were was are is the a an to age aged some all "
    "other another first last next past every per plus minus times von bis und oder seit im "
    "in um etwa rund nur nach vor ab auf als mit absatz abs. seite s. artikel ziffer kapitel "
    "de en à et ou depuis environ page article numéro n° plus que paragraphe alinéa chapitre "
    "del desde hasta y o a unos unas página artículo párrafo número capítulo в с до и или от "
    "около более на по за из п. ст. стр. № пункт статья страница"
)
_END_MARK = re.compile(r"[.!?:;…。！？؟۔।][\"'”’»)\]]*(?:\[\d+\]|[¹²³⁰⁴-⁹]+|\d{1,3})?$")
_TAIL = 60
_SENTENCE = 60
"""Characters below which a number at the end belongs to the words."""


class Folio(NamedTuple):
    """A page's printed number and the words in front of it."""

    number: str
    text: str


def trailing_folio(text: str) -> Folio | None:
    """The page number at the end of an interrupted sentence or behind its full stop.

    `None` after words that ask for a number (`para.`, `in`, `by`, `of`), after a
    capitalised word (`Windows 11`) and in short texts.
    """
    # Only the end is searched: `\S+` tried at every place of a long word takes hours.
    tail = max(0, len(text) - _TAIL)
    found = _FOLIO.search(text, tail) if len(text) >= _SENTENCE else None
    if found is None:
        return None
    word, number = found["word"], found["number"]
    if word.lower() in _NEEDS_NUMBER or word[:1].isupper() or number.startswith("0"):
        return None
    if not (word[-1].isalpha() or word[-1] in '.!?”"’,;)'):
        return None
    return Folio(number, text[: found.start("number")].rstrip())


def is_cut_short(text: str) -> bool:
    """Whether the text stops before its sentence does: many words, no final mark."""
    if _END_MARK.search(text, max(0, len(text) - _TAIL)) or len(text.split(maxsplit=8)) < 8:
        return False
    return (
        text[-1].islower()
        or text[-1] in ",-–"
        or (text[-1].isalpha() and text[-1:] != text[-1:].upper())
    )
