import json
from pathlib import Path
from typing import Any

import pytest

from assistant.documents.document import Span
from assistant.errors import BadEvaluationFolder
from assistant.evaluation.folders import evaluate
from assistant.evaluation.gold_spans import Letters, overlap, placed, read_span_questions
from tests.retrieval.shelf import ConceptEncoder

RAW = (
    "Iron rusts in rain.\r\n\r\n"
    "The hall was full. Officers need\r\ntraining before they patrol.\r\n\r\n"
    "The budget of the forum is 40,000 francs.\r\n"
)
SENTENCE = "Officers need\r\ntraining before they patrol."


def place_in(raw: str, words: str, read: str) -> str | None:
    span = Span(raw.index(words), raw.index(words) + len(words))
    found = placed(span, Letters.of(raw), Letters.of(read))
    return None if found is None else read[found.start : found.end]


def test_a_stretch_is_placed_by_its_letters() -> None:
    assert place_in("One  two-\r\nthree.", "two-\r\nthree", "One twothree.") == "twothree"
    assert place_in("The \ufb01rst ½", "\ufb01rst", "The first ½") == "first"
    assert place_in("a *bold* word", "*bold* word", "a bold word") == "bold word"


def test_of_equal_stretches_the_one_in_equal_surroundings_is_taken() -> None:
    raw, read = "a rain b. c rain d.", "x. c rain d. a rain b."
    found = placed(Span(2, 6), Letters.of(raw), Letters.of(read))
    assert found == (read.index("a rain") + 2, read.index("a rain") + 6)
    again = placed(Span(12, 16), Letters.of("rain. rain. rain."), Letters.of("rain. rain. rain."))
    assert again == (12, 16)


def test_what_reading_left_out_or_broke_up_has_no_place() -> None:
    assert place_in("Page 3 of 9. Text.", "Page 3", "Text.") is None
    assert place_in("Text ...", "...", "Text ...") is None


def test_overlap_is_counted_in_characters_by_document() -> None:
    gold = {"a": {1, 2, 3, 4}}
    assert overlap(gold, {"a": {3, 4, 5}, "b": {1}}) == (0.5, 0.5, 2 / 6)
    assert overlap(gold, {}) == (0.0, 0.0, 0.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "spans"
    (made / "docs").mkdir(parents=True)
    (made / "docs" / "a.txt").write_bytes(RAW.encode())
    start = RAW.index(SENTENCE)
    write(
        made,
        [
            {"_id": "q1", "text": "What training do officers need?", "metadata": {"doc": "a.txt"}},
            {
                "_id": "q2",
                "text": "zebra migration",
                "metadata": {"doc": "a.txt", "answerable": False},
            },
            {"_id": "unjudged", "text": "budget", "metadata": {"doc": "a.txt"}},
        ],
        [{"query_id": "q1", "doc": "a.txt", "start": start, "end": start + len(SENTENCE)}],
    )
    return made


def write(folder: Path, questions: list[Any], spans: list[Any]) -> None:
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, questions)), "utf-8")
    (folder / "spans.jsonl").write_text("\n".join(map(json.dumps, spans)), "utf-8")


def run(folder: Path, tmp_path: Path, limit: int | None = None) -> dict[str, Any]:
    return evaluate(
        folder, modes=["hybrid"], encoder=ConceptEncoder(), cache=tmp_path / "cache", limit=limit
    )


def test_a_set_without_a_corpus_is_asked_through_the_real_reader(
    folder: Path, tmp_path: Path
) -> None:
    found = run(folder, tmp_path)
    assert (found["set"], found["questions"], found["passages"]) == ("spans", 2, 0)
    figures = found["figures"]["hybrid"]
    assert (figures["span_gold"], figures["span_unplaced"], figures["span_questions"]) == (1, 0, 1)
    assert figures["span_recall"] == figures["span_recall_first"] == figures["span_recall@5"] == 1.0
    assert figures["span_precision_first"] == figures["span_IoU_first"] == 1.0
    assert figures["span_abstention_F1"] == 1.0


def test_a_limit_takes_the_first_questions_and_reads_their_files_only(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "docs" / "unread.txt").write_bytes(b"")
    found = run(folder, tmp_path, 1)
    assert found["questions"] == 1
    assert "span_abstention_F1" not in found["figures"]["hybrid"]


def test_gold_that_has_no_place_is_counted(folder: Path, tmp_path: Path) -> None:
    question = {"_id": "q1", "text": "police", "metadata": {"doc": "a.txt"}}
    write(folder, [question], [{"query_id": "q1", "doc": "a.txt", "start": 19, "end": 21}])
    figures = run(folder, tmp_path)["figures"]["hybrid"]
    assert (figures["span_unplaced"], figures["span_questions"]) == (1, 0)
    assert figures["span_recall"] == 0.0


def test_a_set_with_a_corpus_has_both_kinds_of_figures(folder: Path, tmp_path: Path) -> None:
    corpus = {"_id": "a#1", "title": "", "text": "Officers need training."}
    (folder / "corpus.jsonl").write_text(json.dumps(corpus), "utf-8")
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("q1\ta#1\t1\n", "utf-8")
    figures = run(folder, tmp_path)["figures"]["hybrid"]
    assert figures["nDCG@10"] == 1.0
    assert figures["span_recall"] == 1.0


def test_spans_that_are_none_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "spans.jsonl").write_text('{"query_id": "q1"}', "utf-8")
    with pytest.raises(BadEvaluationFolder, match=r"spans.jsonl: not lines of query_id"):
        run(folder, tmp_path)


def test_a_file_that_is_missing_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "docs" / "a.txt").unlink()
    with pytest.raises(BadEvaluationFolder):
        run(folder, tmp_path)


def test_without_spans_or_files_there_are_no_such_questions(tmp_path: Path) -> None:
    assert read_span_questions(tmp_path) == ()
