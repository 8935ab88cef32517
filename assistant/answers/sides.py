"""What the two sides of a comparison are in a library: documents, speakers or years."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answers.answer import Answer
from assistant.answers.comparing import Side, compared
from assistant.answers.sequel import Quote
from assistant.answers.statements import cite_quotes
from assistant.library.reading import Reading
from assistant.library.records import DocumentRecord
from assistant.questions.comparisons import comparison_asked
from assistant.questions.question import Question
from assistant.retrieval.voices import AskedSpeaker

Ask = Callable[[Question, frozenset[str] | None], Answer]
"""A question asked of documents by id, or of all that were given."""

Meant = Callable[[str], Sequence[DocumentRecord]]
"""The documents that are called so."""

_YEAR = re.compile(r"(?:in |of )?((?:19|20)\d\d)")

Asked = tuple[str, Question, frozenset[str] | None]
"""A side's label, the question to it, and the documents it is asked of."""


def compare(
    question: Question,
    within: frozenset[str] | None,
    library: Reading,
    meant: Meant,
    ask: Ask,
) -> Answer | None:
    """Both sides of a comparison; `None` where it asks for none, or its sides are not known here.

    Both are of one kind: years in which documents were issued, documents by their names, or
    speakers. Each is asked for the topic that was named.
    """
    asked = comparison_asked(question.words)
    if asked is None or not asked.topic:
        return None
    sign = "?" if question.words.endswith("?") else ""
    for resolve in (_by_year, _by_document, _by_speaker):
        sides = [resolve(side, asked.topic + sign, within, library, meant) for side in asked.sides]
        known = [side for side in sides if side is not None]
        if len(known) == len(sides):
            found = [(label, ask(q, ids)) for label, q, ids in known]
            if resolve is _by_speaker:
                found = [(label, own(answer, label, library)) for label, answer in found]
            return compared(question.words, [Side(label, answer) for label, answer in found])
    return None


def own(answer: Answer, speaker: str, library: Reading) -> Answer:
    """What of an answer a speaker says, or is told to have said; nothing where that is nothing."""
    asked = AskedSpeaker.of(speaker, library)
    hits = [] if answer.target is None else [answer.target, *answer.runners_up]
    heard = [hit for hit in hits if asked.hears(hit.passage, hit.span) in ("stated", "reported")]
    if not heard:
        return replace(answer, found=False, statements=(), citations=(), target=None, runners_up=())
    statements, citations = cite_quotes([Quote(hit.passage, hit.span) for hit in heard])
    return replace(
        answer,
        statements=statements,
        citations=citations,
        target=heard[0],
        runners_up=tuple(heard[1:]),
    )


def _by_year(
    side: str, topic: str, within: frozenset[str] | None, library: Reading, meant: Meant
) -> Asked | None:
    year = _YEAR.fullmatch(side)
    if year is None:
        return None
    of_year = {
        record.document_id
        for record in library.documents()
        if (record.imprint.date or "").startswith(year[1])
    }
    ids = frozenset(of_year if within is None else of_year & within)
    if ids:
        return year[1], Question.of(topic), ids
    return year[1], Question.of(f"{year[1]}: {topic}"), within


def _by_document(
    side: str, topic: str, within: frozenset[str] | None, library: Reading, meant: Meant
) -> Asked | None:
    records = meant(side)
    ids = frozenset(record.document_id for record in records)
    if len(records) != 1 or (within is not None and not ids <= within):
        return None
    return records[0].called, Question.of(topic), ids


def _by_speaker(
    side: str, topic: str, within: frozenset[str] | None, library: Reading, meant: Meant
) -> Asked | None:
    known = library.speakers(side)
    if not known:
        return None
    return known[0].name, Question.of(f"What did {side} say about {topic.rstrip('?')}?"), within
