"""The function of each paragraph of a document, by rules of which the first that holds decides."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.documents.document import Function, Paragraph
from assistant.documents.functions import formulas
from assistant.documents.functions.candidate import BEGINNING, Candidate
from assistant.documents.functions.frame import (
    caption,
    contents,
    heading,
    masthead,
    notice,
    page_line,
    signature,
    title,
)
from assistant.documents.functions.lists import people, references, table
from assistant.documents.functions.speech import decision, preamble, question, recommendation
from assistant.documents.functions.surroundings import surroundings_of
from assistant.documents.functions.traits import traits_of


def with_functions(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The same paragraphs, all of one document and in order, each with its function."""
    traits = [traits_of(paragraph) for paragraph in paragraphs]
    around = surroundings_of(paragraphs, traits)
    judged: list[Paragraph] = []
    before: Function | None = None
    for at, (paragraph, trait) in enumerate(zip(paragraphs, traits, strict=True)):
        closed = at == 0 or traits[at - 1].closed or before is not Function.STATEMENT
        after = traits[at + 1] if at + 1 < len(traits) else None
        before, basis = _judged(Candidate(paragraph, trait, around, before, closed, after))
        judged.append(replace(paragraph, function=before, function_basis=basis))
    return tuple(judged)


def _judged(it: Candidate) -> tuple[Function, str]:
    for function, rule in _RULES:
        basis = rule(it)
        if basis:
            return function, basis
    procedural = formulas.PROCEDURE.search(it.traits.body, 0, BEGINNING)
    return Function.STATEMENT, "procedure" if procedural else ""


_RULES: tuple[tuple[Function, Callable[[Candidate], str]], ...] = (
    (Function.SIGNATURE, signature),
    (Function.CONTENTS, contents),
    (Function.BOILERPLATE, page_line),
    (Function.BOILERPLATE, notice),
    (Function.MASTHEAD, masthead),
    (Function.HEADING, heading),
    (Function.CAPTION, caption),
    (Function.QUESTION, question),
    (Function.PREAMBLE, preamble),
    (Function.DECISION, decision),
    (Function.PEOPLE, people),
    (Function.REFERENCES, references),
    (Function.RECOMMENDATION, recommendation),
    (Function.TABLE, table),
    (Function.HEADING, title),
)
