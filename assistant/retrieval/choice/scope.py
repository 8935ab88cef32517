"""What a document is about as a whole: what its title, its name and its first paragraphs say."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.terms import folded_words, terms
from assistant.library.reading import Reading
from assistant.library.records import DocumentRecord
from assistant.retrieval.choice.states import states_in

FIRST = 40
"""Paragraphs that open a document."""
CHARACTERS = 1_500
"""Of them at most, whose words are its opening's."""
FEW = 2
"""So many States at most make a document one about them."""
OFTEN = 3
"""Times that it must name each in the first paragraphs."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The words that open a document, and the States that it is about."""

    words: frozenset[str]
    """Folded."""
    terms: frozenset[str]
    states: frozenset[str]
    language: str | None


class Scopes:
    """The scopes of a library's documents, each worked out once a revision."""

    def __init__(self, library: Reading) -> None:
        self._library = library
        self._of = lru_cache(maxsize=4096)(self._read)

    def of(self, document: DocumentRecord) -> Scope:
        """Of a document that is in the library."""
        return self._of(document)

    def _read(self, document: DocumentRecord) -> Scope:
        title = f"{document.name} {document.title or ''}"
        opening = self._library.paragraphs(document.document_id, 0, FIRST)
        told = "\n".join(paragraph.text for paragraph in opening)
        text = f"{title}\n{told[:CHARACTERS]}"
        return Scope(
            frozenset(folded_words(text)),
            frozenset(terms(text, document.language)),
            _states(title, told),
            document.language,
        )


def _states(title: str, told: str) -> frozenset[str]:
    """Those in the title, else the few that the first paragraphs name most."""
    titled = frozenset(states_in(title))
    if titled:
        return titled
    named = Counter(states_in(told)).most_common(FEW)
    return frozenset(state for state, count in named if count >= OFTEN and 3 * count >= named[0][1])
