"""What frames a text: contents, lines of pages, notes on its issue, mastheads, signatures, titles.

Each rule gives the basis on which it holds; an empty text where it does not.
"""

from assistant.documents.contents_words import names_contents
from assistant.documents.document import Function, Kind
from assistant.documents.functions import formulas
from assistant.documents.functions.announcements import announced
from assistant.documents.functions.candidate import BEGINNING, Candidate, is_line
from assistant.documents.functions.surroundings import is_masthead
from assistant.documents.functions.traits import Traits


def contents(it: Candidate) -> str:
    """A line of contents: under its heading, or with a page number that rises."""
    traits, heading = it.traits, it.paragraph.kind is Kind.HEADING
    listed = not traits.says and (it.marked or not traits.sentence)
    listed = traits.page is not None if heading else listed
    if listed and Function.CONTENTS in it.announced and len(traits.words) <= 60:
        return "under a heading of contents"
    if traits.has_leader and traits.page is not None:
        return "leads to a page"
    rises = it.paragraph.ordinal < len(it.around.pages) and (it.around.pages[it.paragraph.ordinal])
    if rises and not heading and not traits.sentence:
        return "page numbers rise"
    opens = names_contents(" ".join(traits.words[:3]).partition(";")[0])
    return "opens with the word for contents" if opens and traits.counted > 0.15 else ""


def page_line(it: Candidate) -> str:
    """A line of the page or of the screen, not of the document."""
    traits, times = it.traits, it.around.repeated[it.paragraph.ordinal]
    if it.paragraph.kind is Kind.TABLE_ROW:
        return ""
    if traits.is_folio and not it.marked:
        return "page number"
    if times >= (5 if traits.sentence else 3) and not it.marked:
        return f"repeated {times} times"
    if traits.short and formulas.NAVIGATION.match(traits.body):
        return "navigation"
    return ""


def notice(it: Candidate) -> str:
    """A note on how the document was issued, or a link around it."""
    traits = it.traits
    if it.marked and it.paragraph.number is not None:
        return ""
    if formulas.NAVIGATION.match(it.paragraph.lead_in or "") and traits.short:
        return "navigation"
    if len(traits.words) <= 60 and formulas.NOTICE.search(traits.body):
        return "note on how it was issued"
    if traits.short and traits.body[:1] == "[" and traits.body[-1:] == "]":
        return "note in brackets"
    navigating = it.around.navigation[it.paragraph.ordinal]
    return "run of links" if navigating and Function.PEOPLE not in it.announced else ""


def masthead(it: Candidate) -> str:
    """A line of the front page: a symbol, a date, a session, a job number."""
    traits = it.traits
    if traits.is_job:
        return "job number"
    if traits.is_symbol and it.paragraph.kind is Kind.PARAGRAPH and not it.marked:
        return "symbol alone"
    if not it.in_front or it.marked:
        return ""
    if is_masthead(traits):
        return "line of a front page"
    if it.paragraph.kind is Kind.HEADING or traits.sentence:
        return ""
    return "on the front page" if traits.short else ""


def signature(it: Candidate) -> str:
    """Who signed, or the line to sign on."""
    traits = it.traits
    if formulas.SIGNATURE.match(traits.body) and (len(traits.words) <= 40 or "/s/" in traits.body):
        return "opens as a signature does"
    if traits.is_rule and not it.marked:
        return "line to sign on"
    parts = len(formulas.SIGNED.findall(traits.body, 0, 4 * BEGINNING))
    if parts >= 2 and 15 * parts >= len(traits.words):
        return "block of signatures"
    follows = it.before is Function.SIGNATURE and not traits.sentence and not it.marked
    if follows and traits.short and not traits.is_folio and it.paragraph.kind is not Kind.HEADING:
        return "follows a signature"
    return ""


def caption(it: Candidate) -> str:
    """What names a figure or a table."""
    if it.paragraph.kind is Kind.CAPTION:
        return "caption"
    plain = it.paragraph.kind is Kind.PARAGRAPH and not it.marked
    return "figure or table by its number" if plain and _numbers_figure(it.traits) else ""


def heading(it: Candidate) -> str:
    """What is set as a heading and is no sentence."""
    traits = it.traits
    if it.paragraph.kind is not Kind.HEADING:
        return ""
    return "" if traits.sentence and len(traits.words) > 14 else "set as a heading"


def title(it: Candidate) -> str:
    """What stands alone and says nothing, as a heading does."""
    traits = it.traits
    if it.paragraph.kind is not Kind.PARAGRAPH or not is_line(traits):
        return ""
    if formulas.DIVISION.match(traits.body):
        return "names a part of the document"
    if it.marked:
        return _numbered_title(it)
    if len(traits.words) <= 5 and announced(traits.body):
        return "announces a list"
    if traits.body[:1] in "＜【〈《" and traits.body[-1:] in "＞】〉》":
        return "set in brackets"
    label = traits.body[-1:] in ":：" and len(traits.words) <= 6
    alone = len(traits.words) >= 2 and traits.lowered <= 0.34 and _is_cased(traits.body)
    if alone and traits.body[-1:] not in ":：":
        return "stands as a heading"
    if it.before_closed and len(traits.words) <= 3 and traits.body[:1].isupper() and not label:
        return "a few words alone"
    return "label of a field" if label else _over_sentence(it)


def _numbered_title(it: Candidate) -> str:
    return "numbered, in capitals" if it.traits.body.isupper() else _over_sentence(it)


def _over_sentence(it: Candidate) -> str:
    """A few words between a sentence that has ended and one that begins."""
    traits, after = it.traits, it.after
    few = len(traits.words) <= 8 and len(traits.body) <= 60 and traits.body[-1:] not in ":："
    first = traits.body.lstrip("\"'“‘«(【＜<")[:1]
    begins = first.isupper() or it.marked or (after is not None and "。" in after.body)
    free = it.before_closed and it.before is not Function.PEOPLE
    return "few words over a sentence" if few and begins and free and _is_long(after) else ""


def _is_long(traits: Traits | None) -> bool:
    return traits is not None and traits.sentence and len(traits.body) >= 40


def _is_cased(text: str) -> bool:
    """Written in a script that tells capitals from other letters."""
    return text.upper() != text.lower()


def _numbers_figure(traits: Traits) -> bool:
    return bool(formulas.CAPTION.match(traits.body))
