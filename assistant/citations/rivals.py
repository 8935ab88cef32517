"""Other paragraphs of the cited revision: one of them may have become what is found now."""

import difflib
import re
from collections.abc import Container, Iterator, Sequence

from assistant.citations.context import CLEAR
from assistant.citations.receipts import Receipt
from assistant.documents.composition import SEPARATOR, words_key
from assistant.documents.document import Paragraph, Span

LIKE = 0.6
"""Share of equal words from which a paragraph may be the reworded form of another."""
_NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[ivxlcdm]{1,6}|\w)[.)]\s+", re.IGNORECASE)


def took_the_words(
    receipt: Receipt, paragraphs: Sequence[Paragraph], earlier: str | None, place: Span
) -> bool:
    """Whether another paragraph seems to have been edited into the cited words.

    It stands where one stood that is gone and was much like it, and not where the cited
    one stood, which may have been deleted.
    """
    there = next((at for at, p in enumerate(paragraphs) if p.end > place.start), None)
    if earlier is None or there is None:
        return False
    now = [unnumbered(paragraph.text) for paragraph in paragraphs]
    parts = list(_parts(earlier))
    then = [unnumbered(part) for _, part in parts]
    gone, stayed = {*then} - {*now}, {*then} & {*now} - {now[there]}
    here = _beside(now, there, stayed)
    own = rival = 0
    for at, (span, part) in enumerate(parts):
        if span.start <= receipt.start < span.end:
            own = _agreeing(_beside(then, at, stayed), here)
        elif then[at] in gone and _likeness(part, paragraphs[there].text) >= LIKE:
            rival = max(rival, _agreeing(_beside(then, at, stayed), here))
    return rival > own


def is_anothers(
    receipt: Receipt, paragraphs: Sequence[Paragraph], earlier: str | None, candidate: Paragraph
) -> bool:
    """Whether the candidate is as like another paragraph that is gone as the cited one."""
    if earlier is None:
        return False
    now = {unnumbered(paragraph.text) for paragraph in paragraphs}
    own = rival = 0.0
    for span, part in _parts(earlier):
        if span.start <= receipt.start < span.end:
            own = _likeness(part, candidate.text)
        elif unnumbered(part) not in now:
            rival = max(rival, _likeness(part, candidate.text))
    return rival > own - CLEAR


def _beside(keys: Sequence[str], at: int, stayed: Container[str]) -> tuple[str | None, str | None]:
    """The nearest paragraphs before and after one that are in both revisions."""
    before = next((key for key in reversed(keys[:at]) if key in stayed), None)
    after = next((key for key in keys[at + 1 :] if key in stayed), None)
    return before, after


def _agreeing(some: tuple[str | None, ...], others: tuple[str | None, ...]) -> int:
    return sum(one == other for one, other in zip(some, others, strict=True))


def _parts(text: str) -> Iterator[tuple[Span, str]]:
    """The paragraphs of a text, and where they stand in it."""
    start = 0
    for part in text.split(SEPARATOR):
        yield Span(start, start + len(part)), part
        start += len(part) + len(SEPARATOR)


def _likeness(one: str, other: str) -> float:
    """Share of words that agree between two paragraphs without their numbers, in order."""
    words, others = unnumbered(one).split(), unnumbered(other).split()
    # Paragraphs that share few words need not be laid beside each other.
    if len(set(words) & set(others)) * 3 < len(set(words) | set(others)):
        return 0.0
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio()


def unnumbered(text: str) -> str:
    """The words of a paragraph without its number: an insertion above renumbers it."""
    return words_key(_NUMBER.sub("", text, count=1))
