"""The paragraphs that a language model is given, numbered as it must cite them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.answer import Answer
from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.documents.document import Kind, Span
from assistant.library.reading import Passage
from assistant.retrieval.hit import Hit

MOST_CHARACTERS = 24_000
"""Of all sources together: about 6,000 tokens, which leaves small models room to answer."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage under the number that a reply cites it by."""

    number: int
    """Counted from 1 within one request."""
    passage: Passage
    text: str
    """The revision's text."""

    def cite(self, number: int, span: Span) -> Citation:
        """The citation of a span, under the number that the reader sees."""
        return cite(number, self.passage, span, text=self.text)

    @property
    def lead_in(self) -> str:
        """The sentence that this list item completes; empty for any other paragraph."""
        paragraph = self.passage.paragraph
        return (paragraph.lead_in or "") if paragraph.kind is Kind.LIST_ITEM else ""

    def sentences(self) -> list[tuple[Span, str]]:
        """Each sentence with its span in the revision's text, in order."""
        return [(span, self.text[span.start : span.end]) for span in self.passage.sentences]


def sources_of(answer: Answer) -> tuple[Source, ...]:
    """The target and the runners-up of an answer, best first, none cut short.

    A paragraph that no longer fits into `MOST_CHARACTERS` is left out.
    """
    hits = () if answer.target is None else (answer.target, *answer.runners_up)
    sources: list[Source] = []
    for hit in _fitting(hits):
        text = hit.passage.text()
        if text[hit.paragraph.start : hit.paragraph.end] != hit.paragraph.text:
            continue  # The document was replaced between the search and now.
        sources.append(Source(len(sources) + 1, hit.passage, text))
    return tuple(sources)


def _fitting(hits: Sequence[Hit]) -> list[Hit]:
    left, chosen = MOST_CHARACTERS, []
    for hit in hits:
        if len(hit.paragraph.text) <= left:
            left -= len(hit.paragraph.text)
            chosen.append(hit)
    return chosen
