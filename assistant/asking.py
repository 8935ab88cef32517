"""A question's way: made once, ranked, answered by quotations, then by a language model."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from assistant.answers.answer import Answer, AnswerKind
from assistant.answers.answering import answered
from assistant.answers.arranging import LOOKED_AT
from assistant.answers.chosen import told_of, with_chosen
from assistant.answers.exchange import Model
from assistant.answers.generating import Part, generate
from assistant.answers.misspelling import respelled
from assistant.answers.places import answered_by_name
from assistant.answers.sides import compare
from assistant.errors import EncoderChanged, UnknownDocument, UnknownParagraph
from assistant.keeping.chosen import Choices
from assistant.language.characters import normalised
from assistant.library.library import Library
from assistant.library.records import DocumentRecord
from assistant.questions.conversation import Turn, understand
from assistant.questions.lists import list_asked, listed_topic
from assistant.questions.missing_words import is_foreign_to
from assistant.questions.question import Question, worded
from assistant.questions.several import questions_in
from assistant.retrieval.constants import CANDIDATES
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
        self._choices = Choices(library)

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
        # What was found by name is there, and what is asked back is the person's to say: a
        # model has nothing to draw together.
        is_asked_back = quoting.kind is AnswerKind.CHOICE
        if self.model is None or not llm or encoder is None or is_asked_back:
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
        """The quoting answer, and what encoded its question; `None` where it was found by name.

        Of several questions in one text the first is answered.
        """
        before = None
        if after and normalised(after):
            before = self._quoted(after, within, limit, None)[0].turn
        asked = worded(words)
        first, *others = questions_in(asked)
        answer, encoder = self._answered(first, self.ids(within), limit, before)
        if first != asked and not others:
            note = answer.note or f"Asked was the question at its end: {first}"
            return replace(answer, question=asked, note=note), encoder
        if not others:
            return answer, encoder
        also = tuple(understand(other, Turn(first, None)).question for other in others)
        return replace(answer, question=asked, also_asked=also), encoder

    def _answered(
        self, words: str, ids: frozenset[str] | None, limit: int, before: Turn | None
    ) -> tuple[Answer, Encoder | None]:
        started = time.perf_counter()
        question = Question.of(words)
        encoders: list[Encoder] = []

        def ask(question: Question, ids: frozenset[str] | None) -> Answer:
            found, encoder = self._found(question, ids, limit, asks_back=before is None)
            encoders.append(encoder)
            return found

        comparison = compare(question, ids, self._library, self._called, ask)
        if comparison is not None:
            return comparison, encoders[-1]
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
            ids = self.ids(question.understood.within) or ids
        answer = ask(question, ids)
        meant = self._respelled(question, answer)
        if meant is not None:
            again = ask(Question.of(meant), ids)
            if again.found:
                note = f"No paragraph has these words as they are written. Asked was: {meant}"
                answer = replace(again, question=answer.question)
        return replace(answer, note=note or answer.note), encoders[-1]

    def _respelled(self, question: Question, answer: Answer) -> str | None:
        """What is meant where nothing was found; in another language no word is a slip."""
        nearest = None if answer.nearest is None else answer.nearest.passage.language
        if answer.found or is_foreign_to(question.subject, nearest):
            return None
        return respelled(question.words, self._library)

    def _found(
        self, question: Question, ids: frozenset[str] | None, limit: int, *, asks_back: bool
    ) -> tuple[Answer, Encoder]:
        """What a search finds, with what people chose for the question before it."""
        fits_many = asks_back and (ids is None or len(ids) > 1)
        most = max(limit, CANDIDATES if list_asked(question.subject) else LOOKED_AT)
        topic = listed_topic(question.subject)
        sought = question if topic is None else question.on(topic)

        def answer(retriever: Retriever) -> tuple[Answer, Encoder]:
            ranking = replace(retriever.rank(sought, within=ids, limit=most), question=question)
            chosen = self._choices.of(question, retriever.encoder)
            kept = [one for one in chosen if ids is None or one.document_id in ids]
            found = answered(with_chosen(ranking, kept), limit, asks_back=fits_many)
            return replace(found, note=told_of(kept, question) or found.note), retriever.encoder

        try:
            return self._steadily(answer)
        except (UnknownParagraph, UnknownDocument):
            # A document was replaced or removed between two looks; what is there now is asked.
            return self._steadily(answer)

    def _called(self, reference: str) -> list[DocumentRecord]:
        """The documents that a name in a question means, by id, name, symbol or title."""
        with suppress(UnknownDocument):
            return [self._library.find(reference)]
        found, is_filter = self._resolver.shelf().meant_by(reference)
        return [] if is_filter else list(found)
