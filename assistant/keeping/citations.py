"""The citations that people kept in a library: looked through, counted, exported, forgotten."""

from pathlib import Path

from assistant.citations.citation import Citation
from assistant.documents.document import Span
from assistant.keeping.kept import Kept, kept
from assistant.keeping.selections import select
from assistant.keeping.test_set import Exported, export_test_set
from assistant.library.library import Library


class KeptCitations:
    """All of a library; every one is held against the documents as they are now."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def select(self, question: str, citation: Citation) -> Kept:
        """Keep a citation for a question, or for none. Raises `UnknownParagraph`."""
        chosen = select(
            self._library,
            question,
            citation.paragraph_id,
            Span(citation.start, citation.end),
            address=str(citation.address),
        )
        [one] = kept([chosen], self._library)
        return one

    def selections(self) -> tuple[Kept, ...]:
        """Every one, newest first, with what became of it."""
        return kept(self._library.selections()[::-1], self._library)

    def count(self, document_id: str | None = None) -> int:
        """How many there are, or how many of one document, which may be gone."""
        return self._library.selection_count(document_id)

    def unselect(self, selection_id: int) -> None:
        """Forget one; one that is not there is passed over."""
        self._library.unselect(selection_id)

    def export(self, folder: Path) -> Exported:
        """Write them as a test set. Raises `AssistantError`."""
        return export_test_set(self._library, self.selections(), folder)
