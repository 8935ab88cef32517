"""Quotations made into statements, each with its citation and what must be read before it."""

from collections.abc import Sequence

from assistant.answers.answer import Statement
from assistant.answers.antecedents import antecedents
from assistant.answers.sequel import Quote
from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.paging import Paging
from assistant.documents.document import Kind

Place = tuple[str, int, int]


class Cited:
    """Citations as they are made: a place that was cited has its number already."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self._numbers: dict[Place, int] = {}
        self._paging: dict[str, Paging] = {}

    def number(self, quote: Quote) -> int:
        """That of a quotation's citation, which is made when it is first wanted."""
        place = (quote.paragraph.paragraph_id, *quote.span)
        if place not in self._numbers:
            of = quote.paragraph.document_id
            paging = self._paging.setdefault(of, Paging.of(quote.passage.library, of))
            number = self._numbers[place] = len(self.citations) + 1
            self.citations.append(cite(number, quote.passage, quote.span, paging=paging))
        return self._numbers[place]


def cite_quotes(
    quotes: Sequence[Quote], groups: Sequence[str | None] = ()
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """A statement of each, numbered in their order, and after those the citations of contexts.

    `groups` says under what each stands.
    """
    cited = Cited()
    numbers = [cited.number(quote) for quote in quotes]
    under = groups or [None] * len(quotes)
    statements = []
    for quote, number, group in zip(quotes, numbers, under, strict=True):
        before = antecedents(quote, quotes)
        is_item = quote.paragraph.kind is Kind.LIST_ITEM
        statements.append(
            Statement(
                quote.text,
                (number,),
                lead_in=quote.paragraph.lead_in if is_item else None,
                context=tuple(map(cited.number, before)),
                group=group,
            )
        )
    return tuple(statements), tuple(cited.citations)
