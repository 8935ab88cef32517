"""Words in quotation marks, held against the text that they are said to stand in."""

import re

from assistant.citations.sign_changes import held
from assistant.citations.wording import Source, elided, tokens

_QUOTED = re.compile(
    r"“(?P<a>[^”]*)(?:”|$)|„(?P<b>[^“”]*)(?:[“”]|$)|«(?P<c>[^»]*)(?:»|$)|»(?P<d>[^«]*)(?:«|$)"
    r"|‹(?P<e>[^›]*)(?:›|$)|「(?P<f>[^」]*)(?:」|$)|『(?P<g>[^』]*)(?:』|$)|\"(?P<h>[^\"]*)(?:\"|$)"
    r"|(?<!\w)[‘‚](?P<i>(?:[^’‘]|’(?=\w))*)(?:[’‘]|$)|(?<![\w'])'(?P<j>(?:[^']|'(?=\w))+)'(?!\w)"
    r"|(?<!\w)``(?P<k>[^']*)(?:''|$)"
)
_CLOSED = re.compile(r"^(?P<start>[^“„«‹「『]*?)[”」』›]")


def quotations_occur(claim: str, text: str) -> bool:
    """Whether all words in quotation marks stand in the text, part by part around `…`, in order.

    A quotation that the sentence does not close reaches to its end, and one that it
    does not open begins with it.
    """
    source = Source(tokens(text))
    quoted = [
        next(part for part in found.groups() if part is not None)
        for found in _QUOTED.finditer(claim)
    ]
    unopened = _CLOSED.match(claim)
    if unopened:
        quoted.append(unopened["start"])
    return all(_occurs(quotation, source, text) for quotation in quoted)


def _occurs(quotation: str, source: Source, text: str) -> bool:
    reached = 0
    for part in elided(quotation):
        places = (span for span in source.occurrences(part) if span.start >= reached)
        found = next((span for span in places if not held(part, text, span).changes), None)
        if found is None:
            return False
        reached = found.end
    return True
