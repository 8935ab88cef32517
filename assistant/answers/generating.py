"""A language model's answer laid over the quoting one, statement by statement."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TypeAlias

from assistant.answers.answer import Answer, Notice, Statement, Support
from assistant.answers.exchange import Model
from assistant.answers.grounding import Grounding
from assistant.answers.prompting import messages
from assistant.answers.reasoning import spoken
from assistant.answers.sources import Source, sources_of
from assistant.citations.citation import Citation
from assistant.errors import LanguageModelError
from embeddings.encoder import Encoder
from embeddings.errors import EmbeddingsError

Part: TypeAlias = Answer | Citation | Statement | Notice
"""What an answer is streamed as: the quoting answer, then each statement behind the citations
that are new in it, a notice if something is amiss, and last the whole answer."""

SILENT = "The language model finds no answer in these paragraphs; they are quoted as they stand."
EMPTY = "The language model's reply is empty; the paragraphs are quoted as they stand."
UNBORNE = "The sources bear out nothing of what the language model wrote; they are quoted instead."
TOO_MUCH = "The language model wrote more than an answer; the rest is left out."
TOO_LONG = "These paragraphs are too long for a language model; they are quoted as they stand."


def generate(quoting: Answer, encoder: Encoder, model: Model) -> Iterator[Part]:
    """The parts of the answer; the quoting answer comes first and is never waited for.

    The last part is the whole answer. Its statements are the model's when at least one
    of them is linked to a source, with the unsupported ones among them marked; otherwise
    they are the quotations. Whatever becomes of the model, nothing is raised.
    """
    yield quoting
    if quoting.target is None:
        return
    sources = sources_of(quoting)
    if not sources:
        yield from _ended(quoting, TOO_LONG)
        return
    reply = _Reply(model, sources, encoder)
    yield from reply.parts(quoting.understood_as or quoting.question)
    if not reply.citations:
        yield from _ended(quoting, reply.trouble or reply.shortcoming)
        return
    generated = replace(quoting, statements=reply.statements, citations=reply.citations)
    yield from _ended(generated, reply.trouble)


def _ended(answer: Answer, trouble: str | None) -> Iterator[Part]:
    if trouble is not None:
        yield Notice(trouble)
    yield replace(answer, notice=trouble)


@dataclass(slots=True)
class _Reply:
    """A reply as far as it has come."""

    model: Model
    sources: tuple[Source, ...]
    encoder: Encoder
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    trouble: str | None = None
    """Why the reply is not there, or not whole."""

    def parts(self, question: str) -> Iterator[Part]:
        """Statements as they are released, each behind its new citations."""
        grounding = Grounding(self.sources, self.encoder)
        try:
            with closing(self.model.stream(messages(question, self.sources))) as pieces:
                for piece in spoken(pieces):
                    yield from self._keep(grounding, grounding.read(piece))
                    if grounding.is_full:
                        self.trouble = TOO_MUCH
                        return
            yield from self._keep(grounding, grounding.finish())
        except (LanguageModelError, EmbeddingsError) as error:
            # A last sentence that never ended is left out: half of it may say something else.
            self.trouble = str(error)

    @property
    def shortcoming(self) -> str:
        """Why a whole reply that cites nothing is no answer."""
        if not self.statements:
            return EMPTY
        silent = all(statement.support is Support.SUPPORTED for statement in self.statements)
        return SILENT if silent else UNBORNE

    def _keep(self, grounding: Grounding, released: list[Statement]) -> Iterator[Part]:
        self.statements += tuple(released)
        new = grounding.citations[len(self.citations) :]
        self.citations += new
        for statement in released:
            yield from (c for c in new if c.number in statement.citations)
            new = tuple(c for c in new if c.number not in statement.citations)
            yield statement
