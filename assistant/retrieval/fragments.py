"""Paragraphs that name something and state nothing: titles, rows of contents, mastheads, notes."""

import re
from functools import lru_cache

from assistant.documents.document import Kind, Paragraph
from assistant.language.contents_words import names_contents
from assistant.language.terms import question_terms
from assistant.questions.asked_for import is_finished, is_question, suits
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


def worth(question: str, paragraph: Paragraph, language: str | None) -> float:
    """What to multiply a paragraph's score by: 1, or `FRAGMENT_SHARE` for a fragment.

    A heading or a note is one, whatever it matches; a row, a caption or a paragraph without
    an end is one when it adds little to the question's own words, and where a question is
    asked the item of a list when it adds nothing. What opens a list, and a number where a
    number is asked for, state something.
    """
    kind, text = paragraph.kind, paragraph.text
    if kind is Kind.FOOTNOTE:
        return FRAGMENT_SHARE
    if paragraph.truncated or _states(text):
        return 1.0
    if kind is Kind.HEADING:
        return FRAGMENT_SHARE
    if kind is Kind.LIST_ITEM and not is_question(question):
        return 1.0
    new = set(question_terms(text, [language])) - _asked(question, language)
    enough = ITEM_TERMS if kind is Kind.LIST_ITEM else NEW_TERMS
    adds = sum(not term.isdigit() for term in new) >= enough
    return 1.0 if adds or suits(question, text) else FRAGMENT_SHARE


@lru_cache(maxsize=16)
def _asked(question: str, language: str | None) -> frozenset[str]:
    """The question's terms, which all its candidates are compared with."""
    return frozenset(question_terms(question, [language]))


def _states(text: str) -> bool:
    return is_finished(text) or text.rstrip().endswith((":", "："))
