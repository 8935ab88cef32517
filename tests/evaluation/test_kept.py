"""Kept questions are measured alike in the library and in the folder exported from it."""

import json
import random
from pathlib import Path

import pytest

from assistant.errors import BadEvaluationFolder
from assistant.evaluation.folders import evaluate
from assistant.library.sqlite.library import SqliteLibrary
from assistant.retrieval.retriever import Mode
from assistant.service import Assistant
from tests.retrieval.shelf import ConceptEncoder

SAMPLES = Path(__file__).parents[2] / "samples" / "documents"
MODES: tuple[Mode, ...] = ("lexical", "dense", "hybrid")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, float]], Path]:
    """The figures of 24 kept questions in a library of four formats, and their folder."""
    root, chosen = tmp_path_factory.mktemp("kept"), random.Random(3)
    library = SqliteLibrary.open(root / "library")
    assistant = Assistant(library, ConceptEncoder)
    formats = (".md", ".html", ".docx", ".txt")
    assistant.index([path for path in sorted(SAMPLES.iterdir()) if path.suffix in formats])
    ids = [record.document_id for record in library.documents()]
    paragraphs = [paragraph for id_ in ids for paragraph in library.paragraphs(id_)]
    long = [paragraph for paragraph in paragraphs if len(paragraph.text.split()) > 8]
    for paragraph in chosen.sample(long, 24):
        words = chosen.sample(paragraph.text.split(), 3)
        assistant.select(f"What of {' '.join(words)}?", paragraph.paragraph_id)
    figures = assistant.evaluate(MODES)["figures"]
    assistant.kept.export(root / "set")
    assistant.close()
    return figures, root / "set"


@pytest.mark.parametrize("mode", MODES)
def test_a_folder_of_kept_questions_has_the_figures_that_the_library_has(
    exported: tuple[dict[str, dict[str, float]], Path], tmp_path: Path, mode: str
) -> None:
    figures, folder = exported
    found = evaluate(folder, modes=MODES, encoder=ConceptEncoder(), cache=tmp_path)["figures"][mode]
    assert 0 < figures[mode]["hit@1"] < 1
    assert figures[mode] == {name: found[name] for name in figures[mode]}


def test_a_place_in_a_document_that_is_none_is_refused(
    exported: tuple[dict[str, dict[str, float]], Path], tmp_path: Path
) -> None:
    _, folder = exported
    lines = [json.loads(line) for line in (folder / "corpus.jsonl").read_text().splitlines()]
    lines[0]["metadata"]["paragraph"]["kind"] = "poem"
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)))
    for name in ("queries.jsonl", "qrels/test.tsv"):
        (tmp_path / name).write_text((folder / name).read_text())
    with pytest.raises(BadEvaluationFolder, match=r"'poem'.*Export the test set again"):
        evaluate(tmp_path, modes=("lexical",), encoder=ConceptEncoder(), cache=tmp_path / "cache")


def test_a_passage_longer_than_a_paragraph_is_one_passage_still(tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    long = {"_id": "a", "title": "", "text": "iron rusts " * 3_000}
    short = {"_id": "b", "title": "", "text": "Rain falls."}
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, (long, short))))
    (tmp_path / "queries.jsonl").write_text(json.dumps({"_id": "q", "text": "iron"}))
    (tmp_path / "qrels" / "test.tsv").write_text("q\ta\t1\n")
    found = evaluate(tmp_path, modes=MODES, encoder=ConceptEncoder(), cache=tmp_path / "cache")
    assert found["passages"] == 2
    assert {mode["nDCG@10"] for mode in found["figures"].values()} == {1.0}
