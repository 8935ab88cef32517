import pytest

from assistant.answers.agreement import supporting_sentence
from assistant.answers.quoted_words import quotations_occur
from tests.answers.shelves import item_of, source_of, spoken_by


def agrees(claim: str, text: str, language: str | None = "en") -> bool:
    return supporting_sentence(claim, source_of(text, language=language)) is not None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        pytest.param("Iron rusts in rain.", "It is wet. Iron rusts in rain.", id="the sentence"),
        pytest.param("iron rusts in the rain", "Iron rusts in rain.", id="case and articles"),
        pytest.param("An officer needs training.", "Officers need training.", id="inflection"),
        pytest.param("The policies changed.", "The policy changed.", id="y and ies"),
        pytest.param("It isn't so.", "It is not so.", id="contractions"),
        pytest.param(
            "Women won the vote in 1971.", "In 1971 women won the vote.", id="head put last"
        ),
        pytest.param(
            "In 1971, women won the vote.", "Women won the vote in 1971.", id="tail put first"
        ),
        pytest.param(
            "The bridge was opened in 1984.",
            "The bridge, a work of steel, was opened in 1984.",
            id="an insertion left out",
        ),
        pytest.param(
            "The bridge was opened.", "The bridge was opened in 1984.", id="a tail left out"
        ),
        pytest.param(
            "The mill closed early.", "After the war, the mill closed early.", id="head left out"
        ),
        pytest.param(
            "The document says that iron rusts in rain.", "Iron rusts in rain.", id="a frame"
        ),
        pytest.param("- Iron rusts in rain.", "Iron rusts in rain.", id="a list's mark"),
        pytest.param("“Iron rusts in rain.”", "Iron rusts in rain.", id="quotation marks"),
        pytest.param("Does iron rust?", "Does iron rust?", id="a question"),
        pytest.param("It rose by 5 percent.", "It rose by 5 %.", id="a percent sign"),
    ],
)
def test_a_claim_that_says_no_more_agrees(claim: str, text: str) -> None:
    assert agrees(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        pytest.param("It cost 17 francs.", "It cost 17.5 francs.", id="a number"),
        pytest.param("It cost 5 g.", "It cost 5 kg.", id="a unit"),
        pytest.param("The value was p > 0.05.", "The value was p < 0.05.", id="a sign"),
        pytest.param("It fell to 5 °C.", "It fell to -5 °C.", id="a minus"),
        pytest.param("It lasted two days.", "It lasted three days.", id="a number word"),
        pytest.param("The fire killed 20 men.", "The fire killed 20–30 men.", id="a range"),
        pytest.param(
            "The fire killed 20.", "The fire killed 20 in all but name.", id="a bare number"
        ),
        pytest.param(
            "Alice earned 300 and Bob 500.", "Alice earned 500 and Bob 300.", id="swapped numbers"
        ),
        pytest.param("It was damaged by rain.", "It was not damaged by rain.", id="no negation"),
        pytest.param("It was never damaged.", "It was damaged.", id="a negation"),
        pytest.param("The plan was approved.", "The plan was hardly approved.", id="a doubt"),
        pytest.param("The match is off.", "If it rains, the match is off.", id="a condition"),
        pytest.param(
            "The match is off.", "The match is off, unless it is dry.", id="an exception behind"
        ),
        pytest.param(
            "The earth is flat.", "Smith claimed that the earth is flat.", id="an attribution"
        ),
        pytest.param("Bob lied to us.", "Alice said, Bob lied to us.", id="what somebody said"),
        pytest.param("Brazil beat Germany.", "Germany beat Brazil.", id="swapped names"),
        pytest.param("Brazil was beaten by Peru.", "Brazil beat Peru.", id="the passive"),
        pytest.param("Brazil was defeated.", "Brazil defeated Peru.", id="half a passive"),
        pytest.param(
            "He moved to Oslo from Rome.", "He moved from Oslo to Rome.", id="to and from"
        ),
        pytest.param("The president died.", "The president's brother died.", id="a possessive"),
        pytest.param(
            "Members of the party left.", "Former members of the party left.", id="a head"
        ),
        pytest.param("Paint must peel.", "Paint may peel.", id="may and must"),
        pytest.param("The mill will close.", "The mill closed.", id="another time"),
        pytest.param("All of them left.", "Some of them left.", id="some and all"),
        pytest.param("They let us sleep.", "They let US sleep.", id="an acronym"),
        pytest.param("He had hepatitis B.", "He had hepatitis A.", id="a letter"),
        pytest.param("He won Open The.", "He won The Open.", id="an article in a name"),
        pytest.param("He had hepatitis A.", "He had hepatitis.", id="an added letter"),
        pytest.param("The advertising was old.", "The advertisement was old.", id="a noun of it"),
        pytest.param("They are killing.", "They are killed.", id="doing and suffering"),
        pytest.param("The employer left town.", "The employed left town.", id="who does it"),
        pytest.param("Iron rusts in rain.", "Does iron rust in rain?", id="a question asked"),
        pytest.param("Iron rusts in rain.", "Iron rusts in rain?", id="a doubt asked"),
        pytest.param("20 died in June.", "In May, 20 died, in June, 30 died.", id="two clauses"),
        pytest.param(
            "In May, 30 died.", "In May, 20 died; in June, 30 died.", id="a clause of another"
        ),
        pytest.param(
            "The judge, said the thief, lied.", "The judge said the thief lied.", id="commas"
        ),
        pytest.param(
            "They ratified the Convention.",
            "They ratified the Convention on the Law of the Sea.",
            id="half a name",
        ),
        pytest.param("10. Iron rusts.", "19. Iron rusts.", id="a paragraph's number"),
        pytest.param("10. Iron rusts.", "Iron rusts.", id="an added paragraph number"),
        pytest.param("Cats, birds sleep.", "Cats, dogs, birds sleep.", id="a list's member"),
        pytest.param("The cat barked.", "The cat sat. The dog barked.", id="two sentences"),
        pytest.param("Iron rusts in Tanzania.", "Iron rusts in rain.", id="a place"),
        pytest.param("Аlice left.", "Alice left.", id="a letter of another script"),
        pytest.param("The source does not say that iron rusts.", "Iron rusts.", id="a false frame"),
        pytest.param("", "Iron rusts.", id="nothing"),
        pytest.param("Iron.", "Iron rusts.", id="a word"),
    ],
)
def test_a_claim_that_says_anything_else_does_not(claim: str, text: str) -> None:
    assert not agrees(claim, text)


@pytest.mark.parametrize(
    ("claim", "text", "language", "expected"),
    [
        pytest.param("Der Mann biss den Hund.", "Der Mann biss den Hund.", "de", True, id="equal"),
        pytest.param("Den Mann biss der Hund.", "Der Mann biss den Hund.", "de", False, id="cases"),
        pytest.param("Der Rat tagte.", "Der Rat tagte, aber kurz.", "de", False, id="a part"),
        pytest.param("水は酸素を運ぶ。", "水は酸素を運ぶ。", "ja", True, id="Japanese"),
        pytest.param(
            "水は酸素を運ばない。", "水は酸素を運ぶ。", "ja", False, id="Japanese, negated"
        ),
        pytest.param("警察需要培训。", "警察不需要培训。", "zh", False, id="Chinese, negated"),
        pytest.param("Iron rusts.", "Iron rusts.", None, True, id="an unknown language"),
    ],
)
def test_in_other_languages_only_the_whole_sentence_agrees(
    claim: str, text: str, language: str | None, expected: bool
) -> None:
    assert agrees(claim, text, language) is expected


def test_the_sentence_that_agrees_is_the_one_to_cite() -> None:
    source = source_of("It was wet. Iron rusts in rain. The hall was full.")
    span = supporting_sentence("Iron rusts in the rain.", source)
    assert span is not None
    assert source.text[span.start : span.end] == "Iron rusts in rain."


def test_a_list_item_agrees_with_what_it_completes() -> None:
    source = item_of("States should not:", "detain children.")
    span = supporting_sentence("States should not detain children.", source)
    assert span is not None
    assert source.text[span.start : span.end] == "detain children."
    assert supporting_sentence("Detain children.", source) is None
    assert supporting_sentence("States should detain children.", source) is None


def test_a_list_item_stands_alone_where_its_lead_in_turns_nothing() -> None:
    source = item_of("The measures are:", "training of the officers.")
    assert supporting_sentence("Training of the officers.", source) is not None


def test_the_speaker_of_a_paragraph_may_be_named() -> None:
    source = spoken_by("Ms. Chen (Ardeth)", "The figures are wrong.")
    assert supporting_sentence("Ms. Chen said that the figures are wrong.", source) is not None
    assert supporting_sentence("Mr. Okafor said that the figures are wrong.", source) is None


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("He said “iron rusts” and left.", True),
        ("He said “iron melts” and left.", False),
        ('"Iron rusts in rain" it says.', True),
        ("'iron rusts' is what it says", True),
        ("'iron melts' is what it says", False),
        ("‘iron melts’", False),
        ("„iron melts“", False),
        ("« iron melts »", False),
        ("「iron melts」", False),
        ("``iron melts''", False),
        ("“Iron … rain”", True),
        ("“rain [...] iron”", False),
        ("“iron melts", False),
        ("iron melts”", False),
        ("“iron rusts", True),
        ("the officer's iron isn't 'rusts'", True),
        ("“”", True),
    ],
)
def test_quoted_words_must_stand_in_the_text(claim: str, expected: bool) -> None:
    assert quotations_occur(claim, "Iron rusts in rain.") is expected
