"""What kind of thing a question asks for, as far as its words give it away."""

import re

_NUMBER_ASKED = re.compile(
    r"\b(when|how (many|much|long|old|far|large|big|often|tall|high|fast)"
    r"|(what|which) (year|date|century|percentage|number|amount)"
    r"|wann|wie ?viele?|wie (lange|alt|hoch|weit|oft|groß)|in welchem jahr"
    r"|cuándo|cuánt[oa]s?|quand|combien|quando|quant[oaie]|wanneer|hoeveel|когда|сколько)\b"
    r"|何时|什么时候|哪一?年|多少|几个|多大|多长|متى|كم|कब|कितन",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d(?:[\d.,]*\d)?|[一二三四五六七八九十百千万亿]+|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen"
    r"|hundreds?|thousands?|millions?|half|twice|once"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|dos|tres|cuatro|cinco|deux|trois|quatre)\b",
    re.IGNORECASE,
)

_REPORTED = re.compile(
    r"\byou (?:were|have been|had been|are) asked\b"
    r"|\b(?:(?:can|could|would|will) you (?:say|tell)|(?:like|want|wish) to know|tell (?:us|me))"
    r" (?:\w+ ){0,3}?(?:how|what|when|where|who|whom|why|whether|which|if)\b",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", ";", "…", "。", "！", "？", "；", "।", "॥", "؟", "۔", "።", "։")


def suits(question: str, sentence: str) -> bool:
    """Whether a sentence holds a number, not the question's own, where one is asked for."""
    if not _NUMBER_ASKED.search(question):
        return False
    asked = question.casefold()
    return any(number[0].casefold() not in asked for number in _NUMBER.finditer(sentence))


def is_question(sentence: str) -> bool:
    """Whether a sentence asks rather than answers."""
    return sentence.rstrip("\"'”’»)] ").endswith(("?", "？", "؟"))


def asks(sentence: str) -> bool:
    """Whether a sentence asks, or tells what was asked, rather than answers."""
    return is_question(sentence) or bool(_REPORTED.search(sentence))


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("\"'”’»)]}¹²³⁴⁵⁶⁷⁸⁹⁰ ").endswith(_ENDS)
