"""Which language a text is in: its script, its most frequent small words, and how it is spelt."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from assistant.language import spelling
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
"""Weighted function words below which words tell nothing: one shared by two languages."""
_BY_SPELLING = 0.5
"""What the model's probability counts beside the share of function words; of .3, .5 and 1 the
best over 5,800 paragraphs, sentences, questions and headings."""
_LEAST_LIKELY = 0.15
"""What both must come to together in a text."""
_LIKELY = 0.3
"""The same in a question."""
_CLEAR = 0.2
"""Words and letters that need no spelling, where no other language has half of it."""
_SEVERAL = 1.9
"""Weighted function words that this takes."""
_SURE = 0.3
"""Share of function words of the language expected at which nothing else is looked for."""
_FEW = 8
"""Words of a text too short to be in another language than what stands around it."""

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

    A script used by one language decides by itself; otherwise the share of function words,
    helped by the letters that only some alphabets have, and the probability that fastText's
    model gives the spelling.
    """
    return _likeliest(text, _LEAST_LIKELY)


def language_by_words(text: str) -> str | None:
    """The same by script and function words alone: noise has none, whatever it is spelt like."""
    sample = _sample(text)
    script = _script(sample)
    alone, family = _alone(script), _family(script)
    if alone is not None or not family:
        return alone
    scores, total = _scores(sample, family)
    best, second = sorted(family, key=lambda name: -scores[name])[:2]
    hits = scores[best] * total
    if hits < _LEAST or (total > 12 and scores[best] < 0.06) or scores[best] == scores[second]:
        # Arabic script and Devanagari are mostly in the first of their languages.
        return family[0] if family in _MOSTLY_FIRST else None
    return best


@lru_cache(maxsize=4_096)
def language_beside(text: str, expected: str | None) -> str | None:
    """The language of a paragraph of a document that is in the `expected` one.

    Another one than that only where the paragraph has words enough and says so: names,
    headings and lists are taken for what stands around them.
    """
    words = _WORD.findall(_sample(text).casefold())
    known = FUNCTION_WORDS.get(expected or "", frozenset())
    if known and sum(map(known.__contains__, words)) >= _SURE * len(words):
        return expected
    script = _script(_sample(text))
    if len(words) < _FEW and (expected is None or expected in _family(script)):
        return expected
    return detect_language(text) or expected


_SENTENCE = 5
"""Words from which a question is a text like any other."""


def question_language(text: str, languages: Iterable[str | None] = ()) -> str | None:
    """The language a question is in, as an ISO 639-1 code; `None` where nothing tells.

    Its words may fit several: `languages` (of the documents) come first among those. Two
    words that may be names must be spelt like one language and no other; of a whole sentence
    less is asked.
    """
    words = _WORD.findall(text.casefold())
    found = _likeliest(text, _LIKELY) if words else None
    if found is None and len(words) >= _SENTENCE:
        found = detect_language(text)
    if len(words) == 1 and found in _LATIN:
        return None
    fits = {
        language: sum(map(FUNCTION_WORDS[language].__contains__, words))
        for language in (found, *languages)
        if language in FUNCTION_WORDS
    }
    best = max(fits, key=fits.__getitem__, default=found)
    return best if fits.get(best or "", 0) > fits.get(found or "", 0) else found


def _likeliest(text: str, least: float) -> str | None:
    """The language that script, words and spelling tell together, if they tell so much."""
    sample = _sample(text)
    script = _script(sample)
    alone, family = _alone(script), _family(script)
    if alone is not None or not family:
        return alone
    scores, total = _scores(sample, family)
    if not total:
        return None
    first, second = sorted(family, key=lambda name: -scores[name])[:2]
    if scores[first] > max(_CLEAR, 2 * scores[second], _SEVERAL / total):
        return first
    likely = spelling.probabilities(sample)
    for language in family:
        scores[language] += _BY_SPELLING * likely.get(language, 0.0)
    best = max(family, key=scores.__getitem__)
    if scores[best] < least:
        # Arabic script and Devanagari are mostly in the first of their languages.
        return family[0] if family in _MOSTLY_FIRST else None
    return best


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


def _alone(script: str) -> str | None:
    """The language of a script that only one language is written in."""
    if script in ("HIRAGANA", "KATAKANA"):
        return "ja"
    return "zh" if script == "CJK" else _SCRIPTS.get(script)


def _family(script: str) -> tuple[str, ...]:
    """The languages that are written in a script."""
    return _FAMILIES.get(script, _LATIN if script == "LATIN" else ())


def _scores(sample: str, languages: tuple[str, ...]) -> tuple[dict[str, float], int]:
    """Function words and letters by language, as shares of all words; and how many those are."""
    words = Counter(_WORD.findall(sample.casefold()))
    total = sum(words.values())
    shares = _shares(words, frozenset(languages))
    spelt = _letters(Counter(sample.casefold()), languages)
    return {name: (shares[name] + spelt[name]) / max(total, 1) for name in languages}, total


def _shares(words: Counter[str], languages: frozenset[str]) -> Mapping[str, float]:
    """Function words by language, one that few languages have counting more."""
    shares: dict[str, float] = defaultdict(float)
    for word, times in words.items():
        owners = _OWNERS.get(word, ())
        worth = times * (1.0 if len(owners) == 1 else 1.5 / (len(owners) + 1))
        for language in owners:
            if language in languages:
                shares[language] += worth
    return shares


def _letters(letters: Counter[str], languages: tuple[str, ...]) -> dict[str, float]:
    """Letters of its own speak for a language, letters it does not have against it."""
    known = _known_letters(languages)
    present = {letter: times for letter, times in letters.items() if letter in known}
    if not present:
        return dict.fromkeys(languages, 0.0)
    return {
        name: 0.1 * sum(n if letter in own else -n for letter, n in present.items())
        for name, own in ((name, _LETTERS.get(name, "")) for name in languages)
    }


@cache
def _known_letters(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(_LETTERS.get(name, "") for name in languages))


def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for language, words in FUNCTION_WORDS.items():
        for word in words:
            owners.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in owners.items()}


_OWNERS = _owners()
