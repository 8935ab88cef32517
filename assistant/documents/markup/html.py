"""HTML pages, whole, without what frames them."""

from lxml import etree

from assistant.documents.document import Extract, Imprint
from assistant.documents.hidden import Hidden
from assistant.documents.languages import language_of
from assistant.documents.markup.html_blocks import blocks_of_html
from assistant.documents.markup.html_hidden import take_hidden
from assistant.documents.markup.html_trees import flattened_html
from assistant.documents.markup.html_words import text_under
from assistant.documents.text.charsets import declared_charset, decoded
from assistant.language.characters import normalised
from assistant.language.dates import dates_in

READER = "html-3"


def read_html(content: bytes, *, name: str = "") -> Extract:
    """The whole page, without its navigation, scripts and what it hides.

    `header` and `footer` are left out where they frame the page and kept inside
    an article. Nothing that the page refers to is opened.
    """
    text = decoded(content, declared=declared_charset(content))
    root, flattened = flattened_html(text)
    if root is None:
        return Extract("html", (), reader=READER)
    title, basis = _title(root)
    hidden = tuple(map(Hidden, take_hidden(root)))
    blocks = tuple(blocks_of_html(root))
    notices = ("Nested too deeply: lists, tables and headings are shown as paragraphs.",)
    return Extract(
        "html",
        blocks,
        title=title,
        title_basis=basis,
        imprint=_imprint(root),
        language=language_of(blocks),
        reader=READER,
        notices=notices if flattened else (),
        hidden=hidden,
    )


def _title(root: etree._Element) -> tuple[str | None, str]:
    """What the page's head calls it, for readers before for windows."""
    stated = _meta(root, "og:title", "citation_title", "dc.title")
    if stated:
        return stated, "page's properties"
    found = root.find(".//title")
    return (normalised(text_under(found)) or None) if found is not None else None, "page's head"


def _imprint(root: etree._Element) -> Imprint:
    author = _meta(root, "author", "article:author", "citation_author", "dc.creator")
    told = _meta(root, "article:published_time", "citation_publication_date", "date", "dc.date")
    days = dates_in(told or "")
    is_name = author is not None and "/" not in author
    return Imprint(author=author if is_name else None, date=days[0][2] if days else None)


def _meta(root: etree._Element, *names: str) -> str | None:
    """What the head says under the first of these names that it has."""
    told: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or ""
        told.setdefault(name.casefold(), normalised(element.get("content") or ""))
    return next((told[name] for name in names if told.get(name)), None)
