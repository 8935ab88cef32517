"""What only lists: people, references, figures.

Each rule gives the basis on which it holds; an empty text where it does not.
"""

from assistant.documents.document import Function, Kind
from assistant.documents.functions import formulas
from assistant.documents.functions.announcements import announced
from assistant.documents.functions.candidate import Candidate, is_line
from assistant.documents.functions.traits import CITING, POINTING, SYMBOL, Traits


def people(it: Candidate) -> str:
    """Names of people, of those who attended, of those who voted."""
    traits = it.traits
    announced = Function.PEOPLE in it.announced
    if formulas.VOTE.match(traits.body) and not traits.says:
        return "votes of one side"
    if traits.is_name_and_land and it.paragraph.kind is not Kind.FOOTNOTE:
        return "name and country"
    if traits.enumerates and not traits.sentence and it.paragraph.kind is not Kind.FOOTNOTE:
        return "names in a row"
    if announced and not traits.says and (traits.lowered <= 0.3 or is_line(traits)):
        return "under a heading of a list of people"
    if it.around.names[it.paragraph.ordinal] and it.paragraph.kind is not Kind.FOOTNOTE:
        return "in a run of names"
    amid = it.around.amid[it.paragraph.ordinal] and traits.body[:1].isupper()
    if amid and not (traits.sentence or traits.says):
        return "among names"
    return "form of address and name" if traits.is_titled and not traits.closed else ""


def references(it: Candidate) -> str:
    """What points to other documents."""
    traits, kind = it.traits, it.paragraph.kind
    under = it.announced | announced((it.paragraph.lead_in or "").strip(" =:"))
    if Function.REFERENCES in under and (_lists(traits) or _cites(traits)):
        return "under a heading of references"
    if kind is Kind.FOOTNOTE and POINTING.match(traits.body):
        return "note that points elsewhere"
    if kind is Kind.FOOTNOTE and not (traits.says and len(traits.words) > 25) and _cites(traits):
        return "note that cites"
    return "ends in a document's symbol" if _is_listed_document(it) else ""


def table(it: Candidate) -> str:
    """Figures and cells."""
    traits = it.traits
    if it.paragraph.kind is Kind.TABLE_ROW:
        return "row of a table"
    if traits.body.count("|") >= 3 and traits.counted >= 0.2:
        return "cells of a table"
    figures = traits.counted >= 0.6 and len(traits.words) >= 3 and not traits.is_date
    return "mostly figures" if figures else ""


def _is_listed_document(it: Candidate) -> bool:
    """A report named with its symbol, in a list; a numbered paragraph that ends so states."""
    traits, item = it.traits, it.paragraph.kind is Kind.LIST_ITEM
    if it.paragraph.kind is Kind.TABLE_ROW or not (item or not (it.marked or traits.sentence)):
        return False
    ends = traits.body.rstrip(" .;,").endswith((")", "]")) and SYMBOL.search(traits.body[-40:])
    return bool(ends) and len(traits.words) <= 80 and not traits.says


def _lists(traits: Traits) -> bool:
    return len(traits.words) <= 60 and not traits.says


def _cites(traits: Traits) -> bool:
    return bool(CITING.search(traits.body) or SYMBOL.search(traits.body))
