"""A question that fits many documents: what each answers, and the question that means it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers.sequel import Quote
from assistant.language.terms import question_terms
from assistant.library.records import DocumentRecord
from assistant.retrieval.hit import Hit
from assistant.retrieval.named_places.resolution import Choice
from assistant.retrieval.retriever import Ranking
from assistant.retrieval.spans import sentences_by_words

MOST = 8
"""Documents that are offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that may be meant, and what it says."""

    choice: Choice
    quote: Quote
    hit: Hit


def offers(ranking: Ranking, hits: Sequence[Hit], noun: str) -> list[Offer]:
    """What each of several documents answers; none where fewer than two do.

    A document answers where a sentence holds a word of the question beside the `noun` that
    leaves open which document is meant, and somebody or a date where those are asked for.
    """
    told = [one for hit in hits for one in _told(ranking, hit, noun)]
    # Where some name what is asked for, those that only speak of it answer nothing.
    most = max((fit for fit, _, _ in told), default=0.0)
    found: dict[str, Offer] = {}
    for fit, hit, quote in told:
        record = hit.passage.document
        if fit == most and record.document_id not in found:
            own = f"{ranking.question.words.rstrip(' ?')} in {unmistakable(record)}?"
            found[record.document_id] = Offer(Choice(_label(record), own, record), quote, hit)
    return list(found.values())[:MOST] if len(found) > 1 else []


def _told(ranking: Ranking, hit: Hit, noun: str) -> Iterator[tuple[float, Hit, Quote]]:
    """The sentences that hold what is asked of the noun, with how far they fit the question."""
    language = hit.passage.language
    asked = ranking.question.terms(language) - set(question_terms(noun, [language]))
    for sentence in sentences_by_words(ranking.meaning.weights, [hit.passage]):
        if asked & set(question_terms(sentence.text, [language])):
            fit = ranking.question.fit(sentence.text, language)
            yield fit, hit, Quote(hit.passage, sentence.span)


def _label(record: DocumentRecord) -> str:
    date = record.imprint.date
    return f"{record.called} ({date})" if date and date not in record.called else record.called


def unmistakable(record: DocumentRecord) -> str:
    """What a question can name it by: its symbol, else its file's name."""
    symbol = record.imprint.symbol
    return symbol.split(" · ")[0] if symbol else record.name
