"""A question, taken apart once: what everything after it reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.language.characters import normalised
from assistant.language.detection import question_language
from assistant.language.endings import is_question
from assistant.language.terms import matched_words, question_names, question_terms
from assistant.questions.asked_for import AskedFor, asked_for, has_other_number, wants_number
from assistant.questions.conversation import Names, Turn, Understanding, understand
from assistant.questions.fitting import fit
from assistant.questions.frames import subject_of
from assistant.questions.missing_words import Sought, is_foreign_to, sought_words
from assistant.questions.places import NamedPlace, named_places
from assistant.questions.speakers import speaker_asked

LONGEST = 65_536
"""Characters; a longer text is not a question."""


@dataclass(frozen=True)
class Question:
    """What a person asks, made once by `of` and read by whatever searches, chooses or shows.

    What is worked out of the words is worked out when it is first wanted, and kept.
    """

    words: str
    """As typed, in one wording: nothing invisible, single spaces."""
    understood: Understanding
    """The same as a question of its own, and what that makes of the conversation."""
    _terms: dict[str | None, frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, words: str, before: Turn | None = None, names: Names = tuple) -> Self:
        """A question as it was typed, which may follow up the one `before` it.

        `names` gives id and name of every document, where a follow-up names one. Raises
        `EmptyQuestion` where no word is left, and `QuestionTooLong`.
        """
        asked = worded(words)
        return cls(asked, understand(asked, before, names))

    @cached_property
    def subject(self) -> str:
        """What is looked for: the whole question without the frame of a request."""
        return subject_of(self.understood.question)

    @cached_property
    def has_words(self) -> bool:
        """Whether it has a letter or digit.

        An encoder gives all signs that it does not know one meaning: 🙂 would be as near as
        can be to any letter that it does not know either.
        """
        return any(character.isalnum() for character in self.understood.question)

    @cached_property
    def is_asked(self) -> bool:
        """Whether it asks for one thing, as a question mark tells, or names a subject."""
        return is_question(self.subject)

    @cached_property
    def asked_for(self) -> AskedFor:
        """What an answer must give."""
        return asked_for(self.subject)

    @cached_property
    def _wants_number(self) -> bool:
        return wants_number(self.subject)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(question_names(self.subject))

    @cached_property
    def language(self) -> str | None:
        """The language it is in by its own words; `None` where they do not tell."""
        return question_language(self.subject)

    @cached_property
    def places(self) -> tuple[NamedPlace, ...]:
        """Places of documents that it names."""
        return named_places(self.words)

    @cached_property
    def speaker(self) -> str | None:
        """Who is to have said something; a document that is named is no speaker."""
        name = speaker_asked(self.understood.question)
        return None if name is None or named_places(name) else name

    @cached_property
    def held_to(self) -> tuple[str, ...]:
        """The names and numbers that an answer must be about, as written."""
        words = self.sought(self.language)
        return tuple(word.written for word in words if word.is_name or word.is_number)

    def on(self, topic: str) -> Self:
        """The same request, with only a part of its words to be looked for."""
        return replace(self, understood=replace(self.understood, question=topic))

    def language_among(self, languages: Iterable[str | None]) -> str | None:
        """The language it is in, those of the documents first where its words fit several."""
        return question_language(self.subject, languages)

    def terms(self, language: str | None) -> frozenset[str]:
        """Its index terms beside text of a language."""
        found = self._terms.get(language)
        if found is None:
            found = self._terms[language] = frozenset(question_terms(self.subject, [language]))
        return found

    def matched(self, text: str, language: str | None) -> tuple[str, ...]:
        """The words of a text, as written there, that stand for words of the question."""
        return matched_words(self.terms(language) | self._names, text, language)

    def sought(self, language: str | None) -> tuple[Sought, ...]:
        """Its words that a text of a language on it should have."""
        return sought_words(self.subject, language)

    def weighty_words(self, language: str | None) -> tuple[str, ...]:
        """The same as written; none where the question is in another language than the text."""
        if is_foreign_to(self.subject, language):
            return ()
        return tuple(word.written for word in self.sought(language))

    def fit(self, sentence: str, language: str | None = None) -> float:
        """How far a sentence holds what is asked for: a number of it, a date, a person; 0 to 1."""
        return fit(self.subject, self.asked_for, sentence, language)

    def is_met_by(self, sentence: str) -> bool:
        """Whether a sentence holds a number, not the question's own, where one is asked for."""
        return self._wants_number and has_other_number(sentence, self.subject)


def worded(text: str) -> str:
    """A text in one wording, as documents are read: nothing invisible, single spaces.

    Raises `EmptyQuestion` where nothing is left, and `QuestionTooLong`.
    """
    words = normalised(text)
    if not words:
        raise EmptyQuestion("Nothing was asked. Write a question or a few words.")
    return bounded(words)


def bounded(text: str) -> str:
    """The text, if it is no longer than a question may be. Raises `QuestionTooLong`."""
    if len(text) > LONGEST:
        raise QuestionTooLong(
            f"The question has {len(text):,} characters; "
            f"{LONGEST:,} are the most. Ask about a part of it."
        )
    return text
