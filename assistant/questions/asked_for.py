"""What kind of thing a question asks for, as far as its words give it away."""

import re
from enum import StrEnum

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

_OPENING = r"^[\s¿¡\"“„«(]*(?:(?:and|but|so|und|et|y) )?"
_WHEN = re.compile(
    _OPENING + r"(?:when|since when|(?:in |on )?(?:what|which) (?:year|date|day|month|century)"
    r"|(?:seit )?wann|in welchem jahr|quand|depuis quand|en quelle année"
    r"|cuándo|desde cuándo|en qué año|quando|wanneer|когда|何时|什么时候|哪一?年|متى|कब)(?!\w)",
    re.IGNORECASE,
)
_WHO = re.compile(
    _OPENING + r"(?:(?:by|to|from|for|with) )?(?:who|whom|whose|wer|wen|wem|wessen|qui"
    r"|(?:de |à |par )qui|quién|quiénes|chi|quem|кто|谁|من|कौन)(?!\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    _OPENING + r"(?:where (?:is|are|was|were|does|do|did|in|can)\b.*"
    r"(?:stand|said|say|says|written|mention\w*|found|find|document|report|text|paragraph|page)"
    r"|(?:in )?(?:what|which) (?:paragraph|page|section|article|clause|document|report|annex)\b"
    r"|wo (?:steht|stehen|heißt es)|auf welcher seite|in welchem (?:absatz|dokument|bericht)"
    r"|où (?:est-il|se trouve|figure)|à quelle page|dónde (?:dice|está escrito|figura))",
    re.IGNORECASE | re.DOTALL,
)
_YES_NO = re.compile(
    _OPENING + r"(?!was (?:\w+t|\w+te|\w+en) (?:die|der|das|man|er|sie|es|über|zu|in|im|von)\b)"
    r"(?:(?:is|are|was|were|am|do|does|did|has|have|had|can|could|may|might|must|shall|should"
    r"|will|would)(?:n['’]t)? (?!you\b)"
    r"|(?:ist|sind|war|waren|hat|haben|kann|können|darf|dürfen|muss|müssen|soll|sollen|wird|werden"
    r"|gibt es|gab es) "
    r"|est-ce qu|(?:existe|y a)-t-(?:il|elle)|hay |existe )",
    re.IGNORECASE,
)


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
    if _PLACE.match(question):
        return AskedFor.PLACE
    if _WHEN.match(question):
        return AskedFor.WHEN
    if _WHO.match(question):
        return AskedFor.WHO
    if wants_number(question):
        return AskedFor.HOW_MANY
    if _YES_NO.match(question) and question.rstrip("\"'”’»)] ").endswith(("?", "？", "؟")):
        return AskedFor.YES_NO
    return AskedFor.SAID


def wants_number(question: str) -> bool:
    """Whether a number answers a question, or a date, wherever in it that is asked for."""
    return bool(_NUMBER_ASKED.search(question))


def has_other_number(sentence: str, question: str) -> bool:
    """Whether a sentence holds a number that is not the question's own."""
    asked = question.casefold()
    return any(number[0].casefold() not in asked for number in _NUMBER.finditer(sentence))
