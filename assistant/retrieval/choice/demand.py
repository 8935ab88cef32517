"""What a question holds its answer to, beside its subject: names, States, a kind of thing."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.language.terms import folded_words, terms
from assistant.library.reading import Reading
from assistant.questions.asked_for import AskedFor
from assistant.questions.missing_words import Sought
from assistant.questions.question import Question
from assistant.retrieval.choice.states import states_in
from assistant.retrieval.voices import AskedSpeaker, asked_speaker

_PEOPLE = re.compile(
    r"^\s*(?:who (?:are|were)\b|(?:who|which \w+) (?:takes? part|took part|participated?|attended"
    r"|voted|was present|were present)|list |name (?:the|all)\b|what (?:are|were) the names\b"
    r"|which (?:members|persons|people|women|men)\b|quels?\b.*\bparticip"
    r"|wer (?:sind|waren|nahm)\b|quiénes\b)|\b(?:participants?|attendees|members?|delegates"
    r"|signator(?:y|ies)) (?:of|in|at|from|for)\b|\bdelegation of\b|\btook part\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:which|what) (?:other )?(?:countries|states|member states|nations|governments)\b"
    r"|\bquels (?:pays|états)\b|\bqué (?:países|estados)\b|\bwelche (?:länder|staaten)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\bhow long\b|\bfor how (?:many )?(?:long|years|months|days)\b|\bwie lange\b"
    r"|\bcombien de temps\b|\bcuánto tiempo\b|\bhow much (?:time|notice)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\bhow much (?:money|was|were|is|are|did|does|do|has|have|will)\b|\bhow expensive\b"
    r"|\bwhat (?:is|was|were|are) the (?:cost|price|budget|fee|amount)"
    r"|\bwhat (?:will|does|did) .+ cost\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:what|which) (?:share|percentage|proportion|rate|part)\b|\bper ?cent\b"
    r"|\bquel pourcentage\b|\bqué porcentaje\b|\bwelcher anteil\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow many (?P<noun>[^\W\d_]+(?:[ -][^\W\d_]+)?)", re.IGNORECASE)


class Thing(StrEnum):
    """A kind of thing that an answer must hold."""

    COUNT = "count"
    DURATION = "duration"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    PERSON = "person"
    PEOPLE = "people"
    STATES = "states"


@dataclass(frozen=True, slots=True)
class Demand:
    """What a question holds its answer to."""

    sought: tuple[Sought, ...]
    """Its weighty words but for those that name who is to have said it."""
    states: frozenset[str]
    """States that it names as a place or as what it is about."""
    years: frozenset[str]
    thing: Thing | None
    counted: frozenset[str]
    """Terms of what is to be counted."""
    speaker: AskedSpeaker | None

    @classmethod
    def of(cls, question: Question, language: str | None, library: Reading) -> "Demand":
        """Of a question beside text of a language."""
        speaker = asked_speaker(question, library)
        heard = set(folded_words(speaker.name)) if speaker else set()
        sought = tuple(
            word for word in question.sought(language) if not heard.issuperset(word.parts)
        )
        said = frozenset(states_in(speaker.name)) if speaker else frozenset()
        subject = question.understood.question
        states = frozenset(states_in(subject)) - said
        counted = _COUNTED.search(subject)
        return cls(
            sought=sought,
            states=states,
            years=frozenset(re.findall(r"(?<![\d/])(?:19|20)\d\d(?![\d/])", subject)),
            thing=thing_asked(question),
            counted=frozenset(terms(counted["noun"], language)) if counted else frozenset(),
            speaker=speaker,
        )


def thing_asked(question: Question) -> Thing | None:
    """The kind of thing that a question asks for; `None` where its words do not tell."""
    words = question.understood.question
    if _COUNTED.search(words):
        return Thing.COUNT
    for pattern, thing in _ASKED:
        if pattern.search(words):
            return thing
    kinds = {
        AskedFor.WHO: Thing.PERSON,
        AskedFor.WHEN: Thing.DATE,
        AskedFor.HOW_MANY: Thing.COUNT,
    }
    return kinds.get(question.asked_for)


_ASKED = (
    (_STATES, Thing.STATES),
    (_DURATION, Thing.DURATION),
    (_SHARE, Thing.SHARE),
    (_PEOPLE, Thing.PEOPLE),
    (_MONEY, Thing.MONEY),
)
