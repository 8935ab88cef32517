"""Words in quotation marks, held against the text that they are said to stand in."""

import re
from collections.abc import Sequence

from assistant.citations.wording import Token, occurrences, tokens

_QUOTED = re.compile(
    r"“(?P<a>[^”]*)(?:”|$)|„(?P<b>[^“”]*)(?:[“”]|$)|«(?P<c>[^»]*)(?:»|$)|»(?P<d>[^«]*)(?:«|$)"
    r"|‹(?P<e>[^›]*)(?:›|$)|「(?P<f>[^」]*)(?:」|$)|『(?P<g>[^』]*)(?:』|$)|\"(?P<h>[^\"]*)(?:\"|$)"
    r"|(?<!\w)[‘‚](?P<i>(?:[^’‘]|’(?=\w))*)(?:[’‘]|$)|(?<![\w'])'(?P<j>(?:[^']|'(?=\w))+)'(?!\w)"
    r"|(?<!\w)``(?P<k>[^']*)(?:''|$)"
)
_CLOSED = re.compile(r"^(?P<start>[^“„«‹「『]*?)[”」』›]")
_LEFT_OUT = re.compile(r"\[?(?:\.\s?\.\s?\.|…)\]?")


def quotations_occur(claim: str, text: str) -> bool:
    """Whether all words in quotation marks stand in the text, part by part around `…`, in order.

    A quotation that the sentence does not close reaches to its end, and one that it
    does not open begins with it.
    """
    source = tokens(text)
    quoted = [
        next(part for part in found.groups() if part is not None)
        for found in _QUOTED.finditer(claim)
    ]
    unopened = _CLOSED.match(claim)
    if unopened:
        quoted.append(unopened["start"])
    return all(_occurs(quotation, source) for quotation in quoted)


def _occurs(quotation: str, source: Sequence[Token]) -> bool:
    reached = 0
    for part in _LEFT_OUT.split(quotation):
        if not tokens(part):
            continue
        spans = [span for span in occurrences(part, source) if span.start >= reached]
        if not spans:
            return False
        reached = spans[0].end
    return True
