"""What people chose: the paragraph, and the very words, that answered a question.

A selection keeps its words with the revision they stood in, so that it can be
verified after every reindex. It is the person's own copy, and stays when its document goes.
"""

from assistant.citations.citing import CONTEXT
from assistant.documents.document import Span
from assistant.errors import UnknownParagraph
from assistant.library.library import Library
from assistant.library.records import Selection


def select(
    library: Library,
    question: str,
    paragraph_id: str,
    span: Span | None = None,
    *,
    address: str = "",
) -> Selection:
    """Keep a choice; `span` is in the revision's text and is the paragraph when left out.

    The same words chosen for the same question are one selection. Raises
    `UnknownParagraph`, also for a span that is not within the paragraph.
    """
    passage = library.passage(paragraph_id)
    paragraph, record = passage.paragraph, passage.document
    start, end = span or (paragraph.start, paragraph.end)
    if not paragraph.start <= start < end <= paragraph.end:
        raise UnknownParagraph(f"{start}:{end} is not within paragraph {paragraph_id}.")
    text = passage.text()
    return library.keep(
        Selection(
            question=question,
            document_id=record.document_id,
            document=record.name,
            paragraph_id=paragraph_id,
            revision=record.revision,
            quote=text[start:end],
            start=start,
            end=end,
            prefix=text[max(start - CONTEXT, 0) : start],
            suffix=text[end : end + CONTEXT],
            address=address,
        )
    )
