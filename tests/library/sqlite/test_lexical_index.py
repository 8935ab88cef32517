import errno
import math
from collections import Counter
from pathlib import Path

import pytest

from assistant.library.sqlite.bm25 import CONTEXT_WEIGHT, bm25
from assistant.library.sqlite.word_index import failures_of_the_disk
from tests.bench import Bench
from tests.library.contract.test_searching import ODD

LINES = [
    "Iron rusts in rain and rain makes iron rust again.",
    "Police officers are trained in spring, in rain or not.",
    "The budget for training was 1,200 francs in 2014.",
    "Rain.",
]


def test_bm25_is_that_of_the_definition() -> None:
    # Two of ten texts hold the term; this one twice in 8 words, where the mean is 4.
    expected = math.log(1 + 8.5 / 2.5) * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 8 / 4))
    assert bm25(2, 8, 4, 2, 10) == pytest.approx(expected)


@pytest.mark.parametrize("saved", [False, True], ids=["in memory", "on disk"])
def test_scores_are_bm25_over_words_and_context(bench: Bench, saved: bool) -> None:
    bench.put("a.txt", "# Weather", *LINES)
    if saved:
        bench.library.mirrors.lexical.save()
    words = [
        ["weather"],
        ["iron", "rust", "in", "rain", "and", "rain", "make", "iron", "rust", "again"],
        ["polic", "offic", "are", "train", "in", "spring", "in", "rain", "or", "not"],
        ["the", "budget", "for", "train", "was", "1", "200", "franc", "in", "2014"],
        ["rain"],
    ]
    mean = sum(map(len, words)) / 5
    rain = [bm25(Counter(w)["rain"], len(w), mean, 3, 5) if "rain" in w else 0.0 for w in words]
    context = CONTEXT_WEIGHT * bm25(1, 1, 4 / 5, 4, 5)
    weather = [bm25(1, 1, mean, 1, 5), context, context, context, context]
    expected = {row + 1: r + w for row, (r, w) in enumerate(zip(rain, weather, strict=True))}
    found = dict(bench.library.matching("rain weather", 10))
    assert found.keys() == expected.keys()
    for row, score in found.items():
        # tantivy keeps lengths in one byte: lengths above 40 are rounded down.
        assert score == pytest.approx(expected[row], rel=1e-5)


@pytest.mark.parametrize("snapshot_after", [0, 1, 30, 59, 60])
def test_what_is_new_ranks_with_what_is_saved(bench: Bench, snapshot_after: int) -> None:
    for number in range(60):
        if number == snapshot_after:
            bench.library.mirrors.lexical.save()
        bench.put(f"{number}.txt", f"Rain {'and rain ' * (number % 7)}fell on day{number % 9}.")
    if snapshot_after == 60:
        bench.library.mirrors.lexical.save()
    twin = [
        (row + 1, ("rain", 1 + row % 7), (f"day{row % 9}", 1), 4 + 2 * (row % 7))
        for row in range(60)
    ]
    mean = sum(length for *_, length in twin) / 60
    having = Counter(row % 9 for row in range(60))
    expected = {
        row: bm25(count, length, mean, 60, 60)
        + (bm25(1, length, mean, having[5], 60) if day == "day5" else 0.0)
        for row, (_, count), (day, _), length in twin
    }
    found = bench.library.matching("rain day5", 60)
    assert len(found) == 60
    best = sorted(expected, key=lambda row: (-expected[row], row))[:6]
    assert [row for row, _ in found][:6] == best


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_any_text_is_a_question_to_a_snapshot_too(bench: Bench, question: str) -> None:
    bench.put("a.txt", *LINES)
    expected = bench.matching(question, 10)
    bench.library.mirrors.lexical.save()
    assert bench.matching(question, 10) == expected


def test_a_snapshot_is_added_to_without_touching_the_one_before(bench: Bench) -> None:
    bench.put("a.txt", *LINES)
    lexical = bench.library.mirrors.lexical
    lexical.save()
    first = lexical.receipts.latest()
    bench.put("b.txt", "Copper turns green.")
    lexical.save()
    second = lexical.receipts.latest()
    assert first is not None
    assert second is not None
    assert (second.generation, second.count) == (first.generation + 1, first.count + 1)
    assert not lexical.receipts.place(first.generation).exists()
    assert bench.matching("copper") == ["Copper turns green."]
    assert set(bench.matching("rain")) == {LINES[0], LINES[1], LINES[3]}


def test_a_reopened_library_ranks_as_before(bench: Bench) -> None:
    for number in range(30):
        bench.put(f"{number}.txt", *[f"{line} Number {number}." for line in LINES])
    before = bench.library.matching("rain number 7", 40)
    bench.library.mirrors.lexical.save()
    saved = bench.library.matching("rain number 7", 40)
    assert [row for row, _ in saved] == [row for row, _ in before]
    assert bench.reopen().matching("rain number 7", 40) == saved
    assert bench.library.notices == []


def test_a_library_without_snapshots_is_searched_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.library.sqlite.lexical_index.LONGEST_TAIL", 3)
    with bench.library.writing():
        bench.put("a.txt", *LINES)
        other = bench.open()
        assert [row for row, _ in other.matching("budget", 5)] == [3]
        bench.opened.reverse()
        bench.put("b.txt", "Another budget.")
        assert {row for row, _ in other.matching("budget", 5)} == {3, 5}


def test_a_snapshot_by_other_terms_is_not_used(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.put("a.txt", *LINES)
    bench.library.mirrors.lexical.save()
    monkeypatch.setattr("assistant.library.sqlite.lexical_index.fingerprint", lambda: "other")
    assert bench.reopen().matching("budget", 5)[0].row == 3
    assert not bench.library.mirrors.lexical._on_disk
    assert bench.library.notices == []


NAMED = ("The meeting was opened by Mr. Čeferin.", "Речь держала Мария.", "تحدث محمد بعد ذلك.")


@pytest.mark.parametrize(
    ("question", "place"),
    [("Ceferin", 0), ("Чеферин", 0), ("Maria", 1), ("Mohammed", 2), ("Мухаммед", 2)],
)
@pytest.mark.parametrize("stored", [False, True], ids=["in memory", "in a snapshot"])
def test_a_name_is_found_in_any_script(
    bench: Bench, question: str, place: int, *, stored: bool
) -> None:
    bench.put("a.txt", *NAMED)
    if stored:
        bench.library.mirrors.lexical.save()
    assert bench.matching(question, 5) == [NAMED[place]]
    held = bench.library.passages([one.row for one in bench.library.holding(question, None)])
    assert [passage.paragraph.text for passage in held.values()] == [NAMED[place]]


def test_a_paragraph_in_another_language_than_its_document_is_found_in_its_own(
    bench: Bench,
) -> None:
    french = "Les autorités ont pris des mesures pour les minorités et les réfugiés du pays."
    bench.put("a.txt", *LINES, french)
    assert bench.matching("Une minorité réfugiée ?", 1) == [french]


def test_files_of_a_snapshot_are_for_the_owner_only(bench: Bench) -> None:
    bench.put("a.txt", *LINES)
    bench.library.mirrors.lexical.save()
    places: list[Path] = list(bench.library.folder.mirrors.rglob("*"))
    assert places
    assert all(place.stat().st_mode & 0o077 == 0 for place in places)


def test_a_disk_that_tantivy_may_not_write_to_is_no_bug_but_a_fact() -> None:
    with pytest.raises(OSError, match="No space left") as caught, failures_of_the_disk():
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")
    assert caught.value.errno == errno.ENOSPC
    with pytest.raises(ValueError, match="anything else"), failures_of_the_disk():
        raise ValueError("anything else")
