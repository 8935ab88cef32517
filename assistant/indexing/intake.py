"""The way into a library: what is read and encoded, and the kept questions that it may move."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assistant.errors import EncoderChanged
from assistant.indexing.background import Indexing
from assistant.indexing.maker import NEXT, Maker
from assistant.indexing.outcomes import (
    FileOutcome,
    FileState,
    Progress,
    Summary,
    asking,
    changing,
)
from assistant.indexing.recovering import recover
from assistant.indexing.reencoding import Reencoding, reencode
from assistant.indexing.reindexing import Read, reindex, take_in
from assistant.indexing.roots import remember
from assistant.keeping.questions import KeptQuestions
from assistant.library.library import Library
from embeddings.encoder import Encoder
from embeddings.unhurried import UnhurriedEncoder


class Choosing(Protocol):
    """Which encoder serves the library, and which is to; see `Encoders`."""

    def serving(self) -> Encoder:
        """The library's own."""
        ...

    def wished(self, name: str | None = None) -> tuple[Encoder, Maker]:
        """The one that is set, or called `name`, and how it is loaded again."""
        ...

    def remember(self) -> None:
        """Note how the library's own is loaded again."""
        ...


class Intake:
    """Takes files and folders in, at once or in the background.

    Where something changed, the questions of kept citations are asked again.
    """

    def __init__(
        self,
        library: Library,
        questions: KeptQuestions,
        read: Read,
        encoders: Choosing,
    ) -> None:
        """An encoder is loaded when there is something to encode."""
        self._library = library
        self._questions = questions
        self._read = read
        self._encoders = encoders
        self.background = Indexing(self.index, self.reencode)

    def index(
        self,
        paths: Sequence[Path],
        *,
        remove_missing: bool = False,
        rebuild: bool = False,
        report: Callable[[FileOutcome], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Summary:
        """As `reindex`; the paths are remembered, so that they can be looked at again.

        Encodes with the library's own encoder, and with `rebuild` with the one that is set.
        """

        def work() -> Summary:
            encoder = self._changing_to(None) if rebuild else self._encoders.serving()
            return reindex(
                self._library,
                paths,
                read=self._read,
                encoder=encoder,
                remove_missing=remove_missing,
                rebuild=rebuild,
                report=report,
                progress=progress,
                stop=stop,
            )

        remember(self._library, paths)
        return self._asking_again(work, progress, stop)

    def reencode(
        self,
        name: str | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Summary:
        """Encode the library with the encoder that is set, or called `name`, and change over.

        As `reencode`: interrupted at any point, the same call goes on. Where the library is of
        that encoder already nothing is encoded, and what was begun for another is let go.
        """
        begun = time.monotonic()
        encoded = 0

        def told(reencoding: Reencoding) -> None:
            nonlocal encoded
            encoded = reencoding.done
            if progress is not None:
                progress(changing(reencoding))

        def work() -> Summary:
            encoder = self._changing_to(name)
            held = self._library.fingerprint
            before = self._library.encoding
            if held in (None, str(encoder.fingerprint)):
                if before is not None:
                    self._library.forget_encoding()
                return Summary()
            reencode(self._library, UnhurriedEncoder(encoder), told=told, stop=stop)
            same = before is not None and before.fingerprint == str(encoder.fingerprint)
            done = before.done if before is not None and same else 0
            seconds = round(time.monotonic() - begun, 3)
            return Summary(paragraphs_encoded=max(0, encoded - done), seconds=seconds)

        return self._asking_again(work, progress, stop)

    def _changing_to(self, name: str | None) -> Encoder:
        """The encoder that is set, or called `name`; how it is loaded again is noted."""
        encoder, maker = self._encoders.wished(name)
        with self._library.writing():
            self._encoders.remember()
            if self._library.fingerprint not in (None, maker.fingerprint):
                self._library.write_note(NEXT, maker.text)
        return encoder

    def _asking_again(
        self,
        work: Callable[[], Summary],
        progress: Callable[[Progress], None] | None,
        stop: threading.Event | None,
    ) -> Summary:
        """Work, and then ask the questions of kept citations again, where something changed."""

        def told(asked: int, questions: int) -> None:
            if progress is not None:
                progress(asking(asked, questions))

        def stopped() -> bool:
            return stop is not None and stop.is_set()

        def put_off() -> bool:
            # Where another run waits in line, they are asked when that one has ended.
            return self.background.is_waiting or stopped()

        new = self._questions.ask_new(told, stopped)
        summary = work()
        self._encoders.remember()
        return replace(summary, questions=self._questions.ask_again(told, put_off, new=new))

    def recover(
        self,
        *,
        report: Callable[[FileOutcome], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Summary:
        """As `recover` of `recovering`."""
        return recover(
            self._library,
            read=self._read,
            encoder=self._encoders.serving(),
            report=report,
            progress=progress,
            stop=stop,
        )

    def upload(self, name: str, content: Path, *, replace: bool = False) -> FileOutcome:
        """As `take_in`, a document called `name`; one of that name stays, or is replaced.

        Where citations are kept, their questions are asked again in the background.
        """

        def taken() -> FileOutcome:
            encoder = self._encoders.serving()
            return take_in(
                self._library, content, name, read=self._read, encoder=encoder, replacing=replace
            )

        try:
            outcome = taken()
        except EncoderChanged:
            # Another encoder took the library over while this document was encoded.
            outcome = taken()
        if (
            outcome.state in (FileState.ADDED, FileState.UPDATED)
            and self._library.selection_count()
        ):
            self.background.start(())
        return outcome
