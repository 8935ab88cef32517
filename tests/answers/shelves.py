"""Sources to ground on, written for these tests: numbers, names, negations, lists and speakers."""

from dataclasses import replace

from assistant.answers.sources import Source
from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind

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


def source_of(text: str, number: int = 1, language: str | None = "en") -> Source:
    """A source whose document is this one paragraph."""
    extract = Extract("text", (Block(Kind.PARAGRAPH, text),), language=language)
    revision = compose(extract, document_id=f"d{number}", sha256=f"{number:064}")
    (paragraph,) = revision.paragraphs
    name = f"Document {number}"
    return Source(number, paragraph, name, revision.sha256, language, revision.text)


def shelf() -> list[Source]:
    """The six paragraphs as sources 1 to 6."""
    return [source_of(text, number) for number, text in enumerate(PARAGRAPHS, start=1)]


def item_of(lead_in: str, item: str) -> Source:
    """A list item with its mark, and the sentence that it completes."""
    blocks = (
        Block(Kind.PARAGRAPH, lead_in),
        Block(Kind.LIST_ITEM, f"(a) {item}", bullet="(a)", mark_end=4, level=1),
    )
    revision = compose(Extract("text", blocks, language="en"), document_id="d1", sha256="0" * 64)
    paragraph = revision.paragraphs[1]
    return Source(1, paragraph, "Document 1", revision.sha256, "en", revision.text)


def spoken_by(speaker: str, text: str) -> Source:
    source = source_of(text)
    return replace(source, paragraph=replace(source.paragraph, speaker=speaker))
