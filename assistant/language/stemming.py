"""From a folded word to what its forms have in common, by its language or else its script."""

import re
from collections.abc import Callable
from functools import cache

import Stemmer

from assistant.language.folding import UNSPACED, bare, script_of, unpointed

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    # By the nearest relative, behind a dictionary where there is one.
    "be": "russian", "bg": "russian", "bs": "serbian", "hr": "serbian", "lv": "lithuanian",
    "mk": "russian", "mr": "hindi", "sk": "czech", "sl": "serbian", "uk": "russian",
}  # fmt: skip
"""Snowball stemmer by ISO 639-1 code."""

DICTIONARIES = {
    "bg": "bg", "bs": "hbs", "he": "he", "hr": "hbs", "lv": "lv", "mk": "mk", "sk": "sk",
    "sl": "sl", "uk": "uk",
}  # fmt: skip
"""simplemma's dictionary, for languages that Snowball has no stemmer of its own for."""

UNSTEMMED = frozenset({"vi", "sw", "yo", "ha", "zu", "tl", "ms", "he", "ko", "ja", "zh", "th"})
"""Languages whose words have no endings, or none that a stemmer of another language knows."""

OWN_LETTERS = {
    "ca": "çàèéíïòóúü", "cs": "ěščřžýáíéůúťďňó", "de": "äöüß", "es": "ñáéíóúü", "et": "õäöüšž",
    "eu": "ñ", "fi": "äöå", "fr": "éèêëàâçùûüœîïôÿ", "ga": "áéíóú", "hr": "čćđšž", "bs": "čćđšž",
    "hu": "őűáéíóöüú", "it": "àèéìòóùî", "lt": "ėįųūąęčšž", "lv": "āēīūģķļņčšž", "da": "åæø",
    "nb": "åæø", "nn": "åæø", "no": "åæø", "pl": "ąćęłńóśźż", "pt": "ãõçáéíóúâêôàü",
    "ro": "ășțâîşţ", "sk": "ľščťžýáíéóúôĺŕäňď", "sl": "čšž", "sr": "čćđšž", "sv": "åäö",
    "tr": "ğışçöüâîû",
}  # fmt: skip
"""Letters with marks that are part of the language: in English `Čeferin` is `Ceferin`."""

_BY_SCRIPT = {
    "latin": "en", "cyrillic": "ru", "arabic": "ar", "devanagari": "hi", "greek": "el",
    "armenian": "hy", "tamil": "ta",
}  # fmt: skip
"""Whose stemmer is taken for words in a script that the language is not written in."""
_SCRIPTS = (
    dict.fromkeys(["be", "bg", "kk", "mk", "ru", "sr", "uk"], "cyrillic")
    | dict.fromkeys(["ar", "fa", "ur"], "arabic")
    | dict.fromkeys(["hi", "mr", "ne"], "devanagari")
    | {"el": "greek", "he": "hebrew", "hy": "armenian", "ta": "tamil"}
    | dict.fromkeys(["ko", "ja", "zh", "th", "km", "lo", "my"], "")
)
"""Script by language; Latin where none is named."""

_ARABIC_FRONT = re.compile("^(?:و?(?:ال|بال|كال|فال|لل)|و(?=.{3}))(?=.{2})")
_ARABIC_END = re.compile("(?<=.{2})(?:ها|ان|ات|ون|ين|يه|ه|ي)$")
"""Article, clitics and endings as in Larkey's light10 stemmer (2007)."""
_HEBREW_FRONT = re.compile("^(?:כש|ש(?=[הבל])|[והבל])(?=.{3})")
_HEBREW_END = re.compile("(?<=.{3})(?:יים|ים|ות|ה|ת)$")

_MOST_KEPT = 200_000
"""Words a language's memory holds before it starts afresh; about 40 MB."""

_Stem = Callable[[str], str]


class Memory(dict[str, tuple[str, ...]]):
    """Word to terms for one language; remembers what it has seen.

    A dictionary's own look-up is the fast path; only a new word costs a stemming.
    Threads may race to add a word: they add the same value.
    """

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        if UNSPACED.match(word):
            return _pairs(word)
        stem = (self._stem(word),)
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(word) <= 64:
            self[word] = stem
        return stem

    def _stem(self, word: str) -> str:
        if word.isdigit():
            return word
        script, language = script_of(word), self._language
        if language is None or _SCRIPTS.get(language, "latin") != script:
            language = _BY_SCRIPT.get(script)
        plain = unpointed(word)
        stem = plain if language is None else _stemmer(language)(plain)
        return bare(stem, script) or word


_memories: dict[str | None, Memory] = {}


def memory_of(language: str | None) -> Memory:
    """One memory for a language; regional codes (`pt-BR`) and unknown ones share."""
    code = (language or "").split("-")[0].split("_")[0].lower()
    known = code if code in STEMMERS or code in DICTIONARIES or code in UNSTEMMED else None
    if known not in _memories:
        _memories[known] = Memory(known)
    return _memories[known]


@cache
def _stemmer(language: str) -> _Stem:
    """From a word of a language, in its script, to its stem."""
    if language == "ar":
        return _then(_arabic, _snowball("ar"))
    steps = [_with_letters_of(language)] if _SCRIPTS.get(language, "latin") == "latin" else []
    if language in DICTIONARIES:
        steps.append(_hebrew if language == "he" else _dictionary(DICTIONARIES[language]))
    if language in STEMMERS:
        steps.append(_snowball(language))
    return _then(*steps)


def _then(*steps: _Stem) -> _Stem:
    def stem(word: str) -> str:
        for step in steps:
            word = step(word) or word
        return word

    return stem


def _snowball(language: str) -> _Stem:
    stem: _Stem = Stemmer.Stemmer(STEMMERS[language], 0).stemWord
    return stem


def _dictionary(name: str) -> _Stem:
    # Most libraries hold no such language: starting need not take the time of the import.
    from simplemma import lemmatize

    return lambda word: lemmatize(word, name).casefold()


def _with_letters_of(language: str) -> _Stem:
    """Letters of other alphabets lose their marks first: endings may hide behind them."""
    own = frozenset(OWN_LETTERS.get(language, ""))

    def plain(word: str) -> str:
        if word.isascii():
            return word
        return "".join(letter if letter in own else bare(letter, "latin") for letter in word)

    return plain


def _arabic(word: str) -> str:
    word = _ARABIC_FRONT.sub("", bare(word, "arabic"), count=1)
    return _ARABIC_END.sub("", _ARABIC_END.sub("", word))


def _hebrew(word: str) -> str:
    """Without `and`, `the`, `in`, `to` and `that`, one after the other, until it is known."""
    # Most libraries hold no Hebrew: starting need not take the time of the import.
    from simplemma import is_known, lemmatize

    while True:
        lemma, shorter = lemmatize(word, "he"), _HEBREW_FRONT.sub("", word)
        if lemma != word:
            return lemma
        if is_known(word, "he"):
            # `the women` is listed as a word of its own, and `women` is one of `woman`.
            inner = lemmatize(shorter, "he") if is_known(shorter, "he") else shorter
            return word if inner == shorter else inner
        if shorter == word:
            return _HEBREW_END.sub("", word)
        word = shorter


def _pairs(run: str) -> tuple[str, ...]:
    """Every character and every pair of neighbours."""
    if len(run) == 1:
        return (run,)
    return (*run, *(run[at : at + 2] for at in range(len(run) - 1)))
