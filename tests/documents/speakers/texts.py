"""Paragraphs written for these tests, composed and with their speakers told in a line."""

import re
from collections.abc import Sequence

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind, Paragraph

HEADING, ITEM = Kind.HEADING, Kind.LIST_ITEM


def blocks(*texts: str | Block) -> tuple[Block, ...]:
    return tuple(text if isinstance(text, Block) else paragraph(text) for text in texts)


def paragraph(text: str) -> Block:
    """A paragraph whose number, where it begins with one, is told apart."""
    mark = re.match(r"(?P<number>\d+(?:\.\d+)*)\.? ", text)
    if mark is None:
        return Block(Kind.PARAGRAPH, text)
    return Block(Kind.PARAGRAPH, text, number=mark["number"], mark_end=mark.end())


def heading(text: str, level: int = 1) -> Block:
    return Block(HEADING, text, level=level)


def item(text: str, number: str | None = None) -> Block:
    mark = 0 if number is None else len(number) + 1
    return Block(ITEM, text, bullet=number, number=number, mark_end=mark, level=1)


def composed(*texts: str | Block, language: str | None = "en") -> Sequence[Paragraph]:
    extract = Extract("text", blocks(*texts), language=language)
    return compose(extract, document_id="d", sha256="x").paragraphs


def heard(*texts: str | Block, language: str | None = "en") -> list[list[str]]:
    """Of each paragraph that is no heading: `Slovenia reported`, in order, each once."""
    return [
        list(dict.fromkeys(f"{s.canonical} {s.voice}" for s in paragraph.speakers))
        for paragraph in composed(*texts, language=language)
        if paragraph.kind is not HEADING
    ]
