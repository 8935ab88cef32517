"""Lines that a file draws in several pieces, put together again."""

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from assistant.documents.pdf.pieces import MARK, Piece

_STRETCHED = 0.7
"""Sizes between words that no text has but a line stretched to its column."""
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Characters of scripts whose words have no spaces between them."""


def filled(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those that stand in the gaps of the one before them put into it.

    Word processors draw what a line has of a second font behind the whole line: the
    quotation marks of a Chinese one, a name in capitals.
    """
    result = pieces[:1]
    for piece in pieces[1:]:
        if _fits_into(result[-1], piece):
            result[-1] = _merged(result[-1], piece)
        else:
            result.append(piece)
    return result


def _fits_into(line: Piece, piece: Piece) -> bool:
    """The piece is on the line's baseline, within its extent, and over none of its words."""
    size = line.size
    if abs(piece.v - line.v) > 0.05 * size or abs(piece.size - size) > 0.1 * size:
        return False
    if piece.u0 < line.u0 or piece.u1 > line.u1 + size or len(line.tokens) < 2:
        return False
    slack = 0.15 * size
    starts = [token.u0 for token in sorted(line.tokens, key=lambda token: token.u0)]
    ends = sorted(token.u1 for token in line.tokens)
    return all(
        bisect_left(starts, token.u1 - slack) == bisect_right(ends, token.u0 + slack)
        for token in piece.tokens
    )


def _merged(line: Piece, piece: Piece) -> Piece:
    """Both in order; a space stands beside what was put in where there is room for one."""
    added = {id(token) for token in piece.tokens}
    tokens = sorted([*line.tokens, *piece.tokens], key=lambda token: token.u0)
    result = Piece(tokens[0])
    for before, token in pairwise(tokens):
        if id(token) in added or id(before) in added:
            room = 0.75 if _UNSPACED.search(before.text + token.text) else 0.2
            token = token._replace(spaced=token.u0 - before.u1 > room * line.size)
        result.add(token)
    result.v, result.size = line.v, line.size
    return result


def unspread(pieces: list[Piece]) -> list[Piece]:
    """Pieces of a line that was justified by wide but equal spaces, put together.

    The cells of a table's row differ in their distances, or hold no letters; the words
    within them stand close.
    """
    result: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and _beside(pieces[end - 1], pieces[end]):
            end += 1
        run = pieces[at:end]
        if len(run) > 1 and _evenly_spaced(run):
            for piece in run[1:]:
                for token in piece.tokens:
                    run[0].add(token)
            run = run[:1]
        result += run
        at = end
    return result


def _beside(a: Piece, b: Piece) -> bool:
    size = max(a.size, b.size)
    return abs(a.v - b.v) < 0.1 * size and 0 < b.u0 - a.u1 < 3.2 * size and b.tokens[0].spaced


def _evenly_spaced(run: list[Piece]) -> bool:
    tokens = [token for piece in run for token in piece.tokens]
    if MARK.fullmatch(tokens[0].text):
        # What follows a bullet or a number stands further away.
        run = run[1:] if len(run[0].tokens) == 1 else run
        tokens = tokens[1:]
    gaps = [b.u0 - a.u1 for a, b in pairwise(tokens) if b.spaced]
    if len(gaps) < 2:
        return False
    lettered = [any(c.isalpha() for c in piece.text()) for piece in run]
    least, most, size = min(gaps), max(gaps), run[0].size
    if all(lettered):
        return most < 1.4 * least or (least > _STRETCHED * size and most < 2.6 * least)
    words = lettered[0] and sum(lettered) * 2 > len(lettered)
    return words and len(gaps) > 2 and most - least < 0.12 * size
