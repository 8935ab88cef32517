"""How a document begins: its title, and what first says what it is."""

import re
from collections.abc import Sequence

from assistant.documents.document import Kind, Paragraph
from assistant.library.records import DocumentRecord

_SAYS = 80
"""Characters of a paragraph that says what a document is."""
_SUMMARY = re.compile(
    r"(?:executive )?summary|abstract|zusammenfassung|résumé|resumen|резюме|摘要|ملخص",
    re.IGNORECASE,
)


def beginning(paragraphs: Sequence[Paragraph], record: DocumentRecord) -> list[Paragraph]:
    """The paragraph of the title, and the summary, paragraph 1 or the first that says something."""
    title = " ".join((record.title or "").split()).casefold()
    start = title.split(": ")[0]
    at = next(
        (
            at
            for at, paragraph in enumerate(paragraphs[:60])
            if start and start in " ".join(paragraph.text.split()).casefold()
        ),
        0,
    )
    after = [p for p in paragraphs[at + 1 :] if p.kind is Kind.PARAGRAPH]
    long = [p for p in after if len(p.text) > _SAYS]
    under = (p for p in long if p.section and _SUMMARY.match(p.section[-1]))
    numbered = (p for p in after if p.number == "1")
    first = next(under, None) or next(numbered, None) or next(iter(long), None)
    return [paragraphs[at], *([first] if first else [])]
