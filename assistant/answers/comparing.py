"""Both sides of a comparison, each quoted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.answer import Answer, AnswerKind, Statement
from assistant.citations.citation import Citation
from assistant.retrieval.hit import Searched

PER_SIDE = 2
"""Statements of each side."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that are compared, and what was found on it."""

    label: str
    answer: Answer


def compared(question: str, sides: Sequence[Side]) -> Answer:
    """The statements of each side under its label; a side of which nothing is found is named."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    for side in sides:
        for statement in side.answer.statements[:PER_SIDE]:
            said, cited = _renumbered(statement, side.answer.citations, len(citations))
            statements.append(replace(said, group=side.label))
            citations += cited
    found = [side for side in sides if side.answer.found]
    silent = [side.label for side in sides if not side.answer.found]
    hits = [hit for side in found for hit in (side.answer.target,) if hit is not None]
    others = [hit for side in found for hit in side.answer.runners_up[:PER_SIDE]]
    shown = [replace(hit, rank=rank) for rank, hit in enumerate([*hits, *others], start=1)]
    first = sides[0].answer
    return replace(
        first,
        question=question,
        found=bool(found),
        statements=tuple(statements),
        citations=tuple(citations),
        target=shown[0] if shown else None,
        runners_up=tuple(shown[1:]),
        nearest=None if found else first.nearest,
        kind=AnswerKind.COMPARISON,
        understood_as=None,
        note=f"Nothing is found of {' or '.join(silent)} on this." if silent and found else None,
        searched=_searched([side.answer.searched for side in sides]),
    )


def _searched(each: Sequence[Searched]) -> Searched:
    """What all sides were held against; of documents that both share, once."""
    return Searched(
        documents=max(one.documents for one in each),
        paragraphs=max(one.paragraphs for one in each),
        unreadable=tuple(dict.fromkeys(name for one in each for name in one.unreadable)),
        milliseconds=sum(one.milliseconds for one in each),
    )


def _renumbered(
    statement: Statement, citations: Sequence[Citation], before: int
) -> tuple[Statement, list[Citation]]:
    """A statement with its citations, counted on from those before."""
    numbers = [*statement.context, *statement.citations]
    at = {number: before + count for count, number in enumerate(numbers, start=1)}
    cited = [replace(citations[number - 1], number=at[number]) for number in numbers]
    said = replace(
        statement,
        citations=tuple(at[number] for number in statement.citations),
        context=tuple(at[number] for number in statement.context),
    )
    return said, cited
