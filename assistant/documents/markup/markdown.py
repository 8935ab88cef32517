"""Markdown, by way of the HTML that CommonMark defines for it."""

import re

from markdown_it import MarkdownIt

from assistant.documents.document import Extract
from assistant.documents.languages import language_of
from assistant.documents.markup.html_blocks import blocks_of_html
from assistant.documents.markup.html_trees import parsed_html
from assistant.documents.text.charsets import decoded

READER = "markdown-1"

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*\n")
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.M)
_DEEPEST = 200
_MARK = r"(?:[ ]{0,3}(?:>|[-*+](?=[ ])|\d{1,9}[.)](?=[ ]))[ ]?)"
_OPEN = 1_000
"""Brackets that open and never close, or open in a row, beyond which there are no links."""

_OPENINGS = re.compile(r"(?:!?\[\s*){100,}")
_TOO_DEEP = re.compile(rf"^({_MARK}{{30}}){_MARK}+", re.M)
"""Marks at a line's start beyond 30 levels: markdown-it would drop the words behind them."""


def read_markdown(content: bytes, *, name: str = "") -> Extract:
    """CommonMark with tables; HTML inside is shown as it is written, and never rendered."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = _TOO_DEEP.sub(r"\1", text)
    front = _FRONT_MATTER.match(text)
    title = _FRONT_TITLE.search(front[0]) if front else None
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    if max(text.count("[") - text.count("]"), *map(len, _OPENINGS.findall(text)), 0) > _OPEN:
        # Links are searched for from every bracket to the end of its paragraph.
        parser.disable(["link", "image"])
    rendered = parser.render(text[front.end() :] if front else text)
    root = parsed_html(rendered)
    blocks = tuple(blocks_of_html(root)) if root is not None else ()
    return Extract(
        "markdown",
        blocks,
        title=title[1] if title else None,
        title_basis="front matter",
        language=language_of(blocks),
        reader=READER,
    )
