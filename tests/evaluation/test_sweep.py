from pathlib import Path

import pytest

from assistant.evaluation.folders import evaluate
from assistant.retrieval import constants, fusion
from benchmarks.held import MENTIONS, RANKING, SPANS, names_of, replaced, spread
from benchmarks.sweep import TABLE, Outcome, Swept, lines, sweep
from tests.evaluation.test_folders import write
from tests.retrieval.shelf import ConceptEncoder

CORPUS = [
    {"_id": "a#1", "title": "", "text": "Police met in the capital on a Monday."},
    {"_id": "a#2", "title": "", "text": "Police and officers met in Zanzibar on a Monday."},
    {"_id": "a#3", "title": "", "text": "The budget of the forum is large."},
]
QUESTIONS = [
    {"_id": "q1", "text": "police Zanzibar"},
    {"_id": "q2", "text": "budget"},
    {"_id": "unanswerable", "text": "zebra", "metadata": {"answerable": False}},
]
LEXICAL_WEIGHT = Swept("LEXICAL_WEIGHT", RANKING, 0.0, (0.25,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    grades = "query-id\tcorpus-id\tscore\nq1\ta#2\t1\nq2\ta#3\t1\n"
    return write(tmp_path / "sets" / "meetings", CORPUS, QUESTIONS, grades)


def swept(folder: Path, tmp_path: Path, row: Swept) -> Outcome:
    (outcome,) = sweep([folder], ConceptEncoder(), rows=[row], count=10, cache=tmp_path / "cache")
    return outcome


def test_a_sweep_measures_what_a_constant_gains_over_its_neutral_value(
    folder: Path, tmp_path: Path
) -> None:
    outcome = swept(folder, tmp_path, LEXICAL_WEIGHT)
    assert list(outcome.by_value) == [0.0, 0.25, 0.5]
    assert outcome.means(0.5) == [1.0, 1.0]
    assert outcome.means(0.0) == [pytest.approx((1 / 1.585 + 1) / 2, abs=0.001), 0.5]
    gains, error = outcome.gains(0.0)
    assert gains == {"meetings": pytest.approx(0.185, abs=0.001)}
    assert error == pytest.approx(0.185 / 2**0.5, abs=0.001)


def test_a_sweep_finds_what_an_evaluation_finds_with_that_value(
    folder: Path, tmp_path: Path
) -> None:
    outcome = swept(folder, tmp_path, LEXICAL_WEIGHT)
    for value in outcome.swept.values:
        with replaced(constants, outcome.swept.assigned(value)):
            found = evaluate(
                folder, modes=["hybrid"], encoder=ConceptEncoder(), cache=tmp_path / "cache"
            )["figures"]["hybrid"]
        assert outcome.means(value) == [found["nDCG@10"], found["hit@1"]]


def test_the_table_says_what_each_value_gives(folder: Path, tmp_path: Path) -> None:
    head, _, neutral, quarter, present, _ = lines([swept(folder, tmp_path, LEXICAL_WEIGHT)])
    assert head == "nDCG@10 hit@1: meetings (2)"
    assert neutral.split()[:4] == ["LEXICAL_WEIGHT", "0", "0.8155", "0.5000"]
    assert neutral.endswith("meetings +0.185, meetings +0.185  (neutral)")
    assert quarter.split()[:2] == ["LEXICAL_WEIGHT", "0.25"]
    assert present.split() == ["LEXICAL_WEIGHT", "0.5", "1.0000", "1.0000", "present"]


def test_constants_that_mean_something_together_are_varied_together(
    folder: Path, tmp_path: Path
) -> None:
    row = Swept("SHORT_QUESTION, LONG_QUESTION", RANKING, (-1, 0), ())
    assert row.assigned((-1, 0)) == {"SHORT_QUESTION": -1, "LONG_QUESTION": 0}
    assert list(swept(folder, tmp_path, row).by_value) == [(-1, 0), (2, 6)]


def test_a_value_reaches_the_modules_that_use_it_and_only_for_a_while() -> None:
    with replaced(constants, {"LEXICAL_WEIGHT": 0.9}):
        assert vars(fusion)["LEXICAL_WEIGHT"] == constants.LEXICAL_WEIGHT == 0.9
    assert vars(fusion)["LEXICAL_WEIGHT"] == constants.LEXICAL_WEIGHT == 0.5


def test_mentions_are_measured_where_a_subject_has_several_in_a_document(tmp_path: Path) -> None:
    scoped = [{"_id": "q1", "text": "police", "metadata": {"scope": "a#"}}]
    folder = write(tmp_path / "subjects", CORPUS, scoped, "q\tc\ts\nq1\ta#1\t1\nq1\ta#2\t1\n")
    outcome = swept(folder, tmp_path, Swept("MENTION_SHARE", MENTIONS, 0.0, ()))
    assert outcome.means(0.65) == [1.0]


def test_quotations_are_measured_in_the_files_themselves(tmp_path: Path) -> None:
    text = "Iron rusts in rain.\n\nThe budget of the forum is large.\n"
    queries = [{"_id": "q1", "text": "Does iron rust in rain?", "metadata": {"doc": "iron.txt"}}]
    folder = write(tmp_path / "files", CORPUS, queries, "q\tc\ts\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "iron.txt").write_text(text, "utf-8")
    (folder / "spans.jsonl").write_text(
        '{"query_id": "q1", "doc": "iron.txt", "start": 0, "end": 19}', "utf-8"
    )
    outcome = swept(folder, tmp_path, Swept("MOST_STATEMENTS", SPANS, 1, ()))
    assert outcome.means(5) == [1.0, 1.0, 1.0]


def test_every_row_of_the_table_names_constants_and_their_present_values_stand_in_it() -> None:
    for row in TABLE:
        assert row.present in row.values
        assert row.neutral is None or row.neutral in row.values


def test_questions_are_taken_from_all_over_a_set() -> None:
    assert spread(range(10), 4) == [0, 2, 5, 7]
    assert spread(range(3), 4) == [0, 1, 2]


def test_sets_are_told_apart_by_as_much_of_their_path_as_it_takes() -> None:
    folders = [Path("/eval/squad2"), Path("/eval/xquad/de")]
    assert list(names_of(folders)) == ["squad2", str(Path("xquad/de"))]
