"""The way into a library: what is read and encoded, and the kept questions that it may move."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.indexing.background import Indexing
from assistant.indexing.outcomes import FileOutcome, FileState, Progress, Summary, asking
from assistant.indexing.recovering import recover
from assistant.indexing.reindexing import Read, reindex, take_in
from assistant.indexing.roots import remember
from assistant.keeping.questions import KeptQuestions
from assistant.library.library import Library
from embeddings.encoder import Encoder


class Intake:
    """Takes files and folders in, at once or in the background.

    Where something changed, the questions of kept citations are asked again.
    """

    def __init__(
        self,
        library: Library,
        questions: KeptQuestions,
        read: Read,
        encoder: Callable[[], Encoder],
    ) -> None:
        """`encoder` is called when there is something to encode."""
        self._library = library
        self._questions = questions
        self._read = read
        self._encoder = encoder
        self.background = Indexing(self.index)

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
        """As `reindex`; the paths are remembered, so that they can be looked at again."""

        def told(asked: int, questions: int) -> None:
            if progress is not None:
                progress(asking(asked, questions))

        def stopped() -> bool:
            return stop is not None and stop.is_set()

        def put_off() -> bool:
            # Where another run waits in line, they are asked when that one has ended.
            return self.background.is_waiting or stopped()

        remember(self._library, paths)
        new = self._questions.ask_new(told, stopped)
        summary = reindex(
            self._library,
            paths,
            read=self._read,
            encoder=self._encoder(),
            remove_missing=remove_missing,
            rebuild=rebuild,
            report=report,
            progress=progress,
            stop=stop,
        )
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
            encoder=self._encoder(),
            report=report,
            progress=progress,
            stop=stop,
        )

    def upload(self, name: str, content: Path, *, replace: bool = False) -> FileOutcome:
        """As `take_in`, a document called `name`; one of that name stays, or is replaced.

        Where citations are kept, their questions are asked again in the background.
        """
        outcome = take_in(
            self._library,
            content,
            name,
            read=self._read,
            encoder=self._encoder(),
            replacing=replace,
        )
        if (
            outcome.state in (FileState.ADDED, FileState.UPDATED)
            and self._library.selection_count()
        ):
            self.background.start(())
        return outcome
