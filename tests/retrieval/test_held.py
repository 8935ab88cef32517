"""A rare word that stands in one paragraph is found there, whatever it means."""

import random
from pathlib import Path

import pytest

from assistant.questions.missing_words import holds_all, sought_words
from assistant.questions.question import Question
from assistant.retrieval.held import FEW, places_of_rare_words
from assistant.service import Assistant
from assistant.settings import Settings
from tests.bench import Bench

SAMPLES = Path(__file__).parents[2] / "samples" / "documents"

SYLLABLES = ("bl", "orp", "tang", "zu", "mek", "fri", "vost", "qua", "nim", "dro", "ket", "ly")


def invented(chosen: random.Random, count: int) -> list[str]:
    """Words as `orptang`, and marks as `Cqq-112`."""
    words = ["".join(chosen.choices(SYLLABLES, k=3)) for _ in range(count)]
    marks = [
        f"{chosen.choice('ABCXZQ')}{''.join(chosen.choices('xqzvk', k=2))}"
        f"-{chosen.randint(100, 999)}"
        for _ in range(count)
    ]
    return list(dict.fromkeys(words + marks))


@pytest.mark.real
@pytest.mark.long
def test_an_invented_word_is_found_in_the_one_paragraph_that_holds_it(
    tmp_path: Path, encoder_cache: Path
) -> None:
    chosen = random.Random(7)
    tokens = invented(chosen, 40)
    settings = Settings(library=str(tmp_path / "library"), cache=str(encoder_cache))
    with Assistant.open(settings=settings) as assistant:
        assistant.index([SAMPLES])
        texts = {
            record.name: [p.text for p in assistant.library.paragraphs(record.document_id)]
            for record in assistant.library.documents()
        }
    places = [(name, at) for name, lines in texts.items() for at in range(len(lines))]
    for token in tokens:
        name, at = chosen.choice([(n, i) for n, i in places if len(texts[n][i]) > 60])
        words = texts[name][at].split(" ")
        words.insert(chosen.randint(1, len(words)), token)
        texts[name][at] = " ".join(words)
    planted = tmp_path / "planted"
    planted.mkdir()
    for name, lines in texts.items():
        (planted / f"{name}.txt").write_text("\n\n".join(lines), "utf-8")
    settings = Settings(library=str(tmp_path / "other"), cache=str(encoder_cache))
    missed = []
    with Assistant.open(settings=settings) as assistant:
        assistant.index([planted])
        for token in tokens:
            for asked in (f"what about {token}?", token, f"who mentioned {token}?"):
                answer = assistant.ask(asked)
                if answer.target is None or token not in answer.target.paragraph.text:
                    missed.append(asked)
    assert missed == []


def first_of(bench: Bench, question: str) -> frozenset[str]:
    document = bench.library.documents()[0]
    paragraphs = bench.library.paragraphs(document.document_id)
    first = bench.library.passage(paragraphs[-1].paragraph_id)
    found = places_of_rare_words(Question.of(question), first, bench.library, None)
    return frozenset(bench.library.passage(one).paragraph.text for one in found)


def test_few_paragraphs_that_hold_the_words_come_before_one_that_does_not(bench: Bench) -> None:
    few = [f"Iron {word} in the zuket valley." for word in ("rusts", "lasts", "shines")]
    bench.put("a.txt", *few, "Nothing of that kind.")
    assert len(few) == FEW
    assert first_of(bench, "who mentioned zuket?") == frozenset(few)
    assert first_of(bench, "who mentioned lasts?") == {"Iron lasts in the zuket valley."}
    assert first_of(bench, "what about zuket and iron?") == frozenset()


def test_nothing_is_put_first_where_many_hold_the_words_or_the_first_does(bench: Bench) -> None:
    lines = [f"Iron number {number} in the zuket valley." for number in range(FEW + 1)]
    bench.put("a.txt", *lines, "Nothing of that kind.")
    assert first_of(bench, "zuket") == frozenset()
    assert first_of(bench, "who mentioned that kind?") == frozenset()
    assert first_of(bench, "what of the?") == frozenset()


def test_all_words_must_stand_there() -> None:
    text = "Iron rusts at Zxq-417 in the valleys."
    for question, held in (
        ("what about Zxq-417?", True),
        ("iron in the valley", True),
        ("iron of Zxq-418", False),
        ("the rustling iron", False),
        ("iron and copper", False),
    ):
        assert holds_all(sought_words(question, "en"), text, "en") is held
