"""A quotation laid beside the stretch of a source that is most like it, word by word."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations.sign_changes import Worded, between, differing
from assistant.citations.wording import NEGATIONS, Change, ChangeKind, Token
from assistant.documents.document import Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid beside the stretch of a source that is most like it."""

    likeness: float
    """Share of words that agree, of both together: 0 to 1."""
    span: Span
    changes: tuple[Change, ...]


def align(quotation: str, source: str) -> Alignment:
    """The stretch of `source` most like the quotation, and every word that differs.

    Longest matching blocks (Ratcliff and Obershelp 1988, as in `difflib`); the
    stretch reaches from the first to the last block that is not a stray word.
    """
    quoted, there = Worded.of(quotation), Worded.of(source)
    if not quoted.tokens or not there.tokens:
        return Alignment(0.0, Span(0, 0), ())
    first, last = _stretch(quoted.tokens, there.tokens)
    part = there.tokens[first:last]
    matcher = _matcher(part, quoted.tokens)
    return Alignment(
        likeness=matcher.ratio(),
        span=Span(part[0].start, part[-1].end),
        changes=tuple(_changes(matcher, there, first, quoted)),
    )


def _matcher(a: Sequence[Token], b: Sequence[Token]) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, [t.word for t in a], [t.word for t in b], autojunk=False)


def _stretch(quoted: Sequence[Token], there: Sequence[Token]) -> tuple[int, int]:
    """First and last token (exclusive) of the part that the quotation is most like."""
    blocks = [block for block in _matcher(there, quoted).get_matching_blocks() if block.size]
    if not blocks:
        return 0, min(len(there), len(quoted))
    anchor = max(blocks, key=lambda block: block.size)
    first = last = anchor.a
    for block in blocks:
        # A block belongs to the stretch when it stands about where the quotation has it.
        drift = abs((block.a - anchor.a) - (block.b - anchor.b))
        if drift <= max(3, len(quoted) // 3):
            first = min(first, block.a)
            last = max(last, block.a + block.size)
    start_missing = min((b.b for b in blocks if b.a == first), default=0)
    end_missing = len(quoted) - max(b.b + b.size for b in blocks if b.a + b.size == last)
    return max(0, first - start_missing), min(len(there), last + end_missing)


def _changes(
    matcher: difflib.SequenceMatcher[str], there: Worded, first: int, quoted: Worded
) -> Iterator[Change]:
    """Every word that differs, and every sign between words that agree or beside one that does."""
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        at = first + i1
        if tag == "equal":
            yield from between(there, at, quoted, j1, i2 - i1)
            continue
        old, new = there.tokens[at : first + i2], quoted.tokens[j1:j2]
        before = there.text[old[0].start : old[-1].end] if old else ""
        after = quoted.text[new[0].start : new[-1].end] if new else ""
        yield Change(_kind(old, new), before, after)
        if j1 > 0 and j2 < len(quoted.tokens):
            yield from differing(there, at - 1, first + i2, quoted, j1 - 1, j2)


def _kind(old: Sequence[Token], new: Sequence[Token]) -> ChangeKind:
    differing = {token.word for token in old} ^ {token.word for token in new}
    if any(any(c.isdigit() for c in word) or word in "%‰€$£¥" for word in differing):
        return ChangeKind.NUMBER
    if differing & NEGATIONS or any(word.endswith("n't") for word in differing):
        return ChangeKind.NEGATION
    if not old:
        return ChangeKind.ADDED
    return ChangeKind.WORDS if new else ChangeKind.LEFT_OUT
