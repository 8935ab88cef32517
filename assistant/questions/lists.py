"""Questions that ask for all of something, and of what."""

import re
from enum import StrEnum


class Listed(StrEnum):
    """What the items of a list are."""

    STATES = "states"
    PEOPLE = "people"
    DOCUMENTS = "documents"
    RECOMMENDATIONS = "recommendations"
    DECISIONS = "decisions"
    THINGS = "things"


_STATES = (
    r"(?:countr(?:y|ies)|states?(?: part(?:y|ies))?|member states|nations|delegations|governments"
    r"|länder|staaten|delegationen|pays|états|délégations|países|estados|delegaciones)"
)
_PEOPLE = r"(?:people|persons|members|speakers|participants|experts|witnesses|candidates|personen)"
_DOCUMENTS = r"(?:documents|reports|resolutions|contracts|agreements|files|papers|letters|meetings)"
_RECOMMENDATIONS = r"(?:recommendations|empfehlungen|recommandations|recomendaciones)"
_DECISIONS = r"(?:decisions|beschlüsse|décisions|decisiones)"
_WHICH = r"(?:which|what|how many|welche|wie viele|quels?|quelles|combien de|qué|cuáles|cuántos)"
_OPENING = r"^[\s¿\"“]*(?:please )?(?:(?:can|could) you )?(?:and )?"
_LISTING = (
    r"(?:list|name|enumerate|give (?:me )?(?:a list of|all)|show (?:me )?all|find all|nenne|liste"
    r"|énumère[rz]?|liste[rz]?|enumera|lista)(?: me)?"
)
_ALL = r"(?: (?:all|every|each|the|of|alle|tous|toutes|les|todos|todas|los|las))*"
_PLURAL = r"(?!(?:is|was|does|this|its|has|us|access|process|progress|series|basis)\b)[a-z]{3,}s"
_ASKED = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, word in (
        (Listed.STATES, _STATES),
        (Listed.PEOPLE, _PEOPLE),
        (Listed.DOCUMENTS, _DOCUMENTS),
        (Listed.RECOMMENDATIONS, _RECOMMENDATIONS),
        (Listed.DECISIONS, _DECISIONS),
        (Listed.THINGS, _PLURAL),
    )
    for pattern in (
        rf"{_OPENING}(?:(?:by|in|of|from|to|for) )?{_WHICH}"
        rf"(?: (?:of the|other|different|specific))? {word}(?!\w)",
        rf"{_OPENING}{_LISTING}{_ALL}(?: \w+){{0,2}}? {word}(?!\w)",
    )
)
_WHICHEVER = re.compile(rf"{_OPENING}{_LISTING}(?: (?:all|every|each))(?!\w)", re.IGNORECASE)
_COUNT = re.compile(rf"{_OPENING}(?:how many|wie viele|combien|cuántos)", re.IGNORECASE)
_CHOSEN = re.compile(
    rf"{_OPENING}what {_PLURAL} (?:is|was|does|did you|of (?:law|age|time))\b", re.IGNORECASE
)


_ON = re.compile(
    rf"{_OPENING}(?:{_WHICH}|{_LISTING}{_ALL}) ?(?:{_RECOMMENDATIONS}|{_DECISIONS})"
    r"(?: (?:(?:was|were|are|is|have been|did)\b)[^?]{0,60}?)??"
    r" (?:on|about|concerning|regarding|relating to|zu|zum|zur|über|sur|sobre) (?P<topic>[^?]+)",
    re.IGNORECASE,
)


def list_asked(question: str) -> Listed | None:
    """What a question wants all of; `None` where it asks for one thing.

    `How many countries …` counts a list; other amounts are figures that a text states.
    """
    for kind, pattern in _ASKED:
        if not pattern.match(question):
            continue
        if _COUNT.match(question):
            return kind if kind is Listed.STATES else None
        return None if _CHOSEN.match(question) else kind
    return Listed.THINGS if _WHICHEVER.match(question) else None


def listed_topic(question: str) -> str | None:
    """What the recommendations or decisions of a list are on; `None` where it names nothing.

    The word for what is listed stands in titles and in what announces a list, not in its items.
    """
    match = _ON.search(question)
    return match and match["topic"].strip(" ?.!")
