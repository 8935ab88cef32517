"""A quotation of the same words as a stretch of a source, held against it sign by sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citations.signs import GOVERNING, JOINING, Sign, as_set, signs
from assistant.citations.wording import Change, ChangeKind, Token, readings, tokens, words
from assistant.documents.composition import SEPARATOR
from assistant.documents.document import Span

_AROUND = 80
"""Characters of a source on each side of a stretch that tell what stands beside it."""
_UNIT_BEFORE = re.compile(r"[€$£¥]\s?$")
_UNIT_AFTER = re.compile(r"\s?[%‰°€£¥]")
_STOP = re.compile(r"(?<![.…])[.。](?!\s?[.…])")
_QUOTED_LINE = re.compile(r"^\s*[>#]+\s+(?!\d)")
"""How Markdown marks a quoted line and a heading."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A text with its words, and with the signs in it as they are compared."""

    text: str
    tokens: Sequence[Token]
    set_out: str
    """The text `as_set`."""

    @classmethod
    def of(cls, text: str) -> "Worded":
        """Of a whole text."""
        return cls(text, tokens(text), as_set(text))

    def gap(self, first: int, last: int) -> list[Sign]:
        """The signs from the end of word `first` to the start of word `last`."""
        start = self.tokens[first].end if first >= 0 else 0
        end = self.tokens[last].start if last < len(self.tokens) else len(self.text)
        return signs(self.set_out, start, end)

    def shown(self, first: int, last: int) -> str:
        """The words from `first` to `last` as they stand, with what is between them."""
        last = min(last, len(self.tokens) - 1)
        return self.text[self.tokens[max(first, 0)].start : self.tokens[last].end]


@dataclass(frozen=True, slots=True)
class Held:
    """How the signs of a quotation stand to those of the words that it quotes."""

    span: Span
    """The stretch, with the signs at its edges that the quotation has too."""
    changes: tuple[Change, ...] = ()


def held(quotation: str, source: str, span: Span) -> Held:
    """The signs of a quotation against those of `source[span]`, which has the same words.

    What stands in the paragraph before or after is none of its business.
    """
    base = max(0, span.start - _AROUND, source.rfind(SEPARATOR, 0, span.start))
    end = source.find(SEPARATOR, span.end, span.end + _AROUND)
    there = Worded.of(source[base : end if end >= 0 else span.end + _AROUND])
    at = [n for n, t in enumerate(there.tokens) if base + t.start >= span.start]
    first = at[0] if at else 0
    for reading in readings(_QUOTED_LINE.sub("", quotation)):
        quoted = Worded.of(reading)
        last = first + len(quoted.tokens) - 1
        if [t.word for t in there.tokens[first : last + 1]] == words(reading):
            changes = between(there, first, quoted, 0, len(quoted.tokens))
            head, start = _head(there, first, quoted)
            tail, end = _tail(there, last, quoted)
            found = Span(min(span.start, base + start), max(span.end, base + end))
            return Held(found, tuple([*head, *changes, *tail]))
    return Held(span)


def between(there: Worded, first: int, quoted: Worded, at: int, count: int) -> list[Change]:
    """The signs that differ between the words of two runs of `count` equal words."""
    return [
        change
        for by in range(1, count)
        for change in differing(there, first + by - 1, first + by, quoted, at + by - 1, at + by)
    ]


def differing(
    there: Worded, first: int, last: int, quoted: Worded, begin: int, end: int
) -> list[Change]:
    """The change of signs from one word to another in two texts; none where they agree."""
    if _forms(there.gap(first, last)) == _forms(quoted.gap(begin, end)):
        return []
    return [Change(ChangeKind.SIGN, there.shown(first, last), quoted.shown(begin, end))]


def _forms(found: Sequence[Sign]) -> list[str]:
    return [sign.sign for sign in found]


def _head(there: Worded, first: int, quoted: Worded) -> tuple[list[Change], int]:
    """What differs before the first word, and where the stretch begins with its signs."""
    gap, asked = there.gap(first - 1, first), quoted.gap(-1, 0)
    start = there.tokens[first].start
    if asked:
        same = _forms(gap)[-len(asked) :] == _forms(asked)
        begin = gap[-len(asked)].start if same else start
    else:
        close = gap[-1:] and _touches(there.set_out[gap[-1].end : start])
        governed = bool(gap) and gap[-1].sign in GOVERNING
        unit = _is_number(there.tokens[first]) and _UNIT_BEFORE.search(there.text[:start])
        same = not (governed or unit or (close and gap[-1].sign not in JOINING))
        begin = start
    if same:
        return [], begin
    begin = gap[0].start if gap else there.tokens[max(first - 1, 0)].start
    shown = there.text[begin : there.tokens[first].end]
    return [Change(ChangeKind.SIGN, shown, quoted.text[: quoted.tokens[0].end])], start


def _tail(there: Worded, last: int, quoted: Worded) -> tuple[list[Change], int]:
    """What differs after the last word, and where the stretch ends with its signs."""
    count = len(quoted.tokens)
    gap, asked = there.gap(last, last + 1), quoted.gap(count - 1, count)
    end = there.tokens[last].end
    after = quoted.text[quoted.tokens[-1].end :]
    if asked:
        same = _forms(gap)[: len(asked)] == _forms(asked)
        finish = gap[len(asked) - 1].end if same else end
        unit = None
    else:
        close = gap[:1] and _touches(there.set_out[end : gap[0].start])
        ended = bool(gap) and gap[0].sign in "?!" and bool(_STOP.search(after))
        unit = _is_number(there.tokens[last]) and _UNIT_AFTER.match(there.set_out[end:])
        same = not (unit or (close and (ended or gap[0].sign not in JOINING)))
        finish = end
    if same:
        return [], finish
    until = max([end, *(sign.end for sign in gap)]) + (unit.end() if unit and not gap else 0)
    ends = (n for n in range(until, len(there.text)) if there.text[n].isspace())
    until = next(ends, len(there.text))
    shown = there.text[there.tokens[last].start : until]
    return [Change(ChangeKind.SIGN, shown, quoted.text[quoted.tokens[-1].start :])], end


def _touches(between_them: str) -> bool:
    return not any(c.isspace() for c in between_them)


def _is_number(token: Token) -> bool:
    return token.word[-1:].isdigit()
