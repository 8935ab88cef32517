"""Work that gives way: whoever waits for an answer is served before the indexing."""

import os
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from embeddings.card import Card
from embeddings.encoder import Encoder, Fingerprint, Progress, Tokens, Vectors

NICENESS = 5
"""Added to a thread's own: about a quarter of a core where others want it, all of it elsewhere.

Questions take 1.3 times as long as in quiet, at 10 as well (`benchmarks/asking_while_indexing.py`);
but at 10 indexing all but stood still on a machine that was busy with other things.
"""


class Abandoned(Exception):
    """Raised in the thread that encodes, when nobody waits for it any more."""


def give_way() -> None:
    """Lower the priority of this thread, and of the threads and processes that it starts.

    Only Linux has a priority for each thread; elsewhere nothing changes.
    """
    if sys.platform == "linux":
        os.nice(NICENESS)


class UnhurriedEncoder:
    """An encoder whose passages are encoded in a thread that gives way.

    A thread's priority can be lowered by anybody, and raised again by nobody but the
    superuser: so it is never the caller's own.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def fingerprint(self) -> Fingerprint:
        """The encoder's own."""
        return self._encoder.fingerprint

    @property
    def card(self) -> Card:
        """The encoder's own."""
        return self._encoder.card

    def encode_question(self, text: str, /) -> Vectors:
        """At once, in the caller's thread."""
        return self._encoder.encode_question(text)

    def encode_tokens(
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens] | None:
        """At once, in the caller's thread."""
        return self._encoder.encode_tokens(texts, question=question)

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """As the encoder does; `progress` is called in the thread that encodes."""
        abandoned = threading.Event()

        def finished(count: int) -> None:
            if abandoned.is_set():
                raise Abandoned
            if progress is not None:
                progress(count)

        with ThreadPoolExecutor(1, "encoding", initializer=give_way) as thread:
            encoding = thread.submit(self._encoder.encode_passages, texts, progress=finished)
            try:
                return encoding.result()
            finally:
                # Where Ctrl-C ended the waiting, the thread must not go on to the end.
                abandoned.set()
