"""The questions that citations were kept for, asked again whenever the library has changed."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace

from assistant.errors import AssistantError
from assistant.keeping.comparison import DEPTH, Comparison, Rank, RankedQuestion, best, depth
from assistant.keeping.kept import kept
from assistant.keeping.ranks import Ranks, ranks, record
from assistant.library.library import Library
from assistant.library.records import Selection
from assistant.questions.question import Question
from assistant.retrieval.retriever import Mode, Retriever
from embeddings.errors import EmbeddingsError
from embeddings.unhurried import give_way

MOST = 300
"""Questions asked again, those that something was kept for last: 20 to 45 s on two busy cores."""

Told = Callable[[int, int], None]
"""Called with how many questions were asked, and of how many."""

_FAILURES = (AssistantError, EmbeddingsError, OSError, RuntimeError, ValueError)
"""What the library, the encoder and the two engines behind the indexes may raise."""


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question with every paragraph that was kept as an answer to it."""

    question: str
    paragraphs: Mapping[int, str]
    """Where the kept words stand now, by selection id."""


class KeptQuestions:
    """Asks them of the whole library, as a person would, and records at which rank each is found.

    The work gives way to other questions, and what fails in it fails nothing else.
    """

    def __init__(self, library: Library, retriever: Callable[[], Retriever]) -> None:
        """`retriever` is called when there is something to ask."""
        self._library = library
        self._retriever = retriever
        self.trouble = ""
        """Why they could not be asked again the last time; written for the reader."""

    def ask_new(self, told: Told, stopped: Callable[[], bool]) -> bool:
        """Ask those that were never asked, so that the next time can be held against this one.

        True where some were. What fails here is not told: it keeps the library from being
        indexed too, or is mended by that, as when another encoder takes over.
        """
        with suppress(*_FAILURES):
            known, change = ranks(self._library), self._library.changes()
            new = {
                question: chosen
                for question, chosen in self._newest().items()
                if any(s.selection_id not in known.after for s in chosen)
            }
            if not new:
                return False
            # Whoever waits for another process to finish comes here again and again.
            with self._library.writing():
                found = self._ask(kept_questions(self._library, new), told, stopped)
                if found:
                    since = known.change if known.after else change
                    after = {**found, **known.after}
                    record(self._library, replace(known, change=since, after=after))
            return bool(found)
        return False

    def ask_again(
        self, told: Told, stopped: Callable[[], bool], *, new: bool = False
    ) -> Comparison | None:
        """Ask all of them, where the library has changed since they were last asked.

        `None` where there is nothing to tell, and where it was stopped or failed: then
        nothing is recorded, and the next call asks. Without a change there is something to
        tell only if there were `new` ones: how they fare, compared with nothing.
        """
        try:
            comparison = self._asked_again(told, stopped, new)
        except _FAILURES as error:
            # Only our own errors are written for a reader; others may quote a document.
            ours = isinstance(error, AssistantError | EmbeddingsError | OSError)
            why = str(error) if ours else type(error).__name__
            self.trouble = f"The questions of kept citations could not be asked again: {why}"
            return None
        self.trouble = ""
        return comparison

    def _asked_again(self, told: Told, stopped: Callable[[], bool], new: bool) -> Comparison | None:
        known, change = ranks(self._library), self._library.changes()
        if known.change == change:
            return self.latest(compared=False) if new else None
        newest = self._newest()
        questions = kept_questions(self._library, newest)
        found = self._ask(questions, told, stopped)
        if not found:
            return None
        before = {i: known.after[i] for i in found if i in known.after}
        record(self._library, Ranks(change, before, found))
        return Comparison(_ranked(questions, before, found), len(newest) - len(questions))

    def latest(self, *, compared: bool = True) -> Comparison | None:
        """What was recorded last, of what is still kept; `None` where nothing was.

        Paragraphs are named as they were when they were kept. Without `compared` the time
        before is left out.
        """
        known = ranks(self._library)
        asked = [s for s in self._library.selections() if s.selection_id in known.after]
        questions = [
            KeptQuestion(question, {s.selection_id: s.paragraph_id for s in chosen})
            for question, chosen in by_question(asked).items()
        ]
        if not questions:
            return None
        ranked = _ranked(questions, known.before if compared else {}, known.after)
        return Comparison(ranked, stale=known.change != self._library.changes())

    def _newest(self) -> dict[str, list[Selection]]:
        """The questions that are asked again, with all that was kept for them."""
        return dict(list(by_question(self._library.selections()).items())[:MOST])

    def _ask(
        self, questions: Sequence[KeptQuestion], told: Told, stopped: Callable[[], bool]
    ) -> dict[int, Rank]:
        """The rank of each selection's paragraph; nothing where it was stopped."""
        if not questions or stopped():
            return {}
        retriever = self._retriever()
        abandoned = threading.Event()

        def asking() -> dict[int, Rank]:
            found: dict[int, Rank] = {}
            for number, question in enumerate(questions):
                if abandoned.is_set() or stopped():
                    return {}
                told(number, len(questions))
                found |= found_at(retriever, question)
            return found

        with ThreadPoolExecutor(1, "asking", initializer=give_way) as thread:
            try:
                return thread.submit(asking).result()
            finally:
                # Where Ctrl-C ended the waiting, the thread must not go on to the end.
                abandoned.set()


def kept_questions(
    library: Library, asked: Mapping[str, Sequence[Selection]]
) -> list[KeptQuestion]:
    """Those of which a kept paragraph is still there."""
    chosen = [selection for group in asked.values() for selection in group]
    now = {one.selection_id: one.verification.now for one in kept(chosen, library)}
    questions = []
    for question, group in asked.items():
        places = {s.selection_id: now[s.selection_id] for s in group}
        paragraphs = {i: there.paragraph_id for i, there in places.items() if there}
        if paragraphs:
            questions.append(KeptQuestion(question, paragraphs))
    return questions


def by_question(chosen: Iterable[Selection]) -> dict[str, list[Selection]]:
    """Selections under their questions, the newest first; those without one are left out."""
    found: dict[str, list[Selection]] = {}
    for selection in sorted(chosen, key=lambda s: -s.selection_id):
        if selection.question:
            found.setdefault(selection.question, []).append(selection)
    return found


def found_at(
    retriever: Retriever, question: KeptQuestion, mode: Mode = "hybrid"
) -> dict[int, Rank]:
    """The rank of each selection's paragraph when the whole library is asked."""
    hits = retriever.rank(Question.of(question.question), limit=DEPTH, mode=mode).hits
    found = {hit.paragraph.paragraph_id: hit.rank for hit in hits}
    return {i: found.get(paragraph) for i, paragraph in question.paragraphs.items()}


def _ranked(
    questions: Iterable[KeptQuestion], before: Mapping[int, Rank], after: Mapping[int, Rank]
) -> tuple[RankedQuestion, ...]:
    """Compared only where each of its paragraphs was there before: another answer is no gain."""
    made = []
    for question in questions:
        there = question.paragraphs
        first = min(there, key=lambda i: depth(after[i]))
        compared = there.keys() <= before.keys()
        earlier = best([before[i] for i in there]) if compared else None
        made.append(
            RankedQuestion(question.question, there[first], after[first], earlier, compared)
        )
    return tuple(made)
