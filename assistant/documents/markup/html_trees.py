"""Pages of HTML to trees of elements; what is nested too deeply is flattened."""

import re

from lxml import etree, html

from assistant.documents.markup.html_words import BLOCK_TAGS

_NESTING = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_RUNAWAY = re.compile(r"Excessive depth|huge", re.I)
_KEPT_FLAT = frozenset(
    b"script style template head title noscript nav textarea select p br".split()
)


def parsed_html(text: str) -> etree._Element | None:
    """The tree of a page; `None` for a page without an element."""
    return flattened_html(text)[0]


def flattened_html(text: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether it had to be flattened: libxml2 stops at 2,048 levels."""
    content = text.replace("\x00", "").encode("utf-8", errors="replace")
    root, complete = _tree(content)
    if complete:
        return root, False
    return _tree(_NESTING.sub(_flat_tag, content))[0], True


def _tree(content: bytes) -> tuple[etree._Element | None, bool]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(content, parser=parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError:
        return None, False
    return root, not any(_RUNAWAY.search(entry.message) for entry in parser.error_log)


def _flat_tag(found: re.Match[bytes]) -> bytes:
    name = found[2].lower()
    if name in _KEPT_FLAT:
        return found[0]
    return b"<p>" if name.decode() in BLOCK_TAGS else b""
