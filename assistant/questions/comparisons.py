"""Questions that set two or three things side by side, and what they ask of each."""

import re
from dataclasses import dataclass

_YEAR = r"(?:in |of )?(?:19|20)\d\d"
_ON = r"(?:,? (?:on|about|regarding|concerning|with regard to|in terms of|as to|über|zu|sur|sobre))"
_AND = r"(?:,? and|,? with|,? to|,? und|,? mit|,? et|,? y|,? con|,? avec|,? versus|,? vs\.?)"
_OF = r"(?: of| between| zwischen| entre)"
_COMPARING = (
    r"(?:please )?(?:compare|contrast|vergleiche?|comparez?|compara)",
    rf"(?:what (?:is|are|was|were) )?(?:the )?(?:difference|comparison|contrast)s?{_OF}",
    r"how (?:do|does|did) (?P<together>)",
)
_SIDES = (
    rf"(?:what )?(?P<one>[^?]{{1,80}}?){_AND} (?P<other>[^?]{{1,80}}?)"
    rf"(?:(?: (?:say|said|differ|compare))?{_ON} (?P<topic>[^?]+))?[\s?.]*$"
)
_COMPARE = re.compile(rf"^(?:{'|'.join(_COMPARING[:2])}) {_SIDES}", re.IGNORECASE)
_DIFFER = re.compile(
    rf"^how (?:do|does|did) (?P<one>[^?]{{1,80}}?){_AND} (?P<other>[^?]{{1,80}}?)"
    rf" (?:differ|compare|disagree)(?:{_ON} (?P<topic>[^?]+))?[\s?.]*$",
    re.IGNORECASE,
)
_BOTH_SAID = re.compile(
    r"^(?:what|how) (?:do|does|did|have) (?P<one>[^?]{1,60}?) and (?P<other>[^?]{1,60}?) "
    rf"(?:each )?(?:say|said|recommend|think|state|report|ask)(?:{_ON})? (?P<topic>[^?]+?)[\s?.]*$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"^(?:how|wie|comment|cómo) (?:did|has|have|was|were|hat|haben|a|ont|ha|han) (?P<topic>[^?]+?) "
    rf"(?:changed?|developed?|evolved?|differ(?:ed)?)?,? ?(?:between|from) (?P<one>{_YEAR})"
    rf"(?: and| to) (?P<other>{_YEAR})[\s?.]*$",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(
    rf"^(?P<topic>[^?]+?),? (?:in )?(?P<one>{_YEAR}) (?:and|versus|vs\.?|compared (?:to|with))"
    rf" (?P<other>{_YEAR})[\s?.]*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?:in|of|the|what|whether) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, as written, and on what; the topic is empty where none is named."""

    sides: tuple[str, str]
    topic: str


def comparison_asked(question: str) -> Comparison | None:
    """What a question compares; `None` where it compares nothing.

    Whether its sides are documents, speakers or years a library must tell.
    """
    for pattern in (_COMPARE, _DIFFER, _BOTH_SAID, _CHANGED, _TWO_YEARS):
        match = pattern.match(question.strip())
        if match is not None:
            sides = (_bare(match["one"]), _bare(match["other"]))
            return Comparison(sides, _bare(match["topic"] or ""))
    return None


def _bare(text: str) -> str:
    return _BARE.sub("", text.strip(" ,?."))
