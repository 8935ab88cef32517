"""What tells an answer among the passages found: each trait a number that a reader can check."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.documents.document import Kind
from assistant.documents.speakers.countries import folded
from assistant.language.terms import terms
from assistant.library.reading import Passage
from assistant.questions.missing_words import Sought, still_missing
from assistant.questions.question import Question
from assistant.retrieval.choice.demand import Demand, Thing
from assistant.retrieval.choice.functions import suiting
from assistant.retrieval.choice.scope import Scope, Scopes
from assistant.retrieval.choice.states import states_in
from assistant.retrieval.choice.things import counts_such, holds_thing
from assistant.retrieval.weights import Found, Weights

BEFORE = 4
"""Paragraphs before one that may name what it goes on about."""

ADJECTIVE = 4
"""Letters that a State's name and its adjective begin with: `Norway`, `Norwegian`."""

OFF_SUBJECT = 0.25
"""What counts of a speaker's words that have no word of the subject."""

Traits = dict[str, float]
"""By their names in the table of coefficients; those that are 0 may be left out."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A question and what it demands, for passages to be held against."""

    question: Question
    weights: Weights
    scopes: Scopes
    demands: Mapping[str | None, Demand]
    """By the language of the passage."""

    @classmethod
    def of(
        cls, question: Question, weights: Weights, scopes: Scopes, passages: Sequence[Passage]
    ) -> "Judge":
        """Of a question beside its candidates."""
        libraries = {passage.language: passage.library for passage in passages}
        demands = {
            language: Demand.of(question, language, library)
            for language, library in libraries.items()
        }
        return cls(question, weights, scopes, demands)

    def traits(self, passages: Sequence[Passage], found: Sequence[Found]) -> list[Traits]:
        """Of each passage; `found` tells where the question's terms stand in it."""
        at = {_place(p): f for p, f in zip(passages, found, strict=True)}
        return [
            self._of(passage, one, _before(passage, at))
            for passage, one in zip(passages, found, strict=True)
        ]

    def _of(self, passage: Passage, found: Found, before: frozenset[str]) -> Traits:
        demand, scope = self.demands[passage.language], self.scopes.of(passage.document)
        traits = {
            **self._words(passage, found, demand, scope),
            **_held_to(passage, before, demand, scope),
            **_states(passage, demand, scope),
            **_thing(passage, demand),
            **suiting(passage, demand, self.question),
            **_spoken(passage, demand, self._subject(passage, found, demand)),
            "footnote": float(passage.paragraph.kind is Kind.FOOTNOTE),
        }
        # A list of people is asked for, but of those of one meeting.
        traits["people asked"] *= 1 - traits.get("names lacking", 0.0)
        return traits

    def _subject(self, passage: Passage, found: Found, demand: Demand) -> float:
        """How far it is on the subject; what a speaker says of something else is no answer."""
        weighty = self._weighty(passage, demand)
        share = _sum(weighty, found.here | found.above) / (sum(weighty.values()) or 1.0)
        return min(1.0, OFF_SUBJECT + share) if weighty else 1.0

    def _weighty(self, passage: Passage, demand: Demand) -> dict[str, float]:
        """The terms of the question's weighty words, with their rarity."""
        rarity = self.weights.rarity.get(passage.language, {})
        return {
            term: rarity.get(term, 1.0)
            for word in demand.sought
            for part in word.parts
            for term in terms(part, passage.language)
        }

    def _words(self, passage: Passage, found: Found, demand: Demand, scope: Scope) -> Traits:
        """Where a question is asked: what of it stands here, and what only above.

        An opening repeats the title of its document, and with it most words of a question
        about it: what tells are the words that the opening has not.
        """
        if not self.question.is_asked:
            return {}
        weighty = self._weighty(passage, demand)
        if not weighty:
            # Asked in another language, say: nothing is told by words.
            return {"beyond": 0.5}
        beyond = {term: weight for term, weight in weighty.items() if term not in scope.terms}
        best = max((_sum(beyond, held) for held in found.sentences), default=0.0)
        return {
            "beyond": best / sum(beyond.values()) if beyond else 1.0,
            "headings": _sum(weighty, found.above - found.here) / sum(weighty.values()),
        }


def _sum(weights: Mapping[str, float], of: Set[str]) -> float:
    return sum(weights.get(term, 0.0) for term in of)


def _place(passage: Passage) -> tuple[str, int]:
    return passage.paragraph.document_id, passage.paragraph.ordinal


def _before(passage: Passage, at: Mapping[tuple[str, int], Found]) -> frozenset[str]:
    """The question's terms in those of the few paragraphs before that were found too."""
    document, ordinal = _place(passage)
    near = (at.get((document, ordinal - step)) for step in range(1, BEFORE + 1))
    return frozenset(term for one in near if one for term in one.here)


def _held_to(passage: Passage, before: frozenset[str], demand: Demand, scope: Scope) -> Traits:
    """Whether the names, numbers and years asked for stand in a passage or over it."""
    traits = {}
    names = [word for word in demand.sought if word.is_name or word.is_number]
    if names:
        near = f"{passage.paragraph.text} {passage.context}"
        lacking = set(still_missing([word.written for word in names], near, passage.language))
        away = [
            word for word in names if word.written in lacking and not _known(word, before, scope)
        ]
        traits["names lacking"] = len(away) / len(names)
    if demand.years:
        document = passage.document
        told = f"{passage.paragraph.text} {passage.context} {document.name} {document.called}"
        traits["year lacking"] = float(not any(year in told for year in demand.years))
    return traits


def _known(word: Sought, before: frozenset[str], scope: Scope) -> bool:
    """Whether the opening of the document or the paragraphs before name it.

    A State that the document is about is named by its adjective: `Japanese`.
    """
    if any(folded(state)[:ADJECTIVE] == word.parts[0][:ADJECTIVE] for state in scope.states):
        return True
    parts = {term for part in word.parts for term in terms(part, scope.language)}
    return scope.words.issuperset(word.parts) or (bool(parts) and parts <= before)


def _states(passage: Passage, demand: Demand, scope: Scope) -> Traits:
    if not demand.states:
        return {}
    named = set(states_in(f"{passage.context} {passage.paragraph.text}"))
    held, opening = bool(demand.states & named), bool(demand.states & scope.states)
    return {
        "State lacking": float(not (held or opening)),
        "State opening": float(opening and not held),
        "another State": float(not (held or opening) and bool(named or scope.states)),
    }


def _thing(passage: Passage, demand: Demand) -> Traits:
    if demand.thing is None:
        return {}
    held = [text for text in passage.sentence_texts if holds_thing(demand, text)]
    return {
        "counted": float(any(counts_such(text, demand, passage.language) for text in held)),
        "thing lacking": float(not held and demand.thing is not Thing.PERSON),
    }


def _spoken(passage: Passage, demand: Demand, subject: float) -> Traits:
    if demand.speaker is None:
        return {}
    heard = demand.speaker.hears(passage)
    return {
        "stated": subject * (heard == "stated"),
        "reported": subject * (heard == "reported"),
        "spoken of": float(heard == "about"),
        "another says it": float(heard is None and bool(passage.paragraph.speakers)),
    }
