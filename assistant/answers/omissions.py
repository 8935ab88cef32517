"""What of a question the paragraphs of an answer leave out."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answers.sequel import Quote
from assistant.library.reading import Passage
from assistant.questions.missing_words import missing_words, still_missing
from assistant.retrieval.hit import Hit, Strength
from assistant.retrieval.retriever import Ranking

UNKNOWN = 0.95
"""Cosine above which two texts without a common word are both unknown to the encoder."""


def with_missing(ranking: Ranking, most: int) -> Ranking:
    """The ranking, with the words of the question that each of its first hits lacks."""
    rarity = ranking.meaning.weights.rarity
    hits = []
    for hit in ranking.hits[:most]:
        language = hit.passage.language
        sought = ranking.question.sought(language)
        missing = missing_words(sought, _all_said(hit.passage), language, rarity.get(language))
        hits.append(replace(hit, why=replace(hit.why, missing=missing)))
    return replace(ranking, hits=(*hits, *ranking.hits[most:]))


def is_alien(ranking: Ranking) -> bool:
    """Whether the first hit has no weighty word of the question and no other strong reason.

    Over 590 answered questions of squad2 and policyqa this is so for one; what it keeps
    from being an answer are words that are misspelt, names that are nowhere, and
    texts that the encoder does not know, which all look alike to it.
    """
    if not ranking.hits:
        return True
    first = ranking.hits[0]
    asked = ranking.question.weighty_words(first.passage.language)
    if first.why.words or not asked or set(first.why.missing or ()) != set(asked):
        return False
    return first.strength is not Strength.STRONG or first.why.meaning > UNKNOWN


def _all_said(passage: Passage) -> str:
    """A paragraph with what is said of it: headings, lead-in, document, speaker, number, page."""
    paragraph = passage.paragraph
    around = (passage.context, passage.document.name, paragraph.speaker, paragraph.number)
    return "\n".join(filter(None, (paragraph.text, *around, paragraph.page.printed)))


def completed(target: Hit, chosen: Collection[Quote], quotes: Sequence[Quote]) -> Hit:
    """The target, lacking no word that stands in what completes it: its list or its reply.

    `quotes` are those `chosen` with what completes them, the target's first.
    """
    sequel = takewhile(lambda quote: quote not in chosen, quotes[1:])
    text = "\n".join(quote.paragraph.text for quote in sequel)
    missing = still_missing(target.why.missing or (), text, target.passage.language)
    return replace(target, why=replace(target.why, missing=missing))
