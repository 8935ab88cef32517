"""What a language model says aloud: its reply without the reasoning that it may write before."""

import re
from collections.abc import Generator, Iterator

_OPENING = re.compile(r"\s*<(think|thinking|thought|reasoning)>", re.IGNORECASE)
_MAY_OPEN = re.compile(r"\s*(<\w{0,9})?\Z")


def spoken(pieces: Iterator[str]) -> Generator[str, None, None]:
    """The pieces of a reply behind a block such as `<think>…</think>` at its beginning.

    Servers that do not part reasoning from the reply leave it in these marks. A block that
    never ends leaves nothing to say.
    """
    held = ""
    for piece in pieces:
        held += piece
        opening = _OPENING.match(held)
        if opening is not None:
            yield from _behind(pieces, held[opening.end() :], f"</{opening[1]}>")
            return
        if not _MAY_OPEN.match(held):
            yield held
            yield from pieces
            return
    yield held


def _behind(pieces: Iterator[str], held: str, closing: str) -> Iterator[str]:
    """What follows the closing mark, which may come in parts."""
    mark = re.compile(re.escape(closing), re.IGNORECASE)
    while (end := mark.search(held)) is None:
        piece = next(pieces, None)
        if piece is None:
            return
        held = held[1 - len(closing) :] + piece
    yield held[end.end() :]
    yield from pieces
