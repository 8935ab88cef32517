"""Another encoder for a whole library: the old vectors serve until the last new one is there."""

import threading
from collections.abc import Callable

from assistant.library.library import Library
from embeddings.encoder import Encoder

PASSAGES = 256
"""Encoded and kept at a time: what an interruption can cost."""


class Stopped(Exception):
    """Raised out of an encoder's progress: what it was encoding is not wanted any more."""


def reencode(
    library: Library,
    encoder: Encoder,
    *,
    encoded: Callable[[int], None] | None = None,
    stop: threading.Event | None = None,
) -> bool:
    """Encode every paragraph with `encoder`, then use it; false when stopped before that.

    What was encoded is kept, and the next call goes on from there. `encoded` hears
    how many paragraphs were finished since its last call.
    """
    fingerprint = encoder.fingerprint

    def go_on(_count: int) -> None:
        if stop is not None and stop.is_set():
            raise Stopped

    with library.writing():
        library.begin_encoding(str(fingerprint))
        while waiting := library.waiting(PASSAGES):
            if stop is not None and stop.is_set():
                return False
            try:
                vectors = encoder.encode_passages([text for _, text in waiting], progress=go_on)
            except Stopped:
                return False
            library.keep_vectors([row for row, _ in waiting], vectors)
            if encoded is not None:
                encoded(len(waiting))
        library.end_encoding(str(fingerprint), fingerprint.dimension)
    return True
