"""The corpus of an evaluation set in a library of its own, as indexing would put it there."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from assistant.documents.composition import compose
from assistant.documents.division import divided
from assistant.documents.document import Block, Extract, Kind
from assistant.evaluation.encodings import encoded
from assistant.evaluation.judgements import JudgedQuestion, JudgedText, Judgements
from assistant.language.detection import detect_language
from assistant.library.library import Library
from assistant.library.opening import open_library
from assistant.library.records import Source
from assistant.retrieval.retriever import Retriever
from embeddings.encoder import Encoder, Progress

_WORD = re.compile(r"\w+")

PART = 500
"""Passages of one document, where the questions are not asked within documents."""


@dataclass(slots=True)
class Shelf:
    """A temporary library that holds a corpus, and which paragraph is which passage."""

    library: Library
    retriever: Retriever
    passages: dict[str, str] = field(default_factory=dict)
    """Passage id by paragraph id."""
    documents: dict[str, list[str]] = field(default_factory=dict)
    """Document ids by scope."""

    def within(self, question: JudgedQuestion) -> list[str] | None:
        """The documents that a question may be answered from; `None` for all."""
        return None if question.scope is None else self.documents.get(question.scope, [])


def filled(
    scratch: Path,
    judgements: Judgements,
    encoder: Encoder,
    cache: Path,
    progress: Progress | None = None,
) -> Shelf:
    """A shelf with all passages; encodings are kept in `cache`, `progress` counts them."""
    library = open_library(
        scratch / "library",
        fingerprint=str(encoder.fingerprint),
        dimension=encoder.fingerprint.dimension,
    )
    shelf = Shelf(library, Retriever(library, encoder))
    blocks = _blocks(judgements)
    texts = list(dict.fromkeys(block.text for group in blocks.values() for block in group))
    rows = dict(zip(texts, encoded(texts, encoder, cache, progress), strict=True))
    language = detect_language(" ".join(texts[:200]))
    with library.writing():
        for number, (scope, members) in enumerate(_documents(judgements)):
            held = [(block, p) for p in members for block in blocks[p.passage_id]]
            name = f"{scope or 'part'}-{number}"
            content = scratch / "original"
            content.write_text(name, "utf-8")
            document_id = library.new_document_id()
            place = members[0].place
            extract = Extract(
                "text",
                tuple(block for block, _ in held),
                title=place.title if place else None,
                language=place.language if place else language,
                reader="evaluation",
            )
            revision = compose(
                extract,
                document_id=document_id,
                sha256=hashlib.sha256(content.read_bytes()).hexdigest(),
            )
            paragraphs = revision.paragraphs
            library.put(
                revision,
                Source(name, None, len(name), 0),
                content,
                {paragraph.paragraph_id: rows[paragraph.text] for paragraph in paragraphs},
            )
            for paragraph, (_, passage) in zip(paragraphs, held, strict=True):
                shelf.passages[paragraph.paragraph_id] = passage.passage_id
            if scope is not None:
                shelf.documents.setdefault(scope, []).append(document_id)
    return shelf


def _blocks(judgements: Judgements) -> dict[str, list[Block]]:
    """What is indexed of each passage: its text on one line; a title of its own comes first.

    One that is longer than a paragraph may be is several, one without a word none.
    """
    titled = not judgements.scopes
    made = {}
    for passage in judgements.passages:
        place, text = passage.place, passage.text
        if titled and passage.title and place is None:
            text = f"{passage.title}. {text}"
        text = " ".join(text.split())
        block = place.block(text) if place else Block(Kind.PARAGRAPH, text)
        made[passage.passage_id] = [b for b in divided(block) if _WORD.search(b.text)]
    return made


def _documents(judgements: Judgements) -> list[tuple[str | None, list[JudgedText]]]:
    """A document a scope, and one of the library each; the rest in documents of `PART` passages."""
    scopes = judgements.scopes
    grouped: dict[tuple[str | None, str | None], list[JudgedText]] = {}
    for passage in judgements.passages:
        inside = [scope for scope in scopes if passage.passage_id.startswith(scope)]
        document = passage.place.document if passage.place else None
        grouped.setdefault((max(inside, key=len, default=None), document), []).append(passage)
    return [
        (scope, members[begin : begin + part])
        for (scope, document), members in grouped.items()
        for part in [PART if document is None else len(members)]
        for begin in range(0, len(members), part)
    ]
