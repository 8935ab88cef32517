import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import BadEvaluationFolder
from assistant.evaluation.encodings import encoded
from assistant.evaluation.folders import evaluate
from tests.retrieval.shelf import ConceptEncoder


def write(folder: Path, corpus: list[Any], questions: list[Any], grades: str) -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, questions)), "utf-8")
    (folder / "qrels" / "test.tsv").write_text(grades, "utf-8")
    return folder


CORPUS = [
    {"_id": "a#1", "title": "", "text": "Officers need training before they patrol."},
    {"_id": "a#2", "title": "", "text": "Iron rusts in rain."},
    {"_id": "b#1", "title": "", "text": "The budget of the forum is large."},
    {"_id": "b#2", "title": "", "text": "Police training costs money."},
]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return write(
        tmp_path / "plain",
        CORPUS,
        [
            {"_id": "q1", "text": "iron in rain"},
            {"_id": "q2", "text": "zebra migration", "metadata": {"answerable": False}},
            {"_id": "unjudged", "text": "budget"},
        ],
        "query-id\tcorpus-id\tscore\nq1\ta#2\t1\nq1\ta#1\t0\n",
    )


def run(folder: Path, tmp_path: Path, *modes: str) -> dict[str, Any]:
    return evaluate(
        folder, modes=modes or ["hybrid"], encoder=ConceptEncoder(), cache=tmp_path / "cache"
    )


def test_figures_are_of_the_judged_questions(plain: Path, tmp_path: Path) -> None:
    found = run(plain, tmp_path)
    assert (found["set"], found["questions"], found["passages"]) == ("plain", 2, 4)
    figures = found["figures"]["hybrid"]
    assert figures["nDCG@10"] == figures["hit@1"] == figures["MRR@10"] == 1.0
    assert figures["recall@5"] == figures["recall@100"] == 1.0
    assert figures["abstention_precision"] == figures["abstention_recall"] == 1.0
    assert 0 < figures["milliseconds_p50"] <= figures["milliseconds_p95"]


def test_the_curve_of_abstention_has_precision_and_recall_at_each_threshold(
    plain: Path, tmp_path: Path
) -> None:
    curve = run(plain, tmp_path)["abstention"]["hybrid"]
    assert [row[0] for row in curve] == [step / 20 for step in range(1, 20)]
    recalls = [row[2] for row in curve]
    assert recalls == sorted(recalls)
    assert [0.3, 1.0, 1.0] in curve


def test_every_mode_that_is_named_is_measured(plain: Path, tmp_path: Path) -> None:
    found = run(plain, tmp_path, "hybrid", "lexical", "dense")
    assert list(found["figures"]) == ["lexical", "dense", "hybrid"]


def test_a_scoped_question_returns_nothing_from_beyond_its_scope(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "scoped",
        CORPUS,
        [
            {"_id": "q1", "text": "police training", "metadata": {"scope": "a#"}},
            {"_id": "q2", "text": "police training", "metadata": {"scope": "b#"}},
        ],
        "query-id\tcorpus-id\tscore\nq1\ta#1\t1\nq2\tb#2\t1\nq2\tb#1\t1\n",
    )
    figures = run(folder, tmp_path)["figures"]["hybrid"]
    assert figures["hit@1"] == 1.0
    assert figures["nDCG@10"] == 1.0
    assert "mentions_F1" not in figures


def test_mentions_are_measured_where_questions_have_several_answers(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "several",
        CORPUS,
        [{"_id": "q1", "text": "police training", "metadata": {"scope": ""}}],
        "q1\ta#1\t1\nq1\tb#2\t1\n",
    )
    assert run(folder, tmp_path)["figures"]["hybrid"]["mentions_F1"] == 1.0


def test_the_title_of_an_entry_is_searched(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "titled",
        [{"_id": "1", "title": "Corrosion", "text": "It is red."}, *CORPUS[2:]],
        [{"_id": "q", "text": "corrosion"}],
        "q\t1\t1\n",
    )
    assert run(folder, tmp_path, "lexical")["figures"]["lexical"]["hit@1"] == 1.0


def test_a_limit_takes_the_first_questions(plain: Path, tmp_path: Path) -> None:
    found = evaluate(
        plain, modes=["dense"], encoder=ConceptEncoder(), cache=tmp_path / "cache", limit=1
    )
    assert found["questions"] == 1
    assert "abstention_F1" not in found["figures"]["dense"]


def test_progress_counts_passages_and_questions(plain: Path, tmp_path: Path) -> None:
    steps: list[int] = []
    evaluate(
        plain,
        modes=["dense", "lexical"],
        encoder=ConceptEncoder(),
        cache=tmp_path / "cache",
        progress=steps.append,
    )
    assert sum(steps) == 4 + 2 * 2


def test_encodings_are_kept_between_runs(tmp_path: Path) -> None:
    encoder = ConceptEncoder()
    first = encoded(["iron", "rain"], encoder, tmp_path)
    again = encoded(["rain", "police", "iron"], encoder, tmp_path)
    assert encoder.encoded == ["iron", "rain", "police"]
    assert np.array_equal(again[[2, 0]], first)


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(plain: Path, tmp_path: Path, missing: str) -> None:
    (plain / missing).unlink()
    with pytest.raises(BadEvaluationFolder, match=missing.rpartition("/")[2]):
        run(plain, tmp_path)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("corpus.jsonl", "{", "line 1: not a JSON object"),
        ("corpus.jsonl", '{"_id": "x"}', "line 1: not a JSON object with _id and text"),
        ("queries.jsonl", "[1]", "line 1: not a JSON object"),
        ("queries.jsonl", "", "no question that is judged"),
        ("qrels/test.tsv", "q1\ta#9\t1\n", "question q1 is judged by passage a#9"),
        ("qrels/test.tsv", "q1\ta#1\t1\nq1 a#1 1\n", "line 2: not question, passage and score"),
        ("corpus.jsonl", '{"_id":"x","text":"t"}\n{"_id":"x","text":"t"}', "stands there twice"),
    ],
)
def test_files_that_do_not_agree_are_refused(
    plain: Path, tmp_path: Path, file: str, content: str, message: str
) -> None:
    (plain / file).write_text(content, "utf-8")
    with pytest.raises(BadEvaluationFolder, match=message):
        run(plain, tmp_path)


def test_an_unknown_mode_is_refused_with_those_there_are(plain: Path, tmp_path: Path) -> None:
    with pytest.raises(BadEvaluationFolder, match="no mode sparse; the modes are lexical, dense"):
        run(plain, tmp_path, "sparse")
