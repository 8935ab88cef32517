from collections.abc import Mapping

import pytest

from assistant.questions.missing_words import missing_words, sought_words, still_missing

TEXT = (
    "In Keld, the two officers of Al-Shabaab's district walked twenty working days; complaints "
    "have fallen from 1,127 a year to 31 by the 3rd quarter, see A/HRC/12/5. An interpreter was "
    "called to the German counter in 2024."
)


def missing(
    question: str, text: str, language: str, rarity: Mapping[str, float] | None = None
) -> tuple[str, ...]:
    return missing_words(sought_words(question, language), text, language, rarity)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("How many complaints came from officers in 2023?", ("2023",), id="a number"),
        pytest.param(
            "How many complaints came from officers in 2024?", (), id="a number that is there"
        ),
        pytest.param("Were there 1127 complaints?", (), id="a number without its comma"),
        pytest.param("Were there 1,127 complaints?", (), id="a number with its comma"),
        pytest.param("Were there 1,128 complaints?", ("1,128",), id="another number"),
        pytest.param("Who walked for 20 working days?", (), id="a number in words"),
        pytest.param("What fell in quarter 3?", (), id="a number as an ordinal"),
        pytest.param("What fell in the 3rd quarter?", (), id="an ordinal"),
        pytest.param("What of officers in A/HRC/12/5?", (), id="a symbol"),
        pytest.param("What of officers in A/HRC/12/6?", ("A/HRC/12/6",), id="another symbol"),
        pytest.param("How many officers walked in Sill?", ("Sill",), id="a name"),
        pytest.param("What did Al-Shabaab's officers do?", (), id="a name with a genitive"),
        pytest.param("Who called an interpreter in Germany?", (), id="a word of a family"),
        pytest.param("Why was there interpretation for officers?", (), id="another form"),
        pytest.param("What did officers say about tax evasion?", ("tax", "evasion"), id="most"),
        pytest.param("Which officers walked the shore of Keld?", (), id="one plain word of many"),
        pytest.param("What was reported and who said so?", (), id="only what asks"),
        pytest.param("WHAT OFFICERS WALKED THE SHORE OF KELD?", (), id="capitals are no names"),
        pytest.param("Officers walked? Complaints fell? Shores?", (), id="a sentence begins"),
        pytest.param("Didn't the officers' complaints fall?", (), id="contractions"),
        pytest.param("When must officers ask?", (), id="a duty"),
        pytest.param("fisheries", ("fisheries",), id="a single word"),
        pytest.param("fisheries, Fisheries", ("fisheries",), id="once"),
        pytest.param("漁業について", (), id="unspaced writing"),
        pytest.param("Wie viele Beschwerden gab es in Sill 2023?", ("2023",), id="foreign"),
        pytest.param("?", (), id="no word"),
        pytest.param("fisheries " * 200, (), id="a text"),
    ],
)
def test_what_a_text_does_not_hold(question: str, expected: tuple[str, ...]) -> None:
    assert missing(question, TEXT, "en") == expected


def test_german_nouns_are_no_names_and_compounds_count() -> None:
    text = "Die Polizeibeamten gehen seit Jahren am Donnerstag über den Markt."
    question = "Wann geht die Polizei mit Hunden über den Markt?"
    assert missing(question, text, "de") == ()
    assert missing("Was kostet der Wein in Kiel?", text, "de") == (
        "kostet",
        "Wein",
        "Kiel",
    )


def test_rare_words_weigh_more_than_common_ones() -> None:
    question, text = "the tax evasion of officers and complaints", "Officers and complaints."
    assert missing(question, text, "en") == ()
    rarity = {"tax": 5.0, "evas": 5.0, "offic": 1.0, "complaint": 1.0}
    assert missing(question, text, "en", rarity) == ("tax", "evasion")


def test_what_a_further_text_holds_is_not_missing_any_more() -> None:
    assert still_missing(("Sill", "2019", "A/1"), "Sill in 2018, A/1", "en") == ("2019",)
    assert still_missing((), "anything", "en") == ()


def test_vowel_points_do_not_part_a_word() -> None:
    sought = sought_words("هل درّبت الشرطة ضباطا؟", "ar")
    assert [one.written for one in sought] == ["درّبت", "الشرطة", "ضباطا"]


def test_a_number_in_other_digits_and_a_name_in_another_spelling_are_not_missing() -> None:
    text = "في عام ٢٠١٩ تحدث محمد في ليوبليانا."
    assert missing_words(sought_words("2019", None), text, "ar") == ()
    english = "Mr. Čeferin met Mariya in 2019."
    assert missing_words(sought_words("When did he see Ceferin, Maria?", "en"), english, "en") == ()


def test_what_only_asks_is_not_missing_in_any_language() -> None:
    assert [one.written for one in sought_words("מה נאמר על נשים?", "he")] == ["נשים"]
    assert [one.written for one in sought_words("Kaj je bilo rečeno o ženskah?", "sl")] == [
        "ženskah"
    ]
