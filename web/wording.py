"""Small changes between a value and how the page shows it."""

import re
from collections.abc import Callable, Sequence

from assistant.citations.citation import Citation
from assistant.citations.citing import address_of
from assistant.citations.verification import Verification
from assistant.documents.speakers.speaker import spoken_text
from assistant.indexing.reindexing import Progress
from assistant.keeping.comparison import DEPTH, Rank
from assistant.library.records import DocumentRecord
from assistant.retrieval.hit import Hit, Twin

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f]")


def shown_name(name: str) -> str:
    """A file's name with the characters made visible that would show it in another order."""
    return _CONTROL.sub("�", _TURNING.sub("�", name))


def known_as(record: DocumentRecord) -> str:
    """What a reader calls a document: its symbol and title, else the file's name."""
    return shown_name(" ".join(record.called.split()))


def headings(section: Sequence[str]) -> str:
    """The last two headings above a paragraph, neither said twice."""
    return " › ".join(list(dict.fromkeys(section))[-2:])


def counted(number: int, one: str, many: str = "") -> str:
    """`1 page`, `1,204 paragraphs`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def took(milliseconds: float) -> str:
    """`38 ms`, `1.2 s`."""
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def meaning(cosine: float) -> str:
    """`.71`, as a reader compares it."""
    return f"{cosine:.2f}".replace("0.", ".", 1)


def size(number: int) -> str:
    """Bytes as `482 KB` or `12.1 MB`."""
    if number < 1_000_000:
        return f"{max(1, round(number / 1000)):,} KB"
    return f"{number / 1_000_000:,.1f} MB"


def time_left(progress: Progress) -> str:
    """`about 3 min left`, by bytes; nothing before there is something to go by."""
    if not progress.bytes_done or progress.seconds < 2 or progress.bytes_done >= progress.bytes:
        return ""
    return seconds_left(progress.seconds * (progress.bytes / progress.bytes_done - 1))


def seconds_left(seconds: float) -> str:
    """`about 3 min left`."""
    if seconds < 90:
        return f"about {max(5, 5 * round(seconds / 5)):.0f} s left"
    return f"about {seconds / 60:.0f} min left"


def excerpt(hit: Hit) -> str:
    """The best stretch of a hit, between ellipses where the paragraph goes on."""
    paragraph = hit.paragraph
    start, end = hit.span.start - paragraph.start, hit.span.end - paragraph.start
    before = "… " if paragraph.text[:start].strip() else ""
    after = " …" if paragraph.text[end:].strip() else ""
    return f"{before}{paragraph.text[start:end]}{after}"


def address(hit: Hit) -> str:
    """`p. 14 (printed) · ¶ 9`, of the best stretch of a hit."""
    return str(address_of(hit.passage, hit.span))


def twin_address(twin: Twin) -> str:
    """`p. 14 (printed) · ¶ 9`, of another place of the same words."""
    return str(address_of(twin.passage))


def became(verification: Verification) -> str:
    """What became of the words of a link's paragraph, with every change."""
    changes = [
        f"“{change.quoted or '—'}” is now “{change.source or '—'}”"
        for change in verification.changes
    ]
    told = f" {'; '.join(changes)}." if changes else ""
    return f"The paragraph of this address is not there any more. {verification.message}{told}"


def mark_of(citation: Citation) -> str:
    """`(c)` where the quote leaves the mark of its list item out; else nothing."""
    bullet = citation.address.bullet or ""
    told = any(c.isalnum() for c in bullet) and not citation.quote.startswith(bullet)
    return bullet if told else ""


def placed(rank: Rank) -> str:
    """`3`, or `below 10`, as a reader compares ranks."""
    return f"below {DEPTH}" if rank is None else str(rank)


def letter(number: int) -> str:
    """`a` for 1, so that a language model's citations are not taken for the quotations'."""
    return chr(96 + number) if number <= 26 else str(number)


FILTERS: dict[str, Callable[..., str]] = {
    "shown_name": shown_name,
    "known_as": known_as,
    "headings": headings,
    "counted": counted,
    "took": took,
    "meaning": meaning,
    "size": size,
    "time_left": time_left,
    "seconds_left": seconds_left,
    "excerpt": excerpt,
    "address": address,
    "twin_address": twin_address,
    "mark_of": mark_of,
    "placed": placed,
    "letter": letter,
    "spoken": spoken_text,
}
"""The filters of the templates, by name."""
