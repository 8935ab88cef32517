"""Whether what a paragraph does suits what is asked."""

import re

from assistant.documents.document import Function
from assistant.library.reading import Passage
from assistant.questions.asked_for import AskedFor
from assistant.questions.question import Question
from assistant.retrieval.choice.demand import Demand, Thing

FURNITURE = frozenset(
    {
        Function.HEADING,
        Function.CONTENTS,
        Function.MASTHEAD,
        Function.SIGNATURE,
        Function.BOILERPLATE,
        Function.REFERENCES,
        Function.CAPTION,
    }
)
"""What names, files or signs a text, and says nothing of its subject."""
_ASKS = re.compile(
    r"\b(?:ask|question|inquir|enquir|frag|demand|pregunt|спрос|спраш)", re.IGNORECASE
)
_RECOMMENDS = re.compile(
    r"\b(?:recommend|recommand|recomend|empf[eo]hl|рекоменд|propos|suggest|urge|call)",
    re.IGNORECASE,
)
_MEETINGS = re.compile(
    r"\bheld (?:(?:its|the|\w+) )+?(?:plenary |formal |informal )?(?:meetings?|sessions?)\b"
    r"|\btook note of the report\b|\bhad before it\b"
    r"|\bmade (?:a )?(?:recommendations?|statements?)\.?$"
    r"|\bstatements? (?:in the general debate )?(?:was|were) (?:also )?made by\b"
    r"|\badopted (?:its|the) (?:provisional )?(?:agenda|programme of work|report)\b"
    r"|\bconsidered (?:agenda )?item \d|\bthe following documents (?:were|was) (?:issued|before)\b"
    r"|\bis contained in (?:annex|document|chapter)\b|\ba list of the documents\b"
    r"|\bintroduced the (?:note|report|draft)\b"
    r"|^(?:\(\w\) )?(?:representatives of|observers? for) [^.:]{0,80}:"
    r"|\ba tenu (?:\w+ )?(?:séances?|réunions?)\b|\bcelebró \w+ (?:sesiones|reuniones)\b"
    r"|\bпровел\w* \w+ заседани",
    re.IGNORECASE,
)


def suiting(passage: Passage, demand: Demand, question: Question) -> dict[str, float]:
    """What speaks for or against a passage by its function."""
    function, words = passage.function, question.understood.question
    people, wanted = function is Function.PEOPLE, demand.thing is Thing.PEOPLE
    asking = function is Function.QUESTION
    asks = demand.speaker is not None and bool(_ASKS.search(words))
    is_fact = question.asked_for is not AskedFor.SAID and not _RECOMMENDS.search(words)
    return {
        "furniture": float(function in FURNITURE),
        "people asked": float(people and wanted),
        "people unasked": float(people and not wanted),
        "preamble": float(function is Function.PREAMBLE),
        "question": float(asking and not asks),
        "question asked": float(asking and asks),
        "recommendation unasked": float(function is Function.RECOMMENDATION and is_fact),
        "meetings": _share_on_meetings(passage),
    }


def _share_on_meetings(passage: Passage) -> float:
    """The share of its text that tells only how a meeting went."""
    text = passage.paragraph.text
    if not _MEETINGS.search(text):
        return 0.0
    told = sum(len(sentence) for sentence in passage.sentence_texts if _MEETINGS.search(sentence))
    return told / len(text)
