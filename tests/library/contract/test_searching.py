import numpy as np
import pytest

from tests.library.contract.stores import Desk

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


ODD = [
    "iron AND (rust OR",
    '"iron',
    "+iron -rain title:iron ^2 ~3 [a TO b] {x} \\ /iron/",
    "iron\0rain",
    "🙂 iron 👩‍👩‍👧‍👦",
    "\ud800 iron",
    "iron " * 13_000,
    " ".join(f"iron{i}" for i in range(9_000)) + " iron",
    "IN iron NOT",
    "*iron*",
]


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_any_text_is_a_question_and_none_is_syntax(desk: Desk, question: str) -> None:
    desk.put("a.txt", IRON, POLICE)
    found = desk.matching(question, 10)
    assert found == ([] if question.startswith("iron0 ") else [IRON])


@pytest.mark.parametrize("question", ["", "   ", "?!", "\0", "🙂"])
def test_a_question_without_words_matches_nothing(desk: Desk, question: str) -> None:
    desk.put("a.txt", IRON, POLICE, "Rain.")
    assert desk.matching(question) == []


def test_an_empty_library_finds_nothing(desk: Desk) -> None:
    assert desk.nearest("iron") == []
    assert desk.matching("iron") == []
    assert desk.library.documents() == ()


def test_nearest_agrees_with_comparing_everything(desk: Desk) -> None:
    lines = [f"word{i} word{i * 7 % 31} word{i % 5}" for i in range(60)]
    desk.put("words.txt", *lines)
    question = desk.encoder.encode_question("word3 word21 word4")[0]
    rows = sorted(desk.rows().values())
    cosines = desk.library.vectors(rows) @ question
    best = np.argsort(-cosines, kind="stable")[:10]
    found = desk.library.nearest(question, 10)
    assert [row for row, _ in found] == [rows[at] for at in best]
    np.testing.assert_allclose([score for _, score in found], cosines[best], atol=1e-3)


def test_searches_are_limited_to_documents(desk: Desk) -> None:
    first = desk.put("a.txt", IRON, POLICE)
    second = desk.put("b.txt", IRON + " Often.", "Rain falls.")
    assert desk.nearest(IRON, 2, [second.document_id]) == [IRON + " Often.", "Rain falls."]
    assert desk.matching("iron", 5, [first.document_id]) == [IRON]
    assert desk.matching("iron", 5, []) == []
    assert desk.nearest(IRON, 5, ["nobody"]) == []


def test_a_changed_heading_changes_what_matches_below_it(desk: Desk) -> None:
    before = desk.put("a.txt", "# Metals", POLICE)
    assert desk.matching("metal") == ["Metals", POLICE]
    desk.put("a.txt", "# Minerals", POLICE, document_id=before.document_id)
    assert desk.matching("metal") == []
    assert desk.matching("mineral") == ["Minerals", POLICE]


def test_removed_rows_do_not_starve_a_search(desk: Desk) -> None:
    kept = desk.put("kept.txt", *[f"Iron number {i} stays." for i in range(5)])
    gone = desk.put("gone.txt", *[f"Iron number {i} goes." for i in range(300)])
    with desk.library.writing():
        desk.library.remove(gone.document_id)
        assert len(desk.nearest("Iron number 1 goes.", 5)) == 5
        assert len(desk.matching("iron goes", 5)) == 5
    assert desk.library.counts().paragraphs == kept.paragraphs


def test_scripts_without_spaces_and_other_languages_match(desk: Desk) -> None:
    desk.put("a.txt", "警察の訓練は春に行われる。", "Les femmes sont entrées.", "Полиция учится.")
    assert desk.matching("警察") == ["警察の訓練は春に行われる。"]
    assert desk.matching("полицией") == ["Полиция учится."]


def test_a_rarer_word_weighs_more(desk: Desk) -> None:
    desk.put("a.txt", "Rain fell on iron.", "Rain fell on gold.", "Rain fell on snow.")
    assert desk.matching("rain gold", 5)[0] == "Rain fell on gold."
    assert sorted(desk.matching("rain", 2)) == sorted(desk.matching("rain", 3)[:2])
    assert desk.matching("rain", 0) == []
    assert desk.nearest("rain", 0) == []


def test_a_reopened_library_finds_what_it_found(desk: Desk) -> None:
    for number in range(30):
        desk.put(f"{number}.txt", f"Iron number {number} rusts.", f"Rain fell on day {number % 9}.")
    before = desk.nearest("iron 7", 20), desk.matching("iron day 7", 20)
    desk.reopen()
    assert (desk.nearest("iron 7", 20), desk.matching("iron day 7", 20)) == before
