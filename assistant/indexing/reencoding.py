"""Another encoder for a whole library: the old vectors serve until the last new one is there."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.errors import LibraryFull
from assistant.library.library import Library
from embeddings.encoder import Encoder

PASSAGES = 256
"""Encoded and kept at a time: what an interruption can cost."""
SAMPLE = 20
"""Encoded and kept first, to measure how long the rest will take."""


class Stopped(Exception):
    """Raised out of an encoder's progress: what it was encoding is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Reencoding:
    """How far another encoder is with a library, and what it takes."""

    paragraphs: int
    done: int
    """Of these, also in runs before."""
    bytes: int
    """Of disk that the change needs for a time."""
    free: int | None
    """Of disk; `None` where a server keeps the library."""
    seconds_left: float | None = None
    """By the rate so far; `None` before there is one."""


def reencode(
    library: Library,
    encoder: Encoder,
    *,
    afresh: bool = False,
    told: Callable[[Reencoding], None] | None = None,
    stop: threading.Event | None = None,
) -> bool:
    """Encode every paragraph with `encoder`, then use it; false when stopped before that.

    Encodes the texts that the library holds; no file is read. What was encoded is kept, and
    the next call goes on from there, unless `afresh`. What is added or removed meanwhile
    comes out right. `told` hears what it takes before anything is encoded, and then how
    far it is. Raises `LibraryFull` where the disk has no room, before anything is changed.
    """
    fingerprint = encoder.fingerprint
    with library.writing():
        library.begin_encoding(str(fingerprint), afresh=afresh)
        work = _Work(library, encoder, told, stop or threading.Event())
        while not library.end_encoding(str(fingerprint), fingerprint.dimension):
            if not work.through():
                return False
    return True


class _Work:
    """One call of `reencode`."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        told: Callable[[Reencoding], None] | None,
        stop: threading.Event,
    ) -> None:
        self._library = library
        self._encoder = encoder
        self._told = told
        self._stop = stop
        room = library.room_to_encode(encoder.fingerprint.dimension)
        begun = library.encoding
        assert begun is not None
        self._now = Reencoding(begun.paragraphs, begun.done, room.bytes, room.free)
        if self._now.free is not None and self._now.free < self._now.bytes:
            if not self._now.done:
                library.forget_encoding()
            raise LibraryFull(
                f"To encode {self._now.paragraphs:,} paragraphs again takes "
                f"{self._now.bytes / 2**20:,.0f} MB of disk under {library.root}, and "
                f"{self._now.free / 2**20:,.0f} MB are free. Free some space, and try again; "
                "until then the library is as it was."
            )
        if told is not None:
            told(self._now)
        # What an encoder does but once must not count for each paragraph.
        encoder.encode_question(".")
        self._started, self._encoded = time.monotonic(), 0

    def through(self) -> bool:
        """Encode what waits; false when stopped before the end."""
        count = min(SAMPLE, PASSAGES)
        while waiting := self._library.waiting(count):
            if self._stop.is_set():
                return False
            try:
                vectors = self._encoder.encode_passages(
                    [text for _, text in waiting], progress=self._go_on
                )
            except Stopped:
                return False
            kept = self._library.keep_vectors([row for row, _ in waiting], vectors)
            self._tell(kept)
            count = PASSAGES
        return True

    def _go_on(self, _count: int) -> None:
        if self._stop.is_set():
            raise Stopped

    def _tell(self, kept: int) -> None:
        self._encoded += kept
        done = self._now.done + kept
        # A document that came meanwhile is among them, one that went is not.
        paragraphs = max(done, self._now.paragraphs)
        each = (time.monotonic() - self._started) / max(1, self._encoded)
        left = each * (paragraphs - done)
        self._now = replace(self._now, paragraphs=paragraphs, done=done, seconds_left=left)
        if self._told is not None:
            self._told(self._now)
