"""Which language a text is in: its script first, then its most frequent small words."""

import re
import unicodedata
from collections import Counter

from assistant.language.function_words import FUNCTION_WORDS

_SCRIPTS = {
    "HANGUL": "ko",
    "THAI": "th",
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "ETHIOPIC": "am",
    "TIBETAN": "bo",
}
_FAMILIES = {
    "CYRILLIC": ("ru", "uk", "be", "bg", "mk", "sr", "kk"),
    "ARABIC": ("ar", "fa", "ur"),
    "DEVANAGARI": ("hi", "mr", "ne"),
}
_MOSTLY_FIRST = (_FAMILIES["ARABIC"], _FAMILIES["DEVANAGARI"])
_LEAST = 0.5
"""Weighted function words below which a text tells nothing: one shared by two languages."""

_LATIN = tuple(
    language
    for language in FUNCTION_WORDS
    if language != "el" and not any(language in family for family in _FAMILIES.values())
)
_LETTERS = {
    "kk": "әғқңөұүһі",
    "uk": "їєґі",
    "be": "ўі",
    "sr": "ђћџјљњ",
    "mk": "ѓќѕјљњ",
    "bg": "ъщ",
    "ru": "ыэъё",
    "fa": "پچژگکی",
    "ur": "ٹڈڑںےہھ",
    "de": "äöüß",
    "fr": "éèêàçùœî",
    "es": "ñáéíóú",
    "pt": "ãõçáéêâó",
    "it": "àèéìòù",
    "sv": "åäö",
    "da": "åæø",
    "no": "åæø",
    "fi": "äö",
    "et": "õäöü",
    "pl": "ąćęłńóśźż",
    "cs": "ěščřžýáíéůťďň",
    "sk": "ľščťžýáíéôĺŕäň",
    "sl": "čšž",
    "hr": "čćđšž",
    "ro": "ășțâîşţ",
    "hu": "őűáéíóöüú",
    "tr": "ğışçöü",
    "vi": "đơưạảấầẩậắằặẹếềểệịọốồổộớờợụứừựỳ",
    "ca": "çàèéíòóúï",
    "lt": "ėįųūąęčšž",
    "lv": "āēīūģķļņčšž",
}
_SIGNS = "\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(rf"[^\W\d_][\w{_SIGNS}]*(?:['’][^\W\d_]+)?")
"""Words with their vowel signs, which `\\w` leaves out."""

_SAMPLE = 20_000
"""Characters looked at: three stretches of the text are enough."""


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language most of a text is in; `None` where nothing tells.

    A script used by one language decides by itself; otherwise the language with
    the largest share of function words, helped by the letters that only some
    alphabets have. One word or two are not enough.
    """
    sample = _sample(text)
    script = _script(sample)
    if script in ("HIRAGANA", "KATAKANA"):
        return "ja"
    if script == "CJK":
        return "zh"
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    family = _FAMILIES.get(script, _LATIN if script == "LATIN" else ())
    return _by_words(sample, family)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _script(sample: str) -> str:
    """The script of most letters; a tenth of kana makes Chinese characters Japanese."""
    scripts: Counter[str] = Counter()
    for letter, times in Counter(sample).items():
        if letter.isalpha():
            scripts[unicodedata.name(letter, "?").partition(" ")[0]] += times
    if not scripts:
        return ""
    script = scripts.most_common(1)[0][0]
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if script == "CJK" and kana * 10 > scripts["CJK"]:
        return "HIRAGANA"
    return script


def _by_words(sample: str, languages: tuple[str, ...]) -> str | None:
    words = Counter(_WORD.findall(sample.casefold()))
    total = sum(words.values())
    if not total or not languages:
        return None
    letters = Counter(sample.casefold())
    scores = {
        language: _share(words, language, total) + _spelling(letters, language, total, languages)
        for language in languages
    }
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    hits = scores[best] * total
    if hits < _LEAST or (total > 12 and scores[best] < 0.06) or scores[best] == scores[second]:
        # Arabic script and Devanagari are mostly in the first of their languages.
        return languages[0] if languages in _MOSTLY_FIRST else None
    return best


def _share(words: Counter[str], language: str, total: int) -> float:
    """Share of function words, a word that few languages have counting more."""
    return (
        sum(
            times * _WEIGHTS[word]
            for word, times in words.items()
            if word in FUNCTION_WORDS[language]
        )
        / total
    )


def _spelling(
    letters: Counter[str], language: str, total: int, languages: tuple[str, ...]
) -> float:
    """Letters of its own speak for a language, letters it does not have against it."""
    own = set(_LETTERS.get(language, ""))
    foreign = {letter for name in languages for letter in _LETTERS.get(name, "")} - own
    gain = sum(letters[letter] for letter in own)
    loss = sum(letters[letter] for letter in foreign)
    return 0.1 * (gain - loss) / total


def _weights() -> dict[str, float]:
    owners = Counter(word for words in FUNCTION_WORDS.values() for word in words)
    return {word: 1.0 if count == 1 else 1.5 / (count + 1) for word, count in owners.items()}


_WEIGHTS = _weights()
