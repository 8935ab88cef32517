"""The cells of a table's row, over all the lines that they wrap over."""

from collections.abc import Sequence

from assistant.documents.pdf.columns import PlacedLine
from assistant.documents.pdf.printed_lines import PrintedLine


def columns_of(lines: Sequence[PlacedLine]) -> list[list[PrintedLine]]:
    """The cells of one row from left to right, each with the lines it wraps over.

    What stands above the row's own line (of a table of contents) is in its first cell.
    """
    own = next((i for i, entry in enumerate(lines) if entry.is_row), 0)
    columns = [[piece] for piece in lines[own].pieces]
    columns[0] = [*(entry.line for entry in lines[:own]), *columns[0]]
    for entry in lines[own + 1 :]:
        for piece in entry.pieces:
            columns[column_under(columns, piece) or 0].append(piece)
    return columns


def column_under(columns: Sequence[Sequence[PrintedLine]], piece: PrintedLine) -> int | None:
    """The cell that a piece of a line goes on with, by its left edge."""
    for index, column in enumerate(columns):
        following = columns[index + 1][0].u0 if index + 1 < len(columns) else float("inf")
        if abs(piece.u0 - column[0].u0) < 0.5 * piece.size and piece.u1 < following:
            return index
    return None
