"""How a sentence ends, and whether it asks: by its signs and words, in any language we know."""

import re

_REPORTED = re.compile(
    r"\byou (?:were|have been|had been|are) asked\b"
    r"|\b(?:(?:can|could|would|will) you (?:say|tell)|(?:like|want|wish) to know|tell (?:us|me))"
    r" (?:\w+ ){0,3}?(?:how|what|when|where|who|whom|why|whether|which|if)\b",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", ";", "…", "。", "！", "？", "；", "।", "॥", "؟", "۔", "።", "։")


def is_question(sentence: str) -> bool:
    """Whether a sentence ends with the sign of a question."""
    return sentence.rstrip("\"'”’»)] ").endswith(("?", "？", "؟"))


def asks(sentence: str) -> bool:
    """Whether a sentence asks, or tells what was asked, rather than answers."""
    return is_question(sentence) or bool(_REPORTED.search(sentence))


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("\"'”’»)]}¹²³⁴⁵⁶⁷⁸⁹⁰ ").endswith(_ENDS)
