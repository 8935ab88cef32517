"""A follow-up understood from the question before it, by rules and always visibly.

A follow-up is completed only when it leans on what went before: it opens like one
("and what about…"), points back ("who said that?", "when was it?"), is no sentence
("in 2019?"), asks for more ("what else?") or names a document ("in the second
report?"). Anything else stands as asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.questions.follow_ups import (
    ABOUT,
    AND,
    ASIDE,
    ASKING,
    AUXILIARY,
    BACK,
    ELLIPSIS,
    FRAMES,
    IN_DOCUMENT,
    LINK,
    LONGEST_TOPIC,
    MANNER,
    MORE,
    PLACE,
    PLACES,
    SHORT,
    UNNAMED,
    VERBAL,
    WHO,
    YEAR,
    YEAR_ASKED,
)

Names = Callable[[], Sequence[tuple[str, str]]]
"""Id and name of every document."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What an answer quoted, and where."""

    paragraph_id: str
    document_id: str
    document: str
    """The document's name."""
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was answered, as far as the next one may lean on it."""

    question: str
    target: str | None
    """Id of the paragraph that was selected; `None` where nothing was found."""
    quoted: tuple[Quoted, ...] = ()
    """In the order of the answer."""
    shown: tuple[tuple[str, str], ...] = ()
    """Id and name of the documents whose paragraphs were shown, best first."""

    @property
    def documents(self) -> list[tuple[str, str]]:
        """Id and name of the documents quoted in the order of the answer, then of those shown."""
        quoted = [(quote.document_id, quote.document) for quote in self.quoted]
        return list(dict.fromkeys((*quoted, *self.shown)))


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it is searched for."""

    question: str
    within: tuple[str, ...] = ()
    """Ids of the documents it is limited to by what it says; empty for no limit."""
    explanation: str | None = None
    """How a follow-up was completed; `None` for a question that stands as asked."""
    carried: str | None = None
    """The question that the next follow-up leans on, when it is not `question`."""
    beside: frozenset[str] = frozenset()
    """Ids of paragraphs that were quoted already and are left out."""


def understand(question: str, before: Turn | None, names: Names = tuple) -> Understanding:
    """The question completed from the answer before it, when it leans on that."""
    if before is None:
        return Understanding(question)
    return (
        _of_more(question, before)
        or _of_place(question, before)
        or _of_document(question, before, names)
        or _of_speaker(question, before)
        or _of_topic(question, before)
        or _of_pointer(question, before)
        or Understanding(question)
    )


def _of_more(question: str, before: Turn) -> Understanding | None:
    """`What else?`: the same question, without the paragraphs that were quoted."""
    if not MORE.match(question) or before.target is None:
        return None
    explanation = f"{_stem(before.question)}, beside what was quoted"
    beside = frozenset({before.target, *(quote.paragraph_id for quote in before.quoted)})
    return Understanding(before.question, (), explanation, before.question, beside)


def _of_place(question: str, before: Turn) -> Understanding | None:
    """`In the second report?`: the same question, asked of one cited document."""
    match = PLACE.match(question)
    documents = before.documents
    if match is None or not documents:
        return None
    at = PLACES[match["place"].lower()]
    return None if at >= len(documents) else _within(before, *documents[at])


def _of_document(question: str, before: Turn, names: Names) -> Understanding | None:
    """`And in the minutes?`: the same question, asked of the one document that it names."""
    match = IN_DOCUMENT.match(question)
    if match is None:
        return None
    wanted = _words(match["name"])
    # Without its article a word is rather a place or a subject than the name of a document.
    part = bool(match["article"])
    found = [
        (document_id, name)
        for document_id, name in names()
        if not UNNAMED.issuperset(wanted) and _is_named(wanted, name, part=part)
    ]
    return _within(before, *found[0]) if len(found) == 1 else None


def _within(before: Turn, document_id: str, name: str) -> Understanding:
    explanation = f"{_stem(before.question)}, in {name}"
    return Understanding(before.question, (document_id,), explanation, before.question)


def _is_named(wanted: Sequence[str], name: str, *, part: bool) -> bool:
    """Whether these words are a document's name, with or without its ending, or `part` of it."""
    words = _words(name)
    if part:
        return set(wanted) <= set(words)
    return list(wanted) in (words, _words(name.rpartition(".")[0]))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _of_speaker(question: str, before: Turn) -> Understanding | None:
    """`Who said that?`: the paragraph that was quoted, which shows its speaker."""
    if not WHO.match(question) or before.target is None or not before.quoted:
        return None
    first = before.quoted[0]
    explanation = f"Who said “{_shortened(first.text)}”"
    return Understanding(first.text, (first.document_id,), explanation, before.question)


def _of_topic(question: str, before: Turn) -> Understanding | None:
    """`And what about women?`: the question before, with its subject exchanged."""
    match = ABOUT.match(question) or AND.match(question) or _ellipsis(question)
    if match is None:
        return None
    topic = match["topic"]
    frame = _frame(before.question)
    if YEAR.match(topic):
        completed = _of_year(topic, before.question)
    elif ASKING.match(topic):
        if len(topic.split()) > LONGEST_TOPIC:
            return None
        completed = f"{topic} {_subject(before.question)}"
    elif frame and not ASIDE.match(topic):
        completed = f"{frame['frame']}{LINK.sub('', topic)}{frame['tail']}"
    elif len(topic.split()) > LONGEST_TOPIC:
        return None
    else:
        joint = ", " if before.question.endswith("?") and not ASIDE.match(topic) else " "
        completed = f"{_stem(before.question)}{joint}{topic}"
    return Understanding(completed, (), completed)


def _ellipsis(question: str) -> re.Match[str] | None:
    """`In 2012?`, `by whom?`: a question that is no sentence."""
    match = ELLIPSIS.match(question)
    if match is None or (len(question.split()) > 3 and VERBAL.search(question)):
        return None
    return match


def _of_year(topic: str, question: str) -> str:
    """The question before, of another year; what asks of several years keeps them."""
    year = topic[-4:]
    if len(YEAR_ASKED.findall(question)) == 1:
        return YEAR_ASKED.sub(year, _stem(question))
    return f"{_stem(question)} {'in ' if topic == year else ''}{topic}"


def _of_pointer(question: str, before: Turn) -> Understanding | None:
    """`When was it?`: the subject before is put beside the question."""
    words = question.split()
    if len(words) == 1:
        return _of_asking_word(question, before)
    if len(words) > SHORT or not BACK.search(question):
        return None
    completed = f"{_stem(question)}: {_subject(before.question)}"
    return Understanding(completed, (), completed)


def _of_asking_word(question: str, before: Turn) -> Understanding | None:
    """`When?`: in the place of the asking word before, where both ask for a circumstance."""
    asked = _stem(question)
    if not ASKING.fullmatch(asked):
        return None
    manner = MANNER.match(before.question)
    if manner and MANNER.match(f"{asked} "):
        completed = f"{asked} {_stem(before.question[manner.end() :])}"
    else:
        completed = f"{asked}: {_subject(before.question)}"
    return Understanding(completed, (), completed)


def _frame(question: str) -> re.Match[str] | None:
    """What a question asks of its topic, by the preposition that tells most."""
    return next((found for frame in FRAMES if (found := frame.match(question))), None)


def _subject(question: str) -> str:
    """What a question is about: what follows its preposition, or all but its asking word."""
    frame = _frame(question)
    if frame:
        return frame["topic"]
    asked = ASKING.match(question)
    if asked is None:
        return _stem(question)
    return AUXILIARY.sub("", _stem(question[asked.end() :])) or question


def _stem(question: str) -> str:
    return question.strip(" ?!.¿¡")


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
