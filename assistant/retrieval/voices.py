"""Whether a passage is by whom a question asks for, tells what they said, or is about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.documents.document import Span
from assistant.documents.speakers.countries import folded
from assistant.documents.speakers.names import canonical_name, name_key
from assistant.documents.speakers.speaker import Voice
from assistant.errors import SeveralSpeakers
from assistant.library.reading import Passage, Reading
from assistant.library.records import KnownSpeaker
from assistant.questions.question import Question

Heard = Literal["stated", "reported", "about"]
_CHOICES = 8
_OF_ANOTHER = r"(?<!under )(?<!deputy )(?<!assistant )(?<!vice )(?<!former )"
"""An Under-Secretary-General is not the Secretary-General."""


@dataclass(frozen=True, slots=True)
class AskedSpeaker:
    """Who is asked for: one name, and everyone in the library who may be meant by it."""

    name: str
    keys: frozenset[str]
    """Of those in the library; only that of the name where it knows none."""
    known: tuple[KnownSpeaker, ...] = ()
    """Several who are not one: it is not clear who is meant."""

    @classmethod
    def of(cls, name: str, library: Reading) -> "AskedSpeaker":
        """The one of exactly that name, else all who share it."""
        known = library.speakers(name)
        keys = frozenset(speaker.key for speaker in known) or frozenset({name_key(name)})
        return cls(name, keys, known)

    @property
    def is_one(self) -> bool:
        """Whether all who may be meant are one: `Brook` and `Jane Brook` are."""
        return _are_one(sorted(self.keys, key=len))

    def hears(self, passage: Passage, span: Span | None = None) -> Heard | None:
        """Whether they say it themselves, are told to have said it, or are only spoken of.

        Of the whole paragraph, or of the words at `span`. `None` where it has nothing of them.
        """
        paragraph = passage.paragraph
        said = paragraph.speakers if span is None else paragraph.said_by(span)
        voices = {s.voice for s in said if name_key(s.canonical) in self.keys}
        if Voice.STATED in voices:
            return "stated"
        if Voice.REPORTED in voices:
            return "reported"
        around = folded(f"{passage.context} {paragraph.text}")
        names = sorted({*self.keys, folded(self.name)} - {""})
        named = rf"{_OF_ANOTHER}\b(?:{'|'.join(map(re.escape, names))})\b"
        return "about" if names and re.search(named, around) else None


def asked_speaker(question: Question, library: Reading) -> AskedSpeaker | None:
    """Who is to have said what a question asks for; `None` where it asks for nobody's words."""
    return None if question.speaker is None else AskedSpeaker.of(question.speaker, library)


def matches(question: Question, passage: Passage, span: Span | None = None) -> Heard | None:
    """How a passage answers a question that names a speaker; `None` too where it names none."""
    asked = asked_speaker(question, passage.library)
    return None if asked is None else asked.hears(passage, span)


def speaker_chosen(name: str, library: Reading) -> frozenset[str]:
    """The keys of the one speaker who is meant. Raises `SeveralSpeakers`."""
    asked = AskedSpeaker.of(name, library)
    if not asked.is_one:
        names = ", ".join(speaker.name for speaker in asked.known[:_CHOICES])
        more = ", …" if len(asked.known) > _CHOICES else ""
        raise SeveralSpeakers(
            f"{len(asked.known)} speakers are called {canonical_name(name)}; "
            f"name one of them: {names}{more}."
        )
    return asked.keys


def _are_one(keys: Sequence[str]) -> bool:
    """Whether each longer name has all words of the one before it."""
    return all(set(a.split()) <= set(b.split()) for a, b in pairwise(keys))
