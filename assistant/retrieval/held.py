"""Passages that hold every weighty word of a question: what was asked for stands there."""

from collections.abc import Collection

from assistant.library.reading import Passage, Searching
from assistant.questions.missing_words import holds_all
from assistant.questions.question import Question
from assistant.retrieval.fragments import is_title

FEW = 3
"""So many paragraphs at most may hold the words for those to be the ones that are meant."""


def holds(question: Question, passage: Passage) -> bool:
    """Whether the paragraph itself holds every weighty word of the question, in some form."""
    sought = question.sought(passage.language)
    return bool(sought) and holds_all(sought, passage.paragraph.text, passage.language)


def places_of_rare_words(
    question: Question, first: Passage, library: Searching, within: Collection[str] | None
) -> frozenset[str]:
    """Ids of the paragraphs that hold the only weighty word of a question, where they are few.

    Titles are left out. None where the `first` one found is among them already: then nothing
    is looked up. Of several words the ranking knows better: a first hit of 187 was worse.
    """
    words = question.weighty_words(first.language)
    if len(words) != 1 or holds(question, first):
        return frozenset()
    found = library.holding(words[0], within)
    if len(found) > FEW:
        return frozenset()
    passages = library.passages([standing.row for standing in found]).values()
    paragraphs = (passage.paragraph for passage in passages)
    return frozenset(p.paragraph_id for p in paragraphs if not is_title(p))
