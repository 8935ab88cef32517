"""What any library can be asked to prove of itself."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Check:
    """One examination and its outcome."""

    name: str
    holds: bool
    message: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was sought after a removal, and what was found of it."""

    texts: int
    """Paragraphs, quotations and the name, as far as no other document has them too."""
    shared: int
    """Texts that were not sought because another document holds them."""
    files: int
    bytes: int
    """Read of what the library keeps."""
    places: tuple[str, ...]
    """Files of the library in which something was found."""
    vectors: int
    """Vectors of the document that are left in the truth or in the index."""
    rows: int
    """Rows of the document that are left in any table."""
    citations: int
    """That a person kept from it, and that stay: its words in them are not counted as left."""

    @property
    def holds(self) -> bool:
        """Whether nothing is left."""
        return not (self.places or self.vectors or self.rows)


class Upkeep(Protocol):
    """Examined, copied, closed."""

    def examine(self, *, seed: int | None = None) -> tuple[Check, ...]:
        """Every check, in order; reads the whole library once and changes nothing in the truth.

        `seed` chooses the sample of paragraphs. A check that cannot be made does not hold.
        """
        ...

    def strays(self) -> tuple[Path, ...]:
        """Originals that no record accounts for, named by their sha256; they are never deleted."""
        ...

    def remove_and_prove(self, document_id: str, *, with_selections: bool = False) -> Proof:
        """Take a document out for good, then seek what it held. Raises `UnknownDocument`."""
        ...

    def backup(self, file: Path) -> None:
        """Write a backup of everything that is committed; complete or not there at all.

        Questions are answered and documents taken in meanwhile. Raises `LibraryLocked`, and
        `LibraryError` when `file` cannot be written.
        """
        ...

    def close(self) -> None:
        """Leave the library whole; it is not used any more."""
        ...
