"""A document's imprint from its first page, its running heads and its file's properties."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.document import Block, Extract, Imprint, Kind
from assistant.documents.imprint.authors import author_named
from assistant.documents.imprint.mastheads import body_named, cleaned
from assistant.documents.imprint.properties import is_borne_out, is_rubbish
from assistant.documents.imprint.title_page import Headline, headline, opening
from assistant.documents.symbols import symbols_in
from assistant.language.dates import dates_in, month_in

_HEAD = 16
"""Blocks among which a symbol, a date and the body stand."""
_GENERIC = re.compile(r"(?:sheet|tabelle|feuil|hoja|лист|工作表|シート) ?\d*", re.IGNORECASE)
_DATED = re.compile(
    r"(?:distr\b.*|.*\b(?:dated|generated on|date ?:|datum ?:|fecha ?:|updated(?: on)?"
    r"|published(?: on)?|version of|stand ?:)|issn .*\[|\[)\W*",
    re.IGNORECASE,
)
_PLACE = re.compile(r"united nations.{0,60}?((?:19|20)\d{2})$", re.IGNORECASE)
_DESCRIBED = frozenset({"html", "mhtml", "eml", "epub", "markdown", "pptx"})
"""Formats whose description of themselves is meant for readers."""
_OF_A_STATE = re.compile(r"national report\b", re.IGNORECASE)


def with_imprint(extract: Extract) -> Extract:
    """The extract with what it says of itself, where its reader did not tell."""
    page = opening(extract.blocks)
    found = None if extract.format == "zip" else headline(extract.blocks)
    if extract.format in ("xlsx", "csv", "tsv"):
        found = _sheet(extract)
    title, basis = _title(extract, found, page)
    told = extract.imprint
    imprint = Imprint(
        title=title,
        title_basis=basis,
        symbol=told.symbol or _symbol(page, extract.running),
        author=told.author if extract.format in _DESCRIBED else None,
        date=told.date,
        body=told.body,
    )
    imprint = replace(
        imprint,
        body=imprint.body or _body(page, found),
        date=imprint.date or _date([*page[: _HEAD + 6], *_verso(extract.blocks)]),
    )
    author = imprint.author or _author(extract, page, imprint)
    return replace(extract, title=title, imprint=replace(imprint, author=author))


def _title(
    extract: Extract, found: Headline | None, page: Sequence[Block]
) -> tuple[str | None, str]:
    """The title and its basis.

    What word processors write into properties is believed where the page bears it out, or
    has no title; what a book, a message or a page says of itself always. The page's own
    wording goes first where one is a part of the other.
    """
    stated = " ".join((extract.title or "").split())
    if is_rubbish(stated):
        stated = ""
    if not stated:
        return (found.text, found.basis) if found else (None, "file name")
    if found is None:
        return stated, extract.title_basis
    short, long = found.text.casefold(), stated.casefold()
    if extract.format in _DESCRIBED:
        is_headed = short in long and found.basis == "first heading"
        return (found.text, found.basis) if is_headed else (stated, extract.title_basis)
    borne_out = is_borne_out(stated, [block.text for block in page])
    is_wording = long in short and len(short) <= 2 * len(long) + 20
    if is_wording or not borne_out:
        return found.text, found.basis
    return stated, extract.title_basis


def _sheet(extract: Extract) -> Headline | None:
    """The name of the only sheet, where a person gave it."""
    names = [block.text for block in extract.blocks if block.kind is Kind.HEADING]
    if len(names) != 1 or _GENERIC.fullmatch(names[0]):
        return None
    return Headline(names[0], "sheet name", 0)


def _symbol(page: Sequence[Block], running: Sequence[str]) -> str | None:
    """The symbol printed at the head of the first page, or running over the pages."""
    for block in page[:_HEAD]:
        cells = [cell.strip(" *") for cell in block.text.split("|")]
        for cell in cells:
            symbols = symbols_in(cell)
            if symbols and (cell.startswith(symbols[0]) and len(cell) < len(symbols[0]) + 40):
                return " · ".join(symbols)
    for line in running:
        symbols = symbols_in(line)
        if symbols and len(" ".join(symbols)) > 0.4 * len(line):
            return " · ".join(symbols)
    return None


def _body(page: Sequence[Block], found: Headline | None) -> str | None:
    """The organ whose document it is: the last one that the masthead names."""
    head = page[: max(found.at + 1 if found else 0, _HEAD)][:_HEAD]
    cells = [cleaned(cell) for block in head for cell in block.text.split("|")]
    named = [name for cell in cells if (name := body_named(cell))]
    return named[-1] if named else None


def _verso(blocks: Sequence[Block]) -> list[Block]:
    """What stands on the pages behind a cover: where and when it was printed."""
    return [block for block in blocks[: 2 * _HEAD] if block.page in (2, 3, 4)]


def _date(page: Sequence[Block]) -> str | None:
    """The day that stands alone or is said to be the date; else the month or the year of print."""
    cells = [(block.kind, cell) for block in page for cell in block.text.split("|")]
    # A cell of a table dates whatever its row is about.
    head = [
        cleaned(cell)
        for kind, cell in cells
        if kind is not Kind.TABLE_ROW or cell.strip().casefold().startswith("distr")
    ]
    for text in head:
        for start, end, iso in dates_in(text):
            before, after = text[:start], text[end:]
            alone = not re.search(r"\w", before + after)
            stamped = not re.search(r"[^\W\d_]{2}", re.sub(r"\S*/\S*", "", before + after))
            if alone or stamped or _DATED.fullmatch(before):
                return iso
    for text in head:
        month = month_in(text)
        if month and len(text) < 30 and not re.search(r"\d ?[–-] ?\d", text) and not dates_in(text):
            return month
        printed = _PLACE.match(text)
        if printed:
            return printed[1]
    return None


def _author(extract: Extract, page: Sequence[Block], imprint: Imprint) -> str | None:
    """Who the page names; else who the properties name, if the page bears that out.

    The properties of a report that has a symbol name who typed it.
    """
    lines = [cleaned(block.text) for block in page[: _HEAD + 4]]
    if imprint.title:
        body, _, report = imprint.title.partition(": ")
        if body_named(body) and report:
            return body
        lines = [imprint.title.split(": ")[0], *lines]
        if _OF_A_STATE.match(imprint.title) and ": " in imprint.title:
            return imprint.title.rsplit(": ", 1)[1]
    named = next(filter(None, map(author_named, lines)), None)
    if named:
        return imprint.body if named.casefold() == "committee" else named
    stated = extract.imprint.author
    if stated and not imprint.symbol and is_borne_out(stated, (block.text for block in page)):
        return stated
    return None
