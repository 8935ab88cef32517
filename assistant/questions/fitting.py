"""Whether words hold what a question asks for: a number of something, a date, a person, a time."""

import re
from functools import lru_cache

from assistant.documents.speakers.countries import country_named
from assistant.language.terms import terms
from assistant.questions.asked_for import AskedFor, has_other_number

_TIME = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|terms?"
    r"|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahre?n?|jours?|semaines?|mois|ans?"
    r"|années?|días?|semanas?|mes(?:es)?|años?|дн\w+|недел\w+|месяц\w+|лет|год\w*)"
)
_MONEY = (
    r"(?:[$€£¥]|USD|EUR|GBP|CHF|(?:US )?dollars?|euros?|pounds?|francs?|franken|yen|rubles?"
    r"|per cent of|cents?|dólares|доллар\w*|евро)"
)
_SHARE = (
    r"(?:%|per ?cent|percent(?:age)?|prozent|pour cent|por ciento|процент\w*|half|third|quarter)"
)
_DATED = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\b\d{1,2}(?:st|nd|rd|th|\.)? (?:of )?[^\W\d_]{3,}\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|januar|februar|märz|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre)\b|\d年|\d月",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:must|shall|should|can|may|has to|have to|needs? to|due|deadline|muss|müssen|soll"
    r"|dürfen|darf|doit|doivent|peut|debe|deben|puede|долж\w+)\b",
    re.IGNORECASE,
)
"""A question when something is to be, which a period answers as a date does."""
_PERIOD = re.compile(
    r"\b(?:within|after|before|in|every|no later than|innerhalb|binnen|nach|vor|dans|avant|après"
    rf"|dentro de|antes de|después de|через|в течение)\b (?:[\w-]+ ){{1,4}}?{_TIME}(?!\w)",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"(?:\d|\b[a-z]+)[\s-]*{_TIME}(?!\w)", re.IGNORECASE)
_PRICE = re.compile(
    rf"{_MONEY}\s?\d|\d[\d., ]*(?:million |billion |thousand )?{_MONEY}", re.IGNORECASE
)
_PART = re.compile(rf"\d\s?{_SHARE}|\b(?:half|a third|a quarter|two thirds)\b|%", re.IGNORECASE)
_LONG = re.compile(
    r"\b(?:how long|wie lange|(?:depuis |pendant )?combien de temps|cuánto tiempo|как долго)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:how much (?:money|does|did|is|was|were|are|has|will|of the (?:budget|cost))"
    r"|what (?:is|was) the (?:price|cost|budget|amount)"
    r"|wie viel kostet|combien coûte|cuánto cuesta)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\b(?:what|which) (?:share|percentage|proportion|fraction|part)|pourcentage|anteil|porcentaje",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\b(?:how many|how much|wie ?viele?|combien (?:de |d['’])|cuánt[oa]s?|сколько) "
    r"(?P<noun>[^\W\d_]+)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:Group|Committee|Council|Assembly|Nations|Union|Court|Office|Commission|Ministry|Fund"
    r"|Secretariat|Organi[sz]ation|Bank|Meeting|Session|Republic|Security|General|Working|Rights"
    r"|International|National|European|United|Federation|Forum|Department|University|Convention"
    r"|Board|Party|Agency|Centre|Institute|Programme|Act)\b"
)
"""Words that make a name one of a body."""
_CAPITAL = "[A-ZÀ-ÞČŠŽĐĆŁŚŻŐŰĞŞİА-Я]"
_NAME = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Judge|Ambassador|President|Minister|Herr|Frau|M\.|Mme"
    rf"|Sra?)\.? )?(?:{_CAPITAL}[\w'’.-]*[a-zà-ÿа-я.] ){{1,3}}"
    rf"(?:(?:de|van|von|bin|al|el|da|di) )?{_CAPITAL}[\w'’-]+"
)


def fit(question: str, asked: AskedFor, sentence: str, language: str | None) -> float:
    """How far a sentence holds the kind of thing that is asked for, 0 to 1.

    1 where it is there with what it is a number of, or in the unit that is asked for; half
    where only some number, or a name, is there. 0 too where nothing so exact is asked for.
    """
    if asked is AskedFor.WHEN:
        if _DUE.search(question) and _PERIOD.search(sentence):
            return 1.0
        return 1.0 if _DATED.search(sentence) and has_other_number(sentence, question) else 0.0
    if asked is AskedFor.WHO:
        return 0.5 if _names_somebody(sentence, question) else 0.0
    if asked is not AskedFor.HOW_MANY:
        return 0.0
    unit = _unit(question)
    if unit is not None:
        return 1.0 if unit.search(sentence) else 0.5 * has_other_number(sentence, question)
    if not has_other_number(sentence, question):
        return 0.0
    return 1.0 if _counts(question, sentence, language) else 0.5


def _unit(question: str) -> re.Pattern[str] | None:
    """What a measure is given in, where the question tells."""
    for asked, held in ((_LONG, _SPAN), (_PERCENT, _PART), (_COST, _PRICE)):
        if asked.search(question):
            return held
    return None


def _counts(question: str, sentence: str, language: str | None) -> bool:
    """Whether what is counted stands within a few words after a number."""
    noun = _OF_WHAT.search(question)
    if noun is None:
        return True
    wanted = _stems(noun["noun"], language)
    near = re.findall(r"\d[\d.,]*\s+((?:\S+\s+){0,4}\S+)", sentence)
    return any(wanted & set(terms(words, language)) for words in near)


@lru_cache(maxsize=64)
def _stems(noun: str, language: str | None) -> frozenset[str]:
    """Those of a noun and, for people, of what people are called when they are counted."""
    own = set(terms(noun, language))
    if noun.casefold() in ("people", "persons", "personen", "personnes", "personas"):
        own |= set(terms("people persons individuals men women children civilians deaths", "en"))
    return frozenset(own)


def _names_somebody(sentence: str, question: str) -> bool:
    """Whether a name of two words stands in it that the question does not have."""
    asked = question.casefold()
    names = (name[0] for name in _NAME.finditer(sentence))
    return any(
        name.casefold() not in asked and not country_named(name) and not _BODY.search(name)
        for name in names
    )
