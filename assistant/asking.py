"""A question's way: made once, ranked, answered by quotations, then by a language model."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from assistant.answers.answer import Answer
from assistant.answers.exchange import Model
from assistant.answers.generating import Part, generate
from assistant.answers.places import answered_by_name
from assistant.answers.quoting import POINTED, quoted
from assistant.errors import EncoderChanged, UnknownDocument, UnknownParagraph
from assistant.language.characters import normalised
from assistant.library.library import Library
from assistant.questions.question import Question
from assistant.retrieval.facets import Narrowing
from assistant.retrieval.hit import Mentions
from assistant.retrieval.mentions import mentions
from assistant.retrieval.named_places.choices import MOST_CHOICES
from assistant.retrieval.named_places.resolution import Narrowed, Resolution
from assistant.retrieval.named_places.resolver import Resolver
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.searched import searched_since
from embeddings.encoder import Encoder

Asked = TypeVar("Asked")


class Asking:
    """Questions of one library; every method may be called from any thread."""

    def __init__(
        self, library: Library, retriever: Callable[[], Retriever], model: Model | None
    ) -> None:
        """`retriever` is called for each question; without `model` answers are quotations."""
        self._library = library
        self._retriever = retriever
        self.model = model
        self._resolver = Resolver(library)

    def stream(
        self,
        words: str,
        *,
        within: Sequence[str] = (),
        limit: int = 5,
        after: str | None = None,
        llm: bool = True,
    ) -> Iterator[Part]:
        """As `Assistant.ask_streaming`."""
        quoting, encoder = self._quoted(words, within, limit, after)
        # What was found by name is there; a model has nothing to draw together.
        if self.model is None or not llm or encoder is None:
            yield quoting
            return
        yield from generate(quoting, encoder, self.model)

    def mentions(
        self,
        words: str,
        *,
        within: Sequence[str] = (),
        ranked: bool = False,
        narrowing: Narrowing,
        first: int = 0,
        limit: int | None = None,
    ) -> Mentions:
        """As `Assistant.mentions`."""
        return self._steadily(
            lambda retriever: mentions(
                retriever,
                Question.of(words),
                within=self.ids(within),
                ranked=ranked,
                narrowing=narrowing,
                first=first,
                limit=limit,
            )
        )

    def _steadily(self, ask: Callable[[Retriever], Asked]) -> Asked:
        """What a retriever finds; asked again where another encoder took over meanwhile."""
        retriever = self._retriever()
        try:
            found = ask(retriever)
            if self._is_current(retriever):
                return found
        except (EncoderChanged, ValueError):
            # Vectors of two lengths do not multiply.
            if self._is_current(retriever):
                raise
        return ask(self._retriever())

    def _is_current(self, retriever: Retriever) -> bool:
        return self._library.fingerprint in (None, str(retriever.encoder.fingerprint))

    def ids(self, references: Sequence[str]) -> frozenset[str] | None:
        """The documents meant, by id, name, path, symbol or words of the title; `None` for all.

        `body: …`, `author: …` and `year: …` mean every document of these. Raises
        `UnknownDocument`, also where one reference fits several documents.
        """
        if not references:
            return None
        return frozenset(id_ for reference in references for id_ in self._meant(reference))

    def _meant(self, reference: str) -> list[str]:
        with suppress(UnknownDocument):
            return [self._library.find(reference).document_id]
        found, is_filter = self._resolver.shelf().meant_by(reference)
        if len(found) == 1 or (found and is_filter):
            return [record.document_id for record in found]
        if found:
            names = "; ".join(f"{record.called} ({record.name})" for record in found[:MOST_CHOICES])
            raise UnknownDocument(f"{len(found)} documents are meant by {reference}: {names}.")
        raise UnknownDocument(
            f"No document of the library has the id, name, path, symbol or title {reference}."
        )

    def _quoted(
        self, words: str, within: Sequence[str], limit: int, after: str | None
    ) -> tuple[Answer, Encoder | None]:
        """The quoting answer, and what encoded its question; `None` where it was found by name."""
        before = None
        if after and normalised(after):
            before = self._quoted(after, within, limit, None)[0].turn
        started = time.perf_counter()
        question, ids = Question.of(words), self.ids(within)
        named = self._resolver.resolve(question, ids, before)
        if isinstance(named, Resolution):
            searched = searched_since(started, self._library, ids)
            return answered_by_name(question, named, searched), None
        note = None
        if isinstance(named, Narrowed):
            question, note = named.question, named.note
            ids = ids if named.within is None else named.within
        elif before is not None:
            question = Question.of(words, before, self._library.names)
            ids = self.ids(question.understood.within or within)
        answer, encoder = self._steadily(
            lambda retriever: (
                _ranked_and_quoted(retriever, question, ids, limit),
                retriever.encoder,
            )
        )
        return replace(answer, note=note), encoder


def _ranked_and_quoted(
    retriever: Retriever, question: Question, ids: frozenset[str] | None, limit: int
) -> Answer:
    most = max(limit, POINTED)
    try:
        return quoted(retriever.rank(question, within=ids, limit=most), limit)
    except (UnknownParagraph, UnknownDocument):
        # A document was replaced or removed between two looks; what is there now is asked.
        return quoted(retriever.rank(question, within=ids, limit=most), limit)
