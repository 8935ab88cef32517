"""Words to index terms: what the lexical index holds and a question is looked up by."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from assistant.language.detection import question_language
from assistant.language.folding import (
    RAISED,
    UNSPACED,
    WRITTEN,
    folded,
    words_of,
)
from assistant.language.function_words import FUNCTION_WORDS
from assistant.language.names import asked_sounds, sounds_of
from assistant.language.stemming import Memory, memory_of
from assistant.language.stop_words import (
    ABOUT,
    ASKING,
    SAYING,
    SUBJECT_FIRST,
    VERB_LAST,
    asking_runs,
    stop_words,
)

Form: TypeAlias = tuple[str, ...]
"""Terms that stand for a word together."""

_MOST_KEPT = 200_000
"""Words a question's memory of matches holds before it starts afresh."""


def terms(text: str, language: str | None) -> list[str]:
    r"""The index terms of a text, in order and with repetitions.

    Compatibility characters and case are folded (NFKC, casefold); words are
    `\w+` with their combining marks, stemmed by Snowball for `language` (ISO
    639-1; where it is unknown or of another script, for the commonest language
    of the word's script), without diacritics. Scripts written without spaces
    give single characters and pairs. Numbers are kept; nothing is left out.
    """
    memory = memory_of(language)
    found: list[str] = []
    for word in words_of(folded(text)):
        found += memory[word]
    return found


def question_terms(text: str, languages: Iterable[str | None]) -> list[str]:
    """The different terms to look a question up by, in order.

    A question may be in any of `languages`, those of the documents: every word
    gives the term of each. Stop words are left out unless nothing else is left.
    """
    languages = list(dict.fromkeys(languages)) or [None]
    memories = [memory_of(language) for language in languages]
    spoken = _content(text, languages)
    return list(dict.fromkeys(term for word in spoken for m in memories for term in m[word]))


def question_names(text: str) -> list[str]:
    """The sounds of the different names in a question, in order."""
    written = WRITTEN.findall(text.translate(RAISED))
    return list(dict.fromkeys(sound for word in written for sound in asked_sounds(word)))


def question_words(text: str, languages: Iterable[str | None]) -> list[tuple[Form, ...]]:
    """The different words of a question, each as the terms that stand for it.

    A word is held by a text that has all terms of one of its forms: there is one for each
    of `languages` in which it is stemmed otherwise, and one for each sound of a name. Stop
    words are left out as in `question_terms`.
    """
    languages = list(dict.fromkeys(languages)) or [None]
    memories = [memory_of(language) for language in languages]
    sounds = {folded(word): asked_sounds(word) for word in WRITTEN.findall(text)}
    return list(
        dict.fromkeys(
            tuple(dict.fromkeys([*(m[word] for m in memories), *zip(sounds.get(word, ()))]))
            for word in _content(text, languages)
        )
    )


def folded_words(text: str) -> list[str]:
    """The words of a text, folded but not stemmed, in order and with repetitions."""
    return words_of(folded(text))


def matched_words(asked: frozenset[str], text: str, language: str | None) -> tuple[str, ...]:
    """The words of `text`, as written there, whose terms or sounds are among those `asked` for.

    Each once, in the order of the text.
    """
    matching = _matching(asked, language)
    found: dict[str, str] = {}
    for written in dict.fromkeys(WRITTEN.findall(text.translate(RAISED))):
        for word in matching[written]:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


class _Matching(dict[str, tuple[str, ...]]):
    """Written word to those parts of it that were asked for; remembers what it has seen."""

    def __init__(self, asked: frozenset[str], language: str | None) -> None:
        super().__init__()
        self._asked = asked
        self._memory = memory_of(language)

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


def _matching_parts(written: str, asked: frozenset[str], memory: Memory) -> Iterator[str]:
    """The word itself when its term is asked for; of unspaced writing the stretches that are."""
    if not UNSPACED.match(written):
        parts = words_of(folded(written))
        if any(asked.issuperset(memory[part]) for part in parts) or not asked.isdisjoint(
            sounds_of(written)
        ):
            yield written
        return
    covered = [False] * len(written)
    for at in range(len(written) - 1):
        if folded(written[at : at + 2]) in asked:
            covered[at] = covered[at + 1] = True
    start = None
    for at, is_covered in enumerate([*covered, False]):
        if is_covered and start is None:
            start = at
        elif not is_covered and start is not None:
            yield written[start:at]
            start = None


def _content(text: str, languages: Sequence[str | None]) -> list[str]:
    """The words that are no stop words; all of them when there are no others."""
    language = question_language(text, languages)
    words, stops, asking = words_of(folded(text)), stop_words(language), asking_runs(language)
    if asking is not None:
        parted = [words_of(asking.sub(" ", word)) for word in words]
        words = [part for parts in parted for part in parts] or words
    spoken = _unframed(words, language)
    return [word for word in spoken if word not in stops] or spoken


def _unframed(words: list[str], language: str | None) -> list[str]:
    """Without the verb of `what was said about …`: it tells what is asked, not about what."""
    saying = SAYING.get(language or "en", frozenset())
    about = ABOUT.get(language or "en", frozenset())
    asking = saying | (ASKING if language in (None, "en") else _asking(language or ""))
    if language in SUBJECT_FIRST:
        ends = (at for at in range(1, len(words)) if words[at] in about)
        return next((words[:at] for at in ends if asking.issuperset(words[at + 1 :])), words)
    for at, word in enumerate(words[:-1]):
        if word in about and saying.intersection(words[:at]):
            return words[at + 1 :]
        if word in about and language in VERB_LAST and words[-1] in saying and words[at + 2 :]:
            return words[at + 1 : -1]
        if word not in asking:
            break
    return words


@cache
def _asking(language: str) -> frozenset[str]:
    """What may stand beside the verb of such a question."""
    return stop_words(language) | FUNCTION_WORDS.get(language, frozenset())
