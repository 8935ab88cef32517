"""What must be read before a quotation for it to stand alone: whom it speaks of, what it ends."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answers.sequel import Quote
from assistant.documents.document import Kind, Span
from assistant.language.pointing_words import points_back

STEPS = 2
"""Sentences before a quotation that are looked at: one that points back itself needs another."""

FAR = 60
"""Paragraphs before an item within which the sentence that it completes stands."""

LEAST = 4
"""Words of what opens a list below which it is no sentence: `Decides that:`."""

LONGEST = 600
"""Characters of a sentence that is shown as context."""

_PASSED = frozenset({Kind.FOOTNOTE, Kind.CAPTION, Kind.TABLE_ROW})


def antecedents(quote: Quote, said: Sequence[Quote]) -> list[Quote]:
    """The stretches to be read before a quotation, in order; none where it stands alone.

    For an item of a list the sentence that it completes; for words that begin with a
    pronoun the sentence before them, or the heading where none stands between. What is
    `said` in the answer already is not said again.
    """
    found = _lead_ins(quote)
    if not found and _is_open(_first_sentence(quote), quote.passage.language):
        found = _before(quote)
    return [one for one in found if not any(map(one.overlaps, said))]


def _is_open(sentence: str, language: str | None) -> bool:
    """Whether a sentence leaves open of whom it speaks: by a pronoun, or as it is none."""
    is_fragment = len(sentence.split()) < LEAST and sentence.rstrip().endswith((":", "："))
    return is_fragment or points_back(sentence, language)


def _first_sentence(quote: Quote) -> str:
    """The first sentence of a quotation, without the mark before it."""
    passage = quote.passage
    starts = (span for span in passage.sentences if span.end > quote.span.start)
    first = next(starts, quote.span)
    return passage.words(first)


def _lead_ins(quote: Quote) -> list[Quote]:
    """What an item completes, each part where it stands; nothing where it is no item."""
    left = quote.paragraph.lead_in or ""
    if quote.paragraph.kind is not Kind.LIST_ITEM:
        return []
    found: list[Quote] = []
    for passage in quote.passage.preceding(FAR) if left else ():
        whole = Span(passage.paragraph.start, passage.paragraph.end)
        for span in (whole, passage.sentences[-1]):
            part = passage.words(span)
            if left.endswith(part):
                found.insert(0, Quote(passage, span))
                left = left[: -len(part)].rstrip()
                break
        if not left:
            break
    return found


def _before(quote: Quote) -> list[Quote]:
    """The sentences that a pronoun at the beginning may mean something of."""
    found: list[Quote] = []
    for sentence in _sentences_before(quote):
        if sentence.span.end - sentence.span.start > LONGEST:
            break
        found.insert(0, sentence)
        is_heading = sentence.paragraph.kind is Kind.HEADING
        text = sentence.text
        if is_heading or len(found) == STEPS or not points_back(text, sentence.passage.language):
            break
    return _joined(found)


def _sentences_before(quote: Quote) -> Iterator[Quote]:
    """The sentences before a quotation, the nearest first; a heading is the last of them."""
    inside = [span for span in quote.passage.sentences if span.end <= quote.span.start]
    yield from (Quote(quote.passage, span) for span in reversed(inside))
    for passage in quote.passage.preceding(STEPS + 1):
        kind = passage.paragraph.kind
        if kind in _PASSED:
            continue
        yield from (Quote(passage, span) for span in reversed(passage.sentences))
        if kind is Kind.HEADING:
            return


def _joined(quotes: Sequence[Quote]) -> list[Quote]:
    """Neighbouring sentences of one paragraph as one stretch."""
    if len(quotes) == 2 and all(
        one.paragraph.paragraph_id == other.paragraph.paragraph_id
        for one, other in pairwise(quotes)
    ):
        return [Quote(quotes[0].passage, Span(quotes[0].span.start, quotes[1].span.end))]
    return list(quotes)
