"""What people chose for a question, found again when it is asked, or one like it."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from assistant.answers.chosen import Chosen
from assistant.citations.wording import NEGATIONS
from assistant.documents.document import Span
from assistant.errors import UnknownParagraph
from assistant.keeping.kept import kept
from assistant.language.terms import folded_words
from assistant.library.library import Library
from assistant.library.records import Selection
from assistant.questions.question import Question
from embeddings.encoder import Encoder

SIMILAR = 0.88
"""Cosine from which two questions are one, where neither has a word that the other exchanges.

By the multilingual encoder, of 87,571 pairs of 419 questions of four sets and a pile 15 were one,
all of one meaning or a narrower one; of 15 questions worded anew 12. With 60 % of the words shared
instead, exports were imports, and to share data was to collect it.
"""

MOST = 500
"""Questions that are looked at, those that something was kept for last."""

_MOST_HELD = 2_000
"""Vectors of questions that are held."""

_ASKING = frozenset(
    (
        *("why", "how", "where", "who", "whom", "when", "warum", "wie", "wo", "wer", "wann"),
        *("pourquoi", "comment", "où", "qui", "quand", "por", "cómo", "dónde", "quién", "cuándo"),
    )
)

Vector = NDArray[np.float32]


class Choices:
    """The selections of a library, by the questions that they answered."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: tuple[int, tuple[Selection, ...]] | None = None
        self._vectors: OrderedDict[tuple[str, str], Vector] = OrderedDict()

    def of(self, question: Question, encoder: Encoder) -> tuple[Chosen, ...]:
        """What was chosen for this question, then for similar ones; the latest first, each once.

        A paragraph that is not there any more, or whose words were changed, is passed over.
        """
        groups: dict[bool, list[Selection]] = {True: [], False: []}
        similar: dict[str, bool | None] = {}
        for selection in reversed(self._selections()):
            asked = selection.question
            if asked not in similar:
                if len(similar) == MOST:
                    break
                similar[asked] = self._likeness(question, asked, encoder)
            same = similar[asked]
            if same is not None:
                groups[same].append(selection)
        found: dict[str, Chosen] = {}
        for one in self._now([*groups[True], *groups[False]]):
            found.setdefault(one.passage.paragraph.paragraph_id, one)
        return tuple(found.values())

    def _selections(self) -> tuple[Selection, ...]:
        """Those for a question, the oldest first; read again when the library has changed."""
        version = self._library.version()
        if self._read is None or self._read[0] != version:
            asked = tuple(s for s in self._library.selections() if s.question)
            self._read = (version, asked)
        return self._read[1]

    def _likeness(self, question: Question, asked: str, encoder: Encoder) -> bool | None:
        """True for the same question, False for one like it, `None` for another."""
        mine = question.understood.question
        if folded_words(mine) == folded_words(asked):
            return True
        other = Question.of(asked)
        if not _may_be_one(question, other):
            return None
        cosine = float(self._vector(mine, encoder) @ self._vector(asked, encoder))
        return False if cosine >= SIMILAR else None

    def _vector(self, text: str, encoder: Encoder) -> Vector:
        key = (str(encoder.fingerprint), text)
        held = self._vectors.get(key)
        if held is None:
            held = self._vectors[key] = encoder.encode_question(text)[0]
            while len(self._vectors) > _MOST_HELD:
                self._vectors.popitem(last=False)
        return held

    def _now(self, selections: Sequence[Selection]) -> Iterator[Chosen]:
        for one in kept(selections, self._library) if selections else ():
            now = one.verification.now
            if now is not None:
                with suppress(UnknownParagraph):
                    passage = self._library.passage(now.paragraph_id)
                    span = Span(now.start, now.end)
                    yield Chosen(passage, span, one.question, one.selection_id)


def _may_be_one(question: Question, other: Question) -> bool:
    """Whether both ask for one kind of thing, of the same names, in much the same words."""
    if question.asked_for is not other.asked_for or _turns(question) != _turns(other):
        return False
    if _held_to(question) != _held_to(other):
        return False
    language = question.language or other.language
    mine, theirs = question.terms(language), other.terms(language)
    return mine <= theirs or theirs <= mine


def _held_to(question: Question) -> frozenset[str]:
    return frozenset(word.casefold() for word in question.held_to)


def _turns(question: Question) -> frozenset[str]:
    """The words in it that turn its meaning round, or that ask for another thing."""
    return (NEGATIONS | _ASKING) & set(folded_words(question.understood.question))
