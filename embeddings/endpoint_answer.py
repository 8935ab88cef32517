"""What an embeddings endpoint sent, made rows of unit length or refused with what is wrong."""

from dataclasses import dataclass
from typing import Any

import httpx
import numpy as np

from embeddings.encoder import Vectors

UNLIKE = "does not answer like OpenAI's embeddings. Check that the address ends as in .../v1."


@dataclass(frozen=True, slots=True)
class Expected:
    """How long the vectors must be."""

    asked: int = 0
    """As the server was asked for; 0 where it was not."""
    before: int = 0
    """As they were before; 0 for the first ones."""

    def empty(self, count: int) -> Vectors:
        """Room for so many."""
        return np.empty((count, self.before), dtype=np.float32)


def rows_of(response: httpx.Response, count: int, expected: Expected) -> Vectors:
    """Unit rows, shape `(count, dimension)`, in the order of the texts.

    Raises `ValueError`, whose message goes on after the endpoint's name.
    """
    numbers, rows = _numbered(response)
    if len(rows) != count:
        raise ValueError(f"sent {len(rows)} vectors for {count} texts.")
    if sorted(numbers) != list(range(count)):
        raise ValueError(f"numbered its vectors {sorted(numbers)[:5]} for {count} texts.")
    if rows.ndim != 2:
        raise ValueError(UNLIKE)
    _check_dimension(rows.shape[1], expected)
    if not np.isfinite(rows).all():
        raise ValueError("sent a vector with NaN or infinity in it. Its model does not work there.")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not lengths.all():
        raise ValueError("sent a vector of length zero. Its model does not work there.")
    unit: Vectors = (rows / lengths).astype(np.float32)
    return unit[np.argsort(numbers)]


def _numbered(response: httpx.Response) -> tuple[list[int], Any]:
    if "html" in response.headers.get("content-type", "") or response.content[:1] == b"<":
        raise ValueError(
            "sent a page of HTML where vectors were asked for: a login or a proxy stands before "
            "it, or the address is another one's. See PINCITE_ENCODER."
        )
    try:
        told = response.json()
    except ValueError as error:
        raise ValueError(
            "sent something else than JSON, or JSON that breaks off. Try again; where it "
            "stays so, set PINCITE_ENCODER_BATCH lower or check the address."
        ) from error
    try:
        items = told["data"]
        numbers = [int(item["index"]) for item in items]
        return numbers, np.array([item["embedding"] for item in items], dtype=np.float64)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise ValueError(UNLIKE) from error


def _check_dimension(found: int, expected: Expected) -> None:
    if expected.asked and found != expected.asked:
        raise ValueError(
            f"sent vectors of {found} dimensions where {expected.asked} were asked for. "
            "Its model has no others; take PINCITE_ENCODER_DIMENSIONS away."
        )
    if expected.before and found != expected.before:
        raise ValueError(
            f"sent vectors of {found} dimensions, {expected.before} before. Set it back, "
            "or encode the library again with: pincite reencode"
        )
