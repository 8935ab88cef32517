"""The real library on the shelf of one test, and an encoder of a dozen concepts."""

import hashlib
import math
import shutil
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Imprint, Kind
from assistant.indexing.reindexing import new_vectors
from assistant.library.reading import Passage
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from embeddings.card import Card
from embeddings.encoder import Fingerprint, Progress, Vectors, card_of

NO_IMPRINT = Imprint()
CONCEPTS = (
    ("police", "policing", "officer", "officers", "custody"),
    ("training", "train", "trained", "course", "teach"),
    ("rust", "rusts", "corrosion", "iron"),
    ("rain", "water", "wet", "moist"),
    ("women", "girls", "gender"),
    ("money", "budget", "cost", "francs"),
    ("when", "year", "march", "2014"),
    ("zebra", "migration"),
)


class ConceptEncoder:
    """One dimension a concept, counting its words, and a last one, 0.1, that all texts share."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint("concepts", "0" * 64, "test", "fp32", len(CONCEPTS) + 1)

    @property
    def card(self) -> Card:
        return card_of(self.fingerprint)

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        self.encoded += texts
        if progress is not None:
            progress(len(texts))
        rows = [self._row(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), len(CONCEPTS) + 1)

    def encode_question(self, text: str, /) -> Vectors:
        return np.array([self._row(text)], dtype=np.float32)

    def encode_tokens(self, texts: Sequence[str], /, *, question: bool = False) -> None:
        return None

    def _row(self, text: str) -> list[float]:
        words = Counter(text.lower().replace(".", " ").replace(",", " ").replace("?", " ").split())
        counts = [*(float(sum(words[word] for word in concept)) for concept in CONCEPTS), 0.1]
        length = math.sqrt(sum(count * count for count in counts))
        return [count / length for count in counts]


class Shelf(SqliteLibrary):
    """The library as it is, in a temporary folder that goes when nobody holds it any more."""

    encoder: ConceptEncoder
    _content: Path

    @classmethod
    def empty(cls, encoder: ConceptEncoder | None = None) -> Self:
        folder = Path(tempfile.mkdtemp())
        made = cls.open(folder / "library")
        made.encoder = encoder or ConceptEncoder()
        made._content = folder / "content"
        weakref.finalize(made, _put_away, made.database.close, folder)
        return made

    def add(
        self,
        name: str,
        *blocks: Block | str,
        language: str | None = "en",
        notices: tuple[str, ...] = (),
        imprint: Imprint = NO_IMPRINT,
    ) -> str:
        """A document of these blocks; its id is its name without what follows the first dot."""
        document_id = name.partition(".")[0]
        made = tuple(
            block if isinstance(block, Block) else Block(Kind.PARAGRAPH, block) for block in blocks
        )
        content = "\n".join([name, *(block.text for block in made)]).encode()
        self._content.write_bytes(content)
        revision = compose(
            Extract("text", made, language=language, notices=notices, imprint=imprint),
            document_id=document_id,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        vectors = new_vectors(self, revision, self.encoder)
        self.put(revision, Source(name, None, len(content), 0), self._content, vectors)
        return document_id

    @property
    def rows(self) -> list[Passage]:
        """Every passage, in the order in which they were added; nothing was taken out yet."""
        found = self.passages(range(1, self.counts().paragraphs + 1))
        return [found[row] for row in sorted(found)]


def _put_away(close: Callable[[], None], folder: Path) -> None:
    close()
    shutil.rmtree(folder)
