"""A speaker of some words of a paragraph, and how that is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """Whether words are a speaker's own, or another tells what they said."""

    STATED = "stated"
    REPORTED = "reported"


class Attribution(StrEnum):
    """By what a speaker is known."""

    AUTHOR = "author"
    """The document, or this part of it, is by them."""
    TURN = "turn"
    """They have the word in a record: their name stands before it."""
    HEADING = "heading"
    """Their name is the heading above what they ask."""
    SAYING = "saying"
    """A sentence says that they said it."""
    BRACKETS = "brackets"
    """Their name stands in brackets behind what they recommend."""
    CONTINUED = "continued"
    """An intervention of theirs goes on that began in a sentence before."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a stretch of a revision's text, `text[start:end]`; not whom it is about."""

    name: str
    """As written where it was named: `The delegation of Slovenia`."""
    canonical: str
    """What those are called together who are one: `Slovenia`."""
    voice: Voice
    basis: Attribution
    start: int
    end: int
    named: tuple[int, int] | None = None
    """Where the paragraph names them, in the revision's text; `None` where it does not."""


def canonical_names(speakers: Iterable[Speaker]) -> tuple[str, ...]:
    """What they are called, each once."""
    return tuple(dict.fromkeys(speaker.canonical for speaker in speakers))


def spoken_text(speakers: Iterable[Speaker]) -> str:
    """`Slovenia, reported`; `Ms. Byron, stated; Peru, reported`; or nothing."""
    voices = {speaker.canonical: speaker.voice for speaker in speakers}
    return "; ".join(f"{name}, {voice}" for name, voice in voices.items())
