"""Sources to ground on, written for these tests: numbers, names, negations, lists and speakers."""

from collections.abc import Collection
from functools import cache

from assistant.answers.answer import Answer
from assistant.answers.quoting import POINTED, quoted
from assistant.answers.sources import Source
from assistant.documents.document import Block, Kind
from assistant.questions.question import Question
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf

PARAGRAPHS = (
    "In 1971 the women of Ardeth won the vote. The council had refused it in 1959 and in 1965, "
    "by 45 votes to 38. Most of the men who voted in 1971 were farmers from the northern valleys.",
    "The Ardeth bridge, which Marta Lindqvist designed, was opened on 3 May 1984. It is 412 m "
    "long and cost 17.5 million francs. It was not damaged by the flood of 1987, but the old "
    "bridge at Torvik was.",
    "Iron rusts in rain because water carries oxygen to it. Stainless steel does not rust easily. "
    "Before the plates are painted, they must be dried for two days. Paint may peel if the plates "
    "are wet.",
    "Officers need training before they patrol. The report found that 12 % of the officers had "
    "never been trained, and that none of the seven towns kept a register. Chief Okafor said that "
    "the figures were wrong.",
    "After the harvest, the mill at Torvik employed 60 men and 25 women. Alice Brandt earned 500 "
    "francs a month and Johan Brandt earned 300. The mill closed in 1931, when Germany stopped "
    "buying flour from Norway.",
    "The trial compared 84 patients with 79 others during three winters. Fever fell faster with "
    "the drug (p < 0.05), although no patient under 18 was included. Dr Svensson thanked the "
    "hospital in Bergen. Did the drug prevent deaths?",
)


def answered(
    library: Shelf, question: str, *, within: Collection[str] | None = None, limit: int = 5
) -> Answer:
    """The answer of quotations."""
    asked = Question.of(question)
    retriever = Retriever(library, library.encoder)
    return quoted(retriever.rank(asked, within=within, limit=max(limit, POINTED)), limit)


@cache
def _library() -> Shelf:
    return Shelf.empty()


def _source(number: int, *blocks: Block | str, language: str | None = "en") -> Source:
    """The last paragraph of a document."""
    document_id = _library().add(f"Document {number}", *blocks, language=language)
    paragraph = _library().paragraphs(document_id)[-1]
    passage = _library().passage(paragraph.paragraph_id)
    return Source(number, passage, passage.text())


def source_of(text: str, number: int = 1, language: str | None = "en") -> Source:
    """A source whose document is this one paragraph."""
    return _source(number, text, language=language)


def shelf() -> list[Source]:
    """The six paragraphs as sources 1 to 6."""
    return [source_of(text, number) for number, text in enumerate(PARAGRAPHS, start=1)]


def item_of(lead_in: str, item: str) -> Source:
    """A list item with its mark, and the sentence that it completes."""
    return _source(
        1, lead_in, Block(Kind.LIST_ITEM, f"(a) {item}", bullet="(a)", mark_end=4, level=1)
    )


def spoken_by(speaker: str, text: str) -> Source:
    return _source(1, Block(Kind.PARAGRAPH, text, speaker=speaker))
