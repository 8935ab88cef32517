"""What stands after a quotation and belongs to it: the items of a list, the reply to a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.documents.document import Kind, Paragraph, Span
from assistant.questions.asked_for import asks, is_finished
from assistant.retrieval.constants import MOST_STATEMENTS, SHORT_SENTENCE
from assistant.retrieval.spans import sentence_spans, sentence_texts

After = Callable[[Paragraph], Sequence[Paragraph]]
"""The paragraphs that follow one in its document, in order."""

Best = Callable[[Sequence[Paragraph], int], Sequence[Paragraph]]
"""So many of these paragraphs, those that match the question best, in their order."""

_ASIDE = frozenset({Kind.FOOTNOTE, Kind.CAPTION, Kind.TABLE_ROW})
"""What can stand between two items, or a question and its reply, at the foot of a page."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of whole sentences of a paragraph."""

    paragraph: Paragraph
    span: Span
    """In the revision's text."""


def complete(quotes: Sequence[Quote], after: After, best: Best) -> list[Quote]:
    """These quotations, each followed by what completes it.

    A sentence that opens a list states nothing by itself: its items follow, and it
    is left out where there is no room for one, unless it is the first. A question is
    followed by the reply. At most `MOST_STATEMENTS` quotations beside the openers;
    no paragraph's words twice.
    """
    said: list[Quote] = []
    room = MOST_STATEMENTS
    for quote in quotes:
        if room < 1:
            break
        if _is_said(quote, said):
            continue
        items = _items(quote, after)
        if items:
            new = [item for item in items if not _is_said(item, said)]
            kept = {p.paragraph_id for p in best([item.paragraph for item in new], room)}
            shown = [item for item in new if item.paragraph.paragraph_id in kept]
            if shown or not said:
                said += [quote, *shown]
                room -= len(shown)
            continue
        said.append(quote)
        room -= 1
        reply = _reply(quote, after) if room else None
        if reply is not None and not _is_said(reply, said):
            said.append(reply)
            room -= 1
    return said


def _is_said(quote: Quote, said: Sequence[Quote]) -> bool:
    """Whether a stretch of this paragraph that shares words with it is there."""
    return any(
        other.paragraph.paragraph_id == quote.paragraph.paragraph_id
        and other.span.start < quote.span.end
        and quote.span.start < other.span.end
        for other in said
    )


def _is_last(quote: Quote) -> bool:
    return quote.span.end >= sentence_spans(quote.paragraph)[-1].end


def _last_sentence(paragraph: Paragraph) -> str:
    return sentence_texts(paragraph)[-1]


def _items(quote: Quote, after: After) -> list[Quote]:
    """The items of the list that this sentence opens; empty when it opens none."""
    if not _is_last(quote) or is_finished(quote.paragraph.text):
        return []
    found = []
    following = [p for p in after(quote.paragraph) if p.kind not in _ASIDE]
    for paragraph in following:
        if paragraph.kind is not Kind.LIST_ITEM or paragraph.lead_in is None:
            break
        if _opens(quote.paragraph.text, paragraph.lead_in):
            found.append(_whole(paragraph))
        elif _last_sentence(quote.paragraph) not in paragraph.lead_in:
            break
    return found or _unmarked_items(quote, following)


def _opens(text: str, lead_in: str) -> bool:
    """Whether an item with this lead-in belongs to the list that `text` opens, not to a part."""
    return text.endswith(lead_in) or lead_in.endswith(text)


def _unmarked_items(quote: Quote, following: Sequence[Paragraph]) -> list[Quote]:
    """What a colon announces where no list is marked: lines without an end, or a paragraph."""
    if not quote_text(quote).endswith((":", "：")):
        return []
    found: list[Quote] = []
    for paragraph in following:
        if paragraph.kind is Kind.HEADING or paragraph.number:
            break
        if found and is_finished(paragraph.text):
            break
        found.append(_whole(paragraph))
        if is_finished(paragraph.text):
            break
    return found


def _whole(paragraph: Paragraph) -> Quote:
    spans = sentence_spans(paragraph)
    return Quote(paragraph, Span(spans[0].start, spans[-1].end))


def quote_text(quote: Quote) -> str:
    """The words of a quotation."""
    start = quote.paragraph.start
    return quote.paragraph.text[quote.span.start - start : quote.span.end - start]


def _reply(quote: Quote, after: After) -> Quote | None:
    """The beginning of the reply to a question that ends a paragraph; `None` if it is none.

    Where speakers are named, a reply is another's; elsewhere it is a paragraph of text.
    """
    if not _is_last(quote) or not asks(_last_sentence(quote.paragraph)):
        return None
    asked = quote.paragraph
    following = next((p for p in after(asked) if p.kind not in _ASIDE), None)
    if following is None or following.kind is Kind.HEADING:
        return None
    if asked.speaker == following.speaker and asked.speaker is not None:
        return None
    first, *others = sentence_spans(following)
    end = first.end
    # A name or a number may be the whole of a reply: what follows says of what.
    if others and first.end - first.start < 2 * SHORT_SENTENCE:
        end = others[0].end
    return Quote(following, Span(first.start, end))
