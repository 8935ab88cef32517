"""HTML pages, whole, without what frames them."""

from lxml import etree

from assistant.documents.document import Block, Extract, Kind
from assistant.documents.hidden import Hidden
from assistant.documents.languages import language_of
from assistant.documents.markup.html_blocks import blocks_of_html
from assistant.documents.markup.html_hidden import take_hidden
from assistant.documents.markup.html_trees import flattened_html
from assistant.documents.markup.html_words import text_under
from assistant.documents.text.charsets import declared_charset, decoded
from assistant.language.characters import normalised

READER = "html-2"


def read_html(content: bytes, *, name: str = "") -> Extract:
    """The whole page, without its navigation, scripts and what it hides.

    `header` and `footer` are left out where they frame the page and kept inside
    an article. Nothing that the page refers to is opened.
    """
    text = decoded(content, declared=declared_charset(content))
    root, flattened = flattened_html(text)
    if root is None:
        return Extract("html", (), reader=READER)
    hidden = tuple(map(Hidden, take_hidden(root)))
    blocks = tuple(blocks_of_html(root))
    notices = ("Nested too deeply: lists, tables and headings are shown as paragraphs.",)
    return Extract(
        "html",
        blocks,
        title=_title(root, blocks),
        language=language_of(blocks),
        reader=READER,
        notices=notices if flattened else (),
        hidden=hidden,
    )


def _title(root: etree._Element, blocks: tuple[Block, ...]) -> str | None:
    found = root.find(".//title")
    title = normalised(text_under(found)) if found is not None else ""
    if title:
        return title
    return next((b.text for b in blocks if b.kind is Kind.HEADING and b.level == 1), None)
