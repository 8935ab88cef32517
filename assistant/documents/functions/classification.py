"""The function of each paragraph of a document, by rules of which the first that holds decides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.documents.contents_words import names_contents
from assistant.documents.document import Function, Kind, Paragraph
from assistant.documents.functions import formulas
from assistant.documents.functions.announcements import announced
from assistant.documents.functions.surroundings import (
    Surroundings,
    is_masthead,
    surroundings_of,
)
from assistant.documents.functions.traits import CITING, POINTING, SYMBOL, Traits, traits_of

_QUESTION_MARKS = "?？؟"
_BEGINNING = 400
"""Characters in which a paragraph shows what it does."""
_CLAUSE_ENDS = ",，،;；؛"


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph with all that its function may be known by."""

    paragraph: Paragraph
    traits: Traits
    around: Surroundings
    before: Function | None
    """What the paragraph before it does."""
    after: Traits | None
    """The wording of the paragraph after it."""

    @property
    def announced(self) -> frozenset[Function]:
        return self.around.announced[self.paragraph.ordinal]

    @property
    def in_front(self) -> bool:
        return self.paragraph.ordinal < self.around.front

    @property
    def marked(self) -> bool:
        """It has a printed number or a list's mark; that of a note is neither."""
        if self.paragraph.kind is Kind.FOOTNOTE:
            return False
        return self.paragraph.number is not None or self.paragraph.bullet is not None


def with_functions(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The same paragraphs, all of one document and in order, each with its function."""
    traits = [traits_of(paragraph) for paragraph in paragraphs]
    around = surroundings_of(paragraphs, traits)
    judged: list[Paragraph] = []
    before: Function | None = None
    following = [*traits[1:], None]
    for paragraph, trait, after in zip(paragraphs, traits, following, strict=False):
        before, basis = _judged(_Place(paragraph, trait, around, before, after))
        judged.append(replace(paragraph, function=before, function_basis=basis))
    return tuple(judged)


def _judged(place: _Place) -> tuple[Function, str]:
    for function, rule in _RULES:
        basis = rule(place)
        if basis:
            return function, basis
    procedural = formulas.PROCEDURE.search(place.traits.body, 0, _BEGINNING)
    return Function.STATEMENT, "procedure" if procedural else ""


def _page_line(place: _Place) -> str:
    """Lines of the page, not of the document."""
    traits, times = place.traits, place.around.repeated[place.paragraph.ordinal]
    if place.paragraph.kind is Kind.TABLE_ROW:
        return ""
    if traits.is_folio and not place.marked:
        return "page number"
    if times >= (5 if traits.sentence else 3) and not place.marked:
        return f"repeated {times} times"
    if traits.short and formulas.NAVIGATION.match(traits.body):
        return "navigation"
    return ""


def _notice(place: _Place) -> str:
    traits = place.traits
    if place.marked and place.paragraph.number is not None:
        return ""
    if formulas.NAVIGATION.match(place.paragraph.lead_in or "") and traits.short:
        return "navigation"
    if len(traits.words) <= 60 and formulas.NOTICE.search(traits.body):
        return "note on how it was issued"
    navigating = place.around.navigation[place.paragraph.ordinal]
    return "run of links" if navigating and Function.PEOPLE not in place.announced else ""


def _masthead(place: _Place) -> str:
    traits = place.traits
    if traits.is_job:
        return "job number"
    if not place.in_front or place.marked:
        return ""
    if is_masthead(traits):
        return "line of a front page"
    if place.paragraph.kind is Kind.HEADING or traits.sentence:
        return ""
    return "on the front page" if traits.short else ""


def _contents(place: _Place) -> str:
    traits, heading = place.traits, place.paragraph.kind is Kind.HEADING
    listed = not traits.says and (place.marked or not traits.sentence)
    listed = traits.page is not None if heading else listed
    if listed and Function.CONTENTS in place.announced and len(traits.words) <= 60:
        return "under a heading of contents"
    if traits.has_leader and traits.page is not None:
        return "leads to a page"
    rises = (
        place.paragraph.ordinal < len(place.around.pages)
        and (place.around.pages[place.paragraph.ordinal])
    )
    if rises and not heading and not traits.sentence:
        return "page numbers rise"
    opens = names_contents(" ".join(traits.words[:3]).partition(";")[0])
    return "opens with the word for contents" if opens and traits.counted > 0.15 else ""


def _caption(place: _Place) -> str:
    return "caption" if place.paragraph.kind is Kind.CAPTION else ""


def _signature(place: _Place) -> str:
    traits = place.traits
    if formulas.SIGNATURE.match(traits.body) and (len(traits.words) <= 40 or "/s/" in traits.body):
        return "opens as a signature does"
    parts = len(formulas.SIGNED.findall(traits.body, 0, 4 * _BEGINNING))
    if parts >= 2 and 15 * parts >= len(traits.words):
        return "block of signatures"
    follows = place.before is Function.SIGNATURE and not traits.sentence and not place.marked
    if follows and traits.short and place.paragraph.kind is not Kind.HEADING:
        return "follows a signature"
    return ""


def _heading(place: _Place) -> str:
    traits = place.traits
    if place.paragraph.kind is not Kind.HEADING:
        return ""
    return "" if traits.sentence and len(traits.words) > 14 else "set as a heading"


def _people(place: _Place) -> str:
    traits = place.traits
    announced = Function.PEOPLE in place.announced
    if formulas.VOTE.match(traits.body) and not traits.says:
        return "votes of one side"
    if traits.is_name_and_land and place.paragraph.kind is not Kind.FOOTNOTE:
        return "name and country"
    if traits.enumerates and not traits.sentence and place.paragraph.kind is not Kind.FOOTNOTE:
        return "names in a row"
    if announced and not traits.says and (traits.lowered <= 0.3 or traits.is_titled):
        return "under a heading of a list of people"
    if place.around.names[place.paragraph.ordinal] and place.paragraph.kind is not Kind.FOOTNOTE:
        return "in a run of names"
    return "form of address and name" if traits.is_titled and not traits.closed else ""


def _references(place: _Place) -> str:
    traits, kind = place.traits, place.paragraph.kind
    if Function.REFERENCES in place.announced and (_lists(traits) or _cites(traits)):
        return "under a heading of references"
    if kind is Kind.FOOTNOTE and POINTING.match(traits.body):
        return "note that points elsewhere"
    if kind is Kind.FOOTNOTE and not (traits.says and len(traits.words) > 25) and _cites(traits):
        return "note that cites"
    listed = traits.body.rstrip(" .;,").endswith((")", "]")) and SYMBOL.search(traits.body[-40:])
    if listed and kind is not Kind.TABLE_ROW and len(traits.words) <= 80 and not traits.says:
        return "ends in a document's symbol"
    return ""


def _lists(traits: Traits) -> bool:
    return len(traits.words) <= 60 and not traits.says


def _cites(traits: Traits) -> bool:
    return bool(CITING.search(traits.body) or SYMBOL.search(traits.body))


def _table(place: _Place) -> str:
    traits = place.traits
    if place.paragraph.kind is Kind.TABLE_ROW:
        return "row of a table"
    if traits.body.count("|") >= 3 and traits.counted >= 0.2:
        return "cells of a table"
    figures = traits.counted >= 0.6 and len(traits.words) >= 3 and not traits.is_date
    return "mostly figures" if figures else ""


def _question(place: _Place) -> str:
    spans, text, start = place.paragraph.sentences, place.paragraph.text, place.paragraph.start
    if not text.rstrip(" \"'”’»)").endswith(tuple(_QUESTION_MARKS)):
        return ""
    asked = sum(
        text[a - start : b - start].rstrip(" \"'”’»)").endswith(tuple(_QUESTION_MARKS))
        for a, b in spans
    )
    return "asks" if 3 * asked >= len(spans) else ""


def _preamble(place: _Place) -> str:
    traits = place.traits
    end = traits.body.rstrip(" ⁰¹²³⁴⁵⁶⁷⁸⁹")[-1:]
    found = formulas.PREAMBLE.match(traits.body)
    if found and end in _CLAUSE_ENDS and place.paragraph.number is None:
        return f"opens with “{found.group().strip()}”"
    if found and place.around.resolving and not place.marked and not traits.sentence:
        return f"opens with “{found.group().strip()}”"
    leads = end in ",，،" and place.after is not None and formulas.PREAMBLE.match(place.after.body)
    return "names who resolves" if leads and traits.short and not place.marked else ""


def _decision(place: _Place) -> str:
    traits = place.traits
    found = formulas.OPERATIVE.match(traits.body)
    listed = place.marked or place.before in (Function.DECISION, Function.PREAMBLE)
    if found and listed and place.around.resolving and len(traits.body) > found.end() + 4:
        return f"opens with “{found.group().strip()}”"
    if formulas.DECIDING.match(traits.body) and not traits.short:
        return "a body decides"
    item = place.paragraph.kind is Kind.LIST_ITEM and place.paragraph.lead_in
    return "item of a decision" if item and place.before is Function.DECISION else ""


def _recommendation(place: _Place) -> str:
    paragraph, traits = place.paragraph, place.traits
    announced = Function.RECOMMENDATION in place.announced
    number = paragraph.number or ""
    by_state = traits.body.rstrip(" .;,⁰¹²³⁴⁵⁶⁷⁸⁹").endswith(")") and traits.lowered > 0.3
    if by_state and re.fullmatch(r"\d+\.\d+\.?", number):
        return "numbered, its State in brackets"
    found = formulas.RECOMMENDING.search(traits.body, 0, _BEGINNING)
    if found and announced:
        return f"“{found.group()}” under a heading of recommendations"
    if number and formulas.ADVISING.match(traits.body):
        return "numbered, says what ought to be done"
    item = paragraph.kind is Kind.LIST_ITEM and paragraph.lead_in
    if item and formulas.RECOMMENDING.search(paragraph.lead_in or "") and not traits.says:
        return "item of a recommendation"
    return ""


def _title(place: _Place) -> str:
    """What stands alone and says nothing, as a heading does."""
    traits = place.traits
    if place.paragraph.kind is not Kind.PARAGRAPH or not traits.short or traits.closed:
        return ""
    if len(traits.words) <= 5 and not place.marked and announced(traits.body):
        return "announces a list"
    if place.marked or not traits.words or traits.body[-1:] in ",;，；":
        return "numbered, in capitals" if place.marked and traits.body.isupper() else ""
    label = traits.body[-1:] in ":：" and len(traits.words) <= 6 and not traits.says
    alone = len(traits.words) >= 2 and traits.lowered <= 0.34 and _is_cased(traits.body)
    return "label of a field" if label else "stands as a heading" if alone else ""


def _is_cased(text: str) -> bool:
    """Written in a script that tells capitals from other letters."""
    return text.upper() != text.lower()


_RULES: tuple[tuple[Function, Callable[[_Place], str]], ...] = (
    (Function.SIGNATURE, _signature),
    (Function.BOILERPLATE, _page_line),
    (Function.CONTENTS, _contents),
    (Function.BOILERPLATE, _notice),
    (Function.MASTHEAD, _masthead),
    (Function.HEADING, _heading),
    (Function.CAPTION, _caption),
    (Function.QUESTION, _question),
    (Function.PREAMBLE, _preamble),
    (Function.DECISION, _decision),
    (Function.PEOPLE, _people),
    (Function.REFERENCES, _references),
    (Function.RECOMMENDATION, _recommendation),
    (Function.TABLE, _table),
    (Function.HEADING, _title),
)
