"""Frames of bytes on a stream, and the JSON in them: what passes between processes.

Nothing here can run code: a frame is a length and a payload, and what is not
what was expected raises `BadFrame`.
"""

import json
from typing import IO, Any

LARGEST_FRAME = 256 * 2**20
"""Bytes; a longer frame is refused before it is read."""

_HEAD = 8
"""Bytes of a frame's length."""


class BadFrame(ValueError):
    """Bytes that are not what was written for their receiver."""


def write_frame(stream: IO[bytes], payload: bytes) -> None:
    """Eight bytes of length, highest first, and the payload; flushed."""
    stream.write(len(payload).to_bytes(_HEAD, "big"))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes], limit: int = LARGEST_FRAME) -> bytes:
    """The next payload; raises `BadFrame` if it is cut short or over `limit` bytes."""
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        raise BadFrame("the stream ended before a frame")
    length = int.from_bytes(head, "big")
    if length > limit:
        raise BadFrame(f"a frame of {length} bytes, over the limit of {limit}")
    payload = stream.read(length)
    if len(payload) < length:
        raise BadFrame("the stream ended within a frame")
    return payload


def pack_json(content: object) -> bytes:
    """Compact JSON in ASCII, so that even a lone surrogate survives."""
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def unpack_json(payload: bytes) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """The content of a frame; raises `BadFrame`."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"not JSON: {error}") from error
