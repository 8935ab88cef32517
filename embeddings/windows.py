"""A text that is longer than its encoder reads, cut into pieces that are not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Tokens, Vectors
from embeddings.tokenizing import TextTokenizer, Tokenized

MOST_WINDOWS = 32
"""A longer text is read up to here: at 254 tokens each about 6,000 English words.

No paragraph is that long; a spreadsheet read as one, or a file made to hurt, is.
"""
_LONGEST_TOKEN = 24
"""Characters: more than any tokenizer takes for a word piece on average."""
_LOOK_BACK = 16
"""Tokens to go back for a space before a word is cut in two."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of a text and the number of tokens it holds, its weight in the mean."""

    text: str
    tokens: int
    start: int = 0
    """Where it begins in the text, in code points."""


class Windows:
    """Cuts texts by the encoder's own tokens, at spaces, into pieces of equal size.

    Equal pieces rather than full ones with a short last: a sentence alone in the
    last window would pull the mean towards itself.
    """

    def __init__(self, tokenizer: TextTokenizer, length: int) -> None:
        """Count with `tokenizer`; `length` is the most in a piece."""
        self._tokenizer = tokenizer
        special = self._tokenizer.num_special_tokens_to_add(False)
        self._length = max(length - special, 1)

    @property
    def reach(self) -> int:
        """The characters of a text beyond which nothing is looked at."""
        return MOST_WINDOWS * self._length * _LONGEST_TOKEN

    def cut(self, text: str, prompt: str = "") -> list[Window]:
        """The pieces of `text`, at least one; each fits together with `prompt`."""
        text = readable(text[: self.reach])
        length = max(self._length - self._count(prompt), 1)
        offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        if len(offsets) <= length:
            return [Window(text, len(offsets))]
        return _pieces(text, offsets[: MOST_WINDOWS * length], length)

    def encoding(self, text: str) -> Tokenized:
        """A text's tokens, the special ones among them, none cut off."""
        return self._tokenizer.encode(readable(text))

    def _count(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False)) if text else 0


def readable(text: str) -> str:
    """The text with lone surrogates replaced; a tokenizer refuses what UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _pieces(text: str, offsets: list[tuple[int, int]], length: int) -> list[Window]:
    windows = []
    start = 0
    while start < len(offsets):
        left = -(-(len(offsets) - start) // length)
        end = start + -(-(len(offsets) - start) // left)
        end = _space_before(offsets, start, end)
        begin = offsets[start][0]
        windows.append(Window(text[begin : offsets[end - 1][1]], end - start, begin))
        start = end
    return windows


def _space_before(offsets: list[tuple[int, int]], start: int, end: int) -> int:
    """The last token boundary up to `end` that stands at a gap; `end` when none is near."""
    if end >= len(offsets):
        return len(offsets)
    for boundary in range(end, max(end - _LOOK_BACK, start), -1):
        if offsets[boundary][0] > offsets[boundary - 1][1]:
            return boundary
    return end


def mean(rows: Vectors, windows: list[Window]) -> NDArray[np.float32]:
    """The unit row of a text from the rows of its windows, weighted by their tokens."""
    if len(windows) == 1:
        row: NDArray[np.float32] = rows[0]
        return row
    weights = np.array([max(window.tokens, 1) for window in windows], dtype=np.float32)
    return unit(weights @ rows)


def tokens_of(encoding: Tokenized, rows: Vectors, shift: int, after: int = 0) -> Tokens:
    """The tokens of a window, by its encoding and the rows of all its tokens.

    Special tokens and those that end by `after`, the length of a prompt, are left out, and
    the space that a first token takes from a prompt; `shift` is added to the offsets.
    """
    spans = np.array(encoding.offsets[: len(rows)], dtype=np.int64).reshape(-1, 2)
    special = np.array(encoding.special_tokens_mask[: len(rows)], dtype=bool)
    kept = np.flatnonzero(~special & (spans[:, 1] > after))
    spans[:, 0] = np.maximum(spans[:, 0], after)
    numbers = np.array(encoding.ids, dtype=np.int64)
    return Tokens(rows[kept], spans[kept] + shift, numbers[kept])


def unit(row: NDArray[np.float32]) -> NDArray[np.float32]:
    """The row at length 1; a row of zeros stays one, as sentence-transformers leaves it."""
    length = float(np.linalg.norm(row))
    return row if length == 0.0 else (row / length).astype(np.float32)
