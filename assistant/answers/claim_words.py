"""The words of a claim and of a source, as they are compared."""

import re
from typing import NamedTuple

from assistant.citations.wording import Token, tokens
from assistant.language.folding import western_digits
from assistant.language.function_words import word_set
from assistant.language.terms import terms

_FREE = word_set("the a an also thus therefore moreover furthermore additionally")
"""English words that may come and go: articles, and adverbs that only join sentences. Other
languages have none: their articles tell who does what to whom."""

_CONTRACTED = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can"}
_ENDINGS = frozenset(("", "s", "es", "y", "ies"))
_BREAK = re.compile(r"[,;:()\[\]!?…—。，；：、！？（）]|\s[–-]\s")
_SIGN = re.compile(r"[<>≤≥±=≈~×÷≠]")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


class Word(NamedTuple):
    """A word as two sentences are compared by."""

    form: str
    stem: str
    broken: bool
    """Punctuation that bounds a clause stands before it."""
    is_name: bool
    """Capitalised although no sentence begins with it."""
    is_acronym: bool


def words_of(text: str, language: str | None) -> list[Word]:
    """The words that count, in order; contractions and unspaced writing are taken apart.

    Digits of other scripts are the same numbers.
    """
    text = western_digits(text)
    found: list[Word] = []
    broken, end = False, 0
    for token in tokens(text):
        between = text[end : token.start]
        broken = broken or bool(_BREAK.search(between))
        for sign in _SIGN.findall(between):
            found.append(Word(sign, sign, broken, is_name=False, is_acronym=False))
            broken = False
        is_name = text[token.start].isupper() and end > 0
        end = token.end
        if _is_free(token, language, is_name=is_name):
            continue
        is_acronym = token.end - token.start > 1 and text[token.start : token.end].isupper()
        for form in _forms(token.word):
            found.append(Word(form, _stem(form, language), broken, is_name, is_acronym))
            broken = False
    return found


def _is_free(token: Token, language: str | None, *, is_name: bool) -> bool:
    """Whether a word may come and go; the A of `hepatitis A` and the The of a name may not."""
    return language == "en" and token.word in _FREE and not is_name


def _forms(word: str) -> list[str]:
    if word == "cannot" or word.endswith("n't"):
        return [_CONTRACTED.get(word, word[:-3]), "not"]
    if _UNSPACED.search(word):
        return list(word)
    return ["%" if word == "percent" else word]


def _stem(form: str, language: str | None) -> str:
    """The stem in English; elsewhere endings tell who does what to whom, so nothing bends."""
    if language != "en" or not form.isalpha():
        return form
    return terms(form, language)[0]


def same(one: Word, other: Word) -> bool:
    """Whether two words are one but for case and an `-s`; names never bend."""
    if one.is_acronym != other.is_acronym and (one.is_name or other.is_name):
        return False
    if one.form == other.form:
        return True
    if one.is_name or other.is_name or one.stem != other.stem or not one.form.isalpha():
        return False
    return _is_inflected(one.form, other.form)


def _is_inflected(one: str, other: str) -> bool:
    """Whether only `-s` differs: `killing` and `killed` have one stem and say the opposite."""
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return {one[shared:], other[shared:]} <= _ENDINGS
