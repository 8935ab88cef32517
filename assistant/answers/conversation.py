"""A follow-up understood from the question before it, by rules and always visibly.

A follow-up is completed only when it leans on what went before: it opens like one
("and what about…"), points back ("who said that?", "when was it?") or names a
document by its place ("in the second report?"). Anything else stands as asked.
"""

import re
from dataclasses import dataclass

from assistant.answers.answer import Answer

_ABOUT = re.compile(
    r"^(?:and|but|so|or|then)?[\s,]*(?:what|how)\s+(?:about|of)\s+(?P<topic>.+?)[\s?!.]*$",
    re.IGNORECASE,
)
_AND = re.compile(r"^(?:and|or|also)\s+(?P<topic>[^?]{1,80}?)[\s?!.]*$", re.IGNORECASE)
_FRAME = re.compile(
    r"^(?P<frame>.*?\b(?:about|on|regarding|concerning|of|for)\s+)(?P<topic>.+?)[\s?!.]*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"^(?:about|on|regarding|concerning|of|for)\s+", re.IGNORECASE)
_WHO = re.compile(
    r"^(?:and\s+)?who\s+(?:said|says|wrote|claimed|stated)\s+(?:so|that|this|it)\b", re.I
)
_PLACE = re.compile(
    r"^(?:and\s+)?(?:what\s+about\s+)?(?:in|from|according\s+to)\s+the\s+"
    r"(?P<place>first|second|third|fourth|fifth|last|other)\s+"
    r"(?:one|document|report|file|paper|text|minutes|record|source)[\s?!.]*$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:that|this|it|its|they|them|their|those|these|he|him|his|she|her|there|then|so)\b",
    re.IGNORECASE,
)
_SHORT = 8
"""Words up to which a question that points back is a follow-up."""
_PLACES = ("first", "second", "third", "fourth", "fifth")
_ASKING = re.compile(
    r"^(?:who|what|when|where|why|which|how)\b(?:\s+(?:much|many|long))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it is searched for."""

    question: str
    within: tuple[str, ...] = ()
    """Ids of the documents it is limited to by what it says; empty for no limit."""
    explanation: str | None = None
    """How a follow-up was completed; `None` for a question that stands as asked."""
    subject: str | None = None
    """The question that the next follow-up leans on, when it is not `question`."""


def understand(question: str, before: Answer | None) -> Understanding:
    """The question completed from the answer before it, when it leans on that."""
    if before is None:
        return Understanding(question)
    return (
        _of_place(question, before)
        or _of_speaker(question, before)
        or _of_topic(question, before)
        or _of_pointer(question, before)
        or Understanding(question)
    )


def _of_place(question: str, before: Answer) -> Understanding | None:
    """`In the second report?`: the same question, asked of one cited document."""
    match = _PLACE.match(question)
    documents = _documents(before)
    if match is None or not documents:
        return None
    place = match["place"].lower()
    at = {"last": len(documents) - 1, "other": 1}.get(place)
    if at is None:
        at = _PLACES.index(place)
    if at >= len(documents):
        return None
    document_id, name = documents[at]
    return Understanding(
        before.question,
        (document_id,),
        f"{before.question.rstrip(' ?')}, in {name}",
        before.question,
    )


def _of_speaker(question: str, before: Answer) -> Understanding | None:
    """`Who said that?`: the paragraph that was quoted, which shows its speaker."""
    if not _WHO.match(question) or before.target is None or not before.citations:
        return None
    first = before.citations[0]
    explanation = f"Who said “{_shortened(first.quote)}”"
    return Understanding(first.quote, (first.document_id,), explanation, before.question)


def _of_topic(question: str, before: Answer) -> Understanding | None:
    """`And what about women?`: the question before, with its subject exchanged."""
    match = _ABOUT.match(question) or _AND.match(question)
    if match is None:
        return None
    topic = match["topic"]
    frame = _FRAME.match(before.question)
    if _ASKING.match(topic):
        completed = f"{topic} {_subject(before.question)}"
    elif frame:
        completed = f"{frame['frame']}{_LINK.sub('', topic)}"
    else:
        completed = f"{before.question} {topic}"
    return Understanding(completed, (), completed)


def _of_pointer(question: str, before: Answer) -> Understanding | None:
    """`When was it?`: the subject before is put beside the question."""
    words = question.split()
    if len(words) > _SHORT or not (_BACK.search(question) or len(words) == 1):
        return None
    if len(words) == 1 and not _ASKING.match(question):
        return None
    completed = f"{question.rstrip(' ?!.')}: {_subject(before.question)}"
    return Understanding(completed, (), completed)


def _subject(question: str) -> str:
    """What a question is about: what follows its preposition, or all but its asking word."""
    frame = _FRAME.match(question)
    if frame:
        return frame["topic"]
    return _ASKING.sub("", question).strip(" ?!.") or question


def _documents(before: Answer) -> list[tuple[str, str]]:
    """The cited documents in the order of the answer, then those of the runners-up."""
    found: dict[str, str] = {}
    for citation in before.citations:
        found.setdefault(citation.document_id, citation.document)
    hits = () if before.target is None else (before.target, *before.runners_up)
    for hit in hits:
        found.setdefault(hit.paragraph.document_id, hit.document)
    return list(found.items())


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
