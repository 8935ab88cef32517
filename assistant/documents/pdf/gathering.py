"""Words gathered to printed lines by where they stand."""

from collections import Counter

import numpy as np

from assistant.documents.pdf.glyphs import SPACE, Glyphs, Integers
from assistant.documents.pdf.leftwards import from_the_right
from assistant.documents.pdf.pieces import Piece
from assistant.documents.pdf.printed_lines import Frame, PrintedLine
from assistant.documents.pdf.tokens import (
    Token,
    drawn_twice,
    frame_of,
    runs_left,
    tokens_of,
)
from assistant.documents.pdf.torn_lines import filled, unspread
from assistant.documents.pdf.vertical import DOWNWARDS, full_width, set_downwards


def lines_of(glyphs: Glyphs, page: int) -> list[PrintedLine]:
    """The page's lines in the order the file draws them, the main direction first."""
    ink = np.flatnonzero(glyphs.codes != SPACE)
    if not len(ink):
        return []
    ink = ink[~drawn_twice(glyphs, ink)]
    columns = set_downwards(glyphs, ink)
    if not columns.any():
        return _lines_across(glyphs, ink, page)
    inked = ink[columns]
    down = _lines_along(full_width(glyphs, inked), inked, DOWNWARDS, page)
    for line in down:
        line.downwards = True
    rest = _lines_across(glyphs, ink[~columns], page) if len(inked) < len(ink) else []
    return down + rest if len(inked) * 2 > len(ink) else rest + down


def _lines_across(glyphs: Glyphs, ink: Integers, page: int) -> list[PrintedLine]:
    """Lines in the directions that the text objects have."""
    directions = [style.direction for style in glyphs.styles]
    if len(set(directions)) == 1:
        return _lines_along(glyphs, ink, directions[0], page)
    of_glyph = np.array([directions.index(d) for d in directions])[glyphs.style[ink]]
    lines: list[PrintedLine] = []
    for index, _ in Counter(of_glyph.tolist()).most_common():
        lines += _lines_along(glyphs, ink[of_glyph == index], directions[index], page)
    return lines


def _lines_along(
    glyphs: Glyphs, ink: Integers, direction: tuple[int, int], page: int
) -> list[PrintedLine]:
    text = glyphs.codes[ink].astype("<u4").tobytes().decode("utf-32-le")
    frame = frame_of(glyphs, direction, leftwards=runs_left(text))
    return _gathered(tokens_of(glyphs, ink, text, frame), page, frame)


def _gathered(tokens: list[Token], page: int, frame: Frame) -> list[PrintedLine]:
    """Tokens to lines: a line ends where the next token is not on its right."""
    mirrored = frame.along[0] + frame.along[1] != frame.down[1] - frame.down[0]
    pieces = [Piece(tokens[0])]
    for token in tokens[1:]:
        if pieces[-1].takes(token, mirrored=mirrored):
            pieces[-1].add(token)
        else:
            pieces.append(Piece(token))
    pieces = from_the_right(pieces) if mirrored else filled(pieces)
    lines = [piece.line(page, frame) for piece in unspread(pieces)]
    return [line for line in lines if line.text]
