"""A model's reply by sentences: what its sources bear out is linked, the rest is marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.agreement import supporting_sentence
from assistant.answers.answer import Statement, Support
from assistant.answers.markers import joined, unmarked
from assistant.answers.sources import Source
from assistant.citations.citation import Citation
from assistant.citations.wording import tokens
from assistant.documents.document import Span
from assistant.language.characters import normalised
from assistant.language.sentences import sentence_spans
from embeddings.encoder import Encoder

LEAST_MEANING = 0.65
"""Cosine that a claim and its sentence have at least. Words decide: over 60 claims of each kind
(bundled encoder; squad2, upr, scifact, policyqa), sentences with a number, a name or a negation
altered lie at .95 to .99 in the median, faithful ones at .92 to 1.00. This only stops a claim that
is so small a part of its sentence that it says something else: of claims without the last clause
5 in 100 lie below .66, of all other faithful claims none."""

MOST_STATEMENTS = 40
"""Sentences of one reply that are checked; more are no answer."""

LONGEST_SENTENCE = 4_000
"""Characters after which a sentence is cut."""

_AHEAD = 64
"""Characters that must follow before a sentence is known to have ended."""

_SILENT = re.compile(
    r"(?:the |these )?(?:sources?|documents?|paragraphs?) (?:do(?:es)? not|don['’]t|doesn['’]t) "
    r"(?:tell|say|answer (?:this|that|the question))\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grounded:
    """A whole reply after checking."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    """Numbered from 1 without gaps, in order of appearance."""


class Grounding:
    """Checks one reply against the sources given for it, while it arrives.

    A statement is released once its sentence has ended. It is `SUPPORTED`, and cites,
    only when every number that it cites is that of a source given, and a sentence of a
    cited source says all that it says; of the cited sources only those are linked that
    bear it out by themselves. Everything else is `UNSUPPORTED` and cites nothing. Text is
    plain text: marks, control characters and direction marks are taken out, the rest is
    kept as it is.
    """

    def __init__(self, sources: Sequence[Source], encoder: Encoder) -> None:
        """`encoder` gives the support score of what agrees by its words."""
        self._sources = {source.number: source for source in sources}
        self._encoder = encoder
        self._waiting = ""
        self._looked_at = 0
        self._released = 0
        self._cited: dict[tuple[str, Span], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Those of the statements released so far."""
        return tuple(self._cited.values())

    @property
    def is_full(self) -> bool:
        """Whether nothing more of the reply will be looked at."""
        return self._released >= MOST_STATEMENTS

    def read(self, piece: str) -> list[Statement]:
        """The statements whose sentences have ended with this piece of the reply."""
        self._waiting += piece
        if "\n" not in piece and len(self._waiting) - self._looked_at < _AHEAD:
            return []
        *lines, self._waiting = self._waiting.split("\n")
        sentences = [sentence for line in lines for sentence in _sentences(line)]
        ended, self._waiting = _ended(self._waiting)
        self._looked_at = len(self._waiting)
        return self._release([*sentences, *ended])

    def finish(self) -> list[Statement]:
        """The statements of what is left, when the reply has come to its end."""
        sentences, self._waiting = list(_sentences(self._waiting)), ""
        return self._release(sentences)

    def _release(self, sentences: Sequence[str]) -> list[Statement]:
        statements = []
        for sentence in sentences:
            statement = None if self.is_full else self._checked(sentence)
            if statement is not None:
                self._released += 1
                statements.append(statement)
        return statements

    def _checked(self, sentence: str) -> Statement | None:
        """The sentence as a statement; `None` when it has no word."""
        marked = unmarked(normalised(sentence))
        if not tokens(marked.text):
            return None
        if not marked.numbers and _SILENT.fullmatch(marked.text):
            return Statement(marked.text, (), Support.SUPPORTED)
        numbers = self._borne_out(marked.text, marked.numbers)
        support = Support.SUPPORTED if numbers else Support.UNSUPPORTED
        return Statement(marked.text, numbers, support)

    def _borne_out(self, claim: str, cited: Sequence[int]) -> tuple[int, ...]:
        """Numbers, as the reader will see them, of the citations that bear the claim out."""
        if any(number not in self._sources for number in cited):
            return ()
        numbers = []
        for source in map(self._sources.__getitem__, cited):
            span = supporting_sentence(claim, source)
            if span is not None and self._is_near(claim, source.text[span.start : span.end]):
                numbers.append(self._number(source, span))
        return tuple(dict.fromkeys(numbers))

    def _is_near(self, claim: str, sentence: str) -> bool:
        vectors = self._encoder.encode_passages([claim, sentence])
        return float(vectors[0] @ vectors[1]) >= LEAST_MEANING

    def _number(self, source: Source, span: Span) -> int:
        key = (source.passage.paragraph.paragraph_id, span)
        if key not in self._cited:
            self._cited[key] = source.cite(len(self._cited) + 1, span)
        return self._cited[key].number


def ground(reply: str, sources: Sequence[Source], encoder: Encoder) -> Grounded:
    """A whole reply, checked as `Grounding` does."""
    grounding = Grounding(sources, encoder)
    statements = [*grounding.read(reply), *grounding.finish()]
    return Grounded(tuple(statements), grounding.citations)


def _sentences(line: str) -> Iterator[str]:
    """The sentences of a line, each with the citation marks that follow it."""
    text = joined(line)
    for start, end in sentence_spans(text):
        for cut in range(start, end, LONGEST_SENTENCE):
            yield text[cut : min(end, cut + LONGEST_SENTENCE)]


def _ended(waiting: str) -> tuple[list[str], str]:
    """The sentences that have surely ended, and the text from the next one on."""
    text = joined(waiting)
    spans = sentence_spans(text)
    ended = spans[:-1]
    while ended and len(text) - ended[-1][1] < _AHEAD:
        ended.pop()
    if not ended:
        if len(text) > LONGEST_SENTENCE + _AHEAD:
            return [text[:LONGEST_SENTENCE]], text[LONGEST_SENTENCE:]
        return [], waiting
    return [text[start:end] for start, end in ended], text[ended[-1][1] :]
