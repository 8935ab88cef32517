"""Ask many questions of evaluation sets; every statement must stand in its document as quoted.

Run with folders that hold `corpus.jsonl` and `queries.jsonl`:
`python benchmarks/quotations.py FOLDER… --questions 2500`. What is measured is that no quotation
differs, not which is chosen.
"""

import argparse
import hashlib
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import platformdirs

from assistant.answers.quoting import quoted
from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind
from assistant.evaluation.judgements import entries
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from assistant.questions.question import Question
from assistant.retrieval.retriever import Retriever
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder

PART = 200


def fill(library: SqliteLibrary, scratch: Path, folder: Path, encoder: Encoder) -> None:
    """The corpus in documents of `PART` passages; passages end as they are written."""
    texts = [" ".join(str(entry["text"]).split()) for entry in entries(folder / "corpus.jsonl")]
    content = scratch / "original"
    with library.writing():
        for begin in range(0, len(texts), PART):
            content.write_text(f"{folder.name} {begin}", "utf-8")
            blocks = tuple(Block(Kind.PARAGRAPH, text) for text in texts[begin : begin + PART])
            revision = compose(
                Extract("text", blocks, reader="benchmark"),
                document_id=library.new_document_id(),
                sha256=hashlib.sha256(content.read_bytes()).hexdigest(),
            )
            paragraphs = revision.paragraphs
            rows = encoder.encode_passages([paragraph.text for paragraph in paragraphs])
            ids = [paragraph.paragraph_id for paragraph in paragraphs]
            source = Source(f"{folder.name}-{begin}", None, 1, 0)
            library.put(revision, source, content, dict(zip(ids, rows, strict=True)))


def asked(retriever: Retriever, questions: Iterator[str]) -> tuple[int, int]:
    """Questions asked, and statements that were checked."""
    count = checked = 0
    texts: dict[str, str] = {}
    for question in questions:
        asked = Question.of(question)
        found = quoted(retriever.rank(asked, limit=5))
        count += 1
        for statement, citation in zip(found.statements, found.citations, strict=True):
            document = citation.document_id
            text = texts.setdefault(document, retriever.library.text(document))
            assert statement.text == citation.quote == text[citation.start : citation.end], question
            checked += 1
    return count, checked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--questions", type=int, default=2500, help="of each folder")
    given = parser.parse_args()
    encoder = load_encoder("bundled", cache=Path(platformdirs.user_cache_dir("pincite", False)))
    for folder in given.folders:
        with tempfile.TemporaryDirectory() as scratch:
            prints = encoder.fingerprint
            library = SqliteLibrary.open(
                Path(scratch) / "library", fingerprint=str(prints), dimension=prints.dimension
            )
            fill(library, Path(scratch), folder, encoder)
            questions = (str(entry["text"]) for entry in entries(folder / "queries.jsonl"))
            retriever = Retriever(library, encoder)
            count, checked = asked(retriever, islice(questions, given.questions))
            library.close()
        print(f"{folder.name}: {count} questions, {checked} statements, each as it stands there")


if __name__ == "__main__":
    main()
