from collections.abc import Sequence

from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.facets import Narrowing
from assistant.retrieval.hit import Mentions, Strength
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import Retriever
from tests.bench import Bench


def every(bench: Bench, subject: str, **wanted: object) -> Mentions:
    return mentions(Retriever(bench.library, bench.encoder), Question.of(subject), **wanted)  # type: ignore[arg-type]


def texts(found: Mentions) -> list[str]:
    return [hit.paragraph.text for hit in found.hits]


def test_every_paragraph_that_holds_the_words_is_listed_whatever_else_it_says(bench: Bench) -> None:
    long = "Iron " + " ".join(f"word{number}" for number in range(300)) + "."
    bench.put("b.txt", "Iron.", long, "Rain fell.")
    bench.put("a.txt", "Rain and iron.", "Snow fell.")
    found = every(bench, "iron")
    assert texts(found)[:3] == ["Rain and iron.", "Iron.", long]
    assert found.containing == 3


def test_what_holds_the_words_is_never_called_weak(bench: Bench) -> None:
    bench.put("a.txt", *(f"Iron rusts {n}." for n in range(1_200)), "Iron " + "and rain " * 200)
    holding, _ = every(bench, "iron").parts
    assert len(holding) == 1_201
    assert Strength.WEAK not in {hit.strength for hit in holding}


def test_others_on_the_subject_stand_apart_behind_those_that_hold_the_words(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts in rain.", "Rain makes iron rust.", "Rusty iron in rain.")
    bench.put("b.txt", "Iron and rain.")
    found = every(bench, "iron rusts in rain")
    holding, others = found.parts
    assert [hit.paragraph.text for hit in holding] == [
        "Iron rusts in rain.",
        "Rain makes iron rust.",
    ]
    assert found.containing == 2
    assert "Iron and rain." in {hit.paragraph.text for hit in others}


def test_more_paragraphs_than_are_ranked_are_listed_all(bench: Bench) -> None:
    bench.put("a.txt", *(f"Iron number {number} rusts." for number in range(1_300)), "Rain fell.")
    found = every(bench, "iron")
    assert found.containing == 1_300
    assert texts(found)[:1_300] == [f"Iron number {number} rusts." for number in range(1_300)]
    assert sorted(hit.rank for hit in found.hits[:1_300])[:3] == [1, 2, 3]
    assert len({hit.rank for hit in found.hits}) == len(found.hits)


def test_parts_of_the_list_make_the_whole(bench: Bench) -> None:
    bench.put("a.txt", *(f"Iron number {number} rusts." for number in range(25)))
    bench.put("b.txt", "Rusting metal.")
    whole = every(bench, "iron")
    parts = [every(bench, "iron", first=first, limit=10) for first in (0, 10, 20)]
    assert [text for part in parts for text in texts(part)] == texts(whole)
    assert {(part.total, part.containing) for part in parts} == {(whole.total, whole.containing)}
    assert [len(part.hits) for part in parts] == [10, 10, whole.total - 20]
    assert [part.first for part in parts] == [0, 10, 20]


def test_only_the_part_that_is_wanted_is_read(bench: Bench) -> None:
    bench.put("a.txt", *(f"Iron number {number} rusts." for number in range(1_500)))
    read: list[int] = []
    passages = bench.library.passages

    def counted(rows: Sequence[int]) -> dict[int, Passage]:
        read.append(len(rows))
        return passages(rows)

    bench.library.passages = counted  # type: ignore[method-assign]
    every(bench, "iron", first=1_400, limit=20)
    assert read[-1] <= 20


def test_what_is_counted_is_what_is_listed(bench: Bench) -> None:
    bench.put("plan-2014.txt", *(f"Iron number {number}." for number in range(30)))
    bench.put("plan-2015.txt", "Iron again.", "Rain.")
    found = every(bench, "iron")
    named = {facet.name: facet.count for facet in found.facets.years}
    for year, count in named.items():
        assert every(bench, "iron", narrowing=Narrowing(year=year)).containing == count
    assert named == {"2014": 30, "2015": 1}


def test_narrowed_counts_are_of_what_is_left(bench: Bench) -> None:
    bench.put("plan-2014.txt", "Iron.", "Iron again.")
    bench.put("plan-2015.txt", "Iron at last.")
    found = every(bench, "iron", narrowing=Narrowing(year="2015"))
    assert (found.containing, texts(found)[:1]) == (1, ["Iron at last."])
    assert {facet.name for facet in found.facets.years} == {"2014", "2015"}


def test_by_rank_all_come_in_one_order(bench: Bench) -> None:
    bench.put("a.txt", "Iron and rain and snow and hail.", "Iron.")
    found = every(bench, "iron", ranked=True)
    assert [hit.rank for hit in found.hits] == list(range(1, found.total + 1))
    assert texts(found)[0] == "Iron."


def test_a_subject_that_is_nowhere_has_none_that_holds_it(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts.")
    assert every(bench, "xyzzyq").containing == 0


def test_a_subject_without_a_word_has_no_mention(bench: Bench) -> None:
    bench.put("a.txt", "Iron rusts.")
    found = every(bench, "!?")
    assert (found.hits, found.containing, found.total) == ((), 0, 0)


def test_an_empty_library_has_no_mention(bench: Bench) -> None:
    assert every(bench, "iron").hits == ()
