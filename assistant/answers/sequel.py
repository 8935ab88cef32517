"""What stands after a quotation and belongs to it: the items of a list, the reply to a question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.document import Kind, Paragraph, Span
from assistant.language.endings import asks, is_finished
from assistant.library.reading import Passage
from assistant.retrieval.constants import LONGEST_QUOTE, MOST_STATEMENTS, SHORT_SENTENCE

Best = Callable[[Sequence[Passage], int], Sequence[Passage]]
"""So many of these passages, those that match the question best, in their order."""

LONGEST_LIST = 60
"""Paragraphs after an opening sentence that are looked at for its items."""

_ASIDE = frozenset({Kind.FOOTNOTE, Kind.CAPTION, Kind.TABLE_ROW})
"""What can stand between two items, or a question and its reply, at the foot of a page."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of whole sentences of a passage."""

    passage: Passage
    span: Span
    """In the revision's text."""

    @property
    def paragraph(self) -> Paragraph:
        """The passage's paragraph."""
        return self.passage.paragraph

    @property
    def text(self) -> str:
        """The words of it."""
        return self.passage.words(self.span)

    @property
    def is_last(self) -> bool:
        """Whether it reaches to the end of its paragraph."""
        return self.span.end >= self.passage.sentences[-1].end

    @property
    def last_sentence(self) -> str:
        """The last sentence of its paragraph."""
        return self.passage.sentence_texts[-1]

    def overlaps(self, other: "Quote") -> bool:
        """Whether both share words of one paragraph."""
        return (
            self.paragraph.paragraph_id == other.paragraph.paragraph_id
            and other.span.start < self.span.end
            and self.span.start < other.span.end
        )

    def following(self) -> Iterator[Passage]:
        """What is read after its paragraph, as far as a list that is quoted may go."""
        found = self.passage.following(LONGEST_LIST)
        return (passage for passage in found if passage.paragraph.kind not in _ASIDE)


def complete(quotes: Sequence[Quote], best: Best) -> list[Quote]:
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
        items = _items(quote)
        if items:
            new = [item for item in items if not _is_said(item, said)]
            kept = {p.paragraph.paragraph_id for p in best([item.passage for item in new], room)}
            shown = [item for item in new if item.paragraph.paragraph_id in kept]
            if shown or not said:
                said += [quote, *shown]
                room -= len(shown)
            continue
        said.append(quote)
        room -= 1
        reply = _reply(quote) if room else None
        if reply is not None and not _is_said(reply, said):
            said.append(reply)
            room -= 1
    return said


def _is_said(quote: Quote, said: Sequence[Quote]) -> bool:
    """Whether a stretch of this paragraph that shares words with it is there."""
    return any(map(quote.overlaps, said))


def _items(quote: Quote) -> list[Quote]:
    """The items of the list that this sentence opens; empty when it opens none."""
    if not quote.is_last or is_finished(quote.paragraph.text):
        return []
    found = []
    following = list(quote.following())
    for passage in following:
        lead_in = passage.paragraph.lead_in
        if passage.paragraph.kind is not Kind.LIST_ITEM or lead_in is None:
            break
        if _opens(quote.paragraph.text, lead_in):
            found.append(_whole(passage))
        elif quote.last_sentence not in lead_in:
            break
    return found or _unmarked_items(quote, following)


def _opens(text: str, lead_in: str) -> bool:
    """Whether an item with this lead-in belongs to the list that `text` opens, not to a part."""
    return text.endswith(lead_in) or lead_in.endswith(text)


def _unmarked_items(quote: Quote, following: Sequence[Passage]) -> list[Quote]:
    """What a colon announces where no list is marked: lines without an end, or a paragraph."""
    if not quote.text.endswith((":", "：")):
        return []
    found: list[Quote] = []
    for passage in following:
        paragraph = passage.paragraph
        if paragraph.kind is Kind.HEADING or paragraph.number:
            break
        if found and is_finished(paragraph.text):
            break
        found.append(_whole(passage))
        if is_finished(paragraph.text):
            break
    return found


def _whole(passage: Passage) -> Quote:
    """All sentences of a passage, as far as they make a quotation."""
    first, *others = passage.sentences
    ends = (span.end for span in others if span.end - first.start <= LONGEST_QUOTE)
    return Quote(passage, Span(first.start, max(ends, default=first.end)))


def _reply(quote: Quote) -> Quote | None:
    """The beginning of the reply to a question that ends a paragraph; `None` if it is none.

    Where speakers are named, a reply is another's; elsewhere it is a paragraph of text.
    """
    if not quote.is_last or not asks(quote.last_sentence):
        return None
    following = next(quote.following(), None)
    if following is None or following.paragraph.kind is Kind.HEADING:
        return None
    speaker = quote.paragraph.speaker
    if speaker is not None and speaker == following.paragraph.speaker:
        return None
    first, *others = following.sentences
    end = first.end
    # A name or a number may be the whole of a reply: what follows says of what.
    if others and first.end - first.start < 2 * SHORT_SENTENCE:
        end = others[0].end
    return Quote(following, Span(first.start, end))
