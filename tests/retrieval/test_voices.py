"""By whom a passage is that a question asks of a speaker."""

import pytest

from assistant.errors import SeveralSpeakers
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval.voices import Heard, asked_speaker, matches, speaker_chosen
from tests.bench import Bench

TEXTS = (
    "The delegation of Slovenia said that the police were trained.",
    "Peru noted that the police of Slovenia were trained.",
    "Ms. Jane Brook asked who paid. Ms. Brook thanked the police.",
    "Mr. Jon Hill said no.",
    "Mr. Tom Hill said that the Under-Secretary-General would pay.",
    "It rained on the police.",
)


def passage(bench: Bench, beginning: str) -> Passage:
    (document,) = bench.library.documents()
    kept = bench.library.paragraphs(document.document_id)
    (one,) = [p for p in kept if p.text.startswith(beginning)]
    return bench.library.passage(one.paragraph_id)


@pytest.mark.parametrize(
    ("question", "beginning", "heard"),
    [
        ("What did Slovenia say about the police?", "The delegation", "reported"),
        ("What did the delegation of Slovenia say?", "The delegation", "reported"),
        ("What did Slovenia say about the police?", "Peru", "about"),
        ("What did Slovenia say about the police?", "It rained", None),
        ("What did Brook say about the police?", "Ms. Jane", "reported"),
        ("What did the Secretary-General say?", "Mr. Tom", None),
        ("Что сказала Словения о полиции?", "The delegation", "reported"),
        ("ماذا قالت سلوفينيا عن الشرطة؟", "The delegation", "reported"),
        ("斯洛文尼亚对警察说了什么？", "The delegation", "reported"),
        ("Who trained the police?", "Peru", None),
    ],
)
def test_a_passage_is_theirs_or_tells_it_or_is_about_them(
    bench: Bench, question: str, beginning: str, heard: Heard | None
) -> None:
    bench.put("minutes.txt", *TEXTS)
    assert matches(Question.of(question), passage(bench, beginning)) == heard


def test_own_words_are_stated(bench: Bench) -> None:
    bench.put("letter.txt", "From: Ida Holm <ida@example.org>", "The quay is closed.")
    question = Question.of("What did Ida Holm say about the quay?")
    assert matches(question, passage(bench, "The quay")) == "stated"


def test_only_the_words_that_are_wanted_are_asked_for(bench: Bench) -> None:
    bench.put("minutes.txt", "Peru praised the dam. Chad noted the cost.")
    found = passage(bench, "Peru")
    first, second = found.sentences
    asked = asked_speaker(Question.of("What did Chad say?"), bench.library)
    assert asked is not None
    assert (asked.hears(found, first), asked.hears(found, second)) == ("about", "reported")


def test_a_name_of_several_is_given_back_with_their_names(bench: Bench) -> None:
    bench.put("minutes.txt", *TEXTS)
    assert speaker_chosen("brook", bench.library) == {"jane brook"}
    with pytest.raises(
        SeveralSpeakers, match=r"^2 speakers are called Hill; .*Hill, Mr. \w+ Hill\.$"
    ):
        speaker_chosen("Hill", bench.library)
    assert speaker_chosen("Nobody", bench.library) == {"nobody"}
