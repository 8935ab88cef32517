"""Whether the first passage is an answer, or only the nearest miss.

What a question names and no passage near has is never papered over. Names, States and years
are looked for by letter; a common word may be met by a near one, as its tokens read in context
tell: *prison* by *imprisonment*, *money* by *grants*.
"""

import re
from dataclasses import dataclass

import numpy as np

from assistant.language.function_words import word_set
from assistant.language.terms import folded_words, terms
from assistant.library.reading import Passage
from assistant.questions.missing_words import Sought, still_missing
from assistant.retrieval.calibration import REFERENCE, Scale
from assistant.retrieval.choice.coefficients import NEAR, RARE, UNMET
from assistant.retrieval.choice.demand import Demand
from assistant.retrieval.choice.scope import Scope
from assistant.retrieval.choice.traits import Judge, Traits
from assistant.retrieval.late_interaction import LateInteraction
from assistant.retrieval.meaning import Meaning
from assistant.retrieval.voices import AskedSpeaker

_SAYING = word_set(
    "reply replies replied respond responds responded response view views position positions "
    "stance opinion opinions compare compared comparison differ differs difference differences "
    "hold holds held effect effects share agree agrees agreed asked recommend recommended "
    "recommendation recommendations propose proposed call called request requested"
)
"""Words for how something was said or is to be shown, which no answer repeats."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Why the first passage is no answer."""

    note: str
    """For a reader, a sentence or two."""
    lacking: tuple[str, ...] = ()
    """What of the question stands neither there nor near."""


def absence_of(
    judge: Judge, meaning: Meaning, closeness: Scale, first: Passage, traits: Traits
) -> Absence | None:
    """Why the first passage does not answer; `None` where nothing speaks against it.

    `closeness` is the scale of the encoder's tokens.
    """
    demand, scope = judge.demands[first.language], judge.scopes.of(first.document)
    speaker = demand.speaker
    if speaker and _is_somebody(speaker) and _is_silent(speaker.name, first, traits, scope):
        return Absence(f"{speaker.name} says nothing on this here.")
    if traits.get("State lacking"):
        named = ", ".join(sorted(demand.states))
        return Absence(f"Nothing on this is about {named}.", tuple(sorted(demand.states)))
    if traits.get("year lacking"):
        years = ", ".join(sorted(demand.years))
        return Absence(f"Nothing on this is of {years}.", tuple(sorted(demand.years)))
    if traits.get("names lacking", 0.0) == 1.0:
        return _without(tuple(w.written for w in demand.sought if w.is_name or w.is_number))
    unmet, share = _unmet(demand, meaning, first, scope, closeness)
    is_idle = bool(traits.get("furniture") or traits.get("people unasked"))
    return _without(unmet) if share >= (UNMET / 2 if is_idle else UNMET) else None


def spoken_of_only(judge: Judge, first: Passage, traits: Traits) -> str | None:
    """What to tell where who is asked for speaks elsewhere, and here another says it of them."""
    speaker = judge.demands[first.language].speaker
    if speaker is None or not speaker.known or not first.paragraph.speakers:
        return None
    if traits.get("stated") or traits.get("reported"):
        return None
    return f"{speaker.name} says nothing on this here; others speak of it."


def _is_somebody(speaker: AskedSpeaker) -> bool:
    """Whether it is a name, and not `delegations` or `the other speakers`, who are anybody."""
    return bool(speaker.known) or speaker.name != speaker.name.lower()


def _is_silent(name: str, first: Passage, traits: Traits, scope: Scope) -> bool:
    """Whether a passage neither has the words of a speaker nor names them."""
    if any(traits.get(heard) for heard in ("stated", "reported", "spoken of")):
        return False
    words = [word for word in name.split() if word[:1].isupper() or not name[:1].isupper()]
    around = f"{first.paragraph.text} {first.context}"
    away = still_missing(words, around, first.language)
    away = tuple(word for word in away if not scope.words.issuperset(folded_words(word)))
    return 2 * len(away) > len(words)


def _without(words: tuple[str, ...]) -> Absence:
    return Absence(f"Nothing near the subject has {', '.join(f'“{w}”' for w in words)}.", words)


def _unmet(
    demand: Demand, meaning: Meaning, first: Passage, scope: Scope, closeness: Scale
) -> tuple[tuple[str, ...], float]:
    """The words that are not met in a passage, and their share by number or by rarity.

    None where the encoder gives no tokens: whether another word stands for one is not known.
    """
    if meaning.tokens is None:
        return (), 0.0
    sought = [word for word in demand.sought if word.written.casefold() not in _SAYING]
    said = f"{first.paragraph.text} {first.context}"
    away = set(still_missing([word.written for word in sought], said, first.language))
    missing = [
        word for word in sought if word.written in away and not scope.words.issuperset(word.parts)
    ]
    if not missing:
        return (), 0.0
    nearness = _nearness(meaning.question.subject, meaning.tokens, first, missing, closeness)
    unmet = [word for word in missing if nearness[word] < NEAR]
    rarity = meaning.weights.rarity.get(first.language, {})
    rare = {
        word: max(
            (rarity.get(t, 1.0) for part in word.parts for t in terms(part, first.language)),
            default=1.0,
        )
        for word in sought
    }
    by_rarity = sum(rare[word] for word in unmet) / (sum(rare.values()) or 1.0)
    by_number = len(unmet) / len(sought) if by_rarity >= RARE else 0.0
    return tuple(word.written for word in unmet), max(by_number, by_rarity)


def _nearness(
    subject: str, tokens: LateInteraction, first: Passage, words: list[Sought], closeness: Scale
) -> dict[Sought, float]:
    """How near each word comes to its nearest token in a passage."""
    spans, cosines = tokens.nearest(first)
    found = {}
    for word in words:
        at = re.search(rf"(?<!\w){re.escape(word.written)}(?!\w)", subject)
        inside = (
            (spans[:, 0] >= at.start()) & (spans[:, 1] <= at.end())
            if at
            else np.zeros(len(spans), np.bool_)
        )
        near = float(cosines[inside].mean()) if inside.any() else 0.0
        found[word] = closeness.read(near, REFERENCE.closeness)
    return found
