"""Words to index terms: what the lexical index holds and a question is looked up by."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import Stemmer

from assistant.language.stop_words import likely_language, stop_words

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""Snowball stemmer by ISO 639-1 code."""

_SCRIPTS = (
    ("latin", "en", frozenset(STEMMERS) - {"ar", "el", "fa", "hi", "hy", "ne", "ru", "ta"}),
    ("cyrillic", "ru", frozenset({"ru"})),
    ("arabic", "ar", frozenset({"ar", "fa"})),
    ("devanagari", "hi", frozenset({"hi", "ne"})),
    ("greek", "el", frozenset({"el"})),
    ("armenian", "hy", frozenset({"hy"})),
    ("tamil", "ta", frozenset({"ta"})),
)
"""Script as in Unicode's character names, its stemmer by default, languages written in it."""

# Written without spaces: kana, Han, Hangul is spaced and left out; Thai, Lao, Myanmar, Khmer.
_UNSPACED = (
    "\u0e00-\u0e4e\u0e80-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3"
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Combining marks that `\w` leaves out although they are parts of words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0971-\u0dff"
    "\u0f71-\u0f84\u200c\u200d"
)
_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " ")
"""The marks of notes, which are no part of the word before them."""
_PLAIN = re.compile(r"[^\W_]+")
_WRITTEN = re.compile(f"[{_UNSPACED}]+|(?:(?![_{_UNSPACED}])[\\w{_MARKS}])+")
UNSPACED = re.compile(f"[{_UNSPACED}]")
"""A character of a script that is written without spaces."""
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_FOLDED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"}
)
_SAYING = frozenset(
    {"say", "says", "said", "saying", "mention", "mentions", "mentioned", "state", "stated"}
    | {"discussed", "written", "told", "heard", "reported", "noted", "anything", "something"}
)
_ABOUT = frozenset({"about", "on", "regarding", "concerning"})
_ASKING = frozenset(
    {"what", "who", "where", "how", "much", "is", "are", "was", "were", "has", "have", "had"}
    | {"been", "being", "there", "it", "they", "he", "she", "we", "does", "do", "did", "the"}
    | {"can", "could", "you", "please", "which", "anyone", "anything", "something"}
)
"""Words that stand before the verb of saying in a question that names a subject and no more."""
_MOST_KEPT = 200_000
"""Words a language's memory holds before it starts afresh; about 40 MB."""


def terms(text: str, language: str | None) -> list[str]:
    r"""The index terms of a text, in order and with repetitions.

    Compatibility characters and case are folded (NFKC, casefold); words are
    `\w+` with their combining marks, stemmed by Snowball for `language` (ISO
    639-1; where it is unknown or of another script, for the commonest language
    of the word's script), without diacritics. Scripts written without spaces
    give single characters and pairs. Numbers are kept; nothing is left out.
    """
    memory = _memory(language)
    found: list[str] = []
    for word in _words(_folded(text)):
        found += memory[word]
    return found


def question_terms(text: str, languages: Iterable[str | None]) -> list[str]:
    """The different terms to look a question up by, in order.

    A question may be in any of `languages`, those of the documents: every word
    gives the term of each. Stop words are left out unless nothing else is left.
    """
    languages = list(dict.fromkeys(languages)) or [None]
    memories = [_memory(language) for language in languages]
    spoken = _content(_unframed(_words(_folded(text))), languages)
    return list(dict.fromkeys(term for word in spoken for m in memories for term in m[word]))


def question_words(text: str, languages: Iterable[str | None]) -> list[frozenset[tuple[str, ...]]]:
    """The different words of a question, each as the terms that stand for it.

    A word is held by a text that has all terms of one of its tuples: there is one for each
    of `languages` in which it is stemmed otherwise. Stop words are left out as in
    `question_terms`.
    """
    languages = list(dict.fromkeys(languages)) or [None]
    memories = [_memory(language) for language in languages]
    spoken = _content(_unframed(_words(_folded(text))), languages)
    return list(dict.fromkeys(frozenset(m[word] for m in memories) for word in spoken))


def question_language(text: str, languages: Iterable[str | None] = ()) -> str | None:
    """The language a question is likely in, as an ISO 639-1 code; `None` when nothing tells.

    By its stop words, `languages` (of the documents) first among equals; else by its
    script, where that is not Latin.
    """
    words = _words(_folded(text))
    spoken = likely_language(words, languages)
    if spoken is not None:
        return spoken
    scripts = {script: default for script, default, _ in _SCRIPTS[1:]}
    for word in words:
        if UNSPACED.match(word):
            return "ja" if re.search("[\u3040-\u30ff]", text) else _unspaced_language(word)
        if _script(word) in scripts:
            return scripts[_script(word)]
    return None


def folded_words(text: str) -> list[str]:
    """The words of a text, folded but not stemmed, in order and with repetitions."""
    return _words(_folded(text))


def matched_words(asked: frozenset[str], text: str, language: str | None) -> tuple[str, ...]:
    """The words of `text`, as written there, whose terms are among those `asked` for.

    Each once, in the order of the text.
    """
    matching = _matching(asked, language)
    found: dict[str, str] = {}
    for written in dict.fromkeys(_WRITTEN.findall(text.translate(_RAISED))):
        for word in matching[written]:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


class _Matching(dict[str, tuple[str, ...]]):
    """Written word to those parts of it that were asked for; remembers what it has seen."""

    def __init__(self, asked: frozenset[str], language: str | None) -> None:
        super().__init__()
        self._asked = asked
        self._memory = _memory(language)

    def __missing__(self, written: str) -> tuple[str, ...]:
        parts = tuple(_matching_parts(written, self._asked, self._memory))
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(written) <= 64:
            self[written] = parts
        return parts


@lru_cache(maxsize=16)
def _matching(asked: frozenset[str], language: str | None) -> _Matching:
    return _Matching(asked, language)


def _matching_parts(written: str, asked: frozenset[str], memory: "_Memory") -> Iterator[str]:
    """The word itself when its term is asked for; of unspaced writing the stretches that are."""
    if not UNSPACED.match(written):
        word = _folded(written)
        if any(asked.issuperset(memory[part]) for part in _words(word)):
            yield written
        return
    covered = [False] * len(written)
    for at in range(len(written) - 1):
        if _folded(written[at : at + 2]) in asked:
            covered[at] = covered[at + 1] = True
    start = None
    for at, is_covered in enumerate([*covered, False]):
        if is_covered and start is None:
            start = at
        elif not is_covered and start is not None:
            yield written[start:at]
            start = None


def _content(words: list[str], languages: Iterable[str | None]) -> list[str]:
    """The words that are no stop words; all of them when there are no others."""
    stops = stop_words(words, languages)
    return [word for word in words if word not in stops] or words


def _unframed(words: list[str]) -> list[str]:
    """Without the verb of `what was said about …`: it tells what is asked, not about what."""
    for at in range(len(words) - 1):
        if words[at] in _SAYING and words[at + 1] in _ABOUT and words[at + 2 :]:
            return words[:at] + words[at + 1 :]
        if words[at] in _ASKING:
            continue
        break
    return words


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", text.translate(_RAISED)).casefold()


def _words(folded: str) -> list[str]:
    return (_PLAIN if folded.isascii() else _WRITTEN).findall(folded)


class _Memory(dict[str, tuple[str, ...]]):
    """Word to terms for one language; remembers what it has seen.

    A dictionary's own look-up is the fast path; only a new word costs a stemming.
    Threads may race to add a word: they add the same value.
    """

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._stemmers = {
            script: Stemmer.Stemmer(STEMMERS[language if language in written else default], 0)
            for script, default, written in _SCRIPTS
        }

    def __missing__(self, word: str) -> tuple[str, ...]:
        if UNSPACED.match(word):
            return _pairs(word)
        stem = (_stem(self._stemmers, word),)
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(word) <= 64:
            self[word] = stem
        return stem


_memories: dict[str | None, _Memory] = {}


def _memory(language: str | None) -> _Memory:
    """One memory for a language; regional codes (`pt-BR`) and unknown ones share."""
    code = (language or "").split("-")[0].split("_")[0].lower()
    known = code if code in STEMMERS else None
    if known not in _memories:
        _memories[known] = _Memory(known)
    return _memories[known]


def _unspaced_language(word: str) -> str:
    name = unicodedata.name(word[0], "").partition(" ")[0]
    return {"THAI": "th", "LAO": "lo", "MYANMAR": "my", "KHMER": "km"}.get(name, "zh")


def _stem(stemmers: dict[str, "Stemmer.Stemmer"], word: str) -> str:
    script = _script(word)
    if script == "arabic":
        word = _ARABIC_MARKS.sub("", word)
    stemmer = stemmers.get(script)
    stem = word if stemmer is None or word.isdigit() else stemmer.stemWord(word)
    if stem.isascii():
        return stem or word
    if script in ("latin", "greek"):
        stem = unicodedata.normalize(
            "NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", stem))
        )
    return stem.translate(_FOLDED) or word


def _script(word: str) -> str:
    if word.isascii():
        return "latin"
    return unicodedata.name(word[0], "").partition(" ")[0].lower()


def _pairs(run: str) -> tuple[str, ...]:
    """Every character and every pair of neighbours."""
    if len(run) == 1:
        return (run,)
    return (*run, *(run[at : at + 2] for at in range(len(run) - 1)))
