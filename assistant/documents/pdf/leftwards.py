"""Lines of scripts that run to the left, their words in the order they are read in."""

import re
from itertools import groupby

from assistant.documents.pdf.pieces import Piece
from assistant.documents.pdf.tokens import Token

_STOP_AND_NUMBER = re.compile(r"([.,:;،؛؟!]+)(\d[\d.,/٫٬]*)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏͰ-ԯ]")


def from_the_right(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one baseline together, their words as they are read from right to left.

    Files draw what is no letter of the script (marks of notes, quotation marks, signs) in
    any place; words of other scripts run to the right among themselves.
    """
    result = pieces[:1]
    for piece in pieces[1:]:
        if _adjoins(result[-1], piece):
            first, second = sorted((result[-1], piece), key=lambda p: -p.chars)
            first.tokens += second.tokens
            first.chars += second.chars
            first.u0, first.u1 = min(first.u0, second.u0), max(first.u1, second.u1)
            result[-1] = first
        else:
            result.append(piece)
    for piece in result:
        piece.tokens = [_number_first(token) for token in _from_right(piece.tokens)]
    return result


def _adjoins(a: Piece, b: Piece) -> bool:
    size = max(a.size, b.size)
    return abs(a.v - b.v) < 0.52 * size and max(a.u0 - b.u1, b.u0 - a.u1) < 1.6 * size


def _from_right(tokens: list[Token]) -> list[Token]:
    """The words of one line by their places; runs of words that run to the right kept so."""
    placed = sorted(tokens, key=lambda token: token.u0)
    result: list[Token] = []
    for rightwards, found in groupby(placed, key=lambda token: bool(_LATIN.search(token.text))):
        run = list(found)
        result += reversed(run) if rightwards else run
    if result != tokens:
        result = [
            token if id(token) == id(before) else token._replace(spaced=_apart(previous, token))
            for previous, token, before in zip([None, *result], result, tokens, strict=False)
        ]
    return result


def _number_first(token: Token) -> Token:
    """A number with the stop behind it, which PDFium finds on its left and so gives first."""
    found = _STOP_AND_NUMBER.fullmatch(token.text)
    return token._replace(text=found[2] + found[1]) if found else token


def _apart(before: Token | None, token: Token) -> bool:
    """There is room for a space between two words, whichever stands on the left."""
    if before is None:
        return True
    return max(token.u0 - before.u1, before.u0 - token.u1) > 0.12 * token.size
