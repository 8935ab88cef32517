"""Which language the words of a file are in."""

from collections.abc import Sequence

from assistant.documents.document import Block
from assistant.language.detection import detect_language

_SAMPLED = 400
"""Blocks by which a language is told."""


def language_of(blocks: Sequence[Block]) -> str | None:
    """The language of the first blocks, as an ISO 639-1 code; `None` where nothing tells."""
    return detect_language(" ".join(block.text for block in blocks[:_SAMPLED]))


def language_throughout(blocks: Sequence[Block]) -> str | None:
    """The same of blocks spread over all of them, each by its beginning.

    For files that hold several documents or open with pages of names.
    """
    step = max(1, len(blocks) // _SAMPLED)
    return detect_language(" ".join(block.text[:2_000] for block in blocks[::step]))
