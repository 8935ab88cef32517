import random

from assistant.library.sqlite.self_checks import traces
from tests.bench import Bench

CANARY = "zyxwvcanary"


def canary_lines(seed: int, count: int) -> list[str]:
    """Paragraphs of many lengths, each with the canary and words around it."""
    chosen = random.Random(seed)
    return [
        " ".join([f"{CANARY}{seed}"] + [f"w{chosen.randrange(500)}" for _ in range(length)])
        for length in (chosen.randrange(1, 900) for _ in range(count))
    ]


def test_nothing_of_a_removed_document_is_left_in_the_folder(bench: Bench) -> None:
    gone = []
    for seed in range(6):
        bench.put(f"kept{seed}.txt", *[f"Iron {i} {seed}." for i in range(40)])
        gone.append(bench.put(f"{CANARY}{seed}.txt", f"# {CANARY}", *canary_lines(seed, 30)))
        # An edit leaves an earlier revision, and rows that moved within the pages.
        gone[-1] = bench.put(
            f"{CANARY}{seed}.txt",
            *canary_lines(seed, 35)[5:],
            document_id=gone[-1].document_id,
        )
    question = bench.encoder.encode_question("iron")[0]
    bench.library.nearest(question, 5)
    assert bench.matching(f"{CANARY}1", 5)
    assert traces(bench.library, [CANARY]), "the canary must be visible before it is removed"
    with bench.library.writing():
        for record in gone:
            bench.library.remove(record.document_id)
    assert traces(bench.library, [CANARY]) == []
    assert bench.library.counts().paragraphs == 240
    assert bench.library.nearest(question, 5)
    bench.reopen()
    assert traces(bench.library, [CANARY]) == []


def test_a_purge_takes_the_words_that_only_earlier_revisions_held(bench: Bench) -> None:
    record = bench.put("a.txt", "Iron stays.", f"The {CANARY} goes.")
    assert bench.matching(CANARY)
    bench.put("a.txt", "Iron stays.", document_id=record.document_id)
    assert bench.library.purge() == 1
    assert traces(bench.library, [CANARY]) == []
    assert bench.matching("iron") == ["Iron stays."]


def test_a_removal_that_was_interrupted_is_finished_by_the_next_writer(bench: Bench) -> None:
    record = bench.put("a.txt", f"The {CANARY} goes.")
    bench.put("b.txt", "Iron stays.")
    assert bench.matching(CANARY)
    bench.library.close()
    bench.opened.clear()
    library = bench.open()
    # As if the process had died between the removal and the rewriting of the mirrors.
    library._take_out(record.document_id, with_selections=False)
    with library.writing():
        pass
    assert traces(library, [CANARY]) == []
    assert library.counts().documents == 1
