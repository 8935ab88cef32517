"""Whether a sentence holds the kind of thing that is asked for."""

import re

from assistant.documents.speakers.names import HONORIFIC
from assistant.language.terms import terms
from assistant.retrieval.choice.demand import Demand, Thing
from assistant.retrieval.choice.states import states_in

_MONTH = (
    r"(?:jan(?:uary|vier|uar)?|feb(?:ruary|ruar|rero)?|février|mar(?:ch|s|zo)?|märz|apr(?:il)?|avril"
    r"|abril|may|mai|mayo|june?|juin|juni|junio|july?|juillet|juli|julio|aug(?:ust)?|août|agosto"
    r"|sept?(?:ember)?|septembre|septiembre|oct(?:ober)?|octobre|octubre|oktober|nov(?:ember)?"
    r"|novembre|noviembre|dec(?:ember)?|décembre|diciembre|dezember)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b|\b{_MONTH},? \d{{4}}\b"
    r"|(?<![\d/])(?:1[5-9]|20)\d\d(?![\d/])|\d{4}年",
    re.IGNORECASE,
)
_SPELLED = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|dozens?"
    r"|million|half|none|no|zwei|drei|vier|fünf|zehn|deux|trois|quatre|cinq|dix|dos|tres|cuatro"
)
_NUMBER = re.compile(
    rf"(?<![\w/.§-])\d+(?:[.,\u00a0\u202f ]\d{{3}})*(?:[.,]\d+)?(?![\w/]*/)|\b(?:{_SPELLED})\b"
    r"|[一二三四五六七八九十百千万]+",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(
    r"(?:\b(?:no|nos|para|paras|paragraphs?|articles?|resolutions?|sections?|chapters?|annex|rule"
    r"|recommendations?|page|figure|table|decisions?|supplement|law|act|part|item)s?\.?\s*(?:\(?[ivx]+\)?\s*)?)$",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"^\s*\(?\w{1,4}(?:\.\d+)*[.)]\s*")
_DURATION = re.compile(
    rf"(?:\d+|\b(?:{_SPELLED})\b)[\s)(-]*(?:\w+[\s-]+)?(?:seconds?|minutes?|hours?|days?|weeks?"
    r"|months?|years?|decades?|jahren?|monaten?|tagen?|stunden?|ans?|années?|mois|jours|heures"
    rf"|años|meses|días)\b|\b(?:until|till|up to|through) (?:\d{{1,2}} )?{_MONTH}"
    r"|\b(?:indefinitely|month to month|for life)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:within|no later than|not later than|every|after|before|innerhalb|binnen|avant|dentro de"
    rf"|antes de)\s+(?:[\w-]+\s+){{0,3}}?{_DURATION.pattern}",
    re.IGNORECASE,
)
"""When something is to be may be told by a period."""
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\b(?:US|USD|EUR|BAM|SSP|CHF|GBP)\s?\$?\s?\d|\d[\d.,]*\s?(?:million |billion )?"
    r"(?:dollars?|euros?|pounds|francs|cents|bucks|USD|EUR|%)\b|\d\s?(?:€|円)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\d\s?(?:%|per ?cent\b|percent|percentage|pour cent|por ciento|prozent)|\bper cent\b"
    r"|\b(?:one|two|three)[ -](?:half|thirds?|quarters?|fifths?|tenths?)\b|\bhalf (?:of|the)\b"
    r"|\b(?:\d+|one) (?:in|out of) (?:\d+|ten|five|four|three)\b",
    re.IGNORECASE,
)
_NAME = r"(?-i:[A-ZÀ-ŽА-Я][\w’'-]+)"
_PERSON = re.compile(
    rf"\b(?:{HONORIFIC})\s+{_NAME}|(?<!^)(?<![.!?] ){_NAME}(?: (?:[a-z]{{2,3}} )?{_NAME})+"
)
_LISTED = re.compile(r"(?:[^,;]{2,60}[,;] ){2,}|^\s*(?:Mr|Ms|Mrs|Dr|H\.\s?E|M\.|Mme)\.? ")


def holds_thing(demand: Demand, sentence: str) -> bool:
    """Whether a sentence holds such a thing, and not only the question's own."""
    match demand.thing:
        case None:
            return False
        case Thing.COUNT:
            return bool(counts_in(sentence, demand))
        case Thing.STATES:
            return len(set(states_in(sentence)) - demand.states) >= 2
        case Thing.DATE:
            dates = (found[0] for found in _DATE.finditer(sentence))
            return any(date not in demand.years for date in dates) or bool(
                _DEADLINE.search(sentence)
            )
        case Thing.PEOPLE:
            return bool(_LISTED.search(sentence)) or bool(_PERSON.search(sentence))
        case _:
            return bool(_PATTERNS[demand.thing].search(sentence))


_PATTERNS = {
    Thing.DURATION: _DURATION,
    Thing.MONEY: _MONEY,
    Thing.SHARE: _SHARE,
    Thing.PERSON: _PERSON,
}


def counts_in(sentence: str, demand: Demand) -> list[int]:
    """Where numbers stand that count something: no years, symbols, numbers of paragraphs."""
    printed = _PRINTED.match(sentence)
    start = printed.end() if printed else 0
    found = []
    for number in _NUMBER.finditer(sentence, start):
        digits = number[0]
        if re.fullmatch(r"(?:19|20)\d\d", digits) or digits in demand.years:
            continue
        if _AFTER_LABEL.search(sentence, max(start, number.start() - 24), number.start()):
            continue
        if re.match(rf"\s*{_MONTH}\b", sentence[number.end() : number.end() + 12], re.IGNORECASE):
            continue
        found.append(number.end())
    return found


def counts_such(sentence: str, demand: Demand, language: str | None) -> bool:
    """Whether a number of what is to be counted stands in a sentence: `98,994 people`."""
    if not demand.counted:
        return False
    return any(
        demand.counted.intersection(terms(sentence[end : end + 40], language))
        for end in counts_in(sentence, demand)
    )
