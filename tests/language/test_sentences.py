from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.sentences import sentence_spans
from tests.language.sentence_samples import SENTENCES, sentences_in


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def boundary_f1(language: str) -> float:
    """F1 of the ends of sentences that were joined by one space."""
    expected = set()
    at = -1
    for sentence in sentences_in(language):
        at += len(sentence) + 1
        expected.add(at)
    found = {end for _, end in sentence_spans(" ".join(sentences_in(language)))}
    return 2 * len(expected & found) / (len(expected) + len(found))


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_of_each_language_are_found(language: str) -> None:
    assert len(sentences_in(language)) >= 25
    assert boundary_f1(language) >= 0.99


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. J. de Vries met Ms. Ada K. Byron.", id="honorifics and initials"),
        pytest.param("It rose by 3.5 per cent to 1,200.75.", id="decimals"),
        pytest.param("37. The Forum met.", id="a printed number in front"),
        pytest.param("iv. The Forum met.", id="a Roman numeral in front"),
        pytest.param("(a) The Forum met.", id="a letter in front"),
        pytest.param("A. Background", id="a capital letter in front"),
        pytest.param("See art. 5, para. 3, and No. 12.", id="references"),
        pytest.param("Am 3. Mai und im 19. Jahrhundert.", id="German ordinals"),
        pytest.param("Das gilt z. B. Kindern, d. h. Jungen.", id="spaced abbreviations"),
        pytest.param("Dne 1. 9. 1939 začala válka.", id="a date in numbers"),
        pytest.param("He asked “why?” and left.", id="a question inside"),
        pytest.param("The text […] The rest.", id="words left out"),
        pytest.param("「行く。帰る。」と言った。", id="Japanese speech inside"),
        pytest.param("Smith et al. have shown it.", id="small letter behind"),
        pytest.param("Inc. alone", id="only an abbreviation"),
        pytest.param("He spoke . . . of rain . . . I think.", id="words left out, spaced dots"),
        pytest.param("It was 148 vs. 1,140 in all.", id="compared numbers"),
        pytest.param("This is disputed (Lund et al. 1994).", id="others before a year"),
        pytest.param("As it is written (Gal. 3:28), so be it.", id="chapter and verse"),
        pytest.param("Copyright 2018 S. Berg, Oslo.", id="an initial behind a number"),
        pytest.param("Am 13. Jän. 2006 schneite es.", id="an Austrian month"),
        pytest.param(
            "Деревня у оз. Светлое, где жил Дж. Кларк.", id="a lake and a Russian initial"
        ),
        pytest.param("वह यू.के. गया था।", id="initials in Devanagari"),
        pytest.param("ಅವನು ಯು.ಕೆ. ದೇಶದಲ್ಲಿದ್ದಾನೆ.", id="initials in Kannada"),
        pytest.param("§2. Purpose and scope", id="a section's sign in front"),
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He lives in the U.S. The weather is fine.", 2, id="an initialism at the end"),
        pytest.param("It ended at 5 p.m. Police came.", 2, id="a time at the end"),
        pytest.param("Pears, figs, etc. They were ripe.", 2, id="etc. at the end"),
        pytest.param("After World War II. The war ended.", 2, id="a Roman numeral at the end"),
        pytest.param("He left.1 The State agreed.", 2, id="a note's number glued to the stop"),
        pytest.param("He left.[12] The State agreed.", 2, id="a note's number in brackets"),
        pytest.param("It fell . . . . Then it rose.", 2, id="a full stop among spaced dots"),
        pytest.param("Firma sídli v SR. Vyrába lode.", 2, id="an acronym that looks like a title"),
        pytest.param("It was cut. mRNA levels fell.", 2, id="a name that begins in lower case"),
        pytest.param("They are 20 nt. The mean is 9.", 2, id="a unit behind a number"),
        pytest.param("It rained here. [b] Snow fell there.", 2, id="a letter in brackets"),
        pytest.param("መጣ። ሄደ፧ ተኛ።", 3, id="Ethiopic marks"),
        pytest.param("He left.³ ⁴ The State agreed.", 2, id="raised notes"),
        pytest.param("One.\n\ntwo", 2, id="a blank line"),
        pytest.param("他来了。他走了！她呢？", 3, id="Chinese without spaces"),
        pytest.param("वह आया। वह गया।", 2, id="danda"),
        pytest.param("Πού πας; Στο σπίτι.", 2, id="Greek question mark"),
        pytest.param("“Go.” He went. “Stay!” She stayed.", 4, id="speech"),
        pytest.param("The rule: it rains. (b) the sun shines.", 2, id="a lettered item"),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected


def test_closing_quotation_marks_belong_to_the_sentence_they_close() -> None:
    assert sentences("«Nous partons.» Il pleut. (Demain aussi.) Fin.") == [
        "«Nous partons.»",
        "Il pleut.",
        "(Demain aussi.)",
        "Fin.",
    ]


def test_signs_without_a_word_join_the_sentence_before() -> None:
    assert sentences("It ended. !!! Then we left.") == ["It ended. !!!", "Then we left."]


LOWER = (
    "the mill closed in 1931. its owner, a mr. berg, kept the books until 1940. in all 3.5 tons of "
    "flour were sold, e.g. to norway. see no. 5 of the letters, which tell how the trade went on."
)


def test_a_long_text_without_capitals_is_parted_at_its_full_stops() -> None:
    assert sentences(LOWER) == [
        "the mill closed in 1931.",
        "its owner, a mr. berg, kept the books until 1940.",
        "in all 3.5 tons of flour were sold, e.g. to norway.",
        "see no. 5 of the letters, which tell how the trade went on.",
    ]


def test_one_capital_letter_shows_that_sentences_begin_with_them() -> None:
    assert len(sentences(LOWER.replace("the mill", "The mill"))) == 1
    assert sentences("to be patient etc. and so on") == ["to be patient etc. and so on"]


@given(
    st.text(alphabet=st.sampled_from("aB1. !?\n\t。」“”()[]…।«»;:-’ é中\u00a0\u2028"), max_size=60)
)
def test_every_character_but_spaces_lies_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


def test_a_long_line_without_spaces_is_one_sentence() -> None:
    assert sentence_spans("x" * 200_000) == [(0, 200_000)]
