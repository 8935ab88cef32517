"""Words that every text has and no question is about, folded, by language.

Function words (`function_words.py`) are the frequent ones, which tell a language
and the beginning of a sentence; they hold words that a question may well be
about (`after`, `années`, `selon`). Stop words are those of them that say nothing
of a subject, and the rarer ones that do not either: more pronouns and question
words, and the letters that are left of elided words.
"""

from collections.abc import Iterable, Sequence

from assistant.language.function_words import STOPPING, word_set

_FURTHER = {
    "en": "a am any being doing her hers him nor ours s shall so t them then those whom whose "
    "yours",
    "de": "bin da dies diesem diesen du hatte in ja ob uns vom waren weil wurden",
    "fr": "cet comment d de eu fut j l lui ma me mes mon n nos notre qu quel quelle quelles quels "
    "s t ta te tes toi ton tu vos votre y à",
    "es": "a cual cuales ellas esa ese eso esto fueron les quien si te tu unas unos",
    "it": "a alle chi cosa ed fu l quale quali quanto su uno",
    "pt": "aos era essa esse há porque quais quanto sem",
    "nl": "der hoe wanneer waarom welke werd zij",
    "ru": "а без бы да какая какие какой каком ли него нет об чем",
    "ar": "الى ان ماذا متى أين اين كيف كم لماذا اي الذين تلك و او لن",
    "hi": "क्या कौन कब कहाँ कैसे क्यों कितने कितना कितनी किस किसने ये उस साथ हुआ हुई हुए गई गए",
    "zh": "的 了 是 在 和 与 吗 呢",
}
"""Stop words that are no function words."""

STOP_WORDS = {
    language: word_set(words) | STOPPING.get(language, frozenset())
    for language, words in _FURTHER.items()
}
"""By ISO 639-1 code, casefolded as written."""


def likely_language(words: Sequence[str], languages: Iterable[str | None] = ()) -> str | None:
    """The language with most stop words among these folded words; `None` when there are none.

    A tie goes to one of `languages`, then to the order of the table.
    """
    preferred = [language for language in languages if language in STOP_WORDS]
    found = {
        language: sum(map(STOP_WORDS[language].__contains__, words)) for language in STOP_WORDS
    }
    best = max([*preferred, *STOP_WORDS], key=found.__getitem__)
    return best if found[best] else None


def stop_words(words: Sequence[str], languages: Iterable[str | None] = ()) -> frozenset[str]:
    """The stop words of the language that these folded words are most likely in.

    Of one language only: the German `war` must not be taken out of `the war`.
    """
    language = likely_language(words, languages)
    return STOP_WORDS[language] if language else frozenset()
