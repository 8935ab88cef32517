"""A question's way: made once, ranked, answered by quotations, then by a language model."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from assistant.answers.answer import Answer
from assistant.answers.exchange import Model
from assistant.answers.generating import Part, generate
from assistant.answers.quoting import POINTED, quoted
from assistant.errors import EncoderChanged, UnknownDocument, UnknownParagraph
from assistant.language.characters import normalised
from assistant.library.library import Library
from assistant.questions.question import Question
from assistant.retrieval.facets import Narrowing
from assistant.retrieval.hit import Mentions
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import Retriever

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
        quoting, encoder = self._steadily(
            lambda retriever: (
                self._quoted(retriever, words, within, limit, after),
                retriever.encoder,
            )
        )
        if self.model is None or not llm:
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
        """The documents meant, by id, name or path; `None` for all. Raises `UnknownDocument`."""
        if not references:
            return None
        return frozenset(self._library.find(reference).document_id for reference in references)

    def _quoted(
        self,
        retriever: Retriever,
        words: str,
        within: Sequence[str],
        limit: int,
        after: str | None,
    ) -> Answer:
        before = None
        if after and normalised(after):
            before = self._quoted(retriever, after, within, limit, None).turn
        question = Question.of(words, before, self._library.names)
        ids = self.ids(question.understood.within or within)
        try:
            return _ranked_and_quoted(retriever, question, ids, limit)
        except (UnknownParagraph, UnknownDocument):
            # A document was replaced or removed between two looks; what is there now is asked.
            return _ranked_and_quoted(retriever, question, ids, limit)


def _ranked_and_quoted(
    retriever: Retriever, question: Question, ids: frozenset[str] | None, limit: int
) -> Answer:
    ranking = retriever.rank(question, within=ids, limit=max(limit, POINTED))
    return quoted(ranking, limit)
