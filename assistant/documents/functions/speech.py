"""What a text does in words: asks, accounts for itself, decides, recommends.

Each rule gives the basis on which it holds; an empty text where it does not.
"""

from assistant.documents.document import Function, Kind
from assistant.documents.functions import formulas
from assistant.documents.functions.candidate import BEGINNING, Candidate

_QUESTION_MARKS = "?？؟"
_CLAUSE_ENDS = ",，،;；؛"


def question(it: Candidate) -> str:
    """What ends in asking."""
    spans, text, start = it.paragraph.sentences, it.paragraph.text, it.paragraph.start
    if not text.rstrip(" \"'”’»)").endswith(tuple(_QUESTION_MARKS)):
        return ""
    asked = sum(
        text[a - start : b - start].rstrip(" \"'”’»)").endswith(tuple(_QUESTION_MARKS))
        for a, b in spans
    )
    return "asks" if 3 * asked >= len(spans) else ""


def preamble(it: Candidate) -> str:
    """A clause that accounts for what is decided, or who decides."""
    traits = it.traits
    end = traits.body.rstrip(" ⁰¹²³⁴⁵⁶⁷⁸⁹")[-1:]
    found = formulas.PREAMBLE.match(traits.body)
    if formulas.RECITAL.match(traits.body):
        return "recital"
    if found and end in _CLAUSE_ENDS and it.paragraph.number is None:
        return f"opens with “{found.group().strip()}”"
    if found and it.around.resolving and not it.marked and not traits.sentence:
        return f"opens with “{found.group().strip()}”"
    leads = end in ",，،" and it.after is not None and formulas.PREAMBLE.match(it.after.body)
    return "names who resolves" if leads and traits.short and not it.marked else ""


def decision(it: Candidate) -> str:
    """A clause of what is decided."""
    traits = it.traits
    if it.around.recommending and traits.by_state and "." in (it.paragraph.number or ""):
        return ""
    found = formulas.OPERATIVE.match(traits.body)
    listed = it.marked or it.before in (Function.DECISION, Function.PREAMBLE)
    body = formulas.BODY.search(it.paragraph.lead_in or "")
    if found and listed and (it.around.resolving or body) and len(traits.body) > found.end() + 4:
        return f"opens with “{found.group().strip()}”"
    if formulas.DECIDING.match(traits.body) and len(traits.words) >= 5:
        return "a body decides"
    item = it.paragraph.kind is Kind.LIST_ITEM and it.paragraph.lead_in
    return "item of a decision" if item and it.before is Function.DECISION else ""


def recommendation(it: Candidate) -> str:
    """What somebody ought to do."""
    paragraph, traits = it.paragraph, it.traits
    announced = Function.RECOMMENDATION in it.announced
    number = paragraph.number or ""
    from_state = bool(number) and traits.by_state and (announced or it.around.recommending)
    if from_state and ("." in number or not traits.says):
        return "numbered, its State in brackets"
    found = formulas.RECOMMENDING.search(traits.body, 0, BEGINNING)
    if found and announced:
        return f"“{found.group()}” under a heading of recommendations"
    if number and formulas.ADVISING.match(traits.body):
        return "numbered, says what ought to be done"
    item = paragraph.kind is Kind.LIST_ITEM and paragraph.lead_in
    if item and formulas.RECOMMENDING.search(paragraph.lead_in or "") and not traits.says:
        return "item of a recommendation"
    return ""
