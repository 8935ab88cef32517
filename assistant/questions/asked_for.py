"""What kind of thing a question asks for, as far as its words give it away."""

import re
from collections.abc import Mapping
from enum import StrEnum

from assistant.language.endings import is_question
from assistant.language.folding import western_digits
from assistant.questions.asking_words import (
    AMOUNTS,
    AMOUNTS_WITHIN,
    DATES,
    MEASURES,
    OPENING,
    PERSONS,
    PLACES,
    YES_OR_NO,
)

_DIGITS = r"\d(?:[\d.,]*\d)?"
_HAN_NUMERALS = "[一二三四五六七八九十百千万億亿]+"
_NUMERALS = (
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundreds?|thousands?|millions?"
    r"|half|twice|once"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|hundert|tausend|millionen?"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil|millones"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|cent|mille|millions"
    r"|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|сто|тысяч\w*|миллион\w*"
    r"|اثنان|ثلاث[ةه]?|أربع[ةه]?|خمس[ةه]?|ست[ةه]?|سبع[ةه]?|ثماني[ةه]?|تسع[ةه]?|عشر[ةه]?"
    r"|مئ[ةه]|مائ[ةه]|ألف|آلاف|مليون|ملايين)\b"
)
_NUMBER = re.compile(f"{_DIGITS}|{_HAN_NUMERALS}|{_NUMERALS}", re.IGNORECASE)


def _any_of(table: Mapping[str, str], *further: str) -> str:
    """One of the words of any language, whole."""
    return rf"(?:{'|'.join((*table.values(), *further))})"


# `WHO guidelines` names an organisation.
_NO_BODY = r"(?!(?-i:WHO [^a-z]*[a-z]))"
_ENDS = r"(?![^\W\u3040-\u30ff\u4e00-\u9fff])"
"""No letter follows; behind a Chinese or Japanese word one may."""
_WHEN = OPENING + _any_of(DATES) + _ENDS
_WHO = OPENING + _NO_BODY + _any_of(PERSONS) + _ENDS
_PLACE = OPENING + _any_of(PLACES)
_AMOUNT = rf"\b{_any_of(AMOUNTS)}\b|{AMOUNTS_WITHIN}"
_HOW_MANY = rf"{_AMOUNT}|{OPENING}{_any_of(MEASURES)}\b"
_DATE = rf"\b{_any_of(DATES)}{_ENDS}"
_YES_NO = OPENING + _any_of(YES_OR_NO)


class AskedFor(StrEnum):
    """What an answer must give."""

    SAID = "said"
    """What was said of a subject: whatever asks for nothing more exact."""
    WHO = "who"
    WHEN = "when"
    HOW_MANY = "how_many"
    """A number of things, or a measure of one."""
    PLACE = "place"
    """Where in the documents it stands."""
    YES_NO = "yes_no"


def asked_for(question: str) -> AskedFor:
    """What a question asks for; `SAID` where its words do not tell."""
    # The patterns are compiled, and kept by `re`, when first wanted: starting need not take that.
    if re.match(_PLACE, question, re.IGNORECASE | re.DOTALL):
        return AskedFor.PLACE
    if re.match(_WHEN, question, re.IGNORECASE):
        return AskedFor.WHEN
    if re.match(_WHO, question, re.IGNORECASE):
        return AskedFor.WHO
    if re.search(_HOW_MANY, question, re.IGNORECASE):
        return AskedFor.HOW_MANY
    if re.match(_YES_NO, question, re.IGNORECASE) and is_question(question):
        return AskedFor.YES_NO
    return AskedFor.SAID


def wants_number(question: str) -> bool:
    """Whether a number answers a question, or a date, wherever in it that is asked for."""
    return bool(re.search(f"{_AMOUNT}|{_DATE}", question, re.IGNORECASE))


def has_other_number(sentence: str, question: str) -> bool:
    """Whether a sentence holds a number that is not the question's own."""
    asked = western_digits(question).casefold()
    numbers = _NUMBER.finditer(western_digits(sentence))
    return any(number[0].casefold() not in asked for number in numbers)
