"""On which pages of a document a stretch of its text stands, and how they are told."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple, Self

from assistant.documents.document import Basis, Page, PageNumber, Paragraph, Repair, Span
from assistant.documents.traced import PAGE_END
from assistant.errors import UnknownDocument
from assistant.library.reading import Reading


class _Turn(NamedTuple):
    """A place in a text without printed lines where further pages begin."""

    start: int
    pages: int


class Paging:
    """The pages of one document; they are looked up when words first need them, and once."""

    def __init__(
        self,
        pages: Callable[[], Sequence[Page]],
        repairs: Callable[[], Sequence[Repair] | None],
    ) -> None:
        self._pages = pages
        self._repairs = repairs

    @classmethod
    def of(cls, library: Reading, document_id: str) -> Self:
        """Those of the current revision."""
        return cls(partial(library.pages, document_id), partial(library.repairs, document_id))

    def under(self, paragraph: Paragraph, span: Span | None = None) -> tuple[PageNumber, ...]:
        """The pages of a span of the revision's text, or of the whole paragraph; none if unpaged.

        A paragraph begins on the page that it names and may end pages later.
        """
        first = paragraph.page
        if first.pdf is None:
            return ()
        span = Span(paragraph.start, paragraph.end) if span is None else span
        numbers = self._numbers(paragraph, first.pdf, span)
        return tuple(first if n == first.pdf else self._named(n) for n in dict.fromkeys(numbers))

    def _numbers(self, paragraph: Paragraph, first: int, span: Span) -> list[int]:
        if paragraph.lines:
            under = [n.page for n in paragraph.lines if n.start < span.end and n.end > span.start]
            return under or [first]
        turns = [turn for turn in self._turns if paragraph.start <= turn.start < span.end]
        begin = first + sum(turn.pages for turn in turns if turn.start <= span.start)
        numbers = [begin]
        for turn in turns:
            if turn.start > span.start:
                numbers.append(numbers[-1] + turn.pages)
        return numbers

    def _named(self, number: int) -> PageNumber:
        page = self._known.get(number)
        return PageNumber(number, page.printed, page.basis) if page else PageNumber(number)

    @cached_property
    def _known(self) -> dict[int, Page]:
        try:
            return {page.number: page for page in self._pages()}
        except UnknownDocument:  # It was taken out meanwhile.
            return {}

    @cached_property
    def _turns(self) -> tuple[_Turn, ...]:
        if len(self._known) < 2:
            return ()
        try:
            repairs = self._repairs() or ()
        except UnknownDocument:
            return ()
        return tuple(
            _Turn(start, raw.count(PAGE_END)) for start, _, raw in repairs if PAGE_END in raw
        )


def pages_text(pages: Sequence[PageNumber], *, drawn: bool, told: bool = True) -> str:
    """`p. 14 (printed)`, `pp. 12–13 (printed)`, `p. ~14`, `PDF pp. 3–4`, or nothing.

    No page beats a wrong page: a number that is not sure is hedged. Those of files that
    are not `drawn` page by page are not counted; `told` says how a number is known.
    """
    runs = groupby(pages, key=lambda page: _basis(page, drawn=drawn))
    texts = [_run(basis, tuple(run), told=told) for basis, run in runs if basis is not None]
    return ", ".join(texts)


def _basis(page: PageNumber, *, drawn: bool) -> Basis | None:
    """How a page is told: `NONE` by its place in the file, `None` not at all."""
    if page.printed and page.basis is not Basis.NONE:
        return page.basis
    return Basis.NONE if drawn and page.pdf is not None else None


def _run(basis: Basis, pages: Sequence[PageNumber], *, told: bool) -> str:
    counted = basis is Basis.NONE
    names = [str(page.pdf) if counted else str(page.printed) for page in pages]
    word = ("PDF " if counted else "") + ("p. " if len(pages) == 1 else "pp. ")
    word += "~" if basis is Basis.INFERRED else ""
    how = f" ({basis.value})" if told and basis in (Basis.PRINTED, Basis.LABEL) else ""
    return f"{word}{', '.join(_stretches(pages, names))}{how}"


def _stretches(pages: Sequence[PageNumber], names: Sequence[str]) -> Iterator[str]:
    """`12–14` for pages that follow each other in the file."""
    first = 0
    for at in range(1, len(pages) + 1):
        if at == len(pages) or pages[at].pdf != (pages[at - 1].pdf or 0) + 1:
            yield names[first] if at - first == 1 else f"{names[first]}–{names[at - 1]}"
            first = at
