import time
from dataclasses import replace

from assistant.answers.answer import Answer
from assistant.command_line.answer_text import answer_text
from assistant.command_line.styling import wrapped
from assistant.command_line.terminal import comparison_text, figures_text
from assistant.keeping.comparison import Comparison, RankedQuestion
from tests.answers.shelves import answered
from tests.retrieval.shelf import Shelf


def asked(question: str) -> Answer:
    library = Shelf.empty()
    library.add("report.pdf", "Officers need training. Iron rusts in rain.", "Lunch was served.")
    return answered(library, question)


def test_words_that_the_target_lacks_stand_below_the_quotations() -> None:
    found = asked("What training do officers need from hospitals?")
    assert found.omission == (1, ("hospitals",))
    assert "Not in the paragraph of [1]: hospitals" in answer_text(found).split("\n")
    assert "Not in" not in answer_text(asked("What training do officers need?"))


def test_nothing_is_told_of_a_paragraph_that_is_not_cited() -> None:
    found = replace(asked("What training do Danish officers need?"), citations=())
    assert found.omission is None


def test_words_that_the_nearest_miss_lacks_stand_below_it() -> None:
    missed = asked("zebra migration in Kenya")
    assert not missed.found
    assert missed.nearest is not None
    assert missed.nearest.why.missing == ("zebra", "migration", "Kenya")
    assert "    Not in it: zebra, migration, Kenya" in answer_text(missed).split("\n")


def test_an_endless_word_is_wrapped_in_good_time_and_whole() -> None:
    started = time.process_time()
    text = wrapped("Now " + "x" * 3_000_000 + " then.", indent="  ")
    assert time.process_time() - started < 10
    lines = text.split("\n")
    assert lines[0] == "  Now " + "x" * (len(lines[0]) - 6) or lines[0] == "  Now"
    assert sum(line.count("x") for line in lines) == 3_000_000
    assert max(map(len, lines)) <= 100
    assert lines[-1].endswith("then.")


def test_questions_that_fell_are_named_the_highest_first_and_not_without_end() -> None:
    fell = [RankedQuestion(f"Why {n}?", "p", None, n, compared=True) for n in range(1, 8)]
    lines = comparison_text(Comparison(tuple(reversed(fell)))).split("\n")
    assert lines == [
        "Your 7 questions: hit@1 0.14 → 0.00, hit@5 0.71 → 0.00; 7 worse.",
        *(f"  {n} → >10  Why {n}?" for n in range(1, 6)),
        "  and 2 more; all of them with --json",
    ]


def test_figures_of_kept_questions_have_each_ones_ranks() -> None:
    figures = {
        "set": "kept",
        "left_out": 1,
        "figures": {"dense": {"hit@1": 0.5}, "hybrid": {"hit@1": 1.0}},
        "ranks": [
            {"question": "Why?\x1b", "rank": {"dense": None, "hybrid": 1}},
            {"question": "Who?", "rank": {"dense": 1, "hybrid": 1}},
        ],
    }
    assert figures_text(figures).split("\n") == [
        "kept",
        "  dense    hit@1 0.500",
        "  hybrid   hit@1 1.000",
        "",
        "    dense   hybrid",
        "      >10        1  Why?\ufffd",
        "        1        1  Who?",
        "Left out, for no paragraph kept for it is left: 1",
    ]


def test_of_many_missing_words_the_first_eight_are_named() -> None:
    names = " ".join(f"Vale{letter}" for letter in "ABCDEFGHIJ")
    lines = answer_text(asked(f"officers training {names} {'Z' * 60}")).split("\n")
    told = lines[lines.index(next(line for line in lines if "Not in" in line)) :]
    assert " ".join(told).split(": ")[1].startswith("ValeA, ValeB, ValeC, ValeD,")
    assert "ValeH and 3 more" in " ".join(told)
