"""Paragraphs that name something and state nothing: titles, rows of contents, mastheads, notes."""

import re

from assistant.documents.contents_words import names_contents
from assistant.documents.document import Kind, Paragraph
from assistant.language.endings import is_finished
from assistant.language.terms import question_terms
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.constants import (
    FRAGMENT_SHARE,
    ITEM_TERMS,
    NEW_TERMS,
    TITLE_WORDS,
)

_LEADERS = re.compile(r"(?:[.…·_]\s?){3,}[\s|]*(?:\d{1,4}|[ivxlc]+)$", re.IGNORECASE)


def is_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph only names what stands elsewhere: a short heading, a row of contents."""
    if paragraph.kind is Kind.HEADING:
        return len(paragraph.text.split()) <= TITLE_WORDS
    if paragraph.kind is Kind.TABLE_ROW and any(map(names_contents, paragraph.section)):
        return True
    return bool(_LEADERS.search(paragraph.text[-40:]))


def worth(question: Question, passage: Passage) -> float:
    """What to multiply a passage's score by: 1, or `FRAGMENT_SHARE` for a fragment.

    A heading or a note is one, whatever it matches; a row, a caption or a paragraph without
    an end is one when it adds little to the question's own words, and where a question is
    asked the item of a list when it adds nothing. What opens a list, and a number where a
    number is asked for, state something.
    """
    kind, text = passage.paragraph.kind, passage.paragraph.text
    if kind is Kind.FOOTNOTE:
        return FRAGMENT_SHARE
    if passage.paragraph.truncated or _states(text):
        return 1.0
    if kind is Kind.HEADING:
        return FRAGMENT_SHARE
    if kind is Kind.LIST_ITEM and not question.is_asked:
        return 1.0
    new = set(question_terms(text, [passage.language])).difference(question.terms(passage.language))
    enough = ITEM_TERMS if kind is Kind.LIST_ITEM else NEW_TERMS
    adds = sum(not term.isdigit() for term in new) >= enough
    return 1.0 if adds or question.is_met_by(text) else FRAGMENT_SHARE


def _states(text: str) -> bool:
    return is_finished(text) or text.rstrip().endswith((":", "："))
