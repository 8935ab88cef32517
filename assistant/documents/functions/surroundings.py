"""What stands around a paragraph: the front of the document, runs of like lines, repetition."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.documents.document import Function, Kind, Paragraph
from assistant.documents.functions.announcements import announced, announced_over
from assistant.documents.functions.formulas import (
    MASTHEAD,
    NAVIGATION,
    NOTICE,
    OPERATIVE,
    PREAMBLE,
)
from assistant.documents.functions.traits import Traits

_FRONT = 40
"""Paragraphs; a front page that goes on for longer is none."""
_REACH = 3
"""Lines before and after that make a run."""
_REPEATED = 3
_MANY = 5
_DATED = re.compile(r"\b\d{4}\b|\d/\d")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document's paragraphs tell of each other; sequences are by ordinal."""

    front: int
    """How many paragraphs come before the document begins to speak; 0 where it has no masthead."""
    names: Sequence[bool]
    """In a run of lines that begin with names."""
    pages: Sequence[bool]
    """In a run of lines whose last numbers rise, as those of contents do; only near the front."""
    navigation: Sequence[bool]
    """In a long run of items of a few words each."""
    repeated: Sequence[int]
    """How often these very words stand in the document, where they may be a line of its pages."""
    resolving: bool
    """Several paragraphs begin as those of a resolution do."""
    recommending: bool
    """Many numbered paragraphs end in the name of a State."""
    amid: Sequence[bool]
    """Most of the lines around it begin with names."""
    announced: Sequence[frozenset[Function]]
    """What the headings over each announce."""


def surroundings_of(paragraphs: Sequence[Paragraph], traits: Sequence[Traits]) -> Surroundings:
    """Look at a document once as a whole."""
    times = Counter(paragraph.text for paragraph in paragraphs)
    named = [_may_be_person(p, t) for p, t in zip(paragraphs, traits, strict=True)]
    few = [
        p.kind is Kind.LIST_ITEM and len(t.words) <= 6 and p.text[-1:] not in ".;,:?!。；"
        for p, t in zip(paragraphs, traits, strict=True)
    ]
    clauses = sum(
        bool(PREAMBLE.match(t.body) and t.body.rstrip()[-1:] in ",，،;") or _operative(p, t)
        for p, t in zip(paragraphs, traits, strict=True)
    )
    sections: dict[tuple[str, ...], frozenset[Function]] = {}
    for paragraph in paragraphs:
        if paragraph.section not in sections:
            sections[paragraph.section] = announced_over(paragraph.section)
    return Surroundings(
        front=_front(paragraphs, traits),
        names=_runs(named, _REACH, 3),
        pages=_rising([trait.page for trait in traits[: max(_FRONT, len(traits) // 5)]]),
        navigation=_stretches(few, 5) if _is_web_page(traits) else [False] * len(few),
        repeated=[
            times[p.text] if p.kind is not Kind.TABLE_ROW and _may_repeat(p, t) else 1
            for p, t in zip(paragraphs, traits, strict=True)
        ],
        resolving=clauses >= _REPEATED,
        recommending=_recommending(paragraphs, traits),
        amid=[2 * sum(named[max(0, at - 4) : at + 5]) > 8 for at in range(len(named))],
        announced=[sections[p.section] for p in paragraphs],
    )


def _operative(paragraph: Paragraph, traits: Traits) -> bool:
    marked = paragraph.number is not None or paragraph.bullet is not None
    return marked and bool(OPERATIVE.match(traits.body))


def _recommending(paragraphs: Sequence[Paragraph], traits: Sequence[Traits]) -> bool:
    numbered = zip(paragraphs, traits, strict=True)
    return sum("." in (p.number or "") and t.by_state for p, t in numbered) >= _MANY


def _may_be_person(paragraph: Paragraph, traits: Traits) -> bool:
    if paragraph.kind is Kind.HEADING or len(traits.words) > 60:
        return False
    return traits.is_titled or (traits.is_named and ("," in traits.body or "|" in traits.body))


def _may_repeat(paragraph: Paragraph, traits: Traits) -> bool:
    """A heading may well stand several times, and so may a short answer."""
    if paragraph.kind is Kind.HEADING:
        return bool(_DATED.search(paragraph.text)) and len(traits.words) > 3
    if "|" in traits.body:
        return False
    return len(traits.words) >= 4 and (traits.sentence or len(traits.words) <= 40)


def _runs(marked: Sequence[bool], reach: int, least: int) -> list[bool]:
    """Which of the marked ones have at least so many marked around them, themselves included."""
    return [
        mark and sum(marked[max(0, at - reach) : at + reach + 1]) >= least
        for at, mark in enumerate(marked)
    ]


def _is_web_page(traits: Sequence[Traits]) -> bool:
    """Whether several lines are what a browser shows around a text."""
    return sum(trait.short and bool(NAVIGATION.match(trait.body)) for trait in traits) >= 2


def _stretches(marked: Sequence[bool], least: int) -> list[bool]:
    """Which of the marked ones have so many marked in a row, themselves included."""
    found: list[bool] = []
    for mark, group in groupby(marked):
        length = sum(1 for _ in group)
        found += [mark and length >= least] * length
    return found


def _rising(numbers: Sequence[int | None]) -> list[bool]:
    """Which belong to five or more page numbers that do not fall, with at most two lines between.

    Four of them differ: figures in a table may rise by chance.
    """
    found = [False] * len(numbers)
    run: list[int] = []
    for at, number in enumerate([*numbers, None, None, None]):
        if number is not None and run and at - run[-1] <= 3 and number >= (numbers[run[-1]] or 0):
            run.append(at)
        elif number is not None or (run and at - run[-1] > 2):
            rises = len(run) >= 5 and len({numbers[place] for place in run}) >= 4
            if rises:
                found[run[0] : run[-1] + 1] = [True] * (run[-1] + 1 - run[0])
            run = [] if number is None else [at]
    return found


def _front(paragraphs: Sequence[Paragraph], traits: Sequence[Traits]) -> int:
    """Before the first heading of contents, or the first paragraph that says something."""
    seen = 0
    for at, (paragraph, trait) in enumerate(zip(paragraphs[:_FRONT], traits, strict=False)):
        seen += is_masthead(trait)
        if announced(paragraph.text) or _speaks(paragraph, trait):
            return at if seen >= 2 else 0
    return min(_FRONT, len(paragraphs)) if seen >= 2 and len(paragraphs) > _FRONT else 0


def _speaks(paragraph: Paragraph, traits: Traits) -> bool:
    if paragraph.kind is Kind.HEADING or NOTICE.search(traits.body):
        return False
    if paragraph.number is not None and not traits.short:
        return True
    return (traits.sentence and len(traits.words) >= 12) or bool(
        PREAMBLE.match(traits.body) and len(traits.words) >= 6
    )


def is_masthead(traits: Traits) -> bool:
    """Whether a line is one that stands on front pages: a symbol, a date, a session, a job."""
    return traits.is_job or (
        traits.short and (traits.is_symbol or traits.is_date or bool(MASTHEAD.match(traits.body)))
    )
