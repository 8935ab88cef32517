"""A library in memory and an encoder of a dozen concepts, both simple enough to check by hand."""

import hashlib
import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind, Paragraph, Revision
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.language.terms import question_terms, terms
from assistant.library.records import Counts, DocumentRecord, Failure, Located, Scored
from embeddings.encoder import Fingerprint, Progress, Vectors

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


@dataclass
class Shelf:
    """Every search is by brute force over all paragraphs."""

    encoder: ConceptEncoder = field(default_factory=ConceptEncoder)
    revisions: dict[str, Revision] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    rows: list[Paragraph] = field(default_factory=list)
    broken: list[Failure] = field(default_factory=list)
    notices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, name: str, *blocks: Block | str, language: str | None = "en") -> str:
        """A document of these blocks; its id is its name without what follows the first dot."""
        document_id = name.partition(".")[0]
        made = tuple(
            block if isinstance(block, Block) else Block(Kind.PARAGRAPH, block) for block in blocks
        )
        extract = Extract("text", made, language=language)
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        revision = compose(extract, document_id=document_id, sha256=sha256)
        self.revisions[document_id] = revision
        self.names[document_id] = name
        self.rows += revision.paragraphs
        return document_id

    def counts(self) -> Counts:
        return Counts(len(self.revisions), len(self.rows), len(self.broken))

    def documents(self) -> tuple[DocumentRecord, ...]:
        return tuple(sorted(map(self.document, self.revisions), key=lambda record: record.name))

    def partly_read(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (record.document_id, record.name) for record in self.documents() if record.notices
        )

    def failures(self) -> tuple[Failure, ...]:
        return tuple(self.broken)

    def document(self, document_id: str) -> DocumentRecord:
        if document_id not in self.revisions:
            raise UnknownDocument(document_id)
        revision = self.revisions[document_id]
        return DocumentRecord(
            document_id=document_id,
            name=self.names[document_id],
            path=None,
            format="text",
            title=None,
            language=revision.language,
            revision=revision.sha256,
            reader="test",
            pages=0,
            paragraphs=len(revision.paragraphs),
            size=len(revision.text),
            modified_ns=0,
            indexed_at="2026-11-23T00:00:00Z",
            notices=self.notices.get(document_id, ()),
        )

    def text(self, document_id: str, revision: str | None = None) -> str:
        return self.revisions[document_id].text

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        return self.revisions[document_id].paragraphs[first:end]

    def paragraph(self, paragraph_id: str) -> Located:
        for row, paragraph in enumerate(self.rows, start=1):
            if paragraph.paragraph_id == paragraph_id:
                return self.located([row])[row]
        raise UnknownParagraph(paragraph_id)

    def located(self, rows: Sequence[int]) -> dict[int, Located]:
        return {
            row: Located(row, paragraph, self.names[paragraph.document_id], None)
            for row in rows
            for paragraph in [self.rows[row - 1]]
        }

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        return self.encoder.encode_passages([self.rows[row - 1].text for row in rows])

    def nearest(
        self, vector: NDArray[np.float32], k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        rows = self._searched(within)
        cosines = self.vectors(rows) @ vector
        scored = [Scored(row, float(c)) for row, c in zip(rows, cosines, strict=True)]
        return sorted(scored, key=lambda s: -s.score)[:k]

    def matching(
        self, question: str, k: int, within: Collection[str] | None = None
    ) -> list[Scored]:
        """BM25 with k1 1.2 and b 0.75, from its definition."""
        bags = {
            row: Counter(terms(paragraph.text, self.revisions[paragraph.document_id].language))
            for row, paragraph in enumerate(self.rows, start=1)
        }
        mean = sum(bag.total() for bag in bags.values()) / max(len(bags), 1)
        asked = question_terms(question, {r.language for r in self.revisions.values()})
        scored = []
        for row in self._searched(within):
            bag, score = bags[row], 0.0
            for term in asked:
                having = sum(term in other for other in bags.values())
                rarity = math.log(1 + (len(bags) - having + 0.5) / (having + 0.5))
                length = 1.2 * (0.25 + 0.75 * bag.total() / mean)
                score += rarity * bag[term] * 2.2 / (bag[term] + length)
            if score > 0:
                scored.append(Scored(row, score))
        return sorted(scored, key=lambda s: -s.score)[:k]

    def _searched(self, within: Collection[str] | None) -> list[int]:
        return [
            row
            for row, paragraph in enumerate(self.rows, start=1)
            if within is None or paragraph.document_id in within
        ]
