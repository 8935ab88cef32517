"""An encoder and revisions that can be checked by hand, for every room's tests."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind, Revision
from assistant.errors import UnreadableFile
from embeddings.card import Card
from embeddings.encoder import Fingerprint, Progress, Vectors, card_of

DIMENSION = 16


@cache
def word_vector(word: str) -> tuple[float, ...]:
    """±1 in each place, by the bits of the word's sha256."""
    bits = int.from_bytes(hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:2])
    return tuple(1.0 if bits >> place & 1 else -1.0 for place in range(DIMENSION))


class WordEncoder:
    """A text's vector is the sum of its words' vectors, at unit length.

    A word's vector holds ±1 in each of 16 places, by the bits of its sha256; a
    text without words gets the first unit vector.
    """

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.texts: list[str] = []
        """Every passage that was encoded, in order."""

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint(self.name, "0" * 64, "test", "fp32", DIMENSION)

    @property
    def card(self) -> Card:
        return card_of(self.fingerprint)

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        self.texts += texts
        if progress is not None:
            progress(len(texts))
        rows = [self._row(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), DIMENSION)

    def encode_question(self, text: str, /) -> Vectors:
        return np.array([self._row(text)], dtype=np.float32)

    def encode_tokens(self, texts: Sequence[str], /, *, question: bool = False) -> None:
        return None

    def _row(self, text: str) -> list[float]:
        total = np.zeros(DIMENSION)
        for word in re.findall(r"\w+", text.casefold()):
            total += word_vector(f"{self.name} {word}")
        if not total.any():
            total[0] = 1.0
        row: list[float] = (total / np.linalg.norm(total)).tolist()
        return row


class WideEncoder(WordEncoder):
    """Twice as many dimensions: a text's vector beside that of its words with an x before them."""

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint(self.name, "1" * 64, "test", "fp32", 2 * DIMENSION)

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        narrow = super().encode_passages(texts, progress=progress)
        beside = [self._row(re.sub(r"\b(?=\w)", "x", text)) for text in texts]
        rows = np.hstack([narrow, np.array(beside, dtype=np.float32).reshape(narrow.shape)])
        made: Vectors = (rows / np.sqrt(2)).astype(np.float32)
        return made

    def encode_question(self, text: str, /) -> Vectors:
        texts, self.texts = self.texts, []
        row = self.encode_passages([text])
        self.texts = texts
        return row


def revision_of(
    document_id: str,
    content: bytes,
    *,
    title: str | None = None,
    language: str | None = "en",
) -> Revision:
    """The revision of a text file: a paragraph a non-empty line, `# ` begins a heading."""
    blocks = []
    for line in content.decode("utf-8", "replace").splitlines():
        if line.startswith("# "):
            blocks.append(Block(Kind.HEADING, line[2:], level=1))
        elif line.strip():
            blocks.append(Block(Kind.PARAGRAPH, line.strip()))
    extract = Extract("text", tuple(blocks), title=title, language=language, reader="lines 1")
    digest = hashlib.sha256(content).hexdigest()
    return compose(extract, document_id=document_id, sha256=digest)


class LineReader:
    """Reads files as `revision_of` does; a file that begins with `BROKEN` cannot be read."""

    def __init__(self) -> None:
        self.names: list[str] = []
        """Every name that was read, in order."""

    def read(self, path: Path, *, document_id: str = "", name: str | None = None) -> Revision:
        self.names.append(name or path.name)
        content = path.read_bytes()
        if content.startswith(b"BROKEN"):
            raise UnreadableFile("the file is broken", "Save it again")
        return revision_of(document_id, content)
