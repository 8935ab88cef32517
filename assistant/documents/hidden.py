"""What a file holds and does not show: left out of its paragraphs, counted, and told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SAME = 10
"""Of 255: colours that differ by no more in red, green and blue look the same."""
SMALLEST = 1.0
"""Points; nobody reads what is set no larger."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A piece of text that nobody sees who looks at the document."""

    text: str
    page: int | None = None
    """Page of the file, counted from 1."""
    place: str = ""
    """Where it stands in a file without pages: `sheet Costs`, `slide 3`."""


def notice_of(hidden: Sequence[Hidden]) -> Iterator[str]:
    """One notice: how many words were left out, where, and how to see them."""
    if not hidden:
        return
    words = sum(len(piece.text.split()) for piece in hidden)
    counted = "1 word" if words == 1 else f"{words:,} words"
    yield (
        f"Hidden text was left out{_where(hidden)}: {counted}. "
        "Show it with: pincite read --hidden FILE"
    )


def _where(hidden: Sequence[Hidden]) -> str:
    pages = sorted({piece.page for piece in hidden if piece.page is not None})
    if pages:
        return f" on {'page' if len(pages) == 1 else 'pages'} {ranges(pages)}"
    places = list(dict.fromkeys(piece.place for piece in hidden if piece.place))
    more = ", …" if len(places) > 5 else ""
    return f" ({', '.join(places[:5])}{more})" if places else ""


def ranges(numbers: Iterable[int]) -> str:
    """`1–3, 7` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
