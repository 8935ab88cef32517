"""What any store of documents must be able to do."""

from typing import Protocol

from assistant.library.reading import Searching
from assistant.library.upkeep import Upkeep
from assistant.library.writing import Encoding, Keeping, Writing


class Library(Searching, Writing, Encoding, Keeping, Upkeep, Protocol):
    """Documents, their paragraphs and the two indexes over them.

    Rows are positive integers that are never reused.
    """
