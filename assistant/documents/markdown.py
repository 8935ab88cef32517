"""Markdown, by way of the HTML that CommonMark defines for it."""

import re

from markdown_it import MarkdownIt

from assistant.documents.charsets import decoded
from assistant.documents.document import Extract, Kind
from assistant.documents.html import blocks_of_html, parsed_html
from assistant.documents.language import detect_language

READER = "markdown-1"

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*\n")
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.M)
_DEEPEST = 100
"""Levels of nesting; markdown-it shows what is deeper as text."""


def read_markdown(content: bytes, *, name: str = "") -> Extract:
    """CommonMark with tables; HTML inside is shown as it is written, and never rendered."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    front = _FRONT_MATTER.match(text)
    title = _FRONT_TITLE.search(front[0]) if front else None
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    rendered = parser.render(text[front.end() :] if front else text)
    root = parsed_html(rendered)
    blocks = tuple(blocks_of_html(root)) if root is not None else ()
    headings = (
        b.text for b in blocks if b.kind is Kind.HEADING and b.level == 1 and len(b.text) <= 200
    )
    return Extract(
        "markdown",
        blocks,
        title=title[1] if title else next(headings, None),
        language=detect_language(" ".join(block.text for block in blocks[:400])),
        reader=READER,
    )
