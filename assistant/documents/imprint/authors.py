"""Who wrote a document, as its title page says."""

import re

_KIND = (
    r"(?:(?:draft|annual|final|interim|comprehensive|joint|biennial|progress|national|identical|initial"
    r"|periodic|special|advance) )*(?:report|study|note|memorandum|statement|letters?"
    r"|working paper|submission|communication|contribution)"
)
_OF = re.compile(
    rf"^{_KIND}(?: (?:dated [^,]{{6,30}}? |submitted |prepared |presented |addressed )?"
    r"(?:of|by|from) )(?:the )?(?P<name>[^\W\d_].{2,200}?)"
    r"(?= addressed to\b|, (?:an?|pursuant|submitted|in accordance|on)\b"
    r"|(?<!Group)(?<!Mechanism)(?<!Committee)(?<!Rapporteur)(?<!Forum)(?<!Commission)(?<!Expert)"
    r" on\b| (?:pursuant to|submitted|in accordance|concerning|for the period|covering)\b"
    r"(?! (?:the )?(?:issue of|elimination|rights? of))|$)",
    re.IGNORECASE,
)
_BODY_ON = re.compile(
    rf"^{_KIND} of the (?P<name>(?:[\w’'-]+ ){{0,4}}(?:committee|commission|forum|working group"
    r"|council|board|mechanism|group of experts|panel|conference|high commissioner"
    r"|special rapporteur)\b.*)$",
    re.IGNORECASE,
)
_OTHER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:rapport|note|étude) (?:du|de la|de l['’]|des) ?(?P<name>.{3,150})$",
        r"^(?:informe|nota|estudio) (?:del|de la|de los) (?P<name>.{3,150})$",
        r"^(?:bericht|mitteilung) (?:des|der) (?P<name>.{3,150})$",
        r"^(?:доклад|записка) (?P<name>(?:генерального секретаря|комитета|совета|верховного).*)$",
        r"^(?P<name>.{2,30})的报告$",
        r"^تقرير (?P<name>.{3,80})$",
        r"^adopted by the (?P<name>[a-z ]+?)(?= at its| on \d|$)",
        r"^resolution adopted by the (?P<name>[a-z ]+?)(?= on \d|$)",
        r"^(?:decision|views) adopted by the (?P<name>committee\b[^,]*?)(?= under\b| at\b|,|$)",
        r"^(?:authors?|verfasser(?:in)?|autor(?:in|a)?|auteurs?|автор) ?: ?(?P<name>.{3,120})$",
        r"^by (?P<name>(?-i:[A-Z])[\w.’'-]+(?: (?-i:[A-Z])[\w.’'-]*){1,4})$",
    )
)
_SESSION = re.compile(r" on (?:its|the work of|the activities of) .*$", re.IGNORECASE)


def author_named(line: str) -> str | None:
    """Who a line of a title page says wrote it; `None` where it does not say."""
    found = _BODY_ON.match(line) or _OF.match(line)
    if found is None:
        found = next(filter(None, (pattern.match(line) for pattern in _OTHER)), None)
    if found is None:
        return None
    name = _SESSION.sub("", found["name"]).strip(" .,;:")
    return name if len(name) <= 200 and any(c.isupper() or ord(c) > 0x600 for c in name) else None
